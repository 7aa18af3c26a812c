//! Form and tags → dictionary form, by the longest known ending.
//!
//! Layout of the packed rules, little endian: endings `u16`, each a length `u8` and its text; rules `u32`,
//! each the key `u64`, the characters to cut `u8` and the number of the ending to add `u16`.

use std::collections::HashMap;

use super::hash;
use super::tags::TagPair;
use crate::analysis::Pos;

/// The longest ending that a rule looks at, in characters.
pub(crate) const LONGEST: usize = 6;

/// Forms of verbs that no rule of endings tells, or that the training corpora hold too seldom for one to be learned.
const IRREGULAR: &[(&str, &str)] = &[
    ("am", "be"),
    ("are", "be"),
    ("arisen", "arise"),
    ("beaten", "beat"),
    ("borne", "bear"),
    ("clung", "cling"),
    ("dealt", "deal"),
    ("eaten", "eat"),
    ("fled", "flee"),
    ("forbade", "forbid"),
    ("forbidden", "forbid"),
    ("forgone", "forgo"),
    ("fought", "fight"),
    ("laid", "lay"),
    ("leapt", "leap"),
    ("lent", "lend"),
    ("mistaken", "mistake"),
    ("overtaken", "overtake"),
    ("owed", "owe"),
    ("owing", "owe"),
    ("overthrown", "overthrow"),
    ("overtook", "overtake"),
    ("risen", "rise"),
    ("shot", "shoot"),
    ("slain", "slay"),
    ("slid", "slide"),
    ("sprung", "spring"),
    ("stolen", "steal"),
    ("sworn", "swear"),
    ("undertaken", "undertake"),
    ("wan", "want"),
    ("wandering", "wander"),
    ("withdrawn", "withdraw"),
    ("withdrew", "withdraw"),
    ("woken", "wake"),
];

/// The rules, by the hash of tag and ending.
#[derive(Debug, Default)]
pub(crate) struct Lemmas {
    endings: Vec<String>,
    rules: HashMap<u64, (u8, u16)>,
}

impl Lemmas {
    /// Reads packed rules; what is cut off is left out.
    pub(crate) fn new(bytes: &[u8]) -> Self {
        Self::read(bytes).unwrap_or_default()
    }

    fn read(mut bytes: &[u8]) -> Option<Self> {
        let mut take = |count: usize| {
            let (head, rest) = bytes.split_at_checked(count)?;
            bytes = rest;
            Some(head)
        };
        let mut endings = Vec::new();
        for _ in 0..u16::from_le_bytes(take(2)?.try_into().ok()?) {
            let length = usize::from(*take(1)?.first()?);
            endings.push(String::from_utf8(take(length)?.to_vec()).ok()?);
        }
        let count = u32::from_le_bytes(take(4)?.try_into().ok()?) as usize;
        let mut rules = HashMap::with_capacity(count);
        for rule in take(count.checked_mul(11)?)?.chunks_exact(11) {
            let key = u64::from_le_bytes(rule[..8].try_into().ok()?);
            rules.insert(key, (rule[8], u16::from_le_bytes([rule[9], rule[10]])));
        }
        Some(Self { endings, rules })
    }

    /// Returns the dictionary form of `form`, lower case except for proper nouns.
    pub(crate) fn lemma(&self, form: &str, tags: TagPair) -> String {
        let base = base(form, tags);
        if let Some((_, lemma)) = IRREGULAR
            .iter()
            .find(|(form, _)| tags.pos == Pos::Verb && *form == base)
        {
            return (*lemma).to_owned();
        }
        // "fry": the bare form of a verb is its own, whatever endings look like it; only its own rule counts.
        let bare = tags.pos == Pos::Verb && matches!(tags.tag_text(), "VB" | "VBP");
        let found = keys(&base, tags)
            .into_iter()
            .take(if bare { 1 } else { usize::MAX })
            .find_map(|key| self.rules.get(&key));
        let Some((cut, ending)) = found else {
            return base;
        };
        let kept = base
            .char_indices()
            .rev()
            .take(usize::from(*cut))
            .last()
            .map_or(base.len(), |(at, _)| at);
        let ending = self
            .endings
            .get(usize::from(*ending))
            .map_or("", String::as_str);
        let lemma = format!("{}{ending}", &base[..kept]);
        if lemma.is_empty() { base } else { lemma }
    }
}

/// Returns the form that rules apply to.
pub(crate) fn base(form: &str, tags: TagPair) -> String {
    let plain = form.replace('’', "'");
    if tags.pos == Pos::Propn {
        plain
    } else {
        plain.to_lowercase()
    }
}

/// Returns the keys of the rules that may apply to `base`, the most special first.
pub(crate) fn keys(base: &str, tags: TagPair) -> Vec<u64> {
    let starts: Vec<usize> = base
        .char_indices()
        .rev()
        .map(|(at, _)| at)
        .take(LONGEST)
        .collect();
    let whole = hash::of_parts(tags.number(), &[hash::of_text(base), 1]);
    let endings = starts
        .iter()
        .rev()
        .map(|&at| hash::of_parts(tags.number(), &[hash::of_text(&base[at..]), 0]));
    let mut keys = vec![whole];
    keys.extend(endings);
    keys.push(hash::of_parts(tags.number(), &[hash::of_text(""), 0]));
    keys
}

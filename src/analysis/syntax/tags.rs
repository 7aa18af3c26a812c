//! The Penn Treebank tags that English treebanks use, and the pairs of part of speech and tag that the tagger tells apart.

use crate::analysis::Pos;

/// All Penn tags; models name a tag by its place here.
pub(crate) const TAGS: &[&str] = &[
    "NN", "NNS", "NNP", "NNPS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "JJ", "JJR", "JJS",
    "RB", "RBR", "RBS", "RP", "IN", "DT", "PDT", "WDT", "WP", "WP$", "WRB", "PRP", "PRP$", "EX",
    "CD", "CC", "TO", "POS", "UH", "FW", "SYM", "$", "#", "LS", "ADD", "AFX", "GW", "XX", ".", ",",
    ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "NFP",
];

/// What the tagger decides for a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TagPair {
    /// Universal part of speech.
    pub(crate) pos: Pos,
    /// Penn tag: a place in [`TAGS`].
    pub(crate) tag: u8,
}

impl TagPair {
    /// The pair of a word of which nothing is known.
    pub(crate) const UNKNOWN: Self = Self {
        pos: Pos::X,
        tag: 41,
    };

    /// Returns the pair written as `pos` and `tag`.
    pub(crate) fn from_text(pos: &str, tag: &str) -> Option<Self> {
        let tag = TAGS.iter().position(|known| *known == tag)?;
        Some(Self {
            pos: Pos::from_text(pos)?,
            tag: u8::try_from(tag).ok()?,
        })
    }

    /// Returns the Penn tag as written.
    pub(crate) fn tag_text(self) -> &'static str {
        TAGS.get(usize::from(self.tag)).copied().unwrap_or("XX")
    }

    /// Returns the pair as one number for features.
    pub(crate) const fn number(self) -> u64 {
        (self.pos as u64) << 8 | self.tag as u64
    }
}

/// Nouns that the treebanks at hand hold as adjectives alone.
const NOUNS: &[&str] = &["executive"];

/// Makes nouns of words that were taken for adjectives where no noun stands behind them, and names of words that have
/// a capital behind a small letter, as "OpenAI" has.
pub(crate) fn mend(forms: &[&str], tags: &mut [TagPair]) {
    let (Some(noun), Some(name)) = (
        TagPair::from_text("NOUN", "NN"),
        TagPair::from_text("PROPN", "NNP"),
    ) else {
        return;
    };
    for (at, form) in forms.iter().enumerate() {
        let describes = tags
            .get(at + 1)
            .is_some_and(|next| matches!(next.pos, Pos::Noun | Pos::Adj));
        let known = |word: &&str| word.eq_ignore_ascii_case(form);
        let Some(tag) = tags.get_mut(at) else { return };
        if tag.pos == Pos::Adj && !describes && NOUNS.iter().any(known) {
            *tag = noun;
        }
        let open = matches!(
            tag.pos,
            Pos::Noun | Pos::Adj | Pos::Verb | Pos::Adv | Pos::X
        );
        if open && has_inner_capital(form) {
            *tag = name;
        }
    }
}

/// Whether a capital stands behind a small letter; degrees ("PhD") and files ("NewPlan.pdf") are no names.
fn has_inner_capital(form: &str) -> bool {
    let pairs = form.chars().zip(form.chars().skip(1));
    let mut inner = pairs.filter(|(one, two)| one.is_lowercase() && two.is_uppercase());
    inner.next().is_some() && !form.starts_with("PhD") && !form.contains('.')
}

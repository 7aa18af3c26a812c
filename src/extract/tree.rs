//! The dependency tree of a document with what extraction asks of it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cues::Cues;
use super::mend;
use crate::analysis::{Analysis, Mention, MentionKind, Pos, Rel, Word, dependents};
use crate::text::Span;

/// An analysis with its words' dependents, mentions and values at hand.
pub(super) struct Tree<'a> {
    pub(super) analysis: &'a Analysis,
    words: Vec<Word>,
    children: Vec<Vec<usize>>,
    sentence_of: Vec<usize>,
    mention_by_head: BTreeMap<usize, usize>,
    mention_around: Vec<Option<usize>>,
    value_around: Vec<Option<usize>>,
    /// For each token the quotation it stands in.
    pub(super) quotations: Vec<Option<u32>>,
    light: Vec<bool>,
}

impl<'a> Tree<'a> {
    /// Builds the tree; `cues` tell the nouns whose plan, bid or right an infinitive right behind them spells out,
    /// and the verbs that lend their subject to their noun.
    pub(super) fn new(analysis: &'a Analysis, cues: &Cues<'_>) -> Self {
        let words = mend::mended(analysis, &|noun| cues.governs(noun), &|verb| {
            cues.says(verb)
        });
        let light = words.iter().map(|word| cues.lends(&word.lemma)).collect();
        let children = dependents(&words);
        let mut sentence_of = vec![0; words.len()];
        for (index, sentence) in analysis.document.sentences.iter().enumerate() {
            sentence_of[sentence.tokens.clone()].fill(index);
        }
        let value_around = around(
            words.len(),
            analysis.values.iter().map(|value| &value.tokens),
        );
        let mention_around = around(
            words.len(),
            analysis.mentions.iter().map(|mention| &mention.tokens),
        );
        // Of nested mentions with one head the longest says most.
        let mut mention_by_head: BTreeMap<usize, usize> = BTreeMap::new();
        for (index, mention) in analysis.mentions.iter().enumerate() {
            let kept = mention_by_head.entry(mention.head).or_insert(index);
            if analysis.mentions[*kept].tokens.len() < mention.tokens.len() {
                *kept = index;
            }
        }
        Self {
            analysis,
            words,
            children,
            sentence_of,
            mention_by_head,
            mention_around,
            value_around,
            quotations: analysis.document.quotations(),
            light,
        }
    }

    /// The words of the whole document, mended.
    pub(super) fn into_words(self) -> Vec<Word> {
        self.words
    }

    /// Whether a verb lends its subject to the noun it governs.
    pub(super) fn is_light(&self, verb: usize) -> bool {
        self.light[verb]
    }

    pub(super) fn word(&self, token: usize) -> &Word {
        &self.words[token]
    }

    pub(super) fn lemma(&self, token: usize) -> &str {
        &self.word(token).lemma
    }

    pub(super) fn text(&self, token: usize) -> &'a str {
        self.analysis.token_text(token)
    }

    /// The word as written, in lower case.
    pub(super) fn lower(&self, token: usize) -> String {
        self.text(token).to_lowercase()
    }

    pub(super) fn rel(&self, token: usize) -> Rel {
        self.word(token).rel
    }

    pub(super) fn pos(&self, token: usize) -> Pos {
        self.word(token).pos
    }

    pub(super) fn is_nominal(&self, token: usize) -> bool {
        matches!(
            self.pos(token),
            Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num | Pos::X | Pos::Sym | Pos::Det
        )
    }

    pub(super) fn head(&self, token: usize) -> Option<usize> {
        self.word(token).head
    }

    pub(super) fn kids(&self, token: usize) -> &[usize] {
        &self.children[token]
    }

    /// The dependents that stand in one of `rels` to `token`.
    pub(super) fn kids_by<'t>(
        &'t self,
        token: usize,
        rels: &'t [Rel],
    ) -> impl Iterator<Item = usize> + 't {
        self.kids(token)
            .iter()
            .copied()
            .filter(move |kid| rels.contains(&self.rel(*kid)))
    }

    pub(super) fn kid(&self, token: usize, rels: &[Rel]) -> Option<usize> {
        self.kids_by(token, rels).next()
    }

    pub(super) fn sentence(&self, token: usize) -> usize {
        self.sentence_of[token]
    }

    pub(super) fn sentence_tokens(&self, token: usize) -> Range<usize> {
        self.analysis.document.sentences[self.sentence(token)]
            .tokens
            .clone()
    }

    pub(super) fn sentence_span(&self, token: usize) -> Span {
        self.analysis.document.sentences[self.sentence(token)].span
    }

    /// The mention that a token heads or, failing that, the shortest one it lies in.
    pub(super) fn mention(&self, token: usize) -> Option<usize> {
        self.mention_headed(token).or(self.mention_around[token])
    }

    /// The name that a token is, or stands in.
    pub(super) fn name(&self, token: usize) -> Option<&'a Mention> {
        let mention = &self.analysis.mentions[self.mention(token)?];
        (mention.kind == MentionKind::Name).then_some(mention)
    }

    /// Whether a token is, or stands in, a name.
    pub(super) fn is_name(&self, token: usize) -> bool {
        self.name(token).is_some()
    }

    /// The mention that a token heads.
    pub(super) fn mention_headed(&self, token: usize) -> Option<usize> {
        self.mention_by_head.get(&token).copied()
    }

    /// The value that a token lies in.
    pub(super) fn value(&self, token: usize) -> Option<usize> {
        self.value_around[token]
    }

    /// The prepositions (lower case) that mark a noun, compounds such as "because of" joined by a blank.
    pub(super) fn cases(&self, token: usize) -> Vec<String> {
        let marks = self.kids_by(token, &[Rel::Case, Rel::Mark]);
        marks.map(|case| self.with_fixed(case)).collect()
    }

    /// A function word with the words fixed to it: "according to".
    pub(super) fn with_fixed(&self, token: usize) -> String {
        let mut words = self.lower(token);
        for part in self.kids_by(token, &[Rel::Fixed]) {
            words.push(' ');
            words.push_str(&self.lower(part));
        }
        words
    }

    /// Whether a noun stands after one of `prepositions`, and is not only compared: "more to Oslo than to Bergen".
    pub(super) fn after(&self, token: usize, prepositions: &[String]) -> bool {
        let cases = self.cases(token);
        let compared = cases.len() > 1 && cases.iter().any(|case| case == "than");
        !compared && cases.iter().any(|case| prepositions.contains(case))
    }

    /// A noun with the nouns coordinated to it.
    pub(super) fn coordinated(&self, token: usize) -> Vec<usize> {
        let mut all = vec![token];
        let mut next = 0;
        while let Some(&item) = all.get(next) {
            let more: Vec<usize> = self
                .kids_by(item, &[Rel::Conj])
                .filter(|kid| self.is_nominal(*kid) && !all.contains(kid))
                .filter(|kid| !self.excluded(item, *kid))
                .filter(|kid| {
                    self.kid(*kid, &[Rel::Nsubj, Rel::NsubjPass, Rel::Cop])
                        .is_none()
                })
                .collect();
            all.extend(more);
            next += 1;
        }
        all
    }

    /// "the licence, not the cloud": whether a word is joined to the one before it only to be left out.
    fn excluded(&self, item: usize, joined: usize) -> bool {
        let instead = |at: usize| matches!(self.lower(at).as_str(), "rather" | "instead");
        self.kids_by(joined, &[Rel::Cc]).any(instead)
            || (item + 1..joined)
                .find(|at| self.pos(*at) != Pos::Punct && self.rel(*at) != Rel::Cc)
                .is_some_and(|at| matches!(self.lower(at).as_str(), "not" | "rather" | "instead"))
    }

    /// The tokens from the first to the last dependent of `token`, itself included.
    pub(super) fn subtree(&self, token: usize) -> Range<usize> {
        self.subtree_without(token, &|_| false)
    }

    /// The same, without the branches whose top satisfies `skip`.
    pub(super) fn subtree_without(
        &self,
        token: usize,
        skip: &dyn Fn(usize) -> bool,
    ) -> Range<usize> {
        let (mut first, mut last) = (token, token);
        let mut open = vec![token];
        while let Some(item) = open.pop() {
            first = first.min(item);
            last = last.max(item);
            open.extend(self.kids(item).iter().copied().filter(|kid| !skip(*kid)));
        }
        first..last + 1
    }

    /// The text from the first to the last of `tokens`.
    pub(super) fn span(&self, tokens: &Range<usize>) -> Span {
        let all = &self.analysis.document.tokens;
        match (
            all.get(tokens.start),
            tokens.end.checked_sub(1).and_then(|last| all.get(last)),
        ) {
            (Some(first), Some(last)) => first.to(*last),
            _ => Span::default(),
        }
    }

    pub(super) fn token_span(&self, token: usize) -> Span {
        self.analysis.document.tokens[token]
    }

    /// The ancestors of a token, nearest first.
    pub(super) fn ancestors<'t>(&'t self, token: usize) -> impl Iterator<Item = usize> + 't {
        std::iter::successors(self.head(token), |at| self.head(*at))
    }

    /// Whether a verb is in the passive voice, so that its subject is what is acted upon.
    pub(super) fn is_passive(&self, verb: usize) -> bool {
        if self
            .kid(verb, &[Rel::AuxPass, Rel::NsubjPass, Rel::CsubjPass])
            .is_some()
        {
            return true;
        }
        // A reduced clause: "acquired by Adobe in 2021".
        self.word(verb).tag == "VBN"
            && matches!(self.rel(verb), Rel::Acl | Rel::Advcl | Rel::Amod)
            && self.kid(verb, &[Rel::Aux, Rel::Nsubj, Rel::Obj]).is_none()
    }
}

/// For each token the shortest of `ranges` that it lies in.
fn around<'r>(length: usize, ranges: impl Iterator<Item = &'r Range<usize>>) -> Vec<Option<usize>> {
    let mut found: Vec<Option<(usize, usize)>> = vec![None; length];
    for (index, range) in ranges.enumerate() {
        for slot in found.iter_mut().take(range.end).skip(range.start) {
            if slot.is_none_or(|(_, size)| range.len() < size) {
                *slot = Some((index, range.len()));
            }
        }
    }
    found
        .into_iter()
        .map(|slot| slot.map(|(index, _)| index))
        .collect()
}

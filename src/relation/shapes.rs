//! Two phrases → the features of how they look, for what no mention marks.

use super::features::{Pair, Sink, Views};
use super::term::{Sources, Term};
use super::weights::{Lexicon, label_key};
use crate::analysis::syntax::hash;

impl Views<'_> {
    /// How phrases look, and whether the like was seen in the examples.
    pub(super) fn shapes(
        &self,
        pair: &Pair<'_>,
        terms: &[Term],
        lexicon: &Lexicon,
        sink: &mut Sink<'_>,
    ) {
        let words = &self.analysis.words;
        let sources = [pair.first.sources, pair.second.sources];
        sink.add(70, &[sources[0].bits(), sources[1].bits()]);
        for (side, term) in [(0, pair.first), (1, pair.second)] {
            sink.add(71, &[side, term.sources.bits()]);
            for source in term.sources.each() {
                sink.add(72, &[side, source]);
            }
            let (open, last) = (term.tokens.start, term.tokens.end - 1);
            sink.add(73, &[side, words[open].pos as u64, words[last].pos as u64]);
            sink.add(74, &[side, self.lemmas[open]]);
            sink.add(75, &[side, self.lemmas[last]]);
            sink.add(76, &[side, term.tokens.len().min(6) as u64]);
            sink.add(77, &[side, self.shape(term)]);
            sink.add(
                78,
                &[side, u64::from(covered(term, terms)), term.sources.bits()],
            );
            let capital = u64::from(self.initial(open).is_some_and(char::is_uppercase));
            let beside = |token: Option<usize>| {
                let same =
                    token.filter(|token| self.sentences.get(*token) == Some(&self.sentences[open]));
                same.map_or(99, |token| words[token].pos as u64)
            };
            sink.add(79, &[side, beside(Some(term.tokens.end)), capital]);
            sink.add(80, &[side, beside(open.checked_sub(1)), capital]);
        }
        let known = label_key(pair.second.span.of(&self.analysis.document.text));
        sink.add(81, &[known]);
        for (class, times) in lexicon.classes(known) {
            sink.add(82, &[u64::from(class), u64::from(times.min(3))]);
        }
        if let Some(root) = self.root(pair.first.head) {
            sink.add(83, &[self.lemmas[root]]);
            sink.add(84, &[self.lemmas[root], sources[1].bits()]);
        }
    }

    fn root(&self, mut token: usize) -> Option<usize> {
        for _ in 0..self.analysis.words.len() {
            match self.analysis.words[token].head {
                Some(head) => token = head,
                None => return Some(token),
            }
        }
        None
    }

    fn initial(&self, token: usize) -> Option<char> {
        let document = &self.analysis.document;
        document.tokens[token].of(&document.text).chars().next()
    }

    fn shape(&self, term: &Term) -> u64 {
        let shapes: Vec<u64> = term
            .tokens
            .clone()
            .take(6)
            .map(|token| match self.initial(token) {
                Some(first) if first.is_uppercase() => 1,
                Some(first) if first.is_numeric() => 2,
                Some(first) if first.is_alphabetic() => 3,
                _ => 4,
            })
            .collect();
        hash::of_parts(5, &shapes)
    }
}

/// Whether another thing covers the whole term.
fn covered(term: &Term, terms: &[Term]) -> bool {
    let whole = Sources::MENTION
        .with(Sources::RUN)
        .with(Sources::QUOTED)
        .with(Sources::TOPIC);
    terms.iter().any(|other| {
        other.sources.any(whole) && other.span != term.span && other.span.contains(&term.span)
    })
}

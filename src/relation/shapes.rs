//! Two phrases → the features of how they look and where they stand, for what no mention marks.

use super::features::{Pair, Sink, Views, type_of};
use super::term::{Sources, Term};
use super::weights::{Lexicon, label_key};
use crate::analysis::Pos;
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
        self.standing(pair, terms, sink);
        self.inside(pair, sink);
        self.before(pair.second, sink);
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

    /// What ends are made of, and how many names stand before them.
    fn standing(&self, pair: &Pair<'_>, terms: &[Term], sink: &mut Sink<'_>) {
        let words = &self.analysis.words;
        let named = Sources::MENTION.with(Sources::QUOTED);
        for (side, term) in [(0, pair.first), (1, pair.second)] {
            let (open, last) = (term.tokens.start, term.tokens.end - 1);
            let sources = term.sources.bits();
            let names = terms
                .iter()
                .filter(|other| other.sources.any(named) && other.tokens.end <= open);
            let names = names.count().min(4) as u64;
            sink.add(85, &[side, names]);
            sink.add(86, &[side, names, sources]);
            let inside = term.tokens.clone().skip(1);
            let count = |is: &dyn Fn(usize) -> bool| {
                inside.clone().filter(|at| is(*at)).count().min(2) as u64
            };
            let commas = count(&|token| self.initial(token) == Some(','));
            let prepositions = count(&|token| words[token].pos == Pos::Adp);
            sink.add(88, &[side, commas, prepositions, sources]);
            let parts = [words[term.head].pos, words[open].pos].map(|pos| pos as u64);
            sink.add(89, &[side, parts[0], parts[1], sources]);
            sink.add(90, &[side, self.clusters[last]]);
            sink.add(91, &[side, self.clusters[term.head]]);
        }
        let last = &words[pair.second.tokens.end - 1];
        sink.add(92, &[ending(&last.lemma), last.pos as u64]);
    }

    /// The words inside the two ends.
    fn inside(&self, pair: &Pair<'_>, sink: &mut Sink<'_>) {
        for token in pair.first.tokens.clone() {
            sink.add(96, &[self.clusters[token]]);
        }
        let tokens = pair.second.tokens.clone();
        for token in tokens.clone() {
            sink.add(97, &[self.lemmas[token]]);
            sink.add(98, &[self.clusters[token]]);
        }
        if let [.., before, last] = self.lemmas[tokens] {
            sink.add(99, &[before, last]);
        }
    }

    /// The verb and the preposition that an object follows, near or far.
    fn before(&self, object: &Term, sink: &mut Sink<'_>) {
        let sentence = self.sentences[object.tokens.start];
        let before = || {
            let all = (0..object.tokens.start).rev();
            all.take_while(|token| self.sentences[*token] == sentence)
        };
        let lemma = |token: Option<usize>| token.map_or(0, |token| self.lemmas[token]);
        let pos = |token: &usize| self.analysis.words[*token].pos;
        let verb = lemma(before().find(|token| pos(token) == Pos::Verb));
        let joined = lemma(before().find(|token| matches!(pos(token), Pos::Adp | Pos::Verb)));
        sink.add(93, &[verb]);
        sink.add(94, &[verb, type_of(object)]);
        sink.add(95, &[verb, joined, type_of(object)]);
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

    pub(super) fn initial(&self, token: usize) -> Option<char> {
        self.analysis.token_text(token).chars().next()
    }

    pub(super) fn shape(&self, term: &Term) -> u64 {
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

/// The last three letters of a word, by which the kind of a thing is often told: "liberalism", "keyboard".
fn ending(word: &str) -> u64 {
    let lower = word.to_lowercase();
    let start = lower.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    hash::of_text(&lower[start..])
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

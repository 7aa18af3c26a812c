//! A phrase → the features by which it is told whether its sentence says something about it.
//!
//! Their templates are numbered from 100 on.

use super::features::{Sink, Views, type_of};
use super::term::{Reach, Sources, Term, terms};
use super::weights::Weights;
use super::{LONGEST, short_name};
use crate::analysis::{Analysis, Pos, Word};

/// The most tokens before a phrase that are told apart by their number.
const EARLY: usize = 12;
/// The most tokens of a phrase that are told apart by their number.
const LONG: usize = 8;
/// The most of anything else that is told apart by its number.
const MANY: usize = 3;

/// Calls `visit` for every term of a text that can be a subject, sentence by sentence.
pub(crate) fn for_subjects(analysis: &Analysis, mut visit: impl FnMut(&Views<'_>, &[Term], usize)) {
    let views = Views::new(analysis, Reach::Phrases);
    for sentence in &analysis.document.sentences {
        if sentence.tokens.len() > LONGEST {
            continue;
        }
        let terms = terms(analysis, sentence, Reach::Phrases);
        for (subject, term) in terms.iter().enumerate() {
            if term.can_be_subject(Reach::Phrases) {
                visit(&views, &terms, subject);
            }
        }
    }
}

/// Scores each term of a text that can be a subject by the only class of `weights`: the odds of a score between 0 and 1
/// against its contrary are how much likelier than others of the sentence the term is to be what the sentence is about.
pub(crate) fn subjects(weights: &Weights<'_>, analysis: &Analysis) -> Vec<(Term, f32)> {
    let mut found = Vec::new();
    let mut keys = Vec::new();
    for_subjects(analysis, |views, terms, subject| {
        views.subject_features(terms, subject, &mut keys);
        let scores = weights.scores(&keys, &[0]);
        found.extend(scores.map(|(_, score)| (terms[subject].clone(), score)));
    });
    found
}

impl Views<'_> {
    /// Writes the features of a possible subject among the `terms` of its sentence to `keys`, sorted, each once.
    pub(crate) fn subject_features(&self, terms: &[Term], subject: usize, keys: &mut Vec<u32>) {
        keys.clear();
        let mut sink = Sink { keys };
        let term = &terms[subject];
        self.kind(term, &mut sink);
        self.words(term, &mut sink);
        self.around(term, &mut sink);
        self.place(term, terms, &mut sink);
        self.among(term, terms, &mut sink);
        sink.add(100, &[]);
        keys.sort_unstable();
        keys.dedup();
    }

    /// What a phrase is taken for.
    fn kind(&self, term: &Term, sink: &mut Sink<'_>) {
        let words = &self.analysis.words;
        let sources = term.sources.bits();
        sink.add(101, &[sources]);
        for source in term.sources.each() {
            sink.add(102, &[source]);
        }
        sink.add(103, &[self.shape(term), type_of(term)]);
        sink.add(104, &[type_of(term), term.kind as u64]);
        sink.add(105, &[term.tokens.len().min(LONG) as u64]);
        let Word { rel, head, .. } = &words[term.head];
        let rel = *rel as u64;
        sink.add(121, &[rel]);
        sink.add(122, &[rel, sources]);
        sink.add(123, &[head.map_or(0, |head| self.lemmas[head]), rel]);
    }

    /// The words of a phrase.
    fn words(&self, term: &Term, sink: &mut Sink<'_>) {
        let words = &self.analysis.words;
        let (open, last) = (term.tokens.start, term.tokens.end - 1);
        let looks = [open, last].map(|token| self.look(Some(token)));
        sink.add(106, &[self.lemmas[open], looks[0]]);
        sink.add(107, &[self.lemmas[last]]);
        sink.add(108, &[self.lemmas[term.head]]);
        sink.add(109, &[self.clusters[term.head]]);
        sink.add(110, &[words[open].pos as u64, words[last].pos as u64]);
        sink.add(111, &[looks[0], looks[1], term.sources.bits()]);
        for token in term.tokens.clone() {
            sink.add(119, &[self.lemmas[token]]);
            sink.add(120, &[words[token].pos as u64, self.look(Some(token))]);
        }
    }

    /// The words before and after a phrase.
    fn around(&self, term: &Term, sink: &mut Sink<'_>) {
        let (open, last) = (term.tokens.start, term.tokens.end - 1);
        let sentence = Some(&self.sentences[open]);
        let near = |token: Option<usize>| token.filter(|at| self.sentences.get(*at) == sentence);
        let before = near(open.checked_sub(1));
        let [after, second] = [last + 1, last + 2].map(|token| near(Some(token)));
        let lemma = |token: Option<usize>| token.map_or(0, |token| self.lemmas[token]);
        let pos = |token: Option<usize>| token.map_or(99, |at| self.analysis.words[at].pos as u64);
        sink.add(112, &[lemma(before), self.look(before)]);
        sink.add(113, &[lemma(after), self.look(after)]);
        sink.add(114, &[lemma(after), lemma(second)]);
        let outside = [before, after].map(|token| (pos(token), self.look(token)));
        let [(pos_before, look_before), (pos_after, look_after)] = outside;
        sink.add(115, &[pos_before, look_before, self.look(Some(open))]);
        sink.add(116, &[pos_after, look_after, self.look(Some(last))]);
        sink.add(117, &[pos_before, pos_after, term.sources.bits()]);
        sink.add(118, &[lemma(before), lemma(after)]);
    }

    /// Where a phrase stands, and how often its sentence has it.
    fn place(&self, term: &Term, terms: &[Term], sink: &mut Sink<'_>) {
        let open = term.tokens.start;
        let sentence = &self.analysis.document.sentences[self.sentences[open]];
        let (sources, look) = (term.sources.bits(), self.look(Some(open)));
        let early = (open - sentence.tokens.start).min(EARLY) as u64;
        sink.add(130, &[early]);
        sink.add(131, &[early, sources]);
        let earlier = |other: &Term| other.tokens.end <= open;
        sink.add(132, &[named(terms, earlier), look]);
        let text = &self.analysis.document.text;
        let short = short_name(self.analysis, term).filter(|_| term.sources.any(Sources::SHORT));
        let written = short.unwrap_or_else(|| term.span.of(text).to_owned());
        let times = sentence.span.of(text).matches(&written).count();
        let times = times.min(MANY) as u64;
        sink.add(133, &[times, sources]);
        sink.add(134, &[times, look]);
    }

    /// What covers a phrase or is covered by it, and what opens the sentence.
    fn among(&self, term: &Term, terms: &[Term], sink: &mut Sink<'_>) {
        let (sources, look) = (term.sources.bits(), self.look(Some(term.tokens.start)));
        let covers = |outer: &Term, inner: &Term| {
            inner.span != outer.span && outer.span.contains(&inner.span)
        };
        sink.add(135, &[named(terms, |other| covers(other, term)), sources]);
        sink.add(136, &[named(terms, |other| covers(term, other)), sources]);
        let mut topics = terms.iter().filter(|one| one.sources.any(Sources::TOPIC));
        let topic = topics.next().map_or([0, 0], |topic| {
            let same = u64::from(topic.span == term.span);
            [1 + same, self.look(Some(topic.tokens.start))]
        });
        sink.add(137, &[topic[0], topic[1], look]);
        sink.add(138, &[topic[0], topic[1], sources]);
    }

    /// How a token looks: by a capital, a digit or a mark; 0 where there is none.
    fn look(&self, token: Option<usize>) -> u64 {
        let proper = |token: usize| u64::from(self.analysis.words[token].pos == Pos::Propn);
        let first = token.and_then(|token| Some((token, self.initial(token)?)));
        match first {
            None => 0,
            Some((token, first)) if first.is_uppercase() => 1 + proper(token),
            Some((_, first)) if first.is_numeric() => 3,
            Some((_, first)) if first.is_alphabetic() => 4,
            // No mark's number is so small.
            Some((_, mark)) => u64::from(u32::from(mark)),
        }
    }
}

/// How many of the names, quotations and capitalised words among `terms` are as wanted, up to [`MANY`].
fn named(terms: &[Term], wanted: impl Fn(&Term) -> bool) -> u64 {
    let sources = Sources::MENTION.with(Sources::QUOTED).with(Sources::RUN);
    let named = terms.iter().filter(|term| term.sources.any(sources));
    named.filter(|term| wanted(term)).count().min(MANY) as u64
}

//! Two terms of a sentence → the features by which their relation is told.
//!
//! Training and running share this file: a feature is a template number and the hashes of its parts, so weights made
//! before a change here are of no use after it.

use super::path::Path;
use super::term::{Reach, Term, TermKind};
use super::weights::Lexicon;
use crate::analysis::syntax::hash;
use crate::analysis::syntax::model::Model;
use crate::analysis::{Analysis, Pos, Rel, ValueKind};

/// The most words between two terms that are looked at in their order, and one by one.
const IN_ORDER: usize = 6;
const ONE_BY_ONE: usize = 14;
/// The most tokens of the path whose dependents are looked at.
const WITH_DEPENDENTS: usize = 4;

/// An analysis with what features are made of, hashed once.
pub(crate) struct Views<'a> {
    pub(super) analysis: &'a Analysis,
    reach: Reach,
    children: Vec<Vec<usize>>,
    pub(super) lemmas: Vec<u64>,
    rels: Vec<u64>,
    pub(super) clusters: Vec<u64>,
    pub(super) sentences: Vec<usize>,
}

/// Collects hashed features.
pub(super) struct Sink<'k> {
    pub(super) keys: &'k mut Vec<u32>,
}

impl Sink<'_> {
    pub(super) fn add(&mut self, template: u64, parts: &[u64]) {
        self.keys.push(hash::upper(hash::of_parts(template, parts)));
    }
}

impl<'a> Views<'a> {
    pub(super) fn new(analysis: &'a Analysis, reach: Reach) -> Self {
        let words = &analysis.words;
        let mut sentences = vec![0; words.len()];
        for (index, sentence) in analysis.document.sentences.iter().enumerate() {
            sentences[sentence.tokens.clone()].fill(index);
        }
        Self {
            analysis,
            reach,
            children: analysis.children(),
            lemmas: words
                .iter()
                .map(|word| hash::of_text(&word.lemma.to_lowercase()))
                .collect(),
            rels: words
                .iter()
                .map(|word| hash::of_text(word.rel.as_str()))
                .collect(),
            clusters: words
                .iter()
                .map(|word| Model::built_in().cluster(&word.lemma))
                .collect(),
            sentences,
        }
    }

    /// Writes the features of two of the `terms` of a sentence to `keys`, sorted, each once.
    pub(crate) fn features(
        &self,
        terms: &[Term],
        subject: usize,
        object: usize,
        lexicon: &Lexicon,
        keys: &mut Vec<u32>,
    ) {
        keys.clear();
        let mut sink = Sink { keys };
        let (first, second) = (&terms[subject], &terms[object]);
        let pair = Pair {
            first,
            second,
            one: kind_of(first),
            two: kind_of(second),
            types: [type_of(first), type_of(second)],
        };
        self.ends(&pair, &mut sink);
        self.path(&pair, &mut sink);
        self.between(&pair, terms, &mut sink);
        sink.add(60, &[u64::from(subject == 0)]);
        if self.reach == Reach::Phrases {
            self.shapes(&pair, terms, lexicon, &mut sink);
        }
        sink.add(0, &[]);
        keys.sort_unstable();
        keys.dedup();
    }

    /// What the two ends are.
    fn ends(&self, pair: &Pair<'_>, sink: &mut Sink<'_>) {
        let (first, second) = (pair.first, pair.second);
        sink.add(1, &[pair.one, pair.two]);
        sink.add(2, &[pair.one]);
        sink.add(3, &[pair.two]);
        sink.add(4, &[self.pronoun(first), pair.two]);
        sink.add(5, &[self.pronoun(second), pair.one]);
        sink.add(6, &[first.class]);
        sink.add(7, &[second.class]);
        sink.add(8, &[first.class, second.class]);
        sink.add(9, &[self.lemmas[first.head]]);
        sink.add(10, &[self.lemmas[second.head]]);
        sink.add(11, &[self.lemmas[second.tokens.end - 1]]);
        let value = second.value.map(|value| &self.analysis.values[value].kind);
        if let Some(ValueKind::Date(date)) = value {
            sink.add(12, &[date.start.len() as u64]);
        }
        for (template, term) in [(13, first), (14, second)] {
            let before = |steps: usize| self.near(term, term.tokens.start.checked_sub(steps));
            let (one, two, three) = (before(1), before(2), before(3));
            let after = |steps: usize| self.near(term, Some(term.tokens.end + steps));
            sink.add(template, &[1, one]);
            sink.add(template, &[2, two, one]);
            sink.add(template, &[3, after(0)]);
            sink.add(template, &[4, after(0), after(1)]);
            sink.add(template, &[5, one, type_of(term)]);
            sink.add(template, &[6, three, two, one]);
        }
    }

    /// The way between them through the tree.
    fn path(&self, pair: &Pair<'_>, sink: &mut Sink<'_>) {
        let words = &self.analysis.words;
        let (first, second) = (pair.first, pair.second);
        let Some(path) = Path::between(words, first.head, second.head) else {
            return;
        };
        let [type_one, type_two] = pair.types;
        let rels = |tokens: &[usize]| {
            tokens
                .iter()
                .map(|token| self.rels[*token])
                .collect::<Vec<_>>()
        };
        let up = hash::of_parts(1, &rels(&path.up));
        let down = hash::of_parts(2, &rels(&path.down));
        let inner: Vec<usize> = path
            .inner()
            .into_iter()
            .filter(|token| !first.tokens.contains(token) && !second.tokens.contains(token))
            .collect();
        let lemmas = inner
            .iter()
            .map(|token| self.lemmas[*token])
            .collect::<Vec<_>>();
        let lemmas = hash::of_parts(3, &lemmas);
        let (case_one, case_two) = (self.case(first.head), self.case(second.head));
        sink.add(20, &[up, down]);
        sink.add(21, &[up, down, lemmas, case_two]);
        sink.add(22, &[lemmas, case_two]);
        sink.add(23, &[lemmas, case_two, type_one, type_two]);
        sink.add(24, &[lemmas]);
        sink.add(25, &[up, down, pair.one, pair.two]);
        for token in &inner {
            let lemma = self.lemmas[*token];
            sink.add(26, &[lemma]);
            sink.add(27, &[lemma, type_one, type_two]);
            sink.add(28, &[lemma, case_two]);
        }
        let clusters: Vec<u64> = inner.iter().map(|token| self.clusters[*token]).collect();
        sink.add(50, &[up, down, hash::of_parts(6, &clusters), case_two]);
        for cluster in clusters {
            sink.add(51, &[cluster, type_one, type_two]);
            sink.add(52, &[cluster, case_two]);
        }
        sink.add(53, &[self.clusters[first.head], self.clusters[second.head]]);
        sink.add(54, &[self.clusters[second.head], case_two]);
        let top = self.lemmas[path.top];
        sink.add(29, &[top]);
        sink.add(30, &[top, case_two, type_two]);
        sink.add(31, &[case_two, type_two]);
        sink.add(32, &[case_one, type_one]);
        let above = |token: usize| words[token].head.map_or(0, |head| self.lemmas[head]);
        sink.add(33, &[above(second.head), self.rels[second.head], case_two]);
        sink.add(34, &[above(first.head), self.rels[first.head]]);
        sink.add(35, &[above(second.head), case_two, type_two]);
        sink.add(36, &[(path.up.len() + path.down.len()).min(8) as u64]);
        self.dependents(pair, &inner, sink);
    }

    /// What hangs on the words between them, and on the two themselves.
    fn dependents(&self, pair: &Pair<'_>, inner: &[usize], sink: &mut Sink<'_>) {
        let words = &self.analysis.words;
        let (first, second) = (pair.first, pair.second);
        let type_two = pair.types[1];
        let ends = [first.head, second.head];
        for token in inner.iter().take(WITH_DEPENDENTS) {
            for child in &self.children[*token] {
                if !ends.contains(child) && tells(words[*child].rel) {
                    let (lemma, rel) = (self.lemmas[*child], self.rels[*child]);
                    sink.add(37, &[self.lemmas[*token], rel, lemma]);
                    sink.add(38, &[lemma, type_two]);
                }
            }
        }
        for (side, term) in [(1, first), (2, second)] {
            for child in &self.children[term.head] {
                let apart = !first.tokens.contains(child) && !second.tokens.contains(child);
                if apart && describes(words[*child].rel) {
                    sink.add(39, &[side, self.rels[*child], self.lemmas[*child]]);
                }
            }
        }
    }

    /// The words between them, and what else stands there.
    fn between(&self, pair: &Pair<'_>, terms: &[Term], sink: &mut Sink<'_>) {
        let (first, second) = (pair.first, pair.second);
        let forward = first.span.start <= second.span.start;
        let (left, right) = if forward {
            (first, second)
        } else {
            (second, first)
        };
        let order = u64::from(forward);
        let [type_one, type_two] = pair.types;
        let words: Vec<u64> = (left.tokens.end..right.tokens.start)
            .map(|token| match self.analysis.words[token].pos {
                Pos::Num => 1,
                Pos::Propn => 2,
                _ => self.lemmas[token],
            })
            .collect();
        sink.add(40, &[order, (words.len() / 3).min(6) as u64, pair.two]);
        if words.len() <= IN_ORDER {
            let all = hash::of_parts(4, &words);
            sink.add(41, &[order, all]);
            sink.add(42, &[order, all, type_one, type_two]);
        }
        if words.len() <= ONE_BY_ONE {
            let mut before = 3;
            for word in words.iter().copied().chain([4]) {
                sink.add(45, &[order, before, word]);
                if word != 4 {
                    sink.add(43, &[order, word]);
                    sink.add(44, &[word, type_two]);
                }
                before = word;
            }
        }
        let (mut like_one, mut like_two, mut all_two) = (0, 0, 0);
        for term in terms {
            if matches!(term.kind, TermKind::Nominal | TermKind::Phrase) {
                continue;
            }
            all_two += u64::from(kind_of(term) == pair.two);
            let inside = left.span.end <= term.span.start && term.span.end <= right.span.start;
            if inside {
                like_one += u64::from(type_of(term) == type_one);
                like_two += u64::from(type_of(term) == type_two);
            }
        }
        sink.add(46, &[like_two.min(3), pair.two]);
        sink.add(47, &[like_one.min(3), pair.one]);
        sink.add(48, &[all_two.min(4), pair.two]);
    }

    /// The lemma of a token near a term, in the same sentence.
    fn near(&self, term: &Term, token: Option<usize>) -> u64 {
        let sentence = self.sentences[term.tokens.start];
        token
            .filter(|token| self.sentences.get(*token) == Some(&sentence))
            .map_or(0, |token| self.lemmas[token])
    }

    fn case(&self, token: usize) -> u64 {
        self.children[token]
            .iter()
            .find(|child| self.analysis.words[**child].rel == Rel::Case)
            .map_or(0, |child| self.lemmas[*child])
    }

    fn pronoun(&self, term: &Term) -> u64 {
        match term.kind {
            TermKind::Pronoun => self.lemmas[term.head],
            _ => 0,
        }
    }
}

pub(super) struct Pair<'t> {
    pub(super) first: &'t Term,
    pub(super) second: &'t Term,
    one: u64,
    two: u64,
    types: [u64; 2],
}

pub(super) fn type_of(term: &Term) -> u64 {
    match term.kind {
        TermKind::Date => 90,
        _ => term.name_type.map_or(91, |name_type| name_type as u64),
    }
}

fn kind_of(term: &Term) -> u64 {
    (term.kind as u64) * 100 + type_of(term)
}

/// Whether a dependent of the path can change what it says.
const fn tells(rel: Rel) -> bool {
    matches!(
        rel,
        Rel::CompoundPrt
            | Rel::AuxPass
            | Rel::Cop
            | Rel::Amod
            | Rel::Compound
            | Rel::Advmod
            | Rel::Case
            | Rel::NmodPoss
            | Rel::Aux
            | Rel::Xcomp
            | Rel::Obj
            | Rel::Obl
    )
}

/// Whether a dependent of an end says what it is.
const fn describes(rel: Rel) -> bool {
    matches!(
        rel,
        Rel::Compound
            | Rel::Amod
            | Rel::Appos
            | Rel::Nmod
            | Rel::NmodPoss
            | Rel::Acl
            | Rel::AclRelcl
            | Rel::Cop
    )
}

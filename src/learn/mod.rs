//! Learn: an ontology and sentences with the triples that they say → the frames that find them, each tried on every sentence.
//!
//! The trees of the sentences give many frames that might relate the ends of a triple. All of them are put into the ontology at
//! once, the sentences are read with it as articles are, and a frame stays only if what it finds is mostly what the triples say.
//!
//! *Invariant:* the same ontology and the same examples give the same frames, in the same order.

mod choose;
mod ends;
mod error;
mod examples;
mod shown;
mod tally;
#[cfg(test)]
mod tests;
mod turtle;
mod weights;

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::NamedNode;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use self::tally::{Hit, Tally};
use crate::extract::Wording;
use crate::ontology::{Frame, Ontology, vocab};
use crate::pipeline::{Pipeline, Steps};
use crate::trial::understood;

pub use error::LearnError;
pub use examples::{Fact, Sentence, read_examples};
pub use turtle::write as write_learned;
pub use weights::learn_weights;

/// In how many sentences a frame must find a triple to stay, where its relation has at most [`FEW`] triples.
pub const LEAST_RIGHT: usize = 1;
/// How many triples of a relation are so few that each may have a wording of its own; of more, it must be two sentences.
pub const FEW: usize = 20;
/// What a claim counts in a sentence whose triples speak of other relations alone: it may well be true, and only not be listed.
pub const ELSEWHERE: f64 = 0.2;
/// Which share of what a frame finds the triples must say.
pub const LEAST_PRECISION: f64 = 0.7;
/// How many sentences stand as examples of a relation.
pub const MOST_EXAMPLES: usize = 3;

/// What was learned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Learned {
    /// The relations for which there are new frames, in the order of their IRIs.
    pub relations: Vec<LearnedRelation>,
    /// The labels of those for which there are none, in the same order.
    pub without: Vec<String>,
    /// How many sentences were read.
    pub sentences: usize,
    /// How many triples they say.
    pub triples: usize,
    /// How many of these are found with the new frames and those that were there.
    pub found: usize,
}

/// The new frames of one relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearnedRelation {
    /// The relation.
    pub iri: NamedNode,
    /// Its new frames, those that find most first.
    pub frames: Vec<LearnedFrame>,
    /// Some of the sentences that they came from, as `by:example` has them; all of them pass.
    pub examples: Vec<String>,
}

/// A frame with what it finds in the examples.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearnedFrame {
    /// The property that holds it: "by:verbFrame".
    pub property: &'static str,
    /// The frame in the notation of the ontology.
    pub text: String,
    /// How many triples it finds.
    pub right: usize,
    /// How many claims it makes that no triple says, in sentences with triples of its relation, or with none at all.
    pub wrong: usize,
    /// How many claims it makes in sentences whose triples speak of other relations alone.
    pub elsewhere: usize,
}

impl Learned {
    /// Returns how many frames were learned.
    pub fn frames(&self) -> usize {
        self.relations.iter().map(|one| one.frames.len()).sum()
    }
}

/// Learns frames for the relations of `ontology` that the sentences have triples of; `wanted` are those of which it is told, too,
/// where there is nothing to learn.
pub fn learn(ontology: &Ontology, sentences: &[Sentence], wanted: &BTreeSet<NamedNode>) -> Learned {
    let pipeline = Pipeline::new(ontology, vocab::DATA);
    let candidates = candidates(&pipeline, sentences);
    let tried = with_frames(ontology, &candidates);
    let tallies = tally::tallies(&Pipeline::new(&tried, vocab::DATA), sentences);
    let facts = sentences.iter().flat_map(|sentence| &sentence.facts);
    let mut relations: BTreeSet<&NamedNode> = facts.clone().map(|fact| &fact.relation).collect();
    relations.extend(wanted);
    let mut learned = Learned {
        sentences: sentences.len(),
        triples: facts.count(),
        ..Learned::default()
    };
    let none = BTreeMap::new();
    let mut found: BTreeSet<Hit> = BTreeSet::new();
    for iri in relations {
        let Some(relation) = ontology.relations.get(iri) else {
            continue;
        };
        let own: &BTreeMap<String, Tally> = tallies.get(iri).unwrap_or(&none);
        let old = relation
            .frames
            .iter()
            .filter_map(|frame| own.get(&frame.text));
        let mut covered: BTreeSet<Hit> = old.flat_map(|tally| tally.hits.iter().copied()).collect();
        let wordings = candidates.get(iri).into_iter().flatten();
        let facts = sentences.iter().flat_map(|sentence| &sentence.facts);
        let triples = facts.filter(|fact| fact.relation == *iri).count();
        let least = LEAST_RIGHT + usize::from(triples > FEW);
        let frames = choose::chosen(wordings, own, least, &mut covered);
        found.extend(&covered);
        if frames.is_empty() {
            learned.without.push(relation.label.clone());
        } else {
            learned.relations.push(LearnedRelation {
                iri: iri.clone(),
                frames,
                examples: Vec::new(),
            });
        }
    }
    learned.found = found.len();
    shown::add_examples(ontology, sentences, &mut learned);
    learned
}

/// The frames that might find the triples, by relation.
type Candidates = BTreeMap<NamedNode, BTreeSet<Wording>>;

fn candidates(pipeline: &Pipeline<'_>, sentences: &[Sentence]) -> Candidates {
    let of_sentence = |sentence: &Sentence| {
        let steps: Steps = understood(pipeline, &sentence.text);
        let of_fact = |fact: &Fact| {
            let [subject, object] = [&fact.subject, &fact.object]
                .map(|label| ends::tokens(&steps, pipeline.ontology, label));
            let between = pipeline
                .extractor
                .between(&steps.analysis, &subject, &object);
            (fact.relation.clone(), between)
        };
        sentence.facts.iter().map(of_fact).collect::<Vec<_>>()
    };
    let all: Vec<Vec<_>> = sentences.par_iter().map(of_sentence).collect();
    let mut candidates = Candidates::new();
    for (relation, wordings) in all.into_iter().flatten() {
        candidates.entry(relation).or_default().extend(wordings);
    }
    candidates
}

/// Returns the ontology with further frames; what cannot be read as one is left out.
fn with_frames(ontology: &Ontology, candidates: &Candidates) -> Ontology {
    let mut tried = ontology.clone();
    for (iri, wordings) in candidates {
        let frames = wordings
            .iter()
            .filter_map(|wording| Frame::parse(wording.kind, &wording.text()).ok());
        if let Some(relation) = tried.relations.get_mut(iri) {
            for frame in frames {
                if !relation.frames.contains(&frame) {
                    relation.frames.push(frame);
                }
            }
        }
    }
    tried
}

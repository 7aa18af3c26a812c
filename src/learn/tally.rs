//! Frames on trial → what each finds in the sentences: which triples, and how much that no triple says.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::NamedNode;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{Sentence, ends};
use crate::extract::{Argument, Statement};
use crate::pipeline::{Pipeline, Steps};
use crate::text::Span;
use crate::trial::{is_at, understood};

/// A sentence and a fact of it, by their places.
pub(super) type Hit = (usize, usize);

/// What a frame finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) hits: BTreeSet<Hit>,
    /// How many claims it makes that no triple says, where triples would.
    pub(super) wrong: usize,
    /// How many it makes in sentences whose triples speak of other relations alone.
    pub(super) elsewhere: usize,
}

/// A statement of a sentence: its relation, the frames that made it, the facts that it is.
struct Made {
    relation: NamedNode,
    frames: Vec<String>,
    facts: Vec<usize>,
}

/// Returns what each frame finds, by relation and by the frame's text.
pub(super) fn tallies(
    pipeline: &Pipeline<'_>,
    sentences: &[Sentence],
) -> BTreeMap<NamedNode, BTreeMap<String, Tally>> {
    let made: Vec<Vec<Made>> = sentences
        .par_iter()
        .map(|sentence| made(pipeline, sentence))
        .collect();
    let mut tallies: BTreeMap<NamedNode, BTreeMap<String, Tally>> = BTreeMap::new();
    for (place, made) in made.into_iter().enumerate() {
        let facts = &sentences[place].facts;
        for one in made {
            let asked = facts.iter().any(|fact| fact.relation == one.relation);
            let elsewhere = !asked && !facts.is_empty();
            let of_relation = tallies.entry(one.relation).or_default();
            for frame in one.frames {
                let tally = of_relation.entry(frame).or_default();
                let wrong = usize::from(one.facts.is_empty());
                if elsewhere {
                    tally.elsewhere += wrong;
                } else {
                    tally.wrong += wrong;
                }
                tally
                    .hits
                    .extend(one.facts.iter().map(|fact| (place, *fact)));
            }
        }
    }
    tallies
}

fn made(pipeline: &Pipeline<'_>, sentence: &Sentence) -> Vec<Made> {
    let steps = understood(pipeline, &sentence.text);
    let facts = Facts::new(pipeline, &steps, sentence);
    let said = steps.statements.iter().zip(&steps.traced.statements);
    said.filter_map(|(statement, claim)| {
        let facts: Vec<usize> = facts.said_by(statement).map(|(place, _)| place).collect();
        // A pronoun of which a sentence alone does not tell whom it means still stands where it should; but what is wrong
        // and never claimed does no harm.
        if facts.is_empty() && claim.is_none() {
            return None;
        }
        let fired = pipeline.extractor.fired(&steps.analysis, statement);
        Some(Made {
            relation: statement.relation.clone(),
            frames: fired
                .frames
                .iter()
                .map(|frame| frame.text.clone())
                .collect(),
            facts,
        })
    })
    .collect()
}

/// The facts of a sentence with the places where their ends stand.
pub(super) struct Facts<'s> {
    steps: &'s Steps,
    sentence: &'s Sentence,
    symmetric: Vec<bool>,
    ends: Vec<[Vec<Span>; 2]>,
}

impl<'s> Facts<'s> {
    pub(super) fn new(pipeline: &Pipeline<'_>, steps: &'s Steps, sentence: &'s Sentence) -> Self {
        let ontology = pipeline.ontology;
        let facts = sentence.facts.iter();
        let ends = facts.clone().map(|fact| {
            [&fact.subject, &fact.object].map(|label| ends::spans(steps, ontology, label))
        });
        let symmetric = facts.map(|fact| {
            let relation = ontology.relations.get(&fact.relation);
            relation.is_some_and(|relation| relation.symmetric)
        });
        Self {
            steps,
            sentence,
            symmetric: symmetric.collect(),
            ends: ends.collect(),
        }
    }

    /// The facts that a statement says, each with the places of its subject and its object.
    pub(super) fn said_by<'a>(
        &'a self,
        statement: &'a Statement,
    ) -> impl Iterator<Item = (usize, [Span; 2])> + 'a {
        let facts = self.sentence.facts.iter().enumerate();
        let own = facts.filter(|(_, fact)| fact.relation == statement.relation);
        own.filter_map(|(place, _)| {
            let [subject, object] = &self.ends[place];
            let at = |argument: &Argument, spans: &[Span]| {
                let mut spans = spans.iter().copied();
                spans.find(|span| is_at(self.steps, argument, *span))
            };
            let both =
                |one: &Argument, other: &Argument| Some([at(one, subject)?, at(other, object)?]);
            let (one, other) = (&statement.subject, &statement.object);
            let turned = || both(other, one).filter(|_| self.symmetric[place]);
            Some((place, both(one, other).or_else(turned)?))
        })
    }
}

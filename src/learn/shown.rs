//! Sentences that a relation's new frames find → examples of it, with their ends marked.

use std::collections::BTreeMap;

use oxigraph::model::NamedNode;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::tally::Facts;
use super::{Learned, LearnedFrame, MOST_EXAMPLES, Sentence};
use crate::ontology::{Example, Frame, FrameKind, Ontology, vocab};
use crate::pipeline::Pipeline;
use crate::text::Span;
use crate::trial::{tried, understood};

/// Adds to each relation the shortest sentences of each of its frames that pass as examples.
pub(super) fn add_examples(ontology: &Ontology, sentences: &[Sentence], learned: &mut Learned) {
    let mut with = ontology.clone();
    for one in &learned.relations {
        if let Some(relation) = with.relations.get_mut(&one.iri) {
            let frames = one.frames.iter().filter_map(LearnedFrame::parsed);
            relation.frames.extend(frames);
        }
    }
    let pipeline = Pipeline::new(&with, vocab::DATA);
    let found: Vec<Vec<Found>> = sentences
        .par_iter()
        .map(|sentence| found(&pipeline, sentence))
        .collect();
    let mut of_relation: BTreeMap<NamedNode, Vec<Found>> = BTreeMap::new();
    for one in found.into_iter().flatten() {
        of_relation
            .entry(one.relation.clone())
            .or_default()
            .push(one);
    }
    for one in &mut learned.relations {
        let all = of_relation.remove(&one.iri).unwrap_or_default();
        let Some(relation) = with.relations.get(&one.iri) else {
            continue;
        };
        let mut of_frame: Vec<Vec<&Found>> = one
            .frames
            .iter()
            .map(|frame| {
                let by = |found: &&Found| found.frames.contains(&frame.text);
                let mut own: Vec<&Found> = all.iter().filter(by).collect();
                // The plainest sentence shows a wording best.
                own.sort_by_key(|found| found.marked.len());
                own
            })
            .collect();
        // One of each frame, then another of each.
        let longest = of_frame.iter().map(Vec::len).max().unwrap_or(0);
        for round in 0..longest {
            for found in of_frame.iter_mut().filter_map(|found| found.get(round)) {
                let new =
                    one.examples.len() < MOST_EXAMPLES && !one.examples.contains(&found.marked);
                let Some(example) = Example::parse(&found.marked, true).ok().filter(|_| new) else {
                    continue;
                };
                if tried(&pipeline, relation, &example).passes {
                    one.examples.push(found.marked.clone());
                }
            }
        }
    }
}

/// A sentence that says a fact, with the frames that find it.
struct Found {
    relation: NamedNode,
    frames: Vec<String>,
    marked: String,
}

fn found(pipeline: &Pipeline<'_>, sentence: &Sentence) -> Vec<Found> {
    let steps = understood(pipeline, &sentence.text);
    let facts = Facts::new(pipeline, &steps, sentence);
    let mut found = Vec::new();
    for statement in &steps.statements {
        let fired = pipeline.extractor.fired(&steps.analysis, statement);
        let frames: Vec<String> = fired
            .frames
            .iter()
            .map(|frame| frame.text.clone())
            .collect();
        for (_, ends) in facts.said_by(statement) {
            if let Some(marked) = marked(&steps.analysis.document.text, ends) {
                found.push(Found {
                    relation: statement.relation.clone(),
                    frames: frames.clone(),
                    marked,
                });
            }
        }
    }
    found
}

/// A sentence with its ends marked; none where they share words.
fn marked(text: &str, [subject, object]: [Span; 2]) -> Option<String> {
    if subject.overlaps(&object) {
        return None;
    }
    let mut ends = [(subject, 'S'), (object, 'O')];
    ends.sort_by_key(|(span, _)| span.start);
    let (mut marked, mut at) = (String::new(), 0);
    for (span, letter) in ends {
        marked += text.get(at..span.start)?;
        marked += &format!("[{letter} {}]", span.of(text));
        at = span.end;
    }
    marked += text.get(at..)?;
    Some(marked)
}

impl LearnedFrame {
    /// The frame as the ontology reads it.
    fn parsed(&self) -> Option<Frame> {
        let kinds = [FrameKind::Verb, FrameKind::Noun, FrameKind::Role];
        let kind = kinds
            .into_iter()
            .find(|kind| kind.property() == self.property)?;
        Frame::parse(kind, &self.text).ok()
    }
}

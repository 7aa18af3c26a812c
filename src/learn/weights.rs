//! Sentences with triples → weights that tell the relations of an ontology where no frame does.

use std::collections::BTreeSet;

use oxigraph::model::NamedNode;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{ELSEWHERE, Sentence, ends};
use crate::analysis::Analysis;
use crate::ontology::{Ontology, vocab};
use crate::pipeline::Pipeline;
use crate::relation::Term;
use crate::text::Span;
use crate::train::learn_pairs;
use crate::trial::understood;

/// A fact as it stands in its sentence: the class of its relation, and where its ends are.
struct Placed {
    class: usize,
    subject: Vec<Span>,
    object: Vec<Span>,
    symmetric: bool,
}

/// Learns packed weights for the relations that the sentences have triples of; `by:weights` names the file that holds them.
pub fn learn_weights(ontology: &Ontology, sentences: &[Sentence]) -> Vec<u8> {
    let facts = sentences.iter().flat_map(|sentence| &sentence.facts);
    let relations: BTreeSet<&NamedNode> = facts.map(|fact| &fact.relation).collect();
    let relations: Vec<&NamedNode> = relations.into_iter().collect();
    let names: Vec<String> = relations
        .iter()
        .map(|iri| iri.as_str().to_owned())
        .collect();
    let pipeline = Pipeline::new(ontology, vocab::DATA);
    let read: Vec<(Analysis, Vec<Placed>)> = sentences
        .par_iter()
        .map(|sentence| placed(&pipeline, sentence, &relations))
        .collect();
    let (texts, placed): (Vec<Analysis>, Vec<Vec<Placed>>) = read.into_iter().unzip();
    let classes = |text: usize, terms: &[Term], subject: usize, object: usize| {
        let ends = [terms[subject].span, terms[object].span];
        let holds = placed[text].iter().filter(|fact| fact.holds(ends));
        let classes: BTreeSet<usize> = holds.map(|fact| fact.class).collect();
        classes.into_iter().collect()
    };
    let cost = |text: usize, class: usize| {
        let facts = &placed[text];
        let asked = facts.is_empty() || facts.iter().any(|fact| fact.class == class);
        if asked { 1.0 } else { ELSEWHERE }
    };
    learn_pairs(&texts, &names, classes, cost)
}

fn placed(
    pipeline: &Pipeline<'_>,
    sentence: &Sentence,
    relations: &[&NamedNode],
) -> (Analysis, Vec<Placed>) {
    let ontology = pipeline.ontology;
    let steps = understood(pipeline, &sentence.text);
    let facts = sentence.facts.iter().filter_map(|fact| {
        let [subject, object] =
            [&fact.subject, &fact.object].map(|label| ends::spans(&steps, ontology, label));
        let relation = ontology.relations.get(&fact.relation)?;
        Some(Placed {
            class: relations.iter().position(|iri| **iri == fact.relation)?,
            subject,
            object,
            symmetric: relation.symmetric,
        })
    });
    let facts = facts.collect();
    (steps.analysis, facts)
}

impl Placed {
    fn holds(&self, [one, other]: [Span; 2]) -> bool {
        let at = |spans: &[Span], term: Span| spans.iter().any(|span| span.overlaps(&term));
        let forwards = at(&self.subject, one) && at(&self.object, other);
        let backwards = self.symmetric && at(&self.subject, other) && at(&self.object, one);
        forwards || backwards
    }
}

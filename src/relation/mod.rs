//! Relate: [`Analysis`] → learned relations between two terms of a sentence, each with a probability.
//!
//! What the frames of an ontology are too few for is decided here by weights over the tree, the words and the types.
//!
//! *Invariant:* no relation is named here; classes come with the weights.

mod features;
mod path;
mod phrase;
mod shapes;
mod short;
mod subject;
mod term;
mod weights;

#[cfg(test)]
mod tests;

use crate::analysis::Analysis;

pub(crate) use features::Views;
pub(crate) use short::short_name;
pub(crate) use subject::{for_subjects, subjects};
use term::terms;
pub(crate) use term::{Reach, Sources, Term, TermKind};
pub(crate) use weights::{Lexicon, Weights, WeightsBuilder, label_key, signature};

/// Two terms that a learned relation may hold between.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Related {
    /// The relation's subject.
    pub(crate) subject: Term,
    /// The relation's object.
    pub(crate) object: Term,
    /// Which of the weights' classes.
    pub(crate) class: usize,
    /// The probability, between 0 and 1.
    pub(crate) score: f32,
}

/// The probability from which a relation is taken to hold.
pub(crate) const PROBABLE: f32 = 0.4;
/// The longest sentence, in tokens, whose terms are paired.
const LONGEST: usize = 100;

/// Calls `visit` for every pair of terms that a relation could hold between, sentence by sentence.
pub(crate) fn for_pairs(
    analysis: &Analysis,
    reach: Reach,
    mut visit: impl FnMut(&Views<'_>, &[Term], usize, usize),
) {
    let views = Views::new(analysis, reach);
    for sentence in &analysis.document.sentences {
        if sentence.tokens.len() > LONGEST {
            continue;
        }
        let terms = terms(analysis, sentence, reach);
        for (subject, first) in terms.iter().enumerate() {
            if !first.can_be_subject(reach) {
                continue;
            }
            for (object, second) in terms.iter().enumerate() {
                if subject != object && !first.span.overlaps(&second.span) {
                    visit(&views, &terms, subject, object);
                }
            }
        }
    }
}

/// Finds the relations of `weights` that hold with at least the probability `least`, by position.
///
/// Only of pairs whose terms are both `wanted` are features made, which is nearly all of the work.
pub(crate) fn relate(
    weights: &Weights<'_>,
    analysis: &Analysis,
    reach: Reach,
    least: f32,
    wanted: impl Fn(&Term, &Term) -> bool,
) -> Vec<Related> {
    let mut found = Vec::new();
    let mut keys = Vec::new();
    for_pairs(analysis, reach, |views, terms, subject, object| {
        let (first, second) = (&terms[subject], &terms[object]);
        let classes = weights.classes_of(signature(first, second));
        if classes.is_empty() || !wanted(first, second) {
            return;
        }
        views.features(terms, subject, object, weights.lexicon(), &mut keys);
        for (class, score) in weights.scores(&keys, classes) {
            if score >= least {
                found.push(Related {
                    subject: first.clone(),
                    object: second.clone(),
                    class,
                    score,
                });
            }
        }
    });
    found
}

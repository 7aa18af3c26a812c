//! Sentences with relations → weights, and how well they tell relations in other sentences.

mod choice;
mod error;
mod examples;
mod facts;
mod knowledgenet;
mod labels;
mod logistic;
mod ontology;
mod subjects;
mod telling;
mod triples;

#[cfg(test)]
mod tests;

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::analysis::{Analyser, Analysis};
use crate::article::Metadata;
use crate::relation::{Lexicon, Reach, Term};
use crate::text::recut;

pub use error::ExamplesError;
pub use facts::{Part, measure_facts, relations};
pub use ontology::measure_ontology;

/// Weights below this are left out of those learned from a user's examples.
const SMALLEST: f32 = 0.03;

/// Learns weights for the classes called `names` from analysed texts: `classes` says which hold between two terms of a text,
/// `cost` what a wrong answer of a class costs in it.
pub(crate) fn learn_pairs(
    texts: &[Analysis],
    names: &[String],
    classes: impl Fn(usize, &[Term], usize, usize) -> Vec<usize> + Sync,
    cost: impl Fn(usize, usize) -> f64 + Sync,
) -> Vec<u8> {
    let none = |_| Lexicon::default();
    let pairs = examples::Examples::new(texts, Reach::Mentions, 1, examples::any, classes, none);
    pairs.learn(names, cost, &Lexicon::default(), SMALLEST, true)
}

/// Analyses a text as it stands, so that positions in it hold.
fn analyse(analyser: &Analyser, text: &str) -> Analysis {
    analyser.analyse(recut(Metadata::default(), text))
}

/// Writes a share with three digits.
fn rounded(share: f64) -> Value {
    json!((share * 1000.0).round() / 1000.0)
}

/// Returns precision, recall and F1 of some counts.
fn scores(right_of_found: usize, found: usize, right_of_gold: usize, gold: usize) -> [f64; 3] {
    let share = |part: usize, all: usize| {
        if all == 0 {
            0.0
        } else {
            part as f64 / all as f64
        }
    };
    let (precision, recall) = (share(right_of_found, found), share(right_of_gold, gold));
    let sum = precision + recall;
    let f1 = if sum == 0.0 {
        0.0
    } else {
        2.0 * precision * recall / sum
    };
    [precision, recall, f1]
}

/// Returns how many of `count` went by in a second of the processor.
fn per_second(count: usize, time: Duration) -> Value {
    json!((count as f64 / time.as_secs_f64().max(1e-3)).round())
}

/// Returns a file's name for messages.
fn shown(path: &Path) -> String {
    path.display().to_string()
}

//! KnowledgeNet's passages → `models/relations.bin`, and how well facts are found in passages.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use rayon::prelude::*;
use serde_json::{Value, json};

use super::error::ExamplesError;
use super::examples::{Examples, any};
use super::knowledgenet::{self, Passage};
use super::{analyse, per_second, rounded, scores, shown};
use crate::analysis::{Analyser, Analysis};
use crate::ontology::Ontology;
use crate::relation::{Lexicon, PROBABLE, Reach, Term, Weights, relate};
use crate::text::Span;
use crate::train::reading::processor_time;

/// The properties and what they are in the ontology.
const TABLE: &str = include_str!("../../../models/knowledgenet.tsv");
/// One document of so many is held back.
const HELD: u32 = 5;
/// Weights below this are left out.
const SMALLEST: f32 = 0.03;

/// Which documents are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// All of them.
    #[default]
    All,
    /// Those to learn from: four in five.
    Train,
    /// Those held back to measure on.
    Dev,
}

impl Part {
    /// Returns the part called `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "all" => Self::All,
            "train" => Self::Train,
            "dev" => Self::Dev,
            _ => return None,
        })
    }

    /// Whether a document is in the part: told by a hash of its name, so that no document is on both sides.
    fn has(self, document: &str) -> bool {
        let hash = blake3::hash(document.as_bytes());
        let [a, b, c, d, ..] = *hash.as_bytes();
        let held = u32::from_le_bytes([a, b, c, d]) % HELD == 0;
        match self {
            Self::All => true,
            Self::Train => !held,
            Self::Dev => held,
        }
    }
}

/// Learns the weights of relations from the passages in `file`.
pub fn relations(file: &Path, part: Part) -> Result<Vec<u8>, ExamplesError> {
    let passages = read(file, part)?;
    let texts = analysed(&passages);
    let table = table();
    let class_of = |property: &str| table.iter().position(|(name, _)| *name == property);
    let known: Vec<Vec<usize>> = passages
        .iter()
        .map(|passage| {
            passage
                .exhaustive
                .iter()
                .filter_map(|name| class_of(name))
                .collect()
        })
        .collect();
    let classes = |unit: usize, terms: &[Term], subject: usize, object: usize| {
        let (subject, object) = (terms[subject].span, terms[object].span);
        let facts = passages[unit].facts.iter();
        let holds =
            facts.filter(|fact| fact.subject.overlaps(&subject) && fact.object.overlaps(&object));
        let mut classes: Vec<usize> = holds.filter_map(|fact| class_of(&fact.property)).collect();
        classes.sort_unstable();
        classes.dedup();
        classes
    };
    let examples = Examples::new(&texts, Reach::Mentions, 1, any, classes, |_| {
        Lexicon::default()
    });
    let names: Vec<String> = table
        .iter()
        .map(|(_, relation)| (*relation).to_owned())
        .collect();
    let cost = |unit: usize, class: usize| f64::from(u8::from(known[unit].contains(&class)));
    Ok(examples.learn(&names, cost, &Lexicon::default(), SMALLEST, false))
}

/// Measures facts found in the passages in `file` by span overlap, with the given weights or the built-in ones.
///
/// A fact is found where some prediction of its property overlaps both its ends; a prediction is wrong where it
/// overlaps no fact of its property and the passage is said to hold all facts of it. Predictions are written one
/// passage a line, positions in Unicode code points of the document.
pub fn measure_facts(
    file: &Path,
    part: Part,
    weights: Option<&Path>,
    predictions: Option<&mut dyn Write>,
) -> Result<Value, ExamplesError> {
    let bytes = weights.map(std::fs::read).transpose()?;
    let given = match (&bytes, weights) {
        (Some(bytes), Some(path)) => {
            Some(Weights::read(bytes).ok_or_else(|| ExamplesError::Weights(path.to_owned()))?)
        }
        _ => None,
    };
    let weights = given.as_ref().unwrap_or_else(|| Weights::built_in());
    let passages = read(file, part)?;
    let start = processor_time();
    let texts = analysed(&passages);
    let table = table();
    let found: Vec<Vec<Found>> = texts
        .par_iter()
        .map(|analysis| {
            let related = relate(weights, analysis, Reach::Mentions, PROBABLE, |_, _| true);
            let found = related.into_iter().filter_map(|one| {
                let name = weights.name(one.class);
                let (property, _) = table.iter().find(|(_, relation)| *relation == name)?;
                Some(Found {
                    property,
                    subject: one.subject.span,
                    object: one.object.span,
                    score: one.score,
                })
            });
            found.collect()
        })
        .collect();
    let time = processor_time().saturating_sub(start);
    let sentences: usize = texts.iter().map(|text| text.document.sentences.len()).sum();
    if let Some(predictions) = predictions {
        for (passage, found) in passages.iter().zip(&found) {
            writeln!(predictions, "{}", written(passage, found))?;
        }
    }
    let mut report = tallied(&passages, &found);
    report["file"] = json!(shown(file));
    report["passages"] = json!(passages.len());
    report["sentences_per_second"] = per_second(sentences, time);
    Ok(report)
}

/// A fact that was found.
struct Found<'t> {
    property: &'t str,
    subject: Span,
    object: Span,
    score: f32,
}

impl Found<'_> {
    fn is(&self, fact: &knowledgenet::Fact) -> bool {
        self.property == fact.property
            && fact.subject.overlaps(&self.subject)
            && fact.object.overlaps(&self.object)
    }
}

#[derive(Clone, Copy, Default)]
struct Tally {
    hit: usize,
    missed: usize,
    wrong: usize,
}

impl Tally {
    fn report(self) -> Value {
        let [precision, recall, f1] = scores(
            self.hit,
            self.hit + self.wrong,
            self.hit,
            self.hit + self.missed,
        );
        json!({
            "precision": rounded(precision), "recall": rounded(recall), "f1": rounded(f1),
            "found": self.hit, "missed": self.missed, "wrong": self.wrong,
        })
    }
}

fn tallied(passages: &[Passage], found: &[Vec<Found<'_>>]) -> Value {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for (passage, found) in passages.iter().zip(found) {
        for fact in &passage.facts {
            let tally = tallies.entry(fact.property.clone()).or_default();
            if found.iter().any(|found| found.is(fact)) {
                tally.hit += 1;
            } else {
                tally.missed += 1;
            }
        }
        for found in found {
            let judged = passage.exhaustive.iter().any(|name| name == found.property);
            if judged && !passage.facts.iter().any(|fact| found.is(fact)) {
                tallies.entry(found.property.to_owned()).or_default().wrong += 1;
            }
        }
    }
    let all = tallies.values().fold(Tally::default(), |sum, one| Tally {
        hit: sum.hit + one.hit,
        missed: sum.missed + one.missed,
        wrong: sum.wrong + one.wrong,
    });
    let mut report = all.report();
    let each = tallies
        .iter()
        .map(|(name, tally)| (name.clone(), tally.report()));
    report["properties"] = Value::Object(each.collect());
    report
}

fn written(passage: &Passage, found: &[Found<'_>]) -> Value {
    let at = |byte: usize| {
        let before = passage.text.get(..byte).unwrap_or_default();
        passage.start + before.chars().count()
    };
    let facts: Vec<Value> = found
        .iter()
        .map(|one| {
            json!({
                "propertyName": one.property,
                "subjectStart": at(one.subject.start), "subjectEnd": at(one.subject.end),
                "objectStart": at(one.object.start), "objectEnd": at(one.object.end),
                "score": (f64::from(one.score) * 1000.0).round() / 1000.0,
            })
        })
        .collect();
    json!({
        "documentId": passage.document, "passageStart": passage.start,
        "passageText": passage.text, "facts": facts,
    })
}

fn read(file: &Path, part: Part) -> Result<Vec<Passage>, ExamplesError> {
    let mut passages = knowledgenet::read(file)?;
    passages.retain(|passage| part.has(&passage.document));
    Ok(passages)
}

fn analysed(passages: &[Passage]) -> Vec<Analysis> {
    let analyser = Analyser::new(Ontology::builtin());
    passages
        .par_iter()
        .map(|passage| analyse(&analyser, &passage.text))
        .collect()
}

/// The properties and their relations, by name.
fn table() -> Vec<(&'static str, &'static str)> {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect()
}

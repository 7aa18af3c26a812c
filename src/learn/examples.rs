//! Sentences with triples as JSON Lines → sentences with the relations of an ontology.
//!
//! A line holds `sent`, perhaps an `id`, and `triples`, each with `sub`, `rel` and `obj`, as Text2KGBench has them.

use std::collections::BTreeMap;

use oxigraph::model::NamedNode;
use serde::Deserialize;

use super::error::LearnError;
use crate::ontology::Ontology;
use crate::ontology::names::{fold, folds_to};

/// How alike the name of a relation must be to be proposed.
const ALIKE: f64 = 0.5;
/// How many relations are proposed for an unknown one.
const MOST_NEAR: usize = 3;

/// A sentence with what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The sentence, on one line.
    pub text: String,
    /// What it says, each once.
    pub facts: Vec<Fact>,
}

/// A triple of a relation of the ontology.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// The relation.
    pub relation: NamedNode,
    /// The name of its subject.
    pub subject: String,
    /// The name of its object, or a value.
    pub object: String,
}

#[derive(Deserialize)]
struct Line {
    sent: String,
    triples: Vec<Triple>,
}

#[derive(Deserialize)]
struct Triple {
    sub: String,
    rel: String,
    obj: String,
}

/// Reads the examples of a file; the triples of equal sentences are put together.
///
/// A triple may use any name of a relation, underscores for spaces; with one that reads backwards its ends change places.
pub fn read_examples(
    file: &str,
    text: &str,
    ontology: &Ontology,
) -> Result<Vec<Sentence>, LearnError> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut sentences: Vec<Sentence> = Vec::new();
    for (number, written) in text.lines().enumerate() {
        if written.trim().is_empty() {
            continue;
        }
        let wrong = |reason: String| LearnError::Line {
            file: file.to_owned(),
            line: number + 1,
            reason,
        };
        let line: Line = serde_json::from_str(written).map_err(|error| wrong(error.to_string()))?;
        let sentence = line.sent.split_whitespace().collect::<Vec<_>>().join(" ");
        if sentence.is_empty() {
            return Err(wrong("`sent` is empty".to_owned()));
        }
        let place = *places.entry(sentence.clone()).or_insert_with(|| {
            sentences.push(Sentence {
                text: sentence,
                facts: Vec::new(),
            });
            sentences.len() - 1
        });
        for triple in line.triples {
            let Triple { sub, rel, obj } = triple;
            if [&sub, &obj].iter().any(|end| end.trim().is_empty()) {
                return Err(wrong(format!("an end of `{rel}` is empty")));
            }
            let Some((relation, backwards)) = relation(ontology, &rel) else {
                return Err(LearnError::Relation {
                    file: file.to_owned(),
                    line: number + 1,
                    near: near(ontology, &rel),
                    name: rel,
                });
            };
            let (subject, object) = if backwards { (obj, sub) } else { (sub, obj) };
            let fact = Fact {
                relation,
                subject,
                object,
            };
            let facts = &mut sentences[place].facts;
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
    }
    if sentences.iter().all(|sentence| sentence.facts.is_empty()) {
        return Err(LearnError::Empty {
            file: file.to_owned(),
        });
    }
    Ok(sentences)
}

/// The relation of a name, and whether the name reads backwards.
fn relation(ontology: &Ontology, name: &str) -> Option<(NamedNode, bool)> {
    let key = fold(name);
    let relation = ontology.relations_named(&key).next()?;
    let forwards = std::iter::once(&relation.label).chain(&relation.alt_labels);
    let backwards = !forwards.into_iter().any(|label| folds_to(label, &key))
        && (relation.inverse_labels.iter()).any(|label| folds_to(label, &key));
    Some((relation.iri.clone(), backwards))
}

/// The labels of the relations whose names resemble one most, the nearest first.
fn near(ontology: &Ontology, name: &str) -> Vec<String> {
    let wanted = fold(name);
    let mut all: Vec<(f64, &String)> = ontology
        .relations
        .values()
        .map(|relation| {
            let alike = strsim::normalized_damerau_levenshtein(&wanted, &fold(&relation.label));
            (alike, &relation.label)
        })
        .filter(|(alike, _)| *alike >= ALIKE)
        .collect();
    all.sort_by(|(one, first), (other, second)| {
        other.total_cmp(one).then_with(|| first.cmp(second))
    });
    all.truncate(MOST_NEAR);
    all.into_iter().map(|(_, label)| label.clone()).collect()
}

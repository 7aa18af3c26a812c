//! Sentences with triples as JSON Lines → examples; ontologies → the labels of their relations.
//!
//! A line holds `sent`, an `id` where answers are told by it, and either `triples` (each with `sub`, `rel`, `obj`) or one
//! triple as `sub_label`, `rel_label` and `obj_label`, as Text2KGBench has them.

use std::path::Path;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{
    Term,
    vocab::{rdf, rdfs},
};
use serde::Deserialize;

use super::error::ExamplesError;
use crate::train::conllu;

/// A triple in words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(super) struct Triple {
    /// The subject's label.
    pub(super) sub: String,
    /// The relation's label.
    pub(super) rel: String,
    /// The object's label.
    pub(super) obj: String,
}

/// A sentence with what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Example {
    /// Its name.
    pub(super) id: String,
    /// The sentence.
    pub(super) sentence: String,
    /// What it says.
    pub(super) triples: Vec<Triple>,
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: String,
    #[serde(default)]
    sent: String,
    #[serde(default)]
    triples: Vec<Triple>,
    sub_label: Option<String>,
    rel_label: Option<String>,
    obj_label: Option<String>,
}

/// Reads the examples of a file.
pub(super) fn read(path: &Path) -> Result<Vec<Example>, ExamplesError> {
    let text = conllu::text_of(path)?;
    let mut examples = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let line: Line = serde_json::from_str(line)
            .map_err(|error| ExamplesError::line(path, number + 1, &error))?;
        let mut triples = line.triples;
        if let (Some(sub), Some(rel), Some(obj)) = (line.sub_label, line.rel_label, line.obj_label)
        {
            triples.push(Triple { sub, rel, obj });
        }
        examples.push(Example {
            id: line.id,
            sentence: line.sent,
            triples,
        });
    }
    Ok(examples)
}

#[derive(Deserialize)]
struct JsonOntology {
    relations: Vec<JsonRelation>,
}

#[derive(Deserialize)]
struct JsonRelation {
    label: String,
}

/// Reads the labels of an ontology's relations, from Turtle or from Text2KGBench's JSON.
pub(super) fn relation_labels(path: &Path) -> Result<Vec<String>, ExamplesError> {
    let text = conllu::text_of(path)?;
    let failed = |reason: String| ExamplesError::Ontology {
        path: path.to_owned(),
        reason,
    };
    let mut labels = if text.trim_start().starts_with('{') {
        let ontology: JsonOntology =
            serde_json::from_str(&text).map_err(|error| failed(error.to_string()))?;
        ontology
            .relations
            .into_iter()
            .map(|one| one.label)
            .collect()
    } else {
        turtle_labels(&text).map_err(failed)?
    };
    labels.sort();
    labels.dedup();
    Ok(labels)
}

fn turtle_labels(text: &str) -> Result<Vec<String>, String> {
    let (mut properties, mut labels) = (Vec::new(), Vec::new());
    for quad in RdfParser::from_format(RdfFormat::Turtle)
        .lenient()
        .for_slice(text.as_bytes())
    {
        let quad = quad.map_err(|error| error.to_string())?;
        match &quad.object {
            Term::NamedNode(class)
                if quad.predicate == rdf::TYPE && is_property(class.as_str()) =>
            {
                properties.push(quad.subject);
            }
            Term::Literal(label) if quad.predicate == rdfs::LABEL => {
                labels.push((quad.subject, label.value().to_owned()));
            }
            _ => {}
        }
    }
    labels.retain(|(subject, _)| properties.contains(subject));
    Ok(labels.into_iter().map(|(_, label)| label).collect())
}

/// `owl:ObjectProperty`, `rdf:Property`, `by:Relation`: every vocabulary says so in the name.
fn is_property(class: &str) -> bool {
    class.ends_with("Property") || class.ends_with("Relation")
}

//! KnowledgeNet → passages with their facts.
//!
//! Two layouts are read, both JSON Lines, plain or gzip: documents with `passages`, as published, and one passage a
//! line with its `properties`. Positions count Unicode code points of the document.

use std::path::Path;

use serde::Deserialize;

use super::error::ExamplesError;
use crate::text::Span;
use crate::train::conllu;

/// A fact of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    /// The property's name: `FOUNDED_BY`.
    pub(super) property: String,
    /// Where the subject lies in the passage, in bytes.
    pub(super) subject: Span,
    /// Where the object lies in the passage, in bytes.
    pub(super) object: Span,
}

/// A passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    /// The document it is of.
    pub(super) document: String,
    /// Where it starts there, in code points.
    pub(super) start: usize,
    /// Its text.
    pub(super) text: String,
    /// The properties of which all facts are noted.
    pub(super) exhaustive: Vec<String>,
    /// Its facts.
    pub(super) facts: Vec<Fact>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(u64),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    document_id: Id,
    #[serde(flatten)]
    passage: Option<RawPassage>,
    passages: Option<Vec<RawPassage>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawPassage {
    passage_start: usize,
    passage_text: String,
    #[serde(default)]
    properties: Vec<String>,
    #[serde(default)]
    exhaustively_annotated_properties: Vec<RawProperty>,
    #[serde(default)]
    facts: Vec<RawFact>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawProperty {
    property_id: Option<Id>,
    property_name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawFact {
    property_name: Option<String>,
    property_id: Option<Id>,
    subject_start: usize,
    subject_end: usize,
    object_start: usize,
    object_end: usize,
}

/// Reads the passages of a file.
pub(super) fn read(path: &Path) -> Result<Vec<Passage>, ExamplesError> {
    let text = conllu::text_of(path)?;
    let mut passages = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let line: Line = serde_json::from_str(line)
            .map_err(|error| ExamplesError::line(path, number + 1, &error))?;
        let document = name_of(&line.document_id);
        let raw = line
            .passages
            .unwrap_or_default()
            .into_iter()
            .chain(line.passage);
        passages.extend(raw.map(|raw| passage(document.clone(), raw)));
    }
    Ok(passages)
}

fn name_of(id: &Id) -> String {
    match id {
        Id::Text(text) => text.clone(),
        Id::Number(number) => number.to_string(),
    }
}

fn passage(document: String, raw: RawPassage) -> Passage {
    let bytes: Vec<usize> = raw
        .passage_text
        .char_indices()
        .map(|(at, _)| at)
        .chain([raw.passage_text.len()])
        .collect();
    let place = |start: usize, end: usize| {
        let at = |offset: usize| bytes.get(offset.checked_sub(raw.passage_start)?).copied();
        Some(Span::new(at(start)?, at(end)?))
    };
    let named = |fact: &RawFact| {
        let id = fact.property_id.as_ref().map(name_of);
        let by_id = || {
            let known = raw.exhaustively_annotated_properties.iter();
            let mut known = known.filter(|one| one.property_id.as_ref().map(name_of) == id);
            known.next().map(|one| one.property_name.clone())
        };
        fact.property_name.clone().or_else(by_id)
    };
    let facts = raw
        .facts
        .iter()
        .filter_map(|fact| {
            Some(Fact {
                property: named(fact)?,
                subject: place(fact.subject_start, fact.subject_end)?,
                object: place(fact.object_start, fact.object_end)?,
            })
        })
        .collect();
    let more = raw.exhaustively_annotated_properties.iter();
    let exhaustive = raw.properties.iter().cloned();
    Passage {
        document,
        start: raw.passage_start,
        exhaustive: exhaustive
            .chain(more.map(|one| one.property_name.clone()))
            .collect(),
        facts,
        text: raw.passage_text,
    }
}

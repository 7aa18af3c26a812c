//! Corpora of any kind → plain sentences of words, for what is learned without labels.

use std::path::Path;

use serde_json::Value;

use super::conllu::{self, ConlluError};
use crate::text::{Span, sentences, tokens};

/// The shortest text that counts as prose, in bytes.
const PROSE: usize = 60;
/// The shortest list of words that counts as a sentence.
const WORDS: usize = 6;

/// Reads the sentences of a JSON, JSON lines or CSV file: every list of words and every longer text in it.
pub(super) fn read(path: &Path) -> Result<Vec<Vec<String>>, ConlluError> {
    let text = conllu::text_of(path)?;
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let mut found = Vec::new();
    if name.contains(".csv") {
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(text.as_bytes());
        for record in reader.records().flatten() {
            record.iter().for_each(|field| prose(field, &mut found));
        }
    } else {
        for value in serde_json::Deserializer::from_str(&text)
            .into_iter::<Value>()
            .map_while(Result::ok)
        {
            walk(&value, &mut found);
        }
    }
    Ok(found)
}

fn walk(value: &Value, found: &mut Vec<Vec<String>>) {
    match value {
        Value::Array(items) => {
            let words: Option<Vec<String>> = items
                .iter()
                .map(|item| item.as_str().map(str::to_owned))
                .collect();
            match words {
                Some(words) if words.len() >= WORDS => found.push(words),
                _ => items.iter().for_each(|item| walk(item, found)),
            }
        }
        Value::Object(fields) => fields.values().for_each(|field| walk(field, found)),
        Value::String(text) => prose(text, found),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn prose(text: &str, found: &mut Vec<Vec<String>>) {
    if text.len() < PROSE {
        return;
    }
    for line in text.split('\n') {
        for sentence in sentences(line, Span::new(0, line.len())) {
            found.push(
                tokens(line, sentence)
                    .iter()
                    .map(|token| token.of(line).to_owned())
                    .collect(),
            );
        }
    }
}

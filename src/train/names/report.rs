//! Files of tokens with labelled names → how well they are found, as one report.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::corpus::{Corpus, read_columns};
use super::measure::{Figures, Measure, find, spans};
use super::spacy;
use crate::analysis::NameFinder;
use crate::ontology::Ontology;
use crate::train::reading::processor_time;
use crate::train::{ExamplesError, conllu};

/// Measures names (PER, ORG, LOC; exact span and type) in files of tokens with their label (IOB2) in the last column,
/// or with the columns of Universal NER. Names found are written one sentence a line, their ends as token numbers.
/// Where a `python` with spaCy and its small English pipeline is given, that reads the same sentences, too.
///
/// # Errors
///
/// A file that cannot be read, predictions that cannot be written, a Python that cannot run spaCy.
pub fn measure_names(
    files: &[PathBuf],
    mut predictions: Option<&mut dyn Write>,
    python: Option<&Path>,
) -> Result<Value, ExamplesError> {
    let finder = NameFinder::new(Ontology::builtin());
    let mut report = Map::new();
    for file in files {
        let text = conllu::text_of(file)?;
        let numbered = text
            .lines()
            .find(|line| !line.is_empty() && !line.starts_with('#'))
            .is_some_and(|line| line.starts_with("1\t") && line.split('\t').count() > 2);
        let corpus = if numbered {
            Corpus::Uner
        } else {
            Corpus::TwoColumns
        };
        let sentences = read_columns(&text, corpus);
        let start = processor_time();
        let found = find(&finder, &sentences);
        let time = processor_time().saturating_sub(start);
        let mut measure = Measure::default();
        for (number, (sentence, found)) in sentences.iter().zip(&found).enumerate() {
            measure.add(&sentence.tags, found);
            if let Some(predictions) = predictions.as_deref_mut() {
                let names: Vec<Value> = spans(found)
                    .into_iter()
                    .map(|(start, end, kind)| {
                        json!({ "start": start, "end": end, "type": kind, "text": sentence.words[start..end].join(" ") })
                    })
                    .collect();
                let line = json!({ "file": file.display().to_string(), "sentence": number + 1, "names": names });
                writeln!(predictions, "{line}")?;
            }
        }
        let tokens: usize = sentences.iter().map(|sentence| sentence.words.len()).sum();
        let speed = |seconds: f64| json!((tokens as f64 / seconds.max(1e-3)).round());
        let mut figures = figures(&measure);
        figures.insert("tokens_per_second".to_owned(), speed(time.as_secs_f64()));
        if let Some(python) = python {
            let theirs = spacy::find(python, &sentences)?;
            let mut measure = Measure::default();
            for (sentence, found) in sentences.iter().zip(&theirs.names) {
                measure.compare(&spans(&sentence.tags), found);
            }
            let mut other = self::figures(&measure);
            other.insert("tokens_per_second".to_owned(), speed(theirs.seconds));
            other.insert("version".to_owned(), Value::String(theirs.version));
            figures.insert("spacy".to_owned(), Value::Object(other));
        }
        report.insert(file.display().to_string(), Value::Object(figures));
    }
    Ok(Value::Object(report))
}

fn figures(measure: &Measure) -> Map<String, Value> {
    let types = measure.types.iter().map(|(name, one)| (*name, *one));
    types
        .chain([("all", measure.all())])
        .map(|(name, one)| (name.to_owned(), scores(&one)))
        .collect()
}

fn scores(figures: &Figures) -> Value {
    let (precision, recall, f1) = figures.scores();
    let round = |score: f64| (score * 1000.0).round() / 1000.0;
    json!({ "precision": round(precision), "recall": round(recall), "f1": round(f1), "gold": figures.gold })
}

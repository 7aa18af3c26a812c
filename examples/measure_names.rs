//! Measures names on files of gold tokens: `measure_names FILE…` prints one JSON object.
//!
//! A line holds a token, its label in the last column (IOB2), or the columns of Universal NER; gzip is fine.

use std::error::Error;
use std::io::{Read, Write, stdout};

use byline::analysis::NameFinder;
use byline::ontology::Ontology;
use byline::train::names::{Corpus, Figures, Measure, find, read_columns};
use serde_json::{Map, Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let finder = NameFinder::new(Ontology::builtin());
    let mut report = Map::new();
    for file in std::env::args().skip(1) {
        let text = read(&file)?;
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
        let mut measure = Measure::default();
        for (sentence, found) in sentences.iter().zip(find(&finder, &sentences)) {
            measure.add(&sentence.tags, &found);
        }
        let mut figures: Map<String, Value> = measure
            .types
            .iter()
            .map(|(name, one)| ((*name).to_owned(), scores(one)))
            .collect();
        figures.insert("all".to_owned(), scores(&measure.all()));
        report.insert(file, Value::Object(figures));
    }
    writeln!(stdout(), "{}", serde_json::to_string_pretty(&report)?)?;
    Ok(())
}

fn scores(figures: &Figures) -> Value {
    let (precision, recall, f1) = figures.scores();
    let round = |score: f64| (score * 1000.0).round() / 1000.0;
    json!({ "precision": round(precision), "recall": round(recall), "f1": round(f1), "gold": figures.gold })
}

fn read(file: &str) -> Result<String, Box<dyn Error>> {
    let bytes = std::fs::read(file)?;
    let mut text = String::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_string(&mut text)?;
    } else {
        text = String::from_utf8(bytes)?;
    }
    Ok(text)
}

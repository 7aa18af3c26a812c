//! Sentences that a reader labelled with holder, status, polarity and condition → how well [`Extractor::stances`] finds them.

mod labels;
mod tally;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};

use super::plain::{self, CodePoints};
use super::reading::processor_time;
use crate::analysis::{Analyser, Analysis};
use crate::extract::{Extractor, Stance};
use crate::ontology::Ontology;
use crate::text::Span;
use labels::{Held, Label, Labelled};
use tally::Tally;

pub use labels::StanceError;
pub use tally::{StanceFigures, StatusFigures};

/// How well stances are found.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct StanceReport {
    /// Sentences measured.
    pub sentences: usize,
    /// The figures of each part, by its name.
    pub parts: BTreeMap<String, StanceFigures>,
    /// Sentences read per second of processor time.
    pub sentences_per_second: f64,
}

/// Measures the stances of the labelled sentences in `file`; what was found goes to `predictions` as JSON Lines.
///
/// Each line of the file is one sentence: `id`, `part`, `text` and `propositions`. A proposition names its `predicate`
/// (`text` with `start` and `end` in code points of the sentence), its `status` by the name in the vocabulary (null
/// where nothing is claimed), its `polarity` ("positive", "negative"), the `holders` (all ways to name the one: words, or
/// "author") and the words of its `condition`. Each sentence is read as an article of one paragraph without a headline.
/// The holder that is found is right where the word that heads it stands in one of the labelled holders.
pub fn measure_stance(
    file: &Path,
    mut predictions: Option<&mut dyn Write>,
) -> Result<StanceReport, StanceError> {
    let sentences = labels::read(file)?;
    let ontology = Ontology::builtin();
    let (analyser, extractor) = (Analyser::new(ontology), Extractor::new(ontology));
    let start = processor_time();
    let read: Vec<(Analysis, Vec<Option<Stance>>)> = sentences
        .iter()
        .map(|sentence| {
            let analysis = analyser.analyse(plain::document(&sentence.text));
            let labels = sentence.propositions.iter();
            let places: Vec<Span> = labels.map(|label| label.predicate).collect();
            let stances = extractor.stances(&analysis, &places);
            (analysis, stances)
        })
        .collect();
    let took = processor_time().saturating_sub(start).as_secs_f64();
    let mut parts: BTreeMap<String, Tally> = BTreeMap::new();
    for (sentence, (analysis, stances)) in sentences.iter().zip(&read) {
        let tally = parts.entry(sentence.part.clone()).or_default();
        for (label, found) in sentence.propositions.iter().zip(stances) {
            tally.add(analysis, label, found.as_ref());
        }
        if let Some(out) = &mut predictions {
            let line = prediction(sentence, analysis, stances);
            writeln!(out, "{line}").map_err(StanceError::Predictions)?;
        }
    }
    let speed = sentences.len() as f64 / took.max(1e-9);
    Ok(StanceReport {
        sentences: sentences.len(),
        parts: parts
            .into_iter()
            .map(|(part, tally)| (part, tally.figures()))
            .collect(),
        sentences_per_second: (speed * 10.0).round() / 10.0,
    })
}

fn prediction(sentence: &Labelled, analysis: &Analysis, stances: &[Option<Stance>]) -> Value {
    let points = CodePoints::of(&sentence.text);
    let words = |span: Span| {
        let [start, end] = points.pair(span);
        json!({ "text": span.of(&sentence.text), "start": start, "end": end })
    };
    let named = |holder: Option<Span>| holder.map_or_else(|| json!("author"), words);
    let expected = |held: &Held| {
        json!({
            "status": held.status.local_name(), "polarity": polarity(held.positive),
            "holders": held.holders.iter().copied().map(named).collect::<Vec<_>>(),
            "condition": held.condition.map(words),
        })
    };
    let found = |stance: &Stance| {
        json!({
            "status": stance.status.local_name(), "certainty": stance.certainty.local_name(),
            "polarity": polarity(stance.positive), "holder": named(tally::holder(analysis, stance)),
            "condition": stance.condition.map(words),
            "cues": stance.cues.iter().copied().map(words).collect::<Vec<_>>(),
        })
    };
    let one = |(label, stance): (&Label, &Option<Stance>)| {
        json!({
            "predicate": words(label.predicate), "labelled": label.stance.as_ref().map(expected),
            "found": stance.as_ref().map(found),
        })
    };
    let propositions: Vec<Value> = sentence.propositions.iter().zip(stances).map(one).collect();
    json!({
        "id": sentence.id, "part": sentence.part, "text": sentence.text, "propositions": propositions,
    })
}

const fn polarity(positive: bool) -> &'static str {
    if positive { "positive" } else { "negative" }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::measure_stance;

    fn words(text: &str, words: &str) -> String {
        let start = text.find(words).unwrap();
        let end = start + words.len();
        format!(r#"{{"text":"{words}","start":{start},"end":{end}}}"#)
    }

    #[test]
    fn labelled_sentences_are_measured() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sentences.jsonl");
        let (first, second) = (
            "Mary Smith denied that the river had flooded.",
            "The lake will rise if it rains.",
        );
        let lines = [
            format!(
                r#"{{"id":"a","part":"seen","text":"{first}","propositions":[{{"predicate":{},"status":"denied","polarity":"negative","holders":[{}]}}]}}"#,
                words(first, "flooded"),
                words(first, "Mary Smith"),
            ),
            format!(
                r#"{{"id":"b","part":"seen","text":"{second}","propositions":[{{"predicate":{},"status":"conditional","polarity":"positive","holders":["author"],"condition":{}}},{{"predicate":{},"status":null}}]}}"#,
                words(second, "rise"),
                words(second, "it rains"),
                words(second, "rains"),
            ),
        ];
        fs::write(&path, lines.join("\n")).unwrap();
        let mut found = Vec::new();
        let report = measure_stance(&path, Some(&mut found)).unwrap();
        let part = &report.parts["seen"];
        assert_eq!((report.sentences, part.propositions), (2, 3));
        let shares = [
            part.macro_f1,
            part.status_accuracy,
            part.holder_accuracy,
            part.polarity_accuracy,
            part.condition_accuracy,
        ];
        assert_eq!(shares, [1.0; 5]);
        assert_eq!(String::from_utf8(found).unwrap().lines().count(), 2);
    }

    #[test]
    fn words_that_do_not_stand_there_are_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sentences.jsonl");
        let line = r#"{"id":"a","part":"seen","text":"It rains.","propositions":[{"predicate":{"text":"snows","start":3,"end":8},"status":null}]}"#;
        fs::write(&path, line).unwrap();
        let error = measure_stance(&path, None).unwrap_err().to_string();
        assert!(
            error.ends_with("expected `snows` at 3..8, but it does not stand there"),
            "{error}"
        );
    }
}

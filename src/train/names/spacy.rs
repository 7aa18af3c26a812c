//! Sentences → the names that spaCy, run by a Python that has it, finds in them.

use std::path::Path;

use serde_json::{Value, json};

use super::corpus::TaggedSentence;
use super::measure::NameSpan;
use crate::train::{ExamplesError, peer};

const SCRIPT: &str = concat!(include_str!("../english.py"), include_str!("spacy.py"));

/// What spaCy finds.
pub(super) struct Found {
    /// The names of each sentence.
    pub(super) names: Vec<Vec<NameSpan>>,
    /// Seconds of processor time.
    pub(super) seconds: f64,
    pub(super) version: String,
}

/// Returns what spaCy finds in all sentences.
pub(super) fn find(python: &Path, sentences: &[TaggedSentence]) -> Result<Found, ExamplesError> {
    let failed = |reason: String| ExamplesError::Python {
        python: python.to_owned(),
        reason,
    };
    let words = sentences.iter().map(|sentence| json!(sentence.words));
    let lines = peer::run(python, SCRIPT, words).map_err(failed)?;
    read_lines(lines, sentences.len()).ok_or_else(|| failed(peer::STRANGE.to_owned()))
}

/// Reads what the script prints of so many sentences: a line for each, and one for all.
fn read_lines(mut lines: Vec<Value>, count: usize) -> Option<Found> {
    let end = lines.pop()?;
    let names = lines.iter().map(names).collect::<Option<Vec<_>>>()?;
    (names.len() == count).then_some(())?;
    Some(Found {
        names,
        seconds: end["seconds"].as_f64()?,
        version: end["version"].as_str()?.to_owned(),
    })
}

fn names(line: &Value) -> Option<Vec<NameSpan>> {
    let name = |name: &Value| {
        let number = |at: usize| name[at].as_u64().and_then(|number| number.try_into().ok());
        let kind = ["PER", "ORG", "LOC"];
        let kind = kind.into_iter().find(|kind| name[2] == *kind)?;
        Some((number(0)?, number(1)?, kind))
    };
    line.as_array()?.iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::read_lines;

    #[test]
    fn each_sentence_has_a_line_and_all_have_one() {
        let end = json!({ "version": "9", "seconds": 0.5 });
        let lines = vec![json!([[0, 2, "PER"]]), json!([]), end.clone()];
        let found = read_lines(lines.clone(), 2).unwrap();
        assert_eq!(found.names, [vec![(0, 2, "PER")], vec![]]);
        assert!(read_lines(lines, 3).is_none());
        assert!(read_lines(vec![json!([[0, 2, "DATE"]]), end], 1).is_none());
    }
}

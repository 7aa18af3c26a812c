//! Claims that were drawn + what readers said of claims → how many of them a reader would sign.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::Value;
use thiserror::Error as ThisError;

/// Why judgements cannot be read.
#[derive(Debug, ThisError)]
pub enum JudgedError {
    /// The file cannot be read.
    #[error("{}: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A line that is no judgement.
    #[error("{}, line {line}: the end of a claim's IRI, a tab and `y`, `b` or `n` are expected, not `{text}`", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What it holds.
        text: String,
    },
}

/// How many of some claims were judged exactly as they are now, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Judged {
    /// Claims that a reader has judged.
    pub judged: usize,
    /// Those that would be signed as they stand.
    pub signed: usize,
    /// Those that only a generous reader would sign.
    pub close: usize,
}

/// Looks up the claims that were drawn in a file of judgements.
///
/// Each of its lines holds the end of a claim's IRI, a tab and `y` (signed as it stands), `b` (a close call) or `n`. A claim's
/// IRI changes with all that it says, so no judgement counts for a claim that says something else by now.
pub fn judged(path: &Path, drawn: &[Value]) -> Result<Judged, JudgedError> {
    let text = fs::read_to_string(path).map_err(|error| JudgedError::File {
        path: path.to_owned(),
        error,
    })?;
    let mut verdicts = HashMap::new();
    for (index, line) in text.lines().enumerate() {
        match line.split_once('\t') {
            Some((claim, verdict @ ("y" | "b" | "n"))) => verdicts.insert(claim, verdict),
            _ => {
                return Err(JudgedError::Line {
                    path: path.to_owned(),
                    line: index + 1,
                    text: line.to_owned(),
                });
            }
        };
    }
    let mut counts = Judged::default();
    for claim in drawn {
        let end = claim["claim"]
            .as_str()
            .and_then(|iri| iri.rsplit('/').next());
        let verdict = end.and_then(|end| verdicts.get(end).copied());
        counts.judged += usize::from(verdict.is_some());
        counts.signed += usize::from(verdict == Some("y"));
        counts.close += usize::from(verdict == Some("b"));
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde_json::json;

    use super::{Judged, judged};

    #[test]
    fn only_claims_that_say_the_same_are_counted() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("judged.tsv");
        fs::write(&file, "aa\ty\nbb\tn\ncc\tb\n").unwrap();
        let drawn = ["aa", "cc", "dd"].map(|end| json!({"claim": format!("https://a.org/{end}")}));
        let expected = Judged {
            judged: 2,
            signed: 1,
            close: 1,
        };
        assert_eq!(judged(&file, &drawn).unwrap(), expected);
        fs::write(&file, "aa\ty\nbb maybe\n").unwrap();
        let error = judged(&file, &drawn).unwrap_err().to_string();
        assert!(
            error.contains("line 2") && error.contains("bb maybe"),
            "{error}"
        );
    }
}

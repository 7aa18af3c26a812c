//! A file of labelled sentences → sentences with the stances that a reader saw in them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::super::plain::CodePoints;
use crate::extract::Status;
use crate::text::Span;

/// Why labelled sentences could not be measured.
#[derive(Debug, thiserror::Error)]
pub enum StanceError {
    /// A file that could not be read.
    #[error("`{}` cannot be read: {error}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A line that is not what was expected.
    #[error("`{}`, line {line}, is no labelled sentence: {error}", path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
        /// Why.
        error: serde_json::Error,
    },
    /// Words that do not stand where a label says.
    #[error("`{}`, line {line}: expected `{words}` at {start}..{end}, but it does not stand there", path.display())]
    Place {
        /// The file.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
        /// The words.
        words: String,
        /// The code point that they should start at.
        start: usize,
        /// The code point that they should end before.
        end: usize,
    },
    /// A status that the vocabulary does not have.
    #[error("`{}`, line {line}: `{status}` is no status", path.display())]
    Status {
        /// The file.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
        /// What stands there.
        status: String,
    },
    /// The predictions could not be written.
    #[error("the predictions cannot be written: {0}")]
    Predictions(io::Error),
}

/// One sentence and what it says.
#[derive(Debug)]
pub(super) struct Labelled {
    pub(super) id: String,
    pub(super) part: String,
    pub(super) text: String,
    pub(super) propositions: Vec<Label>,
}

/// The stance towards one proposition.
#[derive(Debug)]
pub(super) struct Label {
    /// The words whose head expresses it.
    pub(super) predicate: Span,
    /// None where nothing is claimed.
    pub(super) stance: Option<Held>,
}

/// Who holds it, and how.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) status: Status,
    pub(super) positive: bool,
    /// All ways to name the one holder; none of them is the author's own voice.
    pub(super) holders: Vec<Option<Span>>,
    pub(super) condition: Option<Span>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    part: String,
    text: String,
    propositions: Vec<Proposition>,
}

#[derive(Deserialize)]
struct Proposition {
    predicate: Words,
    status: Option<String>,
    polarity: Option<Polarity>,
    #[serde(default)]
    holders: Vec<Holder>,
    condition: Option<Words>,
}

#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Polarity {
    Positive,
    Negative,
}

#[derive(Deserialize)]
struct Words {
    text: String,
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Holder {
    Voice(Author),
    Words(Words),
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Author {
    Author,
}

/// Reads the sentences of a file of JSON Lines.
pub(super) fn read(path: &Path) -> Result<Vec<Labelled>, StanceError> {
    let text = fs::read_to_string(path).map_err(|error| StanceError::Io {
        path: path.to_owned(),
        error,
    })?;
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| {
            let place = (path, index + 1);
            let line: Line = serde_json::from_str(line).map_err(|error| StanceError::Json {
                path: path.to_owned(),
                line: index + 1,
                error,
            })?;
            labelled(place, line)
        })
        .collect()
}

fn labelled(place: (&Path, usize), line: Line) -> Result<Labelled, StanceError> {
    let points = CodePoints::of(&line.text);
    let find = |words: &Words| {
        let span = points.span(words.start, words.end);
        let stands = span.filter(|span| span.of(&line.text) == words.text);
        stands.ok_or_else(|| StanceError::Place {
            path: place.0.to_owned(),
            line: place.1,
            words: words.text.clone(),
            start: words.start,
            end: words.end,
        })
    };
    let mut propositions = Vec::new();
    for proposition in &line.propositions {
        let stance = match &proposition.status {
            None => None,
            Some(name) => {
                let status = Status::from_local_name(name).ok_or_else(|| StanceError::Status {
                    path: place.0.to_owned(),
                    line: place.1,
                    status: name.clone(),
                })?;
                let holders = proposition.holders.iter().map(|holder| match holder {
                    Holder::Voice(Author::Author) => Ok(None),
                    Holder::Words(words) => find(words).map(Some),
                });
                Some(Held {
                    status,
                    positive: proposition.polarity != Some(Polarity::Negative),
                    holders: holders.collect::<Result<_, _>>()?,
                    condition: proposition.condition.as_ref().map(find).transpose()?,
                })
            }
        };
        propositions.push(Label {
            predicate: find(&proposition.predicate)?,
            stance,
        });
    }
    Ok(Labelled {
        id: line.id,
        part: line.part,
        text: line.text,
        propositions,
    })
}

//! A folder of brat standoff files → documents with the attributions that people marked in them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::super::plain::CodePoints;
use crate::extract::Attribution;
use crate::text::Span;

/// Why a folder of attributions could not be measured.
#[derive(Debug, thiserror::Error)]
pub enum AttributionError {
    /// A file that could not be read.
    #[error("`{}` cannot be read: {error}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A folder without a text that has annotations.
    #[error("`{}` holds no `.txt` with an `.ann` of the same name", .0.display())]
    Empty(PathBuf),
    /// Annotations whose text is missing.
    #[error("`{}` annotates a text that is not there", .0.display())]
    NoText(PathBuf),
    /// A line that is no annotation in brat standoff format.
    #[error("`{}`, line {line}: {reason}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
        /// What was expected.
        reason: &'static str,
    },
    /// The predictions could not be written.
    #[error("the predictions cannot be written: {0}")]
    Predictions(io::Error),
}

/// One text with what one reader marked in it.
#[derive(Debug)]
pub(super) struct Marked {
    /// The name of its text, without folder and ending.
    pub(super) name: String,
    pub(super) text: String,
    pub(super) gold: Vec<Gold>,
}

/// An attribution as it was marked: each part one stretch or several.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Gold {
    pub(super) cue: Vec<Span>,
    pub(super) source: Vec<Span>,
    pub(super) content: Vec<Span>,
}

/// Reads all texts of a folder that have annotations, once for each reader, in the order of the annotations' names.
///
/// `NAME.ann` belongs to `NAME.txt`, and so does `NAME_READER.ann`; they may lie in different folders below this one.
pub(super) fn read(folder: &Path) -> Result<Vec<Marked>, AttributionError> {
    let (mut texts, mut annotations) = (BTreeMap::new(), BTreeMap::new());
    for entry in WalkDir::new(folder).follow_links(true) {
        let entry = entry.map_err(|error| AttributionError::Io {
            path: folder.to_owned(),
            error: error.into(),
        })?;
        let path = entry.into_path();
        let stem = path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned());
        let (Some(stem), Some(ending)) = (stem, path.extension()) else {
            continue;
        };
        if ending == "txt" {
            texts.insert(stem, path);
        } else if ending == "ann" {
            annotations.insert(stem, path);
        }
    }
    if annotations.is_empty() {
        return Err(AttributionError::Empty(folder.to_owned()));
    }
    annotations
        .into_iter()
        .map(|(stem, path)| {
            let base = stem
                .rsplit_once('_')
                .map_or(stem.as_str(), |(base, _)| base);
            let (name, text) = texts
                .get_key_value(&stem)
                .or_else(|| texts.get_key_value(base))
                .ok_or_else(|| AttributionError::NoText(path.clone()))?;
            let text = content(text)?;
            let gold = marks(&path, &content(&path)?, &text)?;
            Ok(Marked {
                name: name.clone(),
                text,
                gold,
            })
        })
        .collect()
}

fn content(path: &Path) -> Result<String, AttributionError> {
    fs::read_to_string(path).map_err(|error| AttributionError::Io {
        path: path.to_owned(),
        error,
    })
}

/// Reads the events `Attribution:T4 Content:T3 Cue:T2 Source:T1` and the stretches that they name.
fn marks(path: &Path, annotations: &str, text: &str) -> Result<Vec<Gold>, AttributionError> {
    let points = CodePoints::of(text);
    let mut stretches: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let mut events: Vec<(usize, &str)> = Vec::new();
    for (index, line) in annotations.lines().enumerate() {
        let wrong = |reason| AttributionError::Line {
            path: path.to_owned(),
            line: index + 1,
            reason,
        };
        let mut columns = line.split('\t');
        let (Some(id), Some(what)) = (columns.next(), columns.next()) else {
            continue;
        };
        if id.starts_with('T') {
            let places = what.split_once(' ').map_or("", |(_, places)| places);
            let spans = places.split(';').map(|place| span(&points, place));
            let spans: Option<Vec<Span>> = spans.collect();
            let spans = spans.ok_or_else(|| wrong("expected `TYPE START END` within the text"))?;
            stretches.insert(id, spans);
        } else if id.starts_with('E') {
            events.push((index, what));
        }
    }
    let mut found = Vec::new();
    for (index, event) in events {
        let mut gold = Gold::default();
        for role in event.split_whitespace() {
            let named = role.split_once(':').and_then(|(role, id)| {
                let spans = stretches.get(id)?;
                Some((role.trim_end_matches(|c: char| c.is_ascii_digit()), spans))
            });
            let (role, spans) = named.ok_or_else(|| AttributionError::Line {
                path: path.to_owned(),
                line: index + 1,
                reason: "expected `ROLE:ID` with the id of a stretch",
            })?;
            match role {
                "Cue" => gold.cue.extend(spans),
                "Source" => gold.source.extend(spans),
                "Content" => gold.content.extend(spans),
                _ => {}
            }
        }
        // An event of which nothing but the type is marked attributes nothing.
        if !gold.cue.is_empty() {
            found.push(gold);
        }
    }
    Ok(found)
}

fn span(points: &CodePoints, place: &str) -> Option<Span> {
    let (start, end) = place.split_once(' ')?;
    points.span(start.parse().ok()?, end.parse().ok()?)
}

impl From<&Attribution> for Gold {
    fn from(found: &Attribution) -> Self {
        Self {
            cue: vec![found.cue],
            source: found.source.into_iter().collect(),
            content: found.content.clone(),
        }
    }
}

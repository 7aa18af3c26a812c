//! `byline query --list`: a folder → the titles and parameters of its questions.

use std::fs;
use std::path::{Path, PathBuf};

use byline::query::{Kind, parse};

use super::Failure;
use crate::cli::streams::Streams;
use crate::cli::tables::{self, RowFormat};
use crate::cli::{DONE, Run};

pub(super) fn run(folder: &Path, streams: &mut Streams) -> Run {
    let entries = fs::read_dir(folder).map_err(|error| Failure::file("read", folder, error))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| is_question(path))
        .collect();
    files.sort();
    let mut rows = Vec::new();
    for path in &files {
        let text = fs::read_to_string(path).map_err(|error| Failure::file("read", path, error))?;
        let params = parse(&text).map(|query| query.params).unwrap_or_default();
        let params: Vec<&str> = params
            .iter()
            .map(|param| param.name.text.as_str())
            .collect();
        rows.push(vec![
            path.display().to_string(),
            title(&text),
            params.join(", "),
        ]);
    }
    let columns = [
        ("file", Kind::Text),
        ("title", Kind::Text),
        ("parameters", Kind::Text),
    ];
    tables::write(
        &tables::texts(&columns, rows),
        RowFormat::Table.format(),
        false,
        streams,
    )?;
    Ok(DONE)
}

/// Files whose name begins with an underscore hold definitions for others.
fn is_question(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.extension().is_some_and(|ending| ending == "lede") && !name.starts_with('_')
}

/// Returns the first comment of a question.
fn title(text: &str) -> String {
    let first = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or_default();
    first
        .strip_prefix('#')
        .unwrap_or_default()
        .trim()
        .to_owned()
}

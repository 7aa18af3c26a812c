//! A folder of pages and of what people wrote down of them → pages, in the order of their names.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// One page.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) id: String,
    /// The name of its file.
    pub(super) name: String,
    pub(super) path: PathBuf,
    pub(super) bytes: Vec<u8>,
    pub(super) truth: Truth,
}

/// What people wrote down of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Truth {
    pub(super) url: Option<String>,
    pub(super) title: Option<String>,
    pub(super) authors: Option<Vec<String>>,
    pub(super) date: Option<String>,
    pub(super) body: Option<String>,
}

/// Why a folder of pages could not be measured.
#[derive(Debug, thiserror::Error)]
pub enum PagesError {
    /// A file that could not be read.
    #[error("`{}` cannot be read: {error}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A file that is not what was expected.
    #[error("`{}` is not valid JSON: {error}", path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// Why.
        error: serde_json::Error,
    },
    /// A folder without pages or without the truth about them.
    #[error(
        "`{}` holds no pages with their truth; expected `html/*.html.gz` and `ground-truth.json`, `articles.json` or `ground-truth/*.json`",
        .0.display()
    )]
    Empty(PathBuf),
    /// A Python that could not be run, or has no trafilatura.
    #[error("`{}` cannot run trafilatura: {reason}", python.display())]
    Python {
        /// The interpreter.
        python: PathBuf,
        /// Why.
        reason: String,
    },
    /// The file of predictions could not be written.
    #[error("the predictions cannot be written: {0}")]
    Predictions(io::Error),
}

/// Returns the pages of a folder of which the truth is known.
pub(super) fn load(folder: &Path) -> Result<Vec<Page>, PagesError> {
    let mut truths = truths(folder)?;
    let mut pages = Vec::new();
    for path in pages_in(folder)? {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let id = name.split('.').next().unwrap_or_default().to_owned();
        if let Some(truth) = truths.remove(&id) {
            let bytes = match fs::read(&path) {
                Ok(bytes) => bytes,
                Err(error) => return Err(PagesError::Io { path, error }),
            };
            pages.push(Page {
                id,
                name,
                path,
                bytes,
                truth,
            });
        }
    }
    if pages.is_empty() {
        return Err(PagesError::Empty(folder.to_owned()));
    }
    Ok(pages)
}

/// The pages lie under `html`, or in the folder itself.
fn pages_in(folder: &Path) -> Result<Vec<PathBuf>, PagesError> {
    let under = folder.join("html");
    files(
        if under.is_dir() { &under } else { folder },
        &[".html.gz", ".html"],
    )
}

/// The files of a folder with one of these endings, in order.
fn files(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, PagesError> {
    let broken = |error| PagesError::Io {
        path: folder.to_owned(),
        error,
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(broken)? {
        let path = entry.map_err(broken)?.path();
        let name = path.to_string_lossy();
        if endings.iter().any(|ending| name.ends_with(ending)) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn truths(folder: &Path) -> Result<BTreeMap<String, Truth>, PagesError> {
    let (bodies, list, single) = (
        folder.join("ground-truth.json"),
        folder.join("articles.json"),
        folder.join("ground-truth"),
    );
    if bodies.is_file() {
        let value = json(&bodies)?;
        let entries = value.as_object().into_iter().flatten();
        return Ok(entries
            .map(|(id, entry)| (id.clone(), truth(entry)))
            .collect());
    }
    if list.is_file() {
        let value = json(&list)?;
        let entries = value.as_array().into_iter().flatten();
        return Ok(entries
            .filter_map(|entry| Some((entry.get("html_file")?.as_str()?.to_owned(), truth(entry))))
            .collect());
    }
    if !single.is_dir() {
        return Err(PagesError::Empty(folder.to_owned()));
    }
    let mut all = BTreeMap::new();
    for path in files(&single, &[".json"])? {
        let value = json(&path)?;
        let mut one = truth(value.get("ground_truth").unwrap_or(&value));
        one.url = one.url.or_else(|| text(&value, &["url"]));
        let id = path.file_stem().unwrap_or_default().to_string_lossy();
        all.insert(id.into_owned(), one);
    }
    Ok(all)
}

fn json(path: &Path) -> Result<Value, PagesError> {
    let text = fs::read_to_string(path).map_err(|error| PagesError::Io {
        path: path.to_owned(),
        error,
    })?;
    serde_json::from_str(&text).map_err(|error| PagesError::Json {
        path: path.to_owned(),
        error,
    })
}

/// Each collection has its own names for the same things.
fn truth(entry: &Value) -> Truth {
    let authors = ["authors", "author"]
        .iter()
        .find_map(|name| match entry.get(*name)? {
            Value::String(names) => Some(vec![names.clone()]),
            Value::Array(names) => Some(
                names
                    .iter()
                    .filter_map(|name| name.as_str().map(str::to_owned))
                    .collect(),
            ),
            _ => None,
        });
    Truth {
        url: text(entry, &["url", "link"]),
        title: text(entry, &["title"]),
        authors,
        date: text(entry, &["date", "publish_date"]),
        body: text(entry, &["articleBody", "text", "main_content"]),
    }
}

fn text(entry: &Value, names: &[&str]) -> Option<String> {
    names
        .iter()
        .find_map(|name| entry.get(*name)?.as_str())
        .filter(|text| !text.trim().is_empty())
        .map(str::to_owned)
}

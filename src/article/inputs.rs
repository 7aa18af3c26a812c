//! Paths, folders and patterns → the inputs they stand for.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::format::{EXTENSIONS, Format, document};
use super::packed::bare;
use super::{ReadError, ReadErrorKind};

/// Patterns fit visible files only, as in a shell.
const VISIBLE: glob::MatchOptions = glob::MatchOptions {
    case_sensitive: true,
    require_literal_separator: false,
    require_literal_leading_dot: true,
};

/// One thing to read articles from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// An `http(s)` address.
    Address {
        /// The address.
        address: String,
        /// Whether it is a feed whose items' pages are read, too.
        feed: bool,
    },
}

impl Input {
    /// Whether it may hold many articles.
    pub fn holds_many(&self) -> bool {
        match self {
            Self::Stdin | Self::Address { .. } => true,
            Self::File(path) => {
                Format::from_name(&path.to_string_lossy()).is_some_and(Format::holds_many)
            }
        }
    }
}

/// Returns what `paths` stand for (files, folders with all below them, patterns, `-` for standard input),
/// each once and in a fixed order, and what is wrong with the others.
pub fn inputs(paths: &[PathBuf]) -> (Vec<Input>, Vec<ReadError>) {
    let mut found = Found::default();
    for path in paths {
        let address = path.to_str().and_then(|text| text.split_once("://"));
        if let Some((scheme, rest)) = address.filter(|_| !path.exists()) {
            let scheme = scheme.to_ascii_lowercase();
            if matches!(scheme.as_str(), "http" | "https") {
                found.push(Input::Address {
                    address: format!("{scheme}://{rest}"),
                    feed: false,
                });
            } else {
                found.fail(path, ReadErrorKind::Address);
            }
        } else if path.as_os_str() == "-" {
            found.push(Input::Stdin);
        } else if path.exists() {
            found.path(path);
        } else if path.to_string_lossy().contains(['*', '?', '[']) {
            found.pattern(path);
        } else {
            let kind = ReadErrorKind::Missing { near: near(path) };
            found.fail(path, kind);
        }
    }
    (found.inputs, found.errors)
}

#[derive(Default)]
struct Found {
    inputs: Vec<Input>,
    seen: BTreeSet<Input>,
    errors: Vec<ReadError>,
}

impl Found {
    fn push(&mut self, input: Input) {
        if self.seen.insert(input.clone()) {
            self.inputs.push(input);
        }
    }

    fn fail(&mut self, path: &Path, kind: ReadErrorKind) {
        self.errors
            .push(ReadError::new(path.display().to_string(), kind));
    }

    fn path(&mut self, path: &Path) {
        if path.is_dir() {
            self.folder(path);
        } else {
            self.push(Input::File(path.to_owned()));
        }
    }

    fn folder(&mut self, folder: &Path) {
        let (files, errors) = (self.inputs.len(), self.errors.len());
        let mut known = false;
        let visible = |entry: &walkdir::DirEntry| {
            entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
        };
        for entry in WalkDir::new(folder)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(visible)
        {
            match entry {
                Ok(entry) if entry.file_type().is_file() && is_article(entry.path()) => {
                    known = true;
                    self.push(Input::File(entry.into_path()));
                }
                Ok(entry) if entry.file_type().is_file() => {
                    if let Some(called) = document(&entry.file_name().to_string_lossy()) {
                        self.fail(entry.path(), ReadErrorKind::Document(called));
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    let words = error.to_string();
                    let error = error.into_io_error();
                    let error = error.unwrap_or_else(|| std::io::Error::other(words));
                    self.fail(&path, ReadErrorKind::Io(error));
                }
            }
        }
        if !known && self.inputs.len() == files && self.errors.len() == errors {
            self.fail(folder, ReadErrorKind::EmptyFolder);
        }
    }

    fn pattern(&mut self, pattern: &Path) {
        let paths = match glob::glob_with(&pattern.to_string_lossy(), VISIBLE) {
            Ok(paths) => paths,
            Err(error) => return self.fail(pattern, ReadErrorKind::Pattern(error.msg.to_owned())),
        };
        let mut any = false;
        for path in paths {
            any = true;
            match path {
                Ok(path) => self.path(&path),
                Err(error) => {
                    let path = error.path().to_owned();
                    self.fail(&path, ReadErrorKind::Io(error.into()));
                }
            }
        }
        if !any {
            self.fail(pattern, ReadErrorKind::NoMatch);
        }
    }
}

fn is_article(path: &Path) -> bool {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_ascii_lowercase();
    bare(&name)
        .rsplit_once('.')
        .is_some_and(|(_, ending)| EXTENSIONS.contains(&ending))
}

/// The path in the same folder whose name is most like that of `path`.
fn near(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let entries = std::fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let likeness = |other: &String| strsim::jaro_winkler(&name, &other.to_lowercase());
    let best = names
        .into_iter()
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(&best) > 0.85).then(|| {
        folder.map_or(best.clone(), |folder| {
            folder.join(&best).display().to_string()
        })
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::{Input, inputs};

    #[test]
    fn folders_and_patterns_give_their_files_once_and_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("deep")).unwrap();
        for name in [
            "b.txt",
            "a.html.gz",
            "deep/c.JSONL",
            "deep/picture.png",
            "deep/report.PDF",
            ".hidden.txt",
        ] {
            fs::write(at(name), "x").unwrap();
        }
        let (found, errors) = inputs(&[folder.path().to_owned(), at("*.txt"), PathBuf::from("-")]);
        let expected = ["a.html.gz", "b.txt", "deep/c.JSONL"].map(|name| Input::File(at(name)));
        let said = errors[0].to_string();
        assert!(
            said.ends_with(
                "report.PDF` is a PDF document, which is not read; save it as text or HTML"
            ),
            "{said}"
        );
        assert_eq!((found[..3].to_vec(), errors.len()), (expected.to_vec(), 1));
        assert_eq!(found[3..], [Input::Stdin]);
    }

    #[test]
    fn what_is_wrong_with_a_path_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("articles.jsonl"), "x").unwrap();
        fs::create_dir(at("none")).unwrap();
        let (found, errors) = inputs(&[
            at("article.jsonl"),
            at("zebra"),
            at("x*.txt"),
            at("none"),
            at("a["),
            PathBuf::from("ftp://news.example/storm"),
        ]);
        assert!(found.is_empty());
        let root = folder.path().display().to_string();
        let shown: Vec<String> = errors
            .iter()
            .map(|error| error.to_string().replace(&root, "~"))
            .collect();
        assert_eq!(
            shown,
            [
                "`~/article.jsonl` does not exist; did you mean `~/articles.jsonl`?",
                "`~/zebra` does not exist",
                "`~/x*.txt` fits no file",
                "`~/none` holds no articles; expected files that end in txt, md, markdown, html, htm, xhtml, json, jsonl, ndjson, csv, tsv, rss, atom, xml, warc, eml, mht, mhtml",
                "`~/a[` is not a valid pattern: invalid range pattern",
                "`ftp://news.example/storm` is no address that can be fetched; expected one that starts with `http://` or `https://`",
            ]
        );
    }
}

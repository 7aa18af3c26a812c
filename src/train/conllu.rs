//! CoNLL-U text → [`Tree`]s.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

use crate::analysis::Rel;
use crate::analysis::syntax::tags::TagPair;

/// Why a treebank could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ConlluError {
    /// The file cannot be read.
    #[error("cannot read `{path}`")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A line is not CoNLL-U.
    #[error("expected {expected} in line {line} of `{path}`")]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is missing.
        expected: &'static str,
    },
    /// What was found cannot be written.
    #[error("cannot write what was found")]
    Write(#[source] std::io::Error),
}

/// One word of a treebank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Leaf {
    /// As written.
    pub(crate) form: String,
    /// Dictionary form.
    pub(crate) lemma: String,
    /// Part of speech and tag; none where the label is unknown.
    pub(crate) tags: Option<TagPair>,
    /// The governing word, from 0; none for the root.
    pub(crate) head: Option<usize>,
    /// The relation to it.
    pub(crate) rel: Rel,
}

/// One sentence of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tree {
    /// The sentence as written.
    pub(crate) text: String,
    /// Whether a document or paragraph opens with it.
    pub(crate) opens: bool,
    /// Its words.
    pub(crate) leaves: Vec<Leaf>,
}

impl Tree {
    /// Returns the forms of all words.
    pub(crate) fn forms(&self) -> Vec<&str> {
        self.leaves.iter().map(|leaf| leaf.form.as_str()).collect()
    }
}

/// Reads the trees of a file, which may be packed with gzip.
pub(crate) fn read(path: &Path) -> Result<Vec<Tree>, ConlluError> {
    parse(&text_of(path)?).map_err(|(line, expected)| ConlluError::Line {
        path: path.to_owned(),
        line,
        expected,
    })
}

/// Reads the text of a file, which may be packed with gzip.
pub(super) fn text_of(path: &Path) -> Result<String, ConlluError> {
    let failed = |source| ConlluError::Read {
        path: path.to_owned(),
        source,
    };
    let mut file = File::open(path).map_err(failed)?;
    let mut text = String::new();
    if path.extension().is_some_and(|extension| extension == "gz") {
        MultiGzDecoder::new(file)
            .read_to_string(&mut text)
            .map_err(failed)?;
    } else {
        file.read_to_string(&mut text).map_err(failed)?;
    }
    Ok(text)
}

fn parse(text: &str) -> Result<Vec<Tree>, (usize, &'static str)> {
    let mut trees = Vec::new();
    let mut tree = Tree::default();
    for (number, line) in text.lines().enumerate() {
        if line.is_empty() {
            if !tree.leaves.is_empty() {
                trees.push(std::mem::take(&mut tree));
            }
        } else if let Some(comment) = line.strip_prefix('#') {
            let comment = comment.trim_start();
            tree.opens |= comment.starts_with("newdoc") || comment.starts_with("newpar");
            if let Some(sentence) = comment.strip_prefix("text = ") {
                sentence.clone_into(&mut tree.text);
            }
        } else if let Some(leaf) = leaf(line).map_err(|expected| (number + 1, expected))? {
            tree.leaves.push(leaf);
        }
    }
    if !tree.leaves.is_empty() {
        trees.push(tree);
    }
    Ok(trees)
}

/// Reads one word line; a range of words or an empty node gives none.
fn leaf(line: &str) -> Result<Option<Leaf>, &'static str> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, form, lemma, pos, tag, _, head, rel, ..] = columns.as_slice() else {
        return Err("eight columns");
    };
    if id.contains(['-', '.']) {
        return Ok(None);
    }
    let head: usize = head.parse().map_err(|_| "a number as head")?;
    let rel = Rel::from_text(rel)
        .or_else(|| Rel::from_text(rel.split(':').next()?))
        .ok_or("a known relation")?;
    Ok(Some(Leaf {
        form: (*form).to_owned(),
        lemma: (*lemma).to_owned(),
        tags: TagPair::from_text(pos, tag),
        head: head.checked_sub(1),
        rel,
    }))
}

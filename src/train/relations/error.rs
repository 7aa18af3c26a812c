//! What can be wrong with examples.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::train::ConlluError;

/// Why examples of relations cannot be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ExamplesError {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] ConlluError),
    /// A line is not as its layout wants it.
    #[error("{path}, line {line}: {reason}", path = path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// Predictions cannot be written.
    #[error("cannot write predictions: {0}")]
    Predictions(#[from] std::io::Error),
    /// The weights are of another version.
    #[error("{0} holds no weights of relations that this version can read")]
    Weights(PathBuf),
    /// Another program cannot be run.
    #[error("`{}` cannot run spaCy: {reason}", python.display())]
    Python {
        /// The program.
        python: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// The ontology cannot be read.
    #[error("cannot read the ontology {path}: {reason}", path = path.display())]
    Ontology {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
}

impl ExamplesError {
    pub(super) fn line(path: &Path, line: usize, reason: &impl ToString) -> Self {
        Self::Line {
            path: path.to_owned(),
            line,
            reason: reason.to_string(),
        }
    }
}

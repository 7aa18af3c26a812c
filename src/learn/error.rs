//! What can be wrong with examples to learn from.

use thiserror::Error;

/// Why nothing can be learned from a file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LearnError {
    /// A line is not as it should be.
    #[error("{file}:{line}: {reason}")]
    Line {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// A triple has a relation that the ontology does not know.
    #[error("{file}:{line}: no relation `{name}`{}", did_you_mean(near))]
    Relation {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The relation as written.
        name: String,
        /// The relations whose names resemble it most.
        near: Vec<String>,
    },
    /// There are no triples.
    #[error("`{file}` has no triples")]
    Empty {
        /// The file.
        file: String,
    },
}

fn did_you_mean(near: &[String]) -> String {
    if near.is_empty() {
        return String::new();
    }
    let near: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
    format!("; did you mean {}?", near.join(" or "))
}

impl LearnError {
    /// Returns what could be done about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Relation { .. } => {
                Some("`byline ontology --ontology FILE` lists the relations".to_owned())
            }
            Self::Line { .. } | Self::Empty { .. } => Some(
                "a line is: {\"sent\": \"Maya Chen sampled Barolo.\", \"triples\": \
                 [{\"sub\": \"Maya Chen\", \"rel\": \"tasted\", \"obj\": \"Barolo\"}]}"
                    .to_owned(),
            ),
        }
    }
}

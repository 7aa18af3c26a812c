//! Why something could not be done, with what was being done.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::article::ReadError;
use crate::graph::GraphError;
use crate::learn::LearnError;
use crate::ontology::{OntologyError, Problem, Reason};
use crate::query::QueryError;
use crate::store::StoreError;

/// Everything that can go wrong in this library.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// An input could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// An article could not become a graph.
    #[error("`{article}` cannot become a graph: {error}")]
    Graph {
        /// The name of the article's source.
        article: String,
        /// What is wrong with it.
        error: GraphError,
    },
    /// This program failed over an article.
    #[error("`{article}` cannot be understood: byline failed over it")]
    Broken {
        /// The name of the article's source.
        article: String,
    },
    /// The ontology has mistakes.
    #[error(transparent)]
    Ontology(#[from] OntologyError),
    /// Nothing can be learned from the examples.
    #[error(transparent)]
    Learn(#[from] LearnError),
    /// A question cannot be answered.
    #[error("{error}")]
    Query {
        /// The question.
        text: String,
        /// What is wrong with it.
        error: Box<QueryError>,
    },
    /// The store cannot do what was asked.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file that is no article cannot be read or written.
    #[error("cannot {doing} `{path}`: {error}")]
    File {
        /// What was being done: "read", "write".
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

impl Error {
    /// Returns what a user could do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Store(error) => error.hint(),
            Self::Query { text, error } => {
                let fix = error
                    .fix
                    .as_ref()
                    .map(|fix| format!("try: {}", fix.apply(text)));
                fix.or_else(|| error.help.first().cloned())
            }
            Self::Ontology(error) => {
                let unknown = |problem: &Problem| matches!(problem.reason, Reason::Unknown { .. });
                let hint = "`byline ontology` lists what is known";
                error.problems.iter().any(unknown).then(|| hint.to_owned())
            }
            Self::Learn(error) => error.hint(),
            Self::Broken { .. } => Some("please report it with the article".to_owned()),
            Self::Read(_) | Self::Graph { .. } | Self::File { .. } => None,
        }
    }

    /// Whether nothing more can be done after it, as when the disk is full; other errors stop one article.
    pub const fn is_fatal(&self) -> bool {
        matches!(self, Self::Store(_) | Self::Ontology(_) | Self::File { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::Error;
    use crate::store::StoreError;

    #[test]
    fn the_hint_is_that_of_the_cause() {
        let error = Error::from(StoreError::Missing("news".into()));
        assert_eq!(error.to_string(), "there is no store at `news`");
        assert_eq!(error.hint().unwrap(), "`byline add` makes one");
        assert!(error.is_fatal());
    }
}

//! What can be wrong with an ontology.

use std::fmt;

use thiserror::Error;

use super::example::ExampleError;
use super::notation::FrameError;

/// Everything that is wrong with the given Turtle; never empty.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub struct OntologyError {
    /// The problems, by file and line.
    pub problems: Vec<Problem>,
}

impl fmt::Display for OntologyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The name of the file.
    pub file: String,
    /// The line, counted from 1, as far as it can be found.
    pub line: Option<usize>,
    /// The column, counted from 1; known for mistakes in the Turtle alone.
    pub column: Option<usize>,
    /// What is wrong.
    pub reason: Reason,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        for part in [self.line, self.column].into_iter().flatten() {
            write!(f, ":{part}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// What is wrong. Terms are written as messages show them: `by:Organization`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Error)]
pub enum Reason {
    /// The text is not Turtle.
    #[error("not Turtle: {0}")]
    Syntax(String),
    /// A term has no label.
    #[error("`{term}` has no rdfs:label")]
    NoLabel {
        /// The term.
        term: String,
    },
    /// A term points to a class, relation, status … that is nowhere defined.
    #[error("`{term}`: no {kind} `{value}`{}", did_you_mean(near.as_deref()))]
    Unknown {
        /// The term whose description points there.
        term: String,
        /// What was expected: "class", "relation", "scope".
        kind: &'static str,
        /// What was written.
        value: String,
        /// What may have been meant.
        near: Option<String>,
    },
    /// A class is its own ancestor.
    #[error("`{term}` is a subclass of itself")]
    Circular {
        /// The class.
        term: String,
    },
    /// One name means two things.
    #[error("the name \"{name}\" means both `{first}` and `{second}`")]
    SameName {
        /// The name.
        name: String,
        /// One of the things.
        first: String,
        /// The other.
        second: String,
    },
    /// A wording frame cannot be read.
    #[error("`{term}`: frame \"{frame}\": {error}")]
    Frame {
        /// The relation.
        term: String,
        /// The frame as written.
        frame: String,
        /// Why it cannot be read.
        error: FrameError,
    },
    /// An example cannot be read.
    #[error("`{term}`: example \"{example}\": {error}")]
    Example {
        /// The relation.
        term: String,
        /// The example as written.
        example: String,
        /// Why it cannot be read.
        error: ExampleError,
    },
    /// A cue has no wording.
    #[error("`{term}` has no by:lemmas")]
    NoLemmas {
        /// The cue.
        term: String,
    },
}

fn did_you_mean(near: Option<&str>) -> String {
    near.map(|near| format!("; did you mean `{near}`?"))
        .unwrap_or_default()
}

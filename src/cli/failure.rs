//! Why a subcommand could not run → a message, a hint and an exit code.

use std::io::{self, ErrorKind, Write};
use std::path::Path;

use byline::Error;
use byline::store::StoreError;
use serde_json::{Value, json};

use super::streams::Streams;
use super::{COULD_NOT_RUN, DONE};

/// Why a subcommand could not run.
#[derive(Debug)]
pub(super) enum Failure {
    /// The library says so.
    Byline(Error),
    /// The library says so of a question that stands in a file or has another name.
    Question(String, Error),
    /// The arguments cannot be meant so.
    Usage {
        /// What is wrong.
        message: String,
        /// What could be meant.
        hint: Option<String>,
    },
    /// Writing to the output failed.
    Output(io::Error),
}

impl Failure {
    pub(super) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage {
            message: message.into(),
            hint: Some(hint.into()),
        }
    }

    pub(super) fn file(doing: &'static str, path: &Path, error: io::Error) -> Self {
        Self::Byline(Error::File {
            doing,
            path: path.to_owned(),
            error,
        })
    }

    /// Tells a program, on standard output, as JSON; returns the exit code.
    pub(super) fn report_json(self, streams: &mut Streams) -> Result<u8, Self> {
        let Some(value) = self.to_json() else {
            return Err(self);
        };
        super::tables::write_json(&json!({ "error": value }), streams)?;
        Ok(COULD_NOT_RUN)
    }

    /// Returns what a program is told; none where a person must be.
    pub(super) fn to_json(&self) -> Option<Value> {
        match self {
            Self::Byline(Error::Query { text, error })
            | Self::Question(_, Error::Query { text, error }) => Some(error.to_json(text)),
            Self::Byline(Error::Store(StoreError::Output(_)))
            | Self::Question(_, Error::Store(StoreError::Output(_)))
            | Self::Usage { .. }
            | Self::Output(_) => None,
            Self::Byline(error) | Self::Question(_, error) => {
                Some(json!({ "message": error.to_string(), "help": error.hint() }))
            }
        }
    }

    /// Tells the user; returns the exit code. A reader that has seen enough is no failure.
    pub(super) fn report(self, streams: &mut Streams) -> u8 {
        match self {
            Self::Output(error)
            | Self::Byline(Error::Store(StoreError::Output(error)))
            | Self::Question(_, Error::Store(StoreError::Output(error)))
                if error.kind() == ErrorKind::BrokenPipe =>
            {
                return DONE;
            }
            Self::Output(error) => {
                streams.error(&format!("cannot write the output: {error}"), None);
            }
            Self::Usage { message, hint } => streams.error(&message, hint.as_deref()),
            Self::Byline(Error::Query { text, error }) => question(streams, "query", &text, &error),
            Self::Question(name, Error::Query { text, error }) => {
                question(streams, &name, &text, &error);
            }
            Self::Byline(error) | Self::Question(_, error) => {
                streams.error(&error.to_string(), error.hint().as_deref());
            }
        }
        COULD_NOT_RUN
    }
}

fn question(streams: &mut Streams, name: &str, text: &str, error: &byline::query::QueryError) {
    let message = error.render(name, text, streams.colour_err);
    // Where the message cannot be written, nobody is there to read it.
    let _unread = streams.err.write_all(message.as_bytes());
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Byline(error.into())
    }
}

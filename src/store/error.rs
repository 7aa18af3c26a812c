//! What can go wrong with a store.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use oxigraph::sparql::QueryEvaluationError;
use oxigraph::store::StorageError;
use thiserror::Error;

/// Why a store cannot do what was asked.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The binary was built without the store on disk.
    #[error("this build keeps stores in memory only, so `{0}` cannot be opened")]
    NoDisk(PathBuf),
    /// There is no store.
    #[error("there is no store at `{0}`")]
    Missing(PathBuf),
    /// There is something else.
    #[error("`{0}` is not a store, and not an empty folder that could become one")]
    NotAStore(PathBuf),
    /// A later version of the program made it.
    #[error("store `{path}` has format {found}, and this version reads up to format {known}")]
    Newer {
        /// The store's folder.
        path: PathBuf,
        /// Its format.
        found: String,
        /// The latest format this program knows.
        known: u32,
    },
    /// Another process has it open.
    #[error("store `{0}` is in use by another process")]
    InUse(PathBuf),
    /// It was made with another base IRI.
    #[error("the store's data stand under `{recorded}`, not under `{asked}`")]
    OtherBase {
        /// The base that was recorded when the store was made.
        recorded: String,
        /// The base that was asked for.
        asked: String,
    },
    /// A base under which no IRIs can be made.
    #[error("`{0}` cannot be the base of IRIs: expected an absolute IRI that ends in `/` or `#`")]
    BadBase(String),
    /// The disk is full; what was acknowledged before is safe.
    #[error("no space is left for the store")]
    DiskFull,
    /// A file beside the database cannot be read or written.
    #[error("cannot access `{path}`: {source}")]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The database cannot be read or written.
    #[error("the database failed: {0}")]
    Database(#[source] StorageError),
    /// Nothing is known by that address, title or identifier.
    #[error("no article is known as `{text}`")]
    NoArticle {
        /// What was asked for.
        text: String,
        /// Titles that resemble it, the nearest first.
        near: Vec<String>,
    },
    /// Several articles fit.
    #[error("`{text}` fits {} articles: {}", candidates.len(), candidates.join(", "))]
    ManyArticles {
        /// What was asked for.
        text: String,
        /// The IRI and title of each.
        candidates: Vec<String>,
    },
    /// Something that this program does not let a query do.
    #[error("{what} at byte {at} is not allowed: {why}")]
    Refused {
        /// The word.
        what: String,
        /// Where it stands.
        at: usize,
        /// The reason.
        why: &'static str,
    },
    /// A query that is too large to be read safely.
    #[error("the query has {found} {what}, and at most {limit} are allowed")]
    TooLarge {
        /// What is counted.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How many may be.
        limit: usize,
    },
    /// A query that is no SPARQL.
    #[error("the query cannot be read: {0}")]
    Syntax(String),
    /// A query that fails while it runs.
    #[error("the query failed: {0}")]
    Evaluation(#[source] QueryEvaluationError),
    /// A query that took too long.
    #[error("the query took longer than {} s", .0.as_secs_f32())]
    TimedOut(Duration),
    /// A query that somebody stopped.
    #[error("the query was stopped")]
    Stopped,
    /// A server elsewhere cannot be asked, or refuses.
    #[error("cannot ask `{url}`: {message}")]
    Endpoint {
        /// The address of the server.
        url: String,
        /// What it says, or what happened on the way.
        message: String,
    },
    /// The thread that ran a query is gone.
    #[error("the query's thread ended without an answer")]
    Lost,
    /// An earlier version of an article that cannot be read back.
    #[error("an earlier version of the article cannot be read: {0}")]
    Archive(String),
    /// Writing an export failed.
    #[error("cannot write the export: {0}")]
    Output(#[source] io::Error),
}

impl StoreError {
    /// Returns what a user could do about it.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::NoDisk(_) => "use `:memory:`, or build with the feature `rocksdb`",
            Self::Missing(_) => "`byline add` makes one",
            Self::Newer { .. } => "use a newer version, or build the store anew from the articles",
            Self::InUse(_) => "wait for it to end, or use another store (`--store`)",
            Self::OtherBase { .. } => "leave the base out, or make another store",
            Self::DiskFull => {
                "free some space and run the same again; articles that were added stay added"
            }
            Self::NoArticle { near, .. } => {
                return near.first().map(|title| format!("did you mean `{title}`?"));
            }
            Self::ManyArticles { .. } => "give the whole IRI",
            Self::TimedOut(_) => "narrow the query or allow more time",
            _ => return None,
        };
        Some(hint.to_owned())
    }
}

impl From<StorageError> for StoreError {
    fn from(error: StorageError) -> Self {
        let full =
            matches!(&error, StorageError::Io(error) if error.kind() == io::ErrorKind::StorageFull);
        if full || error.to_string().contains("No space left on device") {
            Self::DiskFull
        } else {
            Self::Database(error)
        }
    }
}

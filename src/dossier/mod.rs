//! Dossier: a store and one of its things → all that is known of it, in order of status and time.

mod changes;
mod document;
mod read;
mod recorded;

use oxigraph::model::NamedNode;
use serde::Serialize;

pub use changes::{Change, Changes, changes};
pub use document::document;
pub(crate) use read::{Facts, facts_of};
pub use read::{claim, dossier, said_in};

/// All that is known of one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dossier {
    /// Its IRI.
    pub iri: String,
    /// Its label.
    pub label: String,
    /// The labels of its classes.
    pub types: Vec<String>,
    /// Its other names.
    pub names: Vec<String>,
    /// The same thing in other data sets.
    pub same_as: Vec<String>,
    /// What is recorded of it beside its text, where it is an article.
    pub metadata: Vec<Recorded>,
    /// What is claimed about it, by status from strongest to weakest, then by time.
    pub claims: Vec<Saying>,
    /// What it says itself about others, in the same order.
    pub says: Vec<Saying>,
    /// The articles that mention it, by time.
    pub articles: Vec<Appearance>,
}

/// One field of what is recorded of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recorded {
    /// The name of the field.
    pub field: String,
    /// What it says; things by their names.
    pub values: Vec<String>,
    /// Where it was read, where that is known.
    pub origin: Option<String>,
}

/// One claim, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Saying {
    /// The claim's IRI.
    pub claim: String,
    /// What is claimed.
    pub statement: String,
    /// The first part of the statement: what it is about.
    pub subject: String,
    /// The second: how it is related.
    pub relation: String,
    /// The third: to what.
    pub object: String,
    /// Its status.
    pub status: String,
    /// How sure the holder is.
    pub certainty: String,
    /// Whether the holder says that it does not hold.
    pub negative: bool,
    /// Whether others say the opposite.
    pub disputed: bool,
    /// Sum, dates, place and other qualifiers, each with its name.
    pub details: Vec<(String, String)>,
    /// On what it depends.
    pub condition: Option<String>,
    /// Who says so.
    pub by: String,
    /// What kind of source that is.
    pub source_kind: String,
    /// Who passed it on, nearest the reader last.
    pub relayed_by: Vec<String>,
    /// When it holds from, or else when it was said.
    pub when: Option<String>,
    /// The words that gave it its status and certainty.
    pub cues: Vec<String>,
    /// The exact words.
    pub quote: String,
    /// The first code point of the quote in the article's text.
    pub quote_start: usize,
    /// The code point behind it.
    pub quote_end: usize,
    /// Where it is written.
    pub article: Appearance,
}

/// An article in which something appears.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Appearance {
    /// When it was published.
    pub published: Option<String>,
    /// Its publisher.
    pub publisher: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its IRI.
    pub article: String,
}

impl Dossier {
    /// Returns the IRI as a node.
    pub fn node(&self) -> NamedNode {
        NamedNode::new_unchecked(&self.iri)
    }
}

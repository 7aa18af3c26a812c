//! What a reader hands on: an article as its publisher meant it.

use std::collections::BTreeMap;

use super::{Field, Origin};
use crate::text::BlockKind;

/// One article as read, before cleaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// What is known about it.
    pub metadata: Metadata,
    /// Its body in reading order; the headline is not part of it.
    pub body: Vec<Part>,
}

/// One part of an article's body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: BlockKind,
    /// Its words, as written.
    pub text: String,
}

/// What is known about an article. Dates are ISO 8601 text of native precision (`2024`, `2024-03`, `2024-03-15`, `2024-03-15T10:00:00Z`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// A short name of where it was read from (a file's name without its folder), for identity and messages.
    pub source_name: String,
    /// The address that it was fetched from.
    pub fetched_from: Option<String>,
    /// Its canonical address.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it, one name each, without "By".
    pub authors: Vec<String>,
    /// Names that the page's structured data give to organisations, among them those that sign it.
    pub organisations: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The agency that its text comes from, where a byline or a dateline names one.
    pub agency: Option<String>,
    /// When it was first published.
    pub published: Option<String>,
    /// When it was last changed.
    pub modified: Option<String>,
    /// The section or topic it stands under.
    pub section: Option<String>,
    /// Its keywords.
    pub keywords: Vec<String>,
    /// BCP 47 language tag, as declared or detected.
    pub language: Option<String>,
    /// The publisher's one-paragraph description.
    pub description: Option<String>,
    /// The publisher's own summary, one point each.
    pub abstract_points: Vec<String>,
    /// Reading time in minutes as the publisher states it.
    pub reading_minutes: Option<u32>,
    /// Where each of these was read.
    pub origins: BTreeMap<Field, Origin>,
}

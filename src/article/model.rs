//! What a reader hands on: an article as its publisher meant it.

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
    /// Its canonical address.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it, one name each, without "By".
    pub authors: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
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
}

impl Metadata {
    /// Takes from `other` what is not known here.
    pub fn fill(&mut self, other: &Self) {
        let fill = |own: &mut Option<String>, other: &Option<String>| {
            if own.is_none() {
                own.clone_from(other);
            }
        };
        fill(&mut self.url, &other.url);
        fill(&mut self.title, &other.title);
        fill(&mut self.publisher, &other.publisher);
        fill(&mut self.published, &other.published);
        fill(&mut self.modified, &other.modified);
        fill(&mut self.section, &other.section);
        fill(&mut self.language, &other.language);
        fill(&mut self.description, &other.description);
        if self.authors.is_empty() {
            self.authors.clone_from(&other.authors);
        }
        if self.keywords.is_empty() {
            self.keywords.clone_from(&other.keywords);
        }
    }
}

//! Where each thing that is known of an article was read, and whom to believe where two places differ.

use std::collections::BTreeMap;

use super::{Metadata, organisations};

/// One thing that is known of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Its title.
    Title,
    /// When it was first published.
    Published,
    /// When it was last changed.
    Modified,
    /// Who wrote it.
    Authors,
    /// Who published it.
    Publisher,
    /// The agency that its text comes from.
    Agency,
    /// Its canonical address.
    Url,
    /// Its language.
    Language,
    /// The section it stands under.
    Section,
    /// Its keywords.
    Keywords,
    /// The publisher's description.
    Description,
    /// The publisher's own summary.
    Summary,
    /// Its reading time.
    ReadingTime,
}

/// A place where something is said of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// A field of a JSON record, or a column of a table.
    Record,
    /// `key: value` lines before a Markdown or plain text, or the head of a mail.
    Header,
    /// JSON-LD in the page.
    JsonLd,
    /// Microdata in the page.
    Microdata,
    /// OpenGraph in the page's head.
    OpenGraph,
    /// Another meta tag.
    MetaTag,
    /// `<link rel="canonical">`.
    Canonical,
    /// The `lang` of the page.
    LangAttribute,
    /// The top heading.
    Heading,
    /// `<title>`.
    TitleElement,
    /// A `<time>`, or an element that its class calls a date.
    TimeElement,
    /// The lines that say who wrote it, and when.
    Byline,
    /// The words before a report's first sentence.
    Dateline,
    /// The words of the article.
    Text,
    /// The address of the article.
    Address,
    /// The feed that led to it.
    Feed,
    /// The user.
    Told,
}

impl Field {
    /// All fields, in the order in which they are written.
    pub const ALL: [Self; 13] = [
        Self::Title,
        Self::Published,
        Self::Modified,
        Self::Authors,
        Self::Publisher,
        Self::Agency,
        Self::Url,
        Self::Language,
        Self::Section,
        Self::Keywords,
        Self::Description,
        Self::Summary,
        Self::ReadingTime,
    ];

    /// Returns the name, as the ontology labels it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Published => "published",
            Self::Modified => "modified",
            Self::Authors => "author",
            Self::Publisher => "publisher",
            Self::Agency => "agency",
            Self::Url => "url",
            Self::Language => "language",
            Self::Section => "section",
            Self::Keywords => "keyword",
            Self::Description => "description",
            Self::Summary => "summary",
            Self::ReadingTime => "reading time",
        }
    }

    /// Returns whom to believe about it, the surest first, where a page says it more than once.
    ///
    /// A record outweighs the page that it holds, and what the page says outweighs a feed and the user:
    /// each of those only fills what is lacking.
    pub(super) const fn order(self) -> &'static [Origin] {
        use Origin::{
            Address, Byline, Canonical, Heading, JsonLd, LangAttribute, MetaTag, Microdata,
            OpenGraph, TimeElement, TitleElement,
        };
        match self {
            // Heads abridge titles for search engines; a heading is only found where it agrees with them.
            Self::Title => &[Heading, JsonLd, Microdata, OpenGraph, MetaTag, TitleElement],
            Self::Published => &[
                JsonLd,
                Microdata,
                OpenGraph,
                MetaTag,
                Byline,
                TimeElement,
                Address,
            ],
            // `article:author` is mostly the address of a profile.
            Self::Authors => &[JsonLd, Microdata, MetaTag, OpenGraph, Byline],
            // Structured data name the company, `og:site_name` the paper that readers know.
            Self::Publisher => &[OpenGraph, JsonLd, Microdata, MetaTag],
            Self::Url => &[Canonical, JsonLd, Microdata, OpenGraph, MetaTag],
            Self::Language => &[LangAttribute, JsonLd, Microdata, MetaTag, OpenGraph],
            Self::Description => &[JsonLd, Microdata, MetaTag, OpenGraph],
            Self::Modified
            | Self::Section
            | Self::Keywords
            | Self::Agency
            | Self::Summary
            | Self::ReadingTime => &[JsonLd, Microdata, OpenGraph, MetaTag],
        }
    }
}

impl Origin {
    /// Returns the name that people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Header => "header",
            Self::JsonLd => "JSON-LD",
            Self::Microdata => "microdata",
            Self::OpenGraph => "OpenGraph",
            Self::MetaTag => "meta tag",
            Self::Canonical => "canonical link",
            Self::LangAttribute => "lang attribute",
            Self::Heading => "heading",
            Self::TitleElement => "title element",
            Self::TimeElement => "time element",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Text => "text",
            Self::Address => "address",
            Self::Feed => "feed",
            Self::Told => "told",
        }
    }
}

/// The place of one field in the metadata.
enum Slot<'a> {
    One(&'a mut Option<String>),
    Many(&'a mut Vec<String>),
    Number(&'a mut Option<u32>),
}

impl Metadata {
    /// Whether a name is that of an organisation, as the page says or as its words tell.
    pub fn is_organisation(&self, name: &str) -> bool {
        organisations::is_organisation(name)
            || self
                .organisations
                .iter()
                .any(|known| organisations::same(known, name))
    }

    /// Takes from `other` what is not known here, from where it was read, or else from `origin`.
    pub fn fill(&mut self, mut other: Self, origin: Origin) {
        self.organisations.append(&mut other.organisations);
        for field in Field::ALL {
            self.take(field, &mut other, origin);
        }
    }

    /// Takes one field out of `other` if it is not known here.
    pub(super) fn take(&mut self, field: Field, other: &mut Self, origin: Origin) {
        if self.knows(field) || !other.knows(field) {
            return;
        }
        let origin = other.origins.remove(&field).unwrap_or(origin);
        self.origins.insert(field, origin);
        match (self.slot(field), other.slot(field)) {
            (Slot::One(own), Slot::One(other)) => std::mem::swap(own, other),
            (Slot::Many(own), Slot::Many(other)) => std::mem::swap(own, other),
            (Slot::Number(own), Slot::Number(other)) => std::mem::swap(own, other),
            _ => {}
        }
    }

    /// Whether a field says anything.
    pub fn knows(&self, field: Field) -> bool {
        match field {
            Field::Title => self.title.is_some(),
            Field::Published => self.published.is_some(),
            Field::Modified => self.modified.is_some(),
            Field::Authors => !self.authors.is_empty(),
            Field::Publisher => self.publisher.is_some(),
            Field::Agency => self.agency.is_some(),
            Field::Url => self.url.is_some(),
            Field::Language => self.language.is_some(),
            Field::Section => self.section.is_some(),
            Field::Keywords => !self.keywords.is_empty(),
            Field::Description => self.description.is_some(),
            Field::Summary => !self.abstract_points.is_empty(),
            Field::ReadingTime => self.reading_minutes.is_some(),
        }
    }

    /// Says of all that is known but not yet from where that it was read at `origin`, and forgets where nothing is left.
    pub(crate) fn came_from(&mut self, origin: Origin) {
        let mut origins: BTreeMap<Field, Origin> = std::mem::take(&mut self.origins);
        origins.retain(|field, _| self.knows(*field));
        for field in Field::ALL {
            if self.knows(field) {
                origins.entry(field).or_insert(origin);
            }
        }
        self.origins = origins;
    }

    fn slot(&mut self, field: Field) -> Slot<'_> {
        match field {
            Field::Title => Slot::One(&mut self.title),
            Field::Published => Slot::One(&mut self.published),
            Field::Modified => Slot::One(&mut self.modified),
            Field::Authors => Slot::Many(&mut self.authors),
            Field::Publisher => Slot::One(&mut self.publisher),
            Field::Agency => Slot::One(&mut self.agency),
            Field::Url => Slot::One(&mut self.url),
            Field::Language => Slot::One(&mut self.language),
            Field::Section => Slot::One(&mut self.section),
            Field::Keywords => Slot::Many(&mut self.keywords),
            Field::Description => Slot::One(&mut self.description),
            Field::Summary => Slot::Many(&mut self.abstract_points),
            Field::ReadingTime => Slot::Number(&mut self.reading_minutes),
        }
    }
}

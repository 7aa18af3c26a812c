//! What resolution hands to the graph: things and claims about them, free of positions in the token list.

use std::collections::BTreeMap;

use oxigraph::model::{Literal, NamedNode};

use crate::article::Metadata;
use crate::text::Span;

/// One article, ready to become quads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolved {
    /// What is known about the article.
    pub metadata: Metadata,
    /// The stored text; spans are byte offsets into it.
    pub text: String,
    /// The things it speaks of; claims point into this list.
    pub entities: Vec<Entity>,
    /// The thing that published the article.
    pub publisher: usize,
    /// The people (or bodies) that wrote it.
    pub authors: Vec<usize>,
    /// The agency that its text comes from.
    pub agency: Option<usize>,
    /// What is claimed.
    pub claims: Vec<Claim>,
}

/// One article as resolved, with what became of each part of its analysis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traced {
    /// The article.
    pub resolved: Resolved,
    /// For each mention of the analysis the thing it stands for: an index into [`Resolved::entities`].
    pub mentions: Vec<Option<usize>>,
    /// For each statement the claim it became: an index into [`Resolved::claims`].
    pub statements: Vec<Option<usize>>,
}

/// A thing, as this article knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entity {
    /// Broad type as it stands in the IRI: "organization".
    pub segment: String,
    /// Canonical name as it stands in the IRI: "amazon-web-services"; an unnamed thing carries its article's key.
    pub slug: String,
    /// Preferred name; other articles with the same thing give the same.
    pub label: String,
    /// Most specific classes.
    pub classes: Vec<NamedNode>,
    /// Every name this article uses for it, with how often; a known name's aliases are added with 0.
    pub names: BTreeMap<String, u32>,
    /// The same thing in other data sets.
    pub same_as: Vec<NamedNode>,
    /// Whether the article's words mention it (an author or publisher may stand in the metadata alone).
    pub mentioned: bool,
}

/// One holder's stance towards one proposition.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// An index into [`Resolved::entities`].
    pub subject: usize,
    /// A relation of the ontology, or an [open](crate::ontology::open) one.
    pub relation: NamedNode,
    /// What it leads to.
    pub object: Object,
    /// Amount, dates, place …, by property; sorted.
    pub qualifiers: Vec<(NamedNode, Object)>,
    /// `by:confirmed` … `by:denied`.
    pub status: NamedNode,
    /// `by:certain`, `by:probable`, `by:possible`, `by:unknown`.
    pub certainty: NamedNode,
    /// `by:positive`, `by:negative`.
    pub polarity: NamedNode,
    /// Who says so: an index into [`Resolved::entities`].
    pub holder: usize,
    /// Who passed it on, nearest the reader last.
    pub relayed_by: Vec<usize>,
    /// `by:authorVoice`, `by:namedPerson` ….
    pub source_kind: NamedNode,
    /// The words that gave the claim its stance, as written.
    pub cues: Vec<String>,
    /// What it depends on.
    pub condition: Option<Condition>,
    /// Where it is written.
    pub quote: Span,
}

/// The object of a claim or the value of a qualifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Object {
    /// An index into [`Resolved::entities`].
    Entity(usize),
    /// A value.
    Literal(Literal),
    /// A word of one of the ontology's closed schemes.
    Word(NamedNode),
}

/// A proposition on which a claim depends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Its words, as written.
    pub text: String,
    /// The same as a triple, where the article's words are understood so far.
    pub triple: Option<(usize, NamedNode, Object)>,
}

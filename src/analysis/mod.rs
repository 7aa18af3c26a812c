//! Analyse: [`Document`] → [`Analysis`] (words with tags and heads, mentions, values).

mod binary;
mod bodies;
pub(crate) mod lists;
mod mentions;
mod model;
pub(crate) mod syntax;
mod values;

use crate::ontology::Ontology;
use crate::text::{Document, Span};

pub(crate) use bodies::body_of_place;
pub use mentions::{NameFinder, mentions};
pub(crate) use mentions::{is_business, is_royal};
pub(crate) use model::dependents;
pub use model::{
    Analysis, Bound, DateValue, Mention, MentionKind, Money, NameType, Pos, Rel, Value, ValueKind,
    Word,
};
pub(crate) use syntax::is_frequent;
pub use syntax::syntax;
pub(crate) use values::bound_before;
pub use values::values;

/// The models and what an ontology adds to them, ready to analyse documents.
#[derive(Debug)]
pub struct Analyser {
    names: NameFinder,
}

impl Analyser {
    /// Prepares the names and nouns of `ontology`.
    pub fn new(ontology: &Ontology) -> Self {
        Self {
            names: NameFinder::new(ontology),
        }
    }

    /// Analyses a document.
    pub fn analyse(&self, document: Document) -> Analysis {
        let words = syntax(&document);
        let mut mentions = self.names.mentions(&document, &words);
        let values = values(&document, &words);
        // The "C$" of a sum is no name.
        let in_sum = |span: Span| {
            let mut sums = values.iter().filter(|value| value.is_sum());
            sums.any(|sum| sum.span.start <= span.start && span.end <= sum.span.end)
        };
        mentions.retain(|mention| mention.kind != MentionKind::Name || !in_sum(mention.span));
        if !document.is_read() {
            mentions.retain(|mention| mention.known.is_some());
        }
        Analysis {
            document,
            words,
            mentions,
            values,
        }
    }
}

//! What questions are put to: a store here, or a server elsewhere.

use std::collections::BTreeSet;

use oxigraph::sparql::CancellationToken;

use super::{Answer, Limits, Store, StoreError};
use crate::ontology::Ontology;
use crate::ontology::names::NameIndex;
use crate::render::turtle::Prefixes;

/// Something that finds names and answers queries.
pub trait Source: NameIndex {
    /// Returns the ontology that questions are read with.
    fn ontology(&self) -> &Ontology;
    /// Returns the base of the data's IRIs.
    fn base(&self) -> &str;
    /// Whether accepted facts stand as plain triples.
    fn has_facts(&self) -> bool;
    /// Answers a query, which is also at hand as `text`, until `stop` is given.
    fn answer(
        &self,
        query: &spargebra::Query,
        text: &dyn Fn() -> String,
        limits: Limits,
        stop: &CancellationToken,
    ) -> Result<Answer, StoreError>;

    /// Returns what went wrong while names were looked up, for which the look-up has no words.
    fn failure(&self) -> Option<StoreError> {
        None
    }

    /// Returns the prefixes that shorten its IRIs.
    fn prefixes(&self) -> Prefixes {
        let classes = self.ontology().classes.values();
        let kinds: BTreeSet<&str> = classes
            .filter_map(|class| class.segment.as_deref())
            .chain(["article", "claim", "mention", "proposition"])
            .collect();
        Prefixes::vocabularies().with_data(self.base(), kinds)
    }
}

impl Source for Store {
    fn ontology(&self) -> &Ontology {
        Self::ontology(self)
    }

    fn base(&self) -> &str {
        Self::base(self)
    }

    fn has_facts(&self) -> bool {
        true
    }

    fn answer(
        &self,
        query: &spargebra::Query,
        _text: &dyn Fn() -> String,
        limits: Limits,
        stop: &CancellationToken,
    ) -> Result<Answer, StoreError> {
        self.query_until(query.clone(), limits, stop)
    }
}

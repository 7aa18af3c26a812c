//! What questions are put to: a store here, or a server elsewhere.

use std::collections::BTreeSet;

use oxigraph::sparql::CancellationToken;

use super::{Answer, Limits, Store, StoreError, Taker};
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

    /// Answers a query in parts, so that no more than one of them need be held; returns whether nothing was left out.
    fn answer_in_parts(
        &self,
        query: &spargebra::Query,
        text: &dyn Fn() -> String,
        limits: Limits,
        stop: &CancellationToken,
        each: &mut Taker<'_>,
    ) -> Result<bool, StoreError> {
        let answer = self.answer(query, text, limits, stop)?;
        let all = match &answer {
            Answer::Boolean(_) => true,
            Answer::Rows { complete, .. } | Answer::Graph { complete, .. } => *complete,
        };
        each(answer).map(|()| all)
    }

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
        text: &dyn Fn() -> String,
        limits: Limits,
        stop: &CancellationToken,
    ) -> Result<Answer, StoreError> {
        Answer::collect(|each| self.answer_in_parts(query, text, limits, stop, each))
    }

    fn answer_in_parts(
        &self,
        query: &spargebra::Query,
        _text: &dyn Fn() -> String,
        limits: Limits,
        stop: &CancellationToken,
        each: &mut Taker<'_>,
    ) -> Result<bool, StoreError> {
        self.query_until(query.clone(), limits, stop, each)
    }
}

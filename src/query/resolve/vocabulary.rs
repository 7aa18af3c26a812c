//! The names that an ontology has for each place in a question.

use super::lookup;
use super::suggest::relation_names;
use crate::ontology::{Ontology, vocab};

/// The names of an ontology.
#[derive(Clone, Copy)]
pub(in crate::query) struct Vocabulary<'o>(pub(in crate::query) &'o Ontology);

impl Vocabulary<'_> {
    /// Returns every relation, those first that a subject of this class may have.
    pub(in crate::query) fn relations(&self, subject: &str) -> Vec<String> {
        let class = lookup::class(self.0, subject.split('@').next().unwrap_or_default());
        let fits = |property: &lookup::Property<'_>| {
            class.is_none_or(|class| lookup::may_be(self.0, &class.iri, property.domain))
        };
        let mut fitting: Vec<String> = lookup::properties(self.0)
            .filter(|property| fits(property))
            .map(|property| property.label.to_owned())
            .collect();
        fitting.sort();
        let mut rest = relation_names(self.0);
        rest.extend(["linked", "relation"].map(str::to_owned));
        rest.sort();
        fitting.extend(rest);
        fitting
    }

    /// Returns what can be read behind a dot.
    pub(in crate::query) fn properties(&self) -> Vec<String> {
        let mut all = relation_names(self.0);
        all.extend(["year", "month", "day"].map(str::to_owned));
        all.sort();
        all
    }

    /// Returns what brackets can speak of.
    pub(in crate::query) fn qualifiers(&self) -> Vec<String> {
        let mut all: Vec<String> = lookup::properties(self.0)
            .filter(|property| !property.claimable && property.qualifies())
            .map(|property| property.label.to_owned())
            .chain(["when".to_owned()])
            .collect();
        all.sort();
        all
    }

    /// Returns the words for how sure a claim is.
    pub(in crate::query) fn statuses(&self) -> Vec<String> {
        let statuses = self.0.statuses.iter().map(|status| status.label.clone());
        statuses
            .chain(["asserted", "any"].map(str::to_owned))
            .collect()
    }

    /// Returns every class but those that only the graph itself needs.
    pub(in crate::query) fn classes(&self) -> Vec<String> {
        let inner = [vocab::PROPOSITION, vocab::MENTION, vocab::RELATION];
        let classes = self.0.classes.values();
        let mut all: Vec<String> = classes
            .filter(|class| !inner.contains(&class.iri.as_ref()))
            .map(|class| class.label.clone())
            .collect();
        all.sort();
        all
    }
}

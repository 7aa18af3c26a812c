//! Things: every mention of one → its description in the view.

use std::collections::BTreeSet;

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term, Triple};

use super::Rules;
use super::facts::MentionFacts;
use crate::ontology::{names, vocab};

/// What the view says of a thing itself.
pub(crate) const MANAGED: &[NamedNodeRef<'_>] = &[
    rdf::TYPE,
    rdfs::LABEL,
    vocab::ALT_LABEL,
    vocab::NAME_KEY,
    vocab::SAME_AS,
];

/// What is known of one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct EntityState {
    preferred: BTreeSet<String>,
    names: BTreeSet<String>,
    types: BTreeSet<NamedNode>,
    same_as: BTreeSet<NamedNode>,
}

impl EntityState {
    /// Reads back what the view says of a thing.
    pub(super) fn from_view(triples: &[Triple]) -> Self {
        let mut state = Self::default();
        for triple in triples {
            match &triple.object {
                Term::Literal(label) if triple.predicate == rdfs::LABEL => {
                    state.preferred.insert(label.value().to_owned());
                }
                Term::Literal(label) if triple.predicate == vocab::ALT_LABEL => {
                    state.names.insert(label.value().to_owned());
                }
                Term::NamedNode(class) if triple.predicate == rdf::TYPE => {
                    state.types.insert(class.clone());
                }
                Term::NamedNode(same) if triple.predicate == vocab::SAME_AS => {
                    state.same_as.insert(same.clone());
                }
                _ => {}
            }
        }
        state
    }

    /// Takes in one more mention.
    pub(super) fn add(&mut self, mention: &MentionFacts) {
        let names = if mention.preferred {
            &mut self.preferred
        } else {
            &mut self.names
        };
        names.insert(mention.name.clone());
        self.types.extend(mention.types.iter().cloned());
        self.same_as.extend(mention.same_as.iter().cloned());
    }

    /// Returns the one label: the smallest of the preferred names.
    pub(super) fn label(&self) -> Option<&str> {
        self.preferred
            .first()
            .or_else(|| self.names.first())
            .map(String::as_str)
    }

    /// Returns the description of `entity`, nothing where nobody mentions it.
    pub(super) fn triples(&self, entity: &NamedNode, rules: &Rules) -> Vec<Triple> {
        let Some(label) = self.label() else {
            return Vec::new();
        };
        let text = |predicate: NamedNodeRef<'_>, text: &str| {
            Triple::new(
                entity.clone(),
                predicate.into_owned(),
                Literal::new_simple_literal(text),
            )
        };
        let mut triples = vec![text(rdfs::LABEL, label)];
        let all: BTreeSet<&str> = self
            .preferred
            .iter()
            .chain(&self.names)
            .map(String::as_str)
            .collect();
        triples.extend(
            all.iter()
                .filter(|name| **name != label)
                .map(|name| text(vocab::ALT_LABEL, name)),
        );
        let keys: BTreeSet<String> = all.iter().map(|name| names::fold(name)).collect();
        triples.extend(keys.iter().map(|key| text(vocab::NAME_KEY, key)));
        for class in rules.most_specific(&self.types) {
            triples.push(Triple::new(entity.clone(), rdf::TYPE.into_owned(), class));
        }
        for same in &self.same_as {
            triples.push(Triple::new(
                entity.clone(),
                vocab::SAME_AS.into_owned(),
                same.clone(),
            ));
        }
        triples
    }
}

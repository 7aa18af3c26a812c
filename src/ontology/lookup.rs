//! Questions to an [`Ontology`]: what is a special case of what, and what a name means.

use std::sync::Arc;

use oxigraph::model::{NamedNode, NamedNodeRef};

use super::model::{Class, Ontology, Property, Relation, SchemeValue, Status};
use super::names::folds_to;
use super::{schema, vocab};
use crate::analysis::NameType;
use crate::relation::Weights;

/// The broad types, by class.
const BROAD: &[(NamedNodeRef<'static>, NameType)] = &[
    (vocab::PERSON, NameType::Person),
    (vocab::ORGANIZATION, NameType::Organization),
    (vocab::PLACE, NameType::Place),
    (vocab::PRODUCT, NameType::Product),
    (vocab::WORK, NameType::Work),
    (vocab::EVENT, NameType::Event),
    (vocab::GROUP, NameType::Group),
];

impl Ontology {
    /// Whether a class is another or a special case of it.
    pub fn is_a(&self, class: &NamedNode, ancestor: &NamedNode) -> bool {
        class == ancestor || self.ancestors(class).contains(&ancestor)
    }

    /// Returns a class and every class it is a special case of, nearest first, each once.
    pub fn ancestors<'a>(&'a self, class: &'a NamedNode) -> Vec<&'a NamedNode> {
        closure(class, |iri| {
            self.classes
                .get(iri)
                .map_or(&[][..], |class| &class.parents)
        })
    }

    /// Returns a class and its special cases, sorted by IRI.
    pub fn subclasses(&self, class: &NamedNode) -> Vec<NamedNode> {
        self.below(class)
    }

    /// Returns a relation and its special cases, sorted by IRI.
    pub fn sub_relations(&self, relation: &NamedNode) -> Vec<NamedNode> {
        self.below(relation)
    }

    fn below(&self, term: &NamedNode) -> Vec<NamedNode> {
        let known = self.index.of(self).below.get(term);
        known.cloned().unwrap_or_else(|| vec![term.clone()])
    }

    /// Returns a relation and every relation it is a special case of, nearest first, each once.
    pub(super) fn implied<'a>(&'a self, relation: &'a NamedNode) -> Vec<&'a NamedNode> {
        closure(relation, |iri| {
            self.relations
                .get(iri)
                .map_or(&[][..], |relation| &relation.parents)
        })
    }

    /// Returns the relations that are declared the inverse of one.
    pub(crate) fn inverses_of(&self, relation: &NamedNode) -> &[NamedNode] {
        let known = self.index.of(self).inverses.get(relation);
        known.map_or(&[], Vec::as_slice)
    }

    /// Adds learned weights, of which every class is the IRI of a relation; `false` where the bytes are not such.
    pub fn add_weights(&mut self, bytes: &[u8]) -> bool {
        let weights = Weights::read(bytes).map(Weights::into_owned);
        let found = weights.is_some();
        self.weights.extend(weights.map(Arc::new));
        found
    }

    /// Returns this ontology without the example sentences of its relations, so that only those of what joins it are left.
    pub fn without_examples(&self) -> Self {
        let mut bare = self.clone();
        for relation in bare.relations.values_mut() {
            relation.examples.clear();
        }
        bare
    }

    /// Returns the broad type that stands in the IRIs of a class's members: "organization".
    pub fn segment(&self, class: &NamedNode) -> &str {
        self.ancestors(class)
            .into_iter()
            .find_map(|iri| self.classes.get(iri)?.segment.as_deref())
            .unwrap_or("thing")
    }

    /// Returns the broad type of a class's members; none for agreements, articles and the like.
    pub fn name_type(&self, class: &NamedNode) -> Option<NameType> {
        self.ancestors(class).into_iter().find_map(|iri| {
            BROAD
                .iter()
                .find(|(broad, _)| *broad == iri.as_ref())
                .map(|(_, name_type)| *name_type)
        })
    }

    /// Returns the class of a broad type.
    pub fn broad(&self, name_type: NameType) -> NamedNode {
        BROAD
            .iter()
            .find(|(_, of)| *of == name_type)
            .map_or(vocab::THING, |(class, _)| *class)
            .into_owned()
    }

    /// Whether something of these classes may stand where one of `allowed` is asked for; anything may where nothing is asked.
    pub fn fits(&self, classes: &[NamedNode], allowed: &[NamedNode]) -> bool {
        allowed.is_empty()
            || allowed.iter().any(|allowed| {
                allowed.as_ref() == vocab::THING
                    || classes.iter().any(|class| self.is_a(class, allowed))
            })
    }

    /// Whether something known to be of `class` may turn out to be one of `allowed`, being more special than is known.
    pub fn may_be(&self, class: &NamedNode, allowed: &[NamedNode]) -> bool {
        allowed.iter().any(|allowed| self.is_a(allowed, class))
    }

    /// Returns the classes that a folded name may mean, by whichever of their names, in the order of IRIs.
    pub fn classes_named<'a>(&'a self, key: &str) -> impl Iterator<Item = &'a Class> + use<'a> {
        let found = self.index.of(self).classes.get(key);
        found
            .into_iter()
            .flatten()
            .filter_map(|iri| self.classes.get(iri))
    }

    /// Returns the relations that a folded name may mean, read forwards or backwards, in the order of IRIs.
    pub fn relations_named<'a>(
        &'a self,
        key: &str,
    ) -> impl Iterator<Item = &'a Relation> + use<'a> {
        let found = self.index.of(self).relations.get(key);
        found
            .into_iter()
            .flatten()
            .filter_map(|iri| self.relations.get(iri))
    }

    /// Returns the recorded properties and qualifiers that a folded name may mean, in the order of IRIs.
    pub fn properties_named<'a>(
        &'a self,
        key: &str,
    ) -> impl Iterator<Item = &'a Property> + use<'a> {
        let found = self.index.of(self).properties.get(key);
        found
            .into_iter()
            .flatten()
            .filter_map(|iri| self.properties.get(iri))
    }

    /// Returns the word of the status scheme that a folded name means.
    pub fn status_named(&self, key: &str) -> Option<&Status> {
        let mut statuses = self.statuses.iter();
        let by_label = statuses
            .clone()
            .find(|status| is_named(&status.iri, &status.label, key));
        by_label.or_else(|| statuses.find(|status| is_among(&status.alt_labels, key)))
    }

    /// Returns the word of a scheme (`by:Certainty`, `by:SourceKind` …) that a folded name means.
    pub fn value_named(&self, scheme: NamedNodeRef<'_>, key: &str) -> Option<&SchemeValue> {
        let values = || self.values.iter().filter(|value| value.scheme == scheme);
        values()
            .find(|value| is_named(&value.iri, &value.label, key))
            .or_else(|| values().find(|value| is_among(&value.alt_labels, key)))
    }
}

impl Property {
    /// Whether it describes claims.
    pub fn is_qualifier(&self) -> bool {
        self.domain
            .iter()
            .any(|class| class.as_ref() == vocab::CLAIM)
    }
}

/// Walks from a term to everything above it, nearest first.
fn closure<'a>(
    start: &'a NamedNode,
    parents: impl Fn(&NamedNode) -> &'a [NamedNode],
) -> Vec<&'a NamedNode> {
    let mut found = vec![start];
    let mut next = 0;
    while let Some(term) = found.get(next).copied() {
        next += 1;
        for parent in parents(term) {
            if !found.contains(&parent) {
                found.push(parent);
            }
        }
    }
    found
}

fn is_named(iri: &NamedNode, label: &str, key: &str) -> bool {
    folds_to(label, key) || folds_to(schema::local_name(iri.as_str()), key)
}

fn is_among(names: &[String], key: &str) -> bool {
    names.iter().any(|name| folds_to(name, key))
}

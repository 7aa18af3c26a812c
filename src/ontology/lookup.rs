//! Questions to an [`Ontology`]: what is a special case of what, and what a name means.

use std::collections::BTreeSet;

use oxigraph::model::{NamedNode, NamedNodeRef};

use super::model::{Class, Ontology, Property, Relation, SchemeValue, Status};
use super::names::folds_to;
use super::{schema, vocab};
use crate::analysis::NameType;

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
        let mut found: BTreeSet<NamedNode> = self
            .classes
            .keys()
            .filter(|iri| self.is_a(iri, class))
            .cloned()
            .collect();
        found.insert(class.clone());
        found.into_iter().collect()
    }

    /// Returns a relation and its special cases, sorted by IRI.
    pub fn sub_relations(&self, relation: &NamedNode) -> Vec<NamedNode> {
        let mut found: BTreeSet<NamedNode> = self
            .relations
            .keys()
            .filter(|iri| {
                closure(iri, |iri| {
                    self.relations
                        .get(iri)
                        .map_or(&[][..], |relation| &relation.parents)
                })
                .contains(&relation)
            })
            .cloned()
            .collect();
        found.insert(relation.clone());
        found.into_iter().collect()
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

    /// Returns the class that a folded name means.
    pub fn class_named(&self, key: &str) -> Option<&Class> {
        tiers(
            self.classes.values(),
            |class| is_named(&class.iri, &class.label, key),
            |class| is_among(&class.alt_labels, key),
        )
    }

    /// Returns the relation that a folded name means, and whether the name reads it backwards.
    pub fn relation_named(&self, key: &str) -> Option<(&Relation, bool)> {
        let forwards = tiers(
            self.relations.values(),
            |relation| is_named(&relation.iri, &relation.label, key),
            |relation| is_among(&relation.alt_labels, key),
        );
        forwards.map(|relation| (relation, false)).or_else(|| {
            let backwards = self
                .relations
                .values()
                .find(|relation| is_among(&relation.inverse_labels, key))?;
            Some((backwards, true))
        })
    }

    /// Returns the recorded property or qualifier that a folded name means; a recorded property goes first.
    pub fn property_named(&self, key: &str) -> Option<&Property> {
        self.property(key, |property| !property.is_qualifier())
            .or_else(|| self.qualifier_named(key))
    }

    /// Returns the qualifier of claims that a folded name means.
    pub fn qualifier_named(&self, key: &str) -> Option<&Property> {
        self.property(key, Property::is_qualifier)
    }

    fn property(&self, key: &str, among: impl Fn(&Property) -> bool) -> Option<&Property> {
        let all: Vec<&Property> = self
            .properties
            .values()
            .filter(|property| among(property))
            .collect();
        tiers(
            all.iter().copied(),
            |property| is_named(&property.iri, &property.label, key),
            |property| is_among(&property.alt_labels, key),
        )
    }

    /// Returns the status that a folded name means.
    pub fn status_named(&self, key: &str) -> Option<&Status> {
        tiers(
            self.statuses.iter(),
            |status| is_named(&status.iri, &status.label, key),
            |status| is_among(&status.alt_labels, key),
        )
    }

    /// Returns the word of a scheme (`by:Certainty`, `by:SourceKind` …) that a folded name means.
    pub fn value_named(&self, scheme: NamedNodeRef<'_>, key: &str) -> Option<&SchemeValue> {
        tiers(
            self.values
                .iter()
                .filter(|value| value.scheme.as_ref() == scheme),
            |value| is_named(&value.iri, &value.label, key),
            |value| is_among(&value.alt_labels, key),
        )
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

fn tiers<'a, T>(
    all: impl Iterator<Item = &'a T> + Clone,
    first: impl Fn(&T) -> bool,
    second: impl Fn(&T) -> bool,
) -> Option<&'a T> {
    let mut again = all.clone();
    let mut all = all;
    all.find(|item| first(item))
        .or_else(|| again.find(|item| second(item)))
}

fn is_named(iri: &NamedNode, label: &str, key: &str) -> bool {
    folds_to(label, key) || folds_to(schema::local_name(iri.as_str()), key)
}

fn is_among(names: &[String], key: &str) -> bool {
    names.iter().any(|name| folds_to(name, key))
}

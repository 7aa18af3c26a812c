//! Names of the ontology → classes, properties and statuses.

use std::collections::BTreeSet;

use oxigraph::model::NamedNode;
use oxigraph::model::vocab::{rdf, xsd};

use super::model::{Kind, Steps};
use crate::ontology::names::{fold, folds_to};
use crate::ontology::{self, Class, Ontology, Relation, Status, vocab};

/// A property, whether claimed or recorded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Property<'a> {
    pub(super) iri: &'a NamedNode,
    pub(super) label: &'a str,
    alt_labels: &'a [String],
    inverse_labels: &'a [String],
    pub(super) domain: &'a [NamedNode],
    pub(super) range: &'a [NamedNode],
    pub(super) claimable: bool,
    pub(super) symmetric: bool,
    /// Whether its values are the words of a closed scheme.
    of_scheme: bool,
}

impl Property<'_> {
    /// How well a name fits it.
    fn tier(&self, name: &Asked<'_>) -> Option<u8> {
        name.tier(self.label, self.alt_labels, local(self.iri))
    }

    /// Whether it says something about claims.
    pub(super) fn qualifies(&self) -> bool {
        self.domain
            .iter()
            .any(|class| class.as_ref() == vocab::CLAIM)
            || self.of_proposition()
    }

    /// Whether it is recorded on the proposition of a claim.
    pub(super) fn of_proposition(&self) -> bool {
        let computed = [
            vocab::DISPUTED,
            vocab::ORIGINS,
            vocab::FIRST_CLAIMED,
            vocab::LAST_CLAIMED,
        ];
        computed.contains(&self.iri.as_ref())
            || self
                .domain
                .iter()
                .any(|class| class.as_ref() == vocab::PROPOSITION)
    }

    /// Returns the properties that lead from a claim to its value, one behind the other.
    pub(super) fn chain(&self, last: bool) -> Vec<NamedNode> {
        if self.of_proposition() {
            vec![vocab::PROPOSITION_OF.into_owned(), self.iri.clone()]
        } else if last && self.iri.as_ref() == vocab::IF_PROPOSITION {
            vec![self.iri.clone(), vocab::STATEMENT.into_owned()]
        } else {
            vec![self.iri.clone()]
        }
    }

    /// Returns the first inverse label that is meant.
    pub(super) fn inverse_label(&self, meant: impl Fn(&&String) -> bool) -> Option<&str> {
        self.inverse_labels.iter().find(meant).map(String::as_str)
    }

    /// Returns what its values are.
    pub(super) fn kind(&self) -> Kind {
        if self.iri.as_ref() == vocab::IF_PROPOSITION {
            return Kind::Text;
        }
        let Some(range) = self.range.first() else {
            return if self.claimable {
                Kind::Thing
            } else {
                Kind::Text
            };
        };
        let range = range.as_ref();
        if range == vocab::CLAIM {
            Kind::Claim
        } else if range == vocab::MONEY {
            Kind::Money
        } else if range.as_str().starts_with(&format!("{}Status", vocab::BY)) {
            Kind::Status
        } else if self.of_scheme {
            Kind::Term
        } else if range == vocab::RELATION || range == rdf::PROPERTY {
            Kind::Relation
        } else if range == xsd::BOOLEAN {
            Kind::Flag
        } else if [xsd::DATE, xsd::DATE_TIME, xsd::G_YEAR, xsd::G_YEAR_MONTH].contains(&range) {
            Kind::Date
        } else if [
            xsd::DECIMAL,
            xsd::INTEGER,
            xsd::DOUBLE,
            xsd::FLOAT,
            xsd::INT,
            xsd::NON_NEGATIVE_INTEGER,
        ]
        .contains(&range)
        {
            Kind::Number
        } else if range.as_str().starts_with(xsd_namespace()) || range == rdf::LANG_STRING {
            Kind::Text
        } else {
            Kind::Thing
        }
    }
}

const fn xsd_namespace() -> &'static str {
    "http://www.w3.org/2001/XMLSchema#"
}

/// A name that is looked up.
struct Asked<'n> {
    name: &'n str,
    spaced: String,
    key: String,
}

impl<'n> Asked<'n> {
    fn new(name: &'n str) -> Self {
        Self {
            name,
            spaced: name.replace('_', " "),
            key: fold(name),
        }
    }

    /// Where the name was found, best first.
    fn tier(&self, label: &str, others: &[String], local: &str) -> Option<u8> {
        let is_meant = |name: &str| folds_to(name, &self.key);
        if label == self.name || label == self.spaced {
            Some(0)
        } else if is_meant(label) {
            Some(1)
        } else if is_meant(local) || others.iter().any(|other| is_meant(other)) {
            Some(2)
        } else {
            None
        }
    }
}

/// Returns the last part of an IRI.
pub(super) fn local(iri: &NamedNode) -> &str {
    iri.as_str().rsplit(['#', '/']).next().unwrap_or_default()
}

/// Keeps the hits of the best tier.
fn best<T>(hits: impl Iterator<Item = (u8, T)>) -> Vec<T> {
    let mut hits: Vec<(u8, T)> = hits.collect();
    let Some(first) = hits.iter().map(|(tier, _)| *tier).min() else {
        return Vec::new();
    };
    hits.retain(|(tier, _)| *tier == first);
    hits.into_iter().map(|(_, hit)| hit).collect()
}

/// Returns the class with a name.
pub(super) fn class<'a>(ontology: &'a Ontology, name: &str) -> Option<&'a Class> {
    let asked = Asked::new(name);
    let hits = ontology.classes_named(&asked.key).filter_map(|class| {
        let tier = asked.tier(&class.label, &class.alt_labels, local(&class.iri))?;
        Some((tier, class))
    });
    best(hits).into_iter().next()
}

/// Whether some thing of the one class could be of one of the others.
pub(super) fn may_be(ontology: &Ontology, class: &NamedNode, others: &[NamedNode]) -> bool {
    let thing = vocab::THING.into_owned();
    others.is_empty()
        || others.contains(&thing)
        || *class == thing
        || others
            .iter()
            .any(|other| ontology.is_a(class, other) || ontology.is_a(other, class))
}

impl<'a> From<&'a Relation> for Property<'a> {
    fn from(relation: &'a Relation) -> Self {
        Self {
            iri: &relation.iri,
            label: &relation.label,
            alt_labels: &relation.alt_labels,
            inverse_labels: &relation.inverse_labels,
            domain: &relation.domain,
            range: &relation.range,
            claimable: true,
            symmetric: relation.symmetric,
            of_scheme: false,
        }
    }
}

impl<'a> Property<'a> {
    fn recorded(ontology: &Ontology, property: &'a ontology::Property) -> Self {
        let scheme = property.range.first();
        Self {
            iri: &property.iri,
            label: &property.label,
            alt_labels: &property.alt_labels,
            inverse_labels: &[],
            domain: &property.domain,
            range: &property.range,
            claimable: false,
            symmetric: false,
            of_scheme: scheme
                .is_some_and(|class| ontology.values.iter().any(|word| word.scheme == *class)),
        }
    }
}

/// Returns every property, claimed or recorded.
pub(super) fn properties(ontology: &Ontology) -> impl Iterator<Item = Property<'_>> {
    let relations = ontology.relations.values().map(Property::from);
    let recorded = ontology.properties.values();
    relations.chain(recorded.map(|property| Property::recorded(ontology, property)))
}

/// Returns the properties with a name, and whether the name reads each backwards.
pub(super) fn named<'a>(ontology: &'a Ontology, name: &str) -> Vec<(Property<'a>, bool)> {
    let asked = Asked::new(name);
    let relations = || ontology.relations_named(&asked.key).map(Property::from);
    let recorded = ontology.properties_named(&asked.key);
    let forward = relations()
        .chain(recorded.map(|property| Property::recorded(ontology, property)))
        .filter_map(|property| Some((property.tier(&asked)?, (property, false))));
    let backward = relations()
        .filter(|relation| {
            let mut labels = relation.inverse_labels.iter();
            labels.any(|label| folds_to(label, &asked.key))
        })
        .map(|relation| (2, (relation, true)));
    best(forward.chain(backward))
}

/// Returns the property with an IRI.
pub(super) fn property<'a>(ontology: &'a Ontology, iri: &NamedNode) -> Option<Property<'a>> {
    let relation = ontology.relations.get(iri).map(Property::from);
    relation.or_else(|| Some(Property::recorded(ontology, ontology.properties.get(iri)?)))
}

/// Returns the qualifier with a name.
pub(super) fn qualifier<'a>(ontology: &'a Ontology, name: &str) -> Option<Property<'a>> {
    let asked = Asked::new(name);
    let hits = ontology
        .properties_named(&asked.key)
        .map(|property| Property::recorded(ontology, property))
        .filter(Property::qualifies)
        .filter_map(|property| Some((property.tier(&asked)?, property)));
    best(hits).into_iter().next()
}

/// Returns the status with a name.
pub(super) fn status<'a>(ontology: &'a Ontology, name: &str) -> Option<&'a Status> {
    let asked = Asked::new(name);
    let hits = ontology.statuses.iter().filter_map(|status| {
        let tier = asked.tier(&status.label, &status.alt_labels, local(&status.iri))?;
        Some((tier, status))
    });
    best(hits).into_iter().next()
}

/// Returns the statuses that count as asserted.
pub(super) fn asserted(ontology: &Ontology) -> Vec<NamedNode> {
    ontology
        .statuses
        .iter()
        .filter(|status| status.asserted)
        .map(|status| status.iri.clone())
        .collect()
}

/// Returns a relation with all that imply it, in both directions.
pub(super) fn steps(ontology: &Ontology, iri: &NamedNode, inverse: bool) -> Steps {
    let found = ontology.sub_relations(iri);
    let mut backward = BTreeSet::new();
    for one in &found {
        backward.extend(ontology.inverses_of(one).iter().cloned());
        if let Some(relation) = ontology.relations.get(one) {
            backward.extend(relation.inverse_of.clone());
            if relation.symmetric {
                backward.insert(one.clone());
            }
        }
    }
    let special = found.into_iter().filter(|one| one != iri);
    let forward = std::iter::once(iri.clone()).chain(special).collect();
    let backward = backward.into_iter().collect();
    if inverse {
        Steps {
            forward: backward,
            backward: forward,
        }
    } else {
        Steps { forward, backward }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_property_of_a_name_is_the_one_that_is_meant() {
        let ontology = Ontology::builtin();
        let first = |name: &str| {
            let (property, backwards) = named(ontology, name)[0];
            (local(property.iri).to_owned(), backwards)
        };
        for (name, iri, backwards) in [
            ("invested_in", "investedIn", false),
            ("funded by", "investedIn", true),
            ("CEO of", "chiefExecutiveOf", false),
            ("prime minister", "headsGovernmentOf", true),
            ("title", "headline", false),
        ] {
            assert_eq!(first(name), (iri.to_owned(), backwards), "{name}");
        }
    }

    #[test]
    fn qualifiers_and_statuses_have_names_of_their_own() {
        let ontology = Ontology::builtin();
        let by = qualifier(ontology, "by").map(|property| local(property.iri));
        assert_eq!(by, Some("wasAttributedTo"));
        assert!(qualifier(ontology, "publisher").is_none());
        let rumored = status(ontology, "rumored").map(|status| local(&status.iri));
        assert_eq!(rumored, Some("rumoured"));
    }
}

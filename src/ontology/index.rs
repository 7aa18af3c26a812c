//! Index: what each name may mean and what stands below each term, worked out once for an ontology.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use oxigraph::model::NamedNode;

use super::model::Ontology;
use super::names::fold;
use super::schema;

/// An [`Index`] that is made when it is first asked.
///
/// A copy of an ontology may be added to before it is asked, so a copy starts without one.
#[derive(Debug, Default)]
pub(crate) struct Lazy(OnceLock<Index>);

impl Clone for Lazy {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Lazy {
    pub(super) fn of(&self, ontology: &Ontology) -> &Index {
        self.0.get_or_init(|| Index::new(ontology))
    }
}

/// All lists are in the order of IRIs.
#[derive(Debug)]
pub(super) struct Index {
    /// Classes by folded name.
    pub(super) classes: HashMap<String, Vec<NamedNode>>,
    /// Relations by folded name, read forwards or backwards.
    pub(super) relations: HashMap<String, Vec<NamedNode>>,
    /// Recorded properties and qualifiers by folded name.
    pub(super) properties: HashMap<String, Vec<NamedNode>>,
    /// A class or relation and all its special cases, by the class or relation.
    pub(super) below: HashMap<NamedNode, Vec<NamedNode>>,
    /// Relations that are declared the inverse of another, by that other.
    pub(super) inverses: HashMap<NamedNode, Vec<NamedNode>>,
}

impl Index {
    fn new(ontology: &Ontology) -> Self {
        let classes = ontology.classes.values().map(|class| {
            let names = std::iter::once(&class.label).chain(&class.alt_labels);
            (&class.iri, names)
        });
        let relations = ontology.relations.values().map(|relation| {
            let names = std::iter::once(&relation.label).chain(&relation.alt_labels);
            (&relation.iri, names.chain(&relation.inverse_labels))
        });
        let properties = ontology.properties.values().map(|property| {
            let names = std::iter::once(&property.label).chain(&property.alt_labels);
            (&property.iri, names)
        });
        let mut below = HashMap::<NamedNode, Vec<NamedNode>>::new();
        let lines = ontology.classes.keys().map(|iri| ontology.ancestors(iri));
        let lines = lines.chain(ontology.relations.keys().map(|iri| ontology.implied(iri)));
        for line in lines {
            for above in &line {
                below
                    .entry((*above).clone())
                    .or_default()
                    .extend(line.first().map(|iri| (*iri).clone()));
            }
        }
        let mut inverses = HashMap::<NamedNode, Vec<NamedNode>>::new();
        for relation in ontology.relations.values() {
            if let Some(other) = &relation.inverse_of {
                inverses
                    .entry(other.clone())
                    .or_default()
                    .push(relation.iri.clone());
            }
        }
        Self {
            classes: by_name(classes),
            relations: by_name(relations),
            properties: by_name(properties),
            below,
            inverses,
        }
    }
}

/// Sorts terms by each of their names, the last part of the IRI among them.
fn by_name<'a>(
    terms: impl Iterator<Item = (&'a NamedNode, impl Iterator<Item = &'a String>)>,
) -> HashMap<String, Vec<NamedNode>> {
    let mut found = HashMap::<String, Vec<NamedNode>>::new();
    for (iri, names) in terms {
        let keys: BTreeSet<String> = names
            .map(|name| fold(name))
            .chain([fold(schema::local_name(iri.as_str()))])
            .collect();
        for key in keys {
            found.entry(key).or_default().push(iri.clone());
        }
    }
    found
}

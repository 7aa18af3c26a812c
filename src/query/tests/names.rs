//! The names of the small graph.

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphNameRef, Literal, NamedNode, Term};

use super::fixture::{Graph, THINGS};
use crate::ontology::names::{NameIndex, Named, fold};
use crate::ontology::vocab;

impl NameIndex for Graph {
    fn find(&self, key: &str) -> Vec<Named> {
        let key = Literal::new_simple_literal(key);
        let mut found: Vec<Named> = self
            .store
            .quads_for_pattern(
                None,
                Some(vocab::NAME_KEY),
                Some((&key).into()),
                Some(GraphNameRef::DefaultGraph),
            )
            .filter_map(|quad| match quad.unwrap().subject {
                oxigraph::model::NamedOrBlankNode::NamedNode(node) => Some(node),
                oxigraph::model::NamedOrBlankNode::BlankNode(_) => None,
            })
            .map(|iri| {
                let classes = self
                    .store
                    .quads_for_pattern(
                        Some((&iri).into()),
                        Some(rdf::TYPE),
                        None,
                        Some(GraphNameRef::DefaultGraph),
                    )
                    .filter_map(|quad| match quad.unwrap().object {
                        Term::NamedNode(node) => Some(node),
                        _ => None,
                    })
                    .collect();
                Named {
                    label: self.label(&iri).unwrap_or_default(),
                    known: false,
                    claims: 0,
                    iri,
                    classes,
                }
            })
            .collect();
        found.sort();
        found
    }

    fn label(&self, iri: &NamedNode) -> Option<String> {
        let mut labels = self.store.quads_for_pattern(
            Some(iri.as_ref().into()),
            Some(rdfs::LABEL),
            None,
            Some(GraphNameRef::DefaultGraph),
        );
        match labels.next()?.unwrap().object {
            Term::Literal(literal) => Some(literal.value().to_owned()),
            _ => None,
        }
    }

    fn starting(&self, key: &str, limit: usize) -> Vec<String> {
        let labels = THINGS.iter().map(|(_, label, _)| (*label).to_owned());
        labels
            .filter(|label| fold(label).starts_with(key))
            .take(limit)
            .collect()
    }

    fn near(&self, _: &str, limit: usize) -> Vec<String> {
        THINGS
            .iter()
            .map(|(_, label, _)| (*label).to_owned())
            .take(limit)
            .collect()
    }
}

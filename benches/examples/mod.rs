//! The worked examples of the language reference and the names of the small graph that they are put to.

use std::collections::BTreeMap;
use std::fs;

use byline::ontology::names::{NameIndex, Named};
use byline::ontology::vocab;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};

/// Returns the questions of the reference, in order.
pub(crate) fn questions() -> Vec<String> {
    let page = fs::read_to_string("docs/lede-examples.md").unwrap();
    let blocks = page.split("```lede\n").skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap().trim_end().to_owned())
        .collect()
}

/// The names in the graph of `tests/lede`.
pub(crate) struct Names {
    things: BTreeMap<NamedNode, Named>,
    keys: BTreeMap<String, Vec<NamedNode>>,
}

impl Names {
    pub(crate) fn new() -> Self {
        let (mut things, mut keys) = (BTreeMap::<NamedNode, Named>::new(), BTreeMap::new());
        let graph = fs::read("tests/lede/graph.trig").unwrap();
        for quad in RdfParser::from_format(RdfFormat::TriG).for_slice(&graph) {
            let quad = quad.unwrap();
            let NamedOrBlankNode::NamedNode(iri) = quad.subject else {
                continue;
            };
            let named = things.entry(iri.clone()).or_insert_with(|| Named {
                iri: iri.clone(),
                label: String::new(),
                classes: Vec::new(),
                known: false,
                claims: 0,
            });
            match quad.object {
                Term::NamedNode(class) if quad.predicate == rdf::TYPE => named.classes.push(class),
                Term::Literal(label) if quad.predicate == rdfs::LABEL => {
                    label.value().clone_into(&mut named.label);
                }
                Term::Literal(key) if quad.predicate == vocab::NAME_KEY => {
                    let of: &mut Vec<_> = keys.entry(key.value().to_owned()).or_default();
                    of.push(iri);
                }
                _ => {}
            }
        }
        Self { things, keys }
    }
}

impl NameIndex for Names {
    fn find(&self, key: &str) -> Vec<Named> {
        let found = self.keys.get(key).into_iter().flatten();
        found.map(|iri| self.things[iri].clone()).collect()
    }

    fn label(&self, iri: &NamedNode) -> Option<String> {
        self.things.get(iri).map(|named| named.label.clone())
    }

    fn near(&self, _: &str, _: usize) -> Vec<String> {
        Vec::new()
    }
}

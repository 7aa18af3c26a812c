//! Closed: what of a store is left where only the ontology's own relations count.

use std::collections::BTreeSet;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Term};
use oxigraph::store::StorageError;

use super::Store;
use super::find::is_plain;
use crate::ontology::{open, vocab};

impl Store {
    /// Whether a statement of the view says something of open relations alone.
    pub(super) fn is_open_view(&self, quad: &Quad) -> Result<bool, StorageError> {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
            return Ok(false);
        };
        if open::is_open(&quad.predicate) || open::is_open(subject) {
            return Ok(true);
        }
        if quad.predicate == vocab::RELATED {
            return Ok(!self.is_otherwise_related(subject, &quad.object)?);
        }
        let propositions = format!("{}proposition/", self.base());
        if subject.as_str().starts_with(&propositions) {
            return Ok(!self.is_claimed_or_awaited(subject)?);
        }
        Ok(false)
    }

    /// Returns what an article says without its open claims, and without what only those depend on.
    pub(super) fn without_open(quads: Vec<Quad>) -> Vec<Quad> {
        let open: BTreeSet<String> = quads
            .iter()
            .filter(|quad| quad.predicate == rdf::PREDICATE && is_open_term(&quad.object))
            .map(|quad| quad.subject.to_string())
            .collect();
        let is_open = |quad: &Quad| open.contains(&quad.subject.to_string());
        let awaited = |wanted: bool| -> BTreeSet<String> {
            quads
                .iter()
                .filter(|quad| quad.predicate == vocab::IF_PROPOSITION)
                .filter(|quad| is_open(quad) == wanted)
                .map(|quad| quad.object.to_string())
                .collect()
        };
        let (gone, kept) = (awaited(true), awaited(false));
        let dropped = |quad: &Quad| {
            let subject = quad.subject.to_string();
            is_open(quad) || gone.contains(&subject) && !kept.contains(&subject)
        };
        let dropped: Vec<bool> = quads.iter().map(dropped).collect();
        let all = quads.into_iter().zip(dropped);
        all.filter_map(|(quad, dropped)| (!dropped).then_some(quad))
            .collect()
    }

    fn is_otherwise_related(
        &self,
        subject: &NamedNode,
        object: &Term,
    ) -> Result<bool, StorageError> {
        let view = Some(GraphNameRef::DefaultGraph);
        for quad in self.quads(Some(subject), None, Some(object.as_ref()), view) {
            let predicate = quad?.predicate;
            if is_plain(predicate.as_ref()) && !open::is_open(&predicate) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether some claim with a relation of the ontology is about a proposition, or depends on it.
    fn is_claimed_or_awaited(&self, proposition: &NamedNode) -> Result<bool, StorageError> {
        for predicate in [vocab::PROPOSITION_OF, vocab::IF_PROPOSITION] {
            let object = Some(proposition.as_ref().into());
            for quad in self.quads(None, Some(predicate), object, None) {
                let quad = quad?;
                let NamedOrBlankNode::NamedNode(claim) = &quad.subject else {
                    continue;
                };
                for quad in self.quads(Some(claim), Some(rdf::PREDICATE), None, None) {
                    if !is_open_term(&quad?.object) {
                        return Ok(true);
                    }
                }
            }
        }
        Ok(false)
    }
}

fn is_open_term(term: &Term) -> bool {
    match term {
        Term::NamedNode(node) => open::is_open(node),
        Term::BlankNode(_) | Term::Literal(_) => false,
    }
}

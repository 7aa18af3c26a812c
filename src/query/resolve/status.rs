//! Words of closed lists: statuses, certainties, kinds of source.

use oxigraph::model::NamedNode;

use super::model::{Kind, Op};
use super::suggest::offer;
use super::value::{Left, wrong_type};
use super::{Resolver, Result, lookup};
use crate::ontology::Status;
use crate::ontology::names::fold;
use crate::ontology::vocab;
use crate::query::ast::{Scalar, Term, TermKind};
use crate::query::error::{ErrorKind, QueryError};
use crate::query::words::similar;
use crate::text::Span;

impl Resolver<'_> {
    /// Returns the statuses for which `op term` holds, and whether that is every one of them.
    pub(super) fn statuses(&self, op: Op, term: &Term) -> Result<(Vec<NamedNode>, bool)> {
        let mut found = Vec::new();
        let terms = match &term.kind {
            TermKind::List(items) => items.as_slice(),
            _ => std::slice::from_ref(term),
        };
        for term in terms {
            let (TermKind::Name(word) | TermKind::Scalar(Scalar::Quoted(word))) = &term.kind else {
                return Err(wrong_type(Kind::Status, term.span));
            };
            match word.as_str() {
                "any" => return Ok((Vec::new(), true)),
                "asserted" => found.extend(self.asserted.iter().cloned()),
                _ => found.extend(self.status_and(op, word, term.span)?),
            }
        }
        if op == Op::Differs {
            found = self.statuses_but(&found);
        }
        Ok((found, false))
    }

    /// Returns every status but some.
    pub(super) fn statuses_but(&self, refused: &[NamedNode]) -> Vec<NamedNode> {
        let all = self.world.ontology.statuses.iter();
        all.map(|status| &status.iri)
            .filter(|status| !refused.contains(status))
            .cloned()
            .collect()
    }

    /// Returns the statuses that stand in an order to a word.
    fn status_and(&self, op: Op, word: &str, span: Span) -> Result<Vec<NamedNode>> {
        let all = &self.world.ontology.statuses;
        let Some(status) = lookup::status(self.world.ontology, word) else {
            let labels = all.iter().map(|status| status.label.as_str());
            return Err(offer(no_status(word, span), &similar(word, labels), span));
        };
        let holds = |other: &Status| match (op, other.rank, status.rank) {
            (Op::Equal | Op::Differs | Op::Contains, ..) => other.iri == status.iri,
            (Op::AtLeast, Some(rank), Some(bound)) => rank <= bound,
            (Op::AtMost, Some(rank), Some(bound)) => rank >= bound,
            (Op::Greater, Some(rank), Some(bound)) => rank < bound,
            (Op::Less, Some(rank), Some(bound)) => rank > bound,
            _ => false,
        };
        Ok(all
            .iter()
            .filter(|other| holds(other))
            .map(|other| other.iri.clone())
            .collect())
    }

    /// Returns the word of a closed list.
    pub(super) fn term_word(&self, left: Left<'_>, term: &Term) -> Result<NamedNode> {
        let (TermKind::Name(word) | TermKind::Scalar(Scalar::Quoted(word))) = &term.kind else {
            return Err(wrong_type(Kind::Term, term.span));
        };
        let ontology = self.world.ontology;
        let scheme = left.range.first().map_or(vocab::THING, NamedNode::as_ref);
        if let Some(known) = ontology.value_named(scheme, &fold(word)) {
            return Ok(known.iri.clone());
        }
        let words: Vec<&str> = ontology
            .values
            .iter()
            .filter(|known| known.scheme.as_ref() == scheme)
            .map(|known| known.label.as_str())
            .collect();
        Err(offer(
            no_status(word, term.span),
            &similar(word, words.iter().copied()),
            term.span,
        )
        .help(format!("words here: {}", words.join(", "))))
    }

    /// Returns the relation that a term names.
    pub(super) fn relation_iri(&self, term: &Term) -> Result<NamedNode> {
        match &term.kind {
            TermKind::Name(name) | TermKind::Scalar(Scalar::Quoted(name)) => {
                match lookup::named(self.world.ontology, name).first() {
                    Some((property, _)) => Ok(property.iri.clone()),
                    None => Err(super::suggest::no_relation(
                        self.world,
                        &[],
                        name,
                        term.span,
                    )),
                }
            }
            TermKind::Prefixed(prefix, local) => self.prefixed(prefix, local, term.span),
            TermKind::Iri(text) => super::suggest::iri(text, term.span),
            _ => Err(wrong_type(Kind::Relation, term.span)),
        }
    }
}

fn no_status(word: &str, span: Span) -> QueryError {
    QueryError::new(
        ErrorKind::UnknownName(word.to_owned()),
        span,
        "unknown word",
    )
}

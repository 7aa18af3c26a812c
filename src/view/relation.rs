//! Open relations: what claims use → their description in the view, since no ontology describes them.

use std::collections::BTreeSet;

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{Literal, NamedNode, Term, Triple};

use super::facts::ArticleFacts;
use crate::ontology::{names, open, vocab};

/// Returns the open relations that an article's claims use.
pub(super) fn used(facts: &ArticleFacts) -> BTreeSet<&NamedNode> {
    let relations = facts.claims.iter().map(|claim| &claim.relation);
    relations
        .filter(|relation| open::is_open(relation))
        .collect()
}

/// Returns the description of a relation; nothing where it is no open one.
pub(super) fn described(relation: &NamedNode) -> Vec<Triple> {
    let Some(label) = open::label(relation) else {
        return Vec::new();
    };
    let key = Literal::new_simple_literal(names::fold(&label));
    let fact =
        |predicate: NamedNode, object: Term| Triple::new(relation.clone(), predicate, object);
    vec![
        fact(
            rdf::TYPE.into_owned(),
            vocab::OPEN_RELATION.into_owned().into(),
        ),
        fact(
            rdfs::LABEL.into_owned(),
            Literal::new_simple_literal(label).into(),
        ),
        fact(vocab::RELATION_KEY.into_owned(), key.into()),
    ]
}

//! Propositions: every claim on one → what the view says of it.

use std::collections::BTreeSet;

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term, Triple};

use super::Rules;
use super::facts::ClaimFacts;
use crate::ontology::{open, vocab};

/// What the view says of a proposition; `by:disputed` comes on top, since it depends on others.
pub(crate) const MANAGED: &[NamedNodeRef<'_>] = &[
    rdf::TYPE,
    vocab::STATEMENT,
    vocab::ORIGIN,
    vocab::CLAIMED_POLARITY,
    vocab::SLOT,
    vocab::ORIGINS,
    vocab::FIRST_CLAIMED,
    vocab::LAST_CLAIMED,
];

/// What is known of one proposition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PropositionState {
    pub(super) slots: BTreeSet<String>,
    pub(super) statement: Option<String>,
    claimed: bool,
    origins: BTreeSet<NamedNode>,
    polarities: BTreeSet<NamedNode>,
    first: Option<Literal>,
    last: Option<Literal>,
}

impl PropositionState {
    /// Reads back what the view says of a proposition.
    pub(super) fn from_view(triples: &[Triple]) -> Self {
        let mut state = Self::default();
        for triple in triples {
            let predicate = triple.predicate.as_ref();
            match &triple.object {
                Term::NamedNode(node) if predicate == vocab::ORIGIN => {
                    state.origins.insert(node.clone());
                }
                Term::NamedNode(node) if predicate == vocab::CLAIMED_POLARITY => {
                    state.polarities.insert(node.clone());
                }
                Term::Literal(slot) if predicate == vocab::SLOT => {
                    state.slots.insert(slot.value().to_owned());
                }
                Term::Literal(words) if predicate == vocab::STATEMENT => {
                    state.statement = Some(words.value().to_owned());
                }
                Term::Literal(date) if predicate == vocab::FIRST_CLAIMED => {
                    state.first = Some(date.clone());
                }
                Term::Literal(date) if predicate == vocab::LAST_CLAIMED => {
                    state.last = Some(date.clone());
                }
                Term::Literal(_) if predicate == vocab::ORIGINS => state.claimed = true,
                _ => {}
            }
        }
        state
    }

    /// Whether some claim is about it; else it is only what a claim depends on.
    pub(super) const fn is_claimed(&self) -> bool {
        self.claimed
    }

    /// Takes in one more claim.
    pub(super) fn add(&mut self, claim: &ClaimFacts, rules: &Rules) {
        self.claimed = true;
        self.origins.extend(claim.origin.clone());
        // What depends on something else neither affirms nor denies.
        if claim.status != vocab::CONDITIONAL {
            let against = claim.polarity == vocab::NEGATIVE || claim.status == vocab::DENIED;
            let side = if against {
                vocab::NEGATIVE
            } else {
                vocab::POSITIVE
            };
            self.polarities.insert(side.into_owned());
        }
        self.slots.extend(rules.slots(claim));
        if let Some(date) = &claim.claimed_at {
            self.first = Some(earlier(self.first.take(), date, false));
            self.last = Some(earlier(self.last.take(), date, true));
        }
    }

    /// Takes in the words under which some claim depends on it.
    pub(super) fn add_condition(&mut self, words: &str) {
        let smaller = self
            .statement
            .as_deref()
            .is_none_or(|statement| words < statement);
        if !self.claimed && smaller {
            self.statement = Some(words.to_owned());
        }
    }

    /// Whether the claims on it alone oppose each other.
    pub(super) fn is_split(&self) -> bool {
        self.polarities.len() > 1
    }

    /// Returns what the view says of `proposition`, nothing where nobody claims it or depends on it.
    pub(super) fn triples(&self, proposition: &NamedNode) -> Vec<Triple> {
        let fact = |predicate: NamedNodeRef<'_>, object: Term| {
            Triple::new(proposition.clone(), predicate.into_owned(), object)
        };
        let Some(statement) = &self.statement else {
            return Vec::new();
        };
        let mut triples = vec![
            fact(rdf::TYPE, vocab::PROPOSITION.into_owned().into()),
            fact(
                vocab::STATEMENT,
                Literal::new_simple_literal(statement).into(),
            ),
        ];
        if self.claimed {
            let count = Literal::new_typed_literal(self.origins.len().to_string(), xsd::INTEGER);
            triples.push(fact(vocab::ORIGINS, count.into()));
        }
        triples.extend(
            self.origins
                .iter()
                .map(|origin| fact(vocab::ORIGIN, origin.clone().into())),
        );
        triples.extend(
            self.polarities
                .iter()
                .map(|side| fact(vocab::CLAIMED_POLARITY, side.clone().into())),
        );
        triples.extend(
            self.slots
                .iter()
                .map(|slot| fact(vocab::SLOT, Literal::new_simple_literal(slot).into())),
        );
        triples.extend(
            self.first
                .iter()
                .map(|date| fact(vocab::FIRST_CLAIMED, date.clone().into())),
        );
        triples.extend(
            self.last
                .iter()
                .map(|date| fact(vocab::LAST_CLAIMED, date.clone().into())),
        );
        triples
    }
}

/// Returns a triple in words, by the labels of its parts.
pub(super) fn statement(
    (subject, relation, object): &(NamedNode, NamedNode, Term),
    rules: &Rules,
    label: impl Fn(&NamedNode) -> Option<String>,
) -> String {
    let named = |node: &NamedNode| label(node).unwrap_or_else(|| local_name(node).to_owned());
    let verb = match rules.relation(relation) {
        Some(known) => known.label.clone(),
        None => open::label(relation).unwrap_or_else(|| local_name(relation).to_owned()),
    };
    let object = match object {
        Term::NamedNode(node) => named(node),
        Term::Literal(literal) => literal.value().to_owned(),
        Term::BlankNode(node) => node.to_string(),
    };
    format!("{} {verb} {object}", named(subject))
}

fn local_name(node: &NamedNode) -> &str {
    let iri = node.as_str();
    iri.rsplit(['/', '#'])
        .find(|part| !part.is_empty())
        .unwrap_or(iri)
}

/// ISO 8601 text orders correctly, also across precisions; what is equal in text cannot differ but in type.
fn earlier(known: Option<Literal>, date: &Literal, later: bool) -> Literal {
    match known {
        Some(known) if (key(&known) > key(date)) == later || key(&known) == key(date) => known,
        _ => date.clone(),
    }
}

fn key(date: &Literal) -> (&str, &str) {
    (date.value(), date.datatype().as_str())
}

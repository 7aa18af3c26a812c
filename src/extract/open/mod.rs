//! Open relations: a clause or a noun of action → the relation that its own words name, where no frame fits.
//!
//! Two listings stand on the same reading of clauses. The claims of an article take what has two ends that can be
//! identified; [`triples`] lists every clear subject, relation and object of a sentence, as text.
//!
//! *Invariant:* which words make relations is told by the cues of the ontology.

mod gate;
mod noun;
mod phrase;
mod triples;
mod verb;

use oxigraph::model::NamedNode;

use super::arguments;
use super::candidate::{Candidate, Construction, Filler};
use super::cues::Cues;
use super::model::Argument;
use super::tree::Tree;
use crate::analysis::Pos;
use crate::ontology::names::{fold, folds_to};
use crate::ontology::{FrameKind, Ontology, open};

pub(super) use phrase::dictionary_form;
pub use triples::ClauseTriple;
pub(super) use triples::triples;

/// What the words of a clause say of two of its words.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    /// The word that expresses it.
    trigger: usize,
    /// Dictionary forms that name the relation: "lose to".
    phrase: String,
    /// The frame of the ontology's notation that would find it again.
    frame: (FrameKind, String),
    subject: usize,
    object: usize,
    /// Whether no preposition stands before the object.
    direct: bool,
    construction: Construction,
}

/// Finds the open relations of one sentence whose ends can be identified, each with what stands at its ends.
///
/// Where an ontology relation was `found` between the same two, or by the same word for one of them, there is none.
pub(super) fn candidates(
    tree: &Tree,
    cues: &Cues,
    ontology: &Ontology,
    tokens: std::ops::Range<usize>,
    found: &[(Candidate, Argument, Argument)],
) -> Vec<(Candidate, Argument, Argument)> {
    let mut open = Vec::new();
    for said in tokens.flat_map(|token| said_at(tree, cues, token)) {
        let (Some(subject), Some(object)) = (
            gate::thing(tree, ontology, said.subject).map(Argument::Mention),
            object(tree, ontology, &said),
        ) else {
            continue;
        };
        let Some(relation) = named(tree, ontology, &said, &subject, &object) else {
            continue;
        };
        let known = |(candidate, one, other): &(Candidate, Argument, Argument)| {
            let pair = (one, other) == (&subject, &object) || (other, one) == (&subject, &object);
            let ends = [one, other];
            let word = candidate.trigger == said.trigger
                && (ends.contains(&&subject) || ends.contains(&&object));
            pair || word
        };
        if !found.iter().any(known) {
            open.push((candidate(relation, &said), subject, object));
        }
    }
    open
}

/// The relation that a phrase names: the ontology's, where it has one of this name that may hold between the two, else an
/// open one.
fn named(
    tree: &Tree,
    ontology: &Ontology,
    said: &Said,
    subject: &Argument,
    object: &Argument,
) -> Option<NamedNode> {
    let key = fold(&said.phrase);
    let Some(known) = ontology.relations_named(&key).next() else {
        return open::minted(&said.phrase);
    };
    let backwards = known
        .inverse_labels
        .iter()
        .any(|label| folds_to(label, &key));
    let fits = |token, classes: &[NamedNode], argument: &Argument| {
        arguments::at(tree, ontology, token, classes, false).as_ref() == Some(argument)
    };
    let holds =
        fits(said.subject, &known.domain, subject) && fits(said.object, &known.range, object);
    (holds && !backwards).then(|| known.iri.clone())
}

/// Behind a preposition a value says more often when or how much than what.
fn object(tree: &Tree, ontology: &Ontology, said: &Said) -> Option<Argument> {
    if said.direct {
        gate::end(tree, ontology, said.object)
    } else {
        gate::thing(tree, ontology, said.object).map(Argument::Mention)
    }
}

fn candidate(relation: NamedNode, said: &Said) -> Candidate {
    Candidate {
        relation,
        trigger: said.trigger,
        subject: said.subject,
        object: Filler::Token(said.object),
        construction: said.construction,
        role: None,
        light: false,
    }
}

/// Returns the frame that would find what the word at `trigger` says with a relation that its phrase names.
pub(super) fn draft(
    tree: &Tree,
    cues: &Cues,
    ontology: &Ontology,
    trigger: usize,
    relation: &NamedNode,
) -> Option<(FrameKind, String)> {
    let names = |said: &Said| {
        let mut known = ontology.relations_named(&fold(&said.phrase));
        open::minted(&said.phrase).as_ref() == Some(relation)
            || known.any(|known| known.iri == *relation)
    };
    said_at(tree, cues, trigger)
        .into_iter()
        .find(names)
        .map(|said| said.frame)
}

/// What the word at `token` says of each two words that could be its ends.
fn said_at(tree: &Tree, cues: &Cues, token: usize) -> Vec<Said> {
    match tree.pos(token) {
        Pos::Verb => verb::said(tree, cues, token),
        Pos::Noun | Pos::Adj => noun::said(tree, cues, token),
        _ => Vec::new(),
    }
}

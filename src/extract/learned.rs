//! Learned relations → candidates for what no frame finds.
//!
//! They pass the same gate as what frames find: the classes of both ends, the stance, who holds it.

use std::sync::Arc;

use oxigraph::model::NamedNode;

use super::candidate::{Candidate, Construction, Filler};
use super::model::{Argument, Statement};
use super::tree::Tree;
use crate::analysis::{Pos, Rel};
use crate::ontology::Ontology;
use crate::relation::{Reach, Related, Term, TermKind, Weights, relate};

/// The probability from which a learned relation is claimed: well above even, as a wrong claim costs more than a missed one.
const CLAIMED: f32 = 0.92;
/// The most words of the tree between two ends: farther apart, what they share is too often something else.
const FARTHEST: usize = 2;
/// Marks a class whose relation reads from its object to its subject.
const BACKWARDS: char = '^';

/// What weights hold of two terms.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) related: Related,
    relation: NamedNode,
    /// Whether the relation reads from the object to the subject.
    backwards: bool,
}

/// Returns what the built-in weights, and those of the ontology, hold for likely enough to claim.
pub(super) fn related(tree: &Tree, ontology: &Ontology) -> Vec<Held> {
    let own = ontology.weights.iter().map(Arc::as_ref);
    let all = std::iter::once(Weights::built_in()).chain(own);
    let mut held = Vec::new();
    for weights in all {
        // What is too far apart is not looked at: weighing costs more than finding the way between.
        let near = |first: &Term, second: &Term| {
            is_end(first) && is_end(second) && trigger(tree, first, second).is_some()
        };
        for related in relate(weights, tree.analysis, Reach::Mentions, CLAIMED, near) {
            let name = weights.name(related.class);
            let forwards = name.strip_prefix(BACKWARDS);
            held.push(Held {
                related,
                relation: NamedNode::new_unchecked(forwards.unwrap_or(name)),
                backwards: forwards.is_some(),
            });
        }
    }
    held
}

/// Makes candidates of learned relations between things that `found` does not relate yet.
pub(super) fn candidates(
    tree: &Tree,
    ontology: &Ontology,
    related: &[Held],
    found: &[(Candidate, Argument, Argument)],
) -> Vec<Candidate> {
    let said = |one: &Held| {
        let ends = [one.related.subject.head, one.related.object.head];
        found.iter().any(|(candidate, ..)| {
            let object = match candidate.object {
                Filler::Token(token) => token,
                Filler::Constant(_) => return false,
            };
            let both = ends.contains(&candidate.subject) && ends.contains(&object);
            // "Ford said he was the chairman of Acme": the pronoun says of whom.
            let by_pronoun = candidate.relation == one.relation
                && tree.word(candidate.subject).tag == "PRP"
                && ends.contains(&object);
            both || by_pronoun
        })
    };
    related
        .iter()
        .filter(|one| !said(one))
        .filter_map(|one| candidate(tree, ontology, one))
        .filter(|one| ontology.relations[&one.relation].symmetric || !reversed(one, found))
        .collect()
}

/// Whether the same word says the same relation of one of the two with their places changed: "Tom Park and his son, Bo Park,".
fn reversed(learned: &Candidate, found: &[(Candidate, Argument, Argument)]) -> bool {
    found.iter().any(|(candidate, ..)| {
        candidate.trigger == learned.trigger
            && candidate.relation == learned.relation
            && (learned.object == Filler::Token(candidate.subject)
                || candidate.object == Filler::Token(learned.subject))
    })
}

/// Returns how likely the weights hold what a statement says; none where they are not what made it.
pub(super) fn probability(tree: &Tree, ontology: &Ontology, statement: &Statement) -> Option<f32> {
    let head = |argument: &Argument| match argument {
        Argument::Mention(mention) => Some(tree.analysis.mentions[*mention].head),
        Argument::Value(value) => Some(tree.analysis.values[*value].head),
        Argument::Words(_) | Argument::Constant(_) => None,
    };
    let ends = [head(&statement.subject)?, head(&statement.object)?];
    let related = related(tree, ontology);
    let made = related.iter().filter(|one| {
        candidate(tree, ontology, one).is_some_and(|candidate| {
            candidate.relation == statement.relation
                && candidate.trigger == statement.trigger
                && ends.contains(&candidate.subject)
        })
    });
    made.map(|one| one.related.score).max_by(f32::total_cmp)
}

/// Whether a term is a name or a date: whom a pronoun means is less sure than how names are related.
fn is_end(term: &Term) -> bool {
    let named = term.kind == TermKind::Name && term.mention.is_some();
    named || term.kind == TermKind::Date && term.value.is_some()
}

fn candidate(tree: &Tree, ontology: &Ontology, one: &Held) -> Option<Candidate> {
    let (first, second) = (&one.related.subject, &one.related.object);
    let (subject, object) = if one.backwards {
        (second, first)
    } else {
        (first, second)
    };
    let relation = ontology.relations.get_key_value(&one.relation)?;
    // "— John (@john) December 22": who signs a message, and when, is all that it says.
    let mut sentence = tree.sentence_tokens(subject.head);
    if sentence.any(|token| tree.text(token).starts_with('@')) {
        return None;
    }
    // What holds both ways is said once, in the order of the text.
    if relation.1.symmetric && object.head < subject.head {
        return None;
    }
    let (trigger, construction) = trigger(tree, first, second)?;
    Some(Candidate {
        relation: relation.0.clone(),
        trigger,
        subject: subject.head,
        object: Filler::Token(object.head),
        construction,
        role: None,
        light: false,
    })
}

/// The word between the two ends that says how they are related, the nearest to the second; of none, the lower end.
fn trigger(tree: &Tree, first: &Term, second: &Term) -> Option<(usize, Construction)> {
    let inside = |token: &usize| first.tokens.contains(token) || second.tokens.contains(token);
    let above = |token: usize| std::iter::once(token).chain(tree.ancestors(token));
    let own: Vec<usize> = above(first.head).collect();
    let shared = above(second.head).find(|token| own.contains(token));
    let down = above(second.head).take_while(|token| Some(*token) != shared);
    let up = own
        .iter()
        .copied()
        .take_while(|token| Some(*token) != shared);
    let between = down.chain(shared).chain(up).filter(|token| !inside(token));
    let between: Vec<usize> = between.collect();
    // "his wife Ann Lee, their two sons and four daughters, Bo and Tom": a noun that has several owners, or that is joined to
    // others without one, tells of somebody else.
    let apart = |token: &usize| {
        let owner = tree.kid(*token, &[Rel::NmodPoss]);
        let several = owner.is_some_and(|owner| tree.lower(owner) == "their");
        let joined = tree.rel(*token) == Rel::Conj && owner.is_none();
        tree.pos(*token) == Pos::Noun && !tree.is_name(*token) && (several || joined)
    };
    if between.len() > FARTHEST || between.iter().any(apart) {
        return None;
    }
    let telling = |token: &usize| matches!(tree.pos(*token), Pos::Verb | Pos::Noun | Pos::Adj);
    Some(match between.into_iter().find(telling) {
        Some(token) if tree.pos(token) == Pos::Verb => (token, Construction::Clause),
        Some(token) if tree.kid(token, &[Rel::Cop]).is_some() => (token, Construction::Clause),
        Some(token) => (token, Construction::Noun),
        None if own.contains(&second.head) => (first.head, Construction::Title),
        None => (second.head, Construction::Title),
    })
}

//! Open relations: a clause or a noun of action → the relation that its own words name, where no frame fits.
//!
//! Two listings stand on the same reading of clauses. The claims of an article take what has two ends that can be
//! identified; [`triples`] lists every clear subject, relation and object of a sentence, as text.
//!
//! *Invariant:* which words make relations is told by the cues of the ontology.

mod described;
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
use crate::analysis::{NameType, Pos, Rel};
use crate::ontology::names::{fold, folds_to};
use crate::ontology::{FrameKind, Ontology, open};

pub(super) use gate::on_a_field;
pub(super) use phrase::dictionary_form;
pub use triples::ClauseTriple;
pub(super) use triples::triples;

/// How many verbs up the one is looked for that has a subject.
const DEPTH: usize = 6;

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
    /// Whether it says enough only of what it does not name: "offer free tuition".
    vague: bool,
    /// Whether the verb also opens clauses that tell what is said, thought or wanted.
    reports: bool,
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
            object(tree, cues, ontology, &said),
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

/// What stands at the object's end: a thing, and right behind a verb also a value, or the words of a description.
///
/// Behind a preposition a value says more often when or how much than what.
fn object(tree: &Tree, cues: &Cues, ontology: &Ontology, said: &Said) -> Option<Argument> {
    // "advocates Puerto Rico becoming a state": that it becomes one.
    let becoming = |mention: &usize| {
        let next = tree.analysis.mentions[*mention].tokens.end;
        said.direct
            && next < tree.sentence_tokens(said.object).end
            && tree.word(next).tag == "VBG"
            && matches!(tree.rel(next), Rel::Acl | Rel::Ccomp | Rel::Xcomp)
            && !matches!(
                tree.lower(next).as_str(),
                "regarding" | "concerning" | "including" | "following"
            )
    };
    let thing = || {
        let thing = gate::thing(tree, ontology, said.object);
        thing
            .filter(|thing| !becoming(thing))
            .map(Argument::Mention)
    };
    if !said.direct {
        return thing();
    }
    if said.object == said.trigger {
        let fits = described::can_be(tree, said.subject, said.object);
        return described::words(tree, cues, said.object).filter(|_| fits);
    }
    // "paid $240 million" is for something.
    let sum = |value: &Argument| matches!(value, Argument::Value(_));
    let value = gate::value(tree, said.object).filter(|value| !(said.vague && sum(value)));
    let named = || thing().filter(|_| !said.vague);
    let described = || {
        let told = said.construction == Construction::Clause
            && told_of(tree, said.trigger)
            && (!said.reports || content(tree, said));
        described::words(tree, cues, said.object).filter(|_| told)
    };
    value.or_else(named).or_else(described)
}

/// Whether it is plain of whom a verb is said: a subject of its own, or that of the verb it is joined to or governed by.
///
/// A relative pronoun is one only right behind a name, and a participle has none: "the data released by Acme".
fn told_of(tree: &Tree, verb: usize) -> bool {
    let mut node = verb;
    for _ in 0..DEPTH {
        let subject = tree.kid(node, &[Rel::Nsubj, Rel::NsubjPass]);
        match (tree.rel(node), subject) {
            (Rel::AclRelcl, Some(pronoun)) => return right_behind(tree, node, pronoun),
            (_, Some(_)) => return true,
            (Rel::Conj | Rel::Xcomp, None) => {}
            // "when facing it": whoever does.
            (Rel::Advcl, None) if tree.word(node).tag == "VBG" && !opens_when(tree, node) => {}
            _ => return false,
        }
        let Some(head) = tree.head(node) else {
            return false;
        };
        node = head;
    }
    false
}

fn opens_when(tree: &Tree, clause: usize) -> bool {
    let mut words = tree.kids_by(clause, &[Rel::Mark, Rel::Advmod]);
    words.any(|word| matches!(tree.lower(word).as_str(), "when" | "whenever"))
}

/// "Ann Lee, 29, who": whether a relative clause is about a name with no other name before the pronoun.
fn right_behind(tree: &Tree, clause: usize, pronoun: usize) -> bool {
    let named = tree.head(clause).and_then(|head| tree.name(head));
    named.is_some_and(|name| {
        (name.tokens.end..pronoun).all(|at| tree.name(at).is_none() && tree.text(at) != ";")
    })
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

/// Whether a description behind a verb of saying or thinking is all that it governs: not the first words of a clause ("said
/// the driver lost control"), nor somebody who is told something ("warns investors"), nor in a clause of its own ("which he
/// said is a lot").
fn content(tree: &Tree, said: &Said) -> bool {
    let noun = said.object;
    let of_kind = |kinds: &[NameType]| {
        tree.mention_headed(noun).is_some_and(|mention| {
            let kind = tree.analysis.mentions[mention].name_type;
            kind.is_some_and(|kind| kinds.contains(&kind))
        })
    };
    let somebody = of_kind(&[NameType::Person, NameType::Group]);
    let behind = tree.subtree(noun).end;
    let finite = |at: usize| matches!(tree.word(at).tag, "VBD" | "VBZ" | "VBP" | "MD");
    let sentence = tree.sentence_tokens(noun);
    // "said the driver lost control", "declared the outbreak to be over"
    let goes_on = sentence.contains(&behind)
        && (finite(behind) || tree.lower(behind) == "to" && tree.pos(behind) == Pos::Part);
    let verb =
        |kid: usize| matches!(tree.word(kid).tag, "VBD" | "VBN") && kid > tree.subtree(noun).start;
    let clause = tree
        .kids_by(noun, &[Rel::Amod])
        .any(|kid| verb(kid) && tree.pos(kid - 1) == Pos::Noun);
    let verb = said.trigger;
    // "demanded a provider to remove it", "decided and informed the federation"
    let asked = tree
        .kids_by(verb, &[Rel::Advcl])
        .any(|kid| kid > noun && tree.word(kid).tag == "VB" && tree.after(kid, &["to".to_owned()]));
    // "considered villages and families as fundamental"
    let first = tree.head(noun).filter(|_| tree.rel(noun) == Rel::Conj);
    let all = tree.coordinated(first.unwrap_or(noun));
    let taken_as = all.into_iter().any(|other| {
        let mut kids = tree.kids_by(other, &[Rel::Nmod]);
        kids.any(|kid| tree.after(kid, &["as".to_owned()]))
    });
    let own = tree
        .kids_by(verb, &[Rel::Obj, Rel::NsubjPass])
        .any(|kid| tree.coordinated(kid).contains(&noun));
    own && !taken_as
        && !asked
        && !somebody
        && !goes_on
        && !clause
        && tree.rel(verb) != Rel::AclRelcl
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

//! A verb of saying, thinking or wanting → its attribution: direct, indirect, inverted, in a parenthesis, in the passive.

use std::collections::BTreeSet;
use std::ops::Range;

use super::content::{branch, tidied};
use super::draft::Draft;
use super::said::{self, CLAUSES, said};
use crate::analysis::{Pos, Rel};
use crate::extract::clause;
use crate::extract::cues::Cues;
use crate::extract::sources;
use crate::extract::tree::Tree;
use crate::ontology::Scope;

/// The attribution whose cue is the predicate at `verb`.
pub(super) fn at(tree: &Tree, cues: &Cues, verb: usize) -> Option<Draft> {
    let found = cues.at(tree, verb, &[Scope::Speech, Scope::Attitude, Scope::Naming])?;
    if !predicates(tree, verb) {
        return None;
    }
    let mut words = super::draft::tokens_of(tree, found.span);
    // Of "plans to close" the infinitive is wanted with its particle.
    if words.len() > 1 && tree.word(words.end - 1).tag == "TO" {
        words.end -= 1;
    }
    let cue = with_auxiliaries(tree, verb, &words);
    let subject = subject(tree, verb);
    // "Do you think", "you know": whoever reads it, and nobody told of.
    if subject.is_some_and(|subject| tree.lower(subject) == "you") {
        return None;
    }
    let source = subject.map(|subject| phrase(tree, subject, verb));
    let source = source.filter(|source| !source.contains(&verb));
    let own = own(tree, verb, &cue, source.as_ref());
    let mut content = tidied(tree, said(tree, cues, verb, &own, found), &own);
    let mut cue = cue;
    if content.is_empty() && words.len() > 1 && words.start >= cue.start {
        // "declined to comment": the words of the cue say themselves what was declined.
        content = (words.start + 1..words.end).collect();
        cue.end = words.start + 1;
    }
    let heard = cues.at(tree, verb, &[Scope::Speech]).is_some()
        && (tree.rel(verb) == Rel::Parataxis
            || content
                .iter()
                .any(|token| tree.quotations[*token].is_some()));
    let speaks = subject.is_none_or(|subject| {
        heard || governs_clause(tree, verb) || can_speak(tree, cues, subject)
    });
    (speaks && !content.is_empty()).then_some(Draft {
        cue,
        source,
        content,
    })
}

/// Whether a word is what a clause says, and no adjective, auxiliary or preposition.
fn predicates(tree: &Tree, verb: usize) -> bool {
    let verbal = tree.pos(verb) == Pos::Verb || tree.kid(verb, &[Rel::Cop]).is_some();
    verbal
        && !matches!(
            tree.rel(verb),
            Rel::Amod | Rel::Case | Rel::Mark | Rel::Compound | Rel::Aux | Rel::Cop | Rel::Fixed
        )
}

/// The cue with the auxiliaries, negations and particles right beside it.
fn with_auxiliaries(tree: &Tree, verb: usize, words: &Range<usize>) -> Range<usize> {
    let beside = |token: usize| {
        matches!(
            tree.rel(token),
            Rel::Aux | Rel::AuxPass | Rel::Cop | Rel::Advmod | Rel::CompoundPrt
        ) && tree.head(token) == Some(verb)
            && tree.kids(token).is_empty()
    };
    let mut start = words.start.min(verb);
    while start > 0 && beside(start - 1) {
        start -= 1;
    }
    let mut end = words.end.max(verb + 1);
    while end < tree.sentence_tokens(verb).end && tree.rel(end) == Rel::CompoundPrt && beside(end) {
        end += 1;
    }
    start..end
}

/// Who says it, as the sentence names them at the verb.
fn subject(tree: &Tree, verb: usize) -> Option<usize> {
    if clause::passive(tree, verb) {
        return clause::agent(tree, verb);
    }
    let own = tree.kid(verb, &[Rel::Nsubj, Rel::NsubjOuter]);
    let subject = own.or_else(|| clause::subject(tree, verb))?;
    // "It is said", "there": nobody.
    (tree.rel(subject) != Rel::Expl).then_some(subject)
}

/// Whether a noun names somebody, or something that somebody wrote.
fn can_speak(tree: &Tree, cues: &Cues, subject: usize) -> bool {
    let pronoun =
        tree.pos(subject) == Pos::Pron || matches!(tree.word(subject).tag, "WP" | "WDT" | "DT");
    pronoun || tree.is_name(subject) || sources::at(tree, cues, subject).is_some()
}

/// The words of a noun phrase, without what is coordinated to its clause or hangs on it behind the verb.
fn phrase(tree: &Tree, noun: usize, verb: usize) -> Range<usize> {
    let clause = |kid: usize| {
        matches!(
            tree.rel(kid),
            Rel::Parataxis | Rel::Cop | Rel::Nsubj | Rel::Punct | Rel::Advcl
        ) || kid == verb
            || tree.rel(kid) == Rel::Case && kid < noun
    };
    let words = tree.subtree_without(noun, &clause);
    if noun < verb {
        words.start..words.end.min(verb)
    } else {
        words.start.max(verb + 1)..words.end
    }
}

fn governs_clause(tree: &Tree, verb: usize) -> bool {
    tree.kid(verb, &CLAUSES).is_some()
}

/// The words that attribute: the cue, its source, those it is told to and when.
fn own(
    tree: &Tree,
    verb: usize,
    cue: &Range<usize>,
    source: Option<&Range<usize>>,
) -> BTreeSet<usize> {
    let mut own: BTreeSet<usize> = cue.clone().collect();
    own.insert(verb);
    own.extend(source.into_iter().flat_map(Clone::clone));
    let rels = [
        Rel::Nsubj,
        Rel::NsubjPass,
        Rel::Iobj,
        Rel::OblAgent,
        Rel::Discourse,
    ];
    let beside = tree.kids_by(verb, &rels);
    for kid in beside.filter(|kid| !said::told_of(tree, verb, *kid)) {
        own.extend(branch(tree, kid, &|_| false));
    }
    own
}

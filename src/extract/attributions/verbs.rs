//! A verb of saying, thinking or wanting → its attribution: direct, indirect, inverted, in a parenthesis, in the passive.

use std::collections::BTreeSet;
use std::ops::Range;

use super::content::{branch, tidied};
use super::draft::Draft;
use crate::analysis::{Pos, Rel, ValueKind};
use crate::extract::clause;
use crate::extract::cues::{Cues, Found};
use crate::extract::sources;
use crate::extract::tree::Tree;
use crate::ontology::Scope;

const CLAUSES: [Rel; 4] = [Rel::Ccomp, Rel::Xcomp, Rel::Csubj, Rel::CsubjPass];

/// The attribution whose cue is the predicate at `verb`.
pub(super) fn at(tree: &Tree, cues: &Cues, verb: usize) -> Option<Draft> {
    let found = cues.at(tree, verb, &[Scope::Speech, Scope::Attitude])?;
    if !predicates(tree, verb) {
        return None;
    }
    let words = super::draft::tokens_of(tree, found.span);
    let cue = with_auxiliaries(tree, verb, &words);
    let subject = subject(tree, verb);
    let source = subject.map(|subject| phrase(tree, subject, verb));
    let source = source.filter(|source| !source.contains(&verb));
    let own = own(tree, verb, &cue, source.as_ref());
    let said = said(tree, cues, verb, &own, found);
    let mut content = tidied(tree, said, &own);
    let mut cue = cue;
    if content.is_empty() && words.len() > 1 && words.start >= cue.start {
        // "declined to comment": the words of the cue say themselves what was declined.
        content = (words.start + 1..words.end).collect();
        cue.end = words.start + 1;
    }
    let speaks =
        subject.is_none_or(|subject| governs_clause(tree, verb) || can_speak(tree, cues, subject));
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
    let beside = tree.kids_by(
        verb,
        &[
            Rel::Nsubj,
            Rel::NsubjPass,
            Rel::Iobj,
            Rel::OblAgent,
            Rel::Discourse,
        ],
    );
    for kid in beside.collect::<Vec<usize>>() {
        own.extend(branch(tree, kid, &|_| false));
    }
    own
}

/// The words that tell what is said.
fn said(
    tree: &Tree,
    cues: &Cues,
    verb: usize,
    own: &BTreeSet<usize>,
    found: Found<'_>,
) -> BTreeSet<usize> {
    let skip = |kid: usize| kid == verb;
    let clauses: Vec<usize> = tree.kids_by(verb, &CLAUSES).collect();
    let mut content: BTreeSet<usize> = clauses
        .iter()
        .flat_map(|clause| branch(tree, *clause, &skip))
        .collect();
    if clauses.is_empty() && found.cue.scope == Scope::Speech {
        content.extend(around(tree, verb));
        content.extend(beside(tree, verb));
        content.extend(quoted(tree, cues, verb));
    }
    if content.iter().all(|token| own.contains(token)) {
        content.extend(objects(tree, verb));
    } else if !clauses.is_empty() && found.cue.scope == Scope::Attitude {
        content.extend(objects(tree, verb));
    }
    content
}

/// "…, Altman said": what a parenthesis hangs on is what is said.
fn around(tree: &Tree, verb: usize) -> BTreeSet<usize> {
    let Some(head) = tree.head(verb).filter(|_| tree.rel(verb) == Rel::Parataxis) else {
        return BTreeSet::new();
    };
    if tree.kid(verb, &[Rel::Obj]).is_some() && head < verb && tree.quotations[head].is_none() {
        return BTreeSet::new();
    }
    branch(tree, head, &|kid| kid == verb)
}

/// "Altman said: …": what follows by a colon or a comma is what is said.
fn beside(tree: &Tree, verb: usize) -> BTreeSet<usize> {
    let behind = tree
        .kids_by(verb, &[Rel::Parataxis])
        .filter(|kid| *kid > verb || tree.quotations[*kid].is_some());
    behind
        .flat_map(|kid| branch(tree, kid, &|_| false))
        .collect()
}

/// The quotations of the sentence, where nobody else in it is heard to speak them.
fn quoted(tree: &Tree, cues: &Cues, verb: usize) -> BTreeSet<usize> {
    let sentence = tree.sentence_tokens(verb);
    let rival = |token: &usize| {
        *token != verb
            && tree.quotations[*token].is_none()
            && tree.pos(*token) == Pos::Verb
            && cues.at(tree, *token, &[Scope::Speech]).is_some()
    };
    if sentence.clone().any(|token| rival(&token)) {
        return BTreeSet::new();
    }
    sentence
        .filter(|token| tree.quotations[*token].is_some())
        .collect()
}

/// "criticised the plan for its cost": the nouns that a verb governs, with what tells more of them.
fn objects(tree: &Tree, verb: usize) -> BTreeSet<usize> {
    let governed = [Rel::Obj, Rel::Obl, Rel::Xcomp, Rel::Ccomp, Rel::NsubjPass];
    let when = |kid: usize| {
        tree.value(kid).is_some_and(|value| {
            matches!(
                tree.analysis.values[value].kind,
                ValueKind::Date(_) | ValueKind::Duration(_)
            )
        })
    };
    let passive = clause::passive(tree, verb);
    let fits = |kid: &usize| match tree.rel(*kid) {
        Rel::Obj => true,
        Rel::NsubjPass => passive,
        Rel::Obl => !when(*kid) && *kid > verb && clause::agent(tree, verb) != Some(*kid),
        Rel::Advcl => {
            *kid > verb
                && tree.cases(*kid).iter().any(|case| {
                    matches!(
                        case.as_str(),
                        "for" | "of" | "as" | "against" | "from" | "about" | "to"
                    )
                })
        }
        _ => *kid > verb,
    };
    let kids = tree.kids(verb).iter().copied();
    kids.filter(|kid| governed.contains(&tree.rel(*kid)) || tree.rel(*kid) == Rel::Advcl)
        .filter(fits)
        .flat_map(|kid| branch(tree, kid, &|_| false))
        .collect()
}

//! Questions about the words round a relation that reading its stance asks.

use super::cues::{Cues, Found};
use super::tree::Tree;
use crate::analysis::{NameType, Pos, Rel};
use crate::ontology::Scope;
use crate::text::Span;

/// Whether a verb is one that says something of its object's reality.
pub(super) fn governs(tree: &Tree, cues: &Cues, verb: usize) -> bool {
    cues.at(tree, verb, &[Scope::Speech, Scope::Complement])
        .is_some()
}

/// The words that describe a title, nearest first, over the name of the body, over a title joined to it, and before its article:
/// "former New York City mayor", "former governor and senator", "formerly the president and director".
pub(super) fn before_title(tree: &Tree, start: usize) -> Vec<usize> {
    let first = tree.sentence_tokens(start).start;
    let mut found = Vec::new();
    for at in (first..start).rev().take(LONGEST_TITLE) {
        let tag = tree.word(at).tag;
        let describes = matches!(
            tag,
            "JJ" | "NN" | "NNP" | "NNPS" | "NNS" | "POS" | "HYPH" | "RB" | "IN" | "CD"
        ) || tree.text(at) == "-";
        let elsewhere = matches!(
            tree.lower(at).as_str(),
            "in" | "by" | "with" | "to" | "from" | "at"
        );
        let before = at.checked_sub(1).filter(|before| *before >= first);
        if describes && !elsewhere {
            found.push(at);
        } else if tag == "DT" {
            found.extend(before.filter(|before| tree.word(*before).tag == "RB"));
            break;
        } else if !(tag == "CC" && before.is_some_and(|before| is_title(tree, before))) {
            break;
        }
    }
    found
}

/// How many words before a title are looked at.
const LONGEST_TITLE: usize = 8;

/// Whether a noun may end a title, and is no part of anybody's name.
fn is_title(tree: &Tree, noun: usize) -> bool {
    let name = tree.name(noun);
    let person = name.is_some_and(|name| matches!(name.name_type, Some(NameType::Person) | None));
    tree.word(noun).tag.starts_with("NN") && !person
}

/// "an allegation he attacked her": a clause with a subject and an object of its own leaves no place for the noun above it.
fn complete(tree: &Tree, clause: usize) -> bool {
    tree.rel(clause) == Rel::AclRelcl
        && tree.kid(clause, &[Rel::Nsubj]).is_some()
        && tree.kid(clause, &[Rel::Obj]).is_some()
        && tree
            .kids(clause)
            .iter()
            .all(|kid| !tree.word(*kid).tag.starts_with('W'))
}

/// Whether a clause spells out what the noun above it says or intends.
pub(super) fn says(tree: &Tree, cues: &Cues, clause: usize, noun: usize) -> bool {
    let spelled = tree.rel(clause) == Rel::Acl
        || tree
            .kids_by(clause, &[Rel::Mark])
            .any(|mark| tree.lower(mark) == "that")
        || complete(tree, clause);
    spelled
        && cues
            .at(tree, noun, &[Scope::SpeechNoun, Scope::Complement])
            .is_some()
}

pub(super) fn indefinite(tree: &Tree, noun: usize) -> bool {
    tree.kids_by(noun, &[Rel::Det])
        .any(|det| matches!(tree.lower(det).as_str(), "a" | "an" | "any" | "such"))
}

pub(super) fn negated(tree: &Tree, verb: usize) -> bool {
    tree.kids_by(verb, &[Rel::Advmod])
        .any(|kid| matches!(tree.lower(kid).as_str(), "not" | "n't" | "n’t" | "never"))
}

/// "not only … but" denies nothing.
pub(super) fn not_only(tree: &Tree, token: usize) -> bool {
    let next = token + 1;
    tree.lower(token) == "not"
        && next < tree.analysis.words.len()
        && matches!(tree.lower(next).as_str(), "only" | "just")
}

/// The conjunction that opens a condition.
pub(super) fn opening<'c>(
    tree: &Tree,
    cues: &'c Cues,
    adverbial: usize,
) -> Option<(usize, Found<'c>)> {
    // "had they voted": an auxiliary opens a condition only before its subject.
    let subject = tree.kid(adverbial, &[Rel::Nsubj, Rel::NsubjPass]);
    let inverted = |mark: usize| subject.is_some_and(|subject| mark < subject);
    tree.kids_by(adverbial, &[Rel::Mark, Rel::Advmod, Rel::Case, Rel::Aux])
        .filter(|mark| tree.rel(*mark) != Rel::Aux || inverted(*mark))
        .find_map(|mark| {
            cues.at(tree, mark, &[Scope::Condition])
                .map(|found| (mark, found))
        })
        .or_else(|| {
            // "although she had a fund"
            let had = matches!(tree.lower(adverbial).as_str(), "had" | "were" | "should");
            cues.at(tree, adverbial, &[Scope::Condition])
                .filter(|_| !had || inverted(adverbial))
                .map(|found| (adverbial, found))
        })
}

/// The preposition of attribution before a noun: "according to", "per".
pub(super) fn preposition<'c>(tree: &Tree, cues: &'c Cues, noun: usize) -> Option<Found<'c>> {
    let marks = tree.kids_by(noun, &[Rel::Case, Rel::Mark]);
    let own = marks
        .filter_map(|mark| cues.at(tree, mark, &[Scope::Preposition]))
        .next();
    // "According" may be read as a verb that governs the noun.
    own.or_else(|| cues.at(tree, noun, &[Scope::Preposition]))
}

pub(super) fn source_noun(tree: &Tree, noun: usize) -> usize {
    if tree.lemma(noun).eq_ignore_ascii_case("accord") || tree.lower(noun) == "according" {
        return tree
            .kid(noun, &[Rel::Obl, Rel::Obj, Rel::Nmod])
            .unwrap_or(noun);
    }
    noun
}

/// "accused of lying", "aimed at winning", "charged with fraud": what a governing word is joined to by its preposition.
pub(super) fn accused_of(tree: &Tree, cues: &Cues, node: usize, verb: usize) -> bool {
    let gerund = tree.word(node).tag == "VBG";
    let joined = tree
        .cases(node)
        .iter()
        .any(|case| matches!(case.as_str(), "of" | "with" | "at" | "on" | "from" | "to"));
    let found = cues.at(tree, verb, &[Scope::Speech, Scope::Complement]);
    // A noun is nothing that happens, save where it is what somebody is held to have done.
    let accused = |found: Found<'_>| found.cue.status.as_deref() == Some("rumoured");
    joined && node > verb && found.is_some_and(|found| gerund || accused(found))
}

/// "speculation about his separation", "fears of a merger": what a noun of hearsay or doubt is about.
pub(super) fn speculated(tree: &Tree, cues: &Cues, node: usize, noun: usize) -> bool {
    let about = matches!(tree.rel(node), Rel::Nmod | Rel::Obl)
        && tree
            .cases(node)
            .iter()
            .any(|case| matches!(case.as_str(), "about" | "of" | "over"));
    let found = cues.at(tree, noun, &[Scope::SpeechNoun]);
    let status = found.and_then(|found| found.cue.status.as_deref());
    about && matches!(status, Some("rumoured" | "possible"))
}

/// The verb that says what the noun above a gerund is held to have done: "accused the network of violating it".
pub(super) fn accused(tree: &Tree, cues: &Cues, gerund: usize, noun: usize) -> Option<usize> {
    let verb = tree
        .head(noun)
        .filter(|_| matches!(tree.rel(noun), Rel::Obj | Rel::NsubjPass))?;
    let found = cues.at(tree, verb, &[Scope::Speech, Scope::Complement])?;
    let accuses = found.cue.status.as_deref() == Some("rumoured");
    let of =
        tree.word(gerund).tag == "VBG" && tree.after(gerund, &["of".to_owned(), "with".to_owned()]);
    (accuses && of).then_some(verb)
}

/// "described him as a force", "called it a mistake": what something is said to be.
pub(super) fn named_as(tree: &Tree, cues: &Cues, node: usize, verb: usize) -> bool {
    let named = match tree.rel(node) {
        Rel::Xcomp | Rel::Ccomp => !tree
            .kids_by(node, &[Rel::Mark, Rel::Nsubj])
            .any(|kid| tree.rel(kid) == Rel::Nsubj || tree.lower(kid) == "to"),
        _ => tree.cases(node).iter().any(|case| case == "as"),
    };
    named && cues.at(tree, verb, &[Scope::Naming]).is_some()
}

/// Whether an auxiliary of several words ("be to") stands before a verb: "is to the left" is no plan.
pub(super) fn before_verb(tree: &Tree, auxiliary: usize, cue: Span) -> bool {
    let tokens = &tree.analysis.document.tokens;
    let next = tokens.partition_point(|token| token.start < cue.end);
    next == auxiliary + 1
        || tokens.get(next).is_some() && matches!(tree.pos(next), Pos::Verb | Pos::Aux | Pos::Adv)
}

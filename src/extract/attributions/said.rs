//! A verb of saying, thinking or wanting → the words that tell what: a clause, what a parenthesis hangs on, a quotation, a noun.

use std::collections::BTreeSet;

use super::content::branch;
use crate::analysis::{Pos, Rel, ValueKind};
use crate::extract::clause;
use crate::extract::cues::{Cues, Found};
use crate::extract::tree::Tree;
use crate::ontology::Scope;

/// The relations of a clause to the verb that governs it.
pub(super) const CLAUSES: [Rel; 4] = [Rel::Ccomp, Rel::Xcomp, Rel::Csubj, Rel::CsubjPass];

/// The words that tell what is said; `own` are those that attribute.
pub(super) fn said(
    tree: &Tree,
    cues: &Cues,
    verb: usize,
    own: &BTreeSet<usize>,
    found: Found<'_>,
) -> BTreeSet<usize> {
    let skip = |kid: usize| kid == verb || says_anew(tree, cues, kid);
    let clauses: Vec<usize> = tree
        .kids_by(verb, &CLAUSES)
        .filter(|kid| !says_anew(tree, cues, *kid))
        .collect();
    let mut content: BTreeSet<usize> = clauses
        .iter()
        .flat_map(|clause| branch(tree, *clause, &skip))
        .collect();
    // What is said next ends what was said.
    let next = (verb + 1..tree.sentence_tokens(verb).end)
        .find(|at| tree.word(*at).tag == "VBG" && says_anew(tree, cues, *at));
    if let Some(next) = next {
        content.retain(|token| *token < next);
    }
    // "The bridge is said to be safe": of whom it is said is part of what is said.
    let subject = tree.kids_by(verb, &[Rel::NsubjPass]);
    for subject in subject.filter(|kid| told_of(tree, verb, *kid)) {
        content.extend(branch(tree, subject, &skip));
    }
    let speech = found.cue.scope == Scope::Speech;
    let may_speak = speech || cues.at(tree, verb, &[Scope::Speech]).is_some();
    if clauses.is_empty() {
        let quotes =
            |words: &BTreeSet<usize>| words.iter().any(|token| tree.quotations[*token].is_some());
        let spoken = [
            around(tree, cues, verb),
            beside(tree, cues, verb),
            quoted(tree, cues, verb),
        ];
        // A stand is not spoken, save in a quotation.
        let spoken = spoken
            .into_iter()
            .filter(|words| may_speak || quotes(words));
        content.extend(spoken.flatten());
    }
    let mut bare = content.iter().all(|token| own.contains(token));
    if bare && may_speak && !governs_words(tree, verb) {
        content.extend(before(tree, cues, verb));
        bare = content.is_empty();
    }
    if bare || !clauses.is_empty() && !speech {
        content.extend(objects(tree, cues, verb));
    }
    content
}

/// Whether the subject of a passive is what something is said of, and not whom it is said to.
pub(super) fn told_of(tree: &Tree, verb: usize, subject: usize) -> bool {
    let infinitive = tree.kids_by(verb, &[Rel::Xcomp]).any(|kid| kid > verb);
    let listener = matches!(
        tree.lemma(verb),
        "tell"
            | "ask"
            | "inform"
            | "warn"
            | "remind"
            | "advise"
            | "urge"
            | "order"
            | "assure"
            | "encourage"
    );
    tree.rel(subject) == Rel::NsubjPass && tree.pos(subject) != Pos::Pron && infinitive && !listener
}

/// "…, Altman said": what a parenthesis hangs on is what is said.
fn around(tree: &Tree, cues: &Cues, verb: usize) -> BTreeSet<usize> {
    let Some(head) = tree.head(verb).filter(|_| tree.rel(verb) == Rel::Parataxis) else {
        return BTreeSet::new();
    };
    if tree.kid(verb, &[Rel::Obj]).is_some() && head < verb && tree.quotations[head].is_none() {
        return BTreeSet::new();
    }
    branch(tree, head, &|kid| kid == verb || says_anew(tree, cues, kid))
}

/// "Altman said: …": what follows by a colon or a comma is what is said.
fn beside(tree: &Tree, cues: &Cues, verb: usize) -> BTreeSet<usize> {
    let behind = tree
        .kids_by(verb, &[Rel::Parataxis])
        .filter(|kid| *kid > verb || tree.quotations[*kid].is_some());
    behind
        .filter(|kid| !says_anew(tree, cues, *kid))
        .flat_map(|kid| branch(tree, kid, &|kid| says_anew(tree, cues, kid)))
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

/// Whether a verb has an object, or another infinitive than "demanded to know".
fn governs_words(tree: &Tree, verb: usize) -> bool {
    let asks = |kid: usize| tree.rel(kid) == Rel::Xcomp && tree.lemma(kid) == "know";
    let mut kids = tree.kids_by(verb, &[Rel::Obj, Rel::Xcomp, Rel::Ccomp]);
    kids.any(|kid| kid > verb && !asks(kid))
}

/// "“Who pays?” Diaz asked.": the quotation that closes the sentence before, where nobody in that is heard to speak it.
fn before(tree: &Tree, cues: &Cues, verb: usize) -> BTreeSet<usize> {
    let sentences = &tree.analysis.document.sentences;
    let own = tree.sentence(verb);
    let earlier = own
        .checked_sub(1)
        .and_then(|before| sentences.get(before))
        .filter(|before| before.block == sentences[own].block);
    let Some(earlier) = earlier else {
        return BTreeSet::new();
    };
    let speaks = |token: usize| {
        tree.quotations[token].is_none()
            && tree.pos(token) == Pos::Verb
            && cues.at(tree, token, &[Scope::Speech]).is_some()
    };
    let quotation = earlier
        .tokens
        .clone()
        .next_back()
        .and_then(|last| tree.quotations[last]);
    if quotation.is_none() || earlier.tokens.clone().any(speaks) {
        return BTreeSet::new();
    }
    let inside = earlier.tokens.clone();
    inside
        .filter(|token| tree.quotations[*token] == quotation)
        .collect()
}

/// "criticised the plan for its cost": the nouns that a verb governs, with what tells more of them.
fn objects(tree: &Tree, cues: &Cues, verb: usize) -> BTreeSet<usize> {
    let when = |kid: usize| {
        tree.value(kid).is_some_and(|value| {
            matches!(
                tree.analysis.values[value].kind,
                ValueKind::Date(_) | ValueKind::Duration(_)
            )
        })
    };
    let passive = clause::passive(tree, verb);
    let agent = clause::agent(tree, verb).filter(|_| passive);
    let fits = |kid: &usize| match tree.rel(*kid) {
        Rel::Obj => true,
        Rel::NsubjPass => passive,
        Rel::Obl => *kid > verb && !when(*kid) && agent != Some(*kid) && tells(tree, *kid),
        Rel::Advcl | Rel::Nmod => *kid > verb && tells(tree, *kid),
        Rel::Xcomp | Rel::Ccomp => *kid > verb,
        _ => false,
    };
    let kids = tree.kids(verb).iter().copied().filter(fits);
    kids.filter(|kid| !says_anew(tree, cues, *kid))
        .flat_map(|kid| branch(tree, kid, &|kid| says_anew(tree, cues, kid)))
        .collect()
}

/// Whether a preposition tells what a stand is about, and not where or when it was taken.
fn tells(tree: &Tree, noun: usize) -> bool {
    tree.cases(noun).iter().any(|case| {
        matches!(
            case.as_str(),
            "for" | "of" | "as" | "against" | "from" | "about" | "to" | "on" | "over" | "with"
        )
    })
}

/// "…, adding that", "…, but she denied": what is said next, by the same or another, is no part of what was said.
fn says_anew(tree: &Tree, cues: &Cues, verb: usize) -> bool {
    let says = tree.pos(verb) == Pos::Verb
        && tree.quotations[verb].is_none()
        && cues
            .at(tree, verb, &[Scope::Speech, Scope::Attitude, Scope::Naming])
            .is_some();
    let first = tree.subtree(verb).start;
    let comma = tree.text(first) == "," || first > 0 && tree.text(first - 1) == ",";
    let own = tree.kid(verb, &[Rel::Nsubj]).is_some();
    let marked = tree.kid(verb, &[Rel::Mark]).is_some();
    says && match tree.rel(verb) {
        Rel::Advcl | Rel::Xcomp | Rel::Acl | Rel::Ccomp | Rel::Conj | Rel::Csubj
            if tree.word(verb).tag == "VBG" =>
        {
            comma && !marked && !own
        }
        Rel::Conj => comma && own,
        Rel::Parataxis => own,
        _ => false,
    }
}

//! The plain listing: a sentence → every subject, relation and object that its clauses say, as text.
//!
//! Facts of more than two parts become one triple for each part, with its preposition in the relation; what is joined by
//! "and" stands apart.

use crate::analysis::{Pos, Rel};
use crate::extract::clause;
use crate::extract::tree::Tree;

/// A subject, a relation and an object in the words of their sentence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClauseTriple {
    /// Who or what it is said of.
    pub subject: String,
    /// The verb with its auxiliaries, its particle and the preposition before the object.
    pub relation: String,
    /// An object, a complement or an adverbial.
    pub object: String,
}

/// How many verbs one governs the other ("wants to try to go").
const DEPTH: usize = 4;
/// What an apposition says of its noun, and an owner of what it owns; such a clause has no verb to quote.
const IS: &str = "is";
const HAS: &str = "has";

/// Lists the triples of a sentence, each once, in the order of their relation's words.
pub(in crate::extract) fn triples(
    tree: &Tree,
    tokens: std::ops::Range<usize>,
) -> Vec<ClauseTriple> {
    let mut found: Vec<ClauseTriple> = Vec::new();
    for token in tokens {
        for triple in at(tree, token) {
            let whole = [&triple.subject, &triple.relation, &triple.object];
            if whole.iter().all(|part| !part.is_empty()) && !found.contains(&triple) {
                found.push(triple);
            }
        }
    }
    found
}

fn at(tree: &Tree, token: usize) -> Vec<ClauseTriple> {
    let mut found = if tree.kid(token, &[Rel::Cop]).is_some() {
        copular(tree, token)
    } else if is_verb(tree, token) {
        verbal(tree, token)
    } else {
        Vec::new()
    };
    found.extend(described(tree, token));
    found
}

fn is_verb(tree: &Tree, token: usize) -> bool {
    // "has" with an object is a verb, whatever the tagger takes it for.
    let had = tree.pos(token) == Pos::Aux && tree.kid(token, &[Rel::Obj]).is_some();
    (tree.pos(token) == Pos::Verb || had)
        && !matches!(
            tree.rel(token),
            Rel::Amod | Rel::Compound | Rel::Case | Rel::Mark | Rel::Fixed | Rel::Flat
        )
        // "votes to block it": who would do so stands nowhere for certain.
        && !(tree.rel(token) == Rel::Acl && tree.word(token).tag == "VB")
}

/// "X, a critic,": X is a critic; "X's brother": X has a brother.
fn described(tree: &Tree, noun: usize) -> Vec<ClauseTriple> {
    let mut found = Vec::new();
    let nominal = |token: usize| matches!(tree.pos(token), Pos::Noun | Pos::Propn);
    if !nominal(noun) {
        return found;
    }
    for other in tree
        .kids_by(noun, &[Rel::Appos])
        .filter(|kid| nominal(*kid))
    {
        found.push(triple(tree, &phrase(tree, noun), IS.to_owned(), other));
    }
    for owner in tree
        .kids_by(noun, &[Rel::NmodPoss])
        .filter(|kid| nominal(*kid))
    {
        let mut owned = phrase(tree, noun);
        let possessor = tree.subtree(owner);
        owned.retain(|token| !possessor.contains(token));
        found.push(ClauseTriple {
            subject: text(tree, &phrase(tree, owner)),
            relation: HAS.to_owned(),
            object: text(tree, &owned),
        });
    }
    found
}

/// What a verb says of its subject.
fn verbal(tree: &Tree, verb: usize) -> Vec<ClauseTriple> {
    let subjects = subjects(tree, verb);
    let relation = verb_words(tree, verb, DEPTH);
    let objects: Vec<usize> = shared_by(tree, verb)
        .map_or_else(|| vec![verb], |next| vec![verb, next])
        .iter()
        .flat_map(|verb| tree.kids_by(*verb, &[Rel::Obj]).collect::<Vec<_>>())
        .collect();
    let object = objects
        .iter()
        .copied()
        .filter_map(|object| own(tree, object));
    let objects: Vec<usize> = object.flat_map(|object| tree.coordinated(object)).collect();
    let receiver: Vec<usize> = tree
        .kids_by(verb, &[Rel::Iobj])
        .flat_map(|receiver| phrase(tree, receiver))
        .collect();
    let with_receiver = joined(&relation, &receiver);
    let mut found = Vec::new();
    for subject in &subjects {
        for object in &objects {
            found.push(triple(tree, subject, text(tree, &with_receiver), *object));
        }
        // "left him there for five hours": the object belongs to what the rest is said of.
        let whole = match objects.first() {
            Some(object) => joined(&with_receiver, &phrase(tree, *object)),
            None => with_receiver.clone(),
        };
        for kid in tree.kids_by(verb, &[Rel::Obl, Rel::OblAgent]) {
            let cases: Vec<usize> = cases(tree, kid);
            if cases.is_empty() || kid < verb {
                continue;
            }
            let relation = text(tree, &joined(&whole, &cases));
            for object in tree.coordinated(kid) {
                found.push(triple(tree, subject, relation.clone(), object));
            }
        }
        for kid in tree.kids_by(verb, &[Rel::Xcomp]) {
            if !is_verb(tree, kid) && tree.kid(kid, &[Rel::Cop]).is_none() {
                let relation = joined(&whole, &cases(tree, kid));
                found.push(triple(tree, subject, text(tree, &relation), kid));
            }
        }
    }
    found
}

/// "hired and trained engineers": the verb whose object a bare one before it shares.
fn shared_by(tree: &Tree, verb: usize) -> Option<usize> {
    let bare = tree
        .kid(verb, &[Rel::Obj, Rel::Obl, Rel::Xcomp, Rel::Ccomp])
        .is_none();
    let next = |kid: &usize| {
        *kid == verb + 2 && is_verb(tree, *kid) && tree.word(*kid).tag == tree.word(verb).tag
    };
    tree.kids_by(verb, &[Rel::Conj]).find(next).filter(|_| bare)
}

/// "X is a critic", "X is from Y", "X is loyal to Y".
fn copular(tree: &Tree, predicate: usize) -> Vec<ClauseTriple> {
    let cases = cases(tree, predicate);
    let verb = joined(&auxiliaries(tree, predicate), &cases);
    let nominal = tree.is_nominal(predicate);
    let mut found = Vec::new();
    for subject in subjects(tree, predicate) {
        for other in tree.coordinated(predicate) {
            found.push(triple(tree, &subject, text(tree, &verb), other));
        }
        if nominal {
            continue;
        }
        for kid in tree.kids_by(predicate, &[Rel::Obl]) {
            let mut relation = joined(&verb, &[predicate]);
            relation.extend(self::cases(tree, kid));
            if kid > predicate && relation.len() > verb.len() + 1 {
                for object in tree.coordinated(kid) {
                    found.push(triple(tree, &subject, text(tree, &relation), object));
                }
            }
        }
    }
    found
}

/// The phrases of whom a predicate speaks.
fn subjects(tree: &Tree, predicate: usize) -> Vec<Vec<usize>> {
    let filler = |word: &usize| tree.lower(*word) == "it";
    // "It is part of": what looks like a filler may stand for something.
    let subject = governing_subject(tree, predicate, DEPTH)
        .or_else(|| tree.kids_by(predicate, &[Rel::Expl]).find(filler));
    let first = || {
        tree.head(predicate)
            .filter(|_| tree.rel(predicate) == Rel::Conj)
    };
    let subject = subject.or_else(|| tree.kids_by(first()?, &[Rel::Expl]).find(filler));
    let described = || {
        tree.head(predicate)
            .filter(|_| tree.rel(predicate) == Rel::Nmod)
    };
    let named = subject.and_then(|subject| own(tree, subject).or_else(described));
    let all = named.map(|subject| tree.coordinated(subject));
    let all = all.into_iter().flatten();
    all.map(|subject| phrase(tree, subject)).collect()
}

/// Of "asked them to go" it is who asks: what is said of them stands in the relation.
fn governing_subject(tree: &Tree, predicate: usize, depth: usize) -> Option<usize> {
    match governor(tree, predicate) {
        Some(head) if depth > 0 => governing_subject(tree, head, depth - 1),
        _ => clause::subject(tree, predicate),
    }
}

/// The verb whose infinitive another is: "wants to go", "was appointed to command".
fn governor(tree: &Tree, verb: usize) -> Option<usize> {
    let infinitive = tree.word(verb).tag == "VB"
        && tree
            .kids_by(verb, &[Rel::Mark])
            .any(|mark| tree.lower(mark) == "to");
    let governed = match tree.rel(verb) {
        Rel::Xcomp => true,
        Rel::Advcl => infinitive,
        _ => false,
    };
    tree.head(verb)
        .filter(|head| governed && *head < verb && is_verb(tree, *head))
}

/// A word that stands for itself: no filler ("there is"), and no relative pronoun that nothing is known of.
fn own(tree: &Tree, word: usize) -> Option<usize> {
    let word = clause::antecedent(tree, word).unwrap_or(word);
    let relative = matches!(tree.word(word).tag, "WDT" | "WP" | "WP$" | "WRB" | "EX");
    (!relative && tree.is_nominal(word)).then_some(word)
}

/// The words of a verb, with those of the verbs that govern it: "has wanted to go".
fn verb_words(tree: &Tree, verb: usize, depth: usize) -> Vec<usize> {
    let mut words = Vec::new();
    if let Some(head) = governor(tree, verb).filter(|_| depth > 0) {
        words = verb_words(tree, head, depth - 1);
        let objects = tree.kids_by(head, &[Rel::Obj, Rel::Iobj]);
        words.extend(objects.flat_map(|object| phrase(tree, object)));
        words.extend(tree.kids_by(verb, &[Rel::Mark]));
    }
    words.extend(auxiliaries(tree, verb));
    words.push(verb);
    words.extend(tree.kids_by(verb, &[Rel::CompoundPrt]));
    words
}

/// The auxiliaries and the negation of a predicate; of a joined one those of the first, where it has none of its own.
fn auxiliaries(tree: &Tree, predicate: usize) -> Vec<usize> {
    let own = |of: usize| -> Vec<usize> {
        tree.kids(of)
            .iter()
            .copied()
            .filter(|kid| match tree.rel(*kid) {
                Rel::Aux | Rel::AuxPass | Rel::Cop => true,
                Rel::Advmod => matches!(tree.lower(*kid).as_str(), "not" | "n't" | "n’t" | "never"),
                _ => false,
            })
            .filter(|kid| *kid < of)
            .collect()
    };
    let words = own(predicate);
    let bare = words.is_empty() && matches!(tree.word(predicate).tag, "VB" | "VBN" | "VBG");
    let first = tree
        .head(predicate)
        .filter(|_| bare && tree.rel(predicate) == Rel::Conj)
        .filter(|first| tree.word(*first).tag == tree.word(predicate).tag);
    first.map_or(words, own)
}

/// The prepositions before a noun.
fn cases(tree: &Tree, noun: usize) -> Vec<usize> {
    let before = tree.kids_by(noun, &[Rel::Case]).filter(|case| *case < noun);
    let with_fixed = |case: usize| std::iter::once(case).chain(tree.kids_by(case, &[Rel::Fixed]));
    before.flat_map(with_fixed).collect()
}

/// A noun with all that belongs to it, without clauses, appositions and what is joined to it.
pub(super) fn phrase(tree: &Tree, head: usize) -> Vec<usize> {
    let mut words = vec![head];
    let mut open: Vec<usize> = kept(tree, head, true);
    while let Some(word) = open.pop() {
        words.push(word);
        open.extend(kept(tree, word, false));
    }
    words.sort_unstable();
    // "below-average", "magic, electronics": a mark between two of its words belongs to both.
    let inner: Vec<usize> = words
        .windows(2)
        .filter(|pair| pair[1] == pair[0] + 2 && tree.pos(pair[0] + 1) == Pos::Punct)
        .map(|pair| pair[0] + 1)
        .collect();
    words.extend(inner);
    words.sort_unstable();
    while words
        .last()
        .is_some_and(|last| tree.pos(*last) == Pos::Punct && *last != head)
    {
        words.pop();
    }
    words
}

fn kept(tree: &Tree, word: usize, top: bool) -> Vec<usize> {
    let belongs = |kid: &usize| match tree.rel(*kid) {
        Rel::Conj | Rel::Cc | Rel::CcPreconj | Rel::Case => !top,
        Rel::AclRelcl
        | Rel::Acl
        | Rel::Appos
        | Rel::Parataxis
        | Rel::Punct
        | Rel::Advcl
        | Rel::AdvclRelcl
        | Rel::Mark
        | Rel::Cop
        | Rel::Aux
        | Rel::AuxPass
        | Rel::Nsubj
        | Rel::NsubjPass
        | Rel::NsubjOuter
        | Rel::Expl
        | Rel::Discourse
        | Rel::Ccomp
        | Rel::Obl
        | Rel::OblUnmarked
        | Rel::Dep => false,
        Rel::Advmod => *kid < word && (!top || tree.pos(word) == Pos::Adj),
        _ => true,
    };
    // "Mitchell, who is from Maine": a clause that hangs as a phrase is none.
    let clause = |kid: usize| tree.kid(kid, &[Rel::Cop, Rel::Nsubj]).is_some();
    let kids = tree.kids(word).iter().copied().filter(belongs);
    kids.filter(|kid| !clause(*kid)).collect()
}

fn joined(one: &[usize], other: &[usize]) -> Vec<usize> {
    one.iter().chain(other).copied().collect()
}

fn triple(tree: &Tree, subject: &[usize], relation: String, object: usize) -> ClauseTriple {
    ClauseTriple {
        subject: text(tree, subject),
        relation,
        object: text(tree, &phrase(tree, object)),
    }
}

/// Words with a blank between any two that the text parts.
fn text(tree: &Tree, words: &[usize]) -> String {
    let mut text = String::new();
    let mut last: Option<usize> = None;
    for word in words {
        let glued = last.is_some_and(|last| {
            last + 1 == *word && tree.token_span(last).end == tree.token_span(*word).start
        });
        if last.is_some() && !glued {
            text.push(' ');
        }
        text.push_str(tree.text(*word));
        last = Some(*word);
    }
    text
}

//! Nouns and clauses that the parser hung on the wrong word, where the words between them tell the right one.

use super::mend::{hang, subject};
use crate::analysis::{Analysis, Pos, Rel, Word, dependents};

/// Mends the nouns and clauses of every sentence.
pub(super) fn mend(analysis: &Analysis, words: &mut [Word]) {
    second_objects(analysis, words);
    names_of_kinds(words);
    behind_brackets(analysis, words);
    subjects_behind_prepositions(words);
    existing(analysis, words);
    labels(analysis, words);
    spelled_out(words);
}

/// "made an announcement on Monday that it was sold": a clause behind "that" spells out what a noun of one kind before it is.
fn spelled_out(words: &mut [Word]) {
    let children = dependents(words);
    for clause in 0..words.len() {
        let Some(verb) = words[clause].head.filter(|verb| *verb < clause) else {
            continue;
        };
        let that = children[clause]
            .iter()
            .any(|kid| words[*kid].rel == Rel::Mark && words[*kid].lemma == "that");
        let object = children[verb].iter().copied().find(|object| {
            let one = |kid: &usize| words[*kid].rel == Rel::Det && words[*kid].lemma == "a";
            words[*object].rel == Rel::Obj
                && *object < clause
                && words[*object].tag == "NN"
                && children[*object].iter().any(one)
        });
        let loose = matches!(words[clause].rel, Rel::Parataxis | Rel::Advcl);
        if let Some(object) = object.filter(|_| that && loose) {
            hang(words, clause, object, Rel::Acl);
        }
    }
}

/// "Where to stay: The Grand is located in Oslo": what a colon sets apart is no subject of what follows.
fn labels(analysis: &Analysis, words: &mut [Word]) {
    let children = dependents(words);
    for label in 0..words.len().saturating_sub(1) {
        let Some(verb) = words[label].head.filter(|verb| *verb > label + 1) else {
            continue;
        };
        if !subject(words[label].rel) || analysis.token_text(label + 1) != ":" {
            continue;
        }
        let rel = words[label].rel;
        let real = children[label]
            .iter()
            .copied()
            .find(|kid| *kid > label + 1 && words[*kid].rel == Rel::Appos);
        if let Some(real) = real {
            hang(words, real, verb, rel);
        }
        words[label].rel = Rel::Parataxis;
    }
}

/// "governs licensing, not infrastructure": a second object behind a comma is joined to the first.
fn second_objects(analysis: &Analysis, words: &mut [Word]) {
    let children = dependents(words);
    for kids in &children {
        let objects: Vec<usize> = kids
            .iter()
            .copied()
            .filter(|kid| words[*kid].rel == Rel::Obj)
            .collect();
        if let [first, .., last] = objects[..]
            && (first..last).any(|at| analysis.token_text(at) == ",")
        {
            hang(words, last, first, Rel::Conj);
        }
    }
}

/// "received a Harbour Safety Act (HSA) notice": of two objects a name behind "a" tells the kind of the other.
fn names_of_kinds(words: &mut [Word]) {
    let children = dependents(words);
    for kids in &children {
        let mut objects = kids
            .iter()
            .copied()
            .filter(|kid| words[*kid].rel == Rel::Obj);
        let (Some(name), Some(noun), None) = (objects.next(), objects.next(), objects.next())
        else {
            continue;
        };
        let one = children[name].iter().copied().find(|kid| {
            words[*kid].rel == Rel::Det && matches!(words[*kid].lemma.as_str(), "a" | "an")
        });
        let bare = !children[noun]
            .iter()
            .any(|kid| matches!(words[*kid].rel, Rel::Det | Rel::NmodPoss | Rel::Nummod));
        let kind = words[name].pos == Pos::Propn && words[noun].pos == Pos::Noun && bare;
        if let Some(one) = one.filter(|_| kind) {
            hang(words, name, noun, Rel::Compound);
            hang(words, one, noun, Rel::Det);
        }
    }
}

/// "convicted of misprision (hiding) of a felony": an "of" behind brackets belongs to the noun before them.
fn behind_brackets(analysis: &Analysis, words: &mut [Word]) {
    let children = dependents(words);
    for noun in 0..words.len() {
        let of = children[noun]
            .iter()
            .copied()
            .find(|kid| words[*kid].rel == Rel::Case && analysis.token_text(*kid) == "of");
        let closes = of
            .and_then(|of| of.checked_sub(1))
            .filter(|at| analysis.token_text(*at) == ")");
        let Some(closes) = closes.filter(|_| words[noun].rel == Rel::Obl) else {
            continue;
        };
        let opens = (0..closes)
            .rev()
            .take_while(|at| analysis.token_text(*at) != ")")
            .find(|at| analysis.token_text(*at) == "(");
        let before = opens
            .and_then(|opens| opens.checked_sub(1))
            .filter(|before| {
                let beside = words[*before].head == words[noun].head;
                beside && matches!(words[*before].pos, Pos::Noun | Pos::Propn)
            });
        if let Some(before) = before {
            hang(words, noun, before, Rel::Nmod);
        }
    }
}

/// "after images of him were published": where a finite verb lacks its subject, what "after" stands before is that.
fn subjects_behind_prepositions(words: &mut [Word]) {
    let children = dependents(words);
    for verb in 1..words.len() {
        let finite = children[verb].iter().any(|kid| {
            matches!(words[*kid].rel, Rel::Aux | Rel::AuxPass | Rel::Cop)
                && matches!(words[*kid].tag, "VBD" | "VBZ" | "VBP" | "MD")
        });
        let alone = !children[verb].iter().any(|kid| {
            subject(words[*kid].rel)
                || *kid < verb
                    && matches!(
                        words[*kid].rel,
                        Rel::Cc | Rel::Punct | Rel::Mark | Rel::Expl
                    )
        });
        let joined = matches!(words[verb].rel, Rel::Parataxis | Rel::Conj);
        let Some(above) = words[verb]
            .head
            .filter(|above| finite && alone && joined && *above < verb)
        else {
            continue;
        };
        let behind = children[above].iter().copied().rev().find_map(|noun| {
            let case = children[noun].iter().copied().find(|kid| {
                words[*kid].rel == Rel::Case
                    && matches!(
                        words[*kid].lemma.as_str(),
                        "after" | "before" | "since" | "until"
                    )
            });
            let between = above < noun && noun < verb && words[noun].rel == Rel::Obl;
            case.filter(|_| between).map(|case| (noun, case))
        });
        if let Some((noun, case)) = behind {
            let passive = children[verb]
                .iter()
                .any(|kid| words[*kid].rel == Rel::AuxPass);
            hang(
                words,
                noun,
                verb,
                if passive { Rel::NsubjPass } else { Rel::Nsubj },
            );
            hang(words, case, verb, Rel::Mark);
            words[verb].rel = Rel::Advcl;
        }
    }
}

/// "There are voters from the ranks of Labour who will stay away": without a comma the clause tells who there are.
fn existing(analysis: &Analysis, words: &mut [Word]) {
    let children = dependents(words);
    for clause in 1..words.len() {
        let inner = words[clause]
            .head
            .filter(|_| words[clause].rel == Rel::AclRelcl);
        let Some(inner) = inner.filter(|inner| *inner < clause) else {
            continue;
        };
        let pronoun = (inner + 1..clause).find(|at| matches!(words[*at].tag, "WP" | "WDT"));
        let Some(pronoun) = pronoun.filter(|at| analysis.token_text(at - 1) != ",") else {
            continue;
        };
        let above = |at: &usize| words[*at].head;
        let pivot = std::iter::successors(Some(inner), above)
            .take(words.len())
            .skip(1)
            .take_while(|at| *at < pronoun)
            .find_map(|at| {
                let be = words[at].head.filter(|be| *be < at)?;
                let kids = &children[be];
                let there = kids.iter().any(|kid| words[*kid].rel == Rel::Expl);
                let mut kids = kids.iter().copied();
                let pivot = kids.find(|kid| subject(words[*kid].rel) && be < *kid)?;
                (there && pivot <= at).then_some(pivot)
            });
        if let Some(pivot) = pivot.filter(|pivot| *pivot != inner) {
            hang(words, clause, pivot, Rel::AclRelcl);
        }
    }
}

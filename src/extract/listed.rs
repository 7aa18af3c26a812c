//! Words as the parser left them → the same, where a list took what belongs to one of its members.

use super::mend::{hang, is_below, subject};
use crate::analysis::{Analysis, Pos, Rel, Word, dependents};

/// Mends the lists of every sentence.
pub(super) fn mend(analysis: &Analysis, words: &mut [Word]) {
    behind_semicolons(analysis, words);
    relatives_of_one(words);
    names_of_the_last(analysis, words);
    subjects_of_clauses(analysis, words);
}

/// "four of Reed's children; Ann Lee; and Tom Park": what a semicolon parts is no part of the member before it.
fn behind_semicolons(analysis: &Analysis, words: &mut [Word]) {
    let children = dependents(words);
    for item in 0..words.len() {
        let parted = matches!(words[item].rel, Rel::Appos | Rel::Conj)
            && nominal(&words[item])
            && children[item]
                .iter()
                .any(|kid| *kid < item && analysis.token_text(*kid) == ";");
        let Some(before) = words[item].head.filter(|before| parted && *before < item) else {
            continue;
        };
        let mut first = before;
        while matches!(
            words[first].rel,
            Rel::Nmod | Rel::NmodPoss | Rel::NmodDesc | Rel::Appos | Rel::Compound | Rel::Conj
        ) && let Some(above) = words[first].head.filter(|above| nominal(&words[*above]))
        {
            first = above;
        }
        hang(words, item, first, Rel::Conj);
    }
}

/// "Ann Lee, Tom Park and Bo Reed, who meets Lars Holt,": a verb for one tells of the last, not of all.
fn relatives_of_one(words: &mut [Word]) {
    let children = dependents(words);
    for clause in 0..words.len() {
        let listed = words[clause].head.filter(|noun| {
            *noun < clause && words[clause].rel == Rel::AclRelcl && nominal(&words[*noun])
        });
        let pronoun = children[clause]
            .iter()
            .copied()
            .find(|kid| subject(words[*kid].rel) && matches!(words[*kid].tag, "WP" | "WDT"));
        let one = |at: usize| words[at].tag == "VBZ";
        let auxiliaries = children[clause]
            .iter()
            .copied()
            .filter(|kid| matches!(words[*kid].rel, Rel::Aux | Rel::AuxPass | Rel::Cop));
        let singular = one(clause) || auxiliaries.into_iter().any(one);
        let (Some(listed), Some(pronoun)) = (listed, pronoun.filter(|_| singular)) else {
            continue;
        };
        let last = last_joined(words, &children, listed, pronoun);
        if last != listed {
            hang(words, clause, last, Rel::AclRelcl);
        }
    }
}

/// "with her mother and sister, Ann Lee,", "Tom Park and his son, Bo Park,": a name behind several nouns is that of the last.
fn names_of_the_last(analysis: &Analysis, words: &mut [Word]) {
    let children = dependents(words);
    for name in 0..words.len() {
        let first = words[name].head.filter(|first| {
            *first < name && words[name].rel == Rel::Appos && words[name].pos == Pos::Propn
        });
        let several = children[name]
            .iter()
            .any(|kid| words[*kid].rel == Rel::Conj);
        let Some(first) = first.filter(|_| !several) else {
            continue;
        };
        let last = last_joined(words, &children, first, name);
        let comma = last + 1 < name && analysis.token_text(last + 1) == ",";
        if last != first && words[last].tag == "NN" && comma {
            hang(words, name, last, Rel::Appos);
        }
    }
}

/// "is divided into districts and the Rostvik Council runs them": what a verb with no word of its own to join it stands
/// behind is its subject.
fn subjects_of_clauses(analysis: &Analysis, words: &mut [Word]) {
    let children = dependents(words);
    for verb in 0..words.len() {
        let joined = words[verb].rel == Rel::Conj
            && words[verb].pos == Pos::Verb
            && children[verb]
                .iter()
                .all(|kid| *kid > verb || matches!(words[*kid].rel, Rel::Advmod | Rel::Aux));
        let before = words[verb].head.filter(|before| joined && *before < verb);
        let Some(before) = before else { continue };
        let adverbs = (before + 1..verb)
            .rev()
            .take_while(|at| words[*at].head == Some(verb))
            .count();
        let noun = verb - adverbs - 1;
        let opens = children[noun]
            .iter()
            .copied()
            .find(|kid| words[*kid].rel == Rel::Cc && *kid < noun);
        let Some(and) = opens.filter(|_| noun > before) else {
            continue;
        };
        let whole = (and + 1..noun).all(|at| words[at].head.is_some_and(|head| head == noun))
            && analysis.token_text(and) != "or";
        let below = is_below(words, noun, before);
        if words[noun].rel == Rel::Conj && nominal(&words[noun]) && whole && below {
            hang(words, noun, verb, Rel::Nsubj);
            hang(words, and, verb, Rel::Cc);
        }
    }
}

/// The last of the nouns joined to `first` that stands before `end`; `first` where there is none.
fn last_joined(words: &[Word], children: &[Vec<usize>], first: usize, end: usize) -> usize {
    let mut last = first;
    let mut open = vec![first];
    while let Some(item) = open.pop() {
        for kid in children[item].iter().copied() {
            let joined = words[kid].rel == Rel::Conj && nominal(&words[kid]);
            if joined && kid > item && kid < end {
                last = last.max(kid);
                open.push(kid);
            }
        }
    }
    last
}

fn nominal(word: &Word) -> bool {
    matches!(word.pos, Pos::Noun | Pos::Propn | Pos::Num | Pos::Pron)
}

//! Participles that the parser hung on the wrong word: "in the region, comprising A and B", "with A having lost".

use super::mend::{hang, subject};
use crate::analysis::{Analysis, Pos, Rel, Word, dependents};

/// Verbs whose participle says what the noun before it is made of, and no deed of the sentence's subject.
const DESCRIBING: &[&str] = &[
    "comprise",
    "consist",
    "contain",
    "encompass",
    "include",
    "number",
    "span",
    "total",
];

/// Adverbs that open a participle about how what stands before it is or was at the time.
const TIMES: &[&str] = &[
    "already",
    "currently",
    "formerly",
    "now",
    "originally",
    "previously",
    "still",
    "then",
];

/// Verbs whose participle may keep an object of its own in the passive: "Ann Lee, awarded a medal,".
const TWO_OBJECTS: &[&str] = &[
    "appoint", "assign", "award", "call", "deny", "dub", "elect", "give", "grant", "name", "offer",
    "pay", "show", "teach", "tell", "title",
];

/// Mends the participles of every sentence.
pub(super) fn mend(analysis: &Analysis, words: &mut [Word]) {
    descriptions(analysis, words);
    second_verbs(analysis, words);
    relative_conjuncts(analysis, words);
    listed_passives(analysis, words);
    absolutes(words);
}

/// "in the region, comprising A and B", "invited Reed, then suffering from it,": tells of the noun right before it.
fn descriptions(analysis: &Analysis, words: &mut [Word]) {
    let children = dependents(words);
    for verb in 1..words.len() {
        let participle = matches!(words[verb].tag, "VBG" | "VBN")
            && words[verb].rel == Rel::Advcl
            && !children[verb].iter().any(|kid| {
                subject(words[*kid].rel) || matches!(words[*kid].rel, Rel::Mark | Rel::Aux)
            });
        let Some(above) = words[verb].head.filter(|above| participle && *above < verb) else {
            continue;
        };
        let opening = children[verb]
            .iter()
            .copied()
            .find(|kid| *kid < verb && words[*kid].rel == Rel::Advmod);
        let timed = opening.is_some_and(|adverb| {
            TIMES.contains(&analysis.token_text(adverb).to_lowercase().as_str())
        });
        let describing =
            words[verb].tag == "VBG" && DESCRIBING.contains(&words[verb].lemma.as_str());
        let start = opening.unwrap_or(verb);
        let comma = start > 0 && analysis.token_text(start - 1) == ",";
        if !(describing || timed && comma) {
            continue;
        }
        let last = if comma {
            start.checked_sub(2)
        } else {
            start.checked_sub(1)
        };
        let noun = last.and_then(|last| phrase_ending_at(words, last, above));
        if let Some(noun) = noun.filter(|noun| above < *noun) {
            hang(words, verb, noun, Rel::Acl);
        }
    }
}

/// The lowest noun whose words end at `last`, up to `above`: of "in the Marl region" the region.
fn phrase_ending_at(words: &[Word], last: usize, above: usize) -> Option<usize> {
    let mut at = last;
    while matches!(words[at].rel, Rel::Flat | Rel::Compound | Rel::Nummod) {
        at = words[at].head.filter(|head| above < *head)?;
    }
    let noun = matches!(words[at].pos, Pos::Noun | Pos::Propn) && at <= last;
    noun.then_some(at)
}

/// "Lee floored Park, absorbed two punches and won": behind a comma a participle with an object is a past tense.
fn second_verbs(analysis: &Analysis, words: &mut [Word]) {
    let children = dependents(words);
    for verb in 1..words.len() {
        let noun = words[verb].head.filter(|noun| {
            words[verb].rel == Rel::Acl && words[*noun].rel == Rel::Obj && *noun < verb
        });
        let first = noun.and_then(|noun| words[noun].head);
        let Some(first) = first.filter(|first| words[*first].tag == "VBD" && *first < verb) else {
            continue;
        };
        let has = |rel: Rel| children[verb].iter().any(|kid| words[*kid].rel == rel);
        let active = matches!(words[verb].tag, "VBN" | "VBD")
            && has(Rel::Obj)
            && !has(Rel::AuxPass)
            && !TWO_OBJECTS.contains(&words[verb].lemma.as_str());
        if active && analysis.token_text(verb - 1) == "," {
            words[verb].tag = "VBD";
            hang(words, verb, first, Rel::Conj);
        }
    }
}

/// "was made by Lee, edited by Park": behind a comma a passive goes on from the one before it.
fn listed_passives(analysis: &Analysis, words: &mut [Word]) {
    for verb in 2..words.len() {
        let agent = words[verb].head.filter(|agent| {
            words[verb].rel == Rel::Acl && words[verb].tag == "VBN" && *agent < verb
        });
        let Some(agent) = agent.filter(|agent| words[*agent].rel == Rel::OblAgent) else {
            continue;
        };
        let by = verb + 1 < words.len() && analysis.token_text(verb + 1) == "by";
        let first = words[agent].head.filter(|first| words[*first].tag == "VBN");
        if let Some(first) = first.filter(|_| by && analysis.token_text(verb - 1) == ",") {
            hang(words, verb, first, Rel::Conj);
        }
    }
}

/// "toured Azza, where soldiers stole cars and burned houses": without a comma, "and" goes on from the nearest clause.
fn relative_conjuncts(analysis: &Analysis, words: &mut [Word]) {
    let children = dependents(words);
    for verb in 1..words.len() {
        let first = words[verb].head.filter(|first| {
            words[verb].rel == Rel::Conj && *first < verb && words[verb].tag == "VBD"
        });
        let Some(first) = first else {
            continue;
        };
        let own = children[verb]
            .iter()
            .any(|kid| subject(words[*kid].rel) || words[*kid].rel == Rel::Aux);
        let cc = children[verb]
            .iter()
            .copied()
            .find(|kid| words[*kid].rel == Rel::Cc && *kid < verb);
        let Some(cc) = cc.filter(|cc| !own && *cc > 0 && analysis.token_text(*cc - 1) != ",")
        else {
            continue;
        };
        // The clause that the word before "and" belongs to.
        let clause = std::iter::successors(Some(cc - 1), |at| words[*at].head)
            .take_while(|at| first < *at)
            .find(|at| words[*at].rel == Rel::AclRelcl && words[*at].tag == "VBD");
        if let Some(clause) = clause {
            hang(words, verb, clause, Rel::Conj);
        }
    }
}

/// "parted with Lee and Park having fallen out": what a perfect participle has before it fell out; nobody parted with them.
fn absolutes(words: &mut [Word]) {
    let children = dependents(words);
    for verb in 0..words.len() {
        let perfect = matches!(words[verb].tag, "VBN" | "VBG")
            && children[verb].iter().any(|kid| {
                matches!(words[*kid].rel, Rel::Aux | Rel::AuxPass) && words[*kid].tag == "VBG"
            });
        let linked = matches!(words[verb].rel, Rel::Conj | Rel::Acl | Rel::Advcl);
        let plain = !children[verb].iter().any(|kid| {
            subject(words[*kid].rel)
                || *kid < verb && matches!(words[*kid].rel, Rel::Cc | Rel::Punct | Rel::Mark)
        });
        let above = words[verb]
            .head
            .filter(|above| perfect && linked && plain && *above < verb);
        let Some(mut noun) = above.and_then(|_| before_participle(words, &children, verb)) else {
            continue;
        };
        while matches!(words[noun].rel, Rel::Conj | Rel::Flat | Rel::Compound)
            && let Some(first) = words[noun].head.filter(|first| *first < verb)
        {
            noun = first;
        }
        let with = children[noun]
            .iter()
            .copied()
            .find(|kid| words[*kid].rel == Rel::Case && words[*kid].lemma == "with");
        let above = words[noun].head.filter(|above| *above < noun);
        if let (Some(with), Some(above)) = (with, above)
            && matches!(words[noun].rel, Rel::Obl | Rel::Nmod)
        {
            hang(words, verb, above, Rel::Advcl);
            hang(words, noun, verb, Rel::Nsubj);
            hang(words, with, verb, Rel::Mark);
        }
    }
}

/// The word right before a participle and what it has on its left.
fn before_participle(words: &[Word], children: &[Vec<usize>], verb: usize) -> Option<usize> {
    let first = children[verb].iter().copied().min()?.min(verb);
    let noun = first.checked_sub(1)?;
    matches!(words[noun].pos, Pos::Noun | Pos::Propn).then_some(noun)
}

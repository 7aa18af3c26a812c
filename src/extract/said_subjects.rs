//! Clauses behind a verb of saying whose subject the parser took for the verb's object: "confirmed the deal had been signed".

use super::mend::{hang, subject};
use crate::analysis::{Analysis, Pos, Rel, Word, dependents};

/// Mends the trees round the verbs that `says` knows; `spells` tells the nouns whose content a clause spells out.
pub(super) fn mend(
    analysis: &Analysis,
    words: &mut [Word],
    says: &dyn Fn(&str) -> bool,
    spells: &dyn Fn(&str) -> bool,
) {
    described(analysis, words, says);
    objects(words, says);
    fronted(analysis, words, says);
    late(words, says, spells);
    sources(analysis, words);
    doubled(words);
}

/// "the depression had sustained winds": what has a subject or an auxiliary of its own describes no noun.
fn described(analysis: &Analysis, words: &mut [Word], says: &dyn Fn(&str) -> bool) {
    let children = dependents(words);
    for verb in 0..words.len() {
        let Some(noun) = words[verb].head.filter(|noun| *noun > verb) else {
            continue;
        };
        let kid = |rels: &[Rel]| {
            children[verb]
                .iter()
                .copied()
                .find(|kid| rels.contains(&words[*kid].rel))
        };
        let clause = kid(&[Rel::Nsubj, Rel::NsubjPass, Rel::Aux, Rel::AuxPass, Rel::Cop]);
        if words[verb].rel != Rel::Amod || clause.is_none() {
            continue;
        }
        let parted = (verb + 1..noun).any(|at| words[at].pos == Pos::Punct);
        let above = words[noun].head;
        if parted {
            // "“This is right,” Warren said"
            let saying = above.filter(|above| {
                says(&words[*above].lemma)
                    && subject(words[noun].rel)
                    && analysis.token_text(noun - 1) != "-"
            });
            if let Some(saying) = saying {
                hang(words, verb, saying, Rel::Ccomp);
            }
            continue;
        }
        let (passive, joined) = (kid(&[Rel::AuxPass]).is_some(), kid(&[Rel::Cc]).is_some());
        let infinitive = kid(&[Rel::Mark]).is_some_and(|mark| words[mark].tag == "TO");
        let argument = matches!(
            words[noun].rel,
            Rel::Obj | Rel::Obl | Rel::Ccomp | Rel::Xcomp
        );
        let rel = if joined {
            Rel::Conj
        } else if infinitive && argument {
            Rel::Xcomp
        } else if argument {
            Rel::Ccomp
        } else {
            words[noun].rel
        };
        words[verb].head = above;
        words[verb].rel = rel;
        hang(
            words,
            noun,
            verb,
            if passive { Rel::Xcomp } else { Rel::Obj },
        );
    }
}

/// "agreed the book may have contained", "announced the recorder has been recovered": a finite clause that lacks its
/// subject has it in the object before it.
fn objects(words: &mut [Word], says: &dyn Fn(&str) -> bool) {
    let mut children = dependents(words);
    for clause in 2..words.len() {
        let kid = |rels: &[Rel]| {
            children[clause]
                .iter()
                .copied()
                .find(|kid| rels.contains(&words[*kid].rel) && *kid < clause)
        };
        let finite = kid(&[Rel::Aux, Rel::AuxPass, Rel::Cop])
            .filter(|aux| matches!(words[*aux].tag, "MD" | "VBD" | "VBZ" | "VBP"));
        let fits = matches!(
            words[clause].rel,
            Rel::Acl | Rel::Conj | Rel::Parataxis | Rel::Ccomp
        );
        let linked = kid(&[Rel::Cc, Rel::Mark]).is_some();
        let (Some(finite), true, false) = (finite, fits, linked) else {
            continue;
        };
        let above = std::iter::successors(words[clause].head, |at| words[*at].head);
        let saying = above
            .take(3)
            .find(|at| says(&words[*at].lemma) && words[*at].pos == Pos::Verb);
        let Some(saying) = saying.filter(|saying| *saying < clause) else {
            continue;
        };
        let object = children[saying]
            .iter()
            .copied()
            .find(|kid| words[*kid].rel == Rel::Obj && *kid > saying && *kid < finite);
        let own = kid(&[Rel::Nsubj, Rel::NsubjPass]);
        // "a fruit filled with crackers had exploded": the last noun of the phrase passes for the subject.
        let inner =
            own.is_some_and(|own| object.is_some_and(|object| under(words, own, object, clause)));
        let Some(object) = object.filter(|_| own.is_none() || inner) else {
            continue;
        };
        if let Some(own) = own
            && let Some(participle) = words[clause].head.filter(|head| *head != saying)
        {
            hang(words, own, participle, Rel::Obl);
        }
        let passive = kid_is_passive(&children[clause], words);
        hang(words, clause, saying, Rel::Ccomp);
        hang(
            words,
            object,
            clause,
            if passive { Rel::NsubjPass } else { Rel::Nsubj },
        );
        children = dependents(words);
    }
}

/// Whether a subject stands behind a participle that describes the object.
fn under(words: &[Word], own: usize, object: usize, clause: usize) -> bool {
    let participle = words[clause].head;
    participle.is_some_and(|participle| {
        words[participle].head == Some(object)
            && words[participle].rel == Rel::Acl
            && object < participle
            && participle < own
    })
}

fn kid_is_passive(kids: &[usize], words: &[Word]) -> bool {
    kids.iter().any(|kid| words[*kid].rel == Rel::AuxPass)
}

/// "The aversion was heightened, the study revealed.": a clause with a subject and no conjunction before who says it is said.
fn fronted(analysis: &Analysis, words: &mut [Word], says: &dyn Fn(&str) -> bool) {
    let children = dependents(words);
    for clause in 0..words.len() {
        let Some(saying) = words[clause].head.filter(|saying| *saying > clause) else {
            continue;
        };
        let has = |at: usize, rels: &[Rel]| {
            children[at]
                .iter()
                .any(|kid| rels.contains(&words[*kid].rel))
        };
        let subjects = [Rel::Nsubj, Rel::NsubjPass];
        let adverbial = words[clause].rel == Rel::Advcl
            && has(clause, &subjects)
            && !has(clause, &[Rel::Mark])
            && !children[clause].iter().any(|kid| words[*kid].tag == "WRB");
        let speaks = has(saying, &subjects)
            && !has(saying, &[Rel::Ccomp, Rel::Obj])
            && says(&words[saying].lemma);
        let speaker = children[saying]
            .iter()
            .copied()
            .find(|kid| subject(words[*kid].rel));
        let comma = speaker.is_some_and(|speaker| {
            (clause..speaker).any(|at| matches!(analysis.token_text(at), "," | "\"" | "”"))
        });
        if adverbial && speaks && comma {
            words[clause].rel = Rel::Ccomp;
        }
    }
}

/// "says at a stop in Toledo, Ohio, that it means": a clause with its conjunction is said, wherever it was hung.
fn late(words: &mut [Word], says: &dyn Fn(&str) -> bool, spells: &dyn Fn(&str) -> bool) {
    let mut children = dependents(words);
    for clause in 1..words.len() {
        let has = |rel: fn(&Word) -> bool| children[clause].iter().any(|kid| rel(&words[*kid]));
        let that = has(|word| word.rel == Rel::Mark && word.lemma == "that")
            && has(|word| subject(word.rel));
        let hung = matches!(
            words[clause].rel,
            Rel::Acl | Rel::AclRelcl | Rel::Advcl | Rel::Ccomp
        );
        let Some(noun) = words[clause].head.filter(|noun| *noun < clause) else {
            continue;
        };
        let nominal =
            matches!(words[noun].pos, Pos::Noun | Pos::Propn) && !spells(&words[noun].lemma);
        if !that || !hung || !nominal {
            continue;
        }
        let above = std::iter::successors(words[noun].head, |at| words[*at].head);
        let saying = above.take(4).find(|at| words[*at].pos == Pos::Verb);
        let free = saying.filter(|saying| {
            *saying < noun
                && says(&words[*saying].lemma)
                && !children[*saying]
                    .iter()
                    .any(|kid| words[*kid].rel == Rel::Ccomp)
        });
        if let Some(saying) = free {
            hang(words, clause, saying, Rel::Ccomp);
            children = dependents(words);
        }
    }
}

/// "According to the Post, officials warned": who is named before the comma is no part of who is named behind it.
fn sources(analysis: &Analysis, words: &mut [Word]) {
    for at in 0..words.len().saturating_sub(2) {
        if !analysis.token_text(at).eq_ignore_ascii_case("according")
            || analysis.token_text(at + 1) != "to"
        {
            continue;
        }
        let end = analysis
            .document
            .sentences
            .iter()
            .find(|sentence| sentence.tokens.contains(&at))
            .map_or(at, |sentence| sentence.tokens.end);
        let Some(comma) = (at + 2..end).find(|token| analysis.token_text(*token) == ",") else {
            continue;
        };
        let inside = at + 2..comma;
        let tops: Vec<usize> = inside
            .clone()
            .filter(|token| {
                words[*token]
                    .head
                    .is_none_or(|head| !inside.contains(&head) && head != at)
            })
            .collect();
        let [top] = tops[..] else { continue };
        if words[at].head.is_some_and(|head| inside.contains(&head)) {
            hang(words, at, top, Rel::Case);
        }
        let Some(head) = words[top].head.filter(|head| *head > comma) else {
            continue;
        };
        if matches!(
            words[top].rel,
            Rel::Compound | Rel::NmodDesc | Rel::Amod | Rel::Conj
        ) {
            if let Some(verb) = words[head].head.filter(|_| subject(words[head].rel)) {
                hang(words, top, verb, Rel::Obl);
            }
        } else if subject(words[top].rel) {
            let rel = words[top].rel;
            let other = dependents(words)[top].iter().copied().find(|kid| {
                (comma..head).contains(kid) && matches!(words[*kid].rel, Rel::Appos | Rel::Conj)
            });
            words[top].rel = Rel::Obl;
            if let Some(other) = other {
                hang(words, other, head, rel);
            }
        }
    }
}

/// "Chess Federation President announced": of two subjects side by side the first describes the second.
fn doubled(words: &mut [Word]) {
    let children = dependents(words);
    for kids in &children {
        let subjects: Vec<usize> = kids
            .iter()
            .copied()
            .filter(|kid| words[*kid].rel == Rel::Nsubj)
            .collect();
        let [first, second] = subjects[..] else {
            continue;
        };
        let nominal = |at: usize| matches!(words[at].pos, Pos::Noun | Pos::Propn | Pos::Adj);
        let beside = (first..=second).all(nominal);
        if beside && words[second].pos != Pos::Adj {
            hang(words, first, second, Rel::Compound);
        }
    }
}

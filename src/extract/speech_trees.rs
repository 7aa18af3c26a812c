//! Clauses that are said, hung on the verb that says them.

use super::mend::{hang, subject};
use crate::analysis::{Analysis, Pos, Rel, ValueKind, Word, dependents};

/// Mends the trees round the verbs that `says` knows.
pub(super) fn mend(analysis: &Analysis, words: &mut [Word], says: &dyn Fn(&str) -> bool) {
    finite_conjuncts(words);
    said_clauses(words, says);
    told_clauses(words, says);
    told_in(words, says);
    gerund_subjects(words, says);
    denied_acts(words, says);
    said_predicates(words, says);
    closing_reports(analysis, words, says);
    opening_clauses(analysis, words, says);
    parentheses(analysis, words, says);
    dated_sources(analysis, words);
}

/// "has died, according to police on Friday": the day right behind a source is when it spoke.
fn dated_sources(analysis: &Analysis, words: &mut [Word]) {
    let children = dependents(words);
    let dates = analysis.values.iter().filter_map(|value| {
        let date = matches!(value.kind, ValueKind::Date(_));
        date.then_some(value.head)
    });
    for date in dates {
        let first = children[date].iter().copied().fold(date, usize::min);
        let Some(verb) = words[date].head.filter(|verb| *verb < first) else {
            continue;
        };
        let source = children[verb].iter().copied().find(|noun| {
            let end = (*noun + 1..first)
                .all(|at| words[at].rel == Rel::Flat && words[at].head == Some(*noun));
            let according = children[*noun]
                .iter()
                .any(|kid| words[*kid].lemma == "accord");
            *noun < first && end && according && words[*noun].rel == Rel::Obl
        });
        if let Some(source) = source {
            hang(words, date, source, Rel::Nmod);
        }
    }
}

/// "said the firm expected sales": after a verb of saying, a noun and a verb with an object are what is said.
fn said_clauses(words: &mut [Word], says: &dyn Fn(&str) -> bool) {
    let children = dependents(words);
    for verb in 2..words.len() {
        let noun = verb - 1;
        let Some(saying) = words[noun].head.filter(|saying| *saying < noun) else {
            continue;
        };
        let past = matches!(words[verb].tag, "VBN" | "VBD")
            && words[verb].rel == Rel::Acl
            && words[verb].head == Some(noun)
            && children[verb].iter().any(|kid| words[*kid].rel == Rel::Obj);
        if past && words[noun].rel == Rel::Obj && says(&words[saying].lemma) {
            words[verb].tag = "VBD";
            hang(words, verb, saying, Rel::Ccomp);
            hang(words, noun, verb, Rel::Nsubj);
        }
    }
}

/// "said he would order a review and warned of more": a finite verb goes on with the finite verb above, not with an infinitive.
fn finite_conjuncts(words: &mut [Word]) {
    let children = dependents(words);
    let past = |verb: usize, words: &[Word]| {
        let aux = |kid: &usize| matches!(words[*kid].rel, Rel::Aux) && words[*kid].tag == "VBD";
        words[verb].tag == "VBD" || words[verb].tag == "VB" && children[verb].iter().any(aux)
    };
    for verb in 1..words.len() {
        let Some(first) = words[verb].head.filter(|first| *first < verb) else {
            continue;
        };
        let own = children[verb].iter().any(|kid| subject(words[*kid].rel));
        if words[verb].rel != Rel::Conj || own || !past(verb, words) || past(first, words) {
            continue;
        }
        let bare = words[first].tag == "VB";
        let above = std::iter::successors(words[first].head, |at| words[*at].head)
            .take_while(|at| *at < first)
            .find(|at| words[*at].pos == Pos::Verb);
        if let Some(above) = above.filter(|above| bare && past(*above, words)) {
            hang(words, verb, above, Rel::Conj);
        }
    }
}

/// "told reporters he lost control": a clause behind whom it is told, with a subject of its own, is what is told.
fn told_clauses(words: &mut [Word], says: &dyn Fn(&str) -> bool) {
    let children = dependents(words);
    for verb in 2..words.len() {
        let Some(told) = words[verb].head.filter(|told| *told < verb) else {
            continue;
        };
        let Some(saying) = words[told].head.filter(|saying| *saying < told) else {
            continue;
        };
        let by_pronoun = children[verb]
            .iter()
            .any(|kid| subject(words[*kid].rel) && words[*kid].tag == "PRP");
        let relative = is_relative(words, &children[verb]);
        let listener = matches!(words[told].rel, Rel::Obj | Rel::Iobj)
            && matches!(
                words[saying].lemma.as_str(),
                "tell" | "inform" | "assure" | "remind" | "warn"
            )
            && says(&words[saying].lemma);
        if listener && words[verb].rel == Rel::AclRelcl && by_pronoun && !relative {
            hang(words, verb, saying, Rel::Ccomp);
        }
    }
}

/// "said in a filing that it was sold": what a filing holds is what is said in it.
fn told_in(words: &mut [Word], says: &dyn Fn(&str) -> bool) {
    let children = dependents(words);
    for clause in 0..words.len() {
        let noun = words[clause].head.filter(|noun| *noun < clause);
        let saying = noun.and_then(|noun| words[noun].head);
        let (Some(noun), Some(saying)) = (noun, saying) else {
            continue;
        };
        let that = children[clause]
            .iter()
            .any(|kid| words[*kid].rel == Rel::Mark && words[*kid].lemma == "that");
        let within = children[noun].iter().any(|kid| {
            words[*kid].rel == Rel::Case && matches!(words[*kid].lemma.as_str(), "in" | "on" | "at")
        });
        let free = !children[saying]
            .iter()
            .any(|kid| matches!(words[*kid].rel, Rel::Ccomp | Rel::Obj));
        // "in a filing to the regulator that it was sold": no pronoun stands so far from its noun.
        let far = words[clause].rel == Rel::AclRelcl
            && children[clause].iter().any(|kid| {
                words[*kid].rel == Rel::Obj && words[*kid].lemma == "that" && noun + 1 < *kid
            })
            && children[clause].iter().any(|kid| subject(words[*kid].rel));
        if (that && words[clause].rel == Rel::Acl || far)
            && within
            && free
            && words[noun].rel == Rel::Obl
            && saying < noun
            && says(&words[saying].lemma)
        {
            hang(words, clause, saying, Rel::Ccomp);
        }
    }
}

/// Whether a clause with these words below its verb has a relative pronoun.
fn is_relative(words: &[Word], kids: &[usize]) -> bool {
    let pronoun = |kid: &usize| matches!(words[*kid].tag, "WDT" | "WP" | "WRB" | "WP$");
    kids.iter().any(pronoun)
}

fn is_comma(analysis: &Analysis, token: usize) -> bool {
    analysis.token_text(token) == ","
}

/// "said jailing him would help": the act is the subject of what is said, and nobody's.
fn gerund_subjects(words: &mut [Word], says: &dyn Fn(&str) -> bool) {
    let children = dependents(words);
    for act in 1..words.len() {
        let Some(saying) = words[act].head.filter(|saying| *saying < act) else {
            continue;
        };
        let clause = children[saying].iter().copied().find(|clause| {
            let finite = |kid: &usize| {
                words[*kid].rel == Rel::Aux
                    && matches!(words[*kid].tag, "MD" | "VBD" | "VBZ" | "VBP")
            };
            *clause > act
                && words[*clause].rel == Rel::Ccomp
                && children[*clause].iter().any(finite)
                && !children[*clause].iter().any(|kid| subject(words[*kid].rel))
        });
        let bare = words[act].tag == "VBG" && words[act].rel == Rel::Xcomp;
        if let Some(clause) = clause.filter(|_| bare && says(&words[saying].lemma)) {
            hang(words, act, clause, Rel::Csubj);
        }
    }
}

/// "denied acquiring it": the act right behind a verb of saying is what is said.
fn denied_acts(words: &mut [Word], says: &dyn Fn(&str) -> bool) {
    for act in 1..words.len() {
        let verb = act - 1;
        let behind = words[act].tag == "VBG" && words[act].head == Some(verb);
        if behind && words[act].rel == Rel::Advcl && says(&words[verb].lemma) {
            words[act].rel = Rel::Xcomp;
        }
    }
}

/// "denied on Monday that it was in talks": a predicate with a subject of its own is a clause.
fn said_predicates(words: &mut [Word], says: &dyn Fn(&str) -> bool) {
    let children = dependents(words);
    for predicate in 0..words.len() {
        let Some(verb) = words[predicate].head.filter(|verb| *verb < predicate) else {
            continue;
        };
        let has = |rel: Rel| children[predicate].iter().any(|kid| words[*kid].rel == rel);
        let clause = has(Rel::Cop) && has(Rel::Nsubj) && words[predicate].rel == Rel::Obl;
        if clause && words[verb].pos == Pos::Verb && says(&words[verb].lemma) {
            words[predicate].rel = Rel::Ccomp;
        }
    }
}

/// "…, The Daily Herald reports.": a noun behind a name that closes its sentence after a comma is a verb.
fn closing_reports(analysis: &Analysis, words: &mut [Word], says: &dyn Fn(&str) -> bool) {
    let comma = |at: usize| is_comma(analysis, at);
    for sentence in &analysis.document.sentences {
        let Some(verb) = sentence.tokens.end.checked_sub(2) else {
            continue;
        };
        let named = |at: &usize| words[*at].tag == "NNP" || words[*at].pos == Pos::Det;
        let name = (sentence.tokens.start..verb).rev().take_while(named);
        let Some(first) = name.last().filter(|_| words[verb - 1].tag == "NNP") else {
            continue;
        };
        let closes = first > sentence.tokens.start && comma(first - 1);
        if !closes || words[verb].tag != "NNS" || !says(&words[verb].lemma) {
            continue;
        }
        let root = std::iter::successors(words[verb].head, |at| words[*at].head).last();
        let Some(root) = root.filter(|root| *root < first) else {
            continue;
        };
        words[verb].tag = "VBZ";
        words[verb].pos = Pos::Verb;
        hang(words, verb, root, Rel::Parataxis);
        hang(words, verb - 1, verb, Rel::Nsubj);
        for part in &mut words[first..verb - 1] {
            if part.head == Some(verb) {
                part.head = Some(verb - 1);
            }
        }
    }
}

/// "Bolt was bought by Acme, Reuters reported": a clause that nothing subordinates, before who says so, is what is said.
fn opening_clauses(analysis: &Analysis, words: &mut [Word], says: &dyn Fn(&str) -> bool) {
    let children = dependents(words);
    let comma = |at: usize| is_comma(analysis, at);
    for clause in 0..words.len() {
        let Some(verb) = words[clause].head.filter(|verb| *verb > clause) else {
            continue;
        };
        let has = |at: usize, rels: &[Rel]| {
            let mut kids = children[at].iter();
            kids.any(|kid| rels.contains(&words[*kid].rel))
        };
        let finite = matches!(words[clause].tag, "VBD" | "VBZ" | "VBP")
            || has(clause, &[Rel::Aux, Rel::AuxPass, Rel::Cop]);
        let free = finite
            && has(clause, &[Rel::Nsubj, Rel::NsubjPass])
            && !has(clause, &[Rel::Mark, Rel::Cc]);
        let said = has(verb, &[Rel::Nsubj])
            && !has(verb, &[Rel::Obj, Rel::Ccomp])
            && (clause..verb).any(comma);
        let relative = is_relative(words, &children[clause]);
        if words[clause].rel == Rel::Advcl
            && free
            && said
            && !relative
            && matches!(words[verb].tag, "VBD" | "VBZ" | "VBP")
            && says(&words[verb].lemma)
        {
            words[clause].rel = Rel::Ccomp;
        }
    }
}

/// "Acme bought Bolt, Reuters reported": who says so behind a comma says all of it.
fn parentheses(analysis: &Analysis, words: &mut [Word], says: &dyn Fn(&str) -> bool) {
    let children = dependents(words);
    let comma = |at: usize| is_comma(analysis, at);
    for verb in 0..words.len() {
        let kids = &children[verb];
        let has = |rels: &[Rel]| kids.iter().any(|kid| rels.contains(&words[*kid].rel));
        let first = kids.iter().copied().min().unwrap_or(verb);
        let behind = words[verb].head.is_some_and(|head| head < verb);
        let speaker = kids.iter().copied().find(|kid| subject(words[*kid].rel));
        // "Too often, Mr. Clarke said, the debate …": the parenthesis may stand before what the sentence says.
        let opened = speaker.is_some_and(|speaker| {
            let opens = std::iter::successors(Some(speaker), |at| {
                children[*at].iter().copied().min().filter(|kid| kid < at)
            });
            let start = opens.last().unwrap_or(speaker);
            // The comma may hang on the speaker.
            comma(start) || start > 0 && comma(start - 1)
        });
        let between = opened && comma((verb + 1).min(words.len() - 1));
        let said = matches!(words[verb].rel, Rel::Advcl | Rel::Conj)
            && has(&[Rel::Nsubj])
            && !has(&[Rel::Obj, Rel::Ccomp, Rel::Mark, Rel::Cc])
            && (behind && !has(&[Rel::Advmod]) && (comma(first) || opened) || !behind && between);
        if said && matches!(words[verb].tag, "VBD" | "VBZ" | "VBP") && says(&words[verb].lemma) {
            words[verb].rel = Rel::Parataxis;
        }
    }
}

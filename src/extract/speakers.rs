//! Who speaks, where the parser hung them elsewhere: "…, Mary Smith of the union said", "…,” said President Donald Tusk, …".

use std::ops::Range;

use super::mend::{hang, is_below};
use crate::analysis::{Analysis, Pos, Rel, Word, dependents};

/// Mends the trees round the verbs that `says` knows.
pub(super) fn mend(analysis: &Analysis, words: &mut [Word], says: &dyn Fn(&str) -> bool) {
    for sentence in &analysis.document.sentences {
        for verb in sentence.tokens.clone() {
            let finite = matches!(words[verb].tag, "VBD" | "VBZ" | "VBP");
            if finite && says(&words[verb].lemma) {
                quotes_hung_on(analysis, words, &sentence.tokens, verb);
                speaker(analysis, words, &sentence.tokens, verb);
                participle(analysis, words, &sentence.tokens, verb, says);
            }
        }
    }
}

/// Gives a verb of saying that lacks its subject the noun phrase between it and a comma or the end of a quotation.
fn speaker(analysis: &Analysis, words: &mut [Word], sentence: &Range<usize>, verb: usize) {
    let own = (sentence.clone()).any(|kid| {
        words[kid].head == Some(verb) && matches!(words[kid].rel, Rel::Nsubj | Rel::NsubjPass)
    });
    let passive = sentence.clone().any(|kid| {
        words[kid].head == Some(verb) && matches!(words[kid].rel, Rel::AuxPass | Rel::Aux)
    });
    let clause = matches!(
        words[verb].rel,
        Rel::Root | Rel::Ccomp | Rel::Parataxis | Rel::Advcl | Rel::Conj
    );
    if own || passive || !clause {
        return;
    }
    let phrase = before(analysis, words, sentence, verb)
        .or_else(|| described(analysis, words, sentence, verb))
        .or_else(|| behind(analysis, words, sentence, verb));
    let Some(phrase) = phrase else { return };
    let top = phrase.clone().rev().find(|token| {
        nominal(&words[*token])
            && words[*token]
                .head
                .is_none_or(|head| !phrase.contains(&head))
    });
    if let Some(top) = top {
        hang(words, top, verb, Rel::Nsubj);
    }
}

fn before(
    analysis: &Analysis,
    words: &[Word],
    sentence: &Range<usize>,
    verb: usize,
) -> Option<Range<usize>> {
    let start = (sentence.start..verb)
        .rev()
        .take_while(|at| in_phrase(analysis, &words[*at], *at))
        .last()?;
    let opens = start == sentence.start || closes(analysis, start - 1);
    (opens && words[start].pos != Pos::Adp).then_some(start..verb)
}

/// The most words between a name behind a quotation and the verb: "…,” Mary Smith, who leads the union, said".
const DESCRIPTION: usize = 30;

fn described(
    analysis: &Analysis,
    words: &[Word],
    sentence: &Range<usize>,
    verb: usize,
) -> Option<Range<usize>> {
    let aside = verb > sentence.start && analysis.token_text(verb - 1) == ",";
    let first = sentence.start.max(verb.saturating_sub(DESCRIPTION));
    let quote = (first..verb)
        .rev()
        .find(|at| matches!(analysis.token_text(*at), "\"" | "”" | "''"))
        .filter(|_| aside)?;
    let end = (quote + 1..verb)
        .take_while(|at| in_phrase(analysis, &words[*at], *at))
        .last()?
        + 1;
    (analysis.token_text(end) == "," && end + 1 < verb).then_some(quote + 1..end)
}

fn behind(
    analysis: &Analysis,
    words: &[Word],
    sentence: &Range<usize>,
    verb: usize,
) -> Option<Range<usize>> {
    let end = (verb + 1..sentence.end)
        .take_while(|at| in_phrase(analysis, &words[*at], *at))
        .last()?
        + 1;
    let quoted =
        verb > sentence.start && matches!(analysis.token_text(verb - 1), "\"" | "”" | "''");
    let aside = verb > sentence.start
        && analysis.token_text(verb - 1) == ","
        && words[verb].rel == Rel::Parataxis;
    let inverted = quoted || aside;
    let closed = end == sentence.end || words[end].pos == Pos::Punct;
    (inverted && closed && words[verb + 1].pos != Pos::Adp).then_some(verb + 1..end)
}

fn nominal(word: &Word) -> bool {
    matches!(word.pos, Pos::Noun | Pos::Propn) || word.tag == "PRP"
}

/// Whether a word can stand within the name or the description of a speaker.
fn in_phrase(analysis: &Analysis, word: &Word, token: usize) -> bool {
    nominal(word)
        || matches!(word.pos, Pos::Det | Pos::Adj | Pos::Num)
        || matches!(word.tag, "POS" | "PRP$" | "HYPH" | "-LRB-" | "-RRB-")
        || analysis.token_text(token) == "of"
}

/// Whether a mark ends what was said before a speaker is named.
fn closes(analysis: &Analysis, token: usize) -> bool {
    matches!(analysis.token_text(token), "," | "\"" | "”" | "''")
}

/// "“We see no link,” the mayor said": whoever says so describes nothing in the quotation.
fn quotes_hung_on(analysis: &Analysis, words: &mut [Word], sentence: &Range<usize>, verb: usize) {
    let children = |word: usize| sentence.clone().filter(move |kid| *kid != word);
    let subject = children(verb)
        .find(|kid| words[*kid].head == Some(verb) && words[*kid].rel == Rel::Nsubj && *kid < verb);
    let relative = children(verb)
        .any(|kid| words[kid].head == Some(verb) && matches!(words[kid].tag, "WDT" | "WP" | "WRB"));
    let (Some(subject), false) = (subject, relative) else {
        return;
    };
    let described = matches!(words[verb].rel, Rel::AclRelcl | Rel::Acl | Rel::AdvclRelcl);
    let start = children(subject)
        .find(|kid| words[*kid].head == Some(subject) && words[*kid].pos != Pos::Punct)
        .map_or(subject, |first| first.min(subject));
    let closed = start > sentence.start
        && matches!(analysis.token_text(start - 1), "\"" | "”" | "''")
        && start - 1 > sentence.start;
    if !described || !closed {
        return;
    }
    let root = std::iter::successors(words[verb].head, |at| words[*at].head)
        .take(words.len())
        .take_while(|at| *at < start)
        .last();
    if let Some(root) = root {
        hang(words, verb, root, Rel::Parataxis);
    }
}

/// "he told the group, adding that …": a participle of saying right behind goes on with the same speaker.
fn participle(
    analysis: &Analysis,
    words: &mut [Word],
    sentence: &Range<usize>,
    verb: usize,
    says: &dyn Fn(&str) -> bool,
) {
    let comma = (verb + 1..sentence.end).find(|at| analysis.token_text(*at) == ",");
    let Some(next) = comma
        .map(|comma| comma + 1)
        .filter(|next| *next < sentence.end)
    else {
        return;
    };
    let plain = (verb + 1..next).all(|at| words[at].pos != Pos::Verb);
    let goes_on = words[next].tag == "VBG" && says(&words[next].lemma);
    if !plain || !goes_on || words[next].rel == Rel::Root || is_below(words, verb, next) {
        return;
    }
    hang(words, next, verb, Rel::Advcl);
    let children = dependents(words);
    let has_clause = children[next]
        .iter()
        .any(|kid| words[*kid].rel == Rel::Ccomp);
    let clause = children[verb]
        .iter()
        .copied()
        .find(|kid| words[*kid].rel == Rel::Ccomp && *kid > next);
    if let Some(clause) = clause.filter(|_| !has_clause) {
        hang(words, clause, next, Rel::Ccomp);
    }
}

//! Trees → the same, without what the network often gets wrong and the order of the words shows.

use super::model::Parsed;
use super::tags::TagPair;
use crate::analysis::{Pos, Rel};

/// Mends the tree of the sentence of `forms`; `frequent` tells the words that are known well.
pub(crate) fn mend(forms: &[&str], words: &mut [Parsed], frequent: impl Fn(&str) -> bool) {
    names_behind_verbs(words);
    for at in 1..words.len().saturating_sub(2) {
        rare_infinitive(forms, words, at, &frequent);
        rare_participle(forms, words, at);
        present(words, at);
    }
    for verb in 0..words.len() {
        second_subject(forms, words, verb);
    }
}

/// "could sue Microsoft": a name behind a verb is no part of its name.
fn names_behind_verbs(words: &mut [Parsed]) {
    for name in 1..words.len() {
        let head = words[name].head.filter(|head| *head < name);
        if words[name].rel == Rel::Flat
            && head.is_some_and(|head| words[head].tags.pos == Pos::Verb)
        {
            words[name].rel = Rel::Obj;
        }
    }
}

/// "refused to outfox Putin": a rare word between a verb, "to" and a name is a verb. "Spoke to president Putin" is not so
/// read, as its noun is no rare one.
fn rare_infinitive(
    forms: &[&str],
    words: &mut [Parsed],
    to: usize,
    frequent: &impl Fn(&str) -> bool,
) {
    let (above, verb, name) = (to - 1, to + 1, to + 2);
    let under = |word: usize, head: usize, rel: Rel| {
        words[word].head == Some(head) && words[word].rel == rel
    };
    let described = words[verb].head == Some(name)
        && words[name].head == Some(above)
        && under(to, name, Rel::Case);
    let named =
        under(name, verb, Rel::Flat) && under(verb, above, Rel::Obl) && under(to, verb, Rel::Case);
    let noun = words[verb].tags.pos == Pos::Noun && (described || named);
    let phrase = forms[to] == "to"
        && words[name].tags.pos == Pos::Propn
        && words[above].tags.pos == Pos::Verb;
    if noun && phrase && !frequent(forms[verb]) {
        retag(words, to, "PART", "TO");
        retag(words, verb, "VERB", "VB");
        hang(words, to, verb, Rel::Mark);
        hang(words, verb, above, Rel::Xcomp);
        hang(words, name, verb, Rel::Obj);
    }
}

/// "had outfoxed Merkel": a participle right behind "had" is the verb, neither what a name is like nor what it had.
fn rare_participle(forms: &[&str], words: &mut [Parsed], had: usize) {
    let verb = had + 1;
    let name = words[verb].head.filter(|name| *name > verb);
    let describes = name.is_some_and(|name| {
        words[verb].rel == Rel::Amod
            && words[name].tags.pos == Pos::Propn
            && words[name].head == Some(had)
            && words[name].rel == Rel::Obj
    });
    let had_it = words[verb].head == Some(had) && words[verb].rel == Rel::Xcomp;
    let perfect = matches!(forms[had], "have" | "has" | "had" | "'ve" | "’ve")
        && words[had].tags.pos == Pos::Verb
        && words[verb].tags.pos == Pos::Verb
        && matches!(words[verb].tags.tag_text(), "VBN" | "VBD");
    if perfect && (describes || had_it) {
        words[verb].head = words[had].head;
        words[verb].rel = words[had].rel;
        for word in words.iter_mut().filter(|word| word.head == Some(had)) {
            word.head = Some(verb);
        }
        words[had].tags.pos = Pos::Aux;
        hang(words, had, verb, Rel::Aux);
    }
}

/// "The orchestra rehearses in Graz": a noun on "-s" with a subject right before it and no copula is a verb.
fn present(words: &mut [Parsed], verb: usize) {
    let kid = |rel: Rel| {
        words
            .iter()
            .any(|word| word.head == Some(verb) && word.rel == rel)
    };
    let before = &words[verb - 1];
    let subject = before.head == Some(verb) && before.rel == Rel::Nsubj;
    if words[verb].tags.tag_text() == "NNS"
        && subject
        && !kid(Rel::Cop)
        && !kid(Rel::Det)
        && !kid(Rel::Case)
    {
        retag(words, verb, "VERB", "VBZ");
        for word in words.iter_mut().filter(|word| word.head == Some(verb)) {
            word.rel = match word.rel {
                Rel::Nmod => Rel::Obl,
                Rel::NmodUnmarked => Rel::OblUnmarked,
                Rel::Acl => Rel::Xcomp,
                rel => rel,
            };
        }
    }
}

fn retag(words: &mut [Parsed], word: usize, pos: &str, tag: &str) {
    if let Some(tags) = TagPair::from_text(pos, tag) {
        words[word].tags = tags;
    }
}

fn hang(words: &mut [Parsed], word: usize, head: usize, rel: Rel) {
    words[word].head = Some(head);
    words[word].rel = rel;
}

/// "Harbourline, the company that runs the port, sued": of two subjects between commas the second says the first again.
fn second_subject(forms: &[&str], words: &mut [Parsed], verb: usize) {
    let of = |rel: Rel| {
        let kids = words.iter().enumerate();
        kids.filter(move |(_, word)| word.head == Some(verb) && word.rel == rel)
            .map(|(at, _)| at)
    };
    let mut subjects = of(Rel::Nsubj).filter(|at| *at < verb);
    let (Some(first), Some(second), None) = (subjects.next(), subjects.next(), subjects.next())
    else {
        return;
    };
    let quotes = of(Rel::Ccomp).any(|at| at > verb);
    let start = (0..second)
        .find(|at| words[*at].head == Some(second))
        .unwrap_or(second);
    let comma = |at: usize| forms.get(at) == Some(&",");
    if !quotes && start > first + 1 && comma(start - 1) && comma(verb - 1) {
        hang(words, second, first, Rel::Appos);
    }
}

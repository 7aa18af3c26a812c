//! The dependency tree → noun phrases that can stand for something: "the company", "its AI models".

use std::ops::Range;

use oxigraph::model::NamedNode;

use super::NameFinder;
use super::name::Name;
use super::view::View;
use crate::analysis::{Mention, MentionKind, Pos, Rel};
use crate::ontology::vocab;
use crate::text::Sentence;

/// Relations under which a word is part of the noun phrase of its head.
const INSIDE: &[Rel] = &[
    Rel::Compound,
    Rel::Amod,
    Rel::Nummod,
    Rel::NmodPoss,
    Rel::Det,
    Rel::DetPredet,
    Rel::Flat,
    Rel::NmodDesc,
    Rel::Goeswith,
    Rel::NmodUnmarked,
];

/// Returns the nominals of one sentence.
pub(super) fn nominals(
    finder: &NameFinder,
    view: View<'_>,
    sentence: &Sentence,
    names: &[Name],
) -> Vec<Mention> {
    let named = |token: usize| names.iter().any(|name| name.tokens.contains(&token));
    let mut found = Vec::new();
    for token in sentence.tokens.clone().filter(|token| !named(*token)) {
        let Some((class, noun)) =
            class_of(finder, view, sentence, token).or_else(|| aged(view, sentence, token))
        else {
            continue;
        };
        let head = super::head(view.words, &noun);
        let Some(word) = view.words.get(head) else {
            continue;
        };
        // "company executives" and "company Microsoft" speak of something else.
        let modifies = matches!(
            word.rel,
            Rel::Compound | Rel::Flat | Rel::NmodDesc | Rel::Amod
        ) && word.head.is_some_and(|head| !noun.contains(&head));
        let took_place = word.lemma == "place"
            && word
                .head
                .and_then(|head| view.words.get(head))
                .is_some_and(|verb| verb.lemma == "take");
        if modifies || took_place {
            continue;
        }
        let start = start(view, sentence, head, noun.start);
        let start = cut(view, start, noun.start, named);
        let tokens = without_article(view, noun.start, start..noun.end);
        let name_type = finder.broad.get(&class).copied();
        let span = view.span(&tokens);
        found.push(Mention {
            tokens,
            head,
            span,
            kind: MentionKind::Nominal,
            name_type,
            class: Some(class),
            known: None,
        });
    }
    found
}

/// The class whose noun stands at `token`, and the tokens of that noun: "company", "start-up".
fn class_of(
    finder: &NameFinder,
    view: View<'_>,
    sentence: &Sentence,
    token: usize,
) -> Option<(NamedNode, Range<usize>)> {
    let word = view.words.get(token)?;
    let hyphen = |token: usize| {
        sentence.tokens.contains(&token) && matches!(view.text(token), "-" | "‑" | "–")
    };
    if sentence.tokens.contains(&(token + 2)) && hyphen(token + 1) {
        let lemma = &view.words.get(token + 2)?.lemma;
        let joined = format!("{}-{}", view.text(token), lemma).to_lowercase();
        if let Some(class) = finder.nouns.get(&joined) {
            return Some((class.clone(), token..token + 3));
        }
    }
    let behind_hyphen = token >= 2 && hyphen(token - 1) && {
        let joined = format!("{}-{}", view.text(token - 2), word.lemma).to_lowercase();
        finder.nouns.contains_key(&joined)
    };
    if behind_hyphen || word.pos != Pos::Noun {
        return None;
    }
    Some((finder.noun_class(view, token)?, token..token + 1))
}

/// "the 39-year-old": a person, where no noun follows.
fn aged(view: View<'_>, sentence: &Sentence, token: usize) -> Option<(NamedNode, Range<usize>)> {
    let text = view.text(token);
    let years = text.parse::<u32>().is_ok_and(|years| years < 120);
    let parts = ["-", "year", "-", "old"];
    let joined = text
        .strip_suffix("-year-old")
        .is_some_and(|years| years.parse::<u32>().is_ok());
    let end = if joined {
        token + 1
    } else {
        let split = years
            && parts
                .iter()
                .zip(token + 1..)
                .all(|(part, place)| view.text(place) == *part);
        split.then_some(token + 5)?
    };
    let noun = |token: usize| {
        let proper = view.pos(token) == Some(Pos::Propn) && view.capital(token);
        sentence.tokens.contains(&token) && (view.pos(token) == Some(Pos::Noun) || proper)
    };
    let adjective = matches!(view.pos(end), Some(Pos::Adj | Pos::Num));
    let noun_behind = noun(end) || (sentence.tokens.contains(&end) && adjective && noun(end + 1));
    let determined = token > sentence.tokens.start
        && matches!(
            view.text(token - 1).to_lowercase().as_str(),
            "the" | "a" | "an" | "this" | "another"
        );
    (determined && !noun_behind).then(|| (vocab::PERSON.into_owned(), token..end))
}

/// The first token of the phrase that ends in the noun: its modifiers to the left and what they bring.
fn start(view: View<'_>, sentence: &Sentence, head: usize, noun: usize) -> usize {
    let mut start = noun;
    // From right to left, so that a modifier of a modifier is reached over the modifier.
    for token in (sentence.tokens.start..noun).rev() {
        let Some(word) = view.words.get(token) else {
            break;
        };
        let inside = |to: usize| (start..=head).contains(&to);
        let belongs = INSIDE.contains(&word.rel)
            || matches!(
                word.rel,
                Rel::Case | Rel::Advmod | Rel::Punct | Rel::Conj | Rel::Cc | Rel::Dep
            );
        let reaches = word.head.is_some_and(|to| {
            if to == head {
                INSIDE.contains(&word.rel)
            } else {
                inside(to) && belongs
            }
        });
        let later_child = (sentence.tokens.start..token).any(|before| {
            view.words
                .get(before)
                .is_some_and(|left| left.head == Some(head) && INSIDE.contains(&left.rel))
        });
        if reaches {
            start = token;
        } else if !later_child || matches!(word.pos, Pos::Verb | Pos::Aux) {
            break;
        }
    }
    start
}

/// Where a wrong tree reaches too far left, cuts behind what no noun phrase holds before its noun.
fn cut(view: View<'_>, start: usize, noun: usize, named: impl Fn(usize) -> bool) -> usize {
    let foreign = |token: usize| {
        let Some(word) = view.words.get(token) else {
            return true;
        };
        let pos =
            matches!(word.pos, Pos::Adp | Pos::Aux | Pos::Sconj | Pos::Part) && word.tag != "POS";
        let finite = matches!(
            word.tag,
            "VBD" | "VBZ" | "VBP" | "VB" | "WDT" | "WP" | "WRB" | "PRP"
        );
        let mark = matches!(view.text(token), ":" | ";" | "(" | ")" | "—" | "including");
        let tail = matches!(view.text(token), "-" | "–")
            && noun == token + 2
            && view.pos(token + 1) == Some(Pos::Num);
        (pos || finite || mark || tail) && !named(token)
    };
    (start..noun)
        .rev()
        .find(|token| foreign(*token))
        .map_or(start, |token| token + 1)
}

/// Words that open a phrase and are no part of it, lower case.
const OPENING: &[&str] = &[
    "the", "a", "an", "all", "both", "over", "about", "nearly", "almost", "around", "some", "at",
    "least", "more", "than", "up", "to", ",", "\"", "“", "'", "‘", "-", "–", "—", "(",
];

fn without_article(view: View<'_>, head: usize, mut tokens: Range<usize>) -> Range<usize> {
    let leading = |token: usize| {
        OPENING.contains(&view.text(token).to_lowercase().as_str())
            || view.pos(token) == Some(Pos::Adp)
            // "COVID-19 cases" are not nineteen.
            || (view.pos(token) == Some(Pos::Num) && token > 0 && view.text(token - 1) == "-")
    };
    while tokens.start < head && leading(tokens.start) {
        tokens.start += 1;
    }
    tokens
}

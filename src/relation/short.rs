//! A person's full name → the first and the last of the names, as most know the person.

use super::term::{Sources, Term};
use crate::analysis::{Analysis, NameType, Pos};

/// The most tokens of a full name.
const LONGEST: usize = 7;

/// Returns the short form of each full name among `terms`, as a term of its own over the same words.
pub(super) fn names(analysis: &Analysis, terms: &[Term]) -> Vec<Term> {
    // What a sentence opens with is often a name that no mention marks as somebody's.
    let named =
        |term: &&Term| term.name_type == Some(NameType::Person) || term.sources.any(Sources::TOPIC);
    let full = terms.iter().filter(named);
    full.filter(|term| short_name(analysis, term).is_some())
        .map(|term| Term {
            sources: term.sources.with(Sources::SHORT),
            ..term.clone()
        })
        .collect()
}

/// Returns the first and the last of three or more names, with the small words before the last: "Michiel de Ruyter".
pub(crate) fn short_name(analysis: &Analysis, term: &Term) -> Option<String> {
    let text = |token: usize| analysis.token_text(token);
    let capital = |token: usize| text(token).starts_with(char::is_uppercase);
    let tokens = term.tokens.clone();
    if !(3..=LONGEST).contains(&tokens.len()) {
        return None;
    }
    let (first, last) = (tokens.start, tokens.end - 1);
    let small = |token: &usize| text(*token).starts_with(char::is_lowercase);
    let particles = (first + 1..last).rev().take_while(small).count();
    let left_out = first + 1..last - particles;
    let words = left_out
        .clone()
        .all(|token| text(token).starts_with(char::is_alphabetic));
    let names = analysis.words[first].pos == Pos::Propn && capital(first) && capital(last);
    if left_out.is_empty() || !words || !names {
        return None;
    }
    let kept = std::iter::once(first).chain(left_out.end..tokens.end);
    Some(kept.map(text).collect::<Vec<_>>().join(" "))
}

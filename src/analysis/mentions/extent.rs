//! A name as found → the whole of it: titles and openers off the front, nicknames, particles and hyphens joined on.

use std::ops::Range;

use super::name::Name;
use super::view::View;
use super::words;
use crate::analysis::{NameType, Pos};

/// Capitalised words that a heading or a party stands before a name.
const OPENERS: &[&str] = &[
    "why",
    "how",
    "what",
    "when",
    "where",
    "who",
    "as",
    "but",
    "and",
    "if",
    "is",
    "did",
    "does",
    "can",
    "will",
    "after",
    "democrat",
    "democrats",
    "democratic",
    "republican",
    "republicans",
    "rep",
    "congressman",
    "congresswoman",
    "speaker",
    "trooper",
    "officer",
    "detective",
    "doctor",
    "attorney",
    "solicitor",
    "commissioner",
    "actor",
    "actress",
    "singer",
    "director",
    "star",
];

/// Small words inside the names of persons.
const PARTICLES: &[&str] = &[
    "bin", "ibn", "bint", "van", "von", "de", "del", "della", "der", "den", "di", "da", "dos",
    "al", "el", "la", "le", "ben", "abu", "ter", "ten", "y",
];

/// Gives every name its whole extent, taking only words that no other name has.
pub(super) fn widen(view: View<'_>, names: &mut Vec<Name>) {
    names.sort_by_key(|name| name.tokens.start);
    let all: Vec<Range<usize>> = names.iter().map(|name| name.tokens.clone()).collect();
    let mut end = 0;
    for (index, name) in names.iter_mut().enumerate() {
        if name.known.is_none() && !name.demonym {
            let next = all.get(index + 1).map_or(usize::MAX, |range| range.start);
            let free = end..next;
            shorten(view, name);
            nickname(view, name, &free);
            particles(view, name, &free);
            hyphens(view, name, &free);
        }
        end = end.max(name.tokens.end);
    }
}

fn shorten(view: View<'_>, name: &mut Name) {
    let opener = |token: usize| OPENERS.contains(&view.text(token).to_lowercase().as_str());
    if name.name_type == Some(NameType::Person) {
        let last = name.tokens.end - 1;
        let title = (name.tokens.start..last)
            .rev()
            .find(|token| words::is_title(view.text(*token)) || opener(*token));
        if let Some(title) = title.filter(|title| view.text(title + 1) != "of") {
            name.tokens.start = title + 1;
        }
    }
    while name.tokens.len() > 2
        && name.name_type != Some(NameType::Work)
        && OPENERS[..10].contains(&view.text(name.tokens.start).to_lowercase().as_str())
    {
        name.tokens.start += 1;
    }
}

/// `Edward "Eddie" Van Halen`: a nickname stands in the middle of the name.
fn nickname(view: View<'_>, name: &mut Name, free: &Range<usize>) {
    let quote = |token: usize| matches!(view.text(token), "\"" | "“" | "”" | "'" | "‘" | "’");
    if name.name_type != Some(NameType::Person) {
        return;
    }
    let opened = name
        .tokens
        .clone()
        .rev()
        .take(3)
        .find(|token| quote(*token));
    let open = opened.unwrap_or(name.tokens.end);
    if !quote(open) || open == name.tokens.start {
        return;
    }
    let close = (open + 2..open + 4).find(|token| quote(*token));
    let Some(close) = close.filter(|close| {
        (open + 1..*close).all(|token| view.capital(token)) && view.capital(close + 1)
    }) else {
        return;
    };
    let mut end = close + 1;
    while end < free.end && view.capital(end) && view.pos(end) == Some(Pos::Propn) {
        end += 1;
    }
    if end > close + 1 && end <= free.end {
        name.tokens.end = end;
    }
}

/// "Haitham bin Tariq Al Said", "Ursula von der Leyen".
fn particles(view: View<'_>, name: &mut Name, free: &Range<usize>) {
    if name.name_type != Some(NameType::Person) {
        return;
    }
    let particle = |token: usize| PARTICLES.contains(&view.text(token).to_lowercase().as_str());
    let proper = |token: usize| {
        token < free.end && view.capital(token) && view.pos(token) == Some(Pos::Propn)
    };
    let open = particle(name.tokens.end - 1);
    let mut end = name.tokens.end;
    while end + 1 < free.end && particle(end) {
        end += 1;
    }
    if (open || end > name.tokens.end) && proper(end) {
        while proper(end) {
            end += 1;
        }
        name.tokens.end = end;
    }
}

/// "Park Won-soon", "SARS-CoV-2", "African Export–Import Bank": words tied by a hyphen are one.
fn hyphens(view: View<'_>, name: &mut Name, free: &Range<usize>) {
    let tied = |hyphen: usize| {
        let tokens = &view.document.tokens;
        let hyphen_at = matches!(view.text(hyphen), "-" | "‐" | "‑" | "–");
        hyphen > 0
            && hyphen + 1 < tokens.len()
            && hyphen_at
            && tokens[hyphen - 1].end == tokens[hyphen].start
            && tokens[hyphen].end == tokens[hyphen + 1].start
    };
    let person = name.name_type == Some(NameType::Person);
    let joins = |token: usize| {
        let first = view.text(token).chars().next();
        first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || person && c.is_lowercase())
    };
    while name.tokens.end + 1 < free.end && tied(name.tokens.end) && joins(name.tokens.end + 1) {
        name.tokens.end += 2;
        while !person
            && name.tokens.end < free.end
            && view.capital(name.tokens.end)
            && view.pos(name.tokens.end) == Some(Pos::Propn)
        {
            name.tokens.end += 1;
        }
    }
    while name.tokens.start >= free.start + 2
        && tied(name.tokens.start - 1)
        && view.capital(name.tokens.start - 2)
    {
        name.tokens.start -= 2;
        while name.tokens.start > free.start
            && view.capital(name.tokens.start - 1)
            && matches!(view.pos(name.tokens.start - 1), Some(Pos::Propn | Pos::Adj))
        {
            name.tokens.start -= 1;
        }
    }
}

//! A name as found → the whole of it: titles and openers off the front, nicknames, particles and hyphens joined on.

use std::ops::Range;

use super::name::Name;
use super::view::View;
use super::words;
use crate::analysis::{NameType, Pos};
use crate::text::Sentence;

/// Words that open a heading or a question.
const OPENERS: &[&str] = &[
    "why", "how", "what", "when", "where", "who", "as", "but", "and", "if",
];

/// Other words that stand with a capital before a name and are no title.
const BEFORE: &[&str] = &[
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
    "star",
];

/// Small words inside the names of persons.
const PARTICLES: &[&str] = &[
    "bin", "ibn", "bint", "van", "von", "de", "del", "della", "der", "den", "di", "da", "dos",
    "al", "el", "la", "le", "ben", "abu", "ter", "ten", "y",
];

/// Gives every name its whole extent, taking only words that no other name has.
pub(super) fn widen(view: View<'_>, sentence: &Sentence, names: &mut Vec<Name>) {
    names.sort_by_key(|name| name.tokens.start);
    let title_case = view.is_title_case(sentence);
    let opening = view.opening(sentence);
    national(view, names);
    parts_of_works(view, sentence, names);
    let mut index = 0;
    while index < names.len() {
        let mut name = names[index].clone();
        if campus(view, &mut name, sentence.tokens.end) {
            name.known = None;
        }
        if name.known.is_none() && !name.demonym {
            let before = index
                .checked_sub(1)
                .map_or(sentence.tokens.start, |last| names[last].tokens.end);
            // What a nickname, a particle or a hyphen ties on may have been found as a name of its own.
            let after = names.get(index + 1).map_or(sentence.tokens.end, |next| {
                if next.known.is_some() {
                    next.tokens.start
                } else {
                    sentence.tokens.end
                }
            });
            shorten(view, &mut name);
            if !title_case {
                surname(view, &mut name, after);
            }
            crowned(view, &mut name, before);
            nickname(view, &mut name, after);
            particles(view, &mut name, after);
            hyphens(view, &mut name, &(before..after));
            let next = names
                .get(index + 1)
                .map_or(sentence.tokens.end, |next| next.tokens.start);
            if !title_case && name.name_type != Some(NameType::Person) {
                capitals(view, &mut name, &(before..next), opening);
            }
        }
        let end = name.tokens.end;
        names[index] = name;
        index += 1;
        while index < names.len() && names[index].tokens.start < end {
            names.remove(index);
        }
    }
}

/// "Civic Platform", "South Western Railway": capitalised words beside a name in running text belong to it.
fn capitals(view: View<'_>, name: &mut Name, free: &Range<usize>, opening: usize) {
    let belongs = |token: usize| {
        let text = view.text(token);
        view.capital(token)
            && text.chars().count() > 2
            && text.chars().all(|c| c.is_alphabetic() || c == '.')
            && matches!(
                view.pos(token),
                Some(Pos::Adj | Pos::Propn | Pos::Noun | Pos::Verb)
            )
            && !words::is_calendar(text)
            && !stands_before(text)
    };
    while name.tokens.start > free.start.max(opening + 1) && belongs(name.tokens.start - 1) {
        name.tokens.start -= 1;
    }
    while name.tokens.end < free.end && belongs(name.tokens.end) {
        name.tokens.end += 1;
    }
    institution(view, name, free);
}

/// "University of Texas at Austin": one of several; returns whether it is.
fn campus(view: View<'_>, name: &mut Name, after: usize) -> bool {
    let at = name.tokens.end;
    let university = name.tokens.len() > 2
        && view.text(name.tokens.start) == "University"
        && view.text(name.tokens.start + 1) == "of";
    let one = university && at + 1 < after && view.text(at) == "at" && view.capital(at + 1);
    if one {
        let end = (at + 1..after).find(|token| !view.capital(*token));
        name.tokens.end = end.unwrap_or(after);
    }
    one
}

/// Last words of bodies that many nations have one of.
const NATIONAL: &[&str] = &["Army", "Church", "Court", "Crescent", "Cross", "Navy"];

/// "Philippine Red Cross": the one of a nation is another than that known by the name alone.
fn national(view: View<'_>, names: &mut Vec<Name>) {
    let mut index = 1;
    while index < names.len() {
        let (people, body) = (&names[index - 1], &names[index]);
        let last = view.text(body.tokens.end - 1);
        let one = people.demonym
            && people.tokens.end == body.tokens.start
            && body.known.is_some()
            && body.name_type == Some(NameType::Organization)
            && NATIONAL.contains(&last);
        if one {
            let start = people.tokens.start;
            names.remove(index - 1);
            let body = &mut names[index - 1];
            body.tokens.start = start;
            body.known = None;
        } else {
            index += 1;
        }
    }
}

/// Words that with a number name a part of a work, lower case.
const PARTS: &[&str] = &["chapter", "episode", "part", "season", "series", "volume"];

/// "Season 24 of The Voice": which season it is stands behind "of", and all of it is one name.
fn parts_of_works(view: View<'_>, sentence: &Sentence, names: &mut Vec<Name>) {
    for of in sentence.tokens.clone().skip(2) {
        let number = view.text(of - 1).starts_with(|c: char| c.is_ascii_digit());
        let part =
            view.capital(of - 2) && PARTS.contains(&view.text(of - 2).to_lowercase().as_str());
        if view.text(of) != "of" || !number || !part {
            continue;
        }
        let next = of + 1 + usize::from(view.text(of + 1) == "the");
        let end = (next..sentence.tokens.end)
            .find(|token| !view.capital(*token))
            .unwrap_or(sentence.tokens.end);
        if end <= next {
            continue;
        }
        let tokens = of - 2..end;
        names.retain(|name| name.tokens.end <= tokens.start || tokens.end <= name.tokens.start);
        names.push(Name {
            tokens,
            name_type: None,
            known: None,
            demonym: false,
            doubtful: false,
        });
    }
    names.sort_by_key(|name| name.tokens.start);
}

/// "Institute of Allergy and Infectious Diseases": what follows "and" is still the institute's field.
fn institution(view: View<'_>, name: &mut Name, free: &Range<usize>) {
    let of = name
        .tokens
        .clone()
        .skip(1)
        .find(|token| view.text(*token) == "of");
    let fields = of.is_some_and(|of| words::has_fields(view.text(of - 1)));
    let and = name.tokens.end;
    if !fields || and + 1 >= free.end || view.text(and) != "and" || !view.capital(and + 1) {
        return;
    }
    let mut end = and + 1;
    while end < free.end && view.capital(end) {
        end += 1;
    }
    name.tokens.end = end;
}

/// Whether a word with a capital before a name is no part of it.
fn stands_before(word: &str) -> bool {
    let lower = word.to_lowercase();
    words::is_title(word)
        || [OPENERS, BEFORE]
            .iter()
            .any(|list| list.contains(&lower.as_str()))
}

fn shorten(view: View<'_>, name: &mut Name) {
    let opens = |token: usize| OPENERS.contains(&view.text(token).to_lowercase().as_str());
    if name.name_type == Some(NameType::Person) {
        let last = name.tokens.end - 1;
        let title = (name.tokens.start..last)
            .rev()
            .find(|token| stands_before(view.text(*token)));
        // Neither "Catherine of Aragon" nor "Martin Luther King Jr" has a title before it.
        let own = |next: usize| view.text(next) == "of" || words::is_suffix(view.text(next));
        if let Some(title) = title.filter(|title| !own(title + 1)) {
            name.tokens.start = title + 1;
        }
    }
    // "Angela Merkel, the Chancellor of Germany": the office is no part of the place.
    let start = name.tokens.start;
    let is_body = matches!(
        name.name_type,
        Some(NameType::Place | NameType::Organization)
    );
    if is_body
        && name.tokens.len() > 2
        && words::is_title(view.text(start))
        && view.text(start + 1) == "of"
    {
        name.tokens.start += 2;
    }
    while name.tokens.len() > 2
        && name.name_type != Some(NameType::Work)
        && opens(name.tokens.start)
    {
        name.tokens.start += 1;
    }
}

/// "Judge Ellen Prior said": a word with a capital behind one name is the second, whatever else it could be.
fn surname(view: View<'_>, name: &mut Name, limit: usize) {
    let next = name.tokens.end;
    let alone = name.name_type == Some(NameType::Person) && name.tokens.len() == 1;
    if !alone || next >= limit {
        return;
    }
    let text = view.text(next);
    let word = text.len() > 2 && text.chars().all(char::is_alphabetic) && view.capital(next);
    let other = matches!(
        view.pos(next),
        Some(Pos::Adv | Pos::Adj | Pos::Verb | Pos::Adp)
    );
    let own = !words::is_calendar(text) && !stands_before(text) && text != text.to_uppercase();
    if word && other && own {
        name.tokens.end += 1;
    }
}

/// "King Charles": with one name alone it is the title that tells who.
fn crowned(view: View<'_>, name: &mut Name, limit: usize) {
    let alone = name.name_type == Some(NameType::Person) && name.tokens.len() == 1;
    let Some(before) = name.tokens.start.checked_sub(1) else {
        return;
    };
    let title = words::is_royal(view.text(before));
    if alone && title && before >= limit {
        name.tokens.start = before;
    }
}

/// `Edward "Eddie" Van Halen`: a nickname stands in the middle of the name.
fn nickname(view: View<'_>, name: &mut Name, limit: usize) {
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
    let close = (open + 2..open + 6).find(|token| quote(*token));
    let Some(close) = close.filter(|close| {
        (open + 1..*close).all(|token| view.capital(token)) && view.capital(close + 1)
    }) else {
        return;
    };
    let mut end = close + 1;
    while end < limit && view.capital(end) && view.pos(end) == Some(Pos::Propn) {
        end += 1;
    }
    if end > close + 1 {
        name.tokens.end = end;
    }
}

/// "Haitham bin Tariq Al Said", "Ursula von der Leyen".
fn particles(view: View<'_>, name: &mut Name, limit: usize) {
    if name.name_type != Some(NameType::Person) {
        return;
    }
    let particle = |token: usize| PARTICLES.contains(&view.text(token).to_lowercase().as_str());
    let open = particle(name.tokens.end - 1);
    // "Tariq bin Said": whatever verb the word behind it looks like.
    let patronymic = matches!(view.text(name.tokens.end - 1), "bin" | "bint" | "ibn");
    let behind = name.tokens.end;
    let proper = |token: usize| {
        let name = view.pos(token) == Some(Pos::Propn) || patronymic && token == behind;
        token < limit && view.capital(token) && name
    };
    let mut end = name.tokens.end;
    while end + 1 < limit && particle(end) {
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
        // "Ga-ahisas Shrine", but not "Paris-based Ostara"
        let proper = view.pos(token) == Some(Pos::Propn);
        first.is_some_and(|c| {
            c.is_uppercase() || c.is_ascii_digit() || c.is_lowercase() && (person || proper)
        })
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

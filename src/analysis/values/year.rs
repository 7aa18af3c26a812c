//! Pieces → years, quarters, halves, seasons and decades.

use super::calendar::{Calendar, Period};
use super::pieces::{Found, Kind, Pieces};
use crate::analysis::{Pos, Rel};

/// Words before a number of four digits that make it a year.
const BEFORE: &[&str] = &[
    "in", "since", "until", "till", "by", "from", "before", "after", "during", "of", "for",
    "through", "to", "and", "or", "between", "early", "late", "mid", "the", "its", "their", "his",
    "her", "a", "this", "year", "fiscal", "around", "circa", "about", "end", "(", "-", "–", "/",
    ",", "than", "on", "with", "under", "till", "as", "election", "that",
];

/// A number that could be a year.
pub(super) fn number(pieces: &Pieces<'_>, at: usize) -> Option<i32> {
    let piece = pieces
        .all
        .get(at)
        .filter(|piece| piece.kind == Kind::Number && piece.text.len() == 4)?;
    piece
        .text
        .parse()
        .ok()
        .filter(|year| (1500..=2100).contains(year))
}

/// `quarter | half | season | decade | fiscal-year | year`
pub(super) fn year(pieces: &Pieces<'_>, at: usize, calendar: Calendar) -> Option<Found<Period>> {
    part(pieces, at, calendar)
        .or_else(|| decade(pieces, at))
        .or_else(|| plain(pieces, at))
}

const ORDINALS: &[&str] = &["first", "second", "third", "fourth"];

/// `ordinal ["-"] ("quarter" | "half") ["of" ["fiscal"] year] | "Q" digit [year] | season ["of"] year`
fn part(pieces: &Pieces<'_>, at: usize, calendar: Calendar) -> Option<Found<Period>> {
    let (size, number, next) =
        if let Some(place) = ORDINALS.iter().position(|word| *word == pieces.key(at)) {
            let noun = pieces.skip_hyphen(at + 1);
            let size = match pieces.key(noun) {
                "quarter" => 3,
                "half" => 6,
                _ => return None,
            };
            (size, i32::try_from(place).ok()?, noun + 1)
        } else if pieces.is(at, &["q", "h"]) && pieces.capital(at) && pieces.glued(at + 1) {
            let number: i32 = pieces
                .all
                .get(at + 1)?
                .text
                .parse()
                .ok()
                .filter(|number| (1..=4).contains(number))?;
            (
                if pieces.is(at, &["q"]) { 3 } else { 6 },
                number - 1,
                at + 2,
            )
        } else {
            return season(pieces, at);
        };
    if number * size >= 12 {
        return None;
    }
    let first = number * size + 1;
    let (year, end, guessed) = of_year(pieces, next, calendar, first)?;
    let period = Period::months(year, first, first + size - 1);
    Some(Found::new(Period { guessed, ..period }, end))
}

/// The year of a part of a year: written behind it, or the last in which the part had begun.
fn of_year(
    pieces: &Pieces<'_>,
    at: usize,
    calendar: Calendar,
    month: i32,
) -> Option<(i32, usize, bool)> {
    let mut next = at + usize::from(pieces.is(at, &["of", "in", ","]));
    next += usize::from(pieces.is(next, &["fiscal"]));
    if let Some(year) = number(pieces, next) {
        return Some((year, next + 1, false));
    }
    let relative = pieces.is(next, &["this", "last", "next"]) && pieces.is(next + 1, &["year"]);
    let shift = match pieces.key(next) {
        "last" if relative => -1,
        "next" if relative => 1,
        _ => 0,
    };
    if relative {
        return Some((calendar.year(shift)?.start.parse().ok()?, next + 2, false));
    }
    Some((calendar.year_of(month, None, false)?, at, true))
}

fn season(pieces: &Pieces<'_>, at: usize) -> Option<Found<Period>> {
    let first = months_of_season(pieces.key(at))?;
    let of = at + 1 + usize::from(pieces.is(at + 1, &["of"]));
    let year = number(pieces, of)?;
    Some(Found::new(Period::months(year, first, first + 2), of + 1))
}

/// The first month of a season on the northern half of the earth.
pub(super) fn months_of_season(key: &str) -> Option<i32> {
    Some(match key {
        "spring" => 3,
        "summer" => 6,
        "autumn" | "fall" => 9,
        "winter" => 12,
        _ => return None,
    })
}

/// `year "s"`, a round one.
fn decade(pieces: &Pieces<'_>, at: usize) -> Option<Found<Period>> {
    let year = number(pieces, at).filter(|year| year % 10 == 0)?;
    let end = at + 1 + usize::from(pieces.is(at + 1, &["'"]) && pieces.glued(at + 1));
    let plural = pieces.is(end, &["s", "'s"])
        && pieces.glued(end)
        && pieces.all[end].text.len() <= 1 + usize::from(end == at + 1);
    let possessive = pieces.is(end, &["'s"]);
    (plural && !possessive).then(|| Found::new(Period::years(year, year + 9), end + 1))
}

/// `year [("-" | "/") two-digits]`
fn plain(pieces: &Pieces<'_>, at: usize) -> Option<Found<Period>> {
    let year = number(pieces, at)?;
    if (pieces.hyphen(at + 1) || pieces.is(at + 1, &["/"]))
        && pieces.glued(at + 1)
        && pieces.glued(at + 2)
    {
        let last = pieces
            .all
            .get(at + 2)
            .filter(|piece| piece.kind == Kind::Number && piece.text.len() == 2);
        if let Some(last) = last.and_then(|piece| piece.text.parse::<i32>().ok())
            && last == (year + 1) % 100
        {
            return Some(Found::new(Period::years(year, year + 1), at + 3));
        }
        if let Some(last) = number(pieces, at + 2).filter(|last| *last > year) {
            return Some(Found::new(Period::years(year, last), at + 3));
        }
    }
    (stands_free(pieces, at) && !counts(pieces, at) && meant(pieces, at))
        .then(|| Found::new(Period::year(year), at + 1))
}

fn stands_free(pieces: &Pieces<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let joined = at > 0
        && pieces.glued(at)
        && !pieces.is(before, &["(", "-", "–", "\"", "“", "‘", "/", "'", "[", "—"]);
    let unit = pieces.is(
        at + 1,
        &[
            "%",
            "percent",
            "per",
            "million",
            "billion",
            "trillion",
            "thousand",
            "bn",
            "dollars",
            "euros",
            "pounds",
            "years",
            "days",
            "months",
            "hours",
            "miles",
            "km",
            "kilometers",
            "kilometres",
            "metres",
            "meters",
            "feet",
            "tons",
            "tonnes",
            "mah",
            "gmt",
            "dead",
            "votes",
        ],
    );
    let glued_word = pieces.glued(at + 1)
        && pieces.kind(at + 1) == Some(Kind::Word)
        && !pieces.key(at + 1).starts_with('\'');
    !joined && !unit && !glued_word && !pieces.is(before, &["$", "€", "£", "¥", "#", "no"])
}

/// Whether the number counts the noun behind it: "2019 people".
fn counts(pieces: &Pieces<'_>, at: usize) -> bool {
    let plural = pieces
        .word(at + 1)
        .is_some_and(|word| word.tag == "NNS" && word.pos == Pos::Noun);
    let Some(piece) = pieces.all.get(at) else {
        return false;
    };
    let nummod = pieces.word(at).is_some_and(|word| {
        word.rel == Rel::Nummod && word.head.is_some_and(|head| head > piece.token)
    });
    let before = pieces.key_before(at, 1);
    let determined = matches!(
        before,
        "the" | "its" | "their" | "his" | "her" | "these" | "those" | "'s" | "s" | "and" | "-"
    );
    plural && nummod && !determined
}

fn meant(pieces: &Pieces<'_>, at: usize) -> bool {
    let before = pieces.key_before(at, 1);
    if before.is_empty() || BEFORE.contains(&before) || before.ends_with("'s") || before == "'" {
        return true;
    }
    let named = pieces.capital(at - 1) && pieces.pos(at - 1) == Some(Pos::Propn);
    let adverbial = pieces.word(at).is_some_and(|word| {
        matches!(
            word.rel,
            Rel::Obl | Rel::OblUnmarked | Rel::NmodUnmarked | Rel::Nmod
        )
    });
    !named && adverbial
}

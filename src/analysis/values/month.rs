//! Pieces → days and months: "March 15, 2024", "15 March", "Jan. 5", "in May", "2024-03-15".

use super::calendar::{Calendar, Period};
use super::pieces::{Found, Kind, Pieces};
use super::year;
use crate::analysis::Pos;
use crate::article::{is_short_month, month_number as month_of};

/// Words that make a name or verb such as "May" or "March" a month.
const BEFORE: &[&str] = &[
    "in", "since", "until", "till", "by", "from", "between", "of", "during", "through", "last",
    "next", "this", "early", "late", "mid", "before", "after", "and", "to", "or", "for", "every",
    "each", "-",
];

pub(super) fn is_month(key: &str) -> bool {
    month_of(key).is_some()
}

/// A month by its name, with the piece behind it (and behind its full stop).
fn name(pieces: &Pieces<'_>, at: usize) -> Option<Found<i32>> {
    let key = pieces.key(at);
    if !pieces.capital(at) {
        return None;
    }
    let month = i32::from(month_of(key)?);
    let dot = is_short_month(key) && pieces.is(at + 1, &["."]) && pieces.glued(at + 1);
    Some(Found::new(month, at + 1 + usize::from(dot)))
}

/// A day of a month, with its ordinal ending.
fn day(pieces: &Pieces<'_>, at: usize) -> Option<Found<i32>> {
    let piece = pieces
        .all
        .get(at)
        .filter(|piece| piece.kind == Kind::Number && piece.text.len() <= 2)?;
    let day = piece
        .text
        .parse()
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    let ordinal = pieces.glued(at + 1) && pieces.is(at + 1, &["st", "nd", "rd", "th"]);
    let end = at + 1 + usize::from(ordinal);
    // "March 15%", "May 5 million" and "June 10.30" are no days.
    let more = pieces.is(
        end,
        &["%", "percent", "million", "billion", "bn", "m", "per", ":"],
    );
    (!more).then(|| Found::new(day, end))
}

/// `iso | month-first | day-first | month [year]`
pub(super) fn month(
    pieces: &Pieces<'_>,
    at: usize,
    calendar: Calendar,
    forward: bool,
) -> Option<Found<Period>> {
    iso(pieces, at)
        .or_else(|| month_first(pieces, at, calendar, forward))
        .or_else(|| day_first(pieces, at, calendar, forward))
        .or_else(|| alone(pieces, at, calendar, forward))
}

/// `year "-" month "-" day`
fn iso(pieces: &Pieces<'_>, at: usize) -> Option<Found<Period>> {
    let year = year::number(pieces, at)?;
    let two = |at: usize| {
        let piece = pieces
            .all
            .get(at)
            .filter(|piece| piece.kind == Kind::Number && piece.text.len() == 2 && piece.glued)?;
        piece.text.parse::<i32>().ok()
    };
    let hyphens = pieces.is(at + 1, &["-"]) && pieces.is(at + 3, &["-"]) && pieces.glued(at + 1);
    let period = Period::day(year, two(at + 2)?, two(at + 4)?).filter(|_| hyphens)?;
    Some(Found::new(period, at + 5))
}

/// `month day ["-" day] [[","] year]`
fn month_first(
    pieces: &Pieces<'_>,
    at: usize,
    calendar: Calendar,
    forward: bool,
) -> Option<Found<Period>> {
    let month = name(pieces, at)?;
    let the = usize::from(pieces.is(month.end, &["the"]));
    let first = day(pieces, month.end + the)?;
    if the == 1 && pieces.glued(first.end) {
        return None;
    }
    let last = pieces
        .hyphen(first.end)
        .then(|| day(pieces, first.end + 1))
        .flatten();
    let end = last.as_ref().map_or(first.end, |last| last.end);
    let comma = end + usize::from(pieces.is(end, &[","]));
    let year = year::number(pieces, comma).map(|year| Found::new(year, comma + 1));
    dated(
        calendar,
        month.value,
        first.value,
        last.map(|last| last.value),
        year,
        end,
        forward,
    )
}

/// `day ["-" day] ["of"] month [[","] year]`
fn day_first(
    pieces: &Pieces<'_>,
    at: usize,
    calendar: Calendar,
    forward: bool,
) -> Option<Found<Period>> {
    let first = day(pieces, at)?;
    let last = pieces
        .hyphen(first.end)
        .then(|| day(pieces, first.end + 1))
        .flatten();
    let next = last.as_ref().map_or(first.end, |last| last.end);
    let of = pieces.is(next, &["of"]) && pieces.is(next - 1, &["st", "nd", "rd", "th"]);
    let month = name(pieces, next + usize::from(of))?;
    let comma = month.end + usize::from(pieces.is(month.end, &[","]));
    let year = year::number(pieces, comma).map(|year| Found::new(year, comma + 1));
    // "5 May ministers" and "two March sisters" have no day.
    if year.is_none()
        && pieces
            .pos(month.end - 1)
            .is_some_and(|pos| matches!(pos, Pos::Aux | Pos::Verb))
    {
        return None;
    }
    dated(
        calendar,
        month.value,
        first.value,
        last.map(|last| last.value),
        year,
        month.end,
        forward,
    )
}

fn dated(
    calendar: Calendar,
    month: i32,
    first: i32,
    last: Option<i32>,
    year: Option<Found<i32>>,
    end: usize,
    forward: bool,
) -> Option<Found<Period>> {
    let (year, end, guessed) = match year {
        Some(year) => (year.value, year.end, false),
        None => (calendar.year_of(month, Some(first), forward)?, end, true),
    };
    let mut period = Period::day(year, month, first)?;
    if let Some(last) = last.filter(|last| *last > first) {
        period.end = Period::day(year, month, last).map(|period| period.start);
    }
    period.guessed = guessed;
    Some(Found::new(period, end))
}

/// `month [[","] year] | ("last" | "next") month`
fn alone(
    pieces: &Pieces<'_>,
    at: usize,
    calendar: Calendar,
    forward: bool,
) -> Option<Found<Period>> {
    let month = name(pieces, at)?;
    let of = month.end + usize::from(pieces.is(month.end, &[",", "of"]));
    if let Some(year) = year::number(pieces, of) {
        return Some(Found::new(Period::month(year, month.value), of + 1));
    }
    if pieces.is(month.end, &["last", "this", "next"]) && pieces.is(month.end + 1, &["year"]) {
        let shift = match pieces.key(month.end) {
            "last" => -1,
            "next" => 1,
            _ => 0,
        };
        let year = calendar.year(shift)?.start.parse().ok()?;
        return Some(Found::new(Period::month(year, month.value), month.end + 2));
    }
    // "February 30" is no month.
    if day(pieces, month.end).is_some() {
        return None;
    }
    let before = pieces.key_before(at, 1);
    let word = matches!(month.value, 3 | 4 | 5 | 6 | 8) || is_short_month(pieces.key(at));
    let named = pieces.capital(month.end)
        && pieces.pos(month.end) == Some(Pos::Propn)
        && !is_month(pieces.key(month.end));
    let the_meeting = pieces.is(at.wrapping_sub(1), &["the", "a"])
        && pieces.pos(month.end) == Some(Pos::Noun)
        && !pieces.capital(month.end);
    let behind_name =
        at > 0 && pieces.capital(at - 1) && pieces.pos(at - 1) == Some(Pos::Propn) && at > 1;
    let verb = pieces
        .pos(at)
        .is_some_and(|pos| matches!(pos, Pos::Verb | Pos::Aux));
    if named || behind_name || verb || (word && !BEFORE.contains(&before) && !the_meeting) {
        return None;
    }
    let ahead = forward || before == "next";
    let this = i32::from(calendar.today()?.month()) == month.value;
    let mut year = calendar.year_of(month.value, None, ahead)?;
    match before {
        "next" if this => year += 1,
        "last" if this => year -= 1,
        _ => {}
    }
    Some(Found::new(
        Period::month(year, month.value).guess(),
        month.end,
    ))
}

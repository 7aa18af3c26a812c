//! Pieces → dates that only the day of publication makes whole: "last month", "on Tuesday", "three years ago".

use jiff::civil::Weekday;

use super::calendar::{Calendar, Period};
use super::duration::Unit;
use super::number::{Letters, quantity};
use super::pieces::{Found, Pieces};
use super::year::months_of_season;
use crate::article::day_of_week;

/// `named-day | ago | shifted | weekday`
pub(super) fn relative(
    pieces: &Pieces<'_>,
    at: usize,
    calendar: Calendar,
    forward: bool,
) -> Option<Found<Period>> {
    named_day(pieces, at, calendar)
        .or_else(|| ago(pieces, at, calendar))
        .or_else(|| shifted(pieces, at, calendar))
        .or_else(|| weekday(pieces, at, calendar, forward))
}

/// `"yesterday" | "today" | "tonight" | "tomorrow" | "last" "night" | "this" ("morning" | …)`
fn named_day(pieces: &Pieces<'_>, at: usize, calendar: Calendar) -> Option<Found<Period>> {
    let part = pieces.is(at + 1, &["morning", "afternoon", "evening", "night"]);
    let (shift, end) = match pieces.key(at) {
        "yesterday" => (-1, at + 1 + usize::from(part)),
        "today" | "tonight" if !pieces.capital(at + 1) => (0, at + 1),
        "tomorrow" => (1, at + 1 + usize::from(part)),
        // "the last night" is that of something else.
        "last" if part && !pieces.is(at.wrapping_sub(1), &["the"]) => (-1, at + 2),
        "this" if part => (0, at + 2),
        _ => return None,
    };
    Some(Found::new(calendar.days(shift)?, end))
}

/// `(quantity | "a" | "an") unit ["and" "a" "half"] ("ago" | "from" "now")`
fn ago(pieces: &Pieces<'_>, at: usize, calendar: Calendar) -> Option<Found<Period>> {
    let (count, next) = match quantity(pieces, at, Letters::Long) {
        Some(found) => (
            i64::try_from(found.value.total()?.as_whole()?)
                .ok()
                .filter(|count| *count < 100_000)?,
            found.end,
        ),
        None if pieces.is(at, &["a", "an"]) => (1, at + 1),
        None => return None,
    };
    let unit = Unit::read(pieces.key(next))?;
    let (count, end) = if pieces.is(next + 1, &["ago"]) {
        (-count, next + 2)
    } else {
        (count, pieces.phrase(next + 1, &["from", "now"])?)
    };
    let period = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => calendar.days(0),
        Unit::Day => calendar.days(count),
        Unit::Week => calendar.week(count),
        Unit::Month => calendar.month(count),
        Unit::Year => calendar.year(count),
        Unit::Decade => calendar.year(count * 10),
    };
    Some(Found::new(period?, end))
}

/// `("last" | "past" | "previous" | "this" | "next" | "coming") (unit | "quarter" | season | weekday)`
fn shifted(pieces: &Pieces<'_>, at: usize, calendar: Calendar) -> Option<Found<Period>> {
    let shift = match pieces.key(at) {
        "last" | "past" | "previous" => -1,
        "this" | "current" => 0,
        "next" | "coming" | "upcoming" | "following" => 1,
        _ => return None,
    };
    let noun = at + 1;
    let end = noun + 1;
    // "the last year of the war" and "the previous week" hang on something else.
    // "in the last year" ends today.
    let until_now = pieces.is(at, &["last", "past"])
        && pieces.is(at.wrapping_sub(1), &["the"])
        && matches!(pieces.key(noun), "week" | "month" | "quarter" | "year");
    if until_now
        || pieces.is(end, &["of"])
        || (pieces.is(at, &["previous", "following"]) && pieces.is(at.wrapping_sub(1), &["the"]))
    {
        return None;
    }
    let period = match pieces.key(noun) {
        "day" if shift == 0 => return None,
        "week" => calendar.week(i64::from(shift)),
        "weekend" => weekend(calendar, i64::from(shift)),
        "month" => calendar.month(i64::from(shift)),
        "quarter" => calendar.quarter(shift),
        "year" => calendar.year(i64::from(shift)),
        key => match (months_of_season(key), day_of_week(key)) {
            (Some(first), _) => season(calendar, first, shift),
            (None, Some(day)) if pieces.capital(noun) => on_weekday(calendar, day, shift),
            _ => None,
        },
    };
    Some(Found::new(period?, end))
}

fn weekend(calendar: Calendar, shift: i64) -> Option<Period> {
    let week = calendar.week(shift)?;
    let sunday = week.end?;
    let saturday: jiff::civil::Date = sunday.parse().ok()?;
    Some(Period {
        end: Some(sunday),
        ..Period::of(saturday.yesterday().ok()?)
    })
}

fn season(calendar: Calendar, first: i32, shift: i32) -> Option<Period> {
    let today = calendar.today()?;
    let (year, month) = (i32::from(today.year()), i32::from(today.month()));
    let year = match shift {
        // "Last summer" has ended: in autumn it is this year's.
        -1 if month > first + 2 => year,
        -1 => year - 1,
        1 if month < first => year,
        1 => year + 1,
        // "This winter" in January began last year.
        _ if first == 12 && month <= 2 => year - 1,
        _ => year,
    };
    Some(Period::months(year, first, first + 2))
}

fn on_weekday(calendar: Calendar, day: Weekday, shift: i32) -> Option<Period> {
    let today = calendar.today()?;
    match shift {
        -1 if today.weekday() == day => calendar.days(-7),
        -1 => calendar.weekday(day, false),
        1 if today.weekday() == day => calendar.days(7),
        1 => calendar.weekday(day, true),
        _ => {
            let monday = i64::from(day.to_monday_zero_offset())
                - i64::from(today.weekday().to_monday_zero_offset());
            calendar.days(monday)
        }
    }
}

/// Words after which a weekday is part of a name, and before which.
const NAMED_BEFORE: &[&str] = &[
    "black", "good", "ash", "palm", "super", "bloody", "cyber", "shrove", "giving", "every", "each",
];
const NAMED_AFTER: &[&str] = &[
    "times",
    "mirror",
    "telegraph",
    "mail",
    "express",
    "post",
    "sun",
    "herald",
    "mercury",
];

fn weekday(
    pieces: &Pieces<'_>,
    at: usize,
    calendar: Calendar,
    forward: bool,
) -> Option<Found<Period>> {
    let day = day_of_week(pieces.key(at)).filter(|_| pieces.capital(at))?;
    let named = NAMED_BEFORE.contains(&pieces.key_before(at, 1))
        || (pieces.is(at + 1, NAMED_AFTER) && pieces.capital(at + 1));
    if named || (pieces.key(at).len() <= 4 && !pieces.is(at + 1, &[".", ","])) {
        return None;
    }
    let part = pieces.is(at + 1, &["morning", "afternoon", "evening", "night"]);
    let mut end = at + 1 + usize::from(part);
    let period = if pieces.is(end, &["last", "next"]) && pieces.is(end + 1, &["week"]) {
        let shift = if pieces.is(end, &["last"]) { -7 } else { 7 };
        end += 2;
        let monday = calendar.today()?.weekday().to_monday_zero_offset();
        calendar.days(i64::from(day.to_monday_zero_offset()) - i64::from(monday) + shift)
    } else {
        calendar.weekday(day, forward)
    };
    Some(Found::new(period?, end))
}

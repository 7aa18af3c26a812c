//! Pieces → sums of money.

use super::currency;
use super::number::{Decimal, Letters, Quantity, quantity};
use super::pieces::{Found, Pieces};
use crate::analysis::{Bound, Money};

const ABOUT: &[&[&str]] = &[
    &["about"],
    &["around"],
    &["approximately"],
    &["roughly"],
    &["nearly"],
    &["almost"],
    &["some"],
    &["an", "estimated"],
    &["estimated"],
    &["close", "to"],
    &["circa"],
    &["~"],
    &["approx"],
    &["just", "about"],
];
const AT_LEAST: &[&[&str]] = &[
    &["more", "than"],
    &["over"],
    &["at", "least"],
    &["upwards", "of"],
    &["upward", "of"],
    &["above"],
    &["north", "of"],
    &["greater", "than"],
    &["in", "excess", "of"],
    &["a", "minimum", "of"],
    &["no", "less", "than"],
    &["not", "less", "than"],
    &["no", "fewer", "than"],
    &["well", "over"],
    &["just", "over"],
    &["exceeding"],
    &[">"],
];
const AT_MOST: &[&[&str]] = &[
    &["up", "to"],
    &["less", "than"],
    &["under"],
    &["below"],
    &["at", "most"],
    &["no", "more", "than"],
    &["as", "much", "as"],
    &["not", "more", "than"],
    &["a", "maximum", "of"],
    &["just", "under"],
    &["fewer", "than"],
    &["<"],
];

/// `money = [bound] ["between"] sum [("-" | "to" | "and") sum] [bound-after]`
pub(super) fn money(pieces: &Pieces<'_>, at: usize) -> Option<Found<Money>> {
    let bound = bound(pieces, at);
    let start = bound.as_ref().map_or(at, |found| found.end);
    let between = pieces.is(start, &["between", "from"]);
    let first = start + usize::from(between);
    let (low, currency, mut end, ranged) =
        match after_sign(pieces, first).or_else(|| range_before_name(pieces, first)) {
            Some(sum) => sum,
            None => before_name(pieces, first)?,
        };
    let mut bound = bound.map_or(Bound::Exact, |found| found.value);
    if ranged && bound == Bound::Exact {
        bound = Bound::AtLeast;
    }
    if let Some((after, next)) = bound_after(pieces, end) {
        (bound, end) = (after, next);
    }
    // "between" belongs to the sum only where both its ends do.
    if between && !ranged {
        return None;
    }
    Some(Found::new(
        Money {
            amount: low.to_string(),
            currency: currency.to_owned(),
            bound,
        },
        end,
    ))
}

fn bound(pieces: &Pieces<'_>, at: usize) -> Option<Found<Bound>> {
    [
        (Bound::AtLeast, AT_LEAST),
        (Bound::AtMost, AT_MOST),
        (Bound::About, ABOUT),
    ]
    .iter()
    .find_map(|(bound, phrases)| {
        let end = phrases
            .iter()
            .find_map(|phrase| pieces.phrase(at, phrase))?;
        Some(Found::new(*bound, end))
    })
}

/// The bound that the words before a number set: "killed more than" sets `AtLeast`.
pub(crate) fn bound_before(words: &str) -> Bound {
    let words = words.trim_end().to_lowercase();
    let ends = |phrase: &&&[&str]| {
        let phrase = phrase.join(" ");
        words
            .strip_suffix(phrase.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.ends_with(char::is_whitespace))
    };
    let lists = [
        (Bound::AtLeast, AT_LEAST),
        (Bound::AtMost, AT_MOST),
        (Bound::About, ABOUT),
    ];
    let longest = lists.iter().filter_map(|(bound, phrases)| {
        let found = phrases.iter().filter(ends).map(|phrase| phrase.len()).max();
        found.map(|length| (length, *bound))
    });
    longest
        .max_by_key(|(length, _)| *length)
        .map_or(Bound::Exact, |(_, bound)| bound)
}

fn bound_after(pieces: &Pieces<'_>, at: usize) -> Option<(Bound, usize)> {
    if pieces.is(at, &["+"]) && pieces.glued(at) {
        return Some((Bound::AtLeast, at + 1));
    }
    let words: [(&[&str], Bound); 3] = [
        (&["or", "more"], Bound::AtLeast),
        (&["or", "so"], Bound::About),
        (&["or", "less"], Bound::AtMost),
    ];
    words
        .iter()
        .find_map(|(phrase, bound)| pieces.phrase(at, phrase).map(|end| (*bound, end)))
}

type Sum = (Decimal, &'static str, usize, bool);

/// `sign quantity [("-" | "to" | "and") [sign] quantity]`
fn after_sign(pieces: &Pieces<'_>, at: usize) -> Option<Sum> {
    let sign = currency::sign(pieces, at)?;
    let low = quantity(pieces, sign.end, Letters::Short)?;
    let mut end = low.end;
    let mut ranged = None;
    if pieces.hyphen(end) || pieces.is(end, &["to", "and"]) {
        let again = currency::sign(pieces, end + 1);
        let high = quantity(
            pieces,
            again.as_ref().map_or(end + 1, |sign| sign.end),
            Letters::Short,
        );
        let joined = pieces.hyphen(end) && pieces.glued(end + 1);
        let and_without_between =
            pieces.is(end, &["and"]) && !pieces.is(at.wrapping_sub(1), &["between"]);
        ranged = high.filter(|high| {
            !and_without_between
                && high.value.digits
                && (again.is_some() || (joined && pieces.glued(end)) || high.value.magnitude > 1)
        });
    }
    if let Some(high) = &ranged {
        end = high.end;
    }
    // "$13 billion US" and "$5 million Canadian" name the currency twice.
    let currency = currency::after_sum(pieces, end).filter(|_| sign.value == "USD");
    if let Some(named) = &currency {
        end = named.end;
    }
    let low = shared(low.value, ranged.as_ref().map(|high| high.value))?;
    Some((
        low,
        currency.map_or(sign.value, |named| named.value),
        end,
        ranged.is_some(),
    ))
}

/// `quantity ("-" | "to") quantity name`
fn range_before_name(pieces: &Pieces<'_>, at: usize) -> Option<Sum> {
    let low = quantity(pieces, at, Letters::Short)?;
    if !(pieces.hyphen(low.end) || pieces.is(low.end, &["to"])) {
        return None;
    }
    let high = quantity(pieces, low.end + 1, Letters::Short)?;
    let name = currency::name(
        pieces,
        pieces.skip_hyphen(high.end),
        high.value.magnitude > 1,
    )?;
    Some((
        shared(low.value, Some(high.value))?,
        name.value,
        name.end,
        true,
    ))
}

/// `quantity ["-"] name`
fn before_name(pieces: &Pieces<'_>, at: usize) -> Option<Sum> {
    let found = quantity(pieces, at, Letters::Short)?;
    let name = currency::name(
        pieces,
        pieces.skip_hyphen(found.end),
        found.value.magnitude > 1,
    )?;
    Some((found.value.total()?, name.value, name.end, false))
}

/// The lower end; "3-4m" gives its "m" to the 3.
fn shared(low: Quantity, high: Option<Quantity>) -> Option<Decimal> {
    match high {
        Some(high) if low.magnitude == 1 => low.value.times(high.magnitude),
        _ => low.total(),
    }
}

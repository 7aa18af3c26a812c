//! Values: words of a [`Document`] → [`Value`]s: sums, dates, percentages, counts, durations and ages.
//!
//! Each file holds one kind with its grammar as doc comments, over pieces of tokens. At each piece the kinds
//! are tried in the order of [`value`]; the first that fits is taken.

mod calendar;
mod count;
mod currency;
mod date;
mod duration;
mod money;
mod month;
mod number;
mod percent;
mod pieces;
mod relative;
mod year;

#[cfg(test)]
mod tests;

pub(crate) use money::bound_before;
use std::ops::Range;

use super::{Value, ValueKind, Word};
use crate::text::Document;
use calendar::Calendar;
use pieces::{Found, Pieces};

/// Finds the values of a document, by position; dates are reckoned from its day of publication.
///
/// A date that only that day could make whole ("last month") is left out where the day is not known.
pub fn values(document: &Document, words: &[Word]) -> Vec<Value> {
    let calendar = Calendar::new(document.metadata.published.as_deref());
    let mut values = Vec::new();
    for sentence in &document.sentences {
        let pieces = Pieces::new(document, words, sentence);
        let mut at = 0;
        while at < pieces.all.len() {
            let Some(found) = value(&pieces, at, calendar) else {
                at += 1;
                continue;
            };
            let tokens = pieces.all[at].token..pieces.all[found.end - 1].token + 1;
            if let (Some(first), Some(last)) = (
                document.tokens.get(tokens.start),
                document.tokens.get(tokens.end - 1),
            ) {
                let (span, head) = (first.to(*last), head(words, &tokens));
                values.push(Value {
                    tokens,
                    head,
                    span,
                    kind: found.value,
                });
            }
            at = found.end;
        }
    }
    values
}

fn value(pieces: &Pieces<'_>, at: usize, calendar: Calendar) -> Option<Found<ValueKind>> {
    let kind = |kind: fn(String) -> ValueKind| {
        move |found: Found<String>| Found::new(kind(found.value), found.end)
    };
    money::money(pieces, at)
        .map(|found| Found::new(ValueKind::Money(found.value), found.end))
        .or_else(|| percent::percent(pieces, at).map(kind(ValueKind::Percent)))
        .or_else(|| {
            duration::age(pieces, at)
                .map(|found| Found::new(ValueKind::Age(found.value), found.end))
        })
        .or_else(|| {
            date::date(pieces, at, calendar)
                .map(|found| Found::new(ValueKind::Date(found.value), found.end))
        })
        .or_else(|| duration::duration(pieces, at).map(kind(ValueKind::Duration)))
        .or_else(|| count::count(pieces, at).map(kind(ValueKind::Count)))
}

/// The token of `tokens` that is governed from outside, or their last.
pub(super) fn head(words: &[Word], tokens: &Range<usize>) -> usize {
    let outside = |index: &usize| {
        words
            .get(*index)
            .is_some_and(|word| word.head.is_none_or(|head| !tokens.contains(&head)))
    };
    tokens
        .clone()
        .find(outside)
        .unwrap_or_else(|| tokens.end.saturating_sub(1))
}

//! Values of the analysis → values with their normal forms in words.

use serde::Serialize;

use super::Places;
use crate::analysis::{self, Bound, ValueKind};
use crate::render::grouped;
use crate::text::Document;

/// A sum, date or quantity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Value {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The `id` of its first token.
    pub first: usize,
    /// The `id` of its last token.
    pub last: usize,
    /// Its words, as written.
    pub text: String,
    /// What it says.
    #[serde(flatten)]
    pub normal: Normal,
}

/// The normal form of a value; numbers are exact decimals, as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Normal {
    /// A sum of money.
    Money {
        /// In base units.
        amount: String,
        /// ISO 4217 code.
        currency: String,
        /// "exact", "about", "at least" or "at most".
        bound: &'static str,
    },
    /// A date or a span of time with its ends.
    Date {
        /// ISO 8601 of native precision.
        start_date: String,
        /// The last day, month or year of a span.
        end_date: Option<String>,
        /// The word that opens it: "since", "until", "in".
        preposition: Option<String>,
    },
    /// A share of a hundred.
    Percent {
        /// The share.
        number: String,
    },
    /// A bare count.
    Count {
        /// The count.
        number: String,
    },
    /// A stretch of time.
    Duration {
        /// ISO 8601: "P3D".
        iso: String,
    },
    /// An age.
    Age {
        /// In years.
        years: u32,
    },
}

impl Normal {
    /// Returns the name of its type: "money".
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Money { .. } => "money",
            Self::Date { .. } => "date",
            Self::Percent { .. } => "percent",
            Self::Count { .. } => "count",
            Self::Duration { .. } => "duration",
            Self::Age { .. } => "age",
        }
    }

    /// Returns the normal form for a person: "at least 13,000,000,000 USD", "since 2019", "12.5 %".
    pub fn words(&self) -> String {
        match self {
            Self::Money {
                amount,
                currency,
                bound,
            } => {
                let sum = format!("{} {currency}", grouped(amount));
                match *bound {
                    "exact" => sum,
                    bound => format!("{bound} {sum}"),
                }
            }
            Self::Date {
                start_date,
                end_date,
                preposition,
            } => {
                let end = end_date.as_ref().map(|end| format!(" to {end}"));
                let span = format!("{start_date}{}", end.unwrap_or_default());
                match preposition.as_deref() {
                    // "in" and "on" only say that it is a date.
                    None | Some("in" | "on") => span,
                    Some(word) => format!("{word} {span}"),
                }
            }
            Self::Percent { number } => format!("{} %", grouped(number)),
            Self::Count { number } => grouped(number),
            Self::Duration { iso } => iso.clone(),
            Self::Age { years } => format!("{years} years old"),
        }
    }

    /// Returns the normal form as one word for programs: "USD_13000000000", "2019/2023", "12.5%".
    pub fn code(&self) -> String {
        match self {
            Self::Money {
                amount, currency, ..
            } => format!("{currency}_{amount}"),
            Self::Date {
                start_date,
                end_date,
                ..
            } => {
                let end = end_date.as_ref().map(|end| format!("/{end}"));
                format!("{start_date}{}", end.unwrap_or_default())
            }
            Self::Percent { number } => format!("{number}%"),
            Self::Count { number } => number.clone(),
            Self::Duration { iso } => iso.clone(),
            Self::Age { years } => format!("P{years}Y"),
        }
    }
}

/// Returns one value; its tokens count from `first`.
pub(super) fn value(
    value: &analysis::Value,
    document: &Document,
    first: usize,
    places: &Places,
) -> Value {
    let (start, end) = places.of(value.span);
    Value {
        start,
        end,
        first: value.tokens.start - first + 1,
        last: value.tokens.end - first,
        text: value.span.of(&document.text).to_owned(),
        normal: normal(&value.kind),
    }
}

fn normal(kind: &ValueKind) -> Normal {
    match kind {
        ValueKind::Money(money) => Normal::Money {
            amount: money.amount.clone(),
            currency: money.currency.clone(),
            bound: match money.bound {
                Bound::Exact => "exact",
                Bound::About => "about",
                Bound::AtLeast => "at least",
                Bound::AtMost => "at most",
            },
        },
        ValueKind::Date(date) => Normal::Date {
            start_date: date.start.clone(),
            end_date: date.end.clone(),
            preposition: date.preposition.clone(),
        },
        ValueKind::Percent(number) => Normal::Percent {
            number: number.clone(),
        },
        ValueKind::Count(number) => Normal::Count {
            number: number.clone(),
        },
        ValueKind::Duration(iso) => Normal::Duration { iso: iso.clone() },
        ValueKind::Age(years) => Normal::Age { years: *years },
    }
}

//! Pieces → exact numbers: "1.2bn", "two dozen", "half a billion".

use super::pieces::{Found, Kind, Pieces};

/// An exact decimal: `digits` divided by ten to the power of `scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    digits: u128,
    scale: u32,
}

impl Decimal {
    pub(super) const fn whole(digits: u128) -> Self {
        Self { digits, scale: 0 }
    }

    /// Reads digits with marks: "2,500.25".
    pub(super) fn read(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(|c| *c != ',').collect();
        let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
        let digits = format!("{whole}{part}").parse().ok()?;
        Some(
            Self {
                digits,
                scale: u32::try_from(part.len()).ok()?,
            }
            .reduced(),
        )
    }

    pub(super) fn times(self, factor: u128) -> Option<Self> {
        Some(
            Self {
                digits: self.digits.checked_mul(factor)?,
                scale: self.scale,
            }
            .reduced(),
        )
    }

    /// Adds one half.
    fn and_half(self) -> Option<Self> {
        let digits = self
            .digits
            .checked_mul(10)?
            .checked_add(5 * 10_u128.checked_pow(self.scale)?)?;
        Some(
            Self {
                digits,
                scale: self.scale.checked_add(1)?,
            }
            .reduced(),
        )
    }

    fn reduced(mut self) -> Self {
        while self.scale > 0 && self.digits.is_multiple_of(10) {
            self.digits /= 10;
            self.scale -= 1;
        }
        self
    }

    /// The number, where it has no fraction.
    pub(super) fn as_whole(self) -> Option<u128> {
        (self.scale == 0).then_some(self.digits)
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let scale = self.scale as usize;
        let digits = format!("{:0>width$}", self.digits, width = scale + 1);
        let (whole, part) = digits.split_at(digits.len() - scale);
        write!(f, "{whole}{}{part}", if scale > 0 { "." } else { "" })
    }
}

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    /// Its value.
    pub(super) value: Decimal,
    /// What "million" and the like multiply it by; 1 without any.
    pub(super) magnitude: u128,
    /// Whether it begins with digits.
    pub(super) digits: bool,
}

impl Quantity {
    pub(super) fn total(self) -> Option<Decimal> {
        self.value.times(self.magnitude)
    }
}

/// Which short magnitudes a number may carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letters {
    /// Only words and "bn", "mn", "tn".
    Long,
    /// "k", "m", "b", "t" too, as in sums.
    Short,
}

/// `quantity = (digits | words | "half" article) ["and" "a" "half"] {["-"] magnitude} | article magnitude`
pub(super) fn quantity(
    pieces: &Pieces<'_>,
    at: usize,
    letters: Letters,
) -> Option<Found<Quantity>> {
    if let Some(found) = of_article(pieces, at) {
        return Some(found);
    }
    let digits = pieces.kind(at) == Some(Kind::Number);
    let Found { mut value, mut end } = if digits {
        Found::new(Decimal::read(pieces.all[at].text)?, at + 1)
    } else {
        words(pieces, at)?
    };
    if let Some(next) = pieces.phrase(end, &["and", "a", "half"]) {
        (value, end) = (value.and_half()?, next);
    }
    let mut size = 1_u128;
    loop {
        let next = pieces.skip_hyphen(end);
        let Some(factor) = magnitude(pieces, next, letters) else {
            break;
        };
        size = size.checked_mul(factor)?;
        end = next + 1;
    }
    Some(Found::new(
        Quantity {
            value,
            magnitude: size,
            digits,
        },
        end,
    ))
}

/// `"half" article magnitude | article ("dozen" | magnitude)`
fn of_article(pieces: &Pieces<'_>, at: usize) -> Option<Found<Quantity>> {
    let half = pieces.is(at, &["half"]);
    let article = at + usize::from(half);
    if !pieces.is(article, &["a", "an"]) {
        return None;
    }
    let next = article + 1;
    let size = if pieces.is(next, &["dozen"]) {
        12
    } else {
        magnitude(pieces, next, Letters::Long)?
    };
    // "a thousand-dollar question" and "a million-strong crowd" are figures of speech.
    if !half && pieces.hyphen(next + 1) {
        return None;
    }
    let value = if half {
        Decimal {
            digits: 5,
            scale: 1,
        }
    } else {
        Decimal::whole(1)
    };
    Some(Found::new(
        Quantity {
            value,
            magnitude: size,
            digits: false,
        },
        next + 1,
    ))
}

fn magnitude(pieces: &Pieces<'_>, at: usize, letters: Letters) -> Option<u128> {
    Some(match pieces.key(at) {
        "dozen" => 12,
        "hundred" => 100,
        "thousand" => 1_000,
        "lakh" | "lakhs" => 100_000,
        "million" | "mn" | "mln" | "mio" => 1_000_000,
        "crore" | "crores" => 10_000_000,
        "billion" | "bn" | "bln" => 1_000_000_000,
        "trillion" | "tn" | "trn" => 1_000_000_000_000,
        short if letters == Letters::Short && pieces.glued(at) => match short {
            "k" => 1_000,
            "m" => 1_000_000,
            "b" => 1_000_000_000,
            "t" => 1_000_000_000_000,
            _ => return None,
        },
        _ => return None,
    })
}

const UNITS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: &[&str] = &[
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// Returns the value of a number word below twenty.
pub(super) fn unit(key: &str) -> Option<u128> {
    UNITS
        .iter()
        .position(|word| *word == key)
        .map(|value| value as u128)
}

/// `words = below-hundred ["hundred" [["and"] below-hundred]]`
fn words(pieces: &Pieces<'_>, at: usize) -> Option<Found<Decimal>> {
    let Found { mut value, mut end } = below_hundred(pieces, at)?;
    if pieces.is(end, &["hundred"]) {
        value *= 100;
        end += 1;
        let next = end + usize::from(pieces.is(end, &["and"]));
        if let Some(rest) = below_hundred(pieces, next) {
            value += rest.value;
            end = rest.end;
        }
    }
    Some(Found::new(Decimal::whole(value), end))
}

fn below_hundred(pieces: &Pieces<'_>, at: usize) -> Option<Found<u128>> {
    if let Some(value) = unit(pieces.key(at)) {
        return Some(Found::new(value, at + 1));
    }
    let tens = (TENS.iter().position(|word| *word == pieces.key(at))? as u128 + 2) * 10;
    let next = pieces.skip_hyphen(at + 1);
    match unit(pieces.key(next)).filter(|unit| (1..10).contains(unit)) {
        Some(unit) => Some(Found::new(tens + unit, next + 1)),
        None => Some(Found::new(tens, at + 1)),
    }
}

//! Pieces → stretches of time and ages.

use super::number::{Decimal, Letters, quantity};
use super::pieces::{Found, Kind, Pieces};
use crate::analysis::Pos;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
}

impl Unit {
    /// Reads "day", "days".
    pub(super) fn read(key: &str) -> Option<Self> {
        Some(match key.strip_suffix('s').unwrap_or(key) {
            "second" => Self::Second,
            "minute" | "min" => Self::Minute,
            "hour" | "hr" => Self::Hour,
            "day" => Self::Day,
            "week" => Self::Week,
            "month" => Self::Month,
            "year" => Self::Year,
            "decade" => Self::Decade,
            _ => return None,
        })
    }

    fn iso(self, count: Decimal) -> Option<String> {
        Some(match self {
            Self::Second => format!("PT{count}S"),
            Self::Minute => format!("PT{count}M"),
            Self::Hour => format!("PT{count}H"),
            Self::Day => format!("P{count}D"),
            Self::Week => format!("P{count}W"),
            Self::Month => format!("P{count}M"),
            Self::Year => format!("P{count}Y"),
            Self::Decade => format!("P{}Y", count.times(10)?),
        })
    }
}

/// `duration = quantity ["-"] unit | ("a" | "an") unit` (the latter only behind "for", "in", "within" …)
pub(super) fn duration(pieces: &Pieces<'_>, at: usize) -> Option<Found<String>> {
    let (count, next) = match quantity(pieces, at, Letters::Long) {
        Some(found) => (found.value.total()?, pieces.skip_hyphen(found.end)),
        None if pieces.is(at, &["a", "an"]) && pieces.is(at.wrapping_sub(1), BEFORE_ONE) => {
            (Decimal::whole(1), at + 1)
        }
        None => return None,
    };
    let unit = Unit::read(pieces.key(next))?;
    if unit == Unit::Second && !pieces.key(next).ends_with('s') {
        return None;
    }
    Some(Found::new(unit.iso(count)?, next + 1))
}

const BEFORE_ONE: &[&str] = &[
    "for", "in", "within", "over", "after", "than", "lasting", "nearly", "almost", "about",
];

/// `age = number "-" "year" "-" "old" | number "years" "old" | ("aged" | "age") number | PERSON "," number ("," | ".")`
pub(super) fn age(pieces: &Pieces<'_>, at: usize) -> Option<Found<u32>> {
    let worded = pieces.is(at, &["aged", "age"]);
    let found = quantity(pieces, at + usize::from(worded), Letters::Long)?;
    let years = u32::try_from(found.value.total()?.as_whole()?)
        .ok()
        .filter(|years| *years < 130)?;
    if worded {
        let decade = pieces.is(found.end, &["s"]) && pieces.glued(found.end);
        return (!decade).then(|| Found::new(years, found.end));
    }
    let year = pieces.skip_hyphen(found.end);
    if pieces.is(year, &["year", "years"]) {
        let old = pieces.skip_hyphen(year + 1);
        return pieces
            .is(old, &["old", "olds"])
            .then(|| Found::new(years, old + 1));
    }
    let alone = pieces.kind(at) == Some(Kind::Number) && found.end == at + 1 && years >= 3;
    let opened = pieces.is(at.wrapping_sub(1), &[",", "("]);
    let closed = match pieces.key_before(at, 1) {
        "(" => pieces.is(at + 1, &[")"]),
        _ => pieces.is(at + 1, &[",", "."]) && !pieces.glued_number(at + 2),
    };
    let named = at >= 2
        && pieces.pos(at - 2) == Some(Pos::Propn)
        && !super::month::is_month(pieces.key(at - 2))
        && !pieces.digits(at - 2);
    (alone && opened && closed && named).then(|| Found::new(years, at + 1))
}

impl Pieces<'_> {
    fn digits(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Number)
    }

    fn glued_number(&self, at: usize) -> bool {
        self.digits(at) && self.glued(at)
    }
}

//! Pieces → bare counts.

use super::number::{Letters, quantity};
use super::pieces::{Found, Kind, Pieces};
use crate::analysis::{Pos, Rel};

/// Words after which a number is a name, not a count.
const LABELS: &[&str] = &[
    "no",
    "nos",
    "number",
    "page",
    "pages",
    "chapter",
    "section",
    "article",
    "room",
    "route",
    "flight",
    "channel",
    "type",
    "level",
    "phase",
    "season",
    "group",
    "figure",
    "table",
    "version",
    "part",
    "grade",
    "step",
    "episode",
    "volume",
    "line",
    "class",
    "stage",
    "week",
    "day",
    "game",
    "round",
    "title",
    "amendment",
    "proposition",
    "bill",
    "act",
    "interstate",
    "highway",
    "formula",
    "#",
];
/// What makes a number a time of day or an ordinal.
const CLOCK: &[&str] = &[
    "a.m", "p.m", "am", "pm", "o'clock", "gmt", "utc", "et", "th", "st", "nd", "rd",
];

/// `count = quantity`, unless the number names something ("Boeing 737"), is a score, a time or an ordinal.
pub(super) fn count(pieces: &Pieces<'_>, at: usize) -> Option<Found<String>> {
    let found = quantity(pieces, at, Letters::Long)?;
    let (end, number) = (found.end, found.value);
    let before = at.wrapping_sub(1);
    let signs =
        |at: usize| pieces.glued(at + 1) && pieces.glued(at) && pieces.kind(at) == Some(Kind::Sign);
    let joined = (at > 0
        && pieces.glued(at)
        && !pieces.is(before, &["(", "\"", "“", "'", "‘", "[", "~", "<", ">"]))
        || (pieces.glued(end)
            && pieces.kind(end) == Some(Kind::Word)
            && !pieces.key(end).starts_with('\''))
        || (signs(end) && (pieces.kind(end + 1) == Some(Kind::Number)));
    if joined || pieces.is(end, CLOCK) || pieces.is(before, LABELS) {
        return None;
    }
    if pieces.is(at, &["one"]) && end == at + 1 {
        return None;
    }
    if number.digits && number.magnitude == 1 && named(pieces, at) {
        return None;
    }
    Some(Found::new(number.total()?.to_string(), end))
}

/// Whether the number stands behind a proper noun and counts nothing.
fn named(pieces: &Pieces<'_>, at: usize) -> bool {
    let behind_name = at > 0 && pieces.capital(at - 1) && pieces.pos(at - 1) == Some(Pos::Propn);
    let counts = pieces.word(at).is_some_and(|word| {
        word.rel == Rel::Nummod
            && word.head.is_some_and(|head| {
                head > pieces.all[at].token
                    && pieces.token(head).is_some_and(|head| head.pos == Pos::Noun)
            })
    });
    behind_name && !counts
}

//! Pieces → percentages.

use super::number::{Letters, quantity};
use super::pieces::{Found, Pieces};

/// `percent = quantity ["-" quantity] ("%" | "percent" | "per" "cent" | "pc")`; of a range, the lower end.
pub(super) fn percent(pieces: &Pieces<'_>, at: usize) -> Option<Found<String>> {
    let low = quantity(pieces, at, Letters::Long)?;
    let mut end = low.end;
    if (pieces.hyphen(end) || pieces.is(end, &["to"]))
        && let Some(high) = quantity(pieces, end + 1, Letters::Long)
        && sign(pieces, high.end).is_some()
    {
        end = high.end;
    }
    let end = sign(pieces, end)?;
    Some(Found::new(low.value.total()?.to_string(), end))
}

fn sign(pieces: &Pieces<'_>, at: usize) -> Option<usize> {
    let at = pieces.skip_hyphen(at);
    if pieces.is(at, &["%", "percent", "pct"]) || (pieces.is(at, &["pc"]) && pieces.glued(at)) {
        return Some(at + 1);
    }
    pieces.phrase(at, &["per", "cent"])
}

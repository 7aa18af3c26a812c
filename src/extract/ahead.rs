//! What is dated behind the day of its article has not happened yet.

use super::candidate::Construction;
use super::model::{Certainty, Qualifiers, Stance, Status};
use super::tree::Tree;
use crate::analysis::Rel;

/// Makes a plan of what is plainly stated of a day to come ("meets them next month"); what is told in the past loses such a date.
pub(super) fn settle(
    tree: &Tree,
    trigger: usize,
    construction: Construction,
    stance: &mut Stance,
    qualifiers: &mut Qualifiers,
) {
    let published = tree.analysis.document.metadata.published.as_deref();
    let Some(at) = qualifiers.at.as_deref() else {
        return;
    };
    let plain = matches!(stance.status, Status::Reported | Status::Confirmed);
    if !plain || !published.is_some_and(|published| is_behind(at, published)) {
        return;
    }
    if construction == Construction::Title || is_past(tree, trigger) {
        qualifiers.at = None;
    } else {
        stance.status = Status::Planned;
        stance.certainty = stance.certainty.min(Certainty::Probable);
    }
}

/// Whether a date lies behind another, as far as both are precise.
fn is_behind(date: &str, other: &str) -> bool {
    let shared = date.len().min(other.len());
    date[..shared] > other[..shared]
}

/// Whether a verb tells of the past: "met", "has met", "was held".
fn is_past(tree: &Tree, verb: usize) -> bool {
    let helped = tree.kids_by(verb, &[Rel::Aux, Rel::AuxPass, Rel::Cop]);
    let mut tags = helped.map(|aux| tree.word(aux).tag);
    let own = tree.word(verb).tag;
    own == "VBD" || own == "VBN" && tags.any(|tag| matches!(tag, "VBD" | "VBN"))
}

#[cfg(test)]
mod tests {
    use super::is_behind;

    #[test]
    fn dates_are_compared_as_far_as_both_are_precise() {
        assert!(is_behind("2024-01", "2023-12-20T10:00:00Z"));
        assert!(is_behind("2023-12-21", "2023-12-20T10:00:00Z"));
        assert!(!is_behind("2023", "2023-12-20"));
        assert!(!is_behind("2023-12-20", "2023-12-20T10:00:00Z"));
        assert!(!is_behind("2022-03-01", "2023"));
    }
}

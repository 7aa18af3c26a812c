//! What the parser itself holds for less than likely is not claimed.

use super::candidate::{Candidate, Filler};
use super::tree::Tree;
use crate::ontology::open;

/// How likely, in percent, the place of the word that expresses a relation must be.
const TRIGGER: u8 = 50;
/// The same for all words between an open relation and its ends: no frame vouches for them.
const OPEN: u8 = 70;
/// How many words may lie between.
const FARTHEST: usize = 12;

/// Whether the tree is sure enough of where the words of a candidate belong.
pub(super) fn is_sure(tree: &Tree, candidate: &Candidate) -> bool {
    let trigger = percent(tree, candidate.trigger);
    if !open::is_open(&candidate.relation) {
        return trigger >= TRIGGER;
    }
    let object = match candidate.object {
        Filler::Token(token) => between(tree, token, candidate.trigger),
        Filler::Constant(_) => 100,
    };
    let subject = between(tree, candidate.subject, candidate.trigger);
    trigger.min(subject).min(object) >= OPEN
}

/// How likely the least likely arc is from a word up to the one above it that expresses the relation.
fn between(tree: &Tree, token: usize, trigger: usize) -> u8 {
    let own = std::iter::once(token).chain(tree.ancestors(token));
    let below = own.take_while(|at| *at != trigger).take(FARTHEST);
    below.map(|at| percent(tree, at)).min().unwrap_or(100)
}

/// How likely a word's place is; one that was mended was found by a rule.
fn percent(tree: &Tree, token: usize) -> u8 {
    let parsed = &tree.analysis.words[token];
    if tree.head(token) == parsed.head {
        parsed.head_percent
    } else {
        100
    }
}

//! Tense: what is still to come, and what may be over.

use super::candidate::{Candidate, Construction, Filler};
use super::cues::Cues;
use super::frames;
use super::model::{Certainty, Qualifiers, Stance, Status};
use super::stance;
use super::tree::Tree;
use crate::analysis::{Pos, Rel};
use crate::ontology::{Relation, open};

/// Nouns that tell of somebody for good: who was the founder is so still.
const LASTING: &[&str] = &[
    "author",
    "co-founder",
    "cofounder",
    "creator",
    "founder",
    "laureate",
    "recipient",
    "winner",
];

/// Verbs that tell what goes on until it ends, where no frame vouches for the rest.
const STATES: &[&str] = &[
    "comprise",
    "consist",
    "contain",
    "control",
    "hold",
    "house",
    "inhabit",
    "occupy",
    "own",
    "oversee",
    "possess",
    "serve",
    "supervise",
];

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
    if !plain || !published.is_some_and(|published| is_later(at, published)) {
        return;
    }
    if construction == Construction::Title || is_past(tree, trigger) || has_happened(tree, trigger)
    {
        qualifiers.at = None;
    } else {
        stance.status = Status::Planned;
        stance.certainty = stance.certainty.min(Certainty::Probable);
    }
}

/// Whether a state is told in the past tense without saying until when it held: "was the chairman", "lived in Paris".
///
/// What happened is over anyway, and what somebody said in the past of the time he spoke may hold still.
pub(super) fn is_over(
    tree: &Tree,
    cues: &Cues,
    relation: Option<&Relation>,
    candidate: &Candidate,
    qualifiers: &Qualifiers,
) -> bool {
    let Qualifiers {
        from, until, at, ..
    } = qualifiers;
    let word = candidate.trigger;
    // "was the chairman", "was a painter"
    let named = candidate.role.is_some() || candidate.object == Filler::Token(word);
    let is = tree.kid(word, &[Rel::Cop]).is_some() && named;
    let helped = tree.kid(word, &[Rel::Cop, Rel::AuxPass]).is_some();
    let told = |verb: &String| match verb.strip_prefix("be:") {
        Some(participle) => helped && participle == tree.lower(word),
        None => frames::is_one_of(tree, word, std::slice::from_ref(verb)),
    };
    let lasting = LASTING.contains(&tree.lower(word).as_str());
    let stays = open::is_open(&candidate.relation) && STATES.contains(&tree.lemma(word));
    let state = is && !lasting
        || stays
        || relation.is_some_and(|relation| relation.state_verbs.iter().any(told));
    // "previously controlled the House", "for a time ran it"
    let formerly = tree.kids(word).iter().any(|kid| match tree.rel(*kid) {
        Rel::Advmod => matches!(
            tree.lower(*kid).as_str(),
            "previously" | "formerly" | "initially" | "originally"
        ),
        Rel::Obl => {
            let for_a = tree.subtree(*kid).len() <= 4 && tree.after(*kid, &["for".to_owned()]);
            for_a && matches!(tree.lower(*kid).as_str(), "time" | "while" | "period")
        }
        _ => false,
    });
    // "had lived there for twenty years": till then, at least.
    let until_then = tree
        .kids_by(word, &[Rel::Aux])
        .any(|aux| tree.lower(aux) == "had")
        && tree.word(word).tag == "VBN"
        && tree
            .kids_by(word, &[Rel::Obl])
            .any(|kid| tree.after(kid, &["for".to_owned()]));
    (state && !until_then || formerly)
        && [from, until, at].iter().all(|date| date.is_none())
        && (is_past(tree, word) || done_with(tree, word) || long_ago(tree, word))
        && (tree.quotations[word].is_some() || !stance::told_in_the_past(tree, cues, word))
}

/// "after living in Oslo for years, she moved"
fn done_with(tree: &Tree, verb: usize) -> bool {
    let after = |mark: usize| tree.lower(mark) == "after";
    tree.word(verb).tag == "VBG" && tree.kids_by(verb, &[Rel::Mark, Rel::Case]).any(after)
}

/// "people living in Europe thousands of years ago"
fn long_ago(tree: &Tree, verb: usize) -> bool {
    let end = tree.sentence_tokens(verb).end;
    (verb + 1..end)
        .take_while(|at| !matches!(tree.pos(*at), Pos::Verb | Pos::Aux | Pos::Punct))
        .any(|at| tree.lower(at) == "ago")
}

/// Whether a date is later than another, as far as both are precise.
fn is_later(date: &str, other: &str) -> bool {
    let shared = date.len().min(other.len());
    date.as_bytes()[..shared] > other.as_bytes()[..shared]
}

/// Whether a predicate is in the past: "met", "was held", "had met", "was the chairman".
pub(super) fn is_past(tree: &Tree, predicate: usize) -> bool {
    let helped = tree.kids_by(predicate, &[Rel::Aux, Rel::AuxPass, Rel::Cop]);
    let mut tags = helped.map(|aux| tree.word(aux).tag);
    tree.word(predicate).tag == "VBD" || tags.any(|tag| tag == "VBD")
}

/// "has met"
fn has_happened(tree: &Tree, verb: usize) -> bool {
    let have = |aux: usize| tree.lemma(aux) == "have";
    tree.word(verb).tag == "VBN" && tree.kids_by(verb, &[Rel::Aux]).any(have)
}

#[cfg(test)]
mod tests {
    use super::is_later;

    #[test]
    fn dates_are_compared_as_far_as_both_are_precise() {
        assert!(is_later("2024-01", "2023-12-20T10:00:00Z"));
        assert!(is_later("2023-12-21", "2023-12-20T10:00:00Z"));
        assert!(!is_later("2023", "2023-12-20"));
        assert!(!is_later("2023-12-20", "2023-12-20T10:00:00Z"));
        assert!(!is_later("2022-03-01", "2023"));
    }
}

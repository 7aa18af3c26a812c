//! Frames with what they find → those that stay, verbs of one shape joined.

use std::collections::{BTreeMap, BTreeSet};

use super::tally::{Hit, Tally};
use super::{ELSEWHERE, LEAST_PRECISION, LearnedFrame};
use crate::extract::Wording;

/// A frame that finds enough, rarely anything else.
struct Good<'c> {
    wording: &'c Wording,
    tally: &'c Tally,
}

/// Chooses frames that find what is not `covered` yet, and covers it.
pub(super) fn chosen<'c>(
    wordings: impl Iterator<Item = &'c Wording>,
    tallies: &'c BTreeMap<String, Tally>,
    least: usize,
    covered: &mut BTreeSet<Hit>,
) -> Vec<LearnedFrame> {
    let mut good: Vec<Good<'c>> = wordings
        .filter_map(|wording| {
            let tally = tallies.get(&wording.text())?;
            is_good(tally, least).then_some(Good { wording, tally })
        })
        .collect();
    let mut kept: Vec<Good<'c>> = Vec::new();
    // The one that adds most, then the next: what a kept frame finds already, no other need find.
    while let Some(best) = best(&good, covered) {
        let best = good.swap_remove(best);
        covered.extend(&best.tally.hits);
        kept.push(best);
    }
    joined(kept)
}

fn is_good(tally: &Tally, least: usize) -> bool {
    let right = tally.hits.len() as f64;
    let wrong = tally.wrong as f64 + ELSEWHERE * tally.elsewhere as f64;
    // One sentence that names an end twice is no more than one.
    let said: BTreeSet<usize> = tally.hits.iter().map(|(sentence, _)| *sentence).collect();
    said.len() >= least && right >= LEAST_PRECISION * (right + wrong)
}

/// The frame that finds most of what is not covered, of several the one that errs least, then the one that says most.
fn best(good: &[Good<'_>], covered: &BTreeSet<Hit>) -> Option<usize> {
    let rank = |one: &Good<'_>| {
        let added = one.tally.hits.difference(covered).count();
        let wrong = std::cmp::Reverse((one.tally.wrong, one.tally.elsewhere));
        let text = one.wording.text();
        // A participle is the plainer form of a passive without an agent.
        let plain = !text.starts_with('_');
        let words = text.split(' ').count();
        (added, wrong, plain, words, std::cmp::Reverse(text))
    };
    let ranked = good
        .iter()
        .enumerate()
        .map(|(place, one)| (rank(one), place));
    let (rank, place) = ranked.max()?;
    (rank.0 > 0).then_some(place)
}

/// Joins frames that differ in one word: "S taste O" and "S sample O" are "S taste|sample O".
fn joined(kept: Vec<Good<'_>>) -> Vec<LearnedFrame> {
    let mut groups: Vec<Vec<Good<'_>>> = Vec::new();
    for one in kept {
        let shape =
            |wording: &Wording| (wording.kind, wording.before.clone(), wording.after.clone());
        let same = groups.iter_mut().find(|group| {
            let first = group.first();
            first.is_some_and(|first| shape(first.wording) == shape(one.wording))
        });
        match same {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    let mut frames: Vec<LearnedFrame> = groups.iter().filter_map(|group| frame(group)).collect();
    frames.sort_by(|one, other| (other.right, &one.text).cmp(&(one.right, &other.text)));
    frames
}

fn frame(group: &[Good<'_>]) -> Option<LearnedFrame> {
    let first = group.first()?.wording;
    let words: Vec<&str> = group.iter().map(|one| one.wording.word.as_str()).collect();
    let hits: BTreeSet<&Hit> = group.iter().flat_map(|one| &one.tally.hits).collect();
    Some(LearnedFrame {
        property: first.kind.property(),
        text: format!("{}{}{}", first.before, words.join("|"), first.after),
        right: hits.len(),
        wrong: group.iter().map(|one| one.tally.wrong).sum(),
        elsewhere: group.iter().map(|one| one.tally.elsewhere).sum(),
    })
}

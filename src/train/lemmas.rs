//! Trees → packed lemma rules: for each tag and ending, what most words with it do.

use std::collections::BTreeMap;

use super::conllu::Tree;
use crate::analysis::Pos;
use crate::analysis::syntax::lemma::{base, keys};
use crate::analysis::syntax::tags::TagPair;

/// Characters to cut, and the ending to add.
type Rule = (u8, String);

/// Learns the rules and returns them packed.
pub(super) fn train(trees: &[Tree]) -> Vec<u8> {
    let counts = count(trees);
    let mut votes: BTreeMap<u64, BTreeMap<Rule, usize>> = BTreeMap::new();
    for ((form, tags), rules) in &counts {
        for key in keys(form, *tags) {
            let vote = votes.entry(key).or_default();
            for (rule, count) in rules {
                *vote.entry(rule.clone()).or_default() += count;
            }
        }
    }
    let winners: BTreeMap<u64, &Rule> = votes
        .iter()
        .filter_map(|(key, vote)| Some((*key, winner(vote)?)))
        .collect();
    let mut chosen: BTreeMap<u64, &Rule> = BTreeMap::new();
    for (form, tags) in counts.keys() {
        let mut known: Option<&Rule> = None;
        for key in keys(form, *tags).into_iter().rev() {
            let rule = winners.get(&key).copied();
            if rule != known {
                chosen.extend(rule.map(|rule| (key, rule)));
                known = rule;
            }
        }
    }
    pack(&chosen)
}

/// Returns, for each form and tag, the rules that lead to its lemmas.
fn count(trees: &[Tree]) -> BTreeMap<(String, TagPair), BTreeMap<Rule, usize>> {
    let mut counts: BTreeMap<(String, TagPair), BTreeMap<Rule, usize>> = BTreeMap::new();
    for leaf in trees.iter().flat_map(|tree| &tree.leaves) {
        let Some(tags) = leaf.tags else { continue };
        if leaf.lemma == "_" && leaf.form != "_" {
            continue;
        }
        let form = base(&leaf.form, tags);
        let lemma = if tags.pos == Pos::Propn {
            leaf.lemma.clone()
        } else {
            leaf.lemma.to_lowercase()
        };
        let Some(rule) = rule(&form, &lemma) else {
            continue;
        };
        *counts
            .entry((form, tags))
            .or_default()
            .entry(rule)
            .or_default() += 1;
    }
    counts
}

fn rule(form: &str, lemma: &str) -> Option<Rule> {
    let shared: usize = form
        .chars()
        .zip(lemma.chars())
        .take_while(|(one, two)| one == two)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let cut = u8::try_from(form[shared..].chars().count()).ok()?;
    Some((cut, lemma[shared..].to_owned()))
}

/// Returns the most frequent rule; the first of equals.
fn winner(vote: &BTreeMap<Rule, usize>) -> Option<&Rule> {
    let most = vote.values().max()?;
    vote.iter()
        .find(|(_, count)| *count == most)
        .map(|(rule, _)| rule)
}

fn pack(rules: &BTreeMap<u64, &Rule>) -> Vec<u8> {
    let mut endings: Vec<&str> = rules
        .values()
        .map(|rule| rule.1.as_str())
        .filter(|ending| ending.len() < 256)
        .collect();
    endings.sort_unstable();
    endings.dedup();
    endings.truncate(usize::from(u16::MAX));
    let number = |ending: &str| {
        endings
            .binary_search(&ending)
            .ok()
            .and_then(|at| u16::try_from(at).ok())
    };
    let rules: Vec<(u64, u8, u16)> = rules
        .iter()
        .filter_map(|(key, rule)| Some((*key, rule.0, number(&rule.1)?)))
        .collect();
    let mut bytes = u16::try_from(endings.len())
        .unwrap_or(u16::MAX)
        .to_le_bytes()
        .to_vec();
    for ending in &endings {
        bytes.push(u8::try_from(ending.len()).unwrap_or(u8::MAX));
        bytes.extend(ending.bytes());
    }
    bytes.extend(u32::try_from(rules.len()).unwrap_or(u32::MAX).to_le_bytes());
    for (key, cut, ending) in rules {
        bytes.extend(key.to_le_bytes());
        bytes.push(cut);
        bytes.extend(ending.to_le_bytes());
    }
    bytes
}

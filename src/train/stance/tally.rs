//! Stances that were found beside those that were labelled → figures.

use std::collections::BTreeMap;

use super::labels::Label;
use crate::analysis::Analysis;
use crate::extract::{Stance, Status};
use crate::text::Span;

/// How well the stances of one part of the sentences are found; shares run from 0 to 1.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct StanceFigures {
    /// Propositions that were labelled, those among them that nobody claims.
    pub propositions: usize,
    /// The mean of the F1 of all statuses that are labelled at least once.
    pub macro_f1: f64,
    /// How many have the right status, or rightly none.
    pub status_accuracy: f64,
    /// Of the propositions that somebody claims, how many have the right holder.
    pub holder_accuracy: f64,
    /// Of the same, how many are rightly affirmed or negated.
    pub polarity_accuracy: f64,
    /// Of the propositions on a condition, how many have its words, by more than half.
    pub condition_accuracy: f64,
    /// The figures of each status.
    pub by_status: BTreeMap<&'static str, StatusFigures>,
}

/// How well one status is found; shares run from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub struct StatusFigures {
    /// Of those found, how many are labelled so.
    pub precision: f64,
    /// Of those labelled, how many are found.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f1: f64,
    /// How often it is labelled.
    pub labelled: usize,
    /// How often it is found.
    pub found: usize,
    /// How often both.
    pub right: usize,
}

/// What has been counted so far.
#[derive(Default)]
pub(super) struct Tally {
    all: usize,
    right: usize,
    claimed: usize,
    holders: usize,
    polarities: usize,
    conditions: [usize; 2],
    statuses: BTreeMap<Status, StatusFigures>,
}

impl Tally {
    pub(super) fn add(&mut self, analysis: &Analysis, label: &Label, found: Option<&Stance>) {
        self.all += 1;
        let status = found.map(|stance| stance.status);
        let labelled = label.stance.as_ref().map(|held| held.status);
        if let Some(status) = status {
            self.statuses.entry(status).or_default().found += 1;
        }
        if let Some(status) = labelled {
            self.statuses.entry(status).or_default().labelled += 1;
        }
        if status == labelled {
            self.right += 1;
            if let Some(status) = status {
                self.statuses.entry(status).or_default().right += 1;
            }
        }
        let Some(held) = &label.stance else {
            return;
        };
        self.claimed += 1;
        self.conditions[1] += usize::from(held.condition.is_some());
        let Some(stance) = found else {
            return;
        };
        let holder = holder(analysis, stance);
        let same = |named: &Option<Span>| match (named, holder) {
            (Some(words), Some(head)) => words.contains(&head),
            (None, None) => true,
            _ => false,
        };
        self.holders += usize::from(held.holders.iter().any(same));
        self.polarities += usize::from(held.positive == stance.positive);
        let condition = held.condition.zip(stance.condition);
        self.conditions[0] += usize::from(condition.is_some_and(|(a, b)| alike(a, b)));
    }

    pub(super) fn figures(mut self) -> StanceFigures {
        for figures in self.statuses.values_mut() {
            figures.precision = share(figures.right, figures.found);
            figures.recall = share(figures.right, figures.labelled);
            figures.f1 = share(2 * figures.right, figures.found + figures.labelled);
        }
        let labelled = self.statuses.values().filter(|one| one.labelled > 0);
        let scores: Vec<f64> = labelled.map(|one| one.f1).collect();
        let sum: f64 = scores.iter().sum();
        StanceFigures {
            propositions: self.all,
            macro_f1: rounded(sum / scores.len().max(1) as f64),
            status_accuracy: share(self.right, self.all),
            holder_accuracy: share(self.holders, self.claimed),
            polarity_accuracy: share(self.polarities, self.claimed),
            condition_accuracy: share(self.conditions[0], self.conditions[1]),
            by_status: self
                .statuses
                .into_iter()
                .map(|(status, figures)| (status.local_name(), figures))
                .collect(),
        }
    }
}

/// The word that names the holder; none where it is the author.
pub(super) fn holder(analysis: &Analysis, stance: &Stance) -> Option<Span> {
    let source = stance.sources.last()?;
    analysis.document.tokens.get(source.head).copied()
}

/// Whether two stretches share more than half of what they cover together.
fn alike(one: Span, other: Span) -> bool {
    let start = one.start.max(other.start);
    let shared = one.end.min(other.end).saturating_sub(start);
    let both = one.to(other);
    2 * shared > both.end - both.start
}

fn share(part: usize, whole: usize) -> f64 {
    rounded(part as f64 / whole.max(1) as f64)
}

fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

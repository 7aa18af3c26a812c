//! Gold and found tags → precision, recall and F1 over exact spans and types.

use std::collections::BTreeMap;

use crate::analysis::NameType;
use crate::analysis::names::TYPES;

/// Counts of right, found and gold names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Names found with the exact span and type.
    pub right: usize,
    /// Names found.
    pub found: usize,
    /// Names there are.
    pub gold: usize,
}

impl Figures {
    /// Returns precision, recall and F1.
    pub fn scores(&self) -> (f64, f64, f64) {
        let share = |part: usize, all: usize| {
            if all == 0 {
                0.0
            } else {
                part as f64 / all as f64
            }
        };
        let (precision, recall) = (share(self.right, self.found), share(self.right, self.gold));
        let sum = precision + recall;
        (
            precision,
            recall,
            if sum == 0.0 {
                0.0
            } else {
                2.0 * precision * recall / sum
            },
        )
    }
}

/// Counts by type.
#[derive(Clone, Debug, Default)]
pub struct Measure {
    /// Counts of each type, by its label: "PER", "ORG", "LOC".
    pub types: BTreeMap<&'static str, Figures>,
}

impl Measure {
    /// Adds one sentence.
    pub fn add(&mut self, gold: &[usize], found: &[usize]) {
        let (gold, found) = (spans(gold), spans(found));
        for span in &gold {
            self.types.entry(span.2).or_default().gold += 1;
        }
        for span in &found {
            let figures = self.types.entry(span.2).or_default();
            figures.found += 1;
            figures.right += usize::from(gold.contains(span));
        }
    }

    /// Returns the counts of all types together.
    pub fn all(&self) -> Figures {
        self.types
            .values()
            .fold(Figures::default(), |sum, one| Figures {
                right: sum.right + one.right,
                found: sum.found + one.found,
                gold: sum.gold + one.gold,
            })
    }
}

/// Persons, organisations and places in a sequence of tags.
fn spans(tags: &[usize]) -> Vec<(usize, usize, &'static str)> {
    let mut spans = Vec::new();
    let mut start = 0;
    while start < tags.len() {
        let tag = tags[start];
        let mut end = start + 1;
        if tag % 2 == 1 {
            while tags.get(end) == Some(&(tag + 1)) {
                end += 1;
            }
            let label = match TYPES[(tag - 1) / 2] {
                Some(NameType::Person) => "PER",
                Some(NameType::Organization) => "ORG",
                Some(NameType::Place) => "LOC",
                _ => "",
            };
            if !label.is_empty() {
                spans.push((start, end, label));
            }
        }
        start = end;
    }
    spans
}

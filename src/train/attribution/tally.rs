//! Attributions that were found beside those that were marked → figures.

use std::collections::BTreeSet;

use super::brat::Gold;
use crate::text::Span;

/// Precision, recall and their harmonic mean, from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub struct AttributionScore {
    /// Of those found, how many are marked.
    pub precision: f64,
    /// Of those marked, how many are found.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f1: f64,
}

/// How well the attributions of some documents are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub struct AttributionFigures {
    /// Documents, one for each reader who marked one.
    pub documents: usize,
    /// Attributions that were marked.
    pub marked: usize,
    /// Attributions that were found.
    pub found: usize,
    /// Attributions found whose cue shares a letter with one that was marked, one to one.
    pub matched: usize,
    /// Attributions by their cue.
    pub cue: AttributionScore,
    /// Tokens of the holders of attributions that match.
    pub holder: AttributionScore,
    /// Tokens of the contents of attributions that match.
    pub content: AttributionScore,
    /// Tokens of the holders of all attributions; those of one without a match are all wrong, or all missing.
    pub holder_of_all: AttributionScore,
    /// Tokens of the contents of all attributions, likewise.
    pub content_of_all: AttributionScore,
}

/// What has been counted so far.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    documents: usize,
    cues: Counts,
    holders: [Counts; 2],
    contents: [Counts; 2],
}

#[derive(Clone, Copy, Default)]
struct Counts {
    right: usize,
    found: usize,
    marked: usize,
}

impl Counts {
    fn add(&mut self, found: &BTreeSet<usize>, marked: &BTreeSet<usize>) {
        self.right += found.intersection(marked).count();
        self.found += found.len();
        self.marked += marked.len();
    }

    fn score(self) -> AttributionScore {
        AttributionScore {
            precision: share(self.right, self.found),
            recall: share(self.right, self.marked),
            f1: share(2 * self.right, self.found + self.marked),
        }
    }
}

impl Tally {
    /// Adds one document; tokens are told by the spans of `tokens`.
    pub(super) fn add(&mut self, tokens: &[Span], marked: &[Gold], found: &[Gold]) {
        self.documents += 1;
        self.cues.marked += marked.len();
        self.cues.found += found.len();
        let mut free: Vec<&Gold> = found.iter().collect();
        let none = BTreeSet::new();
        for gold in marked {
            let best = (0..free.len())
                .map(|at| (shared(&gold.cue, &free[at].cue), at))
                .filter(|(shared, _)| *shared > 0)
                .max_by_key(|(shared, at)| (*shared, usize::MAX - at));
            let holder = words(tokens, &gold.source);
            let content = words(tokens, &gold.content);
            if let Some((_, at)) = best {
                let matched = free.remove(at);
                self.cues.right += 1;
                let (said, by) = (
                    words(tokens, &matched.content),
                    words(tokens, &matched.source),
                );
                for counts in &mut self.holders {
                    counts.add(&by, &holder);
                }
                for counts in &mut self.contents {
                    counts.add(&said, &content);
                }
            } else {
                self.holders[1].add(&none, &holder);
                self.contents[1].add(&none, &content);
            }
        }
        for other in free {
            self.holders[1].add(&words(tokens, &other.source), &none);
            self.contents[1].add(&words(tokens, &other.content), &none);
        }
    }

    pub(super) fn figures(self) -> AttributionFigures {
        AttributionFigures {
            documents: self.documents,
            marked: self.cues.marked,
            found: self.cues.found,
            matched: self.cues.right,
            cue: self.cues.score(),
            holder: self.holders[0].score(),
            content: self.contents[0].score(),
            holder_of_all: self.holders[1].score(),
            content_of_all: self.contents[1].score(),
        }
    }
}

/// How many bytes two sets of stretches share.
fn shared(one: &[Span], other: &[Span]) -> usize {
    let pairs = one.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
    pairs
        .map(|(a, b)| a.end.min(b.end).saturating_sub(a.start.max(b.start)))
        .sum()
}

/// The tokens that stretches touch, marks of punctuation among them.
fn words(tokens: &[Span], spans: &[Span]) -> BTreeSet<usize> {
    let inside = |span: &Span| {
        let first = tokens.partition_point(|token| token.end <= span.start);
        first..tokens.partition_point(|token| token.start < span.end)
    };
    spans.iter().flat_map(inside).collect()
}

fn share(part: usize, whole: usize) -> f64 {
    (part as f64 / whole.max(1) as f64 * 10_000.0).round() / 10_000.0
}

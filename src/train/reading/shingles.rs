//! Two texts → how much of one is in the other, by runs of four words.
//!
//! The method is that of the article-extraction-benchmark: each page counts alike however long it is, and
//! precision and recall are means over pages.

use std::collections::BTreeMap;

/// How many words make one shingle.
const WORDS: usize = 4;

/// The scores of the pages so far.
#[derive(Debug, Default)]
pub(super) struct Shingles {
    precisions: Vec<f64>,
    recalls: Vec<f64>,
}

impl Shingles {
    /// Adds one page.
    pub(super) fn add(&mut self, gold: &str, found: &str) {
        let mut counts: BTreeMap<Vec<&str>, (usize, usize)> = BTreeMap::new();
        for shingle in shingles(gold) {
            counts.entry(shingle).or_default().0 += 1;
        }
        for shingle in shingles(found) {
            counts.entry(shingle).or_default().1 += 1;
        }
        let (mut both, mut extra, mut missed) = (0, 0, 0);
        for (gold, found) in counts.into_values() {
            both += gold.min(found);
            extra += found.saturating_sub(gold);
            missed += gold.saturating_sub(found);
        }
        if both + extra > 0 {
            self.precisions.push(share(both, extra));
        }
        if both + missed > 0 {
            self.recalls.push(share(both, missed));
        }
    }

    /// Returns precision, recall and F1.
    pub(super) fn scores(&self) -> (f64, f64, f64) {
        let mean = |scores: &[f64]| scores.iter().sum::<f64>() / scores.len().max(1) as f64;
        let (precision, recall) = (mean(&self.precisions), mean(&self.recalls));
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
        (precision, recall, f1)
    }
}

fn share(right: usize, wrong: usize) -> f64 {
    right as f64 / (right + wrong) as f64
}

/// The runs of four words; a shorter text is one run.
fn shingles(text: &str) -> Vec<Vec<&str>> {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() {
        return Vec::new();
    }
    words
        .windows(WORDS.min(words.len()))
        .map(<[_]>::to_vec)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Shingles;

    #[test]
    fn runs_of_words_are_counted() {
        let mut scores = Shingles::default();
        scores.add("a b c d e", "a b c d x");
        assert_eq!(scores.scores(), (0.5, 0.5, 0.5));
        // A page with nothing read counts for recall alone.
        scores.add("a b", "");
        assert_eq!((scores.scores().0, scores.scores().1), (0.5, 0.25));
    }
}

//! Plain sentences → word clusters: words that stand between the same kinds of words.
//!
//! Exchange clustering: each word moves to the cluster that makes the text most likely under a bigram model of
//! clusters, until little moves. Rare words share cluster 0, sentence ends are cluster 1.

use std::collections::BTreeMap;

use crate::analysis::syntax::clusters::{EDGE, RARE};
use crate::analysis::syntax::lex::form_hash;

/// How many clusters there are.
const CLUSTERS: usize = 200;
/// The least number of times that a word occurs to have a cluster of its own.
const OFTEN: usize = 4;
const ROUNDS: usize = 8;

/// Returns the packed clusters of the words in `sentences`: for each the hash of its folded form and its cluster.
pub(super) fn train(sentences: &[Vec<String>]) -> Vec<u8> {
    let (forms, text) = number(sentences);
    let mut exchange = Exchange::new(&text, forms.len());
    for _ in 0..ROUNDS {
        let moved = (2..forms.len())
            .filter(|word| exchange.improve(*word))
            .count();
        if moved * 200 < forms.len() {
            break;
        }
    }
    let mut packed: Vec<(u64, usize)> = forms.into_iter().zip(exchange.cluster).skip(2).collect();
    packed.sort_unstable();
    let entry = |(form, cluster): (u64, usize)| {
        form.to_le_bytes()
            .into_iter()
            .chain(std::iter::once(u8::try_from(cluster).unwrap_or(RARE)))
    };
    packed.into_iter().flat_map(entry).collect()
}

/// Returns the words by frequency, behind the two places for rare words and sentence ends, and the text as their numbers.
fn number(sentences: &[Vec<String>]) -> (Vec<u64>, Vec<usize>) {
    let hashed: Vec<Vec<u64>> = sentences
        .iter()
        .map(|words| words.iter().map(|word| form_hash(word)).collect())
        .collect();
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    for form in hashed.iter().flatten() {
        *counts.entry(*form).or_default() += 1;
    }
    let mut often: Vec<(usize, u64)> = counts
        .into_iter()
        .filter(|(_, count)| *count >= OFTEN)
        .map(|(form, count)| (count, form))
        .collect();
    often.sort_unstable_by(|one, two| two.0.cmp(&one.0).then(one.1.cmp(&two.1)));
    let forms: Vec<u64> = [0, 0]
        .into_iter()
        .chain(often.into_iter().map(|(_, form)| form))
        .collect();
    let places: BTreeMap<u64, usize> = forms
        .iter()
        .enumerate()
        .skip(2)
        .map(|(at, form)| (*form, at))
        .collect();
    let mut text = vec![usize::from(EDGE)];
    for sentence in &hashed {
        text.extend(
            sentence
                .iter()
                .map(|form| places.get(form).copied().unwrap_or(usize::from(RARE))),
        );
        text.push(usize::from(EDGE));
    }
    (forms, text)
}

struct Exchange {
    cluster: Vec<usize>,
    /// How often each word occurs.
    count: Vec<i64>,
    /// The words before and behind each word, with counts.
    before: Vec<Vec<(usize, i64)>>,
    behind: Vec<Vec<(usize, i64)>>,
    /// How often each cluster occurs, and each pair of them.
    size: Vec<i64>,
    pairs: Vec<i64>,
}

impl Exchange {
    fn new(text: &[usize], words: usize) -> Self {
        let spread = |word: usize| {
            if word < 2 {
                word
            } else {
                2 + (word - 2) % (CLUSTERS - 2)
            }
        };
        let cluster: Vec<usize> = (0..words).map(spread).collect();
        let mut bigrams: BTreeMap<(usize, usize), i64> = BTreeMap::new();
        for pair in text.windows(2) {
            *bigrams.entry((pair[0], pair[1])).or_default() += 1;
        }
        let mut new = Self {
            count: vec![0; words],
            before: vec![Vec::new(); words],
            behind: vec![Vec::new(); words],
            size: vec![0; CLUSTERS],
            pairs: vec![0; CLUSTERS * CLUSTERS],
            cluster,
        };
        for ((one, two), count) in bigrams {
            new.before[two].push((one, count));
            new.behind[one].push((two, count));
            new.count[one] += count;
            new.size[new.cluster[one]] += count;
            new.pairs[new.cluster[one] * CLUSTERS + new.cluster[two]] += count;
        }
        new
    }

    /// Moves the word to its best cluster and says whether that is another.
    fn improve(&mut self, word: usize) -> bool {
        let old = self.cluster[word];
        let own = self.behind[word]
            .iter()
            .find(|(other, _)| *other == word)
            .map_or(0, |(_, count)| *count);
        let before = self.by_cluster(&self.before[word], word);
        let behind = self.by_cluster(&self.behind[word], word);
        self.shift(word, old, &before, &behind, own, -1);
        let mut best = (old, f64::MIN);
        for cluster in 2..CLUSTERS {
            let gain = self.gain(word, cluster, &before, &behind, own);
            if gain > best.1 {
                best = (cluster, gain);
            }
        }
        self.shift(word, best.0, &before, &behind, own, 1);
        self.cluster[word] = best.0;
        best.0 != old
    }

    /// Returns the neighbours' clusters with counts, the word itself left out.
    fn by_cluster(&self, neighbours: &[(usize, i64)], word: usize) -> Vec<(usize, i64)> {
        let mut counts: BTreeMap<usize, i64> = BTreeMap::new();
        for (other, count) in neighbours.iter().filter(|(other, _)| *other != word) {
            *counts.entry(self.cluster[*other]).or_default() += count;
        }
        counts.into_iter().collect()
    }

    fn shift(
        &mut self,
        word: usize,
        cluster: usize,
        before: &[(usize, i64)],
        behind: &[(usize, i64)],
        own: i64,
        sign: i64,
    ) {
        for (other, count) in before {
            self.pairs[other * CLUSTERS + cluster] += sign * count;
        }
        for (other, count) in behind {
            self.pairs[cluster * CLUSTERS + other] += sign * count;
        }
        self.pairs[cluster * CLUSTERS + cluster] += sign * own;
        self.size[cluster] += sign * self.count[word];
    }

    fn gain(
        &self,
        word: usize,
        cluster: usize,
        before: &[(usize, i64)],
        behind: &[(usize, i64)],
        own: i64,
    ) -> f64 {
        let mut gain = 0.0;
        let mut inside = own;
        for (other, count) in before {
            if *other == cluster {
                inside += count;
            } else {
                gain += rise(self.pairs[other * CLUSTERS + cluster], *count);
            }
        }
        for (other, count) in behind {
            if *other == cluster {
                inside += count;
            } else {
                gain += rise(self.pairs[cluster * CLUSTERS + other], *count);
            }
        }
        gain += rise(self.pairs[cluster * CLUSTERS + cluster], inside);
        gain - 2.0 * rise(self.size[cluster], self.count[word])
    }
}

/// Returns how much `n ln n` rises from `from` to `from + by`.
fn rise(from: i64, by: i64) -> f64 {
    let weigh = |n: i64| {
        if n > 0 {
            n as f64 * (n as f64).ln()
        } else {
            0.0
        }
    };
    weigh(from + by) - weigh(from)
}

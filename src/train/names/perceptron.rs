//! Tagged sentences → weights, by the averaged structured perceptron.

use std::collections::{BTreeMap, HashMap};

use super::corpus::TaggedSentence;
use crate::analysis::names::{Lists, Sentence, TAGS, Tagger, best_path};

/// Words known beforehand, lower case.
#[derive(Clone, Debug, Default)]
pub struct WordLists {
    /// Given names.
    pub first_names: Vec<String>,
    /// Surnames.
    pub surnames: Vec<String>,
    /// Names of places.
    pub places: Vec<String>,
}

/// A sentence with its features numbered.
struct Example {
    features: Vec<Vec<u32>>,
    tags: Vec<usize>,
}

/// Weights, and what is needed to average them.
struct Weights {
    now: Vec<f32>,
    sum: Vec<f32>,
}

impl Weights {
    fn new(size: usize) -> Self {
        Self {
            now: vec![0.0; size],
            sum: vec![0.0; size],
        }
    }

    fn add(&mut self, place: usize, change: f32, step: f32) {
        self.now[place] += change;
        self.sum[place] += change * step;
    }

    fn averaged(&self, steps: f32) -> Vec<f32> {
        self.now
            .iter()
            .zip(&self.sum)
            .map(|(now, sum)| now - sum / steps)
            .collect()
    }
}

/// Trains a tagger in `rounds` passes and returns its file; weights smaller than `smallest` times their mean are left out.
pub fn train(
    sentences: &[TaggedSentence],
    words: &WordLists,
    rounds: usize,
    smallest: f32,
) -> Vec<u8> {
    let lists = Lists::new(
        &common_words(sentences),
        &words.first_names,
        &words.surnames,
        &words.places,
    );
    let (keys, examples) = number_features(sentences, &lists);
    let mut features = Weights::new(keys.len() * TAGS);
    let mut moves = Weights::new((TAGS + 1) * TAGS);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut step = 1.0;
    for _ in 0..rounds {
        shuffle(&mut order, &mut random);
        for &index in &order {
            learn(&examples[index], &mut features, &mut moves, step);
            step += 1.0;
        }
    }
    write(
        &lists,
        &keys,
        &features.averaged(step),
        &moves.averaged(step),
        smallest,
    )
}

/// Words of which at least three, and most, occurrences inside sentences have no capital.
fn common_words(sentences: &[TaggedSentence]) -> Vec<String> {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for sentence in sentences {
        for (word, tag) in sentence.words.iter().zip(&sentence.tags).skip(1) {
            let count = counts.entry(word.to_lowercase()).or_default();
            if word.starts_with(char::is_lowercase) && *tag == 0 {
                count.0 += 1;
            } else {
                count.1 += 1;
            }
        }
    }
    counts
        .into_iter()
        .filter(|(_, (low, high))| *low >= 3 && low > high)
        .map(|(word, _)| word)
        .collect()
}

fn number_features(sentences: &[TaggedSentence], lists: &Lists) -> (Vec<u32>, Vec<Example>) {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    let mut keys = Vec::new();
    for_tokens(
        sentences,
        lists,
        |_, found| {
            for key in found {
                *counts.entry(*key).or_default() += 1;
            }
        },
        &mut keys,
    );
    let mut kept: Vec<u32> = counts
        .into_iter()
        .filter(|(_, count)| *count >= 2)
        .map(|(key, _)| key)
        .collect();
    kept.sort_unstable();
    let mut examples: Vec<Example> = sentences
        .iter()
        .map(|sentence| Example {
            features: Vec::new(),
            tags: sentence.tags.clone(),
        })
        .collect();
    let numbers: HashMap<u32, u32> = kept
        .iter()
        .zip(0..)
        .map(|(key, number)| (*key, number))
        .collect();
    for_tokens(
        sentences,
        lists,
        |sentence, found| {
            let known = found
                .iter()
                .filter_map(|key| numbers.get(key).copied())
                .collect();
            examples[sentence].features.push(known);
        },
        &mut keys,
    );
    (kept, examples)
}

fn for_tokens(
    sentences: &[TaggedSentence],
    lists: &Lists,
    mut visit: impl FnMut(usize, &[u32]),
    keys: &mut Vec<u32>,
) {
    for (number, sentence) in sentences.iter().enumerate() {
        let words: Vec<&str> = sentence.words.iter().map(String::as_str).collect();
        let view = Sentence::new(&words, lists);
        for index in 0..words.len() {
            view.features(index, keys);
            visit(number, keys);
        }
    }
}

fn learn(example: &Example, features: &mut Weights, moves: &mut Weights, step: f32) {
    let scores: Vec<[f32; TAGS]> = example
        .features
        .iter()
        .map(|found| {
            let mut sums = [0.0; TAGS];
            for &feature in found {
                let start = feature as usize * TAGS;
                for (sum, weight) in sums.iter_mut().zip(&features.now[start..start + TAGS]) {
                    *sum += weight;
                }
            }
            sums
        })
        .collect();
    let path = best_path(&scores, &moves.now);
    if path == example.tags {
        return;
    }
    for (index, (&found, &gold)) in path.iter().zip(&example.tags).enumerate() {
        if found != gold {
            for &feature in &example.features[index] {
                features.add(feature as usize * TAGS + gold, 1.0, step);
                features.add(feature as usize * TAGS + found, -1.0, step);
            }
        }
        let before = |tags: &[usize]| index.checked_sub(1).map_or(TAGS, |last| tags[last]);
        moves.add(before(&example.tags) * TAGS + gold, 1.0, step);
        moves.add(before(&path) * TAGS + found, -1.0, step);
    }
}

fn shuffle(order: &mut [usize], random: &mut u64) {
    for last in (1..order.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        order.swap(last, (*random % (last as u64 + 1)) as usize);
    }
}

fn write(lists: &Lists, keys: &[u32], features: &[f32], moves: &[f32], smallest: f32) -> Vec<u8> {
    let sizes = || {
        features
            .iter()
            .map(|weight| weight.abs())
            .filter(|size| *size > 0.0)
    };
    let unit = sizes().fold(f32::MIN_POSITIVE, f32::max) / f32::from(i16::MAX);
    let floor = smallest * sizes().sum::<f32>() / sizes().count().max(1) as f32;
    let kept: Vec<(u32, Vec<(u8, i16)>)> = keys
        .iter()
        .enumerate()
        .filter_map(|(number, key)| {
            let pairs: Vec<(u8, i16)> = (0..TAGS)
                .map(|tag| (tag as u8, features[number * TAGS + tag]))
                .filter(|(_, weight)| weight.abs() >= floor)
                .map(|(tag, weight)| (tag, (weight / unit).round() as i16))
                .collect();
            (!pairs.is_empty()).then_some((*key, pairs))
        })
        .collect();
    Tagger::write(lists, unit, moves, &kept)
}

/// Tags sentences with the model in `bytes`; all outside where the bytes are no model.
pub fn tag(bytes: &[u8], sentences: &[TaggedSentence]) -> Vec<Vec<usize>> {
    let model = Tagger::read(bytes);
    let path = |sentence: &TaggedSentence| {
        let words: Vec<&str> = sentence.words.iter().map(String::as_str).collect();
        model
            .as_ref()
            .map_or_else(|| vec![0; words.len()], |model| model.tag(&words))
    };
    sentences.iter().map(path).collect()
}

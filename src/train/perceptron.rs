//! Decisions and corrections → an averaged perceptron, and its packed form.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::analysis::syntax::linear::{HEAD, place};

/// Features per bucket of the packed form.
const FILL: usize = 4;

/// A hasher for keys that are hashes already.
#[derive(Default)]
struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

struct Cell {
    class: u8,
    weight: i32,
    total: i64,
    since: u32,
}

/// An averaged perceptron in training.
pub(super) struct Perceptron {
    index: HashMap<u64, u32, BuildHasherDefault<Identity>>,
    /// How many corrections each feature still waits for before it counts.
    waiting: HashMap<u64, u8, BuildHasherDefault<Identity>>,
    patience: u8,
    keys: Vec<u64>,
    rows: Vec<Vec<Cell>>,
    classes: usize,
    step: u32,
}

impl Perceptron {
    /// Returns one that knows nothing, and in which a feature counts from its correction number `patience` on: so rare
    /// features, which only fit the training text, stay out.
    pub(super) fn new(classes: usize, patience: u8) -> Self {
        Self {
            index: HashMap::default(),
            waiting: HashMap::default(),
            patience,
            keys: Vec::new(),
            rows: Vec::new(),
            classes,
            step: 1,
        }
    }

    /// Writes the score of each class into `scores`.
    pub(super) fn score(&self, features: &[u64], scores: &mut Vec<i32>) {
        scores.clear();
        scores.resize(self.classes, 0);
        for feature in features {
            if let Some(&row) = self.index.get(feature) {
                for cell in &self.rows[row as usize] {
                    scores[usize::from(cell.class)] += cell.weight;
                }
            }
        }
    }

    /// Counts one decision.
    pub(super) const fn tick(&mut self) {
        self.step += 1;
    }

    /// Moves weight from the class guessed to the class that is right.
    pub(super) fn correct(&mut self, features: &[u64], right: usize, guess: usize) {
        for &feature in features {
            let Some(row) = self.row(feature) else {
                continue;
            };
            let row = &mut self.rows[row as usize];
            shift(row, right, 1, self.step);
            shift(row, guess, -1, self.step);
        }
    }

    /// Returns the row of a feature that is corrected, once it has been so often enough.
    fn row(&mut self, feature: u64) -> Option<u32> {
        if let Some(&row) = self.index.get(&feature) {
            return Some(row);
        }
        let seen = self.waiting.entry(feature).or_default();
        *seen += 1;
        if *seen < self.patience {
            return None;
        }
        self.waiting.remove(&feature);
        let row = u32::try_from(self.rows.len()).ok()?;
        self.index.insert(feature, row);
        self.keys.push(feature);
        self.rows.push(Vec::new());
        Some(row)
    }

    /// Returns the averaged weights, packed; those under `floor` of the largest step are left out.
    pub(super) fn pack(self, floor: f64) -> Vec<u8> {
        let step = self.step;
        let mut features: Vec<(u64, Vec<(u8, f64)>)> = Vec::with_capacity(self.rows.len());
        for (key, row) in self.keys.into_iter().zip(self.rows) {
            let weights = row.into_iter().map(|cell| {
                let total = cell.total + i64::from(cell.weight) * i64::from(step - cell.since);
                (cell.class, total as f64 / f64::from(step))
            });
            features.push((key, weights.collect()));
        }
        pack(features, self.classes, floor)
    }
}

fn shift(row: &mut Vec<Cell>, class: usize, by: i32, step: u32) {
    let class = u8::try_from(class).unwrap_or(u8::MAX);
    if let Some(cell) = row.iter_mut().find(|cell| cell.class == class) {
        cell.total += i64::from(cell.weight) * i64::from(step - cell.since);
        cell.since = step;
        cell.weight += by;
    } else {
        row.push(Cell {
            class,
            weight: by,
            total: 0,
            since: step,
        });
    }
}

fn pack(features: Vec<(u64, Vec<(u8, f64)>)>, classes: usize, floor: f64) -> Vec<u8> {
    let mut sizes: Vec<f64> = features
        .iter()
        .flat_map(|(_, row)| row.iter().map(|(_, weight)| weight.abs()))
        .collect();
    sizes.sort_by(f64::total_cmp);
    let top = sizes
        .get((sizes.len() * 9999 / 10000).min(sizes.len().saturating_sub(1)))
        .copied()
        .unwrap_or(1.0);
    let scale = 127.0 / top.max(1e-9);
    let mut kept: Vec<(u64, Vec<(u8, i8)>)> = Vec::new();
    for (key, row) in features {
        let mut small: Vec<(u8, i8)> = row
            .into_iter()
            .filter(|(_, weight)| weight.abs() >= floor)
            .map(|(class, weight)| (class, (weight * scale).round().clamp(-127.0, 127.0) as i8))
            .filter(|(_, weight)| *weight != 0)
            .collect();
        small.sort_unstable();
        if !small.is_empty() {
            kept.push((key, small));
        }
    }
    let buckets = (kept.len() / FILL).max(1);
    kept.sort_unstable_by_key(|(key, _)| (place(*key, buckets), *key));
    layout(&kept, classes, buckets)
}

fn layout(features: &[(u64, Vec<(u8, i8)>)], classes: usize, buckets: usize) -> Vec<u8> {
    let mut offsets = Vec::with_capacity(buckets + 1);
    let mut entries: Vec<u8> = Vec::new();
    let small = |number: usize| u8::try_from(number).unwrap_or(u8::MAX);
    let by_bucket =
        features.chunk_by(|one, two| place(one.0, buckets).0 == place(two.0, buckets).0);
    for bucket in by_bucket.map(|bucket| &bucket[..bucket.len().min(255)]) {
        offsets.resize(place(bucket[0].0, buckets).0 + 1, entries.len());
        entries.push(small(bucket.len()));
        entries.extend(
            bucket
                .iter()
                .flat_map(|(key, _)| place(*key, buckets).1.to_le_bytes()),
        );
        entries.extend(bucket.iter().map(|(_, row)| small(row.len())));
        let pairs = bucket.iter().flat_map(|(_, row)| row.iter());
        entries.extend(pairs.flat_map(|(class, weight)| [*class, weight.cast_unsigned()]));
    }
    offsets.resize(buckets + 1, entries.len());
    // The last bucket is touched as far as the others.
    entries.resize(entries.len() + HEAD, 0);
    let header = [classes, buckets].into_iter().chain(offsets);
    let mut bytes: Vec<u8> = header
        .flat_map(|number| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes())
        .collect();
    bytes.append(&mut entries);
    bytes
}

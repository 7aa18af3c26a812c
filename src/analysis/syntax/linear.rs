//! Features → one score per class: a sparse linear model read in place from packed bytes.
//!
//! Layout, little endian: classes `u32`, buckets `u32`, `buckets + 1` offsets `u32`, then the buckets.
//! A bucket is the number of its features `u8`, for each its fingerprint `u16`, for each its number of weights `u8`,
//! then for each its pairs of class `u8` and weight `i8`.

use std::borrow::Cow;

/// How many features are looked for at a time.
const BATCH: usize = 64;
/// How much of a bucket is touched: its number of features and up to seven fingerprints.
pub(crate) const HEAD: usize = 15;

/// A packed linear model.
#[derive(Debug)]
pub(crate) struct Linear {
    classes: usize,
    buckets: usize,
    offsets: usize,
    entries: usize,
    bytes: Cow<'static, [u8]>,
}

impl Linear {
    /// Reads a packed model; bytes that are too short give a model without features.
    pub(crate) fn new(bytes: Cow<'static, [u8]>) -> Self {
        let classes = read_u32(&bytes, 0).unwrap_or(0) as usize;
        let buckets = read_u32(&bytes, 4).unwrap_or(0) as usize;
        let entries = 8 + 4 * (buckets + 1);
        Self {
            classes,
            buckets,
            offsets: 8,
            entries,
            bytes,
        }
    }

    /// Returns the number of classes.
    pub(crate) const fn classes(&self) -> usize {
        self.classes
    }

    /// Adds the weights of each feature to `scores`, which has one place per class.
    ///
    /// The features lie far apart in memory, so that waiting for them is most of the work: each batch is first located
    /// and touched without a branch, which lets the processor wait for many at a time.
    pub(crate) fn add(&self, features: &[u64], scores: &mut [i32]) {
        if self.buckets == 0 {
            return;
        }
        let entries = self.bytes.get(self.entries..).unwrap_or_default();
        let mut places = [(0, 0, 0); BATCH];
        let mut heads = [[0; HEAD]; BATCH];
        for batch in features.chunks(BATCH) {
            for (place, feature) in places.iter_mut().zip(batch) {
                *place = self.locate(*feature);
            }
            for (head, (_, start, _)) in heads.iter_mut().zip(&places[..batch.len()]) {
                *head = entries
                    .get(*start..)
                    .and_then(<[u8]>::first_chunk)
                    .copied()
                    .unwrap_or_default();
            }
            for (head, (fingerprint, start, end)) in heads.iter().zip(&places[..batch.len()]) {
                if start < end && may_have(head, *fingerprint) {
                    add_from(
                        entries.get(*start..*end).unwrap_or_default(),
                        *fingerprint,
                        scores,
                    );
                }
            }
        }
    }

    /// Returns the fingerprint of a feature and where its bucket starts and ends.
    fn locate(&self, feature: u64) -> (u16, usize, usize) {
        let (bucket, fingerprint) = place(feature, self.buckets);
        let at = self.offsets + 4 * bucket;
        let pair = self
            .bytes
            .get(at..)
            .and_then(<[u8]>::first_chunk::<8>)
            .copied()
            .unwrap_or_default();
        let [a, b, c, d, e, f, g, h] = pair;
        (
            fingerprint,
            u32::from_le_bytes([a, b, c, d]) as usize,
            u32::from_le_bytes([e, f, g, h]) as usize,
        )
    }
}

/// Whether the bucket that opens with `head` may have the fingerprint; sure unless it has many features.
fn may_have(head: &[u8; HEAD], fingerprint: u16) -> bool {
    let [low, high] = fingerprint.to_le_bytes();
    let fits =
        |pair: usize| u32::from(head[2 * pair + 1] == low && head[2 * pair + 2] == high) << pair;
    let found = (0..HEAD / 2).fold(0, |found, pair| found | fits(pair));
    let count = usize::from(head[0]);
    count > HEAD / 2 || found & ((1 << count) - 1) != 0
}

/// Adds the weights of the feature with `fingerprint`, if the bucket has it.
fn add_from(bucket: &[u8], fingerprint: u16, scores: &mut [i32]) {
    let Some((count, rest)) = bucket.split_first() else {
        return;
    };
    let count = usize::from(*count);
    let (fingerprints, rest) = rest.split_at_checked(2 * count).unwrap_or_default();
    let (sizes, pairs) = rest.split_at_checked(count).unwrap_or_default();
    let wanted = fingerprint.to_le_bytes();
    let Some(at) = fingerprints
        .chunks_exact(2)
        .position(|found| found == wanted)
    else {
        return;
    };
    let before: usize = sizes[..at].iter().map(|size| usize::from(*size)).sum();
    let own = pairs
        .get(2 * before..2 * (before + usize::from(sizes[at])))
        .unwrap_or_default();
    for pair in own.chunks_exact(2) {
        if let Some(score) = scores.get_mut(usize::from(pair[0])) {
            *score += i32::from(pair[1].cast_signed());
        }
    }
}

/// Returns the bucket and the fingerprint of a feature.
pub(crate) const fn place(feature: u64, buckets: usize) -> (usize, u16) {
    let bucket = ((feature >> 32) * buckets as u64) >> 32;
    (bucket as usize, feature as u16)
}

/// Returns the class with the highest score among the allowed; the first of equals.
pub(crate) fn best(scores: &[i32], allowed: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best = None;
    for (class, &score) in scores.iter().enumerate() {
        if best.is_none_or(|(_, top)| score > top) && allowed(class) {
            best = Some((class, score));
        }
    }
    best.map(|(class, _)| class)
}

fn read_u32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes
        .get(at..at + 4)?
        .try_into()
        .ok()
        .map(u32::from_le_bytes)
}

//! Features → one score per class: a sparse linear model read in place from packed bytes.
//!
//! Layout, little endian: classes `u32`, buckets `u32`, `buckets + 1` offsets `u32`, then the buckets.
//! A bucket is a run of features: fingerprint `u16`, count `u8`, and that many pairs of class `u8` and weight `i8`.

use std::borrow::Cow;

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
    pub(crate) fn add(&self, features: &[u64], scores: &mut [i32]) {
        for &feature in features {
            for pair in self.find(feature).chunks_exact(2) {
                if let Some(score) = scores.get_mut(usize::from(pair[0])) {
                    *score += i32::from(pair[1].cast_signed());
                }
            }
        }
    }

    fn find(&self, feature: u64) -> &[u8] {
        if self.buckets == 0 {
            return &[];
        }
        let (bucket, fingerprint) = place(feature, self.buckets);
        let start = read_u32(&self.bytes, self.offsets + 4 * bucket).unwrap_or(0) as usize;
        let end = read_u32(&self.bytes, self.offsets + 4 * bucket + 4).unwrap_or(0) as usize;
        let mut rest = self
            .bytes
            .get(self.entries + start..self.entries + end)
            .unwrap_or_default();
        while let [low, high, count, tail @ ..] = rest {
            let (pairs, next) = tail
                .split_at_checked(2 * usize::from(*count))
                .unwrap_or_default();
            if u16::from_le_bytes([*low, *high]) == fingerprint {
                return pairs;
            }
            rest = next;
        }
        &[]
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

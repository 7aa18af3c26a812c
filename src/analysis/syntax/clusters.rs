//! Packed bytes → the cluster of each frequent word.
//!
//! Layout: for each word the hash of its folded form `u64` (little endian) and its cluster `u8`.

use std::collections::HashMap;

/// The cluster of rare words.
pub(crate) const RARE: u8 = 0;
/// The cluster of sentence ends.
pub(crate) const EDGE: u8 = 1;

/// The clusters of words.
#[derive(Debug, Default)]
pub(crate) struct Clusters(HashMap<u64, u8>);

impl Clusters {
    /// Reads packed clusters.
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let entries = bytes.chunks_exact(9).filter_map(|entry| {
            let (form, cluster) = entry.split_first_chunk::<8>()?;
            Some((u64::from_le_bytes(*form), *cluster.first()?))
        });
        Self(entries.collect())
    }

    /// Whether a folded form is frequent enough to have a cluster.
    pub(crate) fn has(&self, form: u64) -> bool {
        self.0.contains_key(&form)
    }

    /// Returns the cluster of a folded form.
    pub(crate) fn of(&self, form: u64) -> u64 {
        u64::from(self.0.get(&form).copied().unwrap_or(RARE))
    }
}

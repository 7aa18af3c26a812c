//! Text and numbers → feature numbers: the hash that training and running share.

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of a text that is not yet known to its end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Running(u64);

impl Running {
    /// Returns the hash of no text.
    pub(crate) const fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    /// Goes on with more text.
    pub(crate) fn push(&mut self, text: &str) {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }

    /// Returns the hash of the text so far, as [`of_text`] does.
    pub(crate) fn so_far(self) -> u64 {
        spread(self.0)
    }
}

/// Returns the hash of `text`, spread over all 64 bits.
pub(crate) fn of_text(text: &str) -> u64 {
    let mut hash = Running::new();
    hash.push(text);
    hash.so_far()
}

/// Returns the upper half of a hash, which is spread best.
pub(crate) const fn upper(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// Returns the hash of the parts of feature template `template`.
pub(crate) fn of_parts(template: u64, parts: &[u64]) -> u64 {
    let mut hash = template.wrapping_add(1).wrapping_mul(MULTIPLIER);
    for part in parts {
        hash = (hash.rotate_left(23) ^ part).wrapping_mul(MULTIPLIER);
    }
    spread(hash)
}

fn spread(mut hash: u64) -> u64 {
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    hash ^ (hash >> 29)
}

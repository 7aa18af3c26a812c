//! Packed bytes ↔ the weights of learned relations.
//!
//! Layout, little endian: the mark `BYREL1`; the number of classes `u16`; for each class its name (length `u16`, UTF-8),
//! its scale `f32` and its signatures (number `u16`, each `u32`); the number of known labels `u32`, each a hash `u64`, a
//! class `u16` and a count `u16`; the number of features `u32`, their keys `u32` in order; then for each feature one
//! `i8` per class.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::term::{Term, TermKind};
use crate::analysis::syntax::hash;

/// What the weights open with.
const MARK: &[u8; 6] = b"BYREL1";
/// The upper bits of a key by which keys are found.
const BUCKET_BITS: u32 = 16;

/// Which labels were an object of which class in the examples, and how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lexicon(BTreeMap<u64, Vec<(u16, u16)>>);

impl Lexicon {
    /// Counts a label.
    pub(crate) fn count(&mut self, label: u64, class: u16) {
        let classes = self.0.entry(label).or_default();
        match classes.iter_mut().find(|(known, _)| *known == class) {
            Some((_, times)) => *times = times.saturating_add(1),
            None => classes.push((class, 1)),
        }
    }

    /// Takes one count of a label back.
    pub(crate) fn forget(&mut self, label: u64, class: u16) {
        if let Some(classes) = self.0.get_mut(&label) {
            for (known, times) in classes.iter_mut() {
                *times -= u16::from(*known == class && *times > 0);
            }
            classes.retain(|(_, times)| *times > 0);
        }
    }

    pub(super) fn classes(&self, label: u64) -> impl Iterator<Item = (u16, u16)> {
        self.0.get(&label).into_iter().flatten().copied()
    }
}

/// What kinds of ends a pair has, as one number.
pub(crate) fn signature(subject: &Term, object: &Term) -> u32 {
    let type_of = |term: &Term| term.name_type.map_or(20, |name_type| name_type as u32);
    let dated = u32::from(object.kind == TermKind::Date);
    let kind = object.kind as u32;
    ((type_of(subject) * 100 + type_of(object)) * 10 + kind) * 2 + dated
}

/// One class of learned relations.
#[derive(Clone, Debug, PartialEq)]
struct Class {
    name: String,
    scale: f32,
    signatures: Vec<u32>,
}

/// Linear weights of some classes, each decided alone.
#[derive(Debug)]
pub(crate) struct Weights<'b> {
    classes: Vec<Class>,
    lexicon: Lexicon,
    of_signature: BTreeMap<u32, Vec<usize>>,
    keys: Vec<u32>,
    buckets: Vec<u32>,
    rows: Cow<'b, [u8]>,
}

/// Reads numbers from the front of bytes.
struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn bytes(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.bytes(N)?.try_into().ok()
    }

    fn short(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    fn word(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }
}

static BUILT_IN: &[u8] = include_bytes!("../../models/relations.bin");

impl Weights<'static> {
    /// Returns the weights that come with the library.
    pub(crate) fn built_in() -> &'static Self {
        static WEIGHTS: OnceLock<Weights<'static>> = OnceLock::new();
        WEIGHTS.get_or_init(|| Self::read(BUILT_IN).unwrap_or_else(Self::none))
    }
}

impl<'b> Weights<'b> {
    /// Returns weights that decide nothing.
    pub(crate) fn none() -> Self {
        Self::new(
            Vec::new(),
            Lexicon::default(),
            Vec::new(),
            Cow::Borrowed(&[]),
        )
    }

    /// Reads packed weights; none where the bytes are not such.
    pub(crate) fn read(bytes: &'b [u8]) -> Option<Self> {
        let mut reader = Reader(bytes.strip_prefix(MARK.as_slice())?);
        let mut classes = Vec::new();
        for _ in 0..reader.short()? {
            let length = usize::from(reader.short()?);
            let name = std::str::from_utf8(reader.bytes(length)?).ok()?.to_owned();
            let scale = f32::from_le_bytes(reader.array()?);
            let count = reader.short()?;
            let signatures = (0..count).map(|_| reader.word()).collect::<Option<_>>()?;
            classes.push(Class {
                name,
                scale,
                signatures,
            });
        }
        let mut lexicon = Lexicon::default();
        for _ in 0..reader.word()? {
            let label = u64::from_le_bytes(reader.array()?);
            let (class, times) = (reader.short()?, reader.short()?);
            lexicon.0.entry(label).or_default().push((class, times));
        }
        let count = reader.word()? as usize;
        let keys = reader.bytes(count.checked_mul(4)?)?;
        let keys: Vec<u32> = keys
            .chunks_exact(4)
            .map(|key| u32::from_le_bytes([key[0], key[1], key[2], key[3]]))
            .collect();
        let rows = reader.bytes(count.checked_mul(classes.len())?)?;
        Some(Self::new(classes, lexicon, keys, Cow::Borrowed(rows)))
    }

    fn new(classes: Vec<Class>, lexicon: Lexicon, keys: Vec<u32>, rows: Cow<'b, [u8]>) -> Self {
        let mut of_signature: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (index, class) in classes.iter().enumerate() {
            for signature in &class.signatures {
                of_signature.entry(*signature).or_default().push(index);
            }
        }
        let mut buckets = vec![0; (1 << BUCKET_BITS) + 1];
        for key in &keys {
            buckets[bucket(*key) + 1] += 1;
        }
        for index in 1..buckets.len() {
            buckets[index] += buckets[index - 1];
        }
        Self {
            classes,
            lexicon,
            of_signature,
            keys,
            buckets,
            rows,
        }
    }

    /// Returns the same with bytes of their own.
    pub(crate) fn into_owned(self) -> Weights<'static> {
        let Self {
            classes,
            lexicon,
            of_signature,
            keys,
            buckets,
            rows,
        } = self;
        Weights {
            classes,
            lexicon,
            of_signature,
            keys,
            buckets,
            rows: Cow::Owned(rows.into_owned()),
        }
    }

    /// Returns the name of a class.
    pub(crate) fn name(&self, class: usize) -> &str {
        &self.classes[class].name
    }

    /// Returns which labels the examples had.
    pub(crate) const fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Returns the classes that can hold between ends of such kinds.
    pub(super) fn classes_of(&self, signature: u32) -> &[usize] {
        self.of_signature.get(&signature).map_or(&[], Vec::as_slice)
    }

    /// Returns the probability of each of some `classes` for a pair with the features `keys`.
    pub(super) fn scores(
        &self,
        keys: &[u32],
        classes: &[usize],
    ) -> impl Iterator<Item = (usize, f32)> {
        let count = self.classes.len();
        let mut sums = vec![0_i32; count];
        for key in keys {
            let at = bucket(*key);
            let range = self.buckets[at] as usize..self.buckets[at + 1] as usize;
            let Some(place) = self.keys[range.clone()]
                .iter()
                .position(|known| known == key)
            else {
                continue;
            };
            let start = (range.start + place) * count;
            for (sum, weight) in sums.iter_mut().zip(&self.rows[start..start + count]) {
                *sum += i32::from(weight.cast_signed());
            }
        }
        classes.iter().map(move |class| {
            let margin = sums[*class] as f32 * self.classes[*class].scale;
            (*class, 1.0 / (1.0 + (-margin).exp()))
        })
    }
}

const fn bucket(key: u32) -> usize {
    (key >> (32 - BUCKET_BITS)) as usize
}

/// Weights that are being made.
#[derive(Debug, Default)]
pub(crate) struct WeightsBuilder {
    classes: Vec<(String, Vec<u32>)>,
    columns: Vec<Vec<f32>>,
}

impl WeightsBuilder {
    /// Adds a class: its name, the signatures it may have, and its weight for each feature.
    pub(crate) fn class(&mut self, name: String, signatures: Vec<u32>, weights: Vec<f32>) {
        self.classes.push((name, signatures));
        self.columns.push(weights);
    }

    /// Returns the packed weights; a feature whose weights are all below `smallest` is left out.
    pub(crate) fn pack(&self, keys: &[u32], lexicon: &Lexicon, smallest: f32) -> Vec<u8> {
        let mut bytes = MARK.to_vec();
        bytes.extend((self.classes.len() as u16).to_le_bytes());
        let mut scales = Vec::new();
        for ((name, signatures), column) in self.classes.iter().zip(&self.columns) {
            let greatest = column
                .iter()
                .fold(1e-6_f32, |most, weight| most.max(weight.abs()));
            let scale = greatest / 127.0;
            bytes.extend((name.len() as u16).to_le_bytes());
            bytes.extend(name.as_bytes());
            bytes.extend(scale.to_le_bytes());
            bytes.extend((signatures.len() as u16).to_le_bytes());
            for signature in signatures {
                bytes.extend(signature.to_le_bytes());
            }
            scales.push(scale);
        }
        let labels = lexicon.0.iter().flat_map(|(label, classes)| {
            classes
                .iter()
                .map(move |(class, times)| (label, class, times))
        });
        let count = lexicon.0.values().map(Vec::len).sum::<usize>();
        bytes.extend((count as u32).to_le_bytes());
        for (label, class, times) in labels {
            bytes.extend(label.to_le_bytes());
            bytes.extend(class.to_le_bytes());
            bytes.extend(times.to_le_bytes());
        }
        let kept: Vec<usize> = (0..keys.len())
            .filter(|feature| {
                self.columns
                    .iter()
                    .any(|column| column[*feature].abs() >= smallest)
            })
            .collect();
        bytes.extend((kept.len() as u32).to_le_bytes());
        for feature in &kept {
            bytes.extend(keys[*feature].to_le_bytes());
        }
        for feature in &kept {
            for (column, scale) in self.columns.iter().zip(&scales) {
                let weight = (column[*feature] / scale).round() as i8;
                bytes.push(weight.cast_unsigned());
            }
        }
        bytes
    }
}

/// Returns the hash by which a label is known.
pub(crate) fn label_key(label: &str) -> u64 {
    let folded: String = label
        .chars()
        .filter(|symbol| !symbol.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    hash::of_text(&folded)
}

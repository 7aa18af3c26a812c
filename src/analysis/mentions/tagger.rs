//! Tokens of a sentence → name tags, by a linear model over hashed features and the best path over tags.

use std::sync::OnceLock;

use super::binary::{Reader, Writer};
use super::features::Sentence;
use super::lists::Lists;
use crate::analysis::NameType;

/// The types of name the tagger tells apart; the last has no type of its own.
pub(crate) const TYPES: [Option<NameType>; 8] = [
    Some(NameType::Person),
    Some(NameType::Organization),
    Some(NameType::Place),
    Some(NameType::Product),
    Some(NameType::Work),
    Some(NameType::Event),
    Some(NameType::Group),
    None,
];

/// Number of tags: outside, and begin and inside of each type.
pub(crate) const TAGS: usize = 1 + 2 * TYPES.len();

/// A tag: 0 outside, `1 + 2t` begin, `2 + 2t` inside of type `t`.
pub(crate) type Tag = usize;

/// Whether `next` may follow `tag`.
pub(crate) const fn follows(tag: Tag, next: Tag) -> bool {
    next == 0 || next % 2 == 1 || tag == next || tag + 1 == next
}

/// The trained weights.
pub(crate) struct Tagger {
    /// Word lists.
    pub(crate) lists: Lists,
    /// Weight of each pair of tags, `TAGS` per tag; the last row stands for the start.
    moves: Vec<f32>,
    /// Open-addressing table: key and start in `weights`; a start of 0 marks an empty place.
    slots: Vec<(u32, u32)>,
    /// For each feature, a number of pairs, then (tag, weight).
    weights: Vec<(u8, i16)>,
    /// What one unit of a stored weight is worth.
    unit: f32,
}

const MAGIC: &[u8] = b"bynm1";

impl Tagger {
    /// Returns the embedded model.
    pub(crate) fn embedded() -> &'static Self {
        static MODEL: OnceLock<Tagger> = OnceLock::new();
        MODEL.get_or_init(|| {
            let bytes = include_bytes!("../../../models/names.bin");
            Self::read(bytes).expect("the embedded model was written by `Tagger::write`")
        })
    }

    fn pairs(&self, key: u32) -> &[(u8, i16)] {
        let mask = self.slots.len() - 1;
        let mut slot = key as usize & mask;
        loop {
            let (found, start) = self.slots[slot];
            if start == 0 {
                return &[];
            }
            if found == key {
                let start = start as usize;
                let count = self.weights[start].0 as usize;
                return &self.weights[start + 1..=start + count];
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Returns the best tags of a sentence.
    pub(crate) fn tag(&self, words: &[&str]) -> Vec<Tag> {
        let sentence = Sentence::new(words, &self.lists);
        let mut keys = Vec::with_capacity(80);
        let scores: Vec<[f32; TAGS]> = (0..words.len())
            .map(|index| {
                sentence.features(index, &mut keys);
                let mut sums = [0_i32; TAGS];
                for &key in &keys {
                    for &(tag, weight) in self.pairs(key) {
                        sums[tag as usize] += i32::from(weight);
                    }
                }
                sums.map(|sum| sum as f32 * self.unit)
            })
            .collect();
        best_path(&scores, &self.moves)
    }

    /// Writes the model.
    pub(crate) fn write(
        lists: &Lists,
        unit: f32,
        moves: &[f32],
        features: &[(u32, Vec<(u8, i16)>)],
    ) -> Vec<u8> {
        let mut writer = Writer(MAGIC.to_vec());
        lists.write(&mut writer);
        writer.number(unit.to_bits());
        moves
            .iter()
            .for_each(|weight| writer.number(weight.to_bits()));
        let keys: Vec<u32> = features.iter().map(|(key, _)| *key).collect();
        writer.sorted(&keys);
        for (_, pairs) in features {
            writer.0.push(pairs.len() as u8);
            for &(tag, weight) in pairs {
                writer.0.push(tag);
                writer.0.extend(weight.to_le_bytes());
            }
        }
        writer.0
    }

    /// Reads a model; none where the bytes are not one.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes.strip_prefix(MAGIC)?);
        let lists = Lists::read(&mut reader)?;
        let unit = f32::from_bits(reader.number()?);
        let moves = (0..(TAGS + 1) * TAGS)
            .map(|_| reader.number().map(f32::from_bits))
            .collect::<Option<_>>()?;
        let keys = reader.sorted()?;
        let size = (keys.len() * 2).next_power_of_two().max(2);
        let mut slots = vec![(0, 0); size];
        // Place 0 is taken, so that a start of 0 can mean none.
        let mut weights = Vec::with_capacity(keys.len() * 3);
        weights.push((0, 0));
        for key in keys {
            let mut slot = key as usize & (size - 1);
            while slots[slot].1 != 0 {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = (key, u32::try_from(weights.len()).ok()?);
            let count = reader.byte()?;
            weights.push((count, 0));
            for _ in 0..count {
                let tag = reader.byte().filter(|&tag| (tag as usize) < TAGS)?;
                weights.push((tag, i16::from_le_bytes([reader.byte()?, reader.byte()?])));
            }
        }
        Some(Self {
            lists,
            moves,
            slots,
            weights,
            unit,
        })
    }
}

/// Returns the path of tags with the highest sum of token scores and move weights.
pub(crate) fn best_path(scores: &[[f32; TAGS]], moves: &[f32]) -> Vec<Tag> {
    let mut totals = [f32::NEG_INFINITY; TAGS];
    let mut back: Vec<[u8; TAGS]> = Vec::with_capacity(scores.len());
    for (index, here) in scores.iter().enumerate() {
        let mut next = [f32::NEG_INFINITY; TAGS];
        let mut from = [0_u8; TAGS];
        for tag in 0..TAGS {
            if index == 0 {
                if follows(0, tag) {
                    next[tag] = here[tag] + moves[TAGS * TAGS + tag];
                }
                continue;
            }
            for before in 0..TAGS {
                let total = totals[before] + moves[before * TAGS + tag] + here[tag];
                if follows(before, tag) && total > next[tag] {
                    next[tag] = total;
                    from[tag] = before as u8;
                }
            }
        }
        totals = next;
        back.push(from);
    }
    let mut tag = (0..TAGS).fold(0, |best, tag| {
        if totals[tag] > totals[best] {
            tag
        } else {
            best
        }
    });
    let mut path = vec![0; scores.len()];
    for index in (0..scores.len()).rev() {
        path[index] = tag;
        tag = back[index][tag] as usize;
    }
    path
}

//! Scores of tags of names → the best tags that may follow each other.

use crate::analysis::NameType;

/// The types of name that are told apart; the last has no type of its own.
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
pub(crate) type NameTag = u8;

/// Whether `next` may follow `tag`.
const fn follows(tag: usize, next: usize) -> bool {
    next == 0 || next % 2 == 1 || tag == next || tag + 1 == next
}

/// Returns the tags with the highest sum of scores, one row of [`TAGS`] scores for each word.
pub(crate) fn best_path<'a>(rows: impl Iterator<Item = &'a [f32]>) -> Vec<NameTag> {
    let mut totals = [f32::NEG_INFINITY; TAGS];
    totals[0] = 0.0;
    let mut back: Vec<[u8; TAGS]> = Vec::new();
    for row in rows {
        let mut next = [f32::NEG_INFINITY; TAGS];
        let mut from = [0; TAGS];
        for (tag, score) in row.iter().enumerate().take(TAGS) {
            for (before, total) in totals.iter().enumerate() {
                if follows(before, tag) && total + score > next[tag] {
                    next[tag] = total + score;
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
    let mut path = vec![0; back.len()];
    for (at, from) in back.iter().enumerate().rev() {
        path[at] = tag as u8;
        tag = usize::from(from[tag]);
    }
    path
}

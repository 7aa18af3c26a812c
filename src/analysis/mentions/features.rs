//! Tokens of a sentence → hashed features of each token, for the name tagger.

use super::lists::Lists;

/// The words of one sentence as the tagger sees them, every string as its hash.
pub(crate) struct Sentence {
    tokens: Vec<Token>,
    runs: Vec<Run>,
}

/// Hashes of what features are made of.
#[derive(Clone, Default)]
struct Token {
    exact: u32,
    lower: u32,
    shape: u32,
    /// Of 1 to 4 characters; 0 where the word is not longer.
    prefixes: [u32; 4],
    suffixes: [u32; 4],
    /// Whether the word is often written without a capital.
    common: u32,
    /// Whether it is a given name, a surname, both or neither.
    class: u32,
    /// Whether it begins or continues the name of a place.
    place: u32,
    /// Whether it opens the sentence; whether the sentence is all capitals.
    opens: u32,
    shouted: u32,
}

/// The capitalised run around a token.
#[derive(Clone, Copy, Default)]
struct Run {
    start: usize,
    end: usize,
}

/// Words that may stand inside a capitalised run.
const LINKS: &[&str] = &[
    "of", "for", "and", "&", "the", "de", "von", "van", "der", "al", "la", "du", "'s", "-", "–",
    ".",
];

impl Sentence {
    pub(crate) fn new(words: &[&str], lists: &Lists) -> Self {
        let lower: Vec<String> = words
            .iter()
            .map(|word| fold_digits(&word.to_lowercase()))
            .collect();
        let places = lists.place_marks(&lower);
        let letters = || {
            words
                .iter()
                .flat_map(|word| word.chars())
                .filter(|c| c.is_alphabetic())
        };
        let shouted = u32::from(letters().count() > 3 && letters().all(char::is_uppercase));
        let mark_first = words
            .first()
            .is_some_and(|word| !word.starts_with(char::is_alphanumeric));
        let token = |index: usize| {
            let key = &lower[index];
            let ends = |find: fn(&str, usize) -> Option<&str>| {
                [1, 2, 3, 4].map(|size| find(key, size).map_or(0, hash))
            };
            Token {
                exact: hash(words[index]),
                lower: hash(key),
                shape: hash(&shape(words[index])),
                prefixes: ends(prefix),
                suffixes: ends(suffix),
                common: u32::from(lists.is_common(key)),
                class: u32::from(lists.is_first_name(key)) + 2 * u32::from(lists.is_surname(key)),
                place: u32::from(places[index]),
                opens: u32::from(index == 0 || (index == 1 && mark_first)),
                shouted,
            }
        };
        // Two tokens of padding on either side stand for the ends of the sentence.
        let edge = |mark: &str| Token {
            lower: hash(mark),
            shape: hash(mark),
            ..Token::default()
        };
        let tokens = [edge("<s>"), edge("<s>")]
            .into_iter()
            .chain((0..words.len()).map(token))
            .chain([edge("</s>"), edge("</s>")])
            .collect();
        Self {
            tokens,
            runs: runs(words),
        }
    }

    fn token(&self, index: usize, shift: isize) -> &Token {
        &self.tokens[(index + 2).saturating_add_signed(shift)]
    }

    fn word(&self, index: usize, shift: isize) -> u32 {
        self.token(index, shift).lower
    }

    /// Puts the keys of the features of the token at `index` into `keys`.
    pub(crate) fn features(&self, index: usize, keys: &mut Vec<u32>) {
        keys.clear();
        keys.push(key(0, [0, 0, 0]));
        self.word_features(index, keys);
        self.run_features(index, keys);
        self.list_features(index, keys);
    }

    fn word_features(&self, index: usize, keys: &mut Vec<u32>) {
        let (before, here, after) = (
            self.token(index, -1),
            self.token(index, 0),
            self.token(index, 1),
        );
        let (second_before, second_after) = (self.word(index, -2), self.word(index, 2));
        let (left, own, right) = (before.shape, here.shape, after.shape);
        keys.extend([
            key(1, [here.lower, 0, 0]),
            key(2, [before.lower, 0, 0]),
            key(3, [after.lower, 0, 0]),
            key(4, [second_before, 0, 0]),
            key(5, [second_after, 0, 0]),
            key(6, [here.exact, 0, 0]),
            key(7, [before.lower, here.lower, 0]),
            key(8, [here.lower, after.lower, 0]),
            key(9, [own, 0, 0]),
            key(10, [left, own, 0]),
            key(11, [own, right, 0]),
            key(12, [left, own, right]),
            key(13, [own, before.lower, 0]),
            key(14, [own, after.lower, 0]),
            key(15, [own, second_before, before.lower]),
        ]);
        for (prefix, suffix) in here.prefixes.iter().zip(&here.suffixes) {
            if *prefix != 0 {
                keys.extend([key(16, [*prefix, own, 0]), key(17, [*suffix, own, 0])]);
            }
        }
        keys.extend([
            key(18, [after.suffixes[2], own, 0]),
            key(19, [before.suffixes[2], own, 0]),
        ]);
    }

    fn run_features(&self, index: usize, keys: &mut Vec<u32>) {
        let Run { start, end } = self.runs[index];
        if end == 0 {
            return;
        }
        let position = if index == start {
            1
        } else if index + 1 == end {
            2
        } else {
            3
        };
        let last = end - 1;
        let length = (end - start).min(5) as u32;
        let (before, after) = (self.word(start, -1), self.word(last, 1));
        keys.extend([
            key(30, [self.word(last, 0), position, 0]),
            key(31, [self.word(start, 0), position, 0]),
            key(32, [before, position, 0]),
            key(33, [after, position, 0]),
            key(34, [before, length, 0]),
            key(35, [length, position, 0]),
            key(36, [before, after, 0]),
            key(37, [self.word(start, -2), before, 0]),
            key(38, [after, self.word(last, 2), 0]),
            key(39, [self.token(last, 0).suffixes[2], position, 0]),
        ]);
        let others = (start..end).filter(|inner| *inner != index).take(8);
        keys.extend(others.map(|inner| key(40, [self.word(inner, 0), 0, 0])));
    }

    fn list_features(&self, index: usize, keys: &mut Vec<u32>) {
        let (before, here, after) = (
            self.token(index, -1),
            self.token(index, 0),
            self.token(index, 1),
        );
        let own = here.shape;
        keys.extend([
            key(50, [own, here.opens, here.common]),
            key(51, [own, here.common, here.shouted]),
            key(52, [own, here.class, 0]),
            key(53, [own, before.class, here.class]),
            key(54, [own, here.class, after.class]),
            key(55, [own, here.place, here.common]),
            key(56, [own, before.place + 4 * here.place, after.place]),
            key(57, [before.shape, own, before.common + 2 * here.common]),
            key(58, [own, after.shape, here.common + 2 * after.common]),
            key(59, [here.class + 4 * here.place, here.common, own]),
        ]);
    }
}

/// Returns the key of a feature: its template and its parts.
const fn key(template: u32, parts: [u32; 3]) -> u32 {
    let [a, b, c] = parts;
    let mut mixed = (template as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ a as u64).wrapping_mul(0xff51_afd7_ed55_8ccd);
    mixed ^= mixed >> 32;
    mixed = (mixed ^ b as u64).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    mixed ^= mixed >> 32;
    mixed = (mixed ^ c as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as u32
}

/// Returns the hash of a string; never 0.
pub(crate) fn hash(text: &str) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    ((hash ^ (hash >> 32)) as u32).max(1)
}

fn fold_digits(word: &str) -> String {
    if word.bytes().any(|b| b.is_ascii_digit()) {
        word.chars()
            .map(|c| if c.is_ascii_digit() { '0' } else { c })
            .collect()
    } else {
        word.replace('’', "'")
    }
}

/// Returns the pattern of upper, lower, digit and other characters, repetitions written once: "OpenAI" → "XxX".
fn shape(word: &str) -> String {
    let mut shape = String::new();
    for c in word.chars() {
        let class = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ if c.is_numeric() => 'd',
            '’' => '\'',
            _ => c,
        };
        if !shape.ends_with(class) {
            shape.push(class);
        }
    }
    if shape == "X" && word.chars().count() > 1 {
        shape.push('X');
    }
    shape
}

fn prefix(word: &str, size: usize) -> Option<&str> {
    word.char_indices().nth(size).map(|(end, _)| &word[..end])
}

fn suffix(word: &str, size: usize) -> Option<&str> {
    let (start, _) = word.char_indices().nth_back(size - 1)?;
    (start > 0).then(|| &word[start..])
}

/// Finds, for each token, the longest run of capitalised words that it stands in; the end is 0 outside any.
fn runs(words: &[&str]) -> Vec<Run> {
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let mut runs = vec![Run::default(); words.len()];
    let mut start = 0;
    while start < words.len() {
        if !capital(words[start]) {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        loop {
            let mut next = end;
            while next < words.len() && next < end + 2 && LINKS.contains(&words[next]) {
                next += 1;
            }
            if next < words.len() && capital(words[next]) {
                end = next + 1;
            } else {
                break;
            }
        }
        runs[start..end].fill(Run { start, end });
        start = end;
    }
    runs
}

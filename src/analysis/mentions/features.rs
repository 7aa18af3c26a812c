//! Tokens of a sentence → hashed features of each token, for the name tagger.

use super::lists::Lists;

/// The words of one sentence as the tagger sees them.
pub(crate) struct Sentence<'a> {
    words: &'a [&'a str],
    lower: Vec<String>,
    shapes: Vec<String>,
    runs: Vec<Run>,
    places: Vec<u8>,
    shouted: bool,
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

impl<'a> Sentence<'a> {
    pub(crate) fn new(words: &'a [&'a str], lists: &Lists) -> Self {
        let lower: Vec<String> = words
            .iter()
            .map(|word| fold_digits(&word.to_lowercase()))
            .collect();
        let shapes = words.iter().map(|word| shape(word)).collect();
        let runs = runs(words);
        let places = lists.place_marks(&lower);
        let letters = || {
            words
                .iter()
                .flat_map(|word| word.chars())
                .filter(|c| c.is_alphabetic())
        };
        let shouted = letters().count() > 3 && letters().all(char::is_uppercase);
        Self {
            words,
            lower,
            shapes,
            runs,
            places,
            shouted,
        }
    }

    fn word(&self, index: usize, shift: isize) -> &str {
        at(&self.lower, index, shift)
    }

    fn shape(&self, index: usize, shift: isize) -> &str {
        at(&self.shapes, index, shift)
    }

    /// Calls `feature` with the key of each feature of the token at `index`.
    pub(crate) fn features(&self, index: usize, lists: &Lists, keys: &mut Vec<u32>) {
        keys.clear();
        keys.push(key(0, &[]));
        self.word_features(index, keys);
        self.run_features(index, keys);
        self.list_features(index, lists, keys);
    }

    fn word_features(&self, index: usize, keys: &mut Vec<u32>) {
        let (before, here, after) = (
            self.word(index, -1),
            self.word(index, 0),
            self.word(index, 1),
        );
        keys.push(key(1, &[here]));
        keys.push(key(2, &[before]));
        keys.push(key(3, &[after]));
        keys.push(key(4, &[self.word(index, -2)]));
        keys.push(key(5, &[self.word(index, 2)]));
        keys.push(key(6, &[self.words[index]]));
        keys.push(key(7, &[before, here]));
        keys.push(key(8, &[here, after]));
        let (left, own, right) = (
            self.shape(index, -1),
            self.shape(index, 0),
            self.shape(index, 1),
        );
        keys.push(key(9, &[own]));
        keys.push(key(10, &[left, own]));
        keys.push(key(11, &[own, right]));
        keys.push(key(12, &[left, own, right]));
        keys.push(key(13, &[own, before]));
        keys.push(key(14, &[own, after]));
        keys.push(key(15, &[own, self.word(index, -2), before]));
        for size in 1..=4 {
            if let (Some(prefix), Some(suffix)) = (prefix(here, size), suffix(here, size)) {
                keys.push(key(16, &[prefix, own]));
                keys.push(key(17, &[suffix, own]));
            }
        }
        if let Some(suffix) = suffix(after, 3) {
            keys.push(key(18, &[suffix, own]));
        }
        if let Some(suffix) = suffix(before, 3) {
            keys.push(key(19, &[suffix, own]));
        }
    }

    fn run_features(&self, index: usize, keys: &mut Vec<u32>) {
        let run = self.runs[index];
        if run.end == 0 {
            return;
        }
        let (first, last) = (&self.lower[run.start], &self.lower[run.end - 1]);
        let position = if index == run.start {
            "b"
        } else if index + 1 == run.end {
            "e"
        } else {
            "m"
        };
        let length = ["0", "1", "2", "3", "4", "5"][(run.end - run.start).min(5)];
        let (before, after) = (self.word(run.start, -1), self.word(run.end - 1, 1));
        keys.push(key(30, &[last, position]));
        keys.push(key(31, &[first, position]));
        keys.push(key(32, &[before, position]));
        keys.push(key(33, &[after, position]));
        keys.push(key(34, &[before, length]));
        keys.push(key(35, &[length, position]));
        keys.push(key(36, &[before, after]));
        keys.push(key(37, &[self.word(run.start, -2), before]));
        keys.push(key(38, &[after, self.word(run.end - 1, 2)]));
        if let Some(suffix) = suffix(last, 3) {
            keys.push(key(39, &[suffix, position]));
        }
        for inner in run.start..run.end {
            if inner != index {
                keys.push(key(40, &[&self.lower[inner]]));
            }
        }
    }

    fn list_features(&self, index: usize, lists: &Lists, keys: &mut Vec<u32>) {
        let start =
            if index == 0 || (index == 1 && !self.words[0].starts_with(char::is_alphanumeric)) {
                "s"
            } else {
                "-"
            };
        let own = self.shape(index, 0);
        let shouted = if self.shouted { "A" } else { "-" };
        let class = |shift: isize| {
            let word = self.word(index, shift);
            ["-", "f", "l", "b"]
                [usize::from(lists.is_first_name(word)) + 2 * usize::from(lists.is_surname(word))]
        };
        let common = |shift: isize| {
            if lists.is_common(self.word(index, shift)) {
                "c"
            } else {
                "-"
            }
        };
        let places = ["-", "B", "I"];
        let place = |shift: isize| places[usize::from(*at_copy(&self.places, index, shift))];
        keys.push(key(50, &[own, start, common(0)]));
        keys.push(key(51, &[own, common(0), shouted]));
        keys.push(key(52, &[own, class(0)]));
        keys.push(key(53, &[own, class(-1), class(0)]));
        keys.push(key(54, &[own, class(0), class(1)]));
        keys.push(key(55, &[own, place(0), common(0)]));
        keys.push(key(56, &[own, place(-1), place(0), place(1)]));
        keys.push(key(
            57,
            &[self.shape(index, -1), common(-1), own, common(0)],
        ));
        keys.push(key(58, &[own, common(0), self.shape(index, 1), common(1)]));
        keys.push(key(59, &[class(0), place(0), common(0), own]));
    }
}

fn at(items: &[String], index: usize, shift: isize) -> &str {
    match index.checked_add_signed(shift) {
        None => "<s>",
        Some(place) => items.get(place).map_or("</s>", String::as_str),
    }
}

fn at_copy(items: &[u8], index: usize, shift: isize) -> &u8 {
    index
        .checked_add_signed(shift)
        .and_then(|place| items.get(place))
        .unwrap_or(&0)
}

/// Returns the key of a feature: its template and its parts.
pub(crate) fn key(template: u8, parts: &[&str]) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut step = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    step(template);
    for part in parts {
        part.bytes().for_each(&mut step);
        step(0xff);
    }
    let [a, b, c, d, e, f, g, h] = hash.to_be_bytes();
    u32::from_be_bytes([a ^ e, b ^ f, c ^ g, d ^ h])
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

//! Word lists that names are told by: common words, given names, surnames and place names, as hashes.

use std::sync::OnceLock;

use super::binary::{Reader, Writer};
use super::syntax::hash::{self, Running, upper};

const MARK: &[u8] = b"bynm2";

/// Sets of words, each kept as a sorted list of hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lists {
    common: Vec<u32>,
    first_names: Vec<u32>,
    surnames: Vec<u32>,
    places: Vec<u32>,
}

/// Most words of a place name.
const LONGEST_PLACE: usize = 4;

impl Lists {
    /// Returns the lists that come with the library.
    pub(crate) fn built_in() -> &'static Self {
        static LISTS: OnceLock<Lists> = OnceLock::new();
        LISTS.get_or_init(|| {
            let bytes = include_bytes!("../../models/names.bin");
            Self::read(bytes).expect("the embedded lists were written by `Lists::write`")
        })
    }

    /// Makes lists from lower-case words; place names have their words joined by one blank.
    pub(crate) fn new(
        common: &[String],
        first_names: &[String],
        surnames: &[String],
        places: &[String],
    ) -> Self {
        let hashes = |words: &[String]| {
            let mut hashes: Vec<u32> = words.iter().map(|word| hash_of(word)).collect();
            hashes.sort_unstable();
            hashes.dedup();
            hashes
        };
        Self {
            common: hashes(common),
            first_names: hashes(first_names),
            surnames: hashes(surnames),
            places: hashes(places),
        }
    }

    /// Whether `word` (lower case) is often written without a capital.
    pub(crate) fn is_common(&self, word: &str) -> bool {
        self.common.binary_search(&hash_of(word)).is_ok()
    }

    /// Whether `word` (lower case) is a given name.
    pub(crate) fn is_first_name(&self, word: &str) -> bool {
        self.first_names.binary_search(&hash_of(word)).is_ok()
    }

    /// Whether `word` (lower case) is a surname.
    pub(crate) fn is_surname(&self, word: &str) -> bool {
        self.surnames.binary_search(&hash_of(word)).is_ok()
    }

    /// Marks the tokens that begin (1) or continue (2) a place name, longest first.
    pub(crate) fn place_marks(&self, words: &[String]) -> Vec<u8> {
        let mut marks = vec![0; words.len()];
        let mut start = 0;
        while start < words.len() {
            let mut hash = Running::new();
            let mut size = None;
            for (more, word) in words[start..].iter().take(LONGEST_PLACE).enumerate() {
                if more > 0 {
                    hash.push(" ");
                }
                hash.push(word);
                if self.places.binary_search(&upper(hash.so_far())).is_ok() {
                    size = Some(more + 1);
                }
            }
            if let Some(size) = size {
                marks[start] = 1;
                marks[start + 1..start + size].fill(2);
            }
            start += size.unwrap_or(1);
        }
        marks
    }

    /// Writes the lists.
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut writer = Writer(MARK.to_vec());
        for list in [
            &self.common,
            &self.first_names,
            &self.surnames,
            &self.places,
        ] {
            writer.sorted(list);
        }
        writer.0
    }

    /// Reads the lists; none where the bytes are not lists.
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes.strip_prefix(MARK)?);
        Some(Self {
            common: reader.sorted()?,
            first_names: reader.sorted()?,
            surnames: reader.sorted()?,
            places: reader.sorted()?,
        })
    }
}

fn hash_of(word: &str) -> u32 {
    upper(hash::of_text(word))
}

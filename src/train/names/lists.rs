//! Lists of names and tagged sentences → `models/names.bin`; tagged sentences → the file that the teacher of names learns from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::corpus::{Corpus, TaggedSentence, read_cities, read_columns, read_relations};
use super::entities::read_entities;
use crate::analysis::lists::Lists;
use crate::train::ExamplesError;
use crate::train::conllu::text_of;

/// How many of the surnames are kept, from the most frequent on.
const SURNAMES: usize = 20_000;
/// The fewest people of a city that is kept.
const PEOPLE: u64 = 50_000;

/// Files of one corpus of names; written `KIND:FILE,FILE…`.
#[derive(Clone, Debug)]
pub struct NameCorpus {
    read: fn(&str) -> Vec<TaggedSentence>,
    files: Vec<PathBuf>,
}

impl FromStr for NameCorpus {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (kind, files) = text.split_once(':').ok_or("write KIND:FILE,FILE…")?;
        let read: fn(&str) -> Vec<TaggedSentence> = match kind {
            "uner" => |text| read_columns(text, Corpus::Uner),
            "columns" => |text| read_columns(text, Corpus::TwoColumns),
            "docred" => read_relations,
            "gum" => read_entities,
            _ => {
                return Err(format!(
                    "no kind `{kind}`; there are uner, columns, docred and gum"
                ));
            }
        };
        let files = files.split(',').map(PathBuf::from).collect();
        Ok(Self { read, files })
    }
}

impl NameCorpus {
    /// Reads the tagged sentences of all its files.
    ///
    /// # Errors
    ///
    /// A file that cannot be read.
    pub fn sentences(&self) -> Result<Vec<TaggedSentence>, ExamplesError> {
        let mut sentences = Vec::new();
        for file in &self.files {
            sentences.extend((self.read)(&text_of(file)?));
        }
        Ok(sentences)
    }
}

/// Returns the bytes of `models/names.bin`: common words of the sentences, and names whose files begin each line with one.
///
/// # Errors
///
/// A file that cannot be read.
pub fn name_lists(
    corpora: &[Vec<TaggedSentence>],
    first_names: &[PathBuf],
    surnames: &Path,
    cities: &Path,
) -> Result<Vec<u8>, ExamplesError> {
    let mut firsts = Vec::new();
    for file in first_names {
        firsts.extend(first_column(&text_of(file)?, usize::MAX));
    }
    let lists = Lists::new(
        &common_words(corpora.iter().flatten()),
        &firsts,
        &first_column(&text_of(surnames)?, SURNAMES),
        &read_cities(&text_of(cities)?, PEOPLE),
    );
    Ok(lists.write())
}

fn first_column(text: &str, most: usize) -> Vec<String> {
    text.lines()
        .filter_map(|line| line.split_whitespace().next())
        .take(most)
        .map(str::to_lowercase)
        .collect()
}

/// Returns a word, the number of its tag and the number of its corpus in each line, an empty line behind each sentence.
pub fn columns(corpora: &[Vec<TaggedSentence>]) -> String {
    let mut text = String::new();
    for (number, sentences) in corpora.iter().enumerate() {
        for sentence in sentences {
            for (word, tag) in sentence.words.iter().zip(&sentence.tags) {
                text += &format!("{word}\t{tag}\t{number}\n");
            }
            text.push('\n');
        }
    }
    text
}

/// Words of which at least three, and most, occurrences inside sentences have no capital.
fn common_words<'a>(sentences: impl Iterator<Item = &'a TaggedSentence>) -> Vec<String> {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for sentence in sentences {
        for (word, tag) in sentence.words.iter().zip(&sentence.tags).skip(1) {
            let count = counts.entry(word.to_lowercase()).or_default();
            if word.starts_with(char::is_lowercase) && *tag == 0 {
                count.0 += 1;
            } else {
                count.1 += 1;
            }
        }
    }
    counts
        .into_iter()
        .filter(|(_, (low, high))| *low >= 3 && low > high)
        .map(|(word, _)| word)
        .collect()
}

//! Known names: a trie of words, longest match first.

use std::collections::BTreeMap;

use crate::ontology::Ontology;
use crate::text::tokens;
use crate::text::Span;

/// Every known name and demonym by its words.
#[derive(Debug, Default)]
pub(super) struct Index {
    by_first: BTreeMap<String, Vec<Entry>>,
}

#[derive(Debug)]
struct Entry {
    words: Vec<String>,
    known: usize,
    demonym: bool,
}

/// A known name found in text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) length: usize,
    pub(super) known: usize,
    pub(super) demonym: bool,
}

impl Index {
    pub(super) fn new(ontology: &Ontology) -> Self {
        let mut by_first: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for (known, name) in ontology.known.iter().enumerate() {
            let names = std::iter::once(&name.label).chain(&name.alt_labels).map(|text| (text, false));
            for (text, demonym) in names.chain(name.demonyms.iter().map(|text| (text, true))) {
                let words = split(text);
                if let Some(first) = words.first().cloned() {
                    by_first.entry(first).or_default().push(Entry { words, known, demonym });
                }
            }
        }
        for entries in by_first.values_mut() {
            entries.sort_by_key(|entry| (std::cmp::Reverse(entry.words.len()), entry.demonym, entry.known));
        }
        Self { by_first }
    }

    /// The longest known name that begins the words.
    pub(super) fn at(&self, words: &[&str]) -> Option<Hit> {
        let entries = self.by_first.get(*words.first()?)?;
        let fits = |entry: &&Entry| {
            entry.words.len() <= words.len() && entry.words.iter().zip(words).all(|(known, word)| known == word)
        };
        entries.iter().find(fits).map(|entry| Hit { length: entry.words.len(), known: entry.known, demonym: entry.demonym })
    }
}

fn split(text: &str) -> Vec<String> {
    tokens(text, Span::new(0, text.len())).into_iter().map(|token| token.of(text).to_owned()).collect()
}

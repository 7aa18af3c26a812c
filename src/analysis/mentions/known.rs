//! The names of the ontology → where a sentence writes them, longest first.

use std::collections::HashMap;

use crate::ontology::Ontology;

/// One way to write a known name.
#[derive(Clone, Debug)]
struct Alias {
    text: String,
    known: usize,
    demonym: bool,
}

/// Every way to write every known name, by its first word.
#[derive(Clone, Debug, Default)]
pub(crate) struct KnownNames {
    by_first: HashMap<String, Vec<Alias>>,
    /// The same in capitals, for shouted text.
    shouted: HashMap<String, Vec<Alias>>,
}

/// A known name in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    /// Index into [`Ontology::known`].
    pub(crate) known: usize,
    /// Whether it is a word for the people of a place.
    pub(crate) demonym: bool,
    /// Length in bytes as the text writes it.
    pub(crate) length: usize,
}

impl KnownNames {
    pub(crate) fn new(ontology: &Ontology) -> Self {
        let mut names = Self::default();
        for (known, name) in ontology.known.iter().enumerate() {
            let demonyms = name.demonyms.iter().map(|text| (text, true));
            let aliases = name
                .alt_labels
                .iter()
                .filter(|text| !name.demonyms.contains(text))
                .map(|text| (text, false));
            // "Serbians" as "Serbian"; "French" has no plural.
            let peoples = name
                .demonyms
                .iter()
                .filter(|text| text.ends_with("an") || text.ends_with('i'));
            let plurals: Vec<String> = peoples.map(|text| format!("{text}s")).collect();
            // "Frenchman" as "French".
            let peoples = name
                .demonyms
                .iter()
                .filter(|text| text.ends_with("sh") || text.ends_with("ch"));
            let bearers: Vec<String> = peoples
                .flat_map(|text| [format!("{text}man"), format!("{text}woman")])
                .collect();
            for (text, demonym) in [(&name.label, false)]
                .into_iter()
                .chain(aliases)
                .chain(demonyms)
                .chain(plurals.iter().chain(&bearers).map(|text| (text, true)))
            {
                let upper = text.to_uppercase();
                add(
                    &mut names.by_first,
                    Alias {
                        text: plain(text),
                        known,
                        demonym,
                    },
                );
                add(
                    &mut names.shouted,
                    Alias {
                        text: plain(&upper),
                        known,
                        demonym,
                    },
                );
            }
        }
        // Longest first; of equals the canonical name of the earliest, as pushed.
        for list in names
            .by_first
            .values_mut()
            .chain(names.shouted.values_mut())
        {
            list.sort_by_key(|alias| std::cmp::Reverse(alias.text.len()));
        }
        names
    }

    /// Returns the longest known name that `text` begins with and that ends where `is_end` allows.
    pub(crate) fn at(
        &self,
        text: &str,
        shouted: bool,
        is_end: impl Fn(usize) -> bool,
    ) -> Option<Match> {
        let table = if shouted {
            &self.shouted
        } else {
            &self.by_first
        };
        table.get(first_word(text))?.iter().find_map(|alias| {
            let length = matched(text, &alias.text).filter(|length| is_end(*length))?;
            Some(Match {
                known: alias.known,
                demonym: alias.demonym,
                length,
            })
        })
    }
}

fn add(table: &mut HashMap<String, Vec<Alias>>, alias: Alias) {
    table
        .entry(first_word(&alias.text).to_owned())
        .or_default()
        .push(alias);
}

fn first_word(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len());
    if end == 0 {
        &text[..text.chars().next().map_or(0, char::len_utf8)]
    } else {
        &text[..end]
    }
}

fn plain(text: &str) -> String {
    text.chars().map(even).collect()
}

/// Makes different marks of one kind equal.
const fn even(c: char) -> char {
    match c {
        '’' | '‘' => '\'',
        '‐' | '‑' | '–' => '-',
        '\u{a0}' | '\n' => ' ',
        _ => c,
    }
}

/// Length of what `text` begins with where that is `alias`.
fn matched(text: &str, alias: &str) -> Option<usize> {
    let mut written = text.char_indices();
    for wanted in alias.chars() {
        let (_, c) = written.next()?;
        if even(c) != wanted {
            return None;
        }
    }
    Some(written.next().map_or(text.len(), |(end, _)| end))
}

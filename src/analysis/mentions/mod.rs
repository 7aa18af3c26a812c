//! Mentions: words → names, descriptions that can stand for things, and pronouns.

mod known;
mod names;
mod nominals;

use std::collections::BTreeMap;

use oxigraph::model::NamedNode;

use super::{Mention, Word};
use crate::ontology::Ontology;
use crate::text::{Document, Span};

/// What an ontology knows of names and nouns, ready to be found in text.
#[derive(Debug)]
pub struct NameFinder {
    known: known::Index,
    /// Noun → the class it stands for.
    nouns: BTreeMap<String, NamedNode>,
    broad: names::Broad,
}

impl NameFinder {
    /// Prepares the names and nouns of `ontology`.
    pub fn new(ontology: &Ontology) -> Self {
        let mut nouns = BTreeMap::new();
        for class in ontology.classes.values() {
            for noun in &class.nouns {
                nouns.entry(noun.clone()).or_insert_with(|| class.iri.clone());
            }
        }
        Self { known: known::Index::new(ontology), nouns, broad: names::Broad::new(ontology) }
    }

    /// Finds the mentions of a document, by position.
    pub fn mentions(&self, document: &Document, words: &[Word]) -> Vec<Mention> {
        let mut found = names::find(document, words, &self.known, &self.nouns, &self.broad);
        let taken: Vec<bool> = {
            let mut taken = vec![false; words.len()];
            for mention in &found {
                taken[mention.tokens.clone()].fill(true);
            }
            taken
        };
        found.extend(nominals::find(document, words, &self.nouns, &taken));
        found.sort_by_key(|mention| (mention.tokens.start, mention.tokens.end));
        found
    }
}

/// The text that `tokens` cover.
fn span(document: &Document, tokens: &std::ops::Range<usize>) -> Span {
    document.tokens[tokens.start].to(document.tokens[tokens.end - 1])
}

/// The token of a range that governs the others.
fn head(words: &[Word], tokens: &std::ops::Range<usize>) -> usize {
    tokens.clone().find(|token| words[*token].head.is_none_or(|head| !tokens.contains(&head))).unwrap_or(tokens.end - 1)
}

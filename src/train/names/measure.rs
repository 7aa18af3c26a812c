//! Gold and found tags → precision, recall and F1 over exact spans and types.

use std::collections::BTreeMap;

use super::corpus::TaggedSentence;
use crate::analysis::syntax::names::TYPES;
use crate::analysis::{MentionKind, NameFinder, NameType, syntax};
use crate::text::{Block, BlockKind, Document, Sentence, Span};

/// First token, token behind the last, type.
pub(super) type NameSpan = (usize, usize, &'static str);

/// Counts of right, found and gold names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Names found with the exact span and type.
    pub right: usize,
    /// Names found.
    pub found: usize,
    /// Names there are.
    pub gold: usize,
}

impl Figures {
    /// Returns precision, recall and F1.
    pub fn scores(&self) -> (f64, f64, f64) {
        let share = |part: usize, all: usize| {
            if all == 0 {
                0.0
            } else {
                part as f64 / all as f64
            }
        };
        let (precision, recall) = (share(self.right, self.found), share(self.right, self.gold));
        let sum = precision + recall;
        (
            precision,
            recall,
            if sum == 0.0 {
                0.0
            } else {
                2.0 * precision * recall / sum
            },
        )
    }
}

/// Counts by type.
#[derive(Clone, Debug, Default)]
pub struct Measure {
    /// Counts of each type, by its label: "PER", "ORG", "LOC".
    pub types: BTreeMap<&'static str, Figures>,
}

impl Measure {
    /// Adds one sentence.
    pub fn add(&mut self, gold: &[usize], found: &[usize]) {
        self.compare(&spans(gold), &spans(found));
    }

    /// Adds the names of one sentence: first token, token behind the last, type.
    pub(super) fn compare(&mut self, gold: &[NameSpan], found: &[NameSpan]) {
        for span in gold {
            self.types.entry(span.2).or_default().gold += 1;
        }
        for span in found {
            let figures = self.types.entry(span.2).or_default();
            figures.found += 1;
            figures.right += usize::from(gold.contains(span));
        }
    }

    /// Returns the counts of all types together.
    pub fn all(&self) -> Figures {
        self.types
            .values()
            .fold(Figures::default(), |sum, one| Figures {
                right: sum.right + one.right,
                found: sum.found + one.found,
                gold: sum.gold + one.gold,
            })
    }
}

/// Persons, organisations and places in a sequence of tags.
pub(super) fn spans(tags: &[usize]) -> Vec<NameSpan> {
    let mut spans = Vec::new();
    let mut start = 0;
    while start < tags.len() {
        let tag = tags[start];
        let mut end = start + 1;
        if tag % 2 == 1 {
            while tags.get(end) == Some(&(tag + 1)) {
                end += 1;
            }
            let label = match TYPES[(tag - 1) / 2] {
                Some(NameType::Person) => "PER",
                Some(NameType::Organization) => "ORG",
                Some(NameType::Place) => "LOC",
                _ => "",
            };
            if !label.is_empty() {
                spans.push((start, end, label));
            }
        }
        start = end;
    }
    spans
}

/// Finds names with the whole analysis in sentences of given tokens and returns their tags.
pub fn find(finder: &NameFinder, sentences: &[TaggedSentence]) -> Vec<Vec<usize>> {
    // Without marks of documents, each sentence stands alone.
    let marked = sentences.iter().any(|sentence| sentence.opens);
    let mut tags = Vec::with_capacity(sentences.len());
    let mut start = 0;
    while start < sentences.len() {
        let mut end = start + 1;
        while marked && sentences.get(end).is_some_and(|sentence| !sentence.opens) {
            end += 1;
        }
        tags.extend(find_in(finder, &sentences[start..end]));
        start = end;
    }
    tags
}

fn find_in(finder: &NameFinder, sentences: &[TaggedSentence]) -> Vec<Vec<usize>> {
    let document = document(sentences);
    let words = syntax(&document);
    let mut tags = vec![0; document.tokens.len()];
    for mention in finder.mentions(&document, &words) {
        let place = TYPES.iter().position(|known| *known == mention.name_type);
        if let Some(place) = place.filter(|_| mention.kind == MentionKind::Name) {
            tags[mention.tokens.clone()].fill(2 + 2 * place);
            tags[mention.tokens.start] = 1 + 2 * place;
        }
    }
    let cut = |sentence: &Sentence| tags[sentence.tokens.clone()].to_vec();
    document.sentences.iter().map(cut).collect()
}

/// Writes given tokens as a document, a blank between any two.
fn document(sentences: &[TaggedSentence]) -> Document {
    let mut document = Document::default();
    for sentence in sentences {
        let (start, first) = (document.text.len(), document.tokens.len());
        for word in &sentence.words {
            let from = document.text.len();
            document.text.push_str(word);
            document.tokens.push(Span::new(from, document.text.len()));
            document.text.push(' ');
        }
        let span = Span::new(start, document.text.len());
        let tokens = first..document.tokens.len();
        document.sentences.push(Sentence {
            span,
            block: document.blocks.len(),
            tokens,
        });
        document.blocks.push(Block {
            kind: BlockKind::Paragraph,
            span,
        });
    }
    document
}

//! A document and its words → what the rules for mentions ask of a token.

use std::ops::Range;

use crate::analysis::{Pos, Word};
use crate::text::{BlockKind, Document, Sentence, Span};

/// What the rules look at.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) document: &'a Document,
    pub(super) words: &'a [Word],
}

impl<'a> View<'a> {
    pub(super) fn text(&self, token: usize) -> &'a str {
        self.document
            .tokens
            .get(token)
            .map_or("", |span| span.of(&self.document.text))
    }

    pub(super) fn lemma(&self, token: usize) -> &'a str {
        self.words.get(token).map_or("", |word| &word.lemma)
    }

    pub(super) fn pos(&self, token: usize) -> Option<Pos> {
        self.words.get(token).map(|word| word.pos)
    }

    pub(super) fn capital(&self, token: usize) -> bool {
        self.text(token).starts_with(char::is_uppercase)
    }

    pub(super) fn span(&self, tokens: &Range<usize>) -> Span {
        let last = tokens.end.saturating_sub(1);
        match (
            self.document.tokens.get(tokens.start),
            self.document.tokens.get(last),
        ) {
            (Some(first), Some(last)) => first.to(*last),
            _ => Span::default(),
        }
    }

    pub(super) fn surface(&self, tokens: &Range<usize>) -> &'a str {
        self.span(tokens).of(&self.document.text)
    }

    /// Whether a sentence is a heading in which every important word has a capital.
    pub(super) fn is_title_case(&self, sentence: &Sentence) -> bool {
        let block = self.document.blocks.get(sentence.block);
        let heading = block
            .is_some_and(|block| matches!(block.kind, BlockKind::Headline | BlockKind::Heading));
        let letters = |token: &usize| {
            self.text(*token)
                .chars()
                .filter(|c| c.is_alphabetic())
                .count()
        };
        let long: Vec<usize> = sentence
            .tokens
            .clone()
            .filter(|token| letters(token) > 3)
            .collect();
        let capitals = long.iter().filter(|token| self.capital(**token)).count();
        let stopped = sentence.tokens.end > 0 && self.text(sentence.tokens.end - 1) == ".";
        // Scrapers hand on headings as paragraphs, too, but hardly with a full stop.
        let enough = if heading {
            capitals > 0
        } else {
            long.len() > 4 && !stopped
        };
        enough && capitals * 10 >= long.len() * if heading { 7 } else { 8 }
    }

    /// Whether tokens are only a piece of a longer word: "CoV" of "SARS-CoV-2".
    pub(super) fn is_fragment(&self, tokens: &Range<usize>) -> bool {
        let hyphen = |token: usize| matches!(self.text(token), "-" | "‑" | "/");
        let glued = |left: usize| match (
            self.document.tokens.get(left),
            self.document.tokens.get(left + 1),
        ) {
            (Some(left), Some(right)) => left.end == right.start,
            _ => false,
        };
        // "Macron-led" and "ex-Apple" hold a name, "Wi-Fi" and "CoV-2" are one.
        let big = |token: usize| {
            let first = self.text(token).chars().next();
            first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
        };
        let before = tokens.start > 1
            && hyphen(tokens.start - 1)
            && glued(tokens.start - 1)
            && big(tokens.start - 2);
        let behind =
            hyphen(tokens.end) && glued(tokens.end - 1) && glued(tokens.end) && big(tokens.end + 1);
        before || behind
    }

    /// The first token of a sentence that is a word.
    pub(super) fn opening(&self, sentence: &Sentence) -> usize {
        sentence
            .tokens
            .clone()
            .find(|token| self.text(*token).starts_with(char::is_alphanumeric))
            .unwrap_or(sentence.tokens.start)
    }
}

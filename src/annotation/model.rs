//! What an annotated article holds; serialised, it is the JSON that `byline analyse --format json` writes.

use serde::Serialize;

use super::Value;

/// An article with the annotation of its sentences.
///
/// All `start` and `end` are Unicode code points into [`text`](Self::text); `end` is the one behind the last.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Annotation {
    /// The name of where it was read from.
    pub source: String,
    /// Its title.
    pub title: Option<String>,
    /// Its publisher.
    pub publisher: Option<String>,
    /// When it was published, ISO 8601; dates in the text are reckoned from there.
    pub published: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its language as declared or detected, a BCP 47 tag.
    pub language: Option<String>,
    /// What a reader should know before trusting the rest.
    pub notes: Vec<String>,
    /// The cleaned text: the headline, then each block behind an empty line.
    pub text: String,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sentence {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Its block, from 0.
    pub block: usize,
    /// What its block is: "headline", "heading", "paragraph", "list item", "quotation" or "caption".
    pub kind: &'static str,
    /// Its words, as written.
    pub text: String,
    /// Its tokens, by Universal Dependencies conventions.
    pub tokens: Vec<Token>,
    /// Names, nominals and pronouns, by position.
    pub mentions: Vec<Mention>,
    /// Sums, dates and quantities, by position.
    pub values: Vec<Value>,
}

/// One token, in the terms of CoNLL-U.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Token {
    /// Its place in the sentence, from 1.
    pub id: usize,
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// As written.
    pub form: String,
    /// Dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: &'static str,
    /// Penn Treebank tag.
    pub xpos: &'static str,
    /// The `id` of the token that governs it; 0 for the root.
    pub head: usize,
    /// The relation to its head.
    pub deprel: &'static str,
    /// Whether white space, or nothing at all, follows.
    pub space_after: bool,
}

/// A stretch that refers to something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mention {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The `id` of its first token.
    pub first: usize,
    /// The `id` of its last token.
    pub last: usize,
    /// The `id` of the token that governs the others.
    pub head: usize,
    /// Its words, as written.
    pub text: String,
    /// How it refers: "name", "nominal" or "pronoun".
    pub kind: &'static str,
    /// Its broad type: "person", "organization", "place", "product", "work", "event" or "group".
    #[serde(rename = "type")]
    pub name_type: Option<&'static str>,
    /// The label of the most specific class that is known.
    pub class: Option<String>,
    /// The label of what it stands for in this article, where that is known.
    pub refers_to: Option<String>,
}

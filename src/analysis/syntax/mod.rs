//! Syntax: [`Document`] → one [`Word`] per token (lemma, part of speech, Penn tag, head, relation).
//!
//! A perceptron tagger, lemma rules and an arc-hybrid perceptron parser, all trained by `train` from
//! Universal Dependencies treebanks and read from `models/syntax.bin`.

pub(crate) mod features;
pub(crate) mod hash;
pub(crate) mod lemma;
pub(crate) mod lex;
pub(crate) mod linear;
pub(crate) mod model;
pub(crate) mod parser;
pub(crate) mod state;
pub(crate) mod tagger;
pub(crate) mod tags;

use super::Word;
use crate::text::Document;
use model::Model;

/// Returns one word for each token of the document; each sentence becomes one tree under one root.
///
/// Heads are indices into all tokens of the document.
pub fn syntax(document: &Document) -> Vec<Word> {
    let model = Model::built_in();
    let mut words = Vec::with_capacity(document.tokens.len());
    for sentence in &document.sentences {
        let tokens = document
            .tokens
            .get(sentence.tokens.clone())
            .unwrap_or_default();
        let forms: Vec<&str> = tokens
            .iter()
            .map(|token| token.of(&document.text))
            .collect();
        words.extend(model.analyse(&forms).into_iter().map(|parsed| Word {
            lemma: parsed.lemma,
            pos: parsed.tags.pos,
            tag: parsed.tags.tag_text(),
            head: parsed.head.map(|head| head + sentence.tokens.start),
            rel: parsed.rel,
        }));
    }
    words
}

//! The cleaned text of one article and where its parts lie.

use std::ops::Range;

use super::Span;
use crate::article::Metadata;

/// One article's text as it is stored and quoted, cut into blocks, sentences and tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What is known about the article.
    pub metadata: Metadata,
    /// The stored text; every span of the document is an offset into it.
    pub text: String,
    /// Headline, headings, paragraphs …, in reading order, not overlapping.
    pub blocks: Vec<Block>,
    /// The sentences, in order; none crosses a block.
    pub sentences: Vec<Sentence>,
    /// The tokens of all sentences, in order, by Universal Dependencies conventions.
    pub tokens: Vec<Span>,
}

/// One stretch of text that the publisher set apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it lies in the document's text.
    pub span: Span,
}

/// What a block is, as the publisher marked it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The title of the article.
    Headline,
    /// A heading inside the article.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// A quotation set apart.
    Quotation,
    /// The words under a picture.
    Caption,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it lies in the document's text.
    pub span: Span,
    /// Its block: an index into [`Document::blocks`].
    pub block: usize,
    /// Its tokens: indices into [`Document::tokens`].
    pub tokens: Range<usize>,
}

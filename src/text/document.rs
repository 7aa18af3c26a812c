//! The cleaned text of one article and where its parts lie.

use std::ops::Range;

use super::Span;
use super::clean::is_english;
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

/// Below this many bytes a language that the words seem to have is too unsure to leave them unread.
const TELLING: usize = 200;

impl Document {
    /// Whether the text is read: it is English, or may well be.
    pub fn is_read(&self) -> bool {
        let language = self.metadata.language.as_deref();
        self.text.len() < TELLING || language.is_none_or(is_english)
    }

    /// Returns for each token the quotation it stands in, numbered through the text; a quotation ends with its paragraph.
    pub fn quotations(&self) -> Vec<Option<u32>> {
        let mut inside = vec![None; self.tokens.len()];
        let mut count = 0;
        let mut block = None;
        let mut open: Option<u32> = None;
        for sentence in &self.sentences {
            if block.replace(sentence.block) != Some(sentence.block) {
                open = None;
            }
            for token in sentence.tokens.clone() {
                let text = self.tokens[token].of(&self.text);
                let (opens, closes) = match text {
                    "“" | "``" => (true, false),
                    "”" => (false, true),
                    "\"" | "''" => (open.is_none(), open.is_some()),
                    _ => (false, false),
                };
                if opens {
                    count += 1;
                    open = Some(count);
                }
                inside[token] = open;
                if closes {
                    open = None;
                }
            }
        }
        inside
    }
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

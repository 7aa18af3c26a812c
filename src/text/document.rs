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
        // Whether the open one stands between single marks, and closes with one.
        let mut single = false;
        for sentence in &self.sentences {
            if block.replace(sentence.block) != Some(sentence.block) {
                open = None;
            }
            for token in sentence.tokens.clone() {
                let text = self.tokens[token].of(&self.text);
                let (opens, closes) = match text {
                    // What is quoted within a quotation is part of it.
                    "“" | "``" | "”" if open.is_some() && single => (false, false),
                    "“" | "``" => (true, false),
                    "”" => (false, true),
                    "\"" | "''" => (open.is_none(), open.is_some() && !single),
                    "'" | "‘" if open.is_none() => (
                        self.opens_single(token) && self.closed(sentence.block, token),
                        false,
                    ),
                    "'" | "’" => (false, single && self.closes_single(token)),
                    _ => (false, false),
                };
                if opens {
                    count += 1;
                    open = Some(count);
                    single = matches!(text, "'" | "‘");
                }
                inside[token] = open;
                if closes {
                    open = None;
                }
            }
        }
        inside
    }

    /// Whether a single mark stands before a word and behind none: no apostrophe.
    fn opens_single(&self, token: usize) -> bool {
        let Span { start, end } = self.tokens[token];
        let before = self.text[..start].chars().next_back();
        let behind = self.text[end..].chars().next();
        before.is_none_or(char::is_whitespace) && behind.is_some_and(char::is_alphanumeric)
    }

    /// Whether a single mark stands behind the mark that ends what was said: "workers' rights" closes nothing.
    fn closes_single(&self, token: usize) -> bool {
        self.text[..self.tokens[token].start].ends_with(['.', ',', '!', '?', '…'])
    }

    /// Whether a quotation that opens at `token` with a single mark closes in its block.
    fn closed(&self, block: usize, token: usize) -> bool {
        let end = self.blocks.get(block).map_or(0, |block| block.span.end);
        let behind = self.tokens[token + 1..].iter().zip(token + 1..);
        behind
            .take_while(|(span, _)| span.start < end)
            .any(|(span, at)| matches!(span.of(&self.text), "'" | "’") && self.closes_single(at))
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

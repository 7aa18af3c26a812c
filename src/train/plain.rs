//! A plain text → the [`Document`] that it is, not a letter changed, so that places in it stay what they were.

use crate::text::{Block, BlockKind, Document, Sentence, Span, sentences, tokens};

/// Cuts `text` into paragraphs, one a line, and these into sentences and tokens; nothing is cleaned away.
pub(super) fn document(text: &str) -> Document {
    let mut document = Document {
        text: text.to_owned(),
        ..Document::default()
    };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let from = start + line.len() - line.trim_start().len();
        start += line.len();
        if !words.is_empty() {
            let span = Span::new(from, from + words.len());
            let block = document.blocks.len();
            document.blocks.push(Block {
                kind: BlockKind::Paragraph,
                span,
            });
            for span in sentences(text, span) {
                let first = document.tokens.len();
                document.tokens.extend(tokens(text, span));
                document.sentences.push(Sentence {
                    span,
                    block,
                    tokens: first..document.tokens.len(),
                });
            }
        }
    }
    document
}

/// The byte offset of each code point of a text, and of its end.
pub(super) struct CodePoints(Vec<usize>);

impl CodePoints {
    pub(super) fn of(text: &str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at);
        Self(starts.chain([text.len()]).collect())
    }

    /// The span between two code points; none where the text has not so many.
    pub(super) fn span(&self, start: usize, end: usize) -> Option<Span> {
        let (start, end) = (*self.0.get(start)?, *self.0.get(end)?);
        (start <= end).then(|| Span::new(start, end))
    }

    /// The code points that a span lies between, its start and its end.
    pub(super) fn pair(&self, span: Span) -> [usize; 2] {
        [span.start, span.end].map(|byte| self.0.partition_point(|at| *at < byte))
    }
}

#[cfg(test)]
mod tests {
    use super::{CodePoints, document};
    use crate::text::Span;

    #[test]
    fn lines_are_paragraphs_where_they_stand() {
        let text = "\r\n Caf\u{e9} opens. It rains.\r\n\r\nEnd.";
        let document = document(text);
        let blocks: Vec<&str> = document
            .blocks
            .iter()
            .map(|block| block.span.of(text))
            .collect();
        assert_eq!(blocks, ["Caf\u{e9} opens. It rains.", "End."]);
        let sentences = document.sentences.iter();
        let words: Vec<&str> = sentences.map(|sentence| sentence.span.of(text)).collect();
        assert_eq!(words, ["Caf\u{e9} opens.", "It rains.", "End."]);
    }

    #[test]
    fn code_points_are_counted() {
        let places = CodePoints::of("né à");
        assert_eq!(places.span(1, 4), Some(Span::new(1, 6)));
        assert_eq!(places.span(3, 5), None);
        assert_eq!(places.pair(Span::new(1, 6)), [1, 4]);
    }
}

//! The comments of a text, taken one after the other as the lines that they belong to are written.

use crate::query::parse::comments;
use crate::text::Span;

/// Comments that are not written yet.
pub(super) struct Comments<'a> {
    source: &'a str,
    all: Vec<Span>,
    next: usize,
}

impl<'a> Comments<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self {
            source,
            all: comments(source),
            next: 0,
        }
    }

    /// Takes the next comment if it opens before a place.
    pub(super) fn next_before(&mut self, place: usize) -> Option<&'a str> {
        let comment = self
            .all
            .get(self.next)
            .filter(|comment| comment.start < place)?;
        self.next += 1;
        Some(self.text(*comment))
    }

    /// Takes the comment on the line that something ends on, behind nothing but a comma or a closing brace.
    pub(super) fn behind(&mut self, end: usize) -> Option<&'a str> {
        let comment = *self.all.get(self.next)?;
        let between = self.source.get(end..comment.start)?;
        let same_line = between
            .chars()
            .all(|c| c != '\n' && (c.is_whitespace() || c == ','));
        if !same_line {
            return None;
        }
        self.next += 1;
        Some(self.text(comment))
    }

    /// Whether some comment that is not written yet lies inside.
    pub(super) fn within(&self, span: Span) -> bool {
        let rest = self.all.get(self.next..).unwrap_or_default();
        rest.iter()
            .any(|comment| span.start <= comment.start && comment.end < span.end)
    }

    /// Returns where the brace is that closes a group which ends at `from`.
    pub(super) fn brace(&self, from: usize, text: &str) -> usize {
        let brace = |(at, c): (usize, char)| {
            let inside = |comment: &&Span| (comment.start..comment.end).contains(&(from + at));
            (c == '}' && !self.all.iter().any(|comment| inside(&comment))).then_some(from + at)
        };
        text.char_indices().find_map(brace).unwrap_or(from)
    }

    fn text(&self, comment: Span) -> &'a str {
        let text = self.source.get(comment.start..comment.end);
        text.unwrap_or_default().trim_end()
    }
}

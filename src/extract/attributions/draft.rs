//! An attribution in tokens, while it is put together.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Attribution;
use crate::extract::tree::Tree;
use crate::text::Span;

/// An attribution in tokens.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) cue: Range<usize>,
    pub(super) source: Option<Range<usize>>,
    pub(super) content: BTreeSet<usize>,
}

impl Draft {
    /// The same in spans of the text.
    pub(super) fn spans(&self, tree: &Tree) -> Attribution {
        let span = |range: &Range<usize>| tree.span(range);
        Attribution {
            cue: span(&self.cue),
            source: self.source.as_ref().map(span),
            content: runs(&self.content).iter().map(span).collect(),
        }
    }
}

/// The stretches without a gap.
pub(super) fn runs(tokens: &BTreeSet<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for &token in tokens {
        match found.last_mut() {
            Some(run) if run.end == token => run.end += 1,
            _ => found.push(token..token + 1),
        }
    }
    found
}

/// Leaves out what attributes nothing, what stands in a quotation that nobody is heard to speak, and what says again
/// what a cue that overlaps it says.
pub(super) fn settle(tree: &Tree, drafts: &mut Vec<Draft>) {
    drafts.retain(|draft| !draft.content.is_empty());
    drafts.sort_by_key(|draft| (draft.cue.start, draft.cue.end));
    drafts.dedup_by(|next, kept| next.cue.start < kept.cue.end);
    let heard: BTreeSet<usize> = drafts
        .iter()
        .filter(|draft| tree.quotations[draft.cue.start].is_none())
        .flat_map(|draft| draft.content.iter().copied())
        .collect();
    // A label stands outside what it opens, even where the mark of quotation stands before it.
    let label = |draft: &Draft| tree.text(draft.cue.start) == ":";
    drafts.retain(|draft| {
        let inside = tree.quotations[draft.cue.start].is_some();
        !inside || label(draft) || heard.contains(&draft.cue.start)
    });
}

/// A span's tokens.
pub(super) fn tokens_of(tree: &Tree, span: Span) -> Range<usize> {
    let all = &tree.analysis.document.tokens;
    let first = all.partition_point(|token| token.end <= span.start);
    first..all.partition_point(|token| token.start < span.end)
}

//! An [`Analysis`] → its attributions: every cue of saying, thinking or wanting, with its source and its content.
//!
//! They come from the same cues, sources and mended trees as the holders of claims, whether or not a relation stands in
//! what is said.

mod content;
mod draft;
mod nouns;
mod prepositions;
mod running;
mod said;
mod verbs;

use self::draft::Draft;
use super::Extractor;
use super::tree::Tree;
use crate::analysis::Analysis;
use crate::text::Span;

/// Somebody who says, thinks or wants something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Attribution {
    /// The words that attribute: "said", "according to", "claim".
    pub cue: Span,
    /// The words that name who does; none where the text names nobody ("is said to").
    pub source: Option<Span>,
    /// What is said, thought or wanted: one stretch or, where the cue stands in the midst of it, several, in order.
    pub content: Vec<Span>,
}

impl Extractor<'_> {
    /// Finds the attributions of `analysis`, by the place of their cue; one can stand in the content of another.
    pub fn attributions(&self, analysis: &Analysis) -> Vec<Attribution> {
        let tree = Tree::new(analysis, &self.cues);
        let mut drafts: Vec<Draft> = Vec::new();
        for sentence in &analysis.document.sentences {
            for token in sentence.tokens.clone() {
                let found = verbs::at(&tree, &self.cues, token)
                    .or_else(|| prepositions::at(&tree, &self.cues, token))
                    .or_else(|| nouns::at(&tree, &self.cues, token));
                drafts.extend(found);
            }
        }
        drafts.extend(running::labelled(&tree, &self.cues));
        running::extend(&tree, &mut drafts);
        draft::settle(&tree, &mut drafts);
        let mut found: Vec<Attribution> = drafts.iter().map(|draft| draft.spans(&tree)).collect();
        found.sort();
        found
    }
}

#[cfg(test)]
mod tests;

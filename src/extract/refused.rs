//! A relation that a text may not claim → the frames that fit its words all the same, and what held each of them back.

use oxigraph::model::NamedNode;

use super::candidate::{Candidate, Filler};
use super::speech::Voices;
use super::tree::Tree;
use super::{Extractor, arguments, stance};
use crate::analysis::Analysis;
use crate::ontology::{Frame, Relation};
use crate::text::Span;

/// A frame that fits the words of a text, of which nothing is claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused<'o> {
    /// The frame.
    pub frame: &'o Frame,
    /// The words in the place of the subject.
    pub subject: Span,
    /// The words in the place of the object; none with a constant.
    pub object: Option<Span>,
    /// What held it back.
    pub refusal: Refusal,
}

/// What holds a fitting frame back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// What stands as the subject cannot be of the relation's domain.
    Subject,
    /// What stands as the object cannot be of the relation's range.
    Object,
    /// Both ends are one, or are only said to be.
    Ends,
    /// Nobody claims it: a question, a cue that voids.
    Unclaimed,
}

impl<'o> Extractor<'o> {
    /// Returns the frames of a relation that fit somewhere in an analysis without giving a statement.
    pub fn refused(&self, analysis: &Analysis, relation: &NamedNode) -> Vec<Refused<'o>> {
        let Some(relation) = self.ontology.relations.get(relation) else {
            return Vec::new();
        };
        let tree = Tree::new(analysis, &self.cues);
        let voices = Voices::new(&tree, &self.cues);
        let fitting = (0..analysis.words.len())
            .flat_map(|token| self.frames.fitting(&tree, token, &relation.iri));
        let mut refused: Vec<Refused<'o>> = Vec::new();
        for (frame, candidate) in fitting {
            let Some(refusal) = self.refusal(&tree, &voices, relation, &candidate) else {
                continue;
            };
            let words = |token: usize| words_at(&tree, token);
            let one = Refused {
                frame,
                subject: words(candidate.subject),
                object: match candidate.object {
                    Filler::Token(token) => Some(words(token)),
                    Filler::Constant(_) => None,
                },
                refusal,
            };
            if !refused.contains(&one) {
                refused.push(one);
            }
        }
        refused
    }

    fn refusal(
        &self,
        tree: &Tree,
        voices: &Voices,
        relation: &Relation,
        candidate: &Candidate,
    ) -> Option<Refusal> {
        let titled = candidate.role.is_some();
        let can_be = |token, classes: &[NamedNode]| {
            arguments::at(tree, self.ontology, token, classes, titled).is_some()
        };
        if self.fill(tree, candidate.clone()).is_none() {
            let subject = can_be(candidate.subject, &relation.domain);
            let object = match candidate.object {
                Filler::Token(token) => can_be(token, &relation.range),
                Filler::Constant(_) => true,
            };
            return Some(match (subject, object) {
                (false, _) => Refusal::Subject,
                (true, false) => Refusal::Object,
                (true, true) => Refusal::Ends,
            });
        }
        let at = candidate.trigger;
        let stance = stance::read(
            tree,
            &self.cues,
            at,
            candidate.construction,
            candidate.role.as_ref(),
        );
        let heard = stance.and_then(|stance| voices.hear(tree, at, stance));
        let claimed = voices.claims(tree.sentence(at)) && heard.is_some();
        (!claimed).then_some(Refusal::Unclaimed)
    }
}

/// The mention or the value that a word stands in, else the word alone.
fn words_at(tree: &Tree, token: usize) -> Span {
    let mention = tree
        .mention(token)
        .map(|mention| tree.analysis.mentions[mention].span);
    let value = tree
        .value(token)
        .map(|value| tree.analysis.values[value].span);
    mention.or(value).unwrap_or_else(|| tree.token_span(token))
}

//! Who says it and on what condition: the parts of a [`Reading`] that look for sources and conditions.

use super::clause;
use super::cues::Cues;
use super::model::{Certainty, SourceKind, Status};
use super::sources;
use super::stance::Reading;
use super::tree::Tree;
use super::wording::{opening, preposition, source_noun};
use crate::ontology::Scope;

impl Reading {
    pub(super) fn speaker(&mut self, tree: &Tree, cues: &Cues, verb: usize) {
        let subject = if clause::passive(tree, verb) {
            None
        } else {
            clause::subject(tree, verb)
        };
        if let Some(source) = subject.and_then(|subject| sources::at(tree, cues, subject)) {
            if self.modal && source.kind == SourceKind::Anonymous {
                self.statuses.push(Status::Rumoured);
            }
            self.sources.push(source);
        }
    }

    pub(super) fn according_to(&mut self, tree: &Tree, cues: &Cues, noun: usize) {
        let Some(marker) = preposition(tree, cues, noun) else {
            return;
        };
        let Some(source) = sources::at(tree, cues, source_noun(tree, noun)) else {
            return;
        };
        self.mark(marker.span);
        if self.modal {
            // Hearsay weakens a plain report; a plan that is hearsay is still a plan.
            let plain = !self
                .statuses
                .iter()
                .any(|status| *status < Status::Confirmed);
            if source.kind == SourceKind::Anonymous && plain {
                self.statuses.push(Status::Rumoured);
            }
            if source.kind != SourceKind::Document {
                self.certainty = self.certainty.min(Certainty::Probable);
            }
        }
        self.sources.push(source);
    }

    /// "…: according to this person, A did x and B did y": who opens a clause is its source, however it was attached.
    pub(super) fn leading_source(&mut self, tree: &Tree, cues: &Cues, trigger: usize) {
        let first = tree.sentence_tokens(trigger).start;
        let opens = |noun: &usize| {
            let phrase = tree.subtree(*noun);
            let alone = phrase.start == first || matches!(tree.text(phrase.start - 1), ":" | ";");
            alone && phrase.end < trigger && tree.text(phrase.end) == ","
        };
        let source = (first..trigger)
            .filter(|noun| tree.is_nominal(*noun) && preposition(tree, cues, *noun).is_some())
            .find(opens);
        if let Some(noun) = source {
            self.according_to(tree, cues, noun);
        }
    }

    pub(super) fn condition_at(&mut self, tree: &Tree, cues: &Cues, adverbial: usize) {
        if !self.modal || self.condition.is_some() {
            return;
        }
        let Some((mark, found)) = opening(tree, cues, adverbial) else {
            return;
        };
        self.take(found);
        self.statuses.push(Status::Conditional);
        let words = tree.subtree(adverbial);
        let first = if words.contains(&mark) {
            (mark + 1).min(words.end - 1)
        } else {
            words.start
        };
        self.condition = Some(tree.span(&(first..words.end)));
    }

    /// "If A — B could C": a sentence that opens with a condition depends on it, however its parts were attached.
    pub(super) fn leading_condition(&mut self, tree: &Tree, cues: &Cues, trigger: usize) {
        let sentence = tree.sentence_tokens(trigger);
        let first = sentence.start;
        if self.condition.is_some() || trigger == first {
            return;
        }
        let Some(found) = cues.at(tree, first, &[Scope::Condition]) else {
            return;
        };
        let breaks = |at: &usize| matches!(tree.text(*at), "," | "—" | "–");
        let last = (first + 2..trigger).rfind(breaks);
        match last {
            None => self.in_condition = true,
            Some(end) => {
                self.take(found);
                self.statuses.push(Status::Conditional);
                self.condition = Some(tree.span(&(first + 1..end)));
            }
        }
    }
}

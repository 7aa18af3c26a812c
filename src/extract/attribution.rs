//! Who says it and on what condition: the parts of a [`Reading`] that look for sources and conditions.

use super::clause;
use super::cues::{Cues, Found};
use super::model::{Certainty, SourceKind, Status};
use super::sources::{self, Source};
use super::stance::Reading;
use super::tree::Tree;
use super::wording::{opening, preposition, source_noun};
use crate::analysis::{MentionKind, Pos, Rel};
use crate::ontology::Scope;

impl Reading {
    pub(super) fn speaker(&mut self, tree: &Tree, cues: &Cues, verb: usize) {
        if self.granted {
            return;
        }
        let subject = if clause::passive(tree, verb) {
            clause::agent(tree, verb)
        } else {
            clause::subject(tree, said_before(tree, cues, verb).unwrap_or(verb))
        };
        let subject = subject.map(|subject| unnamed(tree, cues, subject).unwrap_or(subject));
        if let Some(source) = subject.and_then(|subject| sources::at(tree, cues, subject)) {
            if self.modal && source.kind == SourceKind::Anonymous {
                self.statuses.push(Status::Rumoured);
            }
            self.sources.push(source);
        }
    }

    pub(super) fn according_to(&mut self, tree: &Tree, cues: &Cues, noun: usize) {
        if self.granted {
            return;
        }
        let Some(marker) = preposition(tree, cues, noun) else {
            return;
        };
        let Some(source) = sources::at(tree, cues, source_noun(tree, noun)) else {
            return;
        };
        self.mark(marker.span);
        // "according to projections by Acme": what is only foretold, or thought, is no fact.
        if let Some(found) = cues
            .at(tree, noun, &[Scope::SpeechNoun])
            .filter(|found| self.modal && found.cue.status.as_deref() == Some("opinion"))
        {
            self.take(found);
        }
        self.attribute(source);
    }

    /// Takes a source that a preposition brings.
    fn attribute(&mut self, source: Source) {
        if self.modal {
            // Hearsay weakens a plain report; a plan that is hearsay is still a plan.
            let plain = !self
                .statuses
                .iter()
                .any(|status| *status < Status::Confirmed);
            if source.kind == SourceKind::Anonymous && plain {
                self.statuses.push(Status::Rumoured);
            }
            // Who can be asked answers for what he says.
            if source.kind == SourceKind::Anonymous {
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
            let comma = |at: usize| tree.text(at) == ",";
            alone && phrase.end <= trigger && (comma(phrase.end - 1) || comma(phrase.end))
        };
        let source = (first..trigger)
            .filter(|noun| tree.is_nominal(*noun) && preposition(tree, cues, *noun).is_some())
            .find(opens)
            .or_else(|| closing_source(tree, cues, trigger));
        // What opens a clause, or closes its sentence, bears on all of it.
        let modal = std::mem::replace(&mut self.modal, true);
        let granted = std::mem::replace(&mut self.granted, false);
        if let Some(noun) = source {
            self.according_to(tree, cues, noun);
        } else if let Some(head) = opener(tree, cues, trigger) {
            let kind = SourceKind::Anonymous;
            self.attribute(Source { head, kind });
        }
        (self.modal, self.granted) = (modal, granted);
    }

    pub(super) fn condition_at(&mut self, tree: &Tree, cues: &Cues, adverbial: usize) {
        if !self.modal || self.condition.is_some() {
            return;
        }
        let Some((mark, found)) = opening(tree, cues, adverbial) else {
            return;
        };
        // A condition inside a quotation is none of what stands around that.
        let quoted = |token: usize| tree.quotations[token];
        let apart = quoted(mark).is_some() && tree.head(adverbial).and_then(quoted).is_none();
        // "even if it fails": the rest holds all the same.
        if found.cue.factive || apart {
            return;
        }
        self.depend(found);
        let words = tree.subtree(adverbial);
        // "unless it fails" says what must not be.
        let first = if found.cue.negative {
            words.start
        } else if words.contains(&mark) {
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
                self.depend(found);
                let start = first + usize::from(!found.cue.negative);
                self.condition = Some(tree.span(&(start..end)));
            }
        }
    }

    /// Takes what the conjunction of a condition says, save its negation: that bears on the condition.
    fn depend(&mut self, found: Found<'_>) {
        let negations = self.negations;
        self.take(found);
        self.negations = negations;
        self.statuses.push(Status::Conditional);
    }
}

/// "According to two people briefed on it, …": the unnamed who open a sentence, whatever the tree makes of them.
fn opener(tree: &Tree, cues: &Cues, trigger: usize) -> Option<usize> {
    let first = tree.sentence_tokens(trigger).start;
    cues.at(tree, first, &[Scope::Preposition])?;
    let comma = (first..trigger).find(|at| tree.text(*at) == ",")?;
    (first..comma).find(|at| anonymous(tree, cues, *at))
}

/// Whether a word stands for people without a name.
fn anonymous(tree: &Tree, cues: &Cues, at: usize) -> bool {
    cues.at(tree, at, &[Scope::Source]).is_some_and(|found| {
        found.cue.source_kind.as_deref() == Some(SourceKind::Anonymous.local_name())
    })
}

/// "people familiar with the matter said": whoever opens the phrase speaks, not what they know.
fn unnamed(tree: &Tree, cues: &Cues, subject: usize) -> Option<usize> {
    let first = tree.sentence_tokens(subject).start;
    let phrase = (first..=subject)
        .rev()
        .take_while(|at| !matches!(tree.text(*at), "," | "\"" | "“" | "”" | ":" | ";" | "that"));
    let named = tree
        .mention_headed(subject)
        .is_some_and(|index| tree.analysis.mentions[index].kind == MentionKind::Name);
    // The first word of the phrase heads it.
    phrase
        .filter(|_| !named)
        .filter(|at| anonymous(tree, cues, *at))
        .last()
}

/// "He said they must pay, adding that …": the verb of saying that a participle goes on from, where the tree hangs it on what
/// was said.
fn said_before(tree: &Tree, cues: &Cues, participle: usize) -> Option<usize> {
    let going_on = tree.word(participle).tag == "VBG" && tree.rel(participle) == Rel::Advcl;
    let said = tree.head(participle).filter(|_| going_on)?;
    let verb = tree
        .head(said)
        .filter(|_| tree.rel(said) == Rel::Ccomp && said < participle)?;
    cues.at(tree, verb, &[Scope::Speech]).map(|_| verb)
}

/// "…, according to the association.": whatever the tree hangs it on.
fn closing_source(tree: &Tree, cues: &Cues, trigger: usize) -> Option<usize> {
    let sentence = tree.sentence_tokens(trigger);
    let ends = |noun: &usize| {
        let phrase = tree.subtree(*noun);
        let rest = phrase.end..sentence.end;
        let marked = tree.text(phrase.start) == "," || tree.text(phrase.start.max(1) - 1) == ",";
        marked && rest.into_iter().all(|at| tree.pos(at) == Pos::Punct)
    };
    (trigger + 1..sentence.end)
        .filter(|noun| tree.is_nominal(*noun) && preposition(tree, cues, *noun).is_some())
        .find(ends)
}

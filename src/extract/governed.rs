//! What a verb or noun says of the clause that it governs: how real it is, who says so, and whether it says anything at all.

use super::clause;
use super::cues::Cues;
use super::sources;
use super::stance::Reading;
use super::tree::Tree;
use super::wording::{accused_of, governs, negated, opening};
use crate::analysis::Rel;
use crate::ontology::Scope;

impl Reading {
    /// Above a phrase that its sentence takes for granted nothing bears on it, save who speaks a quotation.
    pub(super) fn granted(&mut self, tree: &Tree, cues: &Cues, node: usize, parent: usize) {
        self.modal = false;
        let described = matches!(tree.rel(node), Rel::Acl | Rel::AclRelcl);
        self.granted |= !self.quoted && (described || !self.clause);
        self.beside(tree, cues, parent);
    }

    pub(super) fn adverbial(&mut self, tree: &Tree, cues: &Cues, node: usize, parent: usize) {
        if opening(tree, cues, node).is_some() {
            self.in_condition = true;
            return;
        }
        // "said to have begun": of a perfect infinitive the tag is that of the participle.
        let infinitive = tree.word(node).tag == "VB"
            || tree
                .kids_by(node, &[Rel::Aux, Rel::AuxPass, Rel::Cop])
                .any(|aux| tree.word(aux).tag == "VB");
        let purpose = infinitive
            && tree
                .kids_by(node, &[Rel::Mark])
                .any(|mark| tree.lower(mark) == "to");
        if self.modal && accused_of(tree, cues, node, parent) {
            self.governed(tree, cues, parent);
        }
        if let Some(found) = cues.parted(tree, parent, node).filter(|_| self.modal) {
            self.take(found);
        }
        if self.modal && purpose {
            if governs(tree, cues, parent) {
                // "offered on Tuesday to buy"
                self.governed(tree, cues, parent);
            } else {
                // Whether what something was done for came about is not said.
                self.void = true;
            }
        }
        // What bears on the main clause ("has not fought since, last beating …") does not bear on its adverbial.
        self.modal = false;
        self.governed_if_spoken(tree, cues, node, parent);
        self.beside(tree, cues, parent);
    }

    /// "As Altman put it": an adverbial clause can itself be governed by saying; nothing else changes.
    fn governed_if_spoken(&mut self, tree: &Tree, cues: &Cues, node: usize, parent: usize) {
        let spoken = tree.kid(node, &[Rel::Mark]).is_none() && !clause::finite(tree, parent);
        if spoken && cues.at(tree, parent, &[Scope::Complement]).is_some() {
            self.governed(tree, cues, parent);
        }
    }

    /// What a verb, adjective or noun says of the clause or noun that it governs.
    pub(super) fn governed(&mut self, tree: &Tree, cues: &Cues, governor: usize) {
        // "Investors think otherwise: shares rose": what follows is no thought of theirs.
        let apart = |kid: usize| matches!(tree.lower(kid).as_str(), "otherwise" | "differently");
        if tree.kids_by(governor, &[Rel::Advmod]).any(apart) {
            self.modal = false;
            return;
        }
        let Some(found) = cues.at(tree, governor, &[Scope::Speech, Scope::Complement]) else {
            return;
        };
        let told = found.cue.status.as_deref() == Some("confirmed");
        if found.cue.scope == Scope::Speech || told {
            self.speaker(tree, cues, governor);
        }
        if !self.modal {
            if !self.granted {
                self.mark(found.span);
            }
            return;
        }
        if negated(tree, governor) && !found.cue.factive {
            match (found.cue.scope, found.cue.status.as_deref()) {
                // "does not expect that": the negation bears on what is expected.
                (Scope::Speech, Some("opinion")) => {
                    self.negations += usize::from(!found.cue.negative);
                }
                (Scope::Complement, _) => {}
                _ => self.void = true,
            }
        }
        self.take(found);
        // "refused to accept that he had lost": what is known stays true whatever stands above.
        if found.cue.factive && found.cue.status.is_none() {
            self.modal = false;
        }
    }

    pub(super) fn noun_of_saying(&mut self, tree: &Tree, cues: &Cues, noun: usize) {
        let Some(found) = cues.at(tree, noun, &[Scope::SpeechNoun, Scope::Complement]) else {
            return;
        };
        if found.cue.scope == Scope::SpeechNoun {
            self.sources
                .extend(clause::owner(tree, noun).and_then(|owner| sources::at(tree, cues, owner)));
        }
        if self.modal {
            self.take(found);
            self.adjectives(tree, cues, noun);
        }
    }
}

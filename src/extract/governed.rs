//! What a verb or noun says of the clause that it governs: how real it is, who says so, and whether it says anything at all.

use super::clause;
use super::cues::{Cues, Found};
use super::model::Certainty;
use super::sources;
use super::stance::Reading;
use super::tense;
use super::tree::Tree;
use super::wording::{accused_of, governs, negated, opening, speculated};
use crate::analysis::{Pos, Rel};
use crate::ontology::Scope;

impl Reading {
    /// Above a phrase that its sentence takes for granted nothing bears on it, save who speaks a quotation.
    pub(super) fn granted(&mut self, tree: &Tree, cues: &Cues, node: usize, parent: usize) {
        if self.modal && speculated(tree, cues, node, parent) {
            self.noun_of_saying(tree, cues, parent);
        }
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
        self.parted(tree, cues, node, parent);
        if self.modal && purpose {
            if governs(tree, cues, parent) {
                // "offered on Tuesday to buy"
                self.governed(tree, cues, parent);
            } else {
                // Whether what something was done for came about is not said.
                self.void = true;
            }
        }
        // "will cut jobs, closing a plant", "is to step down, with her deputy following": what comes of it is as real as it is.
        let comes_of_it = tree.word(node).tag == "VBG"
            && tree.word(parent).tag == "VB"
            && parent < node
            && (tree.after(node, &["with".to_owned()])
                || tree
                    .kid(node, &[Rel::Nsubj, Rel::Mark, Rel::Case])
                    .is_none())
            && cues.at(tree, node, &[Scope::Speech]).is_none()
            && !negated(tree, parent);
        if comes_of_it {
            self.beside(tree, cues, parent);
            return;
        }
        // "pressured them into leaving", "would pay by selling it": what bears on the one bears on the other.
        let means = ["into".to_owned(), "by".to_owned()];
        if tree.word(node).tag == "VBG" && parent < node && tree.after(node, &means) {
            self.beside(tree, cues, parent);
            return;
        }
        // "protests until they leave": whether they did is not said.
        let until = |mark: usize| matches!(tree.lower(mark).as_str(), "until" | "till");
        self.void |= self.modal && tree.kids_by(node, &[Rel::Mark]).any(until);
        self.once_it_comes(tree, node, parent);
        // What bears on the main clause ("has not fought since, last beating …") does not bear on its adverbial.
        self.modal = false;
        self.governed_if_spoken(tree, cues, node, parent);
        self.beside(tree, cues, parent);
    }

    /// "could end up in landfills after Acme ends support": what is still to come when the rest is.
    fn once_it_comes(&mut self, tree: &Tree, node: usize, parent: usize) {
        let marks = ["after", "when", "once", "until", "before"];
        let marked = tree.kids_by(node, &[Rel::Mark, Rel::Advmod]);
        let once = marked
            .into_iter()
            .any(|mark| marks.contains(&tree.lower(mark).as_str()));
        let now = matches!(tree.word(node).tag, "VBZ" | "VBP");
        let open = tree
            .kids_by(parent, &[Rel::Aux])
            .any(|aux| tree.word(aux).tag == "MD");
        if self.modal && once && now && open {
            self.foretold = true;
            self.certainty = self.certainty.min(Certainty::Probable);
        }
    }

    /// "barred him from leaving", "allowed her to leave": somebody stands between the cue and the word that opens the clause.
    pub(super) fn parted(&mut self, tree: &Tree, cues: &Cues, clause: usize, verb: usize) {
        // "do not expect them to win": the verb by itself has been heard.
        if governs(tree, cues, verb) || !self.modal {
            return;
        }
        if let Some(found) = cues.parted(tree, verb, clause) {
            self.take(found);
        }
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
        let known = self.sources.len();
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
                // "did not want to leave": whether somebody did is not said.
                (Scope::Complement, Some("planned")) if tense::is_past(tree, governor) => {
                    self.void |= !clause::passive(tree, governor);
                }
                (Scope::Complement, _) => {}
                _ => self.void = true,
            }
        }
        // "had always wanted to be": whether it came about is told elsewhere.
        let had = tree.word(governor).tag == "VBN"
            && tree
                .kids_by(governor, &[Rel::Aux])
                .any(|aux| tree.lower(aux) == "had");
        if had
            && found.cue.scope == Scope::Complement
            && found.cue.status.as_deref() == Some("planned")
        {
            self.void |= !clause::passive(tree, governor);
        }
        // "was able to leave": it was done.
        if found.cue.past_factive && tense::is_past(tree, governor) {
            self.mark(found.span);
            return;
        }
        self.void |= anybody(tree, governor);
        let nobody = self.sources.len() == known && !clause::passive(tree, governor);
        if told && nobody && tree.kid(governor, &[Rel::Nsubj]).is_some() {
            // Only a speaker who can be told confirms anything.
            self.mark(found.span);
        } else {
            self.take(found);
        }
        // "refused to accept that he had lost": what is known stays true whatever stands above.
        if found.cue.factive && found.cue.status.is_none() {
            self.modal = false;
        }
    }

    /// "is scheduled for May": the verb that expresses the relation itself says that it is to come.
    pub(super) fn arranged(&mut self, tree: &Tree, cues: &Cues, verb: usize) {
        let found = cues.at(tree, verb, &[Scope::Complement]);
        let planned = |found: &Found<'_>| {
            let longer = found.span.end > tree.token_span(verb).end;
            longer && found.cue.status.as_deref() == Some("planned")
        };
        if let Some(found) = found
            .filter(planned)
            .filter(|_| clause::passive(tree, verb))
        {
            self.take(found);
        }
    }

    /// "a planned trip to Poland, which was cancelled": what a relative clause says became of it.
    pub(super) fn called_off(&mut self, tree: &Tree, cues: &Cues, noun: usize) {
        // The tree may hang the clause on what the noun is of.
        let nouns = std::iter::once(noun).chain(tree.kids_by(noun, &[Rel::Nmod]));
        let mut clauses = nouns.flat_map(|noun| tree.kids_by(noun, &[Rel::AclRelcl]));
        let off = clauses.any(|verb| {
            let found = cues.at(tree, verb, &[Scope::Complement]);
            let found = found.filter(|_| clause::passive(tree, verb));
            found.is_some_and(|found| found.cue.voids || found.cue.negative)
        });
        // "brought an end to the war between"
        let case = tree
            .kid(noun, &[Rel::Case])
            .filter(|case| matches!(tree.lower(*case).as_str(), "to" | "of"));
        let before = case.and_then(|case| case.checked_sub(1));
        let ended = before.is_some_and(|end| {
            tree.pos(end) == Pos::Noun && matches!(tree.lower(end).as_str(), "end" | "halt")
        });
        self.void |= off || ended;
    }

    /// "did not endorse her until July": until when something was not so says that it was so then.
    pub(super) fn not_until(&mut self, tree: &Tree, verb: usize) {
        let until = |kid: usize| {
            tree.cases(kid)
                .iter()
                .any(|case| matches!(case.as_str(), "until" | "till"))
        };
        let mut kids = tree.kids_by(verb, &[Rel::Advcl, Rel::Obl, Rel::OblUnmarked]);
        // "had not crashed before": it has now; "could not thank them enough".
        let mut adverbs = tree.kids_by(verb, &[Rel::Advmod]);
        let before = adverbs.any(|kid| matches!(tree.lower(kid).as_str(), "before" | "enough"));
        self.void |= self.negations % 2 == 1 && (before || kids.any(until));
    }

    /// What a noun says of the clause that tells its content: "the claim that", "their request that".
    pub(super) fn noun_of_saying(&mut self, tree: &Tree, cues: &Cues, noun: usize) {
        let Some(found) = cues.at(tree, noun, &[Scope::SpeechNoun, Scope::Complement]) else {
            return;
        };
        let that = tree
            .kids_by(noun, &[Rel::Acl])
            .any(|clause| tree.after(clause, &["that".to_owned()]));
        if !self.granted && (found.cue.scope == Scope::SpeechNoun || that) {
            self.sources
                .extend(teller(tree, cues, noun).and_then(|owner| sources::at(tree, cues, owner)));
        }
        if self.modal {
            self.take(found);
            self.adjectives(tree, cues, noun);
        }
    }
}

/// "you'd swear she was a queen": nobody says so.
fn anybody(tree: &Tree, verb: usize) -> bool {
    let subject = tree.kid(verb, &[Rel::Nsubj]);
    let modal = |aux: usize| tree.word(aux).tag == "MD";
    subject.is_some_and(|subject| tree.lower(subject) == "you")
        && tree.kids_by(verb, &[Rel::Aux]).any(modal)
}

/// Whose a claim is: its owner's, or of "made an announcement that" the subject's.
fn teller(tree: &Tree, cues: &Cues, noun: usize) -> Option<usize> {
    let lent = || {
        let verb = tree.head(noun).filter(|_| tree.rel(noun) == Rel::Obj)?;
        let light = matches!(tree.lemma(verb), "make" | "issue" | "release" | "give");
        let told = cues.at(tree, noun, &[Scope::SpeechNoun])?;
        let says = matches!(told.cue.status.as_deref(), Some("reported" | "confirmed"));
        let subject = clause::subject(tree, verb)?;
        (light && says && !told.cue.factive && !clause::passive(tree, verb)).then_some(subject)
    };
    clause::owner(tree, noun).or_else(lent)
}

//! Stance: from a relation's word up the tree → who says it, how sure, whether denied, on what condition.

use super::candidate::Construction;
use super::cues::{Cues, Found};
use super::model::{Certainty, Stance, Status};
use super::sources::Source;
use super::tree::Tree;
use super::wording::{
    accused, accused_of, before_title, before_verb, governs, indefinite, named_as, negated,
    not_only, says,
};
use crate::analysis::Rel;
use crate::ontology::Scope;
use crate::text::Span;

/// What has been read on the way up.
pub(super) struct Reading {
    pub(super) statuses: Vec<Status>,
    /// Whether an auxiliary puts it in the future.
    pub(super) foretold: bool,
    pub(super) certainty: Certainty,
    pub(super) negations: usize,
    pub(super) void: bool,
    pub(super) in_condition: bool,
    /// Innermost first.
    pub(super) sources: Vec<Source>,
    pub(super) cues: Vec<Span>,
    pub(super) condition: Option<Span>,
    /// Whether what is met next still bears on the relation itself.
    pub(super) modal: bool,
    /// Whether it is taken for granted, and so the author's own word, whoever is said to have said what stands above.
    pub(super) granted: bool,
    /// Whether it is a clause of its own.
    pub(super) clause: bool,
    /// Whether it stands in a quotation, all of which is its speaker's.
    pub(super) quoted: bool,
}

/// Reads the stance towards what `trigger` expresses; none where nothing is claimed, as inside a condition.
pub(super) fn read(
    tree: &Tree,
    cues: &Cues,
    trigger: usize,
    construction: Construction,
    role: Option<&std::ops::Range<usize>>,
) -> Option<Stance> {
    let mut reading = Reading {
        statuses: Vec::new(),
        foretold: false,
        certainty: Certainty::Certain,
        negations: 0,
        void: false,
        in_condition: false,
        sources: Vec::new(),
        cues: Vec::new(),
        condition: None,
        modal: construction != Construction::Title,
        granted: false,
        clause: construction == Construction::Clause,
        quoted: tree.quotations[trigger].is_some(),
    };
    if construction != Construction::Clause || role.is_some() {
        reading.adjectives(tree, cues, trigger);
        reading.called_off(tree, cues, trigger);
    }
    let titled = construction == Construction::Title && tree.is_nominal(trigger);
    if let Some(first) = role.map(|role| role.start).or(titled.then_some(trigger)) {
        reading.premodifiers(tree, cues, first);
    }
    if construction == Construction::Title {
        // Who holds a title is taken for granted, whoever speaks and on whatever condition.
        return reading.finish();
    }
    if construction == Construction::Clause {
        reading.own_holder(tree, cues, trigger);
        reading.nobody(tree, trigger);
        reading.equated(tree, cues, trigger);
        reading.judged(tree, cues, trigger);
        reading.arranged(tree, cues, trigger);
        reading.opening_adverb(tree, cues, trigger);
        reading.adverb_beside(tree, cues, trigger);
    }
    reading.beside(tree, cues, trigger);
    reading.not_until(tree, trigger);
    let mut node = trigger;
    for _ in 0..64 {
        let Some(parent) = tree.head(node) else { break };
        if starts_anew(tree, node, parent) {
            break;
        }
        reading.step(tree, cues, node, parent);
        node = parent;
    }
    if reading.sources.is_empty() && (reading.clause || !reading.granted) {
        reading.leading_source(tree, cues, trigger);
    }
    if reading.modal {
        reading.leading_condition(tree, cues, trigger);
    }
    reading.finish()
}

/// Whether a clause stands on its own after a semicolon: what bears on the one before does not bear on it.
fn starts_anew(tree: &Tree, clause: usize, before: usize) -> bool {
    let linked = matches!(tree.rel(clause), Rel::Conj | Rel::Parataxis);
    linked
        && before < clause
        && tree.kid(clause, &[Rel::Nsubj, Rel::NsubjPass]).is_some()
        && (before..tree.subtree(clause).start.min(clause)).any(|at| tree.text(at) == ";")
}

fn has_have(tree: &Tree, verb: usize) -> bool {
    tree.kids_by(verb, &[Rel::Aux])
        .any(|aux| tree.lower(aux) == "have")
}

/// Whether a verb stands in what somebody said: "said that", "…, he said".
pub(super) fn told_in_the_past(tree: &Tree, cues: &Cues, verb: usize) -> bool {
    let past = |at: usize| matches!(tree.word(at).tag, "VBD" | "VBN");
    let says = |at: usize| {
        // "rejected it, saying he would": said in the same breath.
        let then = tree.word(at).tag == "VBG" && tree.head(at).is_some_and(past);
        (past(at) || then) && cues.at(tree, at, &[Scope::Speech]).is_some()
    };
    let first = tree.head(verb).filter(|_| tree.rel(verb) == Rel::Conj);
    let told = first.unwrap_or(verb);
    let above = tree.head(told).filter(|_| tree.rel(told) == Rel::Ccomp);
    above.is_some_and(says) || tree.kids_by(verb, &[Rel::Parataxis]).any(says)
}

/// "expects sales of", "plans a merger with": the verb that carries the noun says how real it is.
pub(super) fn intend(tree: &Tree, cues: &Cues, verb: usize, stance: &mut Stance) {
    let Some(found) = cues.at(tree, verb, &[Scope::Complement, Scope::Speech]) else {
        return;
    };
    let status = found
        .cue
        .status
        .as_deref()
        .and_then(Status::from_local_name);
    let open =
        |status: &Status| matches!(status, Status::Planned | Status::Possible | Status::Opinion);
    if let Some(status) = status
        .filter(open)
        .filter(|_| stance.status == Status::Reported)
    {
        stance.status = status;
        let certainty = found.cue.certainty.as_deref();
        stance.certainty = certainty
            .and_then(Certainty::from_local_name)
            .map_or(stance.certainty, |certainty| {
                certainty.min(stance.certainty)
            });
        stance.cues.push(found.span);
        stance.cues.sort();
    }
}

impl Reading {
    /// Takes over what a cue says.
    pub(super) fn take(&mut self, found: Found<'_>) {
        let cue = found.cue;
        let status = cue.status.as_deref().and_then(Status::from_local_name);
        if cue.scope == Scope::Auxiliary && status == Some(Status::Planned) {
            self.foretold = true;
        } else {
            self.statuses.extend(status);
        }
        if let Some(certainty) = cue
            .certainty
            .as_deref()
            .and_then(Certainty::from_local_name)
        {
            self.certainty = self.certainty.min(certainty);
        }
        self.negations += usize::from(cue.negative);
        self.void |= cue.voids;
        self.mark(found.span);
    }

    /// Adjectives, determiners and compounds before a noun of action: "alleged", "no".
    pub(super) fn adjectives(&mut self, tree: &Tree, cues: &Cues, noun: usize) {
        for kid in tree.kids_by(
            noun,
            &[Rel::Amod, Rel::Compound, Rel::Det, Rel::Advmod, Rel::Nmod],
        ) {
            if let Some(found) = cues.at(tree, kid, &[Scope::Adjective]) {
                self.take(found);
            } else if tree.rel(kid) == Rel::Det && tree.lower(kid) == "no" {
                self.negations += 1;
                self.cues.push(tree.token_span(kid));
            }
        }
    }

    /// The words before a title: "former New York City Mayor", "deputy chairman".
    fn premodifiers(&mut self, tree: &Tree, cues: &Cues, start: usize) {
        for token in before_title(tree, start) {
            let own = tree.kids_by(start, &[Rel::Amod]).any(|kid| kid == token);
            let found = cues.at(tree, token, &[Scope::Adjective]);
            if let Some(found) = found.filter(|_| !own) {
                self.take(found);
            }
        }
    }

    /// "Microsoft views the agreement as …": the verb that expresses the relation is itself a cue, and its subject holds it.
    fn own_holder(&mut self, tree: &Tree, cues: &Cues, verb: usize) {
        let Some(found) = cues.at(tree, verb, &[Scope::Speech]) else {
            return;
        };
        let reading = found.cue.status.as_deref() == Some("opinion");
        let governors = std::iter::once(verb).chain(tree.kids_by(verb, &[Rel::Obj]));
        let taken_as = governors
            .flat_map(|word| tree.kids_by(word, &[Rel::Obl, Rel::Xcomp, Rel::Nmod]))
            .any(|kid| tree.after(kid, &["as".to_owned()]));
        if reading && taken_as && tree.kid(verb, &[Rel::Ccomp]).is_none() {
            self.take(found);
            self.speaker(tree, cues, verb);
        }
    }

    /// Auxiliaries, adverbs, conditions and "according to" that hang on `node`.
    pub(super) fn beside(&mut self, tree: &Tree, cues: &Cues, node: usize) {
        for kid in tree.kids(node).iter().copied() {
            match tree.rel(kid) {
                // "Will Smith joined": before a past tense stands no "will".
                Rel::Aux if tree.word(kid).tag == "MD" && tree.word(node).tag == "VBD" => {}
                Rel::Aux | Rel::AuxPass | Rel::Cop if self.modal => {
                    let found = cues.at(tree, kid, &[Scope::Auxiliary]);
                    if let Some(found) = found.filter(|found| before_verb(tree, kid, found.span)) {
                        self.auxiliary(tree, cues, kid, found);
                    }
                }
                // "was due to be released", whatever the tree makes of it.
                Rel::Mark if self.modal && tree.lower(kid) == "due" => {
                    if let Some(found) = cues.at(tree, kid, &[Scope::Complement]) {
                        self.take(found);
                    }
                }
                Rel::Advmod
                | Rel::Det
                | Rel::CcPreconj
                | Rel::Discourse
                | Rel::Obl
                | Rel::OblUnmarked
                | Rel::Nmod => {
                    self.according_to(tree, cues, kid);
                    self.in_the_view_of(tree, cues, kid);
                    // "made it out of nothing"
                    let of_it =
                        tree.lower(kid) == "nothing" && tree.kid(kid, &[Rel::Case]).is_some();
                    let adverb = cues.at(tree, kid, &[Scope::Adverb]);
                    let adverb = adverb.filter(|_| self.modal && !of_it);
                    if let Some(found) = adverb.filter(|_| !not_only(tree, kid)) {
                        self.take(found);
                    }
                }
                Rel::Advcl => {
                    self.according_to(tree, cues, kid);
                    self.condition_at(tree, cues, kid);
                }
                Rel::Parataxis | Rel::Ccomp => self.parenthesis(tree, cues, node, kid),
                _ => {}
            }
        }
    }

    fn auxiliary(&mut self, tree: &Tree, cues: &Cues, auxiliary: usize, found: Found<'_>) {
        let word = tree.lower(auxiliary);
        let verb = tree.head(auxiliary).unwrap_or(auxiliary);
        let short = matches!(word.as_str(), "'d" | "’d");
        // "he'd faced" is "had".
        if short && matches!(tree.word(verb).tag, "VBN" | "VBD") && !has_have(tree, verb) {
            return;
        }
        // "could see the crater": it was seen.
        if word == "could"
            && matches!(
                tree.lemma(verb),
                "see" | "hear" | "feel" | "smell" | "observe"
            )
        {
            return;
        }
        let told = (short || word == "would") && told_in_the_past(tree, cues, verb);
        if told {
            // "said that it would" is "will", told later.
            self.foretold = true;
            self.certainty = self.certainty.min(Certainty::Probable);
            self.mark(found.span);
        } else {
            // "would not confirm it": either a refusal or what would be.
            self.void |= word == "would" && negated(tree, verb) && self.condition.is_none();
            self.take(found);
        }
    }

    /// "…, Altman said.": a verb of saying that hangs on what is said.
    fn parenthesis(&mut self, tree: &Tree, cues: &Cues, node: usize, verb: usize) {
        let Some(found) = cues.at(tree, verb, &[Scope::Speech]) else {
            return;
        };
        let spoken = tree.kid(verb, &[Rel::Nsubj]).is_some()
            && tree.kid(verb, &[Rel::Ccomp, Rel::Obj]).is_none();
        if tree.rel(verb) == Rel::Parataxis && spoken && verb != node {
            if self.modal {
                self.take(found);
            }
            self.speaker(tree, cues, verb);
        }
    }

    /// "could buy A and merge with B": what bears on the first bears on the second, unless that has its own subject.
    fn joined(&mut self, tree: &Tree, cues: &Cues, node: usize, first: usize) {
        let finite = |at: usize| matches!(tree.word(at).tag, "VBD" | "VBZ" | "VBP");
        // "did not agree and left": what bears on a bare verb bears on no other form.
        let own = tree.word(first).tag == "VB" && finite(node)
            || tree
                .kid(node, &[Rel::Nsubj, Rel::NsubjPass, Rel::Aux])
                .is_some();
        let (modal, negations) = (self.modal, self.negations);
        self.modal = modal && !own;
        self.beside(tree, cues, first);
        self.modal = modal;
        // "never stopped trying and showed courage": of two finite verbs each has its own "not".
        if finite(node) && finite(first) {
            self.negations = negations;
        }
    }

    /// Goes from `node` to its head, taking what the head says of it.
    fn step(&mut self, tree: &Tree, cues: &Cues, node: usize, parent: usize) {
        match tree.rel(node) {
            Rel::Conj => self.joined(tree, cues, node, parent),
            Rel::Ccomp | Rel::Xcomp | Rel::Csubj | Rel::CsubjPass => {
                // "Jailing him would help": whether anybody does is not said.
                let modal = |aux: usize| tree.word(aux).tag == "MD";
                self.void |= tree.rel(node) == Rel::Csubj
                    && tree.word(node).tag == "VBG"
                    && tree.kids_by(parent, &[Rel::Aux]).any(modal);
                self.governed(tree, cues, parent);
                self.parted(tree, cues, node, parent);
                self.called(tree, cues, node, parent);
                self.rumours(tree, cues, parent);
                // What bears on the saying ("reportedly believes") is not about what is said.
                let said = cues
                    .at(tree, parent, &[Scope::Speech, Scope::Complement])
                    .is_some_and(|found| found.cue.scope == Scope::Speech);
                let modal = self.modal;
                self.modal = modal && !said;
                self.beside(tree, cues, parent);
                self.modal = modal;
            }
            // "their bid is meant to win": what is meant is the clause.
            Rel::NsubjPass if self.modal && tree.kid(parent, &[Rel::Xcomp]).is_some() => {
                self.granted(tree, cues, node, parent);
            }
            Rel::Obj | Rel::NsubjPass if self.modal && governs(tree, cues, parent) => {
                self.governed(tree, cues, parent);
                self.beside(tree, cues, parent);
            }
            Rel::Obl | Rel::Nmod if self.modal && accused_of(tree, cues, node, parent) => {
                self.governed(tree, cues, parent);
                self.beside(tree, cues, parent);
            }
            Rel::Obl | Rel::Nmod | Rel::Obj
                if tree.after(node, &["as".to_owned()]) && named_as(tree, cues, node, parent) =>
            {
                self.called(tree, cues, node, parent);
                self.beside(tree, cues, parent);
            }
            Rel::Obj if tree.is_light(parent) => self.beside(tree, cues, parent),
            Rel::Nsubj | Rel::Obj if self.modal && indefinite(tree, node) => {
                self.beside(tree, cues, parent);
            }
            // "accusing the network of violating it": hung on who is accused.
            Rel::Acl if accused(tree, cues, node, parent).is_some() && self.modal => {
                if let Some(verb) = accused(tree, cues, node, parent) {
                    self.governed(tree, cues, verb);
                }
            }
            Rel::Acl | Rel::AclRelcl if says(tree, cues, node, parent) => {
                // "denied a report that it plans to": what bears on the report bears on what it says.
                self.noun_of_saying(tree, cues, parent);
                self.beside(tree, cues, parent);
            }
            Rel::Advcl => self.adverbial(tree, cues, node, parent),
            _ => self.granted(tree, cues, node, parent),
        }
    }

    pub(super) fn mark(&mut self, span: Span) {
        if !self.cues.contains(&span) {
            self.cues.push(span);
        }
    }

    fn finish(mut self) -> Option<Stance> {
        if self.in_condition || self.void {
            return None;
        }
        self.sources.reverse();
        self.sources.dedup();
        let positive = self.negations.is_multiple_of(2);
        let denied = self.statuses.contains(&Status::Denied);
        // What somebody believes will happen is a belief and no plan.
        if self.foretold && !self.statuses.contains(&Status::Opinion) {
            self.statuses.push(Status::Planned);
        }
        let status = self.statuses.into_iter().min().unwrap_or(Status::Reported);
        self.cues.sort();
        Some(Stance {
            status,
            certainty: self.certainty,
            positive: positive && !denied,
            sources: self.sources,
            cues: self.cues,
            condition: self.condition,
        })
    }
}

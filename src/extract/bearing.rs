//! What bears on a clause from outside its verb: who it denies, what its sentence opens with, what it is called, a rumour above it.

use super::candidate::{Candidate, Filler};
use super::cues::Cues;
use super::model::{Certainty, Stance, Status};
use super::sources;
use super::stance::Reading;
use super::tree::Tree;
use super::wording::{named_as, not_only};
use crate::analysis::{Pos, Rel, is_frequent};
use crate::ontology::{Scope, open};

impl Reading {
    /// "No company came", "it found no trace": what is said of nothing is denied.
    pub(super) fn nobody(&mut self, tree: &Tree, verb: usize) {
        let arguments = [Rel::Nsubj, Rel::NsubjPass, Rel::Obj];
        for argument in tree.kids_by(verb, &arguments) {
            let none = tree
                .kids_by(argument, &[Rel::Det, Rel::Advmod])
                .find(|kid| {
                    let word = tree.lower(*kid);
                    let directly = *kid < argument && (verb < *kid || argument < verb);
                    directly && (word == "no" || word == "not" && tree.rel(argument) != Rel::Obj)
                });
            // "not even one candidate ran", but "not only the candidate".
            let first = tree.subtree(argument).start;
            let opens = (first < argument && argument < verb && tree.lower(first) == "not")
                .then_some(first)
                .filter(|first| !not_only(tree, *first));
            let none = none.or(opens);
            let own = matches!(tree.lower(argument).as_str(), "nobody" | "none" | "nothing");
            if let Some(word) = none.or(own.then_some(argument)) {
                self.negations += 1;
                self.mark(tree.token_span(word));
                return;
            }
        }
        // "There is no suggestion": it is said of the predicate itself.
        let there = tree.kid(verb, &[Rel::Expl]).is_some();
        if let Some(no) = tree
            .kids_by(verb, &[Rel::Det])
            .find(|kid| there && tree.lower(*kid) == "no")
        {
            self.negations += 1;
            self.mark(tree.token_span(no));
        }
    }

    /// "Reportedly at least two towns declared": an adverb that opens a sentence bears on its main clause, whatever it hangs on.
    pub(super) fn opening_adverb(&mut self, tree: &Tree, cues: &Cues, verb: usize) {
        let first = tree.sentence_tokens(verb).start;
        let hangs = tree.head(first).is_some_and(|head| head != verb);
        let main = matches!(tree.rel(verb), Rel::Root)
            || tree.rel(verb) == Rel::Conj
                && tree
                    .head(verb)
                    .is_some_and(|head| tree.rel(head) == Rel::Root)
                && tree.kid(verb, &[Rel::Nsubj]).is_none();
        if !main || !hangs || tree.pos(first) != Pos::Adv {
            return;
        }
        self.adverb(tree, cues, first);
    }

    /// "There are reportedly three": an adverb right beside the verb bears on it, whatever it hangs on.
    pub(super) fn adverb_beside(&mut self, tree: &Tree, cues: &Cues, verb: usize) {
        let sentence = tree.sentence_tokens(verb);
        let beside = [verb.checked_sub(1), Some(verb + 1)];
        for token in beside
            .into_iter()
            .flatten()
            .filter(|at| sentence.contains(at))
        {
            let elsewhere = tree.head(token).is_some_and(|head| {
                head != verb && matches!(tree.pos(head), Pos::Num | Pos::Noun | Pos::Propn)
            });
            if elsewhere && tree.pos(token) == Pos::Adv {
                self.adverb(tree, cues, token);
            }
        }
    }

    fn adverb(&mut self, tree: &Tree, cues: &Cues, token: usize) {
        let found = cues.at(tree, token, &[Scope::Adverb]);
        if let Some(found) = found.filter(|found| found.cue.status.is_some() && !found.cue.negative)
        {
            self.take(found);
        }
    }

    /// "called it a mistake": what something is called is the judgement of who calls it so.
    pub(super) fn called(&mut self, tree: &Tree, cues: &Cues, node: usize, verb: usize) {
        let heard = cues
            .at(tree, verb, &[Scope::Speech, Scope::Complement])
            .is_some();
        if heard || !named_as(tree, cues, node, verb) {
            return;
        }
        let Some(found) = cues.at(tree, verb, &[Scope::Naming]) else {
            return;
        };
        self.speaker(tree, cues, verb);
        if self.modal {
            self.take(found);
        }
    }

    /// "rumours circulated that …", "his argument was that …": what a noun of saying is said to be is what it says.
    pub(super) fn rumours(&mut self, tree: &Tree, cues: &Cues, verb: usize) {
        if cues
            .at(tree, verb, &[Scope::Speech, Scope::Complement])
            .is_some()
        {
            return;
        }
        let subject = tree.kid(verb, &[Rel::Nsubj, Rel::NsubjPass, Rel::NsubjOuter]);
        if let Some(noun) = subject.filter(|noun| tree.pos(*noun) == Pos::Noun) {
            self.noun_of_saying(tree, cues, noun);
        }
    }

    /// "is a great man", "is an inspiration": what only somebody's judgement makes of a thing.
    pub(super) fn judged(&mut self, tree: &Tree, cues: &Cues, predicate: usize) {
        let noun = tree.word(predicate).tag.starts_with("NN") && !tree.is_name(predicate);
        if !noun || tree.kid(predicate, &[Rel::Cop]).is_none() {
            return;
        }
        let adjectives = tree.kids_by(predicate, &[Rel::Amod]);
        let found = std::iter::once(predicate)
            .chain(adjectives)
            .find_map(|word| cues.at(tree, word, &[Scope::Judgement]));
        if let Some(found) = found {
            self.take(found);
        }
    }

    /// "In his view, …": a judgement of whose view it is.
    pub(super) fn in_the_view_of(&mut self, tree: &Tree, cues: &Cues, noun: usize) {
        if self.granted
            || !tree
                .cases(noun)
                .iter()
                .any(|case| case == "in" || case == "to")
        {
            return;
        }
        let judges = cues
            .at(tree, noun, &[Scope::SpeechNoun])
            .filter(|found| found.cue.status.as_deref() == Some("opinion"));
        let owner = tree.kid(noun, &[Rel::NmodPoss]);
        let source = owner.and_then(|owner| sources::at(tree, cues, owner));
        if let Some((found, source)) = judges.zip(source) {
            if self.modal {
                self.take(found);
            }
            self.sources.push(source);
        }
    }

    /// "The government's argument is that it is a tool": the noun of saying that a clause is equated with.
    pub(super) fn equated(&mut self, tree: &Tree, cues: &Cues, predicate: usize) {
        let outer = tree.kid(predicate, &[Rel::NsubjOuter]);
        let noun = outer.filter(|noun| tree.pos(*noun) == Pos::Noun);
        if let Some(noun) = noun {
            self.noun_of_saying(tree, cues, noun);
        }
    }
}

/// Whether a clause may be claimed as it is meant: not what somebody is only asked for or tries, and where no frame of the
/// ontology vouches for the words, nothing that only may be, nor what hangs too loosely to be sure of.
pub(super) fn borne_out(tree: &Tree, cues: &Cues, candidate: &Candidate, stance: &Stance) -> bool {
    let open = open::is_open(&candidate.relation);
    let verb = candidate.trigger;
    let faint = stance.certainty == Certainty::Possible;
    let asked = faint && stance.status == Status::Planned;
    let loose = match tree.rel(verb) {
        // "Being sued by Acme was hard."
        Rel::Csubj | Rel::CsubjPass => true,
        Rel::Acl => open && tree.word(verb).tag != "VBN",
        // "wants to meet them and leave": a second infinitive may belong elsewhere.
        Rel::Conj => open && tree.word(verb).tag == "VB" && tree.kid(verb, &[Rel::Aux]).is_none(),
        _ => false,
    };
    // "is going to boarding school", "has alleged ties to them": what looks like a verb describes the noun behind it.
    let to = |mark: usize| tree.lower(mark) == "to";
    let word = tree.lower(verb);
    let doing = word.strip_suffix("ing").is_some_and(is_frequent)
        && tree.kids_by(verb, &[Rel::Mark]).any(to);
    let said_of = tree.word(verb).tag == "VBN"
        && candidate.object == Filler::Token(verb + 1)
        && !tree.is_passive(verb)
        && cues.at(tree, verb, &[Scope::Adjective]).is_some();
    let loose = loose || open && (doing || said_of);
    // What depends on something says so.
    let vague = open && faint && stance.status != Status::Conditional;
    !asked && !vague && !loose
}

//! Tagged words → the head and label of each, by a greedy walk over [`State`].

use super::features::{self, Seen};
use super::linear::{Linear, best};
use super::state::{Arc, Move, State};
use crate::analysis::Rel;

/// What the parser has learned: one model for the moves, one for the labels of arcs.
#[derive(Debug)]
pub(crate) struct Parser {
    /// Scores [`Move::ALL`].
    pub(crate) moves: Linear,
    /// Scores [`Rel::ALL`].
    pub(crate) labels: Linear,
}

impl Parser {
    /// Returns the parsed sentence: one tree under one root.
    pub(crate) fn parse(&self, words: &[Seen]) -> State {
        let mut state = State::new(words.len());
        let mut features = Vec::with_capacity(192);
        while !state.is_done() {
            let step = self.step(words, &state, &mut features);
            match state.arc(step) {
                Some(arc) => {
                    let rel = self.label(words, &state, arc, &mut features);
                    state.reduce(arc, rel);
                }
                None => state.shift(),
            }
        }
        state
    }

    fn step(&self, words: &[Seen], state: &State, features: &mut Vec<u64>) -> Move {
        let allowed = Move::ALL.map(|step| state.allows(step));
        if allowed.iter().filter(|allowed| **allowed).count() > 1 {
            features::of_state(words, state, features);
        } else {
            features.clear();
        }
        let mut scores = [0; 3];
        self.moves.add(features, &mut scores);
        best(&scores, |class| allowed[class]).map_or(Move::Shift, |class| Move::ALL[class])
    }

    fn label(&self, words: &[Seen], state: &State, arc: Arc, features: &mut Vec<u64>) -> Rel {
        if arc.head == state.root() {
            return Rel::Root;
        }
        features::of_arc(words, state, arc, features);
        let mut scores = [0; Rel::ALL.len()];
        self.labels.add(features, &mut scores);
        let choice = best(&scores, |class| Rel::ALL[class] != Rel::Root);
        choice.map_or(Rel::Dep, |class| Rel::ALL[class])
    }
}

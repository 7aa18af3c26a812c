//! Tagged words → the head and label of each, by a greedy walk over [`State`].

use super::features::{Seen, collect};
use super::linear::{Linear, best};
use super::state::{Kind, Move, State};
use crate::analysis::Rel;

/// Returns the parsed sentence; `model` scores the `moves`.
pub(crate) fn parse(model: &Linear, moves: &[Move], words: &[Seen]) -> State {
    let mut state = State::new(words.len());
    let mut scores = vec![0; model.classes().max(moves.len())];
    let mut features = Vec::with_capacity(192);
    while !state.is_done() {
        collect(words, &state, &mut features);
        scores.fill(0);
        model.add(&features, &mut scores);
        let allowed = [Kind::Shift, Kind::Left, Kind::Right].map(|kind| state.allows(kind));
        let to_root = state.next == state.root();
        let choice = best(&scores, |class| {
            moves.get(class).is_some_and(|step| {
                let fits = step.kind() != Kind::Shift
                    && (step.rel() == Some(Rel::Root)) != (to_root && step.kind() == Kind::Left);
                allowed[step.kind() as usize] && !fits
            })
        });
        state.make(choice.map_or_else(|| fallback(&state), |class| moves[class]));
    }
    state
}

/// Returns a move that is always allowed, for a model that knows none.
fn fallback(state: &State) -> Move {
    match () {
        () if state.allows(Kind::Shift) => Move::Shift,
        () if state.allows(Kind::Right) => Move::Right(Rel::Dep),
        () => Move::Left(Rel::Root),
    }
}

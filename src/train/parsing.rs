//! Trees with predicted tags → packed weights of the parser, by a dynamic oracle.
//!
//! The oracle counts, for each move, the right arcs that it puts out of reach; the parser learns from
//! states that its own mistakes lead to, as it will meet them later.

use super::conllu::Tree;
use super::perceptron::Perceptron;
use super::shuffle::Random;
use crate::analysis::Rel;
use crate::analysis::syntax::features::{Seen, collect};
use crate::analysis::syntax::linear::best;
use crate::analysis::syntax::state::{Kind, Move, NONE, State};

/// A sentence to learn from: what the parser sees, and the right heads and labels.
pub(super) struct Lesson {
    /// What the parser sees of each word.
    pub(super) words: Vec<Seen>,
    heads: Vec<usize>,
    rels: Vec<Rel>,
    dependents: Vec<Vec<usize>>,
}

impl Lesson {
    /// Returns the lesson that `tree` gives, seen as `words`.
    pub(super) fn new(tree: &Tree, words: Vec<Seen>) -> Self {
        let root = tree.leaves.len();
        let heads: Vec<usize> = tree
            .leaves
            .iter()
            .map(|leaf| leaf.head.unwrap_or(root))
            .collect();
        let mut dependents = vec![Vec::new(); root + 1];
        for (dependent, &head) in heads.iter().enumerate() {
            dependents[head].push(dependent);
        }
        let rels = tree.leaves.iter().map(|leaf| leaf.rel).collect();
        Self {
            words,
            heads,
            rels,
            dependents,
        }
    }

    /// Returns how many right arcs the move puts out of reach.
    fn cost(&self, state: &State, kind: Kind) -> usize {
        let (top, below, next) = (state.stacked(0), state.stacked(1), state.next);
        let ahead = |node: usize| {
            self.dependents[node]
                .iter()
                .filter(|dependent| **dependent >= next)
                .count()
        };
        match kind {
            Kind::Shift => {
                let head = self.heads.get(next).copied().unwrap_or(NONE);
                let head_lost = head < next && head != top && state.nodes[head].head == NONE;
                let waiting = |dependent: &&usize| {
                    **dependent < next && state.nodes[**dependent].head == NONE
                };
                usize::from(head_lost) + self.dependents[next].iter().filter(waiting).count()
            }
            Kind::Left => {
                let head = self.heads[top];
                ahead(top) + usize::from(head == below || head > next)
            }
            Kind::Right => ahead(top) + usize::from(self.heads[top] >= next),
        }
    }

    /// Whether the move is the best kind of move and, where it makes a right arc, labels it right.
    fn is_right(&self, state: &State, step: Move, costs: [usize; 3], least: usize) -> bool {
        if costs[step.kind() as usize] != least || !state.allows_move(step) {
            return false;
        }
        let (top, head) = match step.kind() {
            Kind::Shift => return true,
            Kind::Left => (state.stacked(0), state.next),
            Kind::Right => (state.stacked(0), state.stacked(1)),
        };
        self.heads[top] != head || step.rel() == Some(self.rels[top])
    }
}

/// Returns all moves that the trees need, in fixed order.
pub(super) fn moves(trees: &[Tree]) -> Vec<Move> {
    let mut moves = vec![Move::Shift];
    for tree in trees {
        for (at, leaf) in tree.leaves.iter().enumerate() {
            moves.push(match leaf.head {
                Some(head) if head < at => Move::Right(leaf.rel),
                _ => Move::Left(leaf.rel),
            });
        }
    }
    moves.sort_unstable();
    moves.dedup();
    moves
}

/// Trains the parser and returns its packed weights.
pub(super) fn train(lessons: &[Lesson], moves: &[Move], epochs: usize, floor: f64) -> Vec<u8> {
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut random = Random::new(29);
    let mut model = Perceptron::new(moves.len());
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        for &at in &order {
            learn(&mut model, &lessons[at], moves, epoch > 0, &mut random);
        }
    }
    model.pack(floor)
}

fn learn(
    model: &mut Perceptron,
    lesson: &Lesson,
    moves: &[Move],
    explore: bool,
    random: &mut Random,
) {
    let (mut features, mut scores) = (Vec::new(), Vec::new());
    let mut state = State::new(lesson.words.len());
    while !state.is_done() {
        collect(&lesson.words, &state, &mut features);
        model.score(&features, &mut scores);
        let costs = [Kind::Shift, Kind::Left, Kind::Right].map(|kind| {
            if state.allows(kind) {
                lesson.cost(&state, kind)
            } else {
                usize::MAX
            }
        });
        let least = costs.into_iter().min().unwrap_or(0);
        let guess = best(&scores, |class| state.allows_move(moves[class]));
        let right = best(&scores, |class| {
            lesson.is_right(&state, moves[class], costs, least)
        });
        let (Some(guess), Some(right)) = (guess, right) else {
            return;
        };
        let wrong = !lesson.is_right(&state, moves[guess], costs, least);
        if wrong {
            model.correct(&features, right, guess);
        }
        model.tick();
        let follow = !wrong || (explore && random.below(10) != 0);
        state.make(moves[if follow { guess } else { right }]);
    }
}

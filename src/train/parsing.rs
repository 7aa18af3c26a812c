//! Trees with predicted tags → packed weights of the parser, by a dynamic oracle.
//!
//! The oracle counts, for each move, the right arcs that it puts out of reach; the parser learns from
//! states that its own mistakes lead to, as it will meet them later.

use super::conllu::Tree;
use super::perceptron::Perceptron;
use super::shuffle::Random;
use crate::analysis::Rel;
use crate::analysis::syntax::features::{Seen, of_arc, of_state};
use crate::analysis::syntax::linear::best;
use crate::analysis::syntax::state::{Arc, Move, NONE, State};

/// Corrections that a feature waits for before it counts.
const MOVES_PATIENCE: u8 = 9;
const LABELS_PATIENCE: u8 = 4;

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
    fn cost(&self, state: &State, step: Move) -> usize {
        let (top, below, next) = (state.stacked(0), state.stacked(1), state.next);
        let ahead = |node: usize| {
            self.dependents[node]
                .iter()
                .filter(|dependent| **dependent >= next)
                .count()
        };
        match step {
            Move::Shift => {
                let head = self.heads.get(next).copied().unwrap_or(NONE);
                let head_lost = head < next && head != top && state.nodes[head].head == NONE;
                let waiting = |dependent: &&usize| {
                    **dependent < next && state.nodes[**dependent].head == NONE
                };
                usize::from(head_lost) + self.dependents[next].iter().filter(waiting).count()
            }
            Move::Left => {
                let head = self.heads[top];
                ahead(top) + usize::from(head == below || head > next)
            }
            Move::Right => ahead(top) + usize::from(self.heads[top] >= next),
        }
    }
}

/// Trains the parser and returns the packed weights of its moves and of its labels.
pub(super) fn train(lessons: &[Lesson], epochs: usize, floors: [f64; 2]) -> [Vec<u8>; 2] {
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut random = Random::new(29);
    let mut models = Models {
        moves: Perceptron::new(Move::ALL.len(), MOVES_PATIENCE),
        labels: Perceptron::new(Rel::ALL.len(), LABELS_PATIENCE),
        features: Vec::new(),
        scores: Vec::new(),
    };
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        for &at in &order {
            models.learn(&lessons[at], epoch > 0, &mut random);
        }
    }
    [models.moves.pack(floors[0]), models.labels.pack(floors[1])]
}

struct Models {
    moves: Perceptron,
    labels: Perceptron,
    features: Vec<u64>,
    scores: Vec<i32>,
}

impl Models {
    fn learn(&mut self, lesson: &Lesson, explore: bool, random: &mut Random) {
        let mut state = State::new(lesson.words.len());
        while !state.is_done() {
            let step = self.step(lesson, &state, explore, random);
            match state.arc(step) {
                Some(arc) => {
                    let rel = self.label(lesson, &state, arc);
                    state.reduce(arc, rel);
                }
                None => state.shift(),
            }
        }
    }

    /// Returns the move to make after learning from the state.
    fn step(&mut self, lesson: &Lesson, state: &State, explore: bool, random: &mut Random) -> Move {
        let costs = Move::ALL.map(|step| {
            if state.allows(step) {
                lesson.cost(state, step)
            } else {
                usize::MAX
            }
        });
        let least = costs.into_iter().min().unwrap_or(0);
        if costs.iter().filter(|cost| **cost < usize::MAX).count() < 2 {
            return Move::ALL[costs.iter().position(|cost| *cost == least).unwrap_or(0)];
        }
        of_state(&lesson.words, state, &mut self.features);
        self.moves.score(&self.features, &mut self.scores);
        let guess = best(&self.scores, |class| costs[class] < usize::MAX).unwrap_or(0);
        let right = best(&self.scores, |class| costs[class] == least).unwrap_or(0);
        let wrong = costs[guess] != least;
        if wrong {
            self.moves.correct(&self.features, right, guess);
        }
        self.moves.tick();
        let follow = !wrong || (explore && random.below(10) != 0);
        Move::ALL[if follow { guess } else { right }]
    }

    /// Returns the label to give after learning from the arc, where it is a right one.
    fn label(&mut self, lesson: &Lesson, state: &State, arc: Arc) -> Rel {
        if arc.head == state.root() {
            return Rel::Root;
        }
        of_arc(&lesson.words, state, arc, &mut self.features);
        self.labels.score(&self.features, &mut self.scores);
        let guess = best(&self.scores, |class| Rel::ALL[class] != Rel::Root).unwrap_or(0);
        let right = lesson.rels[arc.dependent];
        if lesson.heads[arc.dependent] == arc.head {
            if Rel::ALL[guess] != right {
                self.labels.correct(&self.features, right as usize, guess);
            }
            self.labels.tick();
        }
        Rel::ALL[guess]
    }
}

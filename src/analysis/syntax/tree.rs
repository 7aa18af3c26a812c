//! Scores of arcs → the best tree: projective, with one word under the root.
//!
//! Eisner's algorithm: spans whose one end governs the rest are joined from short to long. It takes time with the cube
//! of the length, so a longer sentence is cut into pieces and each root after the first hangs on the first.

use super::network::Grid;

/// The most words that are read as one.
const LONGEST: usize = 120;

/// A span's best score and where it was joined, for each direction: the head stands on the right, on the left.
#[derive(Clone, Copy)]
struct Cell {
    score: [f32; 2],
    joint: [u16; 2],
}

const UNKNOWN: Cell = Cell {
    score: [f32::NEG_INFINITY; 2],
    joint: [0; 2],
};
/// The head is the last word of the span.
const LAST: usize = 0;
/// The head is the first word of the span.
const FIRST: usize = 1;

/// How long each piece of a sentence of `words` words is, so that none is longer than can be read as one.
pub(crate) fn pieces(words: usize) -> impl Iterator<Item = usize> {
    let count = words.div_ceil(LONGEST).max(1);
    (0..count).map(move |piece| words * (piece + 1) / count - words * piece / count)
}

/// Returns the head of each word, counted from 1; 0 is the root. Row `d` of `arcs` scores the heads of node `d`.
pub(crate) fn best(arcs: &Grid, words: usize) -> Vec<usize> {
    let greedy = greedy(arcs, words);
    if is_projective_tree(&greedy) {
        return greedy;
    }
    let mut spans = Spans::new(words + 1);
    spans.fill(arcs);
    let mut heads = vec![0; words];
    spans.trace(&mut heads);
    heads
}

/// Returns the best head of each word taken alone: it is the best tree when it is one.
fn greedy(arcs: &Grid, words: usize) -> Vec<usize> {
    (1..=words)
        .map(|node| {
            let mut best = (0, f32::NEG_INFINITY);
            for (head, score) in arcs.row(node).iter().enumerate() {
                if head != node && *score > best.1 {
                    best = (head, *score);
                }
            }
            best.0
        })
        .collect()
}

/// Whether the heads make one tree under one root in which no arcs cross.
fn is_projective_tree(heads: &[usize]) -> bool {
    if heads.iter().filter(|head| **head == 0).count() != 1 {
        return false;
    }
    let ends = |at: usize| (heads[at].min(at + 1), heads[at].max(at + 1));
    let mut open: Vec<usize> = Vec::new();
    let mut arcs: Vec<(usize, usize)> = (0..heads.len()).map(ends).collect();
    // Arcs nest when each one that opens within another closes within it.
    arcs.sort_unstable_by_key(|(start, end)| (*start, usize::MAX - end));
    for (start, end) in arcs {
        while open.last().is_some_and(|last| *last <= start) {
            open.pop();
        }
        if open.last().is_some_and(|last| *last < end) {
            return false;
        }
        open.push(end);
    }
    // Arcs that do not cross can still make a ring.
    (0..heads.len()).all(|at| {
        let mut node = at + 1;
        for _ in 0..=heads.len() {
            if node == 0 {
                return true;
            }
            node = heads[node - 1];
        }
        false
    })
}

struct Spans {
    nodes: usize,
    /// Spans whose head has all its dependents there.
    complete: Vec<Cell>,
    /// Spans whose two ends are joined by an arc.
    open: Vec<Cell>,
}

impl Spans {
    fn new(nodes: usize) -> Self {
        let mut complete = vec![UNKNOWN; nodes * nodes];
        for node in 0..nodes {
            complete[node * nodes + node].score = [0.0; 2];
        }
        Self {
            nodes,
            complete,
            open: vec![UNKNOWN; nodes * nodes],
        }
    }

    fn fill(&mut self, arcs: &Grid) {
        for length in 1..self.nodes {
            for start in 0..self.nodes - length {
                self.join(start, start + length, arcs);
            }
        }
    }

    /// Finds the best ways to cover the nodes from `start` to `end`.
    fn join(&mut self, start: usize, end: usize, arcs: &Grid) {
        let nodes = self.nodes;
        let at = |one: usize, two: usize| one * nodes + two;
        let mut open = UNKNOWN;
        // The root governs one word, so nothing stands between it and the span that it governs.
        let joints = if start == 0 { 0..1 } else { start..end };
        let (score, joint) = highest(joints, |joint| {
            self.complete[at(start, joint)].score[FIRST]
                + self.complete[at(joint + 1, end)].score[LAST]
        });
        open.joint = [joint; 2];
        open.score[FIRST] = score + score_of(arcs, end, start);
        if start > 0 {
            open.score[LAST] = score + score_of(arcs, start, end);
        }
        self.open[at(start, end)] = open;
        let mut complete = UNKNOWN;
        (complete.score[FIRST], complete.joint[FIRST]) = highest(start + 1..end + 1, |joint| {
            self.open[at(start, joint)].score[FIRST] + self.complete[at(joint, end)].score[FIRST]
        });
        if start > 0 {
            (complete.score[LAST], complete.joint[LAST]) = highest(start..end, |joint| {
                self.complete[at(start, joint)].score[LAST] + self.open[at(joint, end)].score[LAST]
            });
        }
        self.complete[at(start, end)] = complete;
    }

    /// Writes the heads of the best tree.
    fn trace(&self, heads: &mut [usize]) {
        let mut work = vec![(0, self.nodes - 1, FIRST, true)];
        while let Some((start, end, side, complete)) = work.pop() {
            if start == end {
                continue;
            }
            let cells = if complete { &self.complete } else { &self.open };
            let joint = usize::from(cells[start * self.nodes + end].joint[side]);
            match (complete, side) {
                (true, FIRST) => {
                    work.extend([(start, joint, FIRST, false), (joint, end, FIRST, true)]);
                }
                (true, _) => work.extend([(start, joint, LAST, true), (joint, end, LAST, false)]),
                (false, _) => {
                    let (head, dependent) = if side == FIRST {
                        (start, end)
                    } else {
                        (end, start)
                    };
                    heads[dependent - 1] = head;
                    work.extend([(start, joint, FIRST, true), (joint + 1, end, LAST, true)]);
                }
            }
        }
    }
}

fn score_of(arcs: &Grid, dependent: usize, head: usize) -> f32 {
    arcs.row(dependent).get(head).copied().unwrap_or_default()
}

/// Returns the highest score and the joint that has it; the first of equals.
fn highest(joints: std::ops::Range<usize>, score: impl Fn(usize) -> f32) -> (f32, u16) {
    let mut best = (f32::NEG_INFINITY, joints.start as u16);
    for joint in joints {
        let score = score(joint);
        if score > best.0 {
            best = (score, joint as u16);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a grid of the scores that `score` gives to dependents and heads.
    fn grid(words: usize, mut score: impl FnMut(usize, usize) -> f32) -> Grid {
        let nodes = words + 1;
        Grid::from_rows(
            nodes,
            (0..nodes * nodes).map(|at| score(at / nodes, at % nodes)),
        )
    }

    fn total(arcs: &Grid, heads: &[usize]) -> f32 {
        let scores = heads.iter().enumerate();
        scores.map(|(at, head)| score_of(arcs, at + 1, *head)).sum()
    }

    /// Returns every choice of heads that makes a projective tree.
    fn trees(words: usize) -> Vec<Vec<usize>> {
        let nodes = words + 1;
        let choices = (0..nodes.pow(u32::try_from(words).unwrap_or(0))).map(|mut number| {
            (0..words)
                .map(|_| {
                    let head = number % nodes;
                    number /= nodes;
                    head
                })
                .collect()
        });
        choices
            .filter(|heads: &Vec<usize>| is_projective_tree(heads))
            .collect()
    }

    #[test]
    fn what_is_a_projective_tree() {
        assert!(is_projective_tree(&[2, 0, 2]));
        assert!(!is_projective_tree(&[2, 0, 0]), "two roots");
        assert!(!is_projective_tree(&[2, 1, 0]), "a ring");
        assert!(!is_projective_tree(&[3, 0, 2, 2]), "an arc over the root");
        assert!(!is_projective_tree(&[3, 4, 0, 3]), "crossing arcs");
        // Counts of projective trees under one root: 1, 2, 7, 30, 143.
        let counts = [1, 2, 3, 4, 5].map(|words| trees(words).len());
        assert_eq!(counts, [1, 2, 7, 30, 143]);
    }

    #[test]
    fn no_tree_scores_higher() {
        let mut seed = 7_u32;
        let mut random = move |_: usize, _: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) as f32 / 65_536.0
        };
        for words in 1..=5 {
            let trees = trees(words);
            for _ in 0..50 {
                let arcs = grid(words, &mut random);
                let found = best(&arcs, words);
                assert!(is_projective_tree(&found), "{found:?}");
                let most = trees.iter().map(|heads| total(&arcs, heads));
                let most = most.fold(f32::NEG_INFINITY, f32::max);
                assert!((total(&arcs, &found) - most).abs() < 1e-4, "{found:?}");
            }
        }
    }

    #[test]
    fn a_long_sentence_is_cut_into_even_pieces() {
        assert_eq!(pieces(0).collect::<Vec<_>>(), [0]);
        assert_eq!(pieces(LONGEST).collect::<Vec<_>>(), [LONGEST]);
        assert_eq!(pieces(LONGEST + 1).collect::<Vec<_>>(), [60, 61]);
    }
}

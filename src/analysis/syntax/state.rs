//! The arc-hybrid transition system: a stack, a buffer, and the arcs made so far.
//!
//! The root stands behind the last word, and takes a dependent only when nothing else is on the stack:
//! so each sentence becomes one tree under one root, whatever the scores say.

use crate::analysis::Rel;

/// No node.
pub(crate) const NONE: usize = usize::MAX;

/// One step of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Move {
    /// The next word goes on the stack.
    Shift,
    /// The top of the stack becomes a dependent of the next word.
    Left(Rel),
    /// The top of the stack becomes a dependent of the one below it.
    Right(Rel),
}

/// A move without its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// See [`Move::Shift`].
    Shift,
    /// See [`Move::Left`].
    Left,
    /// See [`Move::Right`].
    Right,
}

impl Move {
    /// Returns the move without its label.
    pub(crate) const fn kind(self) -> Kind {
        match self {
            Self::Shift => Kind::Shift,
            Self::Left(_) => Kind::Left,
            Self::Right(_) => Kind::Right,
        }
    }

    /// Returns the label, where the move makes an arc.
    pub(crate) const fn rel(self) -> Option<Rel> {
        match self {
            Self::Shift => None,
            Self::Left(rel) | Self::Right(rel) => Some(rel),
        }
    }

    /// Returns the move that two bytes stand for.
    pub(crate) fn from_bytes(bytes: [u8; 2]) -> Option<Self> {
        let rel = Rel::ALL.get(usize::from(bytes[1])).copied()?;
        match bytes[0] {
            0 => Some(Self::Shift),
            1 => Some(Self::Left(rel)),
            2 => Some(Self::Right(rel)),
            _ => None,
        }
    }

    /// Returns the two bytes that stand for the move.
    pub(crate) fn to_bytes(self) -> [u8; 2] {
        [self.kind() as u8, self.rel().map_or(0, |rel| rel as u8)]
    }
}

/// What is known of one node while parsing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    /// Its head; the root is the node behind the last word.
    pub(crate) head: usize,
    /// Its label.
    pub(crate) rel: Rel,
    /// Its outermost dependents on the left.
    pub(crate) left: [usize; 2],
    /// Its outermost dependents on the right.
    pub(crate) right: [usize; 2],
    /// How many dependents it has on the left and on the right.
    pub(crate) count: [u8; 2],
    /// The labels of its dependents on the left and on the right, as bits.
    pub(crate) labels: [u64; 2],
    /// The preposition, subordinator or copula that it carries.
    pub(crate) marker: usize,
    /// The leftmost node under it.
    pub(crate) edge: usize,
}

const FRESH: Node = Node {
    head: NONE,
    rel: Rel::Root,
    left: [NONE; 2],
    right: [NONE; 2],
    count: [0; 2],
    labels: [0; 2],
    marker: NONE,
    edge: NONE,
};

/// A sentence half parsed.
#[derive(Clone, Debug)]
pub(crate) struct State {
    /// The words and, last, the root.
    pub(crate) nodes: Vec<Node>,
    /// Nodes with work to do, the top last.
    pub(crate) stack: Vec<usize>,
    /// The next word, or the root behind the last.
    pub(crate) next: usize,
}

impl State {
    /// Returns the start for a sentence of `words` words.
    pub(crate) fn new(words: usize) -> Self {
        Self {
            nodes: vec![FRESH; words + 1],
            stack: Vec::with_capacity(words),
            next: 0,
        }
    }

    /// Returns the root node.
    pub(crate) const fn root(&self) -> usize {
        self.nodes.len() - 1
    }

    /// Whether all words have a head.
    pub(crate) const fn is_done(&self) -> bool {
        self.next == self.root() && self.stack.is_empty()
    }

    /// Returns the `depth`-th node from the top of the stack.
    pub(crate) fn stacked(&self, depth: usize) -> usize {
        self.stack
            .len()
            .checked_sub(depth + 1)
            .map_or(NONE, |at| self.stack[at])
    }

    /// Whether the move may be made now.
    pub(crate) fn allows(&self, kind: Kind) -> bool {
        let at_root = self.next == self.root();
        match kind {
            Kind::Shift => !at_root,
            Kind::Left => !self.stack.is_empty() && (!at_root || self.stack.len() == 1),
            Kind::Right => self.stack.len() >= 2,
        }
    }

    /// Whether the move and its label may be made now.
    pub(crate) fn allows_move(&self, step: Move) -> bool {
        let to_root = step.kind() == Kind::Left && self.next == self.root();
        self.allows(step.kind()) && step.rel().is_none_or(|rel| (rel == Rel::Root) == to_root)
    }

    /// Makes the move.
    pub(crate) fn make(&mut self, step: Move) {
        match step {
            Move::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Move::Left(rel) => {
                if let Some(dependent) = self.stack.pop() {
                    self.attach(self.next, dependent, rel, 0);
                }
            }
            Move::Right(rel) => {
                if let Some(dependent) = self.stack.pop() {
                    let head = self.stacked(0);
                    self.attach(head, dependent, rel, 1);
                }
            }
        }
    }

    fn attach(&mut self, head: usize, dependent: usize, rel: Rel, side: usize) {
        let edge = self.nodes[dependent].edge;
        self.nodes[dependent].head = head;
        self.nodes[dependent].rel = rel;
        let node = &mut self.nodes[head];
        let outermost = if side == 0 {
            &mut node.left
        } else {
            &mut node.right
        };
        *outermost = [dependent, outermost[0]];
        node.count[side] = node.count[side].saturating_add(1);
        node.labels[side] |= 1 << rel as u64;
        if side == 0 {
            node.edge = if edge == NONE { dependent } else { edge };
        }
        if side == 0 && matches!(rel, Rel::Case | Rel::Mark) {
            node.marker = dependent;
        }
    }
}

//! Stages, as written.

use super::{Term, Word};
use crate::text::Span;

/// One step of the work on a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// What it does.
    pub kind: StageKind,
    /// Where it is written.
    pub span: Span,
}

/// The kinds of stage.
#[derive(Clone, Debug, PartialEq)]
pub enum StageKind {
    /// Keeps the rows for which it holds.
    Where(Expr),
    /// Picks and fetches columns.
    Show(Vec<Item>),
    /// Counts and sums.
    Aggregate {
        /// What is computed.
        aggregates: Vec<Aggregate>,
        /// One row for each of these.
        keys: Vec<Item>,
    },
    /// Puts rows in order.
    Sort(Vec<SortKey>),
    /// Cuts the table.
    Limit {
        /// At most so many rows.
        limit: usize,
        /// Leaving out so many first.
        offset: Option<usize>,
    },
    /// Chooses the form of the answer.
    Form(FormWord),
}

/// The words that choose the form of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormWord {
    /// Turtle of all that matched.
    Graph,
    /// The card of each thing in the first column.
    Describe,
    /// Yes or no.
    Ask,
    /// In order of time.
    Timeline,
}

/// A column to show or group by.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Where it comes from.
    pub path: Path,
    /// `as name`.
    pub name: Option<Word>,
}

/// One value for many rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Aggregate {
    /// How it is computed.
    pub function: Function,
    /// From what; none for `count` alone.
    pub path: Option<Path>,
    /// `as name`.
    pub name: Option<Word>,
    /// Where it is written.
    pub span: Span,
}

/// How many values become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// How many.
    Count,
    /// All added up.
    Sum,
    /// Their mean.
    Avg,
    /// The smallest.
    Min,
    /// The largest.
    Max,
}

impl Function {
    /// Returns its word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Sum => "sum",
            Self::Avg => "avg",
            Self::Min => "min",
            Self::Max => "max",
        }
    }
}

/// What to sort by.
#[derive(Clone, Debug, PartialEq)]
pub struct SortKey {
    /// Where the value comes from.
    pub path: Path,
    /// Whether the largest comes first.
    pub descending: bool,
}

/// A column and the steps from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The column.
    pub column: Word,
    /// Whether it is written as a variable (`@x`).
    pub variable: bool,
    /// The names behind the dots.
    pub steps: Vec<Word>,
    /// Where it is written.
    pub span: Span,
}

/// A condition on a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// One of them holds.
    Or(Vec<Self>),
    /// All of them hold.
    And(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// Two values compared.
    Compare {
        /// The left side.
        left: Path,
        /// The operator.
        op: Op,
        /// Where the operator is written.
        op_span: Span,
        /// The right side.
        right: Operand,
    },
}

/// The right side of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// `@x` or a dotted path.
    Path(Path),
    /// Anything else; a bare word may still be a column.
    Term(Term),
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// `=`.
    Equal,
    /// `!=`.
    Differs,
    /// `<`.
    Less,
    /// `<=`.
    AtMost,
    /// `>`.
    Greater,
    /// `>=`.
    AtLeast,
    /// `contains`.
    Contains,
}

impl Op {
    /// Whether it asks for order.
    pub const fn orders(self) -> bool {
        matches!(
            self,
            Self::Less | Self::AtMost | Self::Greater | Self::AtLeast
        )
    }
}

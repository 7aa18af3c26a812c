//! What was meant: the tree that resolution returns, where every name is an IRI and every value has its type.

use oxigraph::model::NamedNode;

use crate::text::Span;

pub(in crate::query) use crate::query::ast::{Function, Hops, Op};
pub(in crate::query) use crate::query::kind::{Column, Form, Kind};

/// A question, understood.
#[derive(Clone, Debug)]
pub(in crate::query) struct Resolved {
    pub(in crate::query) body: Block,
    pub(in crate::query) form: Form,
    /// The things of a card.
    pub(in crate::query) card: Vec<NamedNode>,
    /// What was understood, in words.
    pub(in crate::query) reading: String,
    pub(in crate::query) notes: Vec<String>,
    /// Whether some statement has no status word of its own.
    pub(in crate::query) default_status: bool,
    /// The statuses that count as asserted.
    pub(in crate::query) asserted: Vec<NamedNode>,
    /// Whether open relations are left out.
    pub(in crate::query) closed: bool,
}

/// A pattern, the stages on its table and the columns that come out.
#[derive(Clone, Debug, Default)]
pub(in crate::query) struct Block {
    pub(in crate::query) parts: Vec<Part>,
    /// The columns before the first stage.
    pub(in crate::query) columns: Vec<Column>,
    pub(in crate::query) stages: Vec<Stage>,
    /// The columns behind the last stage.
    pub(in crate::query) result: Vec<Column>,
}

/// A subject or an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::query) enum Node {
    Var(String),
    Thing(NamedNode),
    Any(Vec<NamedNode>),
}

/// Properties that lead from subject to object, and those that lead back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::query) struct Steps {
    pub(in crate::query) forward: Vec<NamedNode>,
    pub(in crate::query) backward: Vec<NamedNode>,
}

/// Something that must hold.
#[derive(Clone, Debug)]
pub(in crate::query) enum Part {
    /// A thing is of one of these classes.
    Class {
        node: Node,
        classes: Vec<NamedNode>,
        negated: bool,
    },
    /// Two nodes are the same thing.
    Same {
        node: Node,
        other: Node,
        negated: bool,
    },
    /// A plain triple or path.
    Fact {
        subject: Node,
        steps: Steps,
        hops: Option<Hops>,
        object: Node,
    },
    /// A claim.
    Claim(Claim),
    /// A recorded property of a claim.
    Reading {
        subject: Node,
        reading: Reading,
    },
    /// One of the properties holds a text.
    Text {
        node: Node,
        properties: Vec<NamedNode>,
        needle: String,
    },
    Filter(Condition),
    Not(Block),
    /// It may hold; where it is written.
    Maybe(Block, Span),
    Either(Vec<Block>),
    /// A group with stages.
    Table(Block),
}

/// A claim and what is asked of it.
#[derive(Clone, Debug)]
pub(in crate::query) struct Claim {
    pub(in crate::query) name: Option<String>,
    pub(in crate::query) subject: Node,
    pub(in crate::query) predicate: Predicate,
    pub(in crate::query) object: Node,
    pub(in crate::query) status: StatusTest,
    /// The column that shows the status.
    pub(in crate::query) status_column: Option<String>,
    pub(in crate::query) readings: Vec<Reading>,
    /// The object is a sum: the column of its currency.
    pub(in crate::query) currency: Option<Currency>,
}

/// The currency of a sum that stands as a claim's object.
#[derive(Clone, Debug)]
pub(in crate::query) struct Currency {
    pub(in crate::query) column: String,
    pub(in crate::query) code: Option<String>,
}

/// The relation of a claim.
#[derive(Clone, Debug)]
pub(in crate::query) enum Predicate {
    Known(Steps),
    Open {
        var: String,
        forward: bool,
        backward: bool,
    },
}

/// Which statuses match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::query) struct StatusTest {
    /// None where every status will do.
    pub(in crate::query) any_of: Option<Vec<NamedNode>>,
    /// The status whose claims may be negative, where others are asked for too or it is alone.
    pub(in crate::query) polarity: Polarity,
}

/// Whether negative claims match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::query) enum Polarity {
    /// Only positive ones.
    Positive,
    /// Both.
    Either,
    /// Positive ones, and those of this status.
    PositiveUnless(NamedNode),
}

/// A value read from a claim.
#[derive(Clone, Debug)]
pub(in crate::query) struct Reading {
    pub(in crate::query) source: Source,
    pub(in crate::query) value: Node,
    pub(in crate::query) mode: Mode,
    pub(in crate::query) condition: Option<Condition>,
    /// For sums: the currency that is asked for.
    pub(in crate::query) money: Option<Option<String>>,
}

/// Where a value is read.
#[derive(Clone, Debug)]
pub(in crate::query) enum Source {
    Chain(Vec<NamedNode>),
    /// The best date known.
    When,
}

/// Whether a value must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::query) enum Mode {
    Optional,
    Required,
    Absent,
}

/// A condition on variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::query) enum Condition {
    Or(Vec<Self>),
    And(Vec<Self>),
    Not(Box<Self>),
    Test {
        var: String,
        test: Test,
    },
    Columns {
        left: String,
        op: Op,
        right: String,
        kind: Kind,
    },
}

impl Condition {
    /// Returns the variables that must have a value for it to hold.
    pub(in crate::query) fn needed(&self) -> Vec<&str> {
        match self {
            Self::And(parts) => parts.iter().flat_map(Self::needed).collect(),
            Self::Test { var, .. } => vec![var],
            Self::Columns {
                left, op, right, ..
            } if *op != Op::Differs => vec![left, right],
            Self::Or(_) | Self::Not(_) | Self::Columns { .. } => Vec::new(),
        }
    }

    /// Returns it with another variable in place of one.
    pub(in crate::query) fn renamed(self, from: &str, to: &str) -> Self {
        let all = |parts: Vec<Self>| {
            parts
                .into_iter()
                .map(|part| part.renamed(from, to))
                .collect()
        };
        let name = |var: String| if var == from { to.to_owned() } else { var };
        match self {
            Self::Or(parts) => Self::Or(all(parts)),
            Self::And(parts) => Self::And(all(parts)),
            Self::Not(inner) => Self::Not(Box::new(inner.renamed(from, to))),
            Self::Test { var, test } => Self::Test {
                var: name(var),
                test,
            },
            Self::Columns {
                left,
                op,
                right,
                kind,
            } => Self::Columns {
                left: name(left),
                op,
                right: name(right),
                kind,
            },
        }
    }
}

/// A test of one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::query) enum Test {
    /// Compared with a decimal number.
    Number(Op, String),
    /// ISO text, from the first and before the second.
    Date {
        from: Option<String>,
        before: Option<String>,
    },
    /// Equal without regard to case; lower case.
    Text(String),
    /// Contains, without regard to case; lower case.
    Contains(String),
    /// One of these things.
    OneOf(Vec<NamedNode>),
    Flag(bool),
    /// Exactly this text.
    Exactly(String),
}

/// One step of the work on a table.
#[derive(Clone, Debug)]
pub(in crate::query) enum Stage {
    Where {
        paths: Vec<Path>,
        condition: Condition,
    },
    Show(Vec<Path>),
    Aggregate {
        aggregates: Vec<Aggregate>,
        keys: Vec<Path>,
    },
    Sort(Vec<SortKey>),
    Limit {
        limit: usize,
        offset: Option<usize>,
    },
}

impl Stage {
    /// Whether it puts two columns in order.
    pub(in crate::query) fn compares(&self, a: &str, b: &str) -> bool {
        let Self::Where { condition, .. } = self else {
            return false;
        };
        let all = match condition {
            Condition::And(parts) => parts.as_slice(),
            other => std::slice::from_ref(other),
        };
        all.iter().any(|part| match part {
            Condition::Columns {
                left, op, right, ..
            } => op.orders() && (left == a && right == b || left == b && right == a),
            _ => false,
        })
    }
}

/// A column, or what is reached from one.
#[derive(Clone, Debug)]
pub(in crate::query) struct Path {
    pub(in crate::query) column: String,
    /// Each step and the variable it leads to.
    pub(in crate::query) chain: Vec<(Step, String)>,
    pub(in crate::query) part: Option<DatePart>,
    /// The variable of the end.
    pub(in crate::query) var: String,
    pub(in crate::query) kind: Kind,
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::query) enum Step {
    Steps(Steps),
    /// Properties of a claim, one behind the other.
    Chain(Vec<NamedNode>),
    When,
}

/// A part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::query) enum DatePart {
    Year,
    Month,
    Day,
}

impl DatePart {
    /// Returns how many characters of the ISO text it keeps.
    pub(in crate::query) const fn length(self) -> usize {
        match self {
            Self::Year => 4,
            Self::Month => 7,
            Self::Day => 10,
        }
    }
}

/// One value for many rows.
#[derive(Clone, Debug)]
pub(in crate::query) struct Aggregate {
    pub(in crate::query) function: Function,
    pub(in crate::query) path: Option<Path>,
    pub(in crate::query) var: String,
}

/// What to sort by.
#[derive(Clone, Debug)]
pub(in crate::query) struct SortKey {
    pub(in crate::query) path: Path,
    pub(in crate::query) descending: bool,
}

//! What was written: the tree that `parse` returns, a span on every node and no meaning.

use crate::text::Span;

/// A whole query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Declared parameters.
    pub params: Vec<ParamDecl>,
    /// Relations defined by pattern.
    pub defines: Vec<Define>,
    /// The question itself.
    pub body: Body,
}

/// `param org = Microsoft`.
#[derive(Clone, Debug, PartialEq)]
pub struct ParamDecl {
    /// Its name.
    pub name: Word,
    /// The value it has where none is given.
    pub default: Option<Term>,
}

/// `define @a competes_for @c as { … }`.
#[derive(Clone, Debug, PartialEq)]
pub struct Define {
    /// The variable before the name.
    pub subject: Word,
    /// The name of the relation.
    pub name: Word,
    /// The variable behind the name.
    pub object: Word,
    /// What it stands for.
    pub pattern: Vec<Clause>,
    /// Where it is written.
    pub span: Span,
}

/// A pattern and the stages that work on its table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// Statements and groups that all hold.
    pub pattern: Vec<Clause>,
    /// What is done with the table, in order.
    pub stages: Vec<Stage>,
    /// Where it is written.
    pub span: Span,
}

/// One part of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// What kind of part.
    pub kind: ClauseKind,
    /// Where it is written.
    pub span: Span,
}

/// The kinds of clause.
#[derive(Clone, Debug, PartialEq)]
pub enum ClauseKind {
    /// `not …`.
    Not(Box<Clause>),
    /// `maybe …`.
    Maybe(Box<Clause>),
    /// `{ … } or { … }`; one alone is inlined or a subquery.
    Groups(Vec<Body>),
    /// `noun relation noun`, with further phrases about the same subject.
    Statement(Statement),
}

/// A subject and what is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What it is about.
    pub subject: Term,
    /// What is said of it; empty for a lone noun.
    pub phrases: Vec<Phrase>,
    /// Whether one phrase suffices (`or`).
    pub either: bool,
}

/// What is said of a subject.
#[derive(Clone, Debug, PartialEq)]
pub struct Phrase {
    /// `not` or `maybe` before it.
    pub mode: Option<Mode>,
    /// The rest.
    pub predicate: Predicate,
    /// Where it is written.
    pub span: Span,
}

/// A word before a phrase that changes how it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It must not hold.
    Not,
    /// It may hold.
    Maybe,
}

/// The kinds of phrase.
#[derive(Clone, Debug, PartialEq)]
pub enum Predicate {
    /// `is company`, `is not Microsoft`.
    Is {
        /// Whether `not` follows.
        negated: bool,
        /// The class or thing.
        term: Term,
    },
    /// `contains "data center"`.
    Contains(Term),
    /// `invested_in OpenAI [amount]`.
    Verb(Verb),
}

/// A relation, what it leads to and what is said of the claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Verb {
    /// Any of these relations.
    pub relations: Vec<Relation>,
    /// A comparison, for values.
    pub op: Option<(Op, Span)>,
    /// What it leads to.
    pub object: Term,
    /// What stands in the brackets; none without brackets.
    pub qualifiers: Option<Vec<Qualifier>>,
}

/// One relation as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Whether `^` turns it round.
    pub inverse: bool,
    /// Its name.
    pub name: RelationName,
    /// How many steps.
    pub hops: Option<Hops>,
    /// Where it is written.
    pub span: Span,
}

/// The ways to name a relation.
#[derive(Clone, Debug, PartialEq)]
pub enum RelationName {
    /// A name, quoted or not.
    Name(String),
    /// `by:acquired`.
    Prefixed(String, String),
    /// `<https://…>`.
    Iri(String),
    /// `@r`, or `relation@r` with its noun.
    Variable(Option<Word>, String),
}

/// How many steps a relation takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hops {
    /// `+`.
    Any,
    /// `+3`.
    UpTo(u32),
}

/// One item in brackets.
#[derive(Clone, Debug, PartialEq)]
pub struct Qualifier {
    /// What it says.
    pub kind: QualifierKind,
    /// Where it is written.
    pub span: Span,
}

/// The kinds of item in brackets.
#[derive(Clone, Debug, PartialEq)]
pub enum QualifierKind {
    /// `@c`: the claim itself.
    Claim(String),
    /// `contains "…"`: in its quote.
    Contains(Term),
    /// A qualifier, shown or compared.
    Item {
        /// Whether `not` stands before it.
        negated: bool,
        /// Its names, joined by dots.
        path: Vec<Word>,
        /// `as name`.
        name: Option<Word>,
        /// The comparison, without its operator where none is written.
        test: Option<(Option<Op>, Term)>,
    },
}

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
        matches!(self, Self::Less | Self::AtMost | Self::Greater | Self::AtLeast)
    }
}

/// A noun or a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// What it is.
    pub kind: TermKind,
    /// Where it is written.
    pub span: Span,
}

/// The kinds of term.
#[derive(Clone, Debug, PartialEq)]
pub enum TermKind {
    /// `who` or `what`.
    Open(&'static str),
    /// A bare name.
    Name(String),
    /// `@x`.
    Variable(String),
    /// `company@x`.
    Typed(Word, String),
    /// `by:acquired`.
    Prefixed(String, String),
    /// `<https://…>`.
    Iri(String),
    /// `:org`.
    Param(String),
    /// `(a, b)`.
    List(Vec<Term>),
    /// A value.
    Scalar(Scalar),
    /// `a..b`.
    Range(Box<Term>, Box<Term>),
}

/// A value as written.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    /// Quoted text, without its quotes.
    Quoted(String),
    /// `2024-03`, `2024-03-15T10:00`.
    Date(String),
    /// `-30d`.
    Ago(u32, char),
    /// `1.5M USD`.
    Number(Number),
}

/// A number as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Number {
    /// Sign and digits, perhaps with a point, without underscores.
    pub digits: String,
    /// How many zeros its magnitude adds: 9 for `B`.
    pub zeros: usize,
    /// `%` or a currency.
    pub unit: Option<String>,
}

/// A name with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The name, without quotes.
    pub text: String,
    /// Where it is written.
    pub span: Span,
}

//! What was written: the tree that `parse` returns, a span on every node and no meaning.

mod stage;
mod term;

pub use stage::{
    Aggregate, Expr, FormWord, Function, Item, Op, Operand, Path, SortKey, Stage, StageKind,
};
pub use term::{Number, Scalar, Term, TermKind, Word};

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

//! Nouns and values, as written.

use crate::text::Span;

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

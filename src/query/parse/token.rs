//! Tokens, and the list of them as an input that nom's combinators read.

use std::cell::RefCell;
use std::iter::Enumerate;
use std::slice::Iter;

use nom::{Input, Needed};

use crate::query::ast::Number;
use crate::text::Span;

/// A token and where it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// The kinds of token.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// A name or a keyword.
    Word(String),
    /// `@x`.
    Variable(String),
    /// `:x`.
    Param(String),
    /// `by:acquired`.
    Prefixed(String, String),
    /// `<https://…>`.
    Iri(String),
    /// Quoted text.
    Quoted(String),
    /// A number; its unit may follow as a word.
    Number(Number),
    /// A date.
    Date(String),
    /// `-30d`.
    Ago(u32, char),
    /// Brackets and operators.
    Sign(&'static str),
    /// Anything the language does not use.
    Other,
}

/// What is left to read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tokens<'a> {
    /// The whole text.
    pub(super) text: &'a str,
    all: &'a [Token],
    start: usize,
    end: usize,
    trace: Option<&'a Trace>,
}

/// Everything that would have been taken at the end of the text.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Trace(RefCell<Vec<&'static str>>);

impl Trace {
    pub(super) fn into_inner(self) -> Vec<&'static str> {
        self.0.into_inner()
    }
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str, all: &'a [Token]) -> Self {
        Self {
            text,
            all,
            start: 0,
            end: all.len(),
            trace: None,
        }
    }

    /// Returns the same, noting what is wanted at the end.
    pub(super) fn traced(self, trace: &'a Trace) -> Self {
        Self {
            trace: Some(trace),
            ..self
        }
    }

    /// Notes what would have been taken here, if this is the end.
    pub(super) fn note(&self, wanted: &'static str) {
        if let Some(trace) = self.trace.filter(|_| self.start == self.all.len()) {
            let mut all = trace.0.borrow_mut();
            if !all.contains(&wanted) {
                all.push(wanted);
            }
        }
    }

    /// Returns the next token.
    pub(super) fn first(&self) -> Option<&'a Token> {
        self.all.get(self.start).filter(|_| self.start < self.end)
    }

    /// Returns the number of tokens read so far.
    pub(super) fn position(&self) -> usize {
        self.start
    }

    /// Returns where the next token is, or the end of the text.
    pub(super) fn span(&self) -> Span {
        self.first().map_or_else(
            || Span::new(self.text.len(), self.text.len()),
            |token| token.span,
        )
    }

    /// Returns what lies between this point and a later one.
    pub(super) fn until(&self, later: &Self) -> Span {
        let start = self.span().start;
        let end = later
            .start
            .checked_sub(1)
            .and_then(|at| self.all.get(at))
            .map_or(start, |token| token.span.end);
        Span::new(start, end.max(start))
    }
}

impl<'a> Input for Tokens<'a> {
    type Item = &'a Token;
    type Iter = Iter<'a, Token>;
    type IterIndices = Enumerate<Iter<'a, Token>>;

    fn input_len(&self) -> usize {
        self.end - self.start
    }

    fn take(&self, index: usize) -> Self {
        Self {
            end: self.start + index,
            ..*self
        }
    }

    fn take_from(&self, index: usize) -> Self {
        Self {
            start: self.start + index,
            ..*self
        }
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.iter_elements().position(predicate)
    }

    fn iter_elements(&self) -> Self::Iter {
        self.all
            .get(self.start..self.end)
            .unwrap_or_default()
            .iter()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if count <= self.input_len() {
            Ok(count)
        } else {
            Err(Needed::new(count - self.input_len()))
        }
    }
}

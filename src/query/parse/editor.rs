//! What editors need to know of a text, right or wrong: its tokens, its comments, and what could follow it.

use super::lex;
use super::token::{Kind, Token, Tokens, Trace};
use super::{check_depth, query, refuse};
use crate::query::error::ErrorKind;
use crate::text::Span;

/// Returns what could follow a text: keywords, and what kinds of names the messages would ask for.
pub(in crate::query) fn expected(text: &str) -> Vec<&'static str> {
    let (tokens, _) = lex::lex(text);
    if refuse(text).is_err() || check_depth(&tokens).is_err() {
        return Vec::new();
    }
    let trace = Trace::default();
    let input = Tokens::new(text, &tokens).traced(&trace);
    // Whether it is complete does not matter; what was tried at its end does.
    let _parsed = query(input);
    trace.into_inner()
}

/// Returns where the tokens of a text begin, and where the last one opens if it is a quote that is not closed.
pub(in crate::query) fn starts(text: &str) -> (Vec<usize>, Option<usize>) {
    let (tokens, broken) = lex::lex(text);
    let open = broken.filter(|error| matches!(*error.kind, ErrorKind::OpenQuote(_)));
    (
        tokens.iter().map(|token| token.span.start).collect(),
        open.map(|error| error.span.start),
    )
}

/// What a token is, as far as its letters show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::query) enum Word {
    Name,
    Variable,
    Parameter,
    Quoted,
    Number,
    Other,
}

/// Returns the tokens of a text, the last of them a quote that may be open.
pub(in crate::query) fn words_of(text: &str) -> Vec<(Span, Word)> {
    let (tokens, broken) = lex::lex(text);
    let word = |token: &Token| match token.kind {
        Kind::Word(_) => Word::Name,
        Kind::Variable(_) => Word::Variable,
        Kind::Param(_) => Word::Parameter,
        Kind::Quoted(_) | Kind::Iri(_) | Kind::Prefixed(..) => Word::Quoted,
        Kind::Number(_) | Kind::Date(_) | Kind::Ago(..) => Word::Number,
        Kind::Sign(_) | Kind::Other => Word::Other,
    };
    let mut words: Vec<_> = tokens
        .iter()
        .map(|token| (token.span, word(token)))
        .collect();
    let open = broken.filter(|error| matches!(*error.kind, ErrorKind::OpenQuote(_)));
    words.extend(open.map(|error| (Span::new(error.span.start, text.len()), Word::Quoted)));
    words
}

/// Returns where the comments of a text are.
pub(in crate::query) fn comments(text: &str) -> Vec<Span> {
    lex::comments(text)
}

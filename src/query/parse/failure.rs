//! Where parsing stopped and what was wanted there → the message for it.

use nom::error::{ErrorKind as NomKind, ParseError};

use super::token::{Kind, Token, Tokens};
use crate::query::error::{ErrorKind, QueryError};
use crate::query::words;
use crate::text::Span;

/// The furthest point reached and what was wanted there.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    pub(super) at: usize,
    expected: Vec<&'static str>,
    /// A mistake that has its own words.
    error: Option<Box<QueryError>>,
}

impl Failure {
    /// Returns a failure that says what was wanted at `input`.
    pub(super) fn wanted(input: Tokens<'_>, expected: &'static str) -> Self {
        Self {
            at: input.position(),
            expected: vec![expected],
            error: None,
        }
    }

    /// Returns a failure with its own words.
    pub(super) fn own(input: Tokens<'_>, error: QueryError) -> Self {
        Self {
            at: input.position(),
            expected: Vec::new(),
            error: Some(Box::new(error)),
        }
    }

    /// Says what was wanted, if nothing was read.
    pub(super) fn or_wanted(self, input: Tokens<'_>, expected: &'static str) -> Self {
        if self.error.is_none() && self.at == input.position() {
            Self::wanted(input, expected)
        } else {
            self
        }
    }
}

impl<'a> ParseError<Tokens<'a>> for Failure {
    fn from_error_kind(input: Tokens<'a>, _: NomKind) -> Self {
        Self {
            at: input.position(),
            expected: Vec::new(),
            error: None,
        }
    }

    fn append(_: Tokens<'a>, _: NomKind, other: Self) -> Self {
        other
    }

    /// Keeps the furthest; merges what was wanted at one place.
    fn or(mut self, other: Self) -> Self {
        if self.at != other.at {
            return if self.at > other.at { self } else { other };
        }
        for word in other.expected {
            if !self.expected.contains(&word) {
                self.expected.push(word);
            }
        }
        self.error = self.error.or(other.error);
        self
    }
}

/// Returns the message for a failure.
pub(super) fn explain(text: &str, tokens: &[Token], failure: Failure) -> QueryError {
    if let Some(error) = failure.error {
        return *error;
    }
    let token = tokens.get(failure.at);
    let span = token.map_or(Span::new(text.len(), text.len()), |token| token.span);
    let found = token.map_or_else(
        || "the end".to_owned(),
        |token| format!("`{}`", token.span.of(text)),
    );
    let expected = words::any_of(&failure.expected);
    let error = QueryError::new(ErrorKind::Syntax { expected, found }, span, "unexpected");
    match token {
        Some(token) => hint(text, token, &failure.expected, error),
        None => error,
    }
}

/// Adds what may put it right.
fn hint(text: &str, token: &Token, expected: &[&'static str], error: QueryError) -> QueryError {
    let written = token.span.of(text);
    let Kind::Word(word) = &token.kind else {
        return match written.chars().next() {
            Some('?' | '$') if written.len() > 1 => error
                .help("variables are written @x")
                .fix(token.span, format!("@{}", &written[1..])),
            Some('|' | ';') if expected.iter().any(|wanted| wanted.contains("stage")) => error
                .help("stages follow each other with no sign between them")
                .fix(token.span, ""),
            _ => error,
        };
    };
    let lower = word.to_lowercase();
    if *word != lower && words::KEYWORDS.contains(&lower.as_str()) {
        return error
            .help(format!("keywords are lower case: `{lower}`"))
            .fix(token.span, lower);
    }
    let before = text.get(..token.span.start).unwrap_or_default();
    let at_statement = expected.iter().any(|wanted| wanted.contains("statement"));
    let stage = at_statement && words::STAGES.contains(&word.as_str());
    if stage && before.trim().is_empty() {
        return error.help(format!(
            "`{word}` opens a stage, which goes behind the statements: who founded what {word} …"
        ));
    }
    if stage && let Some(said) = before.trim_end().strip_suffix(',') {
        let comma = Span::new(said.len(), said.len() + 1);
        return error
            .help(format!(
                "`{word}` opens a stage, which no comma goes before"
            ))
            .fix(comma, "");
    }
    if words::KEYWORDS.contains(&word.as_str()) {
        let quoted = format!("\"{word}\"");
        let help = format!("`{word}` is a keyword; quote it to use it as a name: {quoted}");
        return error.help(help).fix(token.span, quoted);
    }
    if expected.iter().any(|wanted| wanted.contains("stage"))
        && let Some(near) = words::nearest(word, words::STAGES.iter().copied())
    {
        return error
            .help(format!("did you mean `{near}`?"))
            .fix(token.span, near);
    }
    error
}

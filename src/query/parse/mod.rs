//! Parse: text → [`Query`], with no vocabulary and no meaning.

mod bracket;
mod editor;
mod failure;
mod lex;
mod pattern;
mod stage;
mod term;
mod token;

use nom::multi::many0;
use nom::sequence::{pair, preceded};
use nom::{IResult, Parser};

pub(super) use self::editor::{Word, comments, expected, starts, words_of};
use self::failure::{Failure, explain};
pub(super) use self::term::{is_unit, magnitude};
use self::token::{Kind, Token, Tokens};
use super::ast::{self, Define, ParamDecl, Query};
use super::error::{ErrorKind, QueryError};
use super::words::KEYWORDS;
use crate::text::Span;

/// Longest text, in bytes.
const MAX_TEXT: usize = 16 * 1024;
/// Deepest brackets.
const MAX_DEPTH: usize = 64;
/// Most definitions.
const MAX_DEFINES: usize = 100;

/// What a parser of the grammar returns.
type Parsed<'a, T> = IResult<Tokens<'a>, T, Failure>;

/// Returns the tree of a query.
///
/// ```
/// let query = byline::query::parse("who invested_in OpenAI [amount, since]")?;
/// assert_eq!(query.body.pattern.len(), 1);
/// # Ok::<_, byline::query::QueryError>(())
/// ```
pub fn parse(text: &str) -> Result<Query, QueryError> {
    refuse(text)?;
    let (tokens, broken) = lex::lex(text);
    check_depth(&tokens)?;
    if tokens.is_empty() {
        return Err(broken.unwrap_or_else(|| {
            QueryError::new(ErrorKind::Empty, Span::new(0, 0), "write a question")
                .help("try: `who invested_in OpenAI`")
        }));
    }
    let parsed = query(Tokens::new(text, &tokens));
    match (parsed, broken) {
        (Ok((_, query)), None) => Ok(query),
        (Ok(_), Some(broken)) => Err(broken),
        (Err(nom::Err::Error(failure) | nom::Err::Failure(failure)), broken) => {
            let at_end = failure.at >= tokens.len();
            let error = explain(text, &tokens, failure);
            Err(broken.filter(|_| at_end).unwrap_or(error))
        }
        (Err(nom::Err::Incomplete(_)), broken) => Err(broken.unwrap_or_else(|| {
            QueryError::new(ErrorKind::Empty, Span::new(0, 0), "write a question")
        })),
    }
}

/// Returns the definitions of a text that holds nothing else.
pub fn parse_library(text: &str) -> Result<Vec<Define>, QueryError> {
    refuse(text)?;
    let (tokens, broken) = lex::lex(text);
    check_depth(&tokens)?;
    if let Some(broken) = broken {
        return Err(broken);
    }
    let all = |input| -> Parsed<'_, Vec<Define>> {
        let (input, defines) = many0(define).parse(input)?;
        match input.first() {
            None => Ok((input, defines)),
            Some(_) => Err(nom::Err::Failure(Failure::wanted(
                input,
                "`define`, or the end",
            ))),
        }
    };
    match all(Tokens::new(text, &tokens)) {
        Ok((_, defines)) => Ok(defines),
        Err(nom::Err::Error(failure) | nom::Err::Failure(failure)) => {
            Err(explain(text, &tokens, failure))
        }
        // Complete input is never incomplete.
        Err(nom::Err::Incomplete(_)) => Ok(Vec::new()),
    }
}

/// Texts that are not worth reading.
fn refuse(text: &str) -> Result<(), QueryError> {
    if text.len() > MAX_TEXT {
        let kind = ErrorKind::TooLarge {
            limit: MAX_TEXT,
            of: "bytes of text",
        };
        return Err(QueryError::new(kind, Span::new(0, 0), "too long"));
    }
    let start = text.len() - text.trim_start().len();
    let first: String = text
        .trim_start()
        .chars()
        .take_while(|c| c.is_alphabetic())
        .collect();
    let sparql = [
        "select",
        "construct",
        "prefix",
        "base",
        "ask",
        "describe",
        "insert",
        "delete",
    ];
    let looks = sparql.contains(&first.to_lowercase().as_str()) && text.contains('{');
    if looks && (text.contains('?') || text.contains('<') || text.contains('$')) {
        let span = Span::new(start, start + first.len());
        return Err(QueryError::new(ErrorKind::Sparql, span, "SPARQL")
            .help("run it as SPARQL instead: `byline sparql '…'`"));
    }
    Ok(())
}

/// Deep nesting is refused before anything recurses; a row of `not` nests as brackets do.
fn check_depth(tokens: &[Token]) -> Result<(), QueryError> {
    let mut outer: Vec<usize> = Vec::new();
    let mut depth = 0_usize;
    for token in tokens {
        match &token.kind {
            Kind::Sign("(" | "[" | "{") => {
                outer.push(depth);
                depth += 1;
            }
            Kind::Sign(")" | "]" | "}") => depth = outer.pop().unwrap_or(0),
            Kind::Sign(",") => depth = outer.last().map_or(0, |outer| outer + 1),
            Kind::Word(word) => match word.as_str() {
                "not" | "maybe" => depth += 1,
                "and" | "or" => depth = outer.last().map_or(0, |outer| outer + 1),
                _ => {}
            },
            _ => {}
        }
        if depth > MAX_DEPTH {
            let kind = ErrorKind::TooLarge {
                limit: MAX_DEPTH,
                of: "levels of brackets",
            };
            return Err(QueryError::new(kind, token.span, "too deep"));
        }
    }
    Ok(())
}

/// `query = { param } { define } body`
fn query(input: Tokens<'_>) -> Parsed<'_, Query> {
    let (input, params) = many0(preceded(keyword("param"), cut(param))).parse(input)?;
    let (input, defines) = many0(define).parse(input)?;
    if let Some(extra) = defines.get(MAX_DEFINES) {
        let kind = ErrorKind::TooLarge {
            limit: MAX_DEFINES,
            of: "definitions",
        };
        let error = QueryError::new(kind, extra.span, "one too many");
        return Err(nom::Err::Failure(Failure::own(input, error)));
    }
    let (input, body) = pattern::body(input)?;
    if input.first().is_some() {
        return Err(nom::Err::Failure(Failure::wanted(
            input,
            pattern::after(&body),
        )));
    }
    Ok((
        input,
        Query {
            params,
            defines,
            body,
        },
    ))
}

/// `param = "param" IDENT [ "=" term ]`, behind its keyword.
fn param(input: Tokens<'_>) -> Parsed<'_, ParamDecl> {
    let (input, name) = want("the name of the parameter", word).parse(input)?;
    let default = preceded(
        sign("="),
        cut(want("the value of the parameter", term::term)),
    );
    let (input, default) = nom::combinator::opt(default).parse(input)?;
    Ok((input, ParamDecl { name, default }))
}

/// `define = "define" VAR NAME VAR "as" "{" pattern "}"`
fn define(start: Tokens<'_>) -> Parsed<'_, Define> {
    let (input, _) = keyword("define")(start)?;
    let (input, subject) = cut(want("a variable such as `@a`", variable)).parse(input)?;
    let (input, name) = cut(want("the name of the relation", word)).parse(input)?;
    let (input, object) = cut(want("a variable such as `@b`", variable)).parse(input)?;
    let (input, _) = cut(want("`as {`", pair(contextual("as"), sign("{")))).parse(input)?;
    let (input, pattern) = cut(pattern::pattern).parse(input)?;
    let (input, _) = cut(want("a comma, `and`, or `}`", sign("}"))).parse(input)?;
    Ok((
        input,
        Define {
            subject,
            name,
            object,
            pattern,
            span: start.until(&input),
        },
    ))
}

/// Turns an error into a failure, so that no other way is tried.
fn cut<'a, O, P>(mut parser: P) -> impl FnMut(Tokens<'a>) -> Parsed<'a, O>
where
    P: Parser<Tokens<'a>, Output = O, Error = Failure>,
{
    move |input| {
        parser.parse(input).map_err(|error| match error {
            nom::Err::Error(failure) => nom::Err::Failure(failure),
            other => other,
        })
    }
}

/// Says what was wanted where a parser read nothing.
fn want<'a, O, P>(expected: &'static str, mut parser: P) -> impl FnMut(Tokens<'a>) -> Parsed<'a, O>
where
    P: Parser<Tokens<'a>, Output = O, Error = Failure>,
{
    move |input| {
        input.note(expected);
        parser
            .parse(input)
            .map_err(|error| error.map(|failure| failure.or_wanted(input, expected)))
    }
}

/// `item { separator item }`; an item must follow each separator.
///
/// A plain loop, because the frames of combinators are large and the grammar recurses through its lists.
fn listed<'a, O>(
    input: Tokens<'a>,
    separator: &Kind,
    wanted: &'static str,
    item: fn(Tokens<'a>) -> Parsed<'a, O>,
) -> Parsed<'a, Vec<O>> {
    let (mut rest, first) = item(input).map_err(|error| expecting(error, input, wanted))?;
    let mut all = vec![first];
    while rest.first().is_some_and(|token| token.kind == *separator) {
        let after = nom::Input::take_from(&rest, 1);
        let (next, found) = item(after).map_err(|error| expecting(error, after, wanted))?;
        all.push(found);
        rest = next;
    }
    Ok((rest, all))
}

/// Turns an error into a failure that says what was wanted.
fn expecting(
    error: nom::Err<Failure>,
    input: Tokens<'_>,
    wanted: &'static str,
) -> nom::Err<Failure> {
    input.note(wanted);
    match error {
        nom::Err::Error(failure) => nom::Err::Failure(failure.or_wanted(input, wanted)),
        other => other,
    }
}

/// The next token, if `pick` takes it.
fn one<'a, O>(pick: impl Fn(&'a Token) -> Option<O>) -> impl Fn(Tokens<'a>) -> Parsed<'a, O> {
    move |input| match input.first().and_then(&pick) {
        Some(found) => Ok((nom::Input::take_from(&input, 1), found)),
        None => Err(nom::Err::Error(Failure::wanted(input, "something else"))),
    }
}

/// A bracket or an operator.
fn sign<'a>(wanted: &'static str) -> impl Fn(Tokens<'a>) -> Parsed<'a, Span> {
    one(move |token| (token.kind == Kind::Sign(wanted)).then_some(token.span))
}

/// A keyword.
fn keyword<'a>(wanted: &'static str) -> impl Fn(Tokens<'a>) -> Parsed<'a, Span> {
    contextual(wanted)
}

/// A word with a meaning only in its place.
fn contextual<'a>(wanted: &'static str) -> impl Fn(Tokens<'a>) -> Parsed<'a, Span> {
    let found = one(move |token| {
        matches!(&token.kind, Kind::Word(word) if word == wanted).then_some(token.span)
    });
    move |input| {
        input.note(wanted);
        found(input)
    }
}

/// A name that is no keyword.
fn word(input: Tokens<'_>) -> Parsed<'_, ast::Word> {
    one(|token| match &token.kind {
        Kind::Word(text) if !KEYWORDS.contains(&text.as_str()) => Some(ast::Word {
            text: text.clone(),
            span: token.span,
        }),
        _ => None,
    })(input)
}

/// `VAR = "@" IDENT`
fn variable(input: Tokens<'_>) -> Parsed<'_, ast::Word> {
    one(|token| match &token.kind {
        Kind::Variable(text) => Some(ast::Word {
            text: text.clone(),
            span: token.span,
        }),
        _ => None,
    })(input)
}

/// `NAME VAR`, written without a space.
fn typed(input: Tokens<'_>) -> Parsed<'_, (ast::Word, ast::Word)> {
    let (rest, noun) = word(input)?;
    let (rest, name) = variable(rest)?;
    if noun.span.end == name.span.start {
        Ok((rest, (noun, name)))
    } else {
        Err(nom::Err::Error(Failure::wanted(input, "a noun")))
    }
}

/// A whole number.
fn count(input: Tokens<'_>) -> Parsed<'_, usize> {
    one(|token| match &token.kind {
        Kind::Number(number) if number.zeros == 0 && number.unit.is_none() => {
            number.digits.parse().ok()
        }
        _ => None,
    })(input)
}

#[cfg(test)]
mod tests;

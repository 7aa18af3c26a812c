//! What stands in brackets.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt};
use nom::multi::{many0, separated_list1};
use nom::sequence::preceded;

use super::pattern::op;
use super::term::term;
use super::token::{Kind, Tokens};
use super::{Parsed, contextual, cut, keyword, one, sign, variable, want, word};
use crate::query::ast::{Qualifier, QualifierKind, Word};

/// `"[" qual { "," qual } "]"`
pub(super) fn brackets(input: Tokens<'_>) -> Parsed<'_, Vec<Qualifier>> {
    let (input, _) = sign("[")(input)?;
    let item = cut(want("a qualifier such as `amount` or `by`", qualifier));
    let (input, items) = cut(separated_list1(sign(","), item)).parse(input)?;
    let (input, _) = cut(want("`]`", sign("]"))).parse(input)?;
    Ok((input, items))
}

/// `qual = VAR | "contains" term | [ "not" ] qname { "." qname } [ "as" IDENT | op term | term ]`
fn qualifier(start: Tokens<'_>) -> Parsed<'_, Qualifier> {
    let (input, kind) = alt((
        map(variable, |name| QualifierKind::Claim(name.text)),
        map(
            preceded(keyword("contains"), cut(want("the text to look for", term))),
            QualifierKind::Contains,
        ),
        item,
    ))
    .parse(start)?;
    Ok((
        input,
        Qualifier {
            kind,
            span: start.until(&input),
        },
    ))
}

/// `[ "not" ] qname { "." qname } [ "as" IDENT | op term | term ]`
fn item(input: Tokens<'_>) -> Parsed<'_, QualifierKind> {
    let (input, not) = opt(keyword("not")).parse(input)?;
    let (input, path) = if not.is_some() {
        cut(want("a qualifier", path)).parse(input)?
    } else {
        path(input)?
    };
    let (input, name) = opt(alias).parse(input)?;
    let (input, test) = if name.is_some() {
        (input, None)
    } else {
        test(input)?
    };
    Ok((
        input,
        QualifierKind::Item {
            negated: not.is_some(),
            path,
            name,
            test,
        },
    ))
}

/// `[ op term | term ]`
fn test(
    input: Tokens<'_>,
) -> Parsed<'_, Option<(Option<crate::query::ast::Op>, crate::query::ast::Term)>> {
    let (input, op) = opt(op).parse(input)?;
    match op {
        Some((op, _)) => {
            let (input, value) = cut(want("a value to compare with", term)).parse(input)?;
            Ok((input, Some((Some(op), value))))
        }
        None => map(opt(want("a value", term)), |value| {
            value.map(|value| (None, value))
        })
        .parse(input),
    }
}

/// `qname { "." qname }`
fn path(input: Tokens<'_>) -> Parsed<'_, Vec<Word>> {
    let step = preceded(sign("."), cut(want("a name after the dot", name)));
    let (input, first) = name(input)?;
    let (input, steps) = many0(step).parse(input)?;
    Ok((input, std::iter::once(first).chain(steps).collect()))
}

/// `qname = NAME | QUOTED`
pub(super) fn name(input: Tokens<'_>) -> Parsed<'_, Word> {
    let quoted = one(|token| match &token.kind {
        Kind::Quoted(text) => Some(Word {
            text: text.clone(),
            span: token.span,
        }),
        _ => None,
    });
    alt((word, quoted)).parse(input)
}

/// `"as" IDENT`
pub(super) fn alias(input: Tokens<'_>) -> Parsed<'_, Word> {
    let ident = one(|token| match &token.kind {
        Kind::Word(text) if is_ident(text) => Some(Word {
            text: text.clone(),
            span: token.span,
        }),
        _ => None,
    });
    preceded(
        contextual("as"),
        cut(want("a new name of letters, digits and `_`", ident)),
    )
    .parse(input)
}

/// `IDENT = ascii-letter { ascii-letter | digit | "_" }`
fn is_ident(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
}

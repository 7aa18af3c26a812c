//! Nouns and values.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt};
use nom::sequence::preceded;

use super::token::{Kind, Tokens};
use super::{Parsed, cut, expecting, keyword, listed, one, sign, typed, variable, want, word};
use crate::query::ast::{Number, Scalar, Term, TermKind};
use crate::query::words::KEYWORDS;

/// `term = scalar [ ".." scalar ] | "(" term { "," term } ")" | "who" | "what" | NAME | VAR | NAME VAR | PNAME | IRI | PARAM`
pub(super) fn term(start: Tokens<'_>) -> Parsed<'_, Term> {
    let opens_list = start
        .first()
        .is_some_and(|token| token.kind == Kind::Sign("("));
    let (input, kind) = if opens_list {
        list(start)?
    } else {
        single(start)?
    };
    Ok((
        input,
        Term {
            kind,
            span: start.until(&input),
        },
    ))
}

/// A term that is no list.
fn single(input: Tokens<'_>) -> Parsed<'_, TermKind> {
    alt((
        range,
        map(keyword("who"), |_| TermKind::Open("who")),
        map(keyword("what"), |_| TermKind::Open("what")),
        map(typed, |(noun, name)| TermKind::Typed(noun, name.text)),
        map(word, |word| TermKind::Name(word.text)),
        map(variable, |name| TermKind::Variable(name.text)),
        one(|token| match &token.kind {
            Kind::Prefixed(prefix, local) => {
                Some(TermKind::Prefixed(prefix.clone(), local.clone()))
            }
            Kind::Iri(iri) => Some(TermKind::Iri(iri.clone())),
            Kind::Param(name) => Some(TermKind::Param(name.clone())),
            _ => None,
        }),
    ))
    .parse(input)
}

/// `"(" term { "," term } ")"`
fn list(input: Tokens<'_>) -> Parsed<'_, TermKind> {
    let (input, _) = sign("(")(input)?;
    let (input, items) = listed(input, &Kind::Sign(","), "a name", term)?;
    let (input, _) = sign(")")(input).map_err(|error| expecting(error, input, "a comma or `)`"))?;
    Ok((input, TermKind::List(items)))
}

/// `scalar [ ".." scalar ]`
fn range(input: Tokens<'_>) -> Parsed<'_, TermKind> {
    let (input, first) = scalar(input)?;
    let (input, last) = opt(preceded(
        sign(".."),
        cut(want("the end of the range", scalar)),
    ))
    .parse(input)?;
    Ok((
        input,
        match last {
            Some(last) => TermKind::Range(Box::new(first), Box::new(last)),
            None => first.kind,
        },
    ))
}

/// `scalar = DATE | AGO | NUMBER | QUOTED`
fn scalar(start: Tokens<'_>) -> Parsed<'_, Term> {
    let (input, scalar) = alt((
        number,
        one(|token| match &token.kind {
            Kind::Date(date) => Some(Scalar::Date(date.clone())),
            Kind::Ago(count, unit) => Some(Scalar::Ago(*count, *unit)),
            Kind::Quoted(text) => Some(Scalar::Quoted(text.clone())),
            _ => None,
        }),
    ))
    .parse(start)?;
    Ok((
        input,
        Term {
            kind: TermKind::Scalar(scalar),
            span: start.until(&input),
        },
    ))
}

/// A number, with the magnitude and the unit that follow it as words.
fn number(input: Tokens<'_>) -> Parsed<'_, Scalar> {
    let (input, mut number) = one(|token| match &token.kind {
        Kind::Number(number) => Some(number.clone()),
        _ => None,
    })(input)?;
    let (input, zeros) = opt(one(|token| match &token.kind {
        Kind::Word(word) => magnitude(word),
        _ => None,
    }))
    .parse(input)?;
    number.zeros += zeros.unwrap_or(0);
    let (input, unit) = opt(one(|token| match &token.kind {
        Kind::Word(word) if is_unit(word) => Some(word.clone()),
        _ => None,
    }))
    .parse(input)?;
    let unit = number.unit.or(unit);
    Ok((input, Scalar::Number(Number { unit, ..number })))
}

/// The zeros that a word adds.
pub(in crate::query) fn magnitude(word: &str) -> Option<usize> {
    Some(match word {
        "thousand" => 3,
        "million" => 6,
        "billion" => 9,
        "trillion" => 12,
        _ => return None,
    })
}

/// Three capitals; a keyword in capitals is a mistake, not a currency.
pub(in crate::query) fn is_unit(word: &str) -> bool {
    word.len() == 3
        && word.chars().all(|c| c.is_ascii_uppercase())
        && !KEYWORDS.contains(&word.to_lowercase().as_str())
}

//! Statements, groups and how they join.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt};
use nom::multi::{many0, separated_list1};
use nom::sequence::preceded;

use super::bracket::brackets;
use super::stage::stage;
use super::term::term;
use super::token::{Kind, Tokens};
use super::{
    Failure, Parsed, cut, expecting, keyword, listed, one, sign, typed, variable, want, word,
};
use crate::query::ast::{
    Body, Clause, ClauseKind, Hops, Mode, Op, Phrase, Predicate, Relation, RelationName, Statement,
    Verb, Word,
};
use crate::query::error::{ErrorKind, QueryError};
use crate::text::Span;

/// `body = pattern { stage }`
pub(super) fn body(start: Tokens<'_>) -> Parsed<'_, Body> {
    let (input, pattern) = pattern(start)?;
    let (input, stages) = many0(stage).parse(input)?;
    Ok((
        input,
        Body {
            pattern,
            stages,
            span: start.until(&input),
        },
    ))
}

/// Returns what may follow a body.
pub(super) fn after(body: &Body) -> &'static str {
    if body.stages.is_empty() {
        "a comma, `and`, a stage such as `show` or `count`, or the end"
    } else {
        "a stage such as `show` or `count`, or the end"
    }
}

/// `pattern = clause { "," clause }`
pub(super) fn pattern(input: Tokens<'_>) -> Parsed<'_, Vec<Clause>> {
    listed(input, &Kind::Sign(","), "a statement", clause)
}

/// `clause = "not" clause | "maybe" clause | group { "or" group } | term [ phrases ]`
fn clause(start: Tokens<'_>) -> Parsed<'_, Clause> {
    // The first token decides, which keeps the frames of this recursion small.
    let (input, kind) = match start.first().map(|token| &token.kind) {
        Some(Kind::Word(word)) if word == "not" => nested(start, ClauseKind::Not)?,
        Some(Kind::Word(word)) if word == "maybe" => nested(start, ClauseKind::Maybe)?,
        Some(Kind::Sign("{")) => {
            let (input, arms) = listed(start, &Kind::Word("or".to_owned()), "a group", group)?;
            (input, ClauseKind::Groups(arms))
        }
        _ => {
            let (input, statement) = statement(start)?;
            (input, ClauseKind::Statement(statement))
        }
    };
    Ok((
        input,
        Clause {
            kind,
            span: start.until(&input),
        },
    ))
}

/// `"not" clause | "maybe" clause`, behind which a clause must follow.
fn nested(input: Tokens<'_>, kind: fn(Box<Clause>) -> ClauseKind) -> Parsed<'_, ClauseKind> {
    let after = nom::Input::take_from(&input, 1);
    let (input, inner) = clause(after).map_err(|error| expecting(error, after, "a statement"))?;
    Ok((input, kind(Box::new(inner))))
}

/// `group = "{" body "}"`
fn group(input: Tokens<'_>) -> Parsed<'_, Body> {
    let (input, _) = sign("{")(input)?;
    let (input, body) = body(input).map_err(|error| expecting(error, input, "a statement"))?;
    let wanted = if body.stages.is_empty() {
        "a comma, `and`, a stage, or `}`"
    } else {
        "a stage or `}`"
    };
    let (input, _) = sign("}")(input).map_err(|error| expecting(error, input, wanted))?;
    Ok((input, body))
}

/// `term [ phrases ]`, where `phrases = phrase { "and" phrase } | phrase { "or" phrase }`
fn statement(input: Tokens<'_>) -> Parsed<'_, Statement> {
    let (mut input, subject) = term(input)?;
    let mut phrases = Vec::new();
    let mut either = None;
    if let (rest, Some(first)) = opt(phrase).parse(input)? {
        phrases.push(first);
        input = rest;
        while let (rest, Some((is_or, span))) = opt(connective).parse(input)? {
            if either.is_some_and(|either| either != is_or) {
                let error = QueryError::new(ErrorKind::Mixed, span, "here");
                return Err(nom::Err::Failure(Failure::own(input, error)));
            }
            either = Some(is_or);
            let (rest, next) = cut(want("a relation", phrase)).parse(rest)?;
            phrases.push(next);
            input = rest;
        }
    }
    Ok((
        input,
        Statement {
            subject,
            phrases,
            either: either == Some(true),
        },
    ))
}

/// `"and" | "or"`
fn connective(input: Tokens<'_>) -> Parsed<'_, (bool, Span)> {
    alt((
        map(keyword("and"), |span| (false, span)),
        map(keyword("or"), |span| (true, span)),
    ))
    .parse(input)
}

/// `phrase = [ "not" | "maybe" ] predicate`
fn phrase(start: Tokens<'_>) -> Parsed<'_, Phrase> {
    let mode = alt((
        map(keyword("not"), |_| Mode::Not),
        map(keyword("maybe"), |_| Mode::Maybe),
    ));
    let (input, mode) = opt(mode).parse(start)?;
    let (input, predicate) = if mode.is_some() {
        cut(want("a relation", predicate)).parse(input)?
    } else {
        predicate(input)?
    };
    Ok((
        input,
        Phrase {
            mode,
            predicate,
            span: start.until(&input),
        },
    ))
}

/// `predicate = "is" [ "not" ] term | "contains" term | verb [ op ] term [ brackets ]`
fn predicate(input: Tokens<'_>) -> Parsed<'_, Predicate> {
    alt((
        is,
        map(
            preceded(keyword("contains"), cut(want("the text to look for", term))),
            Predicate::Contains,
        ),
        verb,
    ))
    .parse(input)
}

/// `"is" [ "not" ] term`
fn is(input: Tokens<'_>) -> Parsed<'_, Predicate> {
    let (input, _) = keyword("is")(input)?;
    let (input, not) = opt(keyword("not")).parse(input)?;
    let (input, term) = cut(want("a class or a name after `is`", term)).parse(input)?;
    Ok((
        input,
        Predicate::Is {
            negated: not.is_some(),
            term,
        },
    ))
}

/// `verb [ op ] term [ "[" qual { "," qual } "]" ]`
fn verb(input: Tokens<'_>) -> Parsed<'_, Predicate> {
    let (input, relations) = alt((map(relation, |one| vec![one]), relations)).parse(input)?;
    let (input, op) = opt(op).parse(input)?;
    let (input, object) = cut(want("an object after the relation", term)).parse(input)?;
    let (input, qualifiers) = opt(brackets).parse(input)?;
    Ok((
        input,
        Predicate::Verb(Verb {
            relations,
            op,
            object,
            qualifiers,
        }),
    ))
}

/// `"(" rel { "," rel } ")"`
fn relations(input: Tokens<'_>) -> Parsed<'_, Vec<Relation>> {
    let (input, _) = sign("(")(input)?;
    let (input, list) = cut(separated_list1(
        sign(","),
        cut(want("a relation", relation)),
    ))
    .parse(input)?;
    let (input, _) = cut(want("a comma or `)`", sign(")"))).parse(input)?;
    Ok((input, list))
}

/// `rel = [ "^" ] ( NAME | QUOTED | PNAME | IRI | VAR | NAME VAR ) [ "+" [ DIGITS ] ]`
fn relation(start: Tokens<'_>) -> Parsed<'_, Relation> {
    let (input, inverse) = opt(sign("^")).parse(start)?;
    let name = alt((
        map(typed, |(noun, name): (Word, Word)| {
            RelationName::Variable(Some(noun), name.text)
        }),
        map(variable, |name| RelationName::Variable(None, name.text)),
        map(word, |word| RelationName::Name(word.text)),
        one(|token| match &token.kind {
            Kind::Quoted(text) => Some(RelationName::Name(text.clone())),
            Kind::Prefixed(prefix, local) => {
                Some(RelationName::Prefixed(prefix.clone(), local.clone()))
            }
            Kind::Iri(iri) => Some(RelationName::Iri(iri.clone())),
            _ => None,
        }),
    ));
    let (input, name) = if inverse.is_some() {
        cut(want("a relation", name)).parse(input)?
    } else {
        want("a relation", name).parse(input)?
    };
    let (input, hops) = opt(hops).parse(input)?;
    Ok((
        input,
        Relation {
            inverse: inverse.is_some(),
            name,
            hops,
            span: start.until(&input),
        },
    ))
}

/// `"+" [ DIGITS ]`, the digits without a space before them.
fn hops(input: Tokens<'_>) -> Parsed<'_, Hops> {
    let (input, plus) = sign("+")(input)?;
    let adjacent = |token: &super::Token| match &token.kind {
        Kind::Number(number)
            if token.span.start == plus.end && number.zeros == 0 && number.unit.is_none() =>
        {
            number.digits.parse().ok()
        }
        _ => None,
    };
    let (input, steps) = opt(one(adjacent)).parse(input)?;
    Ok((input, steps.map_or(Hops::Any, Hops::UpTo)))
}

/// `op = "=" | "!=" | "<" | "<=" | ">" | ">=" | "contains"`
pub(super) fn op(input: Tokens<'_>) -> Parsed<'_, (Op, Span)> {
    one(|token| {
        let op = match &token.kind {
            Kind::Sign("=") => Op::Equal,
            Kind::Sign("!=") => Op::Differs,
            Kind::Sign("<") => Op::Less,
            Kind::Sign("<=") => Op::AtMost,
            Kind::Sign(">") => Op::Greater,
            Kind::Sign(">=") => Op::AtLeast,
            Kind::Word(word) if word == "contains" => Op::Contains,
            _ => return None,
        };
        Some((op, token.span))
    })(input)
}

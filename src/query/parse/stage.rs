//! Stages: the work on the table.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, value};
use nom::multi::{many0, separated_list1};
use nom::sequence::{pair, preceded};

use super::bracket::{alias, name};
use super::pattern::op;
use super::term::term;
use super::token::{Kind, Tokens};
use super::{
    Parsed, contextual, count, cut, expecting, keyword, listed, one, sign, variable, want,
};
use crate::query::ast::{
    Aggregate, Expr, FormWord, Function, Item, Operand, Path, SortKey, Stage, StageKind, Word,
};
use crate::query::words::KEYWORDS;

/// `stage = "where" expr | "show" … | agg … | "sort" … | "limit" … | "graph" | "describe" | "ask" | "timeline"`
pub(super) fn stage(start: Tokens<'_>) -> Parsed<'_, Stage> {
    let show = preceded(keyword("show"), cut(separated_list1(sign(","), item)));
    let sort = preceded(keyword("sort"), cut(separated_list1(sign(","), sort_key)));
    let (input, kind) = alt((
        map(
            preceded(keyword("where"), cut(want("a condition", expr))),
            StageKind::Where,
        ),
        map(show, StageKind::Show),
        aggregates,
        map(sort, StageKind::Sort),
        limit,
        map(form, StageKind::Form),
    ))
    .parse(start)?;
    Ok((
        input,
        Stage {
            kind,
            span: start.until(&input),
        },
    ))
}

/// `agg { "," agg } [ "per" item { "," item } ]`
fn aggregates(input: Tokens<'_>) -> Parsed<'_, StageKind> {
    let (input, aggregates) = separated_list1(sign(","), aggregate).parse(input)?;
    let keys = preceded(contextual("per"), cut(separated_list1(sign(","), item)));
    let (input, keys) = opt(keys).parse(input)?;
    Ok((
        input,
        StageKind::Aggregate {
            aggregates,
            keys: keys.unwrap_or_default(),
        },
    ))
}

/// `agg = "count" [ path ] [ "as" IDENT ] | ( "sum" | "avg" | "min" | "max" ) path [ "as" IDENT ]`
fn aggregate(start: Tokens<'_>) -> Parsed<'_, Aggregate> {
    let (input, function) = alt((
        value(Function::Count, keyword("count")),
        value(Function::Sum, keyword("sum")),
        value(Function::Avg, keyword("avg")),
        value(Function::Min, keyword("min")),
        value(Function::Max, keyword("max")),
    ))
    .parse(start)?;
    let (input, path) = match function {
        Function::Count => opt(counted).parse(input)?,
        _ => map(cut(want("a column", path)), Some).parse(input)?,
    };
    let (input, name) = opt(alias).parse(input)?;
    Ok((
        input,
        Aggregate {
            function,
            path,
            name,
            span: start.until(&input),
        },
    ))
}

/// The column behind `count`; words that go on with the stage are none.
fn counted(input: Tokens<'_>) -> Parsed<'_, Path> {
    let (rest, path) = path(input)?;
    let bare = !path.variable && path.steps.is_empty();
    let goes_on = ["per", "as"].contains(&path.column.text.as_str())
        || KEYWORDS.contains(&path.column.text.as_str())
            && !["who", "what"].contains(&path.column.text.as_str());
    if bare && goes_on {
        return Err(nom::Err::Error(super::Failure::wanted(input, "a column")));
    }
    Ok((rest, path))
}

/// `path [ "desc" ]`
fn sort_key(input: Tokens<'_>) -> Parsed<'_, SortKey> {
    let (input, (path, desc)) =
        pair(want("a column", path), opt(contextual("desc"))).parse(input)?;
    Ok((
        input,
        SortKey {
            path,
            descending: desc.is_some(),
        },
    ))
}

/// `"limit" DIGITS [ "offset" DIGITS ]`
fn limit(input: Tokens<'_>) -> Parsed<'_, StageKind> {
    let (input, _) = keyword("limit")(input)?;
    let (input, limit) = cut(want("a number of rows", count)).parse(input)?;
    let offset = preceded(contextual("offset"), cut(want("a number of rows", count)));
    let (input, offset) = opt(offset).parse(input)?;
    Ok((input, StageKind::Limit { limit, offset }))
}

/// `"graph" | "describe" | "ask" | "timeline"`
fn form(input: Tokens<'_>) -> Parsed<'_, FormWord> {
    alt((
        value(FormWord::Graph, keyword("graph")),
        value(FormWord::Describe, keyword("describe")),
        value(FormWord::Ask, keyword("ask")),
        value(FormWord::Timeline, keyword("timeline")),
    ))
    .parse(input)
}

/// `item = path [ "as" IDENT ]`
fn item(input: Tokens<'_>) -> Parsed<'_, Item> {
    let (input, (path, name)) = pair(cut(want("a column", path)), opt(alias)).parse(input)?;
    Ok((input, Item { path, name }))
}

/// `path = column { "." qname }`, where `column = NAME | VAR | "who" | "what" | "count" | …`
fn path(start: Tokens<'_>) -> Parsed<'_, Path> {
    let plain = one(|token| match &token.kind {
        Kind::Word(text) => {
            let columns = ["who", "what", "count", "sum", "avg", "min", "max"];
            let allowed = columns.contains(&text.as_str()) || !KEYWORDS.contains(&text.as_str());
            allowed.then(|| {
                (
                    Word {
                        text: text.clone(),
                        span: token.span,
                    },
                    false,
                )
            })
        }
        _ => None,
    });
    let (input, (column, variable)) =
        alt((plain, map(variable, |word| (word, true)))).parse(start)?;
    let (input, steps) =
        many0(preceded(sign("."), cut(want("a name after the dot", name)))).parse(input)?;
    Ok((
        input,
        Path {
            column,
            variable,
            steps,
            span: start.until(&input),
        },
    ))
}

/// `expr = conj { "or" conj }`
fn expr(input: Tokens<'_>) -> Parsed<'_, Expr> {
    let (input, mut all) = listed(input, &Kind::Word("or".to_owned()), "a condition", conj)?;
    Ok((
        input,
        if all.len() == 1 {
            all.remove(0)
        } else {
            Expr::Or(all)
        },
    ))
}

/// `conj = unary { "and" unary }`
fn conj(input: Tokens<'_>) -> Parsed<'_, Expr> {
    let (input, mut all) = listed(input, &Kind::Word("and".to_owned()), "a condition", unary)?;
    Ok((
        input,
        if all.len() == 1 {
            all.remove(0)
        } else {
            Expr::And(all)
        },
    ))
}

/// `unary = "not" unary | "(" expr ")" | path op ( path | term )`
fn unary(input: Tokens<'_>) -> Parsed<'_, Expr> {
    let after = || nom::Input::take_from(&input, 1);
    match input.first().map(|token| &token.kind) {
        Some(Kind::Word(word)) if word == "not" => {
            let (rest, inner) =
                unary(after()).map_err(|error| expecting(error, after(), "a condition"))?;
            Ok((rest, Expr::Not(Box::new(inner))))
        }
        Some(Kind::Sign("(")) => {
            let (rest, inner) = expr(after())?;
            let (rest, _) =
                sign(")")(rest).map_err(|error| expecting(error, rest, "`and`, `or`, or `)`"))?;
            Ok((rest, inner))
        }
        _ => compare(input),
    }
}

/// `path op ( path | term )`
fn compare(input: Tokens<'_>) -> Parsed<'_, Expr> {
    let (input, left) = path(input)?;
    let (input, (op, op_span)) = cut(want("a comparison such as `=` or `>`", op)).parse(input)?;
    let (input, right) = cut(want("a value or a column", operand)).parse(input)?;
    Ok((
        input,
        Expr::Compare {
            left,
            op,
            op_span,
            right,
        },
    ))
}

/// `path | term`; a bare word is left open until names are looked up.
fn operand(input: Tokens<'_>) -> Parsed<'_, Operand> {
    match path(input) {
        Ok((rest, path)) if path.variable || !path.steps.is_empty() => {
            Ok((rest, Operand::Path(path)))
        }
        Ok((rest, path))
            if ["count", "sum", "avg", "min", "max"].contains(&path.column.text.as_str()) =>
        {
            Ok((rest, Operand::Path(path)))
        }
        _ => map(term, Operand::Term).parse(input),
    }
}

//! Text → tokens, by the lexical grammar.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while_m_n};
use nom::character::complete::{anychar, char, digit1, none_of, one_of, satisfy};
use nom::combinator::{map, map_opt, not, opt, peek, recognize, value};
use nom::multi::{many0, many0_count, many1_count};
use nom::sequence::{delimited, pair, preceded, terminated};
use nom::{IResult, Parser};

use super::token::{Kind, Token};
use crate::query::ast::Number;
use crate::query::error::{ErrorKind, QueryError};
use crate::text::Span;

type Lexed<'a, T> = IResult<&'a str, T>;

/// The pairs of quotes.
const QUOTES: &[(char, char)] = &[('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’')];

/// Brackets and operators, longer ones first.
const SIGNS: &[&str] = &[
    "..", "!=", "<=", ">=", "(", ")", "[", "]", "{", "}", ",", ".", "=", "<", ">", "^", "+", ";",
];

/// Letters that stand for magnitudes, longer ones first, and the zeros they add.
const MAGNITUDES: &[(&str, usize)] = &[
    ("bn", 9),
    ("tn", 12),
    ("k", 3),
    ("K", 3),
    ("M", 6),
    ("B", 9),
    ("T", 12),
];

/// Reads every token; an error leaves those before it.
pub(super) fn lex(text: &str) -> (Vec<Token>, Option<QueryError>) {
    let mut tokens = Vec::new();
    let mut rest = skip(text);
    while !rest.is_empty() {
        let start = text.len() - rest.len();
        if let Some(error) = broken(rest, start) {
            return (tokens, Some(error));
        }
        let Ok((after, kind)) = token(rest) else {
            break;
        };
        let end = text.len() - after.len();
        tokens.push(Token {
            kind,
            span: Span::new(start, end),
        });
        rest = skip(after);
    }
    (tokens, None)
}

/// White space and comments.
fn skip(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix('#') {
        rest = comment
            .find('\n')
            .and_then(|at| comment.get(at..))
            .unwrap_or_default()
            .trim_start();
    }
    rest
}

/// Returns where the comments are.
pub(super) fn comments(text: &str) -> Vec<Span> {
    let (tokens, _) = lex(text);
    let ends = std::iter::once(0).chain(tokens.iter().map(|token| token.span.end));
    let starts = tokens.iter().map(|token| token.span.start);
    let mut found = Vec::new();
    for (from, to) in ends.zip(starts.chain([text.len()])) {
        let mut at = from;
        while let Some(hash) = text.get(at..to).and_then(|gap| gap.find('#')) {
            let start = at + hash;
            let line = text.get(start..to).unwrap_or_default();
            let end = start + line.find('\n').unwrap_or(line.len());
            found.push(Span::new(start, end));
            at = end;
        }
    }
    found
}

/// A token that was opened and never closed.
fn broken(rest: &str, start: usize) -> Option<QueryError> {
    let first = rest.chars().next()?;
    if let Some((_, close)) = QUOTES.iter().find(|(open, _)| *open == first) {
        let unclosed = quoted(rest).is_err();
        let span = Span::new(start, start + first.len_utf8());
        return unclosed
            .then(|| QueryError::new(ErrorKind::OpenQuote(*close), span, "opened here"));
    }
    if first != '<' {
        return None;
    }
    let after = rest.get(1..)?;
    let word_end = after.find(char::is_whitespace).unwrap_or(after.len());
    let word = after.get(..word_end)?;
    match word.find('>') {
        Some(0) => None,
        Some(at) => {
            let text = word.get(..at)?;
            let bad = oxigraph::model::NamedNode::new(text).is_err();
            let span = Span::new(start, start + at + 2);
            bad.then(|| {
                QueryError::new(
                    ErrorKind::BadIri(text.to_owned()),
                    span,
                    "not an absolute IRI",
                )
            })
        }
        None if word.contains("://") => {
            let next = skip(after.get(word_end..)?);
            let length = next.find(char::is_whitespace).unwrap_or(next.len());
            let from = start + rest.len() - next.len();
            let found = next.get(..length).filter(|found| !found.is_empty());
            let kind = ErrorKind::Syntax {
                expected: "`>` to close the identifier (no spaces inside)".into(),
                found: found.map_or_else(|| "the end".into(), |found| format!("`{found}`")),
            };
            Some(QueryError::new(
                kind,
                Span::new(from, from + length),
                "unexpected",
            ))
        }
        None => None,
    }
}

/// Any one token.
fn token(text: &str) -> Lexed<'_, Kind> {
    alt((
        map(quoted, Kind::Quoted),
        map(iri, Kind::Iri),
        map(preceded(char('@'), ident), |name| {
            Kind::Variable(name.to_owned())
        }),
        map(preceded(char(':'), ident), |name| {
            Kind::Param(name.to_owned())
        }),
        date,
        ago,
        map(number, Kind::Number),
        prefixed,
        map(name, |name| Kind::Word(name.to_owned())),
        sign,
        value(Kind::Other, pair(one_of("?$"), ident)),
        value(Kind::Other, anychar),
    ))
    .parse(text)
}

/// `IDENT = ascii-letter { ascii-letter | digit | "_" }`
fn ident(text: &str) -> Lexed<'_, &str> {
    recognize(pair(
        satisfy(|c| c.is_ascii_alphabetic()),
        take_while(|c: char| c.is_ascii_alphanumeric() || c == '_'),
    ))
    .parse(text)
}

/// `NAME = letter { letter | digit | "_" | "-" ( letter | digit ) }`
fn name(text: &str) -> Lexed<'_, &str> {
    let inner = alt((
        recognize(satisfy(|c| c.is_alphanumeric() || c == '_' || is_mark(c))),
        recognize(pair(char('-'), satisfy(char::is_alphanumeric))),
    ));
    recognize(pair(satisfy(char::is_alphabetic), many0_count(inner))).parse(text)
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// `PNAME = NAME ":" ( letter | digit | "_" | "-" )+`
fn prefixed(text: &str) -> Lexed<'_, Kind> {
    let local = recognize(many1_count(satisfy(|c| {
        c.is_alphanumeric() || c == '_' || c == '-'
    })));
    map(
        (terminated(name, char(':')), local),
        |(prefix, local): (&str, &str)| Kind::Prefixed(prefix.to_owned(), local.to_owned()),
    )
    .parse(text)
}

/// `IRI = "<" absolute-iri ">"`
fn iri(text: &str) -> Lexed<'_, String> {
    let inner = recognize(many1_count(satisfy(|c| {
        !c.is_whitespace() && c != '>' && c != '<'
    })));
    map(delimited(char('<'), inner, char('>')), str::to_owned).parse(text)
}

/// `QUOTED`, with `\" \' \\ \n \t` inside.
fn quoted(text: &str) -> Lexed<'_, String> {
    let (rest, close) = map_opt(anychar, |c| {
        QUOTES
            .iter()
            .find(|(open, _)| *open == c)
            .map(|(_, close)| *close)
    })
    .parse(text)?;
    let escape = preceded(
        char('\\'),
        map(anychar, |c| match c {
            'n' => '\n',
            't' => '\t',
            other => other,
        }),
    );
    let special = ['\\', close];
    let plain = none_of(special.as_slice());
    map(
        terminated(many0(alt((plain, escape))), char(close)),
        |chars| chars.into_iter().collect(),
    )
    .parse(rest)
}

/// `DATE = D4 "-" D2 [ "-" D2 [ "T" D2 ":" D2 [ ":" D2 ] ] ]`
fn date(text: &str) -> Lexed<'_, Kind> {
    let digits = |n: usize| take_while_m_n(n, n, |c: char| c.is_ascii_digit());
    let seconds = opt((char(':'), digits(2)));
    let time = opt((char('T'), digits(2), char(':'), digits(2), seconds));
    let day = opt((char('-'), digits(2), time));
    let whole = recognize((digits(4), char('-'), digits(2), day));
    let end = not(satisfy(|c| c.is_alphanumeric() || c == '_' || c == '-'));
    map(terminated(whole, peek(end)), |date: &str| {
        Kind::Date(date.to_owned())
    })
    .parse(text)
}

/// `AGO = "-" DIGITS ( "d" | "w" | "m" | "y" )`
fn ago(text: &str) -> Lexed<'_, Kind> {
    let count = map_opt(digit1, |digits: &str| digits.parse().ok());
    let end = not(satisfy(char::is_alphanumeric));
    map(
        terminated((preceded(char('-'), count), one_of("dwmy")), peek(end)),
        |(count, unit)| Kind::Ago(count, unit),
    )
    .parse(text)
}

/// `NUMBER = [ "-" ] DIGITS { "_" DIGITS } [ "." DIGITS ] [ MAG ] [ UNIT ]`, as far as it is written together.
fn number(text: &str) -> Lexed<'_, Number> {
    let whole = (digit1, many0_count((char('_'), digit1)));
    let sign = opt(char('-'));
    let (rest, digits) = recognize((sign, whole, opt((char('.'), digit1)))).parse(text)?;
    let magnitude = MAGNITUDES.iter().find_map(|(letters, zeros)| {
        let after = rest.strip_prefix(letters)?;
        let (_, unit) = adjacent_unit(after).ok()?;
        let next = after.get(unit.map_or(0, str::len)..)?.chars().next();
        next.is_none_or(|c| !c.is_alphanumeric() && c != '_')
            .then_some((after, *zeros))
    });
    let (rest, zeros) = magnitude.unwrap_or((rest, 0));
    let (rest, unit) = adjacent_unit(rest)?;
    let number = Number {
        digits: digits.replace('_', ""),
        zeros,
        unit: unit.map(str::to_owned),
    };
    Ok((rest, number))
}

/// `UNIT = "%" | UPPER UPPER UPPER`
fn adjacent_unit(text: &str) -> Lexed<'_, Option<&str>> {
    let upper = take_while_m_n(3, 3, |c: char| c.is_ascii_uppercase());
    let code = terminated(upper, not(satisfy(|c| c.is_alphanumeric() || c == '_')));
    opt(alt((tag("%"), code))).parse(text)
}

/// Brackets and operators.
fn sign(text: &str) -> Lexed<'_, Kind> {
    let found = SIGNS.iter().find(|sign| text.starts_with(**sign));
    map_opt(tag(found.copied().unwrap_or("\u{0}")), |_: &str| {
        found.map(|sign| Kind::Sign(sign))
    })
    .parse(text)
}

#[cfg(test)]
mod tests {
    use super::lex;

    fn kinds(text: &str) -> String {
        let (tokens, error) = lex(text);
        assert_eq!(error, None);
        tokens
            .iter()
            .map(|token| format!("{:?}", token.kind))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn names_keep_hyphens_between_letters() {
        assert_eq!(
            kinds("Coca-Cola é_1 -"),
            r#"Word("Coca-Cola") Word("é_1") Other"#
        );
    }

    #[test]
    fn quotes_of_every_kind_take_escapes() {
        assert_eq!(
            kinds(r#""a\"b" 'c' “d” ‘e’ "f\n""#),
            r#"Quoted("a\"b") Quoted("c") Quoted("d") Quoted("e") Quoted("f\n")"#
        );
    }

    #[test]
    fn numbers_take_magnitudes_and_units() {
        assert_eq!(
            kinds("1_000.5 1.3B 2bn 5% 10MUSD 3M -4"),
            r#"Number(Number { digits: "1000.5", zeros: 0, unit: None }) Number(Number { digits: "1.3", zeros: 9, unit: None }) Number(Number { digits: "2", zeros: 9, unit: None }) Number(Number { digits: "5", zeros: 0, unit: Some("%") }) Number(Number { digits: "10", zeros: 6, unit: Some("USD") }) Number(Number { digits: "3", zeros: 6, unit: None }) Number(Number { digits: "-4", zeros: 0, unit: None })"#
        );
    }

    #[test]
    fn dates_ranges_and_times_ago() {
        assert_eq!(
            kinds("2024-03 2024-03-15T10:00 -30d 2021..2023"),
            r#"Date("2024-03") Date("2024-03-15T10:00") Ago(30, 'd') Number(Number { digits: "2021", zeros: 0, unit: None }) Sign("..") Number(Number { digits: "2023", zeros: 0, unit: None })"#
        );
    }

    #[test]
    fn identifiers_and_less_than() {
        assert_eq!(
            kinds("<http://a/b#c> a < 3 by:x-1 :p @v # the rest"),
            r#"Iri("http://a/b#c") Word("a") Sign("<") Number(Number { digits: "3", zeros: 0, unit: None }) Prefixed("by", "x-1") Param("p") Variable("v")"#
        );
    }

    #[test]
    fn what_is_open_is_an_error() {
        for (text, message) in [
            ("who \"a", "this quote is never closed; add \""),
            ("who ‘a", "this quote is never closed; add ’"),
            (
                "a <http://x an",
                "expected `>` to close the identifier (no spaces inside), found `an`",
            ),
            ("a <nothing> b", "`nothing` is not an absolute IRI"),
        ] {
            let (_, error) = lex(text);
            assert_eq!(error.unwrap().to_string(), message);
        }
    }
}

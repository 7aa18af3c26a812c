//! Guard: the text of a SPARQL query → leave to read it, or the reason against it.
//!
//! A recursive parser must never see a text that could overflow its stack, so everything here is one pass without recursion.

use super::StoreError;

/// How many bytes a query may have.
pub(super) const MAX_BYTES: usize = 64 * 1024;
/// How deep brackets may be nested.
pub(super) const MAX_DEPTH: usize = 64;
/// How many brackets and operators a query may have; each may cost a level of recursion.
pub(super) const MAX_OPERATORS: usize = 2_000;

const UPDATES: &[&str] = &[
    "INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH",
];

/// Refuses a query that is too large or too deep to be read safely, or that would leave or change the store.
pub(super) fn check(query: &str) -> Result<(), StoreError> {
    too_many("bytes", query.len(), MAX_BYTES)?;
    let (mut depth, mut deepest, mut operators) = (0_usize, 0, 0);
    let mut rest = Scanner { text: query, at: 0 };
    while let Some((at, token)) = rest.next_token() {
        match token {
            Token::Word(word) => {
                check_word(word, at, depth)?;
                operators += usize::from(
                    ["UNION", "MINUS"]
                        .iter()
                        .any(|name| word.eq_ignore_ascii_case(name)),
                );
            }
            Token::Sign('(' | '{' | '[') => {
                depth += 1;
                operators += 1;
                deepest = deepest.max(depth);
            }
            Token::Sign(')' | '}' | ']') => depth = depth.saturating_sub(1),
            Token::Sign('!' | '|' | '&' | '^' | '+' | '-' | '*' | '/' | '=' | '<' | '>') => {
                operators += 1;
            }
            Token::Sign(_) => {}
        }
    }
    too_many("levels of brackets", deepest, MAX_DEPTH)?;
    too_many("brackets and operators", operators, MAX_OPERATORS)
}

fn too_many(what: &'static str, found: usize, limit: usize) -> Result<(), StoreError> {
    if found > limit {
        Err(StoreError::TooLarge { what, found, limit })
    } else {
        Ok(())
    }
}

fn check_word(word: &str, at: usize, depth: usize) -> Result<(), StoreError> {
    let upper = word.to_ascii_uppercase();
    let why = match upper.as_str() {
        "SERVICE" => "a query asks this store alone, and nothing leaves the machine",
        "FROM" => "every query reads all articles and the view; `GRAPH` picks one article",
        update if depth == 0 && UPDATES.contains(&update) => {
            "queries only read; `byline add` and `byline remove` change the store"
        }
        _ => return Ok(()),
    };
    Err(StoreError::Refused {
        what: format!("`{upper}`"),
        at,
        why,
    })
}

enum Token<'a> {
    /// A bare word: a keyword or the name of a function.
    Word(&'a str),
    /// Any other sign.
    Sign(char),
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    /// Returns the next bare word or sign, behind texts, IRIs, comments, variables and prefixed names.
    fn next_token(&mut self) -> Option<(usize, Token<'a>)> {
        loop {
            let rest = &self.text[self.at..];
            let (start, c) = (self.at, rest.chars().next()?);
            let length = match c {
                '#' => rest.find(['\n', '\r']).unwrap_or(rest.len()),
                '"' | '\'' => text_length(rest, c),
                '<' => match iri_length(rest) {
                    Some(length) => length,
                    None => {
                        self.at += 1;
                        return Some((start, Token::Sign(c)));
                    }
                },
                '?' | '$' | '@' => 1 + word_length(&rest[1..]),
                c if is_word(c) || c == ':' => {
                    let length = word_length(rest);
                    self.at += length;
                    let word = &rest[..length];
                    if word.contains(':') {
                        continue;
                    }
                    return Some((start, Token::Word(word)));
                }
                c => {
                    self.at += c.len_utf8();
                    if c.is_whitespace() {
                        continue;
                    }
                    return Some((start, Token::Sign(c)));
                }
            };
            self.at += length;
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Length of a name, with a prefix where it has one.
fn word_length(text: &str) -> usize {
    let first_colon = text
        .find(|c: char| !is_word(c) && c != '-' && c != '.')
        .filter(|at| text[*at..].starts_with(':'));
    let inside = |c: char| {
        is_word(c) || c == ':' || first_colon.is_some() && matches!(c, '-' | '.' | '%' | '\\')
    };
    text.find(|c: char| !inside(c)).unwrap_or(text.len())
}

/// Length of a text in quotation marks, up to the end where it is not closed.
fn text_length(text: &str, mark: char) -> usize {
    let long: String = [mark; 3].iter().collect();
    let (open, close) = if text.starts_with(&long) {
        (3, long)
    } else {
        (1, mark.to_string())
    };
    let mut at = open;
    while let Some(c) = text[at..].chars().next() {
        if text[at..].starts_with(&close) {
            return at + close.len();
        }
        if c == '\n' && open == 1 {
            return at;
        }
        at += c.len_utf8();
        if c == '\\' {
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    at
}

/// Length of an IRI in angle brackets; none where the bracket is a sign of comparison.
fn iri_length(text: &str) -> Option<usize> {
    let end = text[1..]
        .find(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}|^`\\".contains(c))?
        + 1;
    text[end..].starts_with('>').then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(query: &str) -> String {
        check(query)
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn reading_is_allowed() {
        for query in [
            "SELECT * WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?s LIMIT 3",
            "PREFIX from: <http://x/service/from> ASK { ?service from:service \"SERVICE <x> { FROM\" }",
            "# INSERT DATA\nSELECT ?from { ?from ?p 'it''s', '''FROM ' x''' FILTER(?from < 3 && ?p > 2) }",
            "SELECT * { ?s <http://x/a#b> \"a\\\"FROM\"@from }",
            "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        ] {
            assert_eq!(refused(query), "", "{query}");
        }
    }

    #[test]
    fn what_leaves_or_changes_the_store_is_refused() {
        let service = "`SERVICE` at byte 11 is not allowed: a query asks this store alone, and nothing leaves the machine";
        assert_eq!(
            refused("SELECT * { service <http://x/> { ?s ?p ?o } }"),
            service
        );
        assert!(
            refused("SELECT * { BIND(1<2 AS ?x) SERVICE SILENT ?x {} }").starts_with("`SERVICE`")
        );
        assert!(refused("SELECT * FROM <http://x/> { ?s ?p ?o }").starts_with("`FROM` at byte 9"));
        assert!(refused("SELECT*FROM<http://x/>{}").starts_with("`FROM`"));
        for update in [
            "INSERT DATA { <a:a> <a:a> 1 }",
            "drop all",
            "PREFIX a: <b:> DELETE WHERE { ?s ?p ?o }",
            "LOAD <file:///x>",
        ] {
            assert!(refused(update).contains("queries only read"), "{update}");
        }
    }

    #[test]
    fn what_could_overflow_the_stack_is_refused() {
        let nested = |n: usize| format!("ASK {}{}", "{".repeat(n), "}".repeat(n));
        assert_eq!(refused(&nested(64)), "");
        assert_eq!(
            refused(&nested(65)),
            "the query has 65 levels of brackets, and at most 64 are allowed"
        );
        assert!(
            refused(&format!("ASK {{ FILTER({}true) }}", "!".repeat(9_000)))
                .contains("brackets and operators")
        );
        assert!(refused(&"UNION {} ".repeat(3_000)).contains("brackets and operators"));
        assert!(refused(&" ".repeat(70_000)).contains("70000 bytes"));
    }

    #[test]
    fn any_text_is_looked_at_without_a_panic() {
        for text in [
            "",
            "\"",
            "'''",
            "\"\\",
            "<",
            "<é",
            "?",
            "@é",
            "a:é-.%",
            "\\",
            "\"é\n",
            "$",
            "é:",
            "\"\"\"\\é",
        ] {
            check(text).unwrap();
        }
    }
}

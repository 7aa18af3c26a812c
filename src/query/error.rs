//! What is wrong with a query: data first, words for people and programs second.

use std::fmt;

use serde_json::{Value, json};

use crate::text::Span;

/// Why a query cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// What kind of mistake.
    pub kind: Box<ErrorKind>,
    /// Where it is, in bytes of the query.
    pub span: Span,
    /// What is said right under that place.
    pub label: String,
    /// What is said below.
    pub help: Vec<String>,
    /// A change that may put it right.
    pub fix: Option<Fix>,
}

/// A change to the text of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}

impl Fix {
    /// Returns the query with the change made.
    pub fn apply(&self, query: &str) -> String {
        let (Some(before), Some(after)) =
            (query.get(..self.span.start), query.get(self.span.end..))
        else {
            return query.to_owned();
        };
        format!("{before}{}{after}", self.text)
    }
}

/// The kinds of mistake, each with a stable code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each variant is documented by its message")]
pub enum ErrorKind {
    #[error("there is no query here")]
    Empty,
    #[error("expected {expected}, found {found}")]
    Syntax { expected: String, found: String },
    #[error(
        "`and` and `or` do not mix in one statement; write two statements, or {{ … }} or {{ … }}"
    )]
    Mixed,
    #[error("this quote is never closed; add {0}")]
    OpenQuote(char),
    #[error("`{0}` is not an absolute IRI")]
    BadIri(String),
    #[error("unknown prefix `{0}:`")]
    UnknownPrefix(String),
    #[error("this looks like SPARQL")]
    Sparql,
    #[error("more than {limit} {of}")]
    TooLarge { limit: usize, of: &'static str },
    #[error("no relation called `{0}`")]
    UnknownRelation(String),
    #[error("nothing in the graph is called `{0}`")]
    UnknownName(String),
    #[error("`{name}` could be {count} things")]
    Ambiguous { name: String, count: usize },
    #[error("no class called `{0}`")]
    UnknownClass(String),
    #[error("parameter `:{0}` has no value")]
    UnboundParam(String),
    #[error("claims have no qualifier called `{0}`")]
    UnknownQualifier(String),
    #[error("no column called `{0}` at this point")]
    UnknownColumn(String),
    #[error("`{0}` is not a kind of relation")]
    RelationVariable(String),
    #[error("expected a name here, found a value")]
    ValueForName,
    #[error("`{0}` leads to {1}, and {2} no order")]
    Unordered(String, &'static str, &'static str),
    #[error("this is compared with {0}")]
    WrongType(&'static str),
    #[error("cannot read \"{0}\" as an amount")]
    BadAmount(String),
    #[error("`{function}` needs numbers, and `{column}` is {kind}")]
    NotNumbers {
        function: &'static str,
        column: String,
        kind: &'static str,
    },
    #[error("a list holds names only")]
    ListOfValues,
    #[error("`{0}` is recorded, not claimed: it has no amount, date or status")]
    Recorded(String),
    #[error("`+` follows facts from entity to entity; it takes no qualifiers")]
    QualifiedHops,
    #[error("this number has no unit, but `{0}` was given")]
    UnitOnNumber(String),
    #[error("`+{0}` is out of range")]
    Hops(u32),
    #[error("`+` needs the fact layer, which this store does not have")]
    NoFacts,
    #[error("both sides are the same `{0}`")]
    SameNoun(String),
    #[error("two columns would be called `{0}`")]
    SameColumn(String),
    #[error("a timeline needs a statement about a relation")]
    Timeline,
    #[error("`{0}` is defined in terms of itself")]
    Recursive(String),
    #[error("these parts have nothing in common: ({0}) and ({1})")]
    Apart(String, String),
    #[error("nothing to {0}: this is a yes/no question")]
    NoColumns(&'static str),
    #[error("`{0}` must come last")]
    FormNotLast(&'static str),
    #[error("`@{0}` is bound only inside another `maybe`")]
    MaybeOnMaybe(String),
}

impl ErrorKind {
    /// Returns the stable code: `E201`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "E101",
            Self::Syntax { .. } | Self::Mixed | Self::OpenQuote(_) => "E102",
            Self::BadIri(_) => "E105",
            Self::UnknownPrefix(_) => "E106",
            Self::Sparql => "E107",
            Self::TooLarge { .. } => "E108",
            Self::UnknownRelation(_) => "E201",
            Self::UnknownName(_) => "E202",
            Self::Ambiguous { .. } => "E203",
            Self::UnknownClass(_) => "E204",
            Self::UnboundParam(_) => "E205",
            Self::UnknownQualifier(_) => "E206",
            Self::UnknownColumn(_) => "E207",
            Self::RelationVariable(_) => "E208",
            Self::ValueForName => "E301",
            Self::Unordered(..) => "E302",
            Self::WrongType(_) | Self::BadAmount(_) | Self::NotNumbers { .. } => "E303",
            Self::ListOfValues => "E304",
            Self::Recorded(_) => "E305",
            Self::QualifiedHops => "E306",
            Self::UnitOnNumber(_) => "E307",
            Self::Hops(_) => "E309",
            Self::NoFacts => "E310",
            Self::SameNoun(_) => "E401",
            Self::SameColumn(_) => "E402",
            Self::Timeline => "E403",
            Self::Recursive(_) => "E404",
            Self::Apart(..) => "E405",
            Self::NoColumns(_) => "E406",
            Self::FormNotLast(_) => "E407",
            Self::MaybeOnMaybe(_) => "E408",
        }
    }
}

impl QueryError {
    /// Returns an error with nothing but its kind, place and label.
    pub(super) fn new(kind: ErrorKind, span: Span, label: impl Into<String>) -> Self {
        Self {
            kind: Box::new(kind),
            span,
            label: label.into(),
            help: Vec::new(),
            fix: None,
        }
    }

    /// Adds a line of help.
    pub(super) fn help(mut self, line: impl Into<String>) -> Self {
        self.help.push(line.into());
        self
    }

    /// Adds a change that puts it right.
    pub(super) fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Fix {
            span,
            text: text.into(),
        });
        self
    }

    /// Returns the stable code: `E201`.
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// Returns the error for a person: message, line with the place marked, help.
    pub fn render(&self, source_name: &str, source: &str, colour: bool) -> String {
        let paint = Paint { on: colour };
        let place = Place::of(source, self.span);
        let number = place.line.to_string();
        let gutter = " ".repeat(number.len());
        let bar = paint.blue("|");
        let mut out = format!(
            "{}{}\n{gutter}{} {source_name}:{number}:{}\n",
            paint.red(&format!("error[{}]", self.code())),
            paint.bold(&format!(": {self}")),
            paint.blue("-->"),
            place.column
        );
        let carets = "^".repeat(place.width);
        let mark = format!("{}{carets} {}", " ".repeat(place.column - 1), self.label);
        out += &format!(
            "{gutter} {bar}\n{} {bar} {}\n",
            paint.blue(&number),
            place.text
        );
        out += &format!("{gutter} {bar} {}\n", paint.coloured_mark(mark.trim_end()));
        for line in &self.help {
            out += &format!(
                "{gutter} {} {}: {line}\n",
                paint.blue("="),
                paint.bold("help")
            );
        }
        if let Some(fix) = &self.fix {
            // Of a longer question only the line that changes is shown.
            let fixed = fix.apply(source);
            let line = source.get(..fix.span.start).unwrap_or_default();
            let line = line.rfind('\n').map_or(0, |at| at + 1);
            let fixed = fixed.get(line..).unwrap_or(&fixed).lines().next();
            let fixed = clean(fixed.unwrap_or_default().trim());
            out += &format!(
                "{gutter} {} {}: {fixed}\n",
                paint.blue("="),
                paint.bold("fix")
            );
        }
        out
    }

    /// Returns the error for a program.
    pub fn to_json(&self, source: &str) -> Value {
        let span = |span: Span| json!([span.start, span.end]);
        let fix = self.fix.as_ref().map(
            |fix| json!({"span": span(fix.span), "text": fix.text, "query": fix.apply(source)}),
        );
        json!({
            "code": self.code(), "message": self.to_string(), "span": span(self.span),
            "label": self.label, "help": self.help, "fix": fix,
        })
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&clean(&self.kind.to_string()))
    }
}

impl std::error::Error for QueryError {}

/// Where a span lies, counted as a person counts.
struct Place {
    line: usize,
    column: usize,
    width: usize,
    text: String,
}

impl Place {
    fn of(source: &str, span: Span) -> Self {
        let before = source.get(..span.start).unwrap_or(source);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let rest = source.get(start..).unwrap_or_default();
        let text = rest.lines().next().unwrap_or_default();
        let inside = span.of(source).lines().next().unwrap_or_default();
        Self {
            line: before.matches('\n').count() + 1,
            column: before.get(start..).unwrap_or_default().chars().count() + 1,
            width: inside.chars().count().max(1),
            text: text
                .chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .collect(),
        }
    }
}

/// Control characters must not reach a terminal through a message.
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() && c != '\n' {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}

/// Colours, where they are wanted.
struct Paint {
    on: bool,
}

impl Paint {
    fn wrap(&self, code: &str, text: &str) -> String {
        if self.on {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    fn red(&self, text: &str) -> String {
        self.wrap("1;31", text)
    }

    fn blue(&self, text: &str) -> String {
        self.wrap("1;34", text)
    }

    fn bold(&self, text: &str) -> String {
        self.wrap("1", text)
    }

    fn coloured_mark(&self, text: &str) -> String {
        self.wrap("1;31", text)
    }
}

#[cfg(test)]
mod tests {
    use super::{ErrorKind, QueryError};
    use crate::text::Span;

    #[test]
    fn marks_the_place_and_shows_the_fix() {
        let error = QueryError::new(
            ErrorKind::UnknownRelation("invests_inn".into()),
            Span::new(4, 15),
            "did you mean `invested_in`?",
        )
        .fix(Span::new(4, 15), "invested_in");
        let text = error.render("query", "who invests_inn OpenAI", false);
        assert_eq!(
            text,
            "error[E201]: no relation called `invests_inn`\n --> query:1:5\n  |\n\
             1 | who invests_inn OpenAI\n  |     ^^^^^^^^^^^ did you mean `invested_in`?\n  \
             = fix: who invested_in OpenAI\n"
        );
        let json = error.to_json("who invests_inn OpenAI");
        assert_eq!(json["fix"]["query"], "who invested_in OpenAI");
        assert_eq!(json["span"], serde_json::json!([4, 15]));
    }

    #[test]
    fn counts_columns_in_characters_and_lines_from_one() {
        let source = "é invested_in\nü wrong";
        let at = source.find("wrong").unwrap();
        let error = QueryError::new(ErrorKind::Empty, Span::new(at, at + 5), "here");
        let text = error.render("q.lede", source, false);
        assert!(text.contains(" --> q.lede:2:3\n"), "{text}");
        assert!(text.contains("2 | ü wrong\n  |   ^^^^^ here\n"), "{text}");
    }
}

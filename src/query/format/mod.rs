//! Format: the text of a question → the same question in its one usual form.
//!
//! *Invariant:* what comes out is parsed to the same tree, and formatting it again changes nothing.

mod comments;
mod words;

use self::comments::Comments;
use self::words::Words;
use super::ast::{Body, Clause, ClauseKind, Define, Query, Statement};
use super::error::QueryError;
use super::parse::{parse, parse_library};
use super::resolve::usual_name;
use crate::ontology::Ontology;
use crate::text::Span;

/// Longest line that is not broken.
const WIDTH: usize = 80;

/// Returns a question in its usual form; names stay as they are written.
///
/// ```
/// let text = byline::query::format("who  invested_in OpenAI[amount>1 billion USD]", None)?;
/// assert_eq!(text, "who invested_in OpenAI [amount > 1B USD]\n");
/// # Ok::<_, byline::query::QueryError>(())
/// ```
///
/// With an ontology, relations get the name that it gives them.
pub fn format(text: &str, names: Option<&Ontology>) -> Result<String, QueryError> {
    let query = parse(text).or_else(|error| match parse_library(text) {
        // Definitions alone are a library, which asks nothing.
        Ok(defines) if !defines.is_empty() => Ok(Query {
            defines,
            ..Query::default()
        }),
        _ => Err(error),
    })?;
    let rename = |name: &str| names.and_then(|ontology| usual_name(ontology, name));
    let mut writer = Writer {
        words: Words {
            source: text,
            rename: &rename,
        },
        comments: Comments::new(text),
        lines: Vec::new(),
    };
    writer.query(&query);
    let lines = writer.lines;
    Ok(lines.join("\n") + "\n")
}

/// Whether a clause has no groups; comments inside it move before it, and break no line.
fn states(clause: &Clause) -> bool {
    match &clause.kind {
        ClauseKind::Statement(_) => true,
        ClauseKind::Not(inside) | ClauseKind::Maybe(inside) => states(inside),
        ClauseKind::Groups(_) => false,
    }
}

struct Writer<'a> {
    words: Words<'a>,
    comments: Comments<'a>,
    lines: Vec<String>,
}

impl Writer<'_> {
    fn query(&mut self, query: &Query) {
        for param in &query.params {
            let end = param
                .default
                .as_ref()
                .map_or(param.name.span, |term| term.span);
            let mut line = format!("param {}", param.name.text);
            if let Some(term) = &param.default {
                line += &format!(" = {}", self.words.term(term));
            }
            self.line(param.name.span.to(end), 0, &line);
        }
        for define in &query.defines {
            self.define(define);
        }
        let opened = !query.params.is_empty() || !query.defines.is_empty();
        if query.body.pattern.is_empty() {
            self.rest(usize::MAX, 0);
            return;
        }
        if opened {
            self.lines.push(String::new());
        }
        self.body(&query.body);
        self.rest(usize::MAX, 0);
    }

    fn define(&mut self, define: &Define) {
        let open = format!(
            "define @{} {} @{} as {{",
            define.subject.text, define.name.text, define.object.text
        );
        let inside = self.pattern_text(&define.pattern);
        let line = inside.map(|inside| format!("{open} {inside} }}"));
        if let Some(line) = line.filter(|line| fits(line, 0) && !self.comments.within(define.span))
        {
            self.line(define.span, 0, &line);
            return;
        }
        self.rest(define.span.start, 0);
        self.lines.push(open);
        self.clauses(&define.pattern, 1, "");
        self.rest(define.span.end, 1);
        self.lines.push("}".to_owned());
        self.trailing(define.span.end);
    }

    /// A short question of one clause and at most one stage is one line.
    fn body(&mut self, body: &Body) {
        if let ([clause], true) = (body.pattern.as_slice(), body.stages.len() <= 1)
            && let Some(mut line) = self.clause_text(clause)
        {
            for stage in &body.stages {
                line += &format!(" {}", self.words.stage(&stage.kind));
            }
            let mut behind = body.span;
            if states(clause) {
                behind.start = clause.span.end.min(body.span.end);
            }
            if fits(&line, 0) && !self.comments.within(behind) {
                self.line(body.span, 0, &line);
                return;
            }
        }
        self.lines_of(body, 0);
    }

    /// Each clause and each stage on a line of its own.
    fn lines_of(&mut self, body: &Body, depth: usize) {
        self.clauses(&body.pattern, depth, "");
        for stage in &body.stages {
            let line = self.words.stage(&stage.kind);
            self.line(stage.span, depth, &line);
        }
    }

    fn clauses(&mut self, clauses: &[Clause], depth: usize, opening: &str) {
        for (at, clause) in clauses.iter().enumerate() {
            let comma = if at + 1 == clauses.len() { "" } else { "," };
            self.clause(clause, depth, opening, comma);
        }
    }

    fn clause(&mut self, clause: &Clause, depth: usize, opening: &str, closing: &str) {
        let inner = states(clause);
        if let Some(text) = self.clause_text(clause) {
            let line = format!("{opening}{text}{closing}");
            if fits(&line, depth) && (inner || !self.comments.within(clause.span)) {
                self.line(clause.span, depth, &line);
                return;
            }
        }
        match &clause.kind {
            ClauseKind::Not(inside) => {
                self.clause(inside, depth, &format!("{opening}not "), closing);
            }
            ClauseKind::Maybe(inside) => {
                self.clause(inside, depth, &format!("{opening}maybe "), closing);
            }
            ClauseKind::Groups(arms) => self.groups(arms, clause, depth, opening, closing),
            ClauseKind::Statement(statement) => {
                self.statement(statement, clause, depth, (opening, closing));
            }
        }
    }

    fn groups(
        &mut self,
        arms: &[Body],
        clause: &Clause,
        depth: usize,
        opening: &str,
        closing: &str,
    ) {
        self.rest(clause.span.start, depth);
        let mut open = format!("{opening}{{");
        for arm in arms {
            self.lines.push(indented(depth, &open));
            self.lines_of(arm, depth + 1);
            // What stands before the brace that closes the group stays inside it.
            let brace = self.words.source.get(arm.span.end..);
            let brace = self.comments.brace(arm.span.end, brace.unwrap_or_default());
            self.rest(brace, depth + 1);
            open = "} or {".to_owned();
        }
        self.lines.push(indented(depth, &format!("}}{closing}")));
        self.trailing(clause.span.end);
    }

    /// A statement that is too long breaks before `and` and `or`.
    fn statement(
        &mut self,
        statement: &Statement,
        clause: &Clause,
        depth: usize,
        (opening, closing): (&str, &str),
    ) {
        self.rest(clause.span.end, depth);
        let subject = self.words.term(&statement.subject);
        let mut line = format!("{opening}{subject}");
        let word = if statement.either { "or" } else { "and" };
        for (at, phrase) in statement.phrases.iter().enumerate() {
            let phrase = self.words.phrase(phrase);
            if at == 0 {
                line += &format!(" {phrase}");
            } else {
                let indent = depth + usize::from(at > 1);
                self.lines.push(indented(indent, &line));
                line = format!("{word} {phrase}");
            }
        }
        let indent = depth + usize::from(statement.phrases.len() > 1);
        self.lines
            .push(indented(indent, &format!("{line}{closing}")));
        self.trailing(clause.span.end);
    }

    /// Adds a line with the comments that belong to it.
    fn line(&mut self, span: Span, depth: usize, line: &str) {
        self.rest(span.end, depth);
        self.lines.push(indented(depth, line));
        self.trailing(span.end);
    }

    /// Adds the comments before a place, each on its own line.
    fn rest(&mut self, before: usize, depth: usize) {
        while let Some(comment) = self.comments.next_before(before) {
            self.lines.push(indented(depth, comment));
        }
    }

    /// Adds the comment at the end of a line to that line.
    fn trailing(&mut self, end: usize) {
        if let (Some(comment), Some(line)) = (self.comments.behind(end), self.lines.last_mut()) {
            *line += &format!("  {comment}");
        }
    }

    fn pattern_text(&self, clauses: &[Clause]) -> Option<String> {
        let texts: Option<Vec<String>> = clauses
            .iter()
            .map(|clause| self.clause_text(clause))
            .collect();
        texts.map(|texts| texts.join(", "))
    }

    /// Returns a clause on one line; none where that is hopeless.
    fn clause_text(&self, clause: &Clause) -> Option<String> {
        let text = match &clause.kind {
            ClauseKind::Not(inside) => format!("not {}", self.clause_text(inside)?),
            ClauseKind::Maybe(inside) => format!("maybe {}", self.clause_text(inside)?),
            ClauseKind::Groups(arms) => {
                let arms: Option<Vec<String>> = arms
                    .iter()
                    .map(|arm| {
                        let mut text = format!("{{ {}", self.pattern_text(&arm.pattern)?);
                        for stage in &arm.stages {
                            text += &format!(" {}", self.words.stage(&stage.kind));
                        }
                        Some(text + " }")
                    })
                    .collect();
                arms?.join(" or ")
            }
            ClauseKind::Statement(statement) => {
                let word = if statement.either { " or " } else { " and " };
                let phrases: Vec<String> = statement
                    .phrases
                    .iter()
                    .map(|phrase| self.words.phrase(phrase))
                    .collect();
                let subject = self.words.term(&statement.subject);
                format!("{subject} {}", phrases.join(word))
                    .trim_end()
                    .to_owned()
            }
        };
        Some(text).filter(|text| text.chars().count() <= 4 * WIDTH)
    }
}

fn fits(line: &str, depth: usize) -> bool {
    2 * depth + line.chars().count() <= WIDTH
}

fn indented(depth: usize, line: &str) -> String {
    format!("{}{line}", "  ".repeat(depth))
}

#[cfg(test)]
mod tests;

//! Help while a question is typed: completion, colours, and where it ends.

use std::borrow::Cow;
use std::collections::BTreeMap;

use anstyle::{AnsiColor, Style};
use byline::query::{Options, Paint, Param, complete, highlight};
use byline::store::Source;
use rustyline::completion::{Completer, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Helper, Result};

use super::command::COMMANDS;
use crate::cli::global::options;

/// Knows the names that fit where the cursor stands.
pub(super) struct Assistant<'s> {
    source: &'s dyn Source,
    colour: bool,
    pub(super) params: BTreeMap<String, Param>,
}

impl<'s> Assistant<'s> {
    pub(super) fn new(source: &'s dyn Source, colour: bool) -> Self {
        Self {
            source,
            colour,
            params: BTreeMap::new(),
        }
    }
}

impl Completer for Assistant<'_> {
    type Candidate = Pair;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> Result<(usize, Vec<Pair>)> {
        if let Some(begun) = line.get(..pos).and_then(|text| text.strip_prefix(':')) {
            let fitting = COMMANDS.iter().filter(|(name, ..)| name.starts_with(begun));
            let pair = |(name, argument, _): &(&str, &str, &str)| Pair {
                display: format!(":{name} {argument}"),
                replacement: format!(":{name} "),
            };
            return Ok((0, fitting.map(pair).collect()));
        }
        let options = Options {
            params: self.params.clone(),
            ..options(self.source)
        };
        let found = complete(line, pos, self.source.ontology(), self.source, &options);
        let pair = |candidate: byline::query::Candidate| Pair {
            display: candidate.text.clone(),
            replacement: candidate.text,
        };
        Ok((
            found.start,
            found.candidates.into_iter().map(pair).collect(),
        ))
    }
}

impl Highlighter for Assistant<'_> {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        if !self.colour || line.starts_with(':') {
            return Cow::Borrowed(line);
        }
        let (mut shown, mut at) = (String::new(), 0);
        for (span, paint) in highlight(line) {
            let style = style(paint);
            shown += line.get(at..span.start).unwrap_or_default();
            shown += &format!("{style}{}{style:#}", span.of(line));
            at = span.end;
        }
        shown += line.get(at..).unwrap_or_default();
        Cow::Owned(shown)
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        self.colour && kind != CmdKind::MoveCursor
    }
}

impl Validator for Assistant<'_> {
    fn validate(&self, context: &mut ValidationContext<'_>) -> Result<ValidationResult> {
        Ok(if ends(context.input()) {
            ValidationResult::Valid(None)
        } else {
            ValidationResult::Incomplete
        })
    }
}

impl Hinter for Assistant<'_> {
    type Hint = String;
}

impl Helper for Assistant<'_> {}

/// Whether what was typed is finished: a command, a `;` or an empty line.
fn ends(text: &str) -> bool {
    text.starts_with(':')
        || text.trim_end().ends_with(';')
        || text.ends_with('\n')
        || text.trim().is_empty()
}

const fn style(paint: Paint) -> Style {
    match paint {
        Paint::Keyword => AnsiColor::Blue.on_default().bold(),
        Paint::Status => AnsiColor::Yellow.on_default(),
        Paint::Variable => AnsiColor::Magenta.on_default(),
        Paint::Parameter => AnsiColor::Magenta.on_default().bold(),
        Paint::Quoted => AnsiColor::Green.on_default(),
        Paint::Number => AnsiColor::Cyan.on_default(),
        Paint::Comment => Style::new().dimmed(),
    }
}

#[cfg(test)]
mod tests {
    use super::ends;

    #[test]
    fn a_question_ends_at_a_semicolon_or_an_empty_line() {
        for text in [
            ":help",
            "who a b;",
            "who a b ; ",
            "who a b\ncount\n",
            "",
            "  ",
        ] {
            assert!(ends(text), "{text:?}");
        }
        for text in ["who a b", "who a b\ncount"] {
            assert!(!ends(text), "{text:?}");
        }
    }
}

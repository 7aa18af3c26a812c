//! Lines that open with a colon → what they do.

use std::time::Duration;

use byline::query::{Param, why};
use clap::ValueEnum;

use super::Session;
use crate::cli::explain;
use crate::cli::failure::Failure;
use crate::cli::ontology;
use crate::cli::query::{OutputFormat, setting};
use crate::cli::streams::Streams;

/// Every command with its argument and what it does, as `:help` lists them.
pub(super) const COMMANDS: &[(&str, &str, &str)] = &[
    (
        "explain",
        "[QUESTION]",
        "how a question is read, and its SPARQL; the last one's, if none is given",
    ),
    ("fix", "", "ask the last question again, with its repair"),
    (
        "why",
        "[QUESTION]",
        "which statement of a question matches nothing; of the last one, if none is given",
    ),
    (
        "vocab",
        "WORD",
        "classes, relations and qualifiers with this in a name",
    ),
    (
        "set",
        "NAME=VALUE",
        "give a parameter a value; alone, list them",
    ),
    ("unset", "NAME", "take a parameter's value away"),
    (
        "format",
        "FORMAT",
        "how answers are written: table, json, csv, tsv, turtle",
    ),
    ("rows", "NUMBER", "show so many rows of a table at most"),
    ("timeout", "SECONDS", "give up on a question after so long"),
    (
        "ids",
        "",
        "show identifiers instead of labels, or labels again",
    ),
    ("help", "", "list the commands"),
    ("quit", "", "leave"),
];

/// A command that was typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Command {
    Explain(Option<String>),
    Fix,
    Why(Option<String>),
    Vocab(Vec<String>),
    Set(Option<(String, Param)>),
    Unset(String),
    Format(OutputFormat),
    Rows(usize),
    Timeout(u64),
    Ids,
    Help,
    Quit,
}

impl Command {
    /// Reads a command without its colon.
    pub(super) fn parse(text: &str) -> Result<Self, Failure> {
        let (name, rest) = text
            .trim()
            .split_once(char::is_whitespace)
            .unwrap_or((text.trim(), ""));
        let rest = rest.trim();
        Ok(match name {
            "explain" => Self::Explain(question(rest)),
            "fix" => Self::Fix,
            "why" => Self::Why(question(rest)),
            "vocab" => Self::Vocab(rest.split_whitespace().map(str::to_owned).collect()),
            "set" if rest.is_empty() => Self::Set(None),
            "set" => Self::Set(Some(setting(rest).map_err(|wrong| bad(name, &wrong))?)),
            "unset" if !rest.is_empty() => Self::Unset(rest.trim_start_matches(':').to_owned()),
            "format" => {
                Self::Format(OutputFormat::from_str(rest, true).map_err(|wrong| bad(name, &wrong))?)
            }
            "rows" => Self::Rows(number(name, rest)?),
            "timeout" => Self::Timeout(number(name, rest)?),
            "ids" => Self::Ids,
            "help" | "h" | "?" => Self::Help,
            "quit" | "q" | "exit" => Self::Quit,
            _ => {
                return Err(Failure::usage(
                    format!("there is no command `:{name}` that takes `{rest}`"),
                    "`:help` lists the commands",
                ));
            }
        })
    }
}

fn question(text: &str) -> Option<String> {
    let text = text.trim_end_matches(';').trim_end();
    (!text.is_empty()).then(|| text.to_owned())
}

fn bad(name: &str, wrong: &str) -> Failure {
    Failure::usage(format!("`:{name}`: {wrong}"), "`:help` lists the commands")
}

fn number<T: std::str::FromStr>(name: &str, text: &str) -> Result<T, Failure> {
    text.parse()
        .map_err(|_| bad(name, "expected a whole number"))
}

impl Session<'_> {
    /// Does what a command says; returns whether to go on.
    pub(super) fn command(
        &mut self,
        command: &Command,
        streams: &mut Streams,
    ) -> Result<bool, Failure> {
        let source = self.place.source();
        if let Command::Explain(Some(question)) | Command::Why(Some(question)) = command {
            question.clone_into(&mut self.asked.text);
        }
        match command {
            Command::Explain(_) => {
                let compiled = self.asked.compile(source)?;
                streams.say(&explain::to_text(&compiled, false))?;
            }
            Command::Fix => match self.fix.take() {
                Some(fix) => {
                    self.asked.text = fix.apply(&self.asked.text);
                    streams.note(&format!("read as: {}", self.asked.text));
                    self.answer(streams)?;
                }
                None => {
                    let hint = "a mistake carries one where its message has a line `fix:`";
                    return Err(Failure::usage("the last question has no repair", hint));
                }
            },
            Command::Why(_) => self.why(streams)?,
            Command::Vocab(words) => {
                let open = if words.is_empty() || source.ontology().closed {
                    Vec::new()
                } else {
                    source.relation_names("", usize::MAX)
                };
                ontology::list(source.ontology(), &open, words, !words.is_empty(), streams)?;
            }
            Command::Set(Some((name, value))) => {
                self.asked.params.insert(name.clone(), value.clone());
            }
            Command::Set(None) => {
                for (name, value) in &self.asked.params {
                    streams.say(&format!(":{name}  {value}\n"))?;
                }
            }
            Command::Unset(name) => {
                self.asked.params.remove(name);
            }
            Command::Format(format) => self.set_format(*format),
            Command::Rows(rows) => self.shown.rows = Some(*rows),
            Command::Timeout(seconds) => self.limits.time = Duration::from_secs(*seconds),
            Command::Ids => self.shown.ids = !self.shown.ids,
            Command::Help => {
                for (name, argument, does) in COMMANDS {
                    streams.say(&format!(":{:<18} {does}\n", format!("{name} {argument}")))?;
                }
            }
            Command::Quit => return Ok(false),
        }
        Ok(true)
    }

    /// Says of each statement of the last question whether it matches, alone and with those before it.
    fn why(&self, streams: &mut Streams) -> Result<(), Failure> {
        let source = self.place.source();
        let text = &self.asked.text;
        let options = self.asked.options(source);
        let steps = why(text, source.ontology(), source, &options).map_err(|error| {
            let (text, error) = (text.clone(), Box::new(error));
            Failure::Question("query".to_owned(), byline::Error::Query { text, error })
        })?;
        let holds = |compiled: &byline::query::Compiled| {
            let stop = oxigraph::sparql::CancellationToken::new();
            let sparql = || compiled.sparql();
            let answer = source.answer(&compiled.query, &sparql, self.limits, &stop);
            answer.map(|answer| answer == byline::store::Answer::Boolean(true))
        };
        for step in steps {
            let alone = holds(&step.alone)?;
            let together = step.together.as_ref().map(holds).transpose()?;
            let found = match (alone, together) {
                (false, _) => "matches nothing",
                (true, Some(false)) => "matches, but nothing that those before it match",
                (true, _) => "matches",
            };
            let written = step.span.of(text).split_whitespace().collect::<Vec<_>>();
            streams.say(&format!("{:<40} {found}\n", written.join(" ")))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{COMMANDS, Command};

    #[test]
    fn every_listed_command_is_known() {
        for (name, argument, _) in COMMANDS {
            let argument = match *argument {
                "NAME=VALUE" => "org=Microsoft",
                "FORMAT" => "csv",
                "NUMBER" | "SECONDS" => "5",
                other => other,
            };
            assert!(
                Command::parse(&format!("{name} {argument}")).is_ok(),
                "{name}"
            );
        }
        for wrong in ["nonsense", "rows many", "set org", "format xml", "unset"] {
            assert!(Command::parse(wrong).is_err(), "{wrong}");
        }
    }
}

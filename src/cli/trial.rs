//! `byline ontology test`: ontology files with example sentences → which of them pass, and why the others do not.

use std::path::PathBuf;

use byline::trial::{Trial, trials};
use serde_json::json;

use super::failure::Failure;
use super::global::{Global, joined};
use super::streams::{Streams, clean, wrap};
use super::tables::{self, TextFormat};
use super::{DONE, Run, SOME_FAILED};

const EXAMPLES: &str = "\
Examples:
  byline ontology test mine.ttl
  byline --ontology base.ttl ontology test mine.ttl more.ttl
  byline ontology test mine.ttl --format json

Sentences stand beside the wordings of a relation, with its subject and object marked:
  ex:tasted by:example \"[S Maya Chen] sampled [O Barolo 2019].\" ,
                       \"[S Acme] denied that it had tasted [O Bolt Cola]. = denied\" ;
            by:counterExample \"Maya Chen has good taste in wine.\" .

Exit codes: 0 all pass, 1 some do not, 2 a file cannot be used or has no examples.";

const NO_EXAMPLES: &str = "write some beside the wordings of a relation: \
                           `by:example \"[S Maya Chen] sampled [O Barolo 2019].\"`, `by:counterExample \"Maya Chen has good taste.\"`";

/// Check that the example sentences of your own ontology are claimed as they should be
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files whose examples to try, each with what those before it define
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How to write what came of them
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: TextFormat,
}

pub(super) fn run(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    let mut ontology = global.load_ontology()?.without_examples();
    for path in &args.files {
        ontology = joined(&ontology, path)?;
    }
    let tried = trials(&ontology);
    if tried.is_empty() {
        let files: Vec<String> = args
            .files
            .iter()
            .map(|path| format!("`{}`", path.display()))
            .collect();
        let has = if files.len() == 1 { "has" } else { "have" };
        let message = format!("{} {has} no examples", files.join(" and "));
        return Err(Failure::usage(message, NO_EXAMPLES));
    }
    let passed = tried.iter().filter(|trial| trial.passes).count();
    match args.format {
        TextFormat::Json => {
            let all = json!({ "passed": passed, "total": tried.len(), "examples": tried });
            tables::write_json(&all, streams)?;
        }
        TextFormat::Text => {
            for group in tried.chunk_by(|one, other| one.relation == other.relation) {
                let text = relation(group, streams);
                streams.say(&text)?;
            }
            let verb = if passed == 1 { "passes" } else { "pass" };
            let total = tried.len();
            let plural = if total == 1 { "" } else { "s" };
            streams.say(&format!("{passed} of {total} example{plural} {verb}\n"))?;
        }
    }
    Ok(if passed == tried.len() {
        DONE
    } else {
        SOME_FAILED
    })
}

/// The examples of one relation.
fn relation(group: &[Trial], streams: &Streams) -> String {
    let label = group.first().map_or("", |trial| &trial.label);
    let mut text = format!("{}\n", streams.bold(&clean(label)));
    for trial in group {
        text += &one(trial, streams);
    }
    text + "\n"
}

fn one(trial: &Trial, streams: &Streams) -> String {
    let width = usize::from(streams.width().unwrap_or(100)).max(40);
    let mark = streams.mark(if trial.passes { "✓" } else { "✗" }, trial.passes);
    let not = if trial.holds { "" } else { "not: " };
    let sentence = clean(&format!("{not}{}", trial.written));
    let mut text = String::new();
    for (at, line) in wrap(&sentence, width - 4).into_iter().enumerate() {
        let sign = if at == 0 { mark.as_str() } else { " " };
        text += &format!("  {sign} {line}\n");
    }
    for reason in &trial.reasons {
        for (at, line) in wrap(&clean(&reason.text), width - 8).iter().enumerate() {
            let indent = if at == 0 { 6 } else { 8 };
            text += &format!("{:indent$}{}\n", "", streams.dim(line));
        }
    }
    text
}

//! `byline explain`: a question → what is understood, and the SPARQL behind it.

use std::path::PathBuf;

use byline::query::{Compiled, Param};
use serde_json::{Value, json};

use super::global::{Global, Reading};
use super::query::{Asked, setting};
use super::streams::Streams;
use super::tables::{self, TextFormat};
use super::{DONE, Run};

const EXAMPLES: &str = "\
Examples:
  byline explain 'who invested_in OpenAI [amount > 1B USD, since, by]'
  byline explain --labels 'person leads organization'
  byline explain --algebra 'Google acquired company'
  byline explain -f queries/denied.lede --format json

Names are looked up in the store, and nothing is run.";

/// Say how a question is understood, and which SPARQL it becomes
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The question, or its words; from standard input where it is `-`, or left out without -f
    #[arg(value_name = "QUESTION")]
    words: Vec<String>,
    /// File that holds the question
    #[arg(short, long, value_name = "FILE", conflicts_with = "words")]
    file: Option<PathBuf>,
    /// Value of a parameter; may be given several times
    #[arg(long, value_name = "NAME=VALUE", value_parser = setting)]
    set: Vec<(String, Param)>,
    /// Show the algebra of the query in place of its text
    #[arg(long)]
    algebra: bool,
    /// Give the SPARQL a column of labels beside each column of things, for use elsewhere
    #[arg(long)]
    labels: bool,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: TextFormat,
    /// SPARQL 1.1 server to look names up in, in place of the store
    #[arg(long, value_name = "URL", conflicts_with = "add")]
    endpoint: Option<String>,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    let asked = Asked::new(&args.words, args.file.as_deref(), &args.set)?;
    let place = global.open_source(&args.reading, args.endpoint.as_deref(), streams)?;
    let mut compiled = match asked.compile(place.source()) {
        Ok(compiled) => compiled,
        Err(failure) if args.format == TextFormat::Json => return failure.report_json(streams),
        Err(failure) => return Err(failure),
    };
    if args.labels {
        compiled.add_labels();
    }
    if args.format == TextFormat::Json {
        tables::write_json(&to_json(&compiled), streams)?;
        return Ok(DONE);
    }
    let text = to_text(&compiled, args.algebra);
    streams.say(&text)?;
    Ok(DONE)
}

/// Returns what is understood for a person.
pub(super) fn to_text(compiled: &Compiled, algebra: bool) -> String {
    let mut text = format!(
        "read as  {}\n",
        compiled.reading.replace("; ", "\n         ")
    );
    let columns: Vec<String> = compiled
        .columns
        .iter()
        .map(|column| format!("{} ({})", column.name, column.kind.name()))
        .collect();
    text += &format!("answer   {}", compiled.form.name());
    if !columns.is_empty() {
        text += &format!(": {}", columns.join(", "));
    }
    text.push('\n');
    for note in &compiled.notes {
        text += &format!("note     {note}\n");
    }
    let query = if algebra {
        compiled.query.to_sse()
    } else {
        compiled.sparql()
    };
    text + "\n" + query.trim_end() + "\n"
}

fn to_json(compiled: &Compiled) -> Value {
    let columns: Vec<Value> = compiled
        .columns
        .iter()
        .map(|column| json!({ "name": column.name, "type": column.kind.name() }))
        .collect();
    json!({
        "form": compiled.form.name(), "columns": columns, "reading": compiled.reading,
        "notes": compiled.notes, "sparql": compiled.sparql(), "algebra": compiled.query.to_sse(),
    })
}

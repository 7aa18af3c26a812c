//! `byline ontology suggest`: a store → the open relations worth a place in an ontology.

use byline::suggestion::{End, Suggestion, Wanted, suggestions, write_turtle};
use clap::ValueEnum;
use serde_json::json;

use super::failure::Failure;
use super::global::{Global, Reading};
use super::streams::{Streams, clean, count, wrap};
use super::tables;
use super::{DONE, Run};

const EXAMPLES: &str = "\
Examples:
  byline ontology suggest
  byline ontology suggest --limit 5 --articles 10
  byline ontology suggest --format turtle > mine.ttl
  byline --ontology mine.ttl add articles/

What clauses say and no ontology lists is kept with an open relation, named by their words. Those that recur may deserve a
name, classes for their ends and wordings of their own; the draft in Turtle is a beginning that a person should edit.";

/// List the open relations of the store that are claimed most, and draft their place in an ontology
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// How many to list, the most frequent first
    #[arg(long, value_name = "NUMBER", default_value_t = Wanted::default().limit)]
    limit: usize,
    /// List only what so many articles claim
    #[arg(long, value_name = "NUMBER", default_value_t = Wanted::default().articles)]
    articles: usize,
    /// How many examples to give of each
    #[arg(long, value_name = "NUMBER", default_value_t = Wanted::default().examples)]
    examples: usize,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: SuggestFormat,
    #[command(flatten)]
    reading: Reading,
}

/// A format of suggestions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SuggestFormat {
    /// For a person.
    Text,
    /// For a program.
    Json,
    /// An ontology file with the drafts.
    Turtle,
}

pub(super) fn run(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    let store = global.open_to_read(&args.reading, streams)?;
    let wanted = Wanted {
        limit: args.limit,
        articles: args.articles,
        examples: args.examples,
    };
    let found = suggestions(&store, wanted)?;
    match args.format {
        SuggestFormat::Json => tables::write_json(&json!({ "suggestions": found }), streams)?,
        SuggestFormat::Turtle => {
            write_turtle(&found, &mut streams.out).map_err(Failure::Output)?;
        }
        SuggestFormat::Text => {
            let all: Vec<String> = found.iter().map(|one| text(one, streams)).collect();
            streams.say(&all.join("\n"))?;
        }
    }
    if found.is_empty() {
        let many = count(args.articles, "article");
        streams.note(&format!("no open relation is claimed in {many} or more"));
    }
    Ok(DONE)
}

fn text(one: &Suggestion, streams: &Streams) -> String {
    let width = usize::from(streams.width().unwrap_or(100)).max(40);
    let counts = format!(
        "{} in {}",
        count(one.claims, "claim"),
        count(one.articles, "article")
    );
    let mut text = format!("{}  {}\n", streams.bold(&one.label), streams.dim(&counts));
    text += &format!("  {} → {}\n", ends(&one.subjects), ends(&one.objects));
    for example in &one.examples {
        text += &format!("  {} ({})\n", clean(&example.statement), example.status);
        for line in wrap(&clean(&format!("“{}”", example.quote)), width - 4) {
            text += &format!("    {}\n", streams.dim(&line));
        }
    }
    for frame in &one.draft.frames {
        text += &format!("  {} \"{}\"\n", frame.property, frame.frame);
    }
    text
}

/// "person 8, organization 3".
fn ends(ends: &[End]) -> String {
    let each = ends
        .iter()
        .map(|end| format!("{} {}", end.label, end.claims));
    each.collect::<Vec<_>>().join(", ")
}

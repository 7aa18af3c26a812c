//! `byline verify`: a store → every place where it breaks its word.

use std::io::Write;

use super::failure::Failure;
use super::global::{Global, Reading};
use super::streams::{Streams, count};
use super::{DONE, Run, SOME_FAILED};

const EXAMPLES: &str = "\
Examples:
  byline verify
  byline --store archive verify && echo sound";

/// Read every quote again against the stored text, and every accepted fact against its claims
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    let store = global.open_to_read(&args.reading, streams)?;
    let report = store.verify()?;
    for problem in &report.problems {
        streams.error(&problem.to_string(), None);
    }
    let looked_at = format!(
        "{}, {} and {}",
        count(report.articles, "article"),
        count(report.claims, "claim"),
        count(report.facts, "accepted fact")
    );
    let (verdict, code) = match report.problems.len() {
        0 => (
            "every quote is where its claim says, and every fact has its claim".to_owned(),
            DONE,
        ),
        problems => (count(problems, "problem"), SOME_FAILED),
    };
    writeln!(streams.out, "{looked_at}: {verdict}").map_err(Failure::Output)?;
    Ok(code)
}

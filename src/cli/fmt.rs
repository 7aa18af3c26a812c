//! `byline fmt`: questions → the same questions in their usual form.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use byline::Error;
use byline::query::format;

use super::failure::Failure;
use super::global::Global;
use super::query::read_text;
use super::streams::Streams;
use super::{DONE, Run, SOME_FAILED};

const EXAMPLES: &str = "\
Examples:
  byline fmt queries/*.lede
  byline fmt --check queries/*.lede
  echo 'who  invested_in OpenAI[amount>1 billion USD]' | byline fmt
  byline fmt --names draft.lede

Files are written in place; standard input goes to standard output. Comments stay.";

/// Lay questions out in their usual form
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files to lay out; standard input where there are none, or for `-`
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write nothing, name the files that would change, and fail if there are any
    #[arg(long)]
    check: bool,
    /// Also give relations the names that the ontology gives them
    #[arg(long)]
    names: bool,
}

pub(super) fn run(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    let ontology = args.names.then(|| global.load_ontology()).transpose()?;
    let formatted = |name: &str, text: &str| {
        format(text, ontology.as_deref()).map_err(|error| {
            let text = text.to_owned();
            let error = Box::new(error);
            Failure::Question(name.to_owned(), Error::Query { text, error })
        })
    };
    if args.files.is_empty() || args.files == [Path::new("-")] {
        let text = read_text(None)?;
        let new = formatted("standard input", &text)?;
        if args.check {
            return Ok(if new == text { DONE } else { SOME_FAILED });
        }
        streams.say(&new)?;
        return Ok(DONE);
    }
    let mut code = DONE;
    for path in &args.files {
        let name = path.display().to_string();
        let text = read_text(Some(path))?;
        let new = match formatted(&name, &text) {
            Ok(new) => new,
            // A mistake in one file keeps no other from being laid out.
            Err(failure) => {
                failure.report(streams);
                code = SOME_FAILED;
                continue;
            }
        };
        if new == text {
            continue;
        }
        if args.check {
            writeln!(streams.out, "{name} would change").map_err(Failure::Output)?;
            code = SOME_FAILED;
        } else {
            fs::write(path, new).map_err(|error| Failure::file("write", path, error))?;
        }
    }
    Ok(code)
}

//! `byline export`: a store → sorted RDF in a file or on standard output.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use byline::store::{ExportFormat, ExportScope, Store, StoreError};
use clap::ValueEnum;

use super::failure::Failure;
use super::global::{Global, Reading};
use super::streams::{Streams, count};
use super::{DONE, Run};

const EXAMPLES: &str = "\
Examples:
  byline export -o news.ttl
  byline export --accepted --format ntriples | sort | uniq -c
  byline export --article 'Valdera sign Okafor' -o okafor.trig";

/// Write the graph as RDF: the same bytes on every run, in whatever order the articles came
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// File to write; standard output without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How to write it; by the file's ending, or else Turtle, where not given
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Only what is accepted as fact
    #[arg(long, conflicts_with = "article")]
    accepted: bool,
    /// Only what one article says: its address, title or identifier
    #[arg(long, value_name = "ARTICLE")]
    article: Option<String>,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Readable triples.
    Turtle,
    /// One triple a line.
    Ntriples,
    /// Readable triples, each article in its own graph.
    Trig,
    /// One quad a line.
    Nquads,
}

impl Format {
    const fn format(self) -> ExportFormat {
        match self {
            Self::Turtle => ExportFormat::Turtle,
            Self::Ntriples => ExportFormat::NTriples,
            Self::Trig => ExportFormat::TriG,
            Self::Nquads => ExportFormat::NQuads,
        }
    }
}

pub(super) fn run(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    let store = global.open_to_read(&args.reading, streams)?;
    let scope = match &args.article {
        Some(words) => ExportScope::Article(store.find_article(words)?),
        None if args.accepted => ExportScope::Accepted,
        None => ExportScope::All,
    };
    let format = args
        .format
        .map(Format::format)
        .or_else(|| by_ending(args.output.as_deref()?))
        .unwrap_or(ExportFormat::Turtle);
    match &args.output {
        None => {
            store.export(&mut streams.out, &scope, format)?;
        }
        Some(path) => {
            let written = to_file(&store, path, &scope, format)?;
            writeln!(
                streams.out,
                "wrote {} to {}",
                count(written, "statement"),
                path.display()
            )
            .map_err(Failure::Output)?;
        }
    }
    Ok(DONE)
}

fn by_ending(path: &Path) -> Option<ExportFormat> {
    ExportFormat::from_name(&path.extension()?.to_string_lossy().to_ascii_lowercase())
}

/// Writes beside the file and renames, so that a failure leaves no half of it.
fn to_file(
    store: &Store,
    path: &Path,
    scope: &ExportScope,
    format: ExportFormat,
) -> Result<usize, Failure> {
    let wrong = |error| Failure::file("write", path, error);
    let mut name = path
        .file_name()
        .ok_or_else(|| {
            Failure::usage(
                format!("`{}` is no file", path.display()),
                "give a file's name",
            )
        })?
        .to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let mut file = BufWriter::new(File::create(&part).map_err(wrong)?);
    let written = store
        .export(&mut file, scope, format)
        .map_err(|error| match error {
            StoreError::Output(error) => wrong(error),
            error => error.into(),
        });
    let done = written.and_then(|written| {
        file.flush()
            .and_then(|()| fs::rename(&part, path))
            .map_err(wrong)?;
        Ok(written)
    });
    if done.is_err() {
        // The error that matters is the one that is returned.
        let _left_over = fs::remove_file(&part);
    }
    done
}

//! `byline query`: a question → its answer.

mod asked;
mod list;
mod words;

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use byline::dossier::dossier;
use byline::pipeline::{Reply, ask, ask_in_parts, table};
use byline::query::{Form, Param};
use byline::render::{Format, JsonAnswer, turtle};
use byline::store::{Answer, Limits, Source, StoreError};
use clap::ValueEnum;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Triple};
use serde_json::json;

use super::failure::Failure;
use super::global::{Global, Place, Reading};
use super::streams::Streams;
use super::tables;
use super::{COULD_NOT_RUN, DONE, Run, show};

pub(super) use asked::{Asked, library};
pub(super) use words::setting;

const EXAMPLES: &str = "\
Examples:
  byline query 'who invested_in OpenAI [amount, since, by]'
  byline query person leads company
  byline q 'who acquired what [rumoured, by, quote]' --format csv
  byline q -f queries/denied.lede
  byline q -f partners.lede --set org=Microsoft
  byline q --add articles/ --store :memory: 'Sam Altman'
  byline q --explain 'Google acquired company'
  byline q --endpoint 'http://localhost:7878/query?union-default-graph' 'who acquired what'

One argument is the question. Several are its words, and one with white space among them is a name.
A question without a status word asks for what somebody asserts as fact; ask for the rest with
[rumoured], [denied], [planned], [opinion], [possible], [conditional] or [any].";

/// Said where an answer's own form has no word for it.
const LEFT_OUT: &str = "there are more, which are left out";
/// Rows on a terminal at most; files and pipes get all.
const ROWS_ON_TERMINAL: usize = 100;

/// Answer a question
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The question, or its words; from standard input where it is `-`, or left out without -f
    #[arg(value_name = "QUESTION")]
    words: Vec<String>,
    /// File that holds the question
    #[arg(short, long, value_name = "FILE", conflicts_with = "words")]
    file: Option<PathBuf>,
    /// How to write the answer
    #[arg(long, value_name = "FORMAT")]
    format: Option<OutputFormat>,
    /// Print the SPARQL that the question becomes, and run nothing
    #[arg(long)]
    explain: bool,
    /// Value of a parameter; may be given several times
    #[arg(long, value_name = "NAME=VALUE", value_parser = words::setting)]
    set: Vec<(String, Param)>,
    /// Show identifiers instead of labels
    #[arg(long)]
    ids: bool,
    /// Correct nothing; without it, a slip that has one clear repair is mended at a terminal, and said to be
    #[arg(long)]
    strict: bool,
    /// Give up after so long; 30 unless said otherwise
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    timeout: Option<u64>,
    /// List the questions in a folder with their titles and parameters
    #[arg(long, value_name = "FOLDER", num_args = 0..=1, default_missing_value = "queries", conflicts_with_all = ["words", "file"])]
    list: Option<PathBuf>,
    /// SPARQL 1.1 server to ask, in place of the store; its default graph must be all its graphs together
    #[arg(long, value_name = "URL", conflicts_with = "add")]
    endpoint: Option<String>,
    #[command(flatten)]
    reading: Reading,
}

/// A format of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    /// Aligned columns, or a dossier.
    Table,
    /// JSON with typed cells.
    Json,
    /// Values separated by commas.
    Csv,
    /// Values separated by tabs.
    Tsv,
    /// Triples; of questions that end in `graph` or are a name alone.
    Turtle,
}

impl OutputFormat {
    /// Whether rows can be written before the last is known.
    const fn grows(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv | Self::Json)
    }

    /// Returns the format for rows, which have no Turtle form.
    pub(super) fn of_rows(self) -> Result<Format, Failure> {
        match self {
            Self::Table => Ok(Format::Table),
            Self::Json => Ok(Format::Json),
            Self::Csv => Ok(Format::Csv),
            Self::Tsv => Ok(Format::Tsv),
            Self::Turtle => Err(Failure::usage(
                "the answer is rows, and rows have no Turtle form",
                "end the question with `graph`",
            )),
        }
    }
}

pub(super) fn run(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    if let Some(folder) = &args.list {
        return list::run(folder, streams);
    }
    let done = answer(args, global, streams);
    match done {
        Err(failure) if args.format == Some(OutputFormat::Json) => failure.report_json(streams),
        done => done,
    }
}

fn answer(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    let mut asked = Asked::new(&args.words, args.file.as_deref(), &args.set)?;
    let place = global.open_source(&args.reading, args.endpoint.as_deref(), streams)?;
    let source = place.source();
    if streams.terminal && !args.strict {
        asked.mend(source, streams);
    }
    if args.explain {
        let compiled = asked.compile(source)?;
        writeln!(streams.out, "{}", compiled.sparql().trim_end()).map_err(Failure::Output)?;
        return Ok(DONE);
    }
    let limits = limits(args.timeout);
    if let Some(format) = args.format.filter(|format| format.grows()) {
        return write_in_parts(&asked, source, limits, format, args.ids, global, streams);
    }
    let reply = ask(source, &asked.text, &asked.options(source), limits)
        .map_err(|error| Failure::Question(asked.name.clone(), error))?;
    if global.verbose {
        streams.note(&format!("read as: {}", reply.compiled.reading));
    }
    let shown = Shown {
        format: args.format,
        ids: args.ids,
        rows: streams.terminal.then_some(ROWS_ON_TERMINAL),
    };
    let notes = reply.notes.clone();
    write(shown, &place, reply, streams)?;
    for note in notes {
        streams.note(&note);
    }
    Ok(DONE)
}

/// Writes the rows of an answer as they come.
fn write_in_parts(
    asked: &Asked,
    source: &dyn Source,
    limits: Limits,
    format: OutputFormat,
    ids: bool,
    global: &Global,
    streams: &mut Streams,
) -> Run {
    let rows_format = format.of_rows()?;
    let (mut continued, mut other, mut json) = (false, None, None::<JsonAnswer>);
    let options = asked.options(source);
    let done = ask_in_parts(
        source,
        &asked.text,
        &options,
        limits,
        &mut |compiled, part| {
            let Answer::Rows { .. } = part else {
                other = Some(part);
                return Ok(());
            };
            let rows = table(source, part, &compiled.columns, None).unwrap_or_default();
            let done = if rows_format == Format::Json {
                let json = json.get_or_insert_default();
                json.rows(compiled, &rows, &mut streams.out)
            } else {
                tables::write_part(&rows, rows_format, ids, continued, streams)
            };
            continued = true;
            done.map_err(StoreError::Output)
        },
    )
    .map_err(|error| Failure::Question(asked.name.clone(), error));
    let (compiled, notes, all) = match done {
        Ok(done) => done,
        Err(failure) => {
            let (Some(json), Some(error)) = (json, failure.to_json()) else {
                return Err(failure);
            };
            let told = json.fail(&error, &mut streams.out);
            return match told.map_err(Failure::Output)? {
                true => Ok(COULD_NOT_RUN),
                false => Err(failure),
            };
        }
    };
    if let Some(json) = json {
        let ended = json.end(&notes, !all, &mut streams.out);
        ended.map_err(Failure::Output)?;
    }
    match other {
        Some(Answer::Boolean(yes)) => write_truth(yes, format, streams)?,
        Some(Answer::Graph { triples, .. }) => write_graph(source, &triples, format, streams)?,
        Some(Answer::Rows { .. }) | None => {}
    }
    if global.verbose {
        streams.note(&format!("read as: {}", compiled.reading));
    }
    for note in notes
        .iter()
        .map(String::as_str)
        .chain((!all).then_some(LEFT_OUT))
    {
        streams.note(note);
    }
    Ok(DONE)
}

/// Returns the usual limits, with another time if it is given.
pub(super) fn limits(seconds: Option<u64>) -> Limits {
    let usual = Limits::default();
    Limits {
        time: seconds.map_or(usual.time, Duration::from_secs),
        ..usual
    }
}

/// How an answer is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    pub(super) format: Option<OutputFormat>,
    pub(super) ids: bool,
    /// Rows of a table at most.
    pub(super) rows: Option<usize>,
}

/// Writes an answer.
pub(super) fn write(
    shown: Shown,
    place: &Place,
    reply: Reply,
    streams: &mut Streams,
) -> Result<(), Failure> {
    let source = place.source();
    let Reply {
        compiled,
        answer,
        notes,
    } = reply;
    match answer {
        Answer::Boolean(yes) => {
            write_truth(yes, shown.format.unwrap_or(OutputFormat::Table), streams)
        }
        Answer::Graph { triples, complete } => {
            if !complete {
                streams.note(LEFT_OUT);
            }
            let cards = compiled.form == Form::Card
                && matches!(shown.format, None | Some(OutputFormat::Table));
            let Some(store) = place.store().filter(|_| cards) else {
                let format = shown.format.unwrap_or(OutputFormat::Turtle);
                return write_graph(source, &triples, format, streams);
            };
            for thing in described(&triples) {
                show::write(&dossier(store, &thing)?, streams)?;
            }
            Ok(())
        }
        rows @ Answer::Rows { .. } => {
            let format = shown.format.unwrap_or(OutputFormat::Table).of_rows()?;
            let limit = shown.rows.filter(|_| format == Format::Table);
            let rows = table(source, rows, &compiled.columns, limit).unwrap_or_default();
            if format == Format::Json {
                let (mut json, truncated) = (JsonAnswer::default(), rows.truncated);
                let written = json.rows(&compiled, &rows, &mut streams.out);
                let ended = written.and_then(|()| json.end(&notes, truncated, &mut streams.out));
                return ended.map_err(Failure::Output);
            }
            tables::write(&rows, format, shown.ids, streams)
        }
    }
}

/// Returns the things that a card describes: those with a label, which claims lack.
fn described(triples: &[Triple]) -> Vec<NamedNode> {
    let labelled = |triple: &&Triple| triple.predicate == oxigraph::model::vocab::rdfs::LABEL;
    let mut things: Vec<NamedNode> = triples
        .iter()
        .filter(labelled)
        .filter_map(|triple| match &triple.subject {
            NamedOrBlankNode::NamedNode(node) => Some(node.clone()),
            NamedOrBlankNode::BlankNode(_) => None,
        })
        .collect();
    things.sort();
    things.dedup();
    things
}

/// Writes yes or no.
pub(super) fn write_truth(
    yes: bool,
    format: OutputFormat,
    streams: &mut Streams,
) -> Result<(), Failure> {
    if format == OutputFormat::Json {
        return tables::write_json(&json!({ "form": "ask", "answer": yes }), streams);
    }
    writeln!(streams.out, "{}", if yes { "yes" } else { "no" }).map_err(Failure::Output)
}

/// Writes triples, as Turtle unless JSON is asked for.
pub(super) fn write_graph(
    source: &dyn Source,
    triples: &[Triple],
    format: OutputFormat,
    streams: &mut Streams,
) -> Result<(), Failure> {
    match format {
        OutputFormat::Turtle | OutputFormat::Table => {
            turtle::write(&mut streams.out, triples, &source.prefixes()).map_err(Failure::Output)
        }
        OutputFormat::Json => {
            let mut lines: Vec<[String; 3]> = triples
                .iter()
                .map(|triple| {
                    [
                        triple.subject.to_string(),
                        triple.predicate.to_string(),
                        triple.object.to_string(),
                    ]
                })
                .collect();
            lines.sort();
            lines.dedup();
            tables::write_json(&json!({ "form": "graph", "triples": lines }), streams)
        }
        OutputFormat::Csv | OutputFormat::Tsv => Err(Failure::usage(
            "the answer is a graph, which is no table",
            "use `--format turtle` or `--format json`",
        )),
    }
}

/// Reads a question from a file, or from standard input.
pub(super) fn read_text(path: Option<&Path>) -> Result<String, Failure> {
    match path.filter(|path| *path != Path::new("-")) {
        Some(path) => fs::read_to_string(path).map_err(|error| Failure::file("read", path, error)),
        None => {
            let mut text = String::new();
            io::stdin()
                .read_to_string(&mut text)
                .map_err(|error| Failure::file("read", Path::new("standard input"), error))?;
            Ok(text)
        }
    }
}

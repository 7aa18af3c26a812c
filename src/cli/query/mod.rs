//! `byline query`: a question → its answer.

mod list;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use byline::dossier::dossier;
use byline::pipeline::{Reply, ask, table};
use byline::query::{Form, Param};
use byline::render::{Format, turtle};
use byline::store::{Answer, Limits, Store};
use clap::ValueEnum;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Triple};
use serde_json::json;

use super::failure::Failure;
use super::global::{Global, Reading, options};
use super::streams::Streams;
use super::tables;
use super::{DONE, Run, show};

const EXAMPLES: &str = "\
Examples:
  byline query 'who invested_in OpenAI [amount, since, by]'
  byline query person leads company
  byline q 'who acquired what [rumoured, by, quote]' --format csv
  byline q -f queries/denied.lede
  byline q -f partners.lede --set org=Microsoft
  byline q --add articles/ --store :memory: 'Sam Altman'
  byline q --explain 'Google acquired company'

One argument is the question. Several are its words, and one with white space among them is a name.
A question without a status word asks for what somebody asserts as fact; ask for the rest with
[rumoured], [denied], [planned], [opinion], [possible], [conditional] or [any].";

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
    /// List the questions in a folder with their titles and parameters
    #[arg(long, value_name = "FOLDER", num_args = 0..=1, default_missing_value = "queries", conflicts_with_all = ["words", "file"])]
    list: Option<PathBuf>,
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
    let text = match (&args.file, args.words.as_slice()) {
        (Some(path), _) => read_text(Some(path))?,
        (None, []) => read_text(None)?,
        (None, [dash]) if dash == "-" => read_text(None)?,
        (None, words) => words::join(words),
    };
    let store = global.open_to_read(&args.reading, streams)?;
    let name = args
        .file
        .as_ref()
        .map_or_else(|| "query".to_owned(), |path| path.display().to_string());
    let mut options = options(&store);
    options.params = args.set.iter().cloned().collect::<BTreeMap<_, _>>();
    let wrong = |error| Failure::Question(name.clone(), error);
    if args.explain {
        let compiled =
            byline::query::compile(&text, store.ontology(), &store, &options).map_err(|error| {
                wrong(byline::Error::Query {
                    text: text.clone(),
                    error: Box::new(error),
                })
            })?;
        writeln!(streams.out, "{}", compiled.sparql().trim_end()).map_err(Failure::Output)?;
        return Ok(DONE);
    }
    let reply = ask(&store, &text, &options, Limits::default()).map_err(wrong)?;
    if global.verbose {
        streams.note(&format!("read as: {}", reply.compiled.reading));
    }
    let notes = reply.notes.clone();
    write(args, &store, reply, streams)?;
    for note in notes {
        streams.note(&note);
    }
    Ok(DONE)
}

fn write(args: &Args, store: &Store, reply: Reply, streams: &mut Streams) -> Result<(), Failure> {
    let Reply {
        compiled,
        answer,
        notes,
    } = reply;
    match answer {
        Answer::Boolean(yes) => {
            write_truth(yes, args.format.unwrap_or(OutputFormat::Table), streams)
        }
        Answer::Graph { triples, .. } => {
            let cards = compiled.form == Form::Card
                && matches!(args.format, None | Some(OutputFormat::Table));
            if !cards {
                return write_graph(
                    store,
                    &triples,
                    args.format.unwrap_or(OutputFormat::Turtle),
                    streams,
                );
            }
            for thing in described(&triples) {
                show::write(&dossier(store, &thing)?, streams)?;
            }
            Ok(())
        }
        rows @ Answer::Rows { .. } => {
            let format = args.format.unwrap_or(OutputFormat::Table).of_rows()?;
            let limit = (streams.terminal && format == Format::Table).then_some(ROWS_ON_TERMINAL);
            let rows = table(store, rows, &compiled.columns, limit).unwrap_or_default();
            if format == Format::Json {
                return tables::write_json(
                    &byline::render::answer(&compiled, &rows, &notes),
                    streams,
                );
            }
            tables::write(&rows, format, args.ids, streams)
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
    store: &Store,
    triples: &[Triple],
    format: OutputFormat,
    streams: &mut Streams,
) -> Result<(), Failure> {
    match format {
        OutputFormat::Turtle | OutputFormat::Table => {
            turtle::write(&mut streams.out, triples, &store.prefixes()).map_err(Failure::Output)
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

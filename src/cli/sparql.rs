//! `byline sparql`: a SPARQL query → its answer.

use std::path::PathBuf;

use byline::pipeline::table;
use byline::render::columns;
use byline::store::{Answer, Limits};

use super::global::{Global, Reading};
use super::query::{OutputFormat, read_text, write_graph, write_truth};
use super::streams::Streams;
use super::tables;
use super::{DONE, Run};

const EXAMPLES: &str = "\
Examples:
  byline sparql 'SELECT ?label WHERE { ?x a by:Company ; rdfs:label ?label } ORDER BY ?label'
  byline sparql -f report.rq --format csv
  byline sparql 'CONSTRUCT { ?a by:acquired ?b } WHERE { ?a by:acquired ?b }' --format turtle

The prefixes by, owl, prov, rdf, rdfs, schema, skos, wd, wdt and xsd are known.
Queries only read: there is no SERVICE, no FROM and no update.";

/// Run a SPARQL 1.1 query, for experts
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The query; from standard input where it is `-`, or left out without -f
    query: Option<String>,
    /// File that holds the query
    #[arg(short, long, value_name = "FILE", conflicts_with = "query")]
    file: Option<PathBuf>,
    /// How to write the answer
    #[arg(long, value_name = "FORMAT")]
    format: Option<OutputFormat>,
    /// Show identifiers instead of labels
    #[arg(long)]
    ids: bool,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    let text = match (&args.file, &args.query) {
        (None, Some(query)) if query != "-" => query.clone(),
        (file, _) => read_text(file.as_deref())?,
    };
    let store = global.open_to_read(&args.reading, streams)?;
    let answer = store.sparql(&text, Limits::default())?;
    match answer {
        Answer::Boolean(yes) => {
            write_truth(yes, args.format.unwrap_or(OutputFormat::Table), streams)?;
        }
        Answer::Graph { triples, .. } => write_graph(
            &store,
            &triples,
            args.format.unwrap_or(OutputFormat::Turtle),
            streams,
        )?,
        Answer::Rows {
            columns: variables,
            rows,
            complete,
        } => {
            let columns = columns(&variables);
            let answer = Answer::Rows {
                columns: variables,
                rows,
                complete,
            };
            let rows = table(&store, answer, &columns, None).unwrap_or_default();
            let format = args.format.unwrap_or(OutputFormat::Table).of_rows()?;
            tables::write(&rows, format, args.ids, streams)?;
        }
    }
    Ok(DONE)
}

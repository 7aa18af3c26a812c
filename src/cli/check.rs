//! `byline check`: ontology files and questions → what is wrong with them.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use byline::ontology::names::{NameIndex, Named};
use byline::ontology::{Ontology, check, vocab};
use byline::query::{self, Options};
use oxigraph::model::NamedNode;

use super::failure::Failure;
use super::global::Global;
use super::streams::{Streams, count};
use super::{DONE, Run, SOME_FAILED};

const EXAMPLES: &str = "\
Examples:
  byline check mine.ttl
  byline check queries/*.lede
  byline --ontology mine.ttl check more.ttl questions.lede

Files that end in `.lede` are checked as questions, without a store: any name is taken to be known.
All others are checked as ontologies that join the built-in one.";

/// Check your own ontology files and questions
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files to check, each with what those before it define
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

pub(super) fn run(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    let mut ontology = Ontology::clone(&*global.load_ontology()?);
    let mut failed = 0;
    for path in &args.files {
        let text = fs::read_to_string(path).map_err(|error| Failure::file("read", path, error))?;
        let name = path.display().to_string();
        let good = if path.extension().is_some_and(|ending| ending == "lede") {
            question(&name, &text, &ontology, streams)
        } else {
            turtle(&name, &text, &mut ontology, streams)
        };
        failed += usize::from(!good);
    }
    if failed > 0 {
        return Ok(SOME_FAILED);
    }
    writeln!(
        streams.out,
        "{}: nothing wrong",
        count(args.files.len(), "file")
    )
    .map_err(Failure::Output)?;
    Ok(DONE)
}

fn turtle(name: &str, text: &str, ontology: &mut Ontology, streams: &mut Streams) -> bool {
    let problems = check(name, text, ontology);
    for problem in &problems {
        streams.error(&problem.to_string(), None);
    }
    if let Ok(joined) = ontology.with(name, text) {
        *ontology = joined;
    }
    problems.is_empty()
}

/// Checks a question; parameters without a value are given a name.
fn question(name: &str, text: &str, ontology: &Ontology, streams: &mut Streams) -> bool {
    let mut options = Options::default();
    for param in query::parse(text)
        .map(|query| query.params)
        .unwrap_or_default()
    {
        if param.default.is_none() {
            options
                .params
                .insert(param.name.text, query::Param::Name("anything".to_owned()));
        }
    }
    let Err(error) = query::compile(text, ontology, &AnyName, &options) else {
        return true;
    };
    let message = error.render(name, text, streams.colour_err);
    let _unread = streams.err.write_all(message.as_bytes());
    false
}

/// Knows every name.
struct AnyName;

impl NameIndex for AnyName {
    fn find(&self, key: &str) -> Vec<Named> {
        let Ok(iri) = NamedNode::new(format!(
            "{}thing/{}",
            vocab::DATA,
            key.replace(|c: char| !c.is_ascii_alphanumeric(), "")
        )) else {
            return Vec::new();
        };
        vec![Named {
            iri,
            label: key.to_owned(),
            classes: Vec::new(),
            known: false,
            claims: 0,
        }]
    }

    fn label(&self, _: &NamedNode) -> Option<String> {
        None
    }

    fn near(&self, _: &str, _: usize) -> Vec<String> {
        Vec::new()
    }
}

//! `byline check`: ontology files and questions → what is wrong with them.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use byline::ontology::names::{NameIndex, Named, folds_to};
use byline::ontology::{Ontology, check, vocab};
use byline::query::{self, Options, QueryError};
use byline::store::{Limits, misshapes};
use oxigraph::model::NamedNode;
use serde_json::{Value, json};

use super::failure::Failure;
use super::global::{Global, Reading};
use super::query::library;
use super::streams::{Streams, count};
use super::tables::{self, TextFormat};
use super::{DONE, Run, SOME_FAILED};

const EXAMPLES: &str = "\
Examples:
  byline check mine.ttl
  byline check queries/*.lede
  byline check --fix queries/
  byline --ontology mine.ttl check more.ttl questions.lede --format json
  byline check --graph
  byline check --graph --endpoint http://localhost:7878/query

Files that end in `.lede` are checked as questions, without a store: any name is taken to be known.
All others are checked as ontologies that join the built-in one.";

/// Check your own ontology files and questions, or the shape of a graph
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files to check, each with what those before it define; folders stand for the `.ttl` and `.lede` files in them
    #[arg(required_unless_present = "graph", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Check that the store, or the server, has the shape that questions rely on
    #[arg(long)]
    graph: bool,
    /// SPARQL 1.1 server to check, in place of the store
    #[arg(long, value_name = "URL", requires = "graph")]
    endpoint: Option<String>,
    #[command(flatten)]
    reading: Reading,
    /// Write the repairs that questions carry into their files
    #[arg(long)]
    fix: bool,
    /// How to write what is wrong
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: TextFormat,
}

/// Something that is wrong with a file.
enum Problem {
    Turtle(String),
    Question(Box<QueryError>),
}

pub(super) fn run(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    let mut ontology = Ontology::clone(&*global.load_ontology()?);
    let files = expanded(&args.files)?;
    let (mut failed, mut found) = (0, Vec::new());
    if args.graph {
        let place = global.open_source(&args.reading, args.endpoint.as_deref(), streams)?;
        let problems = misshapes(place.source(), Limits::default())?;
        failed += usize::from(!problems.is_empty());
        for problem in problems {
            match args.format {
                TextFormat::Json => {
                    found.push(json!({ "rule": problem.rule, "example": problem.example }));
                }
                TextFormat::Text => streams.error(&problem.to_string(), None),
            }
        }
    }
    for path in &files {
        let mut text =
            fs::read_to_string(path).map_err(|error| Failure::file("read", path, error))?;
        let name = path.display().to_string();
        let is_question = path.extension().is_some_and(|ending| ending == "lede");
        let problems = if is_question {
            let checked = question(path, &mut text, &ontology, args.fix)?;
            if args.format == TextFormat::Text {
                for note in &checked.1 {
                    streams.note(&format!("{name}: {note}"));
                }
            }
            checked.0.map(Problem::Question).into_iter().collect()
        } else {
            turtle(&name, &text, &mut ontology)
        };
        failed += usize::from(!problems.is_empty());
        for problem in problems {
            match args.format {
                TextFormat::Json => found.push(to_json(&name, &text, &problem)),
                TextFormat::Text => say(&name, &text, &problem, streams),
            }
        }
    }
    if args.format == TextFormat::Json {
        tables::write_json(&found, streams)?;
    } else if failed == 0 {
        let graph = args.graph.then(|| "the graph".to_owned());
        let files = (!files.is_empty()).then(|| count(files.len(), "file"));
        let checked: Vec<String> = graph.into_iter().chain(files).collect();
        writeln!(streams.out, "{}: nothing wrong", checked.join(" and "))
            .map_err(Failure::Output)?;
    }
    Ok(if failed > 0 { SOME_FAILED } else { DONE })
}

/// Puts the files in folders in their place.
fn expanded(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let entries = fs::read_dir(path).map_err(|error| Failure::file("read", path, error))?;
        let wanted = |path: &PathBuf| {
            path.extension()
                .is_some_and(|ending| ending == "lede" || ending == "ttl")
        };
        let mut inside: Vec<PathBuf> = entries
            .flatten()
            .map(|entry| entry.path())
            .filter(wanted)
            .collect();
        inside.sort();
        files.extend(inside);
    }
    Ok(files)
}

fn say(name: &str, text: &str, problem: &Problem, streams: &mut Streams) {
    match problem {
        Problem::Turtle(message) => streams.error(message, None),
        Problem::Question(error) => {
            let message = error.render(name, text, streams.colour_err);
            let _unread = streams.err.write_all(message.as_bytes());
        }
    }
}

fn to_json(name: &str, text: &str, problem: &Problem) -> Value {
    let mut value = match problem {
        Problem::Turtle(message) => json!({ "message": message }),
        Problem::Question(error) => error.to_json(text),
    };
    value["file"] = json!(name);
    value
}

fn turtle(name: &str, text: &str, ontology: &mut Ontology) -> Vec<Problem> {
    let problems = check(name, text, ontology);
    if let Ok(joined) = ontology.with(name, text) {
        *ontology = joined;
    }
    let problem = |problem: &byline::ontology::Problem| Problem::Turtle(problem.to_string());
    problems.iter().map(problem).collect()
}

/// Checks a question, mending it first if that is wanted; parameters without a value are given a name.
fn question(
    path: &Path,
    text: &mut String,
    ontology: &Ontology,
    fix: bool,
) -> Result<(Option<Box<QueryError>>, Vec<String>), Failure> {
    let mut checked = compiled(path, text, ontology);
    while let (true, Err(error)) = (fix, &checked) {
        let Some(fixed) = error.fix.as_ref().map(|fix| fix.apply(text)) else {
            break;
        };
        // Each repair must take the mistake further along, or the file stays as it is.
        let again = compiled(path, &fixed, ontology);
        if again
            .as_ref()
            .is_err_and(|next| next.span.start <= error.span.start)
        {
            break;
        }
        fs::write(path, &fixed).map_err(|error| Failure::file("write", path, error))?;
        *text = fixed;
        checked = again;
    }
    Ok(match checked {
        Ok(notes) => (None, notes),
        Err(error) => (Some(error), Vec::new()),
    })
}

/// Returns the notes on a question, or what is wrong with it.
fn compiled(path: &Path, text: &str, ontology: &Ontology) -> Result<Vec<String>, Box<QueryError>> {
    if is_library(path) {
        let parsed = query::parse_library(text);
        return parsed.map(|_| Vec::new()).map_err(Box::new);
    }
    let mut options = Options {
        library: library(Some(path)).unwrap_or_default(),
        ..Options::default()
    };
    for param in query::parse(text)
        .map(|query| query.params)
        .unwrap_or_default()
    {
        if param.default.is_none() {
            let value = query::Param::Name("anything".to_owned());
            options.params.insert(param.name.text, value);
        }
    }
    let compiled = query::compile(text, ontology, &AnyName(ontology), &options);
    compiled.map(|compiled| compiled.notes).map_err(Box::new)
}

/// Whether a file holds definitions for the questions beside it.
fn is_library(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('_')
}

/// Knows every name that is no class.
struct AnyName<'o>(&'o Ontology);

impl NameIndex for AnyName<'_> {
    fn find(&self, key: &str) -> Vec<Named> {
        let mut classes = self.0.classes.values();
        if classes.any(|class| {
            folds_to(&class.label, key) || class.alt_labels.iter().any(|label| folds_to(label, key))
        }) {
            return Vec::new();
        }
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

    fn guesses(&self) -> bool {
        true
    }

    fn label(&self, _: &NamedNode) -> Option<String> {
        None
    }

    fn near(&self, _: &str, _: usize) -> Vec<String> {
        Vec::new()
    }
}

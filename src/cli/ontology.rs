//! `byline ontology`: what is known beforehand → a list of classes and relations.

use std::io::Write;

use byline::ontology::names::fold;
use byline::ontology::{Class, Ontology, Property, Relation, open};
use clap::Subcommand;
use oxigraph::model::NamedNode;
use serde_json::{Value, json};

use super::failure::Failure;
use super::global::{Global, Reading};
use super::streams::{Streams, count};
use super::tables::{self, TextFormat};
use super::{DONE, Run, suggest, trial};

const EXAMPLES: &str = "\
Examples:
  byline ontology
  byline ontology acquired
  byline ontology funded by
  byline ontology --ontology mine.ttl --format json > ontology.json
  byline ontology suggest
  byline ontology test mine.ttl

With a word it also lists the open relations of the store: those that no ontology lists, named by the words of clauses.";

/// List classes, relations and qualifiers with their names and wordings
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// Only what has this in one of its names; with its wordings and meaning
    #[arg(value_name = "WORD")]
    words: Vec<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: TextFormat,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Debug, Subcommand)]
enum Command {
    Suggest(suggest::Args),
    Test(trial::Args),
}

pub(super) fn run(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    match &args.command {
        Some(Command::Suggest(args)) => return suggest::run(args, global, streams),
        Some(Command::Test(args)) => return trial::run(args, global, streams),
        None => {}
    }
    let ontology = global.load_ontology()?;
    let open = open_relations(args, global, streams)?;
    if args.format == TextFormat::Json {
        let found = found(&ontology, &open, &args.words)?;
        let all: Vec<Value> = found.iter().map(Entry::json).collect();
        tables::write_json(&all, streams)?;
        return Ok(DONE);
    }
    let full = !args.words.is_empty() || global.verbose;
    list(&ontology, &open, &args.words, full, streams)?;
    Ok(DONE)
}

/// Returns the names of the store's open relations, where words are asked for and there is a store.
fn open_relations(
    args: &Args,
    global: &Global,
    streams: &mut Streams,
) -> Result<Vec<String>, Failure> {
    let asked = !args.words.is_empty() && !global.ontology_only;
    let store = if asked && !args.reading.add.is_empty() {
        Some(global.open_to_read(&args.reading, streams)?)
    } else if asked && global.store.exists() {
        // The ontology can be listed without the store, too.
        global.open_to_read(&args.reading, streams).ok()
    } else {
        None
    };
    let open = store.map(|store| store.open_relations()).transpose()?;
    let open = open.unwrap_or_default();
    Ok(open.iter().filter_map(open::label).collect())
}

/// Returns the terms that have these words in one of their names.
fn found(ontology: &Ontology, open: &[String], words: &[String]) -> Result<Vec<Entry>, Failure> {
    let key = fold(&words.concat());
    let mut entries = entries(ontology, if words.is_empty() { "" } else { &key });
    if !words.is_empty() {
        let open = open.iter().filter_map(|label| of_open(label));
        entries.extend(open.filter(|entry| entry.fits(&key)));
    }
    if entries.is_empty() {
        return Err(Failure::usage(
            format!(
                "no class, relation or qualifier is called `{}`",
                words.join(" ")
            ),
            "`byline ontology` without a word lists them all",
        ));
    }
    Ok(entries)
}

/// Lists the terms that have these words in one of their names.
pub(super) fn list(
    ontology: &Ontology,
    open: &[String],
    words: &[String],
    full: bool,
    streams: &mut Streams,
) -> Result<(), Failure> {
    let entries = found(ontology, open, words)?;
    for group in entries.chunk_by(|one, other| one.kind == other.kind) {
        let kind = group.first().map(|entry| entry.kind).unwrap_or_default();
        let mut text = format!(
            "{}\n",
            streams.bold(&format!("{} of kind {kind}", count(group.len(), "term")))
        );
        for entry in group {
            text += &entry.text(full, streams);
        }
        writeln!(streams.out, "{text}").map_err(Failure::Output)?;
    }
    Ok(())
}

/// One term as it is listed.
struct Entry {
    kind: &'static str,
    iri: String,
    label: String,
    also: Vec<String>,
    backwards: Vec<String>,
    domain: Vec<String>,
    range: Vec<String>,
    facts: Vec<&'static str>,
    frames: Vec<String>,
    examples: Vec<String>,
    comment: String,
}

impl Entry {
    fn json(&self) -> Value {
        json!({
            "kind": self.kind, "iri": self.iri, "label": self.label, "alternatives": self.also, "inverse": self.backwards,
            "domain": self.domain, "range": self.range, "properties": self.facts, "frames": self.frames,
            "examples": self.examples, "comment": self.comment,
        })
    }

    fn text(&self, full: bool, streams: &Streams) -> String {
        let ends = [&self.domain, &self.range].map(|classes| {
            if classes.is_empty() {
                "anything".to_owned()
            } else {
                classes.join(" or ")
            }
        });
        let ends = if self.kind == "class" || (self.domain.is_empty() && self.range.is_empty()) {
            String::new()
        } else {
            ends.join(" → ")
        };
        let name = self.label.replace(' ', "_");
        let mut text = format!("  {name:<26} {}\n", streams.dim(&ends))
            .trim_end()
            .to_owned()
            + "\n";
        if !full {
            return text;
        }
        let mut add = |title: &str, list: String| {
            if !list.is_empty() {
                text += &format!("      {title}{list}\n");
            }
        };
        add("", self.comment.clone());
        add("also: ", self.also.join(", "));
        add("backwards: ", self.backwards.join(", "));
        add("", self.facts.join(", "));
        for frame in &self.frames {
            add("says: ", frame.clone());
        }
        for example in &self.examples {
            add("as in: ", example.clone());
        }
        add("", self.iri.clone());
        text
    }

    /// Whether one of its names holds the key.
    fn fits(&self, key: &str) -> bool {
        key.is_empty()
            || [&self.label]
                .into_iter()
                .chain(&self.also)
                .chain(&self.backwards)
                .any(|name| fold(name).contains(key))
    }
}

fn entries(ontology: &Ontology, key: &str) -> Vec<Entry> {
    let classes = ontology
        .classes
        .values()
        .map(|class| of_class(ontology, class));
    let relations = ontology
        .relations
        .values()
        .map(|relation| of_relation(ontology, relation));
    let properties = ontology
        .properties
        .values()
        .map(|property| of_property(ontology, property));
    let mut entries: Vec<Entry> = classes
        .chain(relations)
        .chain(properties)
        .filter(|entry| entry.fits(key))
        .collect();
    let order = ["class", "relation", "qualifier", "property"];
    entries.sort_by_cached_key(|entry| {
        (
            order.iter().position(|kind| *kind == entry.kind),
            entry.label.to_lowercase(),
        )
    });
    entries
}

fn labels(ontology: &Ontology, classes: &[NamedNode]) -> Vec<String> {
    let label = |class: &NamedNode| match ontology.classes.get(class) {
        Some(known) => known.label.clone(),
        None => class
            .as_str()
            .rsplit(['#', '/'])
            .next()
            .unwrap_or_default()
            .to_owned(),
    };
    classes.iter().map(label).collect()
}

fn of_class(ontology: &Ontology, class: &Class) -> Entry {
    let nouns = class
        .nouns
        .iter()
        .filter(|noun| **noun != class.label && !class.alt_labels.contains(noun));
    Entry {
        kind: "class",
        iri: class.iri.as_str().to_owned(),
        label: class.label.clone(),
        also: class.alt_labels.iter().chain(nouns).cloned().collect(),
        backwards: Vec::new(),
        domain: Vec::new(),
        range: labels(ontology, &class.parents),
        facts: Vec::new(),
        frames: Vec::new(),
        examples: Vec::new(),
        comment: class.comment.clone(),
    }
}

fn of_relation(ontology: &Ontology, relation: &Relation) -> Entry {
    let facts = [
        (relation.symmetric, "holds both ways"),
        (relation.functional, "one at a time"),
    ];
    Entry {
        kind: "relation",
        iri: relation.iri.as_str().to_owned(),
        label: relation.label.clone(),
        also: relation.alt_labels.clone(),
        backwards: relation.inverse_labels.clone(),
        domain: labels(ontology, &relation.domain),
        range: labels(ontology, &relation.range),
        facts: facts
            .iter()
            .filter(|(holds, _)| *holds)
            .map(|(_, words)| *words)
            .collect(),
        frames: relation
            .frames
            .iter()
            .map(|frame| frame.text.clone())
            .collect(),
        examples: relation
            .examples
            .iter()
            .filter(|example| example.holds)
            .map(|example| example.text.clone())
            .collect(),
        comment: relation.comment.clone(),
    }
}

fn of_open(label: &str) -> Option<Entry> {
    Some(Entry {
        kind: "open relation",
        iri: open::minted(label)?.as_str().to_owned(),
        label: label.to_owned(),
        also: Vec::new(),
        backwards: Vec::new(),
        domain: Vec::new(),
        range: Vec::new(),
        facts: Vec::new(),
        frames: Vec::new(),
        examples: Vec::new(),
        comment: String::new(),
    })
}

fn of_property(ontology: &Ontology, property: &Property) -> Entry {
    Entry {
        kind: if property.is_qualifier() {
            "qualifier"
        } else {
            "property"
        },
        iri: property.iri.as_str().to_owned(),
        label: property.label.clone(),
        also: property.alt_labels.clone(),
        backwards: Vec::new(),
        domain: labels(ontology, &property.domain),
        range: labels(ontology, &property.range),
        facts: Vec::new(),
        frames: Vec::new(),
        examples: Vec::new(),
        comment: property.comment.clone(),
    }
}

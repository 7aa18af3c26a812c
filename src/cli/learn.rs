//! `byline learn`: an ontology and sentences with triples → the frames that find them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use byline::learn::{Learned, Sentence, learn, learn_weights, read_examples, write_learned};
use byline::ontology::{Ontology, prefixes};
use oxigraph::model::NamedNode;

use super::failure::Failure;
use super::global::Global;
use super::streams::{Streams, count};
use super::{DONE, Run, SOME_FAILED};

const EXAMPLES: &str = "\
Examples:
  byline learn --ontology wine.ttl sentences.jsonl > learned.ttl
  byline learn --ontology wine.ttl sentences.jsonl --output learned.ttl
  byline learn --ontology wine.ttl sentences.jsonl --output learned.ttl --weights learned.bin
  byline --ontology wine.ttl ontology test learned.ttl
  byline --ontology wine.ttl --ontology learned.ttl add articles/

Each line of a file is a sentence with what it says, by the labels of the ontology's relations:
  {\"sent\": \"Maya Chen sampled Barolo.\", \"triples\": [{\"sub\": \"Maya Chen\", \"rel\": \"tasted\", \"obj\": \"Barolo\"}]}

Every wording that might relate the ends of a triple is tried on all the sentences; those stay that find a triple and are right at
least 7 times of 10. With `--weights` a classifier is learned for what no frame finds, too. What comes out is an ontology file that a person should read and edit.

Exit codes: 0 something was learned, 1 nothing was, 2 a file cannot be used.";

/// Learn the wordings of your own relations from sentences with triples
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files of sentences with triples, as JSON Lines
    #[arg(required = true, value_name = "EXAMPLES")]
    files: Vec<PathBuf>,
    /// File to write; standard output without it
    #[arg(short, long, visible_alias = "out", value_name = "FILE")]
    output: Option<PathBuf>,
    /// Also learn weights for what no frame finds, and write them to this file, which what is written names
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
}

pub(super) fn run(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    let start = Instant::now();
    let ontology = global.load_ontology()?;
    let mut sentences: Vec<Sentence> = Vec::new();
    for path in &args.files {
        let text = fs::read_to_string(path).map_err(|error| Failure::file("read", path, error))?;
        sentences.extend(read_examples(
            &path.display().to_string(),
            &text,
            &ontology,
        )?);
    }
    let learned = learn(&ontology, &sentences, &own(&ontology));
    if let Some(path) = &args.weights {
        let bytes = learn_weights(&ontology, &sentences);
        fs::write(path, bytes).map_err(|error| Failure::file("write", path, error))?;
    }
    let mut turtle = Vec::new();
    let (prefixes, weights) = (own_prefixes(global)?, weights_name(args));
    write_learned(
        &learned,
        &ontology,
        &prefixes,
        weights.as_deref(),
        &mut turtle,
    )
    .map_err(Failure::Output)?;
    match &args.output {
        Some(path) => {
            fs::write(path, &turtle).map_err(|error| Failure::file("write", path, error))?;
        }
        None => streams.say(&String::from_utf8_lossy(&turtle))?,
    }
    let seconds = start.elapsed().as_secs_f64();
    streams.note(&summary(&learned, seconds));
    if !learned.without.is_empty() {
        let without = learned.without.join(", ");
        streams.note(&format!("nothing was learned for: {without}"));
    }
    Ok(if learned.relations.is_empty() {
        SOME_FAILED
    } else {
        DONE
    })
}

/// The relations that the user's own files add.
fn own(ontology: &Ontology) -> BTreeSet<NamedNode> {
    let built_in = Ontology::builtin();
    let all = ontology.relations.keys();
    all.filter(|iri| !built_in.relations.contains_key(*iri))
        .cloned()
        .collect()
}

/// The file of weights as the written file names it: by its name alone, where both stand in one folder.
fn weights_name(args: &Args) -> Option<String> {
    let weights = args.weights.as_ref()?;
    let together = args
        .output
        .as_ref()
        .is_none_or(|output| output.parent() == weights.parent());
    let name = weights.file_name().filter(|_| together).map(PathBuf::from);
    let path = name
        .or_else(|| fs::canonicalize(weights).ok())
        .unwrap_or_else(|| weights.clone());
    Some(path.display().to_string())
}

fn own_prefixes(global: &Global) -> Result<BTreeMap<String, String>, Failure> {
    let mut all = BTreeMap::new();
    for path in &global.ontology {
        let text = fs::read_to_string(path).map_err(|error| Failure::file("read", path, error))?;
        all.extend(prefixes(&text));
    }
    Ok(all)
}

/// "learned 14 frames for 6 of 8 relations from 120 sentences in 2.1 s; 71 of 160 triples are found by them".
fn summary(learned: &Learned, seconds: f64) -> String {
    let relations = learned.relations.len();
    let all = relations + learned.without.len();
    format!(
        "learned {} for {relations} of {} from {} in {seconds:.1} s; {} of {} found",
        count(learned.frames(), "frame"),
        count(all, "relation"),
        count(learned.sentences, "sentence"),
        learned.found,
        match learned.triples {
            1 => "1 triple is".to_owned(),
            many => format!("{many} triples are"),
        },
    )
}

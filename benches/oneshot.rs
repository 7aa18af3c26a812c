//! How long `byline query` takes from its start to its end, on stores on disk of growing size.
//!
//! `BYLINE_CLAIMS` says how many claims the largest holds: 100 000 unless it is set; the others hold a tenth and a hundredth.
//! The questions run in turn, thirty times each, and `byline --version` with them, which opens nothing; medians are printed.
#![expect(
    clippy::unwrap_used,
    reason = "a measurement ends where its ground is missing"
)]
#![expect(clippy::print_stdout, reason = "figures are what it is run for")]

#[expect(
    dead_code,
    reason = "an expert's queries are for the other measurements"
)]
mod cases;
mod skew;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use byline::ontology::{Ontology, vocab};
use byline::view::{Policy, Rules};
use oxigraph::model::Quad;
use oxigraph::store::{BulkLoader, Store};

use cases::claims;

/// A name in many claims, one in few, claims with their qualifiers, two names, and all that is known of one in few.
///
/// `RARE` stands for a name that is in as many claims whatever the size of the store; of others there is more to tell in a
/// larger one.
const QUESTIONS: &[(&str, &str)] = &[
    ("many", "who acquired \"Company 7\""),
    ("few", "who leads \"RARE\" [any]"),
    (
        "claims",
        "who relation \"RARE\" [any, amount, since, by, quote]",
    ),
    ("yes or no", "\"Company 3\" acquired \"RARE\""),
    ("card", "\"RARE\""),
];
const RUNS: usize = 30;
/// Quads that are handed over at once.
const PART: usize = 1_000_000;

/// Makes a store, as `byline add` would lay it out, of the graph.
fn make(folder: &Path, claims: usize) {
    let database = Store::open(folder.join("db")).unwrap();
    let mut loader = database.bulk_loader();
    let mut waiting: Vec<Quad> = Vec::with_capacity(PART);
    let load = |loader: &mut BulkLoader<'_>, quads: &mut Vec<Quad>| {
        loader.load_quads(quads.drain(..)).unwrap();
    };
    skew::graph(claims, &mut |quad| {
        waiting.push(quad);
        if waiting.len() == PART {
            load(&mut loader, &mut waiting);
        }
    });
    load(&mut loader, &mut waiting);
    loader.commit().unwrap();
    // What a store does by and by in the background.
    database.optimize().unwrap();
    let ontology = Ontology::builtin_shared();
    let rules = Rules::new(ontology.clone(), Policy::of(&ontology));
    for (file, text) in [
        ("format_version", "1"),
        ("base", vocab::DATA),
        ("view", &rules.fingerprint()),
    ] {
        fs::write(folder.join(file), format!("{text}\n")).unwrap();
    }
}

/// How long the program takes, in milliseconds.
fn run(arguments: &[&str]) -> f64 {
    let mut program = Command::new(env!("CARGO_BIN_EXE_byline"));
    let started = Instant::now();
    let done = program.args(arguments).output().unwrap();
    let time: Duration = started.elapsed();
    assert!(
        done.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
    time.as_secs_f64() * 1000.0
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn main() {
    println!("milliseconds from start to end, median of {RUNS}");
    print!("{:>10} {:>10}", "claims", "--version");
    for (name, _) in QUESTIONS {
        print!(" {name:>10}");
    }
    println!();
    for claims in [claims() / 100, claims() / 10, claims()] {
        let folder = tempfile::tempdir().unwrap();
        make(folder.path(), claims);
        let store = folder.path().to_str().unwrap();
        let mut commands = vec![vec!["--version"]];
        // The last of all names is a person's, the one before it a company's.
        let rare = format!("Company {}", claims / skew::CLAIMS_PER_NAME - 2);
        let questions = QUESTIONS
            .iter()
            .map(|(_, question)| question.replace("RARE", &rare));
        let questions: Vec<String> = questions.collect();
        let asked = |question| vec!["query", "--store", store, question];
        commands.extend(questions.iter().map(|question| asked(question.as_str())));
        let mut times = vec![Vec::new(); commands.len()];
        for round in 0..=RUNS {
            for (command, times) in commands.iter().zip(&mut times) {
                let time = run(command);
                // The first round reads what the later ones find in memory.
                if round > 0 {
                    times.push(time);
                }
            }
        }
        print!("{claims:>10}");
        for times in times {
            print!(" {:>10.1}", median(times));
        }
        println!();
    }
}

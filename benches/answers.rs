//! How long questions take to run, beside SPARQL that an expert wrote for the same answer, on one graph in memory.
//!
//! `BYLINE_CLAIMS` says how many claims it holds: 100 000 unless it is set. The two queries of a case run in turn, up to
//! ten times each or for half a minute; medians are printed. A query is cut off after two minutes.
#![expect(
    clippy::unwrap_used,
    reason = "a measurement ends where its ground is missing"
)]
#![expect(clippy::print_stdout, reason = "figures are what it is run for")]

mod cases;
mod skew;

use std::time::{Duration, Instant};

use byline::ontology::Ontology;
use byline::query::{Options, compile};
use oxigraph::model::Quad;
use oxigraph::sparql::{CancellationToken, QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

use cases::{CASES, claims};
use skew::Names;

/// The prefixes of what an expert writes.
const OPENING: &str = "PREFIX by: <https://w3id.org/byline/ns#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> \
    PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX schema: <https://schema.org/> \
    PREFIX o: <https://w3id.org/byline/data/organization/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> ";

const RUNS: usize = 10;
const PATIENCE: Duration = Duration::from_secs(30);
const LIMIT: Duration = Duration::from_secs(120);

fn store(claims: usize) -> Store {
    let store = Store::new().unwrap();
    let mut waiting: Vec<Quad> = Vec::new();
    skew::graph(claims, &mut |quad| {
        waiting.push(quad);
        if waiting.len() == 200_000 {
            store.extend(waiting.drain(..)).unwrap();
        }
    });
    store.extend(waiting).unwrap();
    store
}

/// How long a query takes to its end, and how many rows it gives; none where it takes too long.
fn run(store: &Store, query: &spargebra::Query) -> (Duration, Option<usize>) {
    let stop = CancellationToken::new();
    let (done, waiting) = std::sync::mpsc::channel::<()>();
    std::thread::scope(|scope| {
        let late = stop.clone();
        scope.spawn(move || {
            if waiting.recv_timeout(LIMIT) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
                late.cancel();
            }
        });
        let started = Instant::now();
        let evaluator = SparqlEvaluator::new().with_cancellation_token(stop);
        let mut prepared = evaluator.for_query(query.clone());
        prepared.dataset_mut().set_default_graph_as_union();
        let rows = match prepared.on_store(store).execute().unwrap() {
            QueryResults::Solutions(mut rows) => {
                rows.try_fold(0, |count, row| row.ok().map(|_| count + 1))
            }
            QueryResults::Boolean(yes) => Some(usize::from(yes)),
            QueryResults::Graph(mut triples) => {
                triples.try_fold(0, |count, triple| triple.ok().map(|_| count + 1))
            }
        };
        drop(done);
        (started.elapsed(), rows)
    })
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn main() {
    let claims = claims();
    let (store, names) = (store(claims), Names::new(claims));
    println!("{claims} claims, {} quads", store.len().unwrap());
    println!("case        rows      lede ms    sparql ms   lede / sparql");
    for (name, question, sparql) in CASES {
        let lede = compile(question, Ontology::builtin(), &names, &Options::default()).unwrap();
        let expert = spargebra::SparqlParser::new()
            .parse_query(&format!("{OPENING}{sparql}"))
            .unwrap();
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        let started = Instant::now();
        let mut cut_off = false;
        let mut rows = 0;
        while ours.len() < RUNS && (ours.is_empty() || started.elapsed() < PATIENCE) {
            let (time, found) = run(&store, &lede.query);
            ours.push(time);
            rows = found.unwrap();
            if cut_off {
                continue;
            }
            let (time, expected) = run(&store, &expert);
            theirs.push(time);
            cut_off = expected.is_none();
            // The expert's query may name the start of a path, which the language leaves out.
            let fits = expected.is_none_or(|expected| rows.abs_diff(expected) <= 1);
            assert!(fits, "{name}: {rows} rows, not {expected:?}");
        }
        let (ours, theirs) = (median(ours).as_secs_f64(), median(theirs).as_secs_f64());
        let over = if cut_off { ">" } else { " " };
        println!(
            "{name:10} {rows:6} {:12.2} {over}{:11.2} {:15.2}",
            ours * 1000.0,
            theirs * 1000.0,
            ours / theirs
        );
    }
}

//! How fast the sample articles become a graph, questions become SPARQL, and a graph is written.
#![expect(
    clippy::unwrap_used,
    reason = "a measurement ends where its ground is missing"
)]

use std::fs;
use std::path::PathBuf;

use byline::article::{Input, Told, inputs};
use byline::ontology::Ontology;
use byline::pipeline;
use byline::query::{Options, compile};
use byline::store::{ExportFormat, ExportScope, Store, StoreOptions};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn samples() -> Vec<Input> {
    let mut paths = Vec::new();
    for ending in ["md", "txt", "html", "jsonl"] {
        paths.push(PathBuf::from(format!("tests/articles/*.{ending}")));
    }
    inputs(&paths).0
}

fn store() -> Store {
    let ontology = Ontology::builtin_shared();
    Store::in_memory(&StoreOptions::new(ontology)).unwrap()
}

fn add(store: &Store, found: &[Input]) -> (u64, u64) {
    let (mut articles, mut claims) = (0, 0);
    pipeline::add(store, &Told::default(), found, &mut |added| {
        articles += 1;
        claims += added.unwrap().made.graph.claims as u64;
    })
    .unwrap();
    (articles, claims)
}

/// From files to a graph in memory, once in articles and once in claims a second.
fn articles(criterion: &mut Criterion) {
    let found = samples();
    let (articles, claims) = add(&store(), &found);
    let mut group = criterion.benchmark_group("add");
    group.sample_size(20);
    for (unit, number) in [("articles", articles), ("claims", claims)] {
        group.throughput(Throughput::Elements(number.max(1)));
        group.bench_function(unit, |bencher| {
            bencher.iter_with_setup(store, |store| add(&store, &found));
        });
    }
    group.finish();
}

/// From the text of every question to its SPARQL.
fn questions(criterion: &mut Criterion) {
    let store = store();
    add(&store, &samples());
    let mut texts = Vec::new();
    for entry in fs::read_dir("queries").unwrap() {
        texts.push(fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    let options = Options::default();
    let mut group = criterion.benchmark_group("compile");
    group.throughput(Throughput::Elements(texts.len() as u64));
    group.bench_function("questions", |bencher| {
        bencher.iter(|| {
            let compiled = texts
                .iter()
                .map(|text| compile(text, store.ontology(), &store, &options));
            compiled.filter(Result::is_ok).count()
        });
    });
    group.finish();
}

/// From a graph to sorted Turtle and N-Quads.
fn export(criterion: &mut Criterion) {
    let store = store();
    add(&store, &samples());
    let mut group = criterion.benchmark_group("export");
    group.sample_size(20);
    for format in [ExportFormat::Turtle, ExportFormat::NQuads] {
        let mut out = Vec::new();
        let statements = store.export(&mut out, &ExportScope::All, format).unwrap();
        group.throughput(Throughput::Elements(statements as u64));
        group.bench_function(format.name(), |bencher| {
            bencher.iter(|| {
                out.clear();
                store.export(&mut out, &ExportScope::All, format).unwrap()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, articles, questions, export);
criterion_main!(benches);

//! How long questions take to compile, the worked examples of the reference among them.
#![expect(
    clippy::unwrap_used,
    reason = "a measurement ends where its ground is missing"
)]

mod cases;
mod examples;
#[expect(dead_code, reason = "the graph itself is for the other measurement")]
mod skew;

use std::time::Duration;

use byline::ontology::Ontology;
use byline::query::{Options, compile};
use criterion::{Criterion, criterion_group, criterion_main};

use cases::{CASES, claims};
use skew::Names;

fn compiling(criterion: &mut Criterion) {
    let options = Options::default();
    let mut group = criterion.benchmark_group("compile");
    group
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(1));
    let names = Names::new(claims());
    for (name, question, _) in CASES {
        group.bench_function(*name, |bencher| {
            bencher.iter(|| compile(question, Ontology::builtin(), &names, &options).unwrap());
        });
    }
    let names = examples::Names::new();
    for (number, question) in examples::questions().iter().enumerate() {
        group.bench_function(format!("example {}", number + 1), |bencher| {
            bencher.iter(|| compile(question, Ontology::builtin(), &names, &options).unwrap());
        });
    }
    group.finish();
}

criterion_group!(benches, compiling);
criterion_main!(benches);

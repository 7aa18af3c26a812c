//! How long questions take to compile, the worked examples of the reference among them, and to run beside SPARQL that an
//! expert wrote for the same answer.
//!
//! `BYLINE_CLAIMS` says how many claims the graph holds: 100 000 unless it is set.
#![expect(
    clippy::unwrap_used,
    reason = "a measurement ends where its ground is missing"
)]

mod examples;
mod skew;

use std::time::Duration;

use byline::ontology::Ontology;
use byline::query::{Options, compile};
use criterion::{Criterion, criterion_group, criterion_main};
use oxigraph::model::Quad;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

use skew::Names;

const OPENING: &str = "PREFIX by: <https://w3id.org/byline/ns#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> \
    PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX schema: <https://schema.org/> \
    PREFIX o: <https://w3id.org/byline/data/organization/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> ";

/// A name, a question, and what an expert would write.
const CASES: &[(&str, &str, &str)] = &[
    (
        "point",
        "who acquired \"Company 7\"",
        "SELECT DISTINCT ?who { ?who by:acquired o:company-7 }",
    ),
    (
        "claim",
        "who invested_in \"Company 7\" [amount, since, by]",
        "SELECT DISTINCT ?who ?amount ?c ?since ?by { ?k rdf:subject ?who ; rdf:predicate by:investedIn ; rdf:object o:company-7 ; \
         by:status ?s ; by:polarity by:positive . VALUES ?s { by:confirmed by:reported } \
         OPTIONAL { ?k by:amount ?amount . OPTIONAL { ?k by:currency ?c } } OPTIONAL { ?k by:validFrom ?since } \
         OPTIONAL { ?k prov:wasAttributedTo ?by } }",
    ),
    (
        "rumours",
        "who acquired what [rumoured, by]",
        "SELECT DISTINCT ?who ?what ?by { ?k rdf:subject ?who ; rdf:predicate by:acquired ; rdf:object ?what ; \
         by:status by:rumoured ; by:polarity by:positive OPTIONAL { ?k prov:wasAttributedTo ?by } }",
    ),
    (
        "conflict",
        "who relation \"Company 12\" [by], who relation \"Company 12\" [denied, by as denied_by]",
        "SELECT DISTINCT ?who ?r ?by ?denied { ?k rdf:subject ?who ; rdf:predicate ?r ; rdf:object o:company-12 ; by:status ?s ; \
         by:polarity by:positive . ?d rdf:subject ?who ; rdf:predicate ?r ; rdf:object o:company-12 ; by:status by:denied . \
         VALUES ?s { by:confirmed by:reported } OPTIONAL { ?k prov:wasAttributedTo ?by } OPTIONAL { ?d prov:wasAttributedTo ?denied } }",
    ),
    (
        "became",
        "who acquired what [rumoured], who acquired what [confirmed, by]",
        "SELECT DISTINCT ?who ?what ?by { ?k rdf:subject ?who ; rdf:predicate by:acquired ; rdf:object ?what ; \
         by:status by:rumoured ; by:polarity by:positive . ?d rdf:subject ?who ; rdf:predicate by:acquired ; rdf:object ?what ; \
         by:status by:confirmed ; by:polarity by:positive OPTIONAL { ?d prov:wasAttributedTo ?by } }",
    ),
    (
        "sum",
        "who invested_in what [confirmed, amount USD] sum amount per who sort sum_amount desc limit 10",
        "SELECT ?who (SUM(?amount) AS ?sum) { { SELECT DISTINCT ?who ?what ?amount { ?k rdf:subject ?who ; \
         rdf:predicate by:investedIn ; rdf:object ?what ; by:amount ?amount ; by:currency \"USD\" ; by:status by:confirmed ; \
         by:polarity by:positive } } } GROUP BY ?who ORDER BY DESC(?sum) LIMIT 10",
    ),
    (
        "hops",
        "person linked+2 \"Company 900\"",
        "SELECT DISTINCT ?person { ?person a by:Person . ?person (by:related|^by:related)/(by:related|^by:related)? o:company-900 }",
    ),
    (
        "months",
        "article count per article.publisher, article.published.month",
        // An article that gives two dates in one month counts once.
        "SELECT ?p ?m (COUNT(DISTINCT ?a) AS ?n) { ?a a schema:NewsArticle OPTIONAL { ?a schema:publisher ?p } \
         OPTIONAL { ?a schema:datePublished ?d } BIND (SUBSTR(STR(?d), 1, 7) AS ?m) } GROUP BY ?p ?m",
    ),
];

fn claims() -> usize {
    let set = std::env::var("BYLINE_CLAIMS").ok();
    set.and_then(|text| text.parse().ok()).unwrap_or(100_000)
}

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

/// Runs a query to its end; returns the number of rows.
fn run(store: &Store, query: &spargebra::Query) -> usize {
    let mut prepared = SparqlEvaluator::new().for_query(query.clone());
    prepared.dataset_mut().set_default_graph_as_union();
    match prepared.on_store(store).execute().unwrap() {
        QueryResults::Solutions(rows) => rows.map(Result::unwrap).count(),
        QueryResults::Boolean(yes) => usize::from(yes),
        QueryResults::Graph(triples) => triples.map(Result::unwrap).count(),
    }
}

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

fn running(criterion: &mut Criterion) {
    let claims = claims();
    let (store, names) = (store(claims), Names::new(claims));
    let mut group = criterion.benchmark_group("run");
    group.sample_size(10);
    for (name, question, sparql) in CASES {
        let lede = compile(question, Ontology::builtin(), &names, &Options::default()).unwrap();
        let expert = spargebra::SparqlParser::new()
            .parse_query(&format!("{OPENING}{sparql}"))
            .unwrap();
        // The expert's query may name the start of a path, which the language leaves out.
        let (ours, theirs) = (run(&store, &lede.query), run(&store, &expert));
        assert!(
            ours.abs_diff(theirs) <= 1,
            "{name}: {ours} rows, not {theirs}"
        );
        group.bench_function(format!("{name}/lede"), |bencher| {
            bencher.iter(|| run(&store, &lede.query));
        });
        group.bench_function(format!("{name}/sparql"), |bencher| {
            bencher.iter(|| run(&store, &expert));
        });
    }
    group.finish();
}

criterion_group!(benches, compiling, running);
criterion_main!(benches);

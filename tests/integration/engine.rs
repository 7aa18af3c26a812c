//! A second, independent engine gives the same rows for all questions.
//!
//! It is rdflib, which this test installs with pip into a folder of its own; where that cannot be done, it says so.

use std::fs;
use std::path::Path;
use std::process::Command;

use byline::query::compile;
use byline::store::{Source, Store as ArticleStore};
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::Term;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

use super::lede::{PAGES, options, questions};
use super::sample::Sample;
use super::support::{at, dump, files, sample_store, venv};

const VERSION: &str = "rdflib==7.6.0";

/// Runs queries on the second engine; returns the sorted rows of each.
fn second(python: &Path, name: &str, data: &[u8], queries: &[String]) -> Vec<Vec<String>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _none = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("data.nq"), data).unwrap();
    fs::write(
        folder.join("queries.json"),
        serde_json::to_vec(queries).unwrap(),
    )
    .unwrap();
    let script = at("tests/lede/second_engine.py");
    let output = Command::new(python)
        .arg(script)
        .arg(&folder)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Runs a query on Oxigraph; returns its sorted rows in the words of the script.
fn first(store: &Store, query: &str) -> Vec<String> {
    let mut prepared = SparqlEvaluator::new().parse_query(query).unwrap();
    prepared.dataset_mut().set_default_graph_as_union();
    let mut rows: Vec<String> = match prepared.on_store(store).execute().unwrap() {
        QueryResults::Boolean(yes) => vec![yes.to_string()],
        QueryResults::Solutions(solutions) => solutions
            .map(|row| {
                row.unwrap()
                    .values()
                    .iter()
                    .map(|cell| shown(cell.as_ref()))
                    .collect::<Vec<_>>()
                    .join("\t")
            })
            .collect(),
        QueryResults::Graph(triples) => triples
            .map(|triple| {
                let triple = triple.unwrap();
                let terms: [Term; 3] = [
                    triple.subject.into(),
                    triple.predicate.into(),
                    triple.object,
                ];
                terms
                    .iter()
                    .map(|term| shown(Some(term)))
                    .collect::<Vec<_>>()
                    .join("\t")
            })
            .collect(),
    };
    rows.sort();
    rows.dedup();
    rows
}

/// Numbers are compared by value, everything else by its text.
fn shown(term: Option<&Term>) -> String {
    match term {
        None => "-".to_owned(),
        Some(Term::Literal(literal)) => {
            let number: Option<f64> = literal.value().parse().ok().filter(|_| {
                ["integer", "decimal", "double"]
                    .iter()
                    .any(|kind| literal.datatype().as_str().ends_with(kind))
            });
            number.map_or_else(
                || literal.value().to_owned(),
                |number| format!("{number:.6}"),
            )
        }
        Some(Term::NamedNode(node)) => node.as_str().to_owned(),
        Some(other) => other.to_string(),
    }
}

fn compare(python: &Path, name: &str, store: &Store, data: &[u8], asked: &[(String, String)]) {
    let queries: Vec<String> = asked.iter().map(|(_, sparql)| sparql.clone()).collect();
    let theirs = second(python, name, data, &queries);
    for ((question, sparql), theirs) in asked.iter().zip(theirs) {
        let ours = first(store, sparql);
        if sparql.contains("LIMIT") {
            // Rows that sort alike may be cut differently.
            assert_eq!(ours.len(), theirs.len(), "{question}\n{sparql}");
        } else {
            assert_eq!(ours, theirs, "{question}\n{sparql}");
        }
    }
}

fn compiled(source: &dyn Source, question: &str) -> (String, String) {
    let compiled = compile(question, source.ontology(), source, &options());
    (question.to_owned(), compiled.unwrap().sparql())
}

/// Returns the small graph, all of it as N-Quads, and the questions of the pages about Lede.
pub(crate) fn examples() -> (Sample, Vec<u8>, Vec<String>) {
    let sample = Sample::new();
    let mut data = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(Vec::new());
    for quad in sample.0.iter() {
        data.serialize_quad(&quad.unwrap()).unwrap();
    }
    let asked = PAGES.iter().flat_map(|page| questions(page)).collect();
    (sample, data.finish().unwrap(), asked)
}

/// Returns a store of the sample articles, all of it as N-Quads, and the questions of `queries/`.
pub(crate) fn library() -> (ArticleStore, Vec<u8>, Vec<String>) {
    let store = sample_store();
    let data = dump(&store).into_bytes();
    let asked = files("queries", &["lede"])
        .iter()
        .filter(|path| !path.file_name().unwrap().to_string_lossy().starts_with('_'))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    (store, data, asked)
}

#[test]
fn the_examples_give_the_same_rows() {
    let Some(python) = venv("rdflib", VERSION) else {
        return;
    };
    let (sample, data, asked) = examples();
    let asked: Vec<_> = asked.iter().map(|text| compiled(&sample, text)).collect();
    compare(&python, "examples", &sample.0, &data, &asked);
}

#[test]
fn the_questions_give_the_same_rows() {
    let Some(python) = venv("rdflib", VERSION) else {
        return;
    };
    let (store, data, asked) = library();
    let copy = Store::new().unwrap();
    copy.load_from_slice(RdfFormat::NQuads, &data).unwrap();
    let asked: Vec<_> = asked.iter().map(|text| compiled(&store, text)).collect();
    compare(&python, "questions", &copy, &data, &asked);
}

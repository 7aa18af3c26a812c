//! A small hand-made graph that questions are put to, and a server that holds it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

use byline::ontology::names::{NameIndex, Named, fold};
use byline::ontology::{Ontology, vocab};
use byline::store::{Answer, Limits, Source, StoreError};
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphNameRef, Literal, NamedNode, NamedOrBlankNode, Term};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{CancellationToken, QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

use super::support::at;

/// The graph of `tests/lede/graph.trig`.
#[derive(Clone)]
pub(crate) struct Sample(pub(crate) Store);

impl Sample {
    pub(crate) fn new() -> Self {
        let store = Store::new().unwrap();
        let text = fs::read(at("tests/lede/graph.trig")).unwrap();
        store.load_from_slice(RdfFormat::TriG, &text).unwrap();
        Self(store)
    }

    pub(crate) fn run(&self, query: &str) -> QueryResults<'static> {
        let mut prepared = SparqlEvaluator::new().parse_query(query).unwrap();
        prepared.dataset_mut().set_default_graph_as_union();
        prepared.on_store(&self.0).execute().unwrap()
    }

    fn objects(
        &self,
        subject: &NamedNode,
        predicate: oxigraph::model::NamedNodeRef<'_>,
    ) -> Vec<Term> {
        let view = Some(GraphNameRef::DefaultGraph);
        self.0
            .quads_for_pattern(Some(subject.as_ref().into()), Some(predicate), None, view)
            .map(|quad| quad.unwrap().object)
            .collect()
    }
}

impl NameIndex for Sample {
    fn find(&self, key: &str) -> Vec<Named> {
        let key = Literal::new_simple_literal(key);
        let view = Some(GraphNameRef::DefaultGraph);
        let quads =
            self.0
                .quads_for_pattern(None, Some(vocab::NAME_KEY), Some((&key).into()), view);
        let mut found: Vec<Named> = quads
            .filter_map(|quad| match quad.unwrap().subject {
                NamedOrBlankNode::NamedNode(iri) => Some(iri),
                NamedOrBlankNode::BlankNode(_) => None,
            })
            .map(|iri| Named {
                known: false,
                claims: 0,
                label: self.label(&iri).unwrap_or_default(),
                classes: self
                    .objects(&iri, rdf::TYPE)
                    .into_iter()
                    .filter_map(|class| NamedNode::try_from(class).ok())
                    .collect(),
                iri,
            })
            .collect();
        found.sort();
        found
    }

    fn label(&self, iri: &NamedNode) -> Option<String> {
        match self.objects(iri, rdfs::LABEL).pop()? {
            Term::Literal(label) => Some(label.value().to_owned()),
            _ => None,
        }
    }

    fn near(&self, key: &str, limit: usize) -> Vec<String> {
        let view = Some(GraphNameRef::DefaultGraph);
        let labels = self
            .0
            .quads_for_pattern(None, Some(rdfs::LABEL), None, view);
        let label = |term: Term| match term {
            Term::Literal(label) => label.value().to_owned(),
            other => other.to_string(),
        };
        let mut all: Vec<String> = labels.map(|quad| label(quad.unwrap().object)).collect();
        all.sort_by_key(|label| !fold(label).starts_with(key.get(..1).unwrap_or_default()));
        all.truncate(limit);
        all
    }
}

impl Source for Sample {
    fn ontology(&self) -> &Ontology {
        Ontology::builtin()
    }

    fn base(&self) -> &str {
        vocab::DATA
    }

    fn has_facts(&self) -> bool {
        true
    }

    /// Runs the text, so that what is printed is what is tested.
    fn answer(
        &self,
        _: &spargebra::Query,
        text: &dyn Fn() -> String,
        _: Limits,
        _: &CancellationToken,
    ) -> Result<Answer, StoreError> {
        Ok(match self.run(&text()) {
            QueryResults::Boolean(yes) => Answer::Boolean(yes),
            QueryResults::Solutions(solutions) => Answer::Rows {
                columns: solutions.variables().to_vec(),
                rows: solutions
                    .map(|row| row.unwrap().values().to_vec())
                    .collect(),
                complete: true,
            },
            QueryResults::Graph(triples) => Answer::Graph {
                triples: triples.map(Result::unwrap).collect(),
                complete: true,
            },
        })
    }
}

/// Serves the sample over the SPARQL 1.1 protocol until the program ends; returns its address.
pub(crate) fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/sparql", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let sample = Sample::new();
        for stream in listener.incoming() {
            // A client that hangs up early ends one request alone.
            let _done = stream.and_then(|stream| respond(&sample, stream));
        }
    });
    address
}

fn respond(sample: &Sample, mut stream: TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let (mut length, mut line) = (0, String::new());
    while reader.read_line(&mut line)? > 2 {
        let lower = line.to_lowercase();
        if let Some(value) = lower.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        line.clear();
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8(body).unwrap();
    let query = decoded(body.strip_prefix("query=").unwrap());
    let (status, kind, answer) = match SparqlEvaluator::new().parse_query(&query) {
        Err(error) => (
            "400 Bad Request",
            "text/plain",
            error.to_string().into_bytes(),
        ),
        Ok(_) => ("200 OK", kind(&query), serialised(sample.run(&query))),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        answer.len()
    )?;
    stream.write_all(&answer)
}

fn kind(query: &str) -> &'static str {
    if query.contains("CONSTRUCT {") {
        "application/n-triples"
    } else {
        "application/sparql-results+json"
    }
}

fn serialised(results: QueryResults<'_>) -> Vec<u8> {
    let json = QueryResultsSerializer::from_format(QueryResultsFormat::Json);
    match results {
        QueryResults::Boolean(yes) => json.serialize_boolean_to_writer(Vec::new(), yes).unwrap(),
        QueryResults::Solutions(solutions) => {
            let names = solutions.variables().to_vec();
            let mut writer = json
                .serialize_solutions_to_writer(Vec::new(), names)
                .unwrap();
            for solution in solutions {
                writer.serialize(&solution.unwrap()).unwrap();
            }
            writer.finish().unwrap()
        }
        QueryResults::Graph(triples) => {
            let mut writer = RdfSerializer::from_format(RdfFormat::NTriples).for_writer(Vec::new());
            for triple in triples {
                writer.serialize_triple(&triple.unwrap()).unwrap();
            }
            writer.finish().unwrap()
        }
    }
}

/// Undoes the encoding of a form.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            other => other,
        });
    }
    String::from_utf8(bytes).unwrap()
}

//! Endpoint: a SPARQL 1.1 server over HTTP, which holds a graph that Byline exported.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::Arc;
use std::time::{Duration, Instant};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{Literal, NamedNode, Term, Triple};
use oxigraph::sparql::CancellationToken;
use oxigraph::sparql::results::{
    QueryResultsFormat, QueryResultsParser, ReaderQueryResultsParserOutput,
};

use super::{Answer, Limits, Source, StoreError, text};
use crate::ontology::names::{NameIndex, Named};
use crate::ontology::{Ontology, vocab};

/// Labels asked for at once.
const BATCH: usize = 200;
/// Names read at most to suggest one.
const MOST_NAMES: usize = 10_000;
/// How long looking up a name may take.
const LOOK_UP: Duration = Duration::from_secs(10);
/// Longest message of a server that is shown.
const LONGEST_MESSAGE: usize = 300;
/// Headers with which Virtuoso says that its own limit on rows or time cut an answer short.
const CUT_SHORT: &[&str] = &["x-sparql-maxrows", "x-sparql-anytime"];
/// The column of the table that Virtuoso 7 answers ASK with: a row of 1 for yes, no row for no.
const TRUTH: &str = "__ASK_RETVAL";

/// A server that answers SPARQL 1.1 queries.
///
/// Its default graph must be the union of all graphs, or hold everything.
pub struct Endpoint {
    url: String,
    ontology: Arc<Ontology>,
    base: String,
    agent: ureq::Agent,
    labels: RefCell<BTreeMap<NamedNode, Option<String>>>,
    facts: OnceCell<bool>,
    /// What went wrong while names were looked up, for which the look-up has no words.
    failure: RefCell<Option<StoreError>>,
}

/// What a server sends.
struct Sent<R> {
    /// Its media type.
    kind: String,
    /// Whether the server left nothing out.
    complete: bool,
    reader: R,
}

impl Endpoint {
    /// Returns the server at an address; nothing is sent before something is asked.
    pub fn new(url: &str, ontology: Arc<Ontology>, base: &str) -> Self {
        let config = ureq::Agent::config_builder().http_status_as_error(false);
        Self {
            url: url.to_owned(),
            ontology,
            base: base.to_owned(),
            agent: config.build().into(),
            labels: RefCell::default(),
            facts: OnceCell::new(),
            failure: RefCell::default(),
        }
    }

    /// Sends a query.
    fn send(
        &self,
        query: &str,
        accept: &str,
        time: Duration,
    ) -> Result<Sent<impl Read + use<>>, StoreError> {
        let failed = |message: String| StoreError::Endpoint {
            url: self.url.clone(),
            message,
        };
        let request = self
            .agent
            .post(&self.url)
            .config()
            .timeout_global(Some(time))
            .build()
            .header("accept", accept);
        let response = request.send_form([("query", query)]);
        let mut response = match response {
            Err(ureq::Error::Timeout(_)) => return Err(StoreError::TimedOut(time)),
            other => other.map_err(|error| failed(error.to_string()))?,
        };
        let header = |name: &str| response.headers().get(name)?.to_str().ok();
        let kind = header("content-type").unwrap_or_default().to_owned();
        let complete = CUT_SHORT.iter().all(|name| header(name).is_none());
        if !response.status().is_success() {
            let said = response.body_mut().read_to_string().unwrap_or_default();
            let said: String = said.trim().chars().take(LONGEST_MESSAGE).collect();
            return Err(failed(format!("{}: {said}", response.status())));
        }
        let reader = response.into_body().into_reader();
        Ok(Sent {
            kind,
            complete,
            reader,
        })
    }

    /// Asks for rows or for yes or no.
    fn select(&self, query: &str, limits: Limits) -> Result<Answer, StoreError> {
        let deadline = Instant::now() + limits.time;
        let accept = "application/sparql-results+json, application/sparql-results+xml;q=0.8";
        let sent = self.send(query, accept, limits.time)?;
        let format =
            QueryResultsFormat::from_media_type(&sent.kind).unwrap_or(QueryResultsFormat::Json);
        let odd = |message: String| StoreError::Endpoint {
            url: self.url.clone(),
            message: format!("its answer cannot be read: {message}"),
        };
        let parsed = QueryResultsParser::from_format(format)
            .for_reader(sent.reader)
            .map_err(|error| odd(error.to_string()))?;
        let solutions = match parsed {
            ReaderQueryResultsParserOutput::Boolean(yes) => return Ok(Answer::Boolean(yes)),
            ReaderQueryResultsParserOutput::Solutions(solutions) => solutions,
        };
        let columns = solutions.variables().to_vec();
        let (mut rows, mut complete) = (Vec::new(), sent.complete);
        for solution in solutions {
            if rows.len() == limits.rows {
                complete = false;
                break;
            }
            if Instant::now() > deadline {
                return Err(StoreError::TimedOut(limits.time));
            }
            let solution = solution.map_err(|error| odd(error.to_string()))?;
            rows.push(
                columns
                    .iter()
                    .map(|name| solution.get(name).cloned())
                    .collect(),
            );
        }
        if let [column] = columns.as_slice()
            && column.as_str() == TRUTH
        {
            let yes = |cell: &Option<Term>| cell.as_ref().is_some_and(|yes| text(yes) != "0");
            return Ok(Answer::Boolean(rows.iter().flatten().any(yes)));
        }
        Ok(Answer::Rows {
            columns,
            rows,
            complete,
        })
    }

    /// Asks for triples.
    fn construct(&self, query: &str, limits: Limits) -> Result<Answer, StoreError> {
        let accept = "application/n-triples, text/turtle;q=0.8";
        let sent = self.send(query, accept, limits.time)?;
        let format = RdfFormat::from_media_type(&sent.kind).unwrap_or(RdfFormat::NTriples);
        let (mut triples, mut complete) = (Vec::new(), sent.complete);
        for quad in RdfParser::from_format(format).for_reader(sent.reader) {
            let quad = quad.map_err(|error| StoreError::Endpoint {
                url: self.url.clone(),
                message: format!("its answer cannot be read: {error}"),
            })?;
            if triples.len() == limits.rows {
                complete = false;
                break;
            }
            triples.push(Triple::new(quad.subject, quad.predicate, quad.object));
        }
        Ok(Answer::Graph { triples, complete })
    }

    /// Returns the rows of a look-up; what goes wrong is kept for later.
    fn look_up(&self, query: &str, rows: usize) -> Vec<Vec<Option<Term>>> {
        let limits = Limits {
            time: LOOK_UP,
            rows,
        };
        match self.select(query, limits) {
            Ok(Answer::Rows { rows, .. }) => rows,
            Ok(_) => Vec::new(),
            Err(error) => {
                self.failure.borrow_mut().get_or_insert(error);
                Vec::new()
            }
        }
    }

    /// Fetches the labels of all things in some rows.
    fn fetch_labels(&self, rows: &[Vec<Option<Term>>]) {
        let wanted: BTreeSet<&NamedNode> = {
            let known = self.labels.borrow();
            let cells = rows.iter().flatten().flatten();
            cells
                .filter_map(|term| match term {
                    Term::NamedNode(node) if node.as_str().starts_with(&self.base) => Some(node),
                    _ => None,
                })
                .filter(|node| !known.contains_key(*node))
                .collect()
        };
        let wanted: Vec<&NamedNode> = wanted.into_iter().collect();
        for batch in wanted.chunks(BATCH) {
            let values: Vec<String> = batch.iter().map(ToString::to_string).collect();
            let query = format!(
                "SELECT ?x ?l WHERE {{ VALUES ?x {{ {} }} ?x {} ?l }}",
                values.join(" "),
                rdfs::LABEL
            );
            let mut labels = self.labels.borrow_mut();
            labels.extend(batch.iter().map(|node| ((*node).clone(), None)));
            for row in self.look_up(&query, 2 * BATCH) {
                if let [Some(Term::NamedNode(node)), Some(label)] = row.as_slice() {
                    labels.insert(node.clone(), Some(text(label).to_owned()));
                }
            }
        }
    }
}

impl Source for Endpoint {
    fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    fn base(&self) -> &str {
        &self.base
    }

    fn failure(&self) -> Option<StoreError> {
        self.failure.borrow_mut().take()
    }

    fn has_facts(&self) -> bool {
        *self.facts.get_or_init(|| {
            let query = format!("ASK {{ ?s {} ?o }}", vocab::RELATED);
            let limits = Limits {
                time: LOOK_UP,
                rows: 1,
            };
            // A server that cannot be asked says so when the question itself is put to it.
            !matches!(self.select(&query, limits), Ok(Answer::Boolean(false)))
        })
    }

    fn answer(
        &self,
        query: &spargebra::Query,
        text: &dyn Fn() -> String,
        limits: Limits,
        _stop: &CancellationToken,
    ) -> Result<Answer, StoreError> {
        if let spargebra::Query::Construct { .. } | spargebra::Query::Describe { .. } = query {
            return self.construct(&text(), limits);
        }
        let answer = self.select(&text(), limits)?;
        if let Answer::Rows { rows, .. } = &answer {
            self.fetch_labels(rows);
        }
        Ok(answer)
    }
}

impl NameIndex for Endpoint {
    fn find(&self, key: &str) -> Vec<Named> {
        let query = format!(
            "SELECT ?x ?l ?c WHERE {{ ?x {} {} . OPTIONAL {{ ?x {} ?l }} OPTIONAL {{ ?x {} ?c }} }}",
            vocab::NAME_KEY,
            Literal::new_simple_literal(key),
            rdfs::LABEL,
            rdf::TYPE
        );
        let mut found = BTreeMap::<NamedNode, Named>::new();
        for row in self.look_up(&query, MOST_NAMES) {
            let [Some(Term::NamedNode(iri)), label, class] = row.as_slice() else {
                continue;
            };
            let named = found.entry(iri.clone()).or_insert_with(|| Named {
                known: false,
                claims: 0,
                iri: iri.clone(),
                label: label.as_ref().map_or("", text).to_owned(),
                classes: Vec::new(),
            });
            if let Some(Term::NamedNode(class)) = class
                && !named.classes.contains(class)
            {
                named.classes.push(class.clone());
                named.classes.sort();
            }
        }
        found.into_values().collect()
    }

    fn label(&self, iri: &NamedNode) -> Option<String> {
        if let Some(known) = self.labels.borrow().get(iri) {
            return known.clone();
        }
        self.fetch_labels(&[vec![Some(iri.clone().into())]]);
        self.labels.borrow().get(iri).cloned().flatten()
    }

    fn near(&self, key: &str, limit: usize) -> Vec<String> {
        let query = format!(
            "SELECT DISTINCT ?l WHERE {{ ?x {} ?k ; {} ?l }} LIMIT {MOST_NAMES}",
            vocab::NAME_KEY,
            rdfs::LABEL
        );
        let rows = self.look_up(&query, MOST_NAMES);
        let names = rows
            .iter()
            .flatten()
            .flatten()
            .map(|name| text(name).to_owned());
        super::find::nearest(key, names, limit)
    }

    fn starting(&self, key: &str, limit: usize) -> Vec<String> {
        let query = format!(
            "SELECT DISTINCT ?l WHERE {{ ?x {} ?k ; {} ?l FILTER (STRSTARTS(?k, {})) }} LIMIT {limit}",
            vocab::NAME_KEY,
            rdfs::LABEL,
            Literal::new_simple_literal(key)
        );
        let rows = self.look_up(&query, limit);
        let mut names: Vec<String> = rows
            .iter()
            .flatten()
            .flatten()
            .map(|name| text(name).to_owned())
            .collect();
        names.sort();
        names
    }

    fn relations(&self, key: &str) -> Vec<NamedNode> {
        let query = format!(
            "SELECT DISTINCT ?x WHERE {{ ?x {} {} }}",
            vocab::RELATION_KEY,
            Literal::new_simple_literal(key)
        );
        let rows = self.look_up(&query, MOST_NAMES);
        let nodes = rows.into_iter().flatten().flatten();
        let mut found: Vec<NamedNode> = nodes
            .filter_map(|term| match term {
                Term::NamedNode(node) => Some(node),
                Term::BlankNode(_) | Term::Literal(_) => None,
            })
            .collect();
        found.sort();
        found
    }

    fn relation_names(&self, key: &str, limit: usize) -> Vec<String> {
        let query = format!(
            "SELECT DISTINCT ?l WHERE {{ ?x {} ?k ; {} ?l FILTER (STRSTARTS(?k, {})) }} ORDER BY ?l LIMIT {limit}",
            vocab::RELATION_KEY,
            rdfs::LABEL,
            Literal::new_simple_literal(key)
        );
        let rows = self.look_up(&query, limit);
        let names = rows.iter().flatten().flatten();
        names.map(|name| text(name).to_owned()).collect()
    }
}

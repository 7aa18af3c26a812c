//! Query: SPARQL → rows, yes or no, or a graph; never more than a store can bear.
//!
//! Queries run on a thread of their own with a large stack: the parser, the evaluator and even dropping a query recurse.
//! Time is checked by the evaluator when it reads the store, so sorting what is read may go on for a while after the answer
//! `TimedOut` was given.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use oxigraph::model::{Term, Triple, Variable};
use oxigraph::sparql::{
    CancellationToken, PreparedSparqlQuery, QueryEvaluationError, QueryResults, SparqlEvaluator,
};
use oxigraph::store::Store as Database;

use super::{Store, StoreError, guard};

const STACK: usize = 256 * 1024 * 1024;
/// How long a query that was told to stop may take to do so.
const GRACE: Duration = Duration::from_millis(500);
/// How often a waiting query looks whether it was told to stop.
const PULSE: Duration = Duration::from_millis(50);

/// How much a query may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long it may run.
    pub time: Duration,
    /// How many rows or triples it may give; what comes after is left out and said to be.
    pub rows: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(30),
            rows: 1_000_000,
        }
    }
}

/// What a query gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Rows of a table.
    Rows {
        /// The names of its columns, in order.
        columns: Vec<Variable>,
        /// Its rows, with one cell for each column.
        rows: Vec<Vec<Option<Term>>>,
        /// Whether there are no more.
        complete: bool,
    },
    /// Yes or no.
    Boolean(bool),
    /// Triples.
    Graph {
        /// The triples, in no order.
        triples: Vec<Triple>,
        /// Whether there are no more.
        complete: bool,
    },
}

impl Store {
    /// Runs a query over all graphs taken together.
    pub fn query(&self, query: spargebra::Query, limits: Limits) -> Result<Answer, StoreError> {
        self.query_until(query, limits, &CancellationToken::new())
    }

    /// Runs a query over all graphs taken together, until `stop` is given.
    pub fn query_until(
        &self,
        query: spargebra::Query,
        limits: Limits,
        stop: &CancellationToken,
    ) -> Result<Answer, StoreError> {
        self.run(
            limits,
            stop,
            move |evaluator| Ok(evaluator.for_query(query)),
        )
    }

    /// Runs a query that an expert wrote; refuses what would leave or change the store.
    pub fn sparql(&self, query: &str, limits: Limits) -> Result<Answer, StoreError> {
        guard::check(query)?;
        let query = query.to_owned();
        self.run(limits, &CancellationToken::new(), move |evaluator| {
            let evaluator = crate::ontology::vocab::PREFIXES.iter().try_fold(
                evaluator,
                |evaluator, (name, iri)| {
                    evaluator
                        .with_prefix(*name, *iri)
                        .map_err(|error| StoreError::Syntax(error.to_string()))
                },
            )?;
            evaluator
                .parse_query(&query)
                .map_err(|error| StoreError::Syntax(error.to_string()))
        })
    }

    fn run(
        &self,
        limits: Limits,
        stop: &CancellationToken,
        prepare: impl FnOnce(SparqlEvaluator) -> Result<PreparedSparqlQuery, StoreError>
        + Send
        + 'static,
    ) -> Result<Answer, StoreError> {
        let (token, database) = (stop.clone(), self.database.clone());
        let evaluator = SparqlEvaluator::new().with_cancellation_token(token.clone());
        let deadline = Instant::now() + limits.time;
        let (sender, receiver) = mpsc::sync_channel(1);
        let work = move || {
            let answer =
                prepare(evaluator).and_then(|query| evaluate(query, &database, limits, deadline));
            // Nobody listens any more where the time was up.
            let _late = sender.send(answer);
        };
        let thread = thread::Builder::new()
            .name("query".to_owned())
            .stack_size(STACK);
        let thread = thread.spawn(work).map_err(|source| {
            StoreError::Evaluation(QueryEvaluationError::Unexpected(source.into()))
        })?;
        // RocksDB aborts where a thread that has used it ends while the process does, so its end is waited for.
        let ended = |answer| {
            let _panicked = thread.join();
            answer
        };
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match receiver.recv_timeout(left.min(PULSE)) {
                Ok(answer) => return ended(answer),
                Err(mpsc::RecvTimeoutError::Disconnected) => return ended(Err(StoreError::Lost)),
                Err(mpsc::RecvTimeoutError::Timeout) if !stop.is_cancelled() && !left.is_zero() => {
                }
                Err(mpsc::RecvTimeoutError::Timeout) => {
                    let stopped = stop.is_cancelled();
                    stop.cancel();
                    let late = match stopped {
                        true => Err(StoreError::Stopped),
                        false => Err(StoreError::TimedOut(limits.time)),
                    };
                    return match receiver.recv_timeout(GRACE) {
                        Ok(answer) => ended(answer.or(late)),
                        Err(_) => late,
                    };
                }
            }
        }
    }
}

fn evaluate(
    mut query: PreparedSparqlQuery,
    database: &Database,
    limits: Limits,
    deadline: Instant,
) -> Result<Answer, StoreError> {
    query.dataset_mut().set_default_graph_as_union();
    let failed = |error| match error {
        QueryEvaluationError::Cancelled if Instant::now() < deadline => StoreError::Stopped,
        QueryEvaluationError::Cancelled => StoreError::TimedOut(limits.time),
        error => StoreError::Evaluation(error),
    };
    Ok(match query.on_store(database).execute().map_err(failed)? {
        QueryResults::Boolean(answer) => Answer::Boolean(answer),
        QueryResults::Solutions(solutions) => {
            let columns = solutions.variables().to_vec();
            let rows = solutions.map(|row| row.map(|row| row.values().to_vec()));
            let (rows, complete) = take(rows, limits, deadline, failed)?;
            Answer::Rows {
                columns,
                rows,
                complete,
            }
        }
        QueryResults::Graph(triples) => {
            let (triples, complete) = take(triples, limits, deadline, failed)?;
            Answer::Graph { triples, complete }
        }
    })
}

/// Returns what a query gives up to the limit, and whether that is all.
fn take<T>(
    results: impl Iterator<Item = Result<T, QueryEvaluationError>>,
    limits: Limits,
    deadline: Instant,
    failed: impl Fn(QueryEvaluationError) -> StoreError,
) -> Result<(Vec<T>, bool), StoreError> {
    let mut taken = Vec::new();
    for result in results {
        let result = result.map_err(&failed)?;
        if taken.len() == limits.rows {
            return Ok((taken, false));
        }
        taken.push(result);
        if Instant::now() > deadline {
            return Err(StoreError::TimedOut(limits.time));
        }
    }
    Ok((taken, true))
}

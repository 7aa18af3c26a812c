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
/// Rows or triples in one part of an answer.
const PART: usize = 1000;
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

/// Takes the parts of an answer as they come; each is an answer of its own, and all rows or triples together are the answer.
///
/// There is always one, though it may be empty. An error ends the query.
pub type Taker<'a> = dyn FnMut(Answer) -> Result<(), StoreError> + 'a;

/// What a query's thread tells.
enum Told {
    Part(Answer),
    /// There are no more parts; whether nothing was left out.
    End(Result<bool, StoreError>),
}

impl Answer {
    /// Puts the parts of an answer together, as `give` hands them out.
    pub(super) fn collect(
        give: impl FnOnce(&mut Taker<'_>) -> Result<bool, StoreError>,
    ) -> Result<Self, StoreError> {
        let mut whole: Option<Self> = None;
        let all = give(&mut |part| {
            match (&mut whole, part) {
                (Some(Self::Rows { rows, .. }), Self::Rows { rows: more, .. }) => rows.extend(more),
                (Some(Self::Graph { triples, .. }), Self::Graph { triples: more, .. }) => {
                    triples.extend(more);
                }
                (whole, part) => *whole = Some(part),
            }
            Ok(())
        })?;
        let mut whole = whole.ok_or(StoreError::Lost)?;
        if let Self::Rows { complete, .. } | Self::Graph { complete, .. } = &mut whole {
            *complete = all;
        }
        Ok(whole)
    }
}

impl Store {
    /// Runs a query over all graphs taken together.
    pub fn query(&self, query: spargebra::Query, limits: Limits) -> Result<Answer, StoreError> {
        let stop = CancellationToken::new();
        Answer::collect(|each| self.query_until(query, limits, &stop, each))
    }

    /// Runs a query over all graphs taken together, until `stop` is given; returns whether nothing was left out.
    ///
    /// The time that `each` takes does not count.
    pub fn query_until(
        &self,
        query: spargebra::Query,
        limits: Limits,
        stop: &CancellationToken,
        each: &mut Taker<'_>,
    ) -> Result<bool, StoreError> {
        self.run(
            limits,
            stop,
            move |evaluator| Ok(evaluator.for_query(query)),
            each,
        )
    }

    /// Runs a query that an expert wrote; refuses what would leave or change the store.
    pub fn sparql(&self, query: &str, limits: Limits) -> Result<Answer, StoreError> {
        guard::check(query)?;
        let query = query.to_owned();
        let prepare = move |evaluator| {
            let evaluator = crate::ontology::vocab::PREFIXES.iter().try_fold(
                evaluator,
                |evaluator: SparqlEvaluator, (name, iri)| {
                    evaluator
                        .with_prefix(*name, *iri)
                        .map_err(|error| StoreError::Syntax(error.to_string()))
                },
            )?;
            evaluator
                .parse_query(&query)
                .map_err(|error| StoreError::Syntax(error.to_string()))
        };
        Answer::collect(|each| self.run(limits, &CancellationToken::new(), prepare, each))
    }

    fn run(
        &self,
        limits: Limits,
        stop: &CancellationToken,
        prepare: impl FnOnce(SparqlEvaluator) -> Result<PreparedSparqlQuery, StoreError>
        + Send
        + 'static,
        each: &mut Taker<'_>,
    ) -> Result<bool, StoreError> {
        let (token, database) = (stop.clone(), self.database.clone());
        let evaluator = SparqlEvaluator::new().with_cancellation_token(token.clone());
        let mut deadline = Instant::now() + limits.time;
        let (sender, receiver) = mpsc::sync_channel(1);
        let work = move || {
            let end = prepare(evaluator)
                .and_then(|query| evaluate(query, &database, limits, deadline, &sender));
            // Nobody listens any more where the time was up.
            let _late = sender.send(Told::End(end));
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
                Ok(Told::Part(part)) => {
                    let begun = Instant::now();
                    if let Err(error) = each(part) {
                        stop.cancel();
                        drop(receiver);
                        return ended(Err(error));
                    }
                    deadline += begun.elapsed();
                }
                Ok(Told::End(end)) => return ended(end),
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
                        Ok(_) => {
                            drop(receiver);
                            ended(late)
                        }
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
    sender: &mpsc::SyncSender<Told>,
) -> Result<bool, StoreError> {
    query.dataset_mut().set_default_graph_as_union();
    let failed = |error| match error {
        QueryEvaluationError::Cancelled if Instant::now() < deadline => StoreError::Stopped,
        QueryEvaluationError::Cancelled => StoreError::TimedOut(limits.time),
        error => StoreError::Evaluation(error),
    };
    match query.on_store(database).execute().map_err(failed)? {
        QueryResults::Boolean(answer) => {
            let told = sender.send(Told::Part(Answer::Boolean(answer)));
            told.map(|()| true).map_err(|_| StoreError::Stopped)
        }
        QueryResults::Solutions(solutions) => {
            let columns = solutions.variables().to_vec();
            let rows = solutions.map(|row| row.map(|row| row.values().to_vec()));
            let part = |rows| Answer::Rows {
                columns: columns.clone(),
                rows,
                complete: true,
            };
            give(rows, limits, deadline, failed, part, sender)
        }
        QueryResults::Graph(triples) => {
            let part = |triples| Answer::Graph {
                triples,
                complete: true,
            };
            give(triples, limits, deadline, failed, part, sender)
        }
    }
}

/// Sends what a query gives, up to the limit, in parts; returns whether that is all.
fn give<T>(
    results: impl Iterator<Item = Result<T, QueryEvaluationError>>,
    limits: Limits,
    mut deadline: Instant,
    failed: impl Fn(QueryEvaluationError) -> StoreError,
    part: impl Fn(Vec<T>) -> Answer,
    sender: &mpsc::SyncSender<Told>,
) -> Result<bool, StoreError> {
    let (mut taken, mut count, mut complete) = (Vec::new(), 0, true);
    let send = |taken: Vec<T>| {
        let begun = Instant::now();
        let sent = sender.send(Told::Part(part(taken)));
        // Waiting for the reader is not the query's time.
        sent.map(|()| begun.elapsed())
            .map_err(|_| StoreError::Stopped)
    };
    for result in results {
        let result = result.map_err(&failed)?;
        if count == limits.rows {
            complete = false;
            break;
        }
        count += 1;
        taken.push(result);
        if taken.len() == PART {
            deadline += send(std::mem::take(&mut taken))?;
        }
        if Instant::now() > deadline {
            return Err(StoreError::TimedOut(limits.time));
        }
    }
    if count == 0 || !taken.is_empty() {
        send(taken)?;
    }
    Ok(complete)
}

//! The wiring: inputs → article graphs → store, and questions → answers.
//!
//! Articles are read and understood on all cores and handed on in the order of the inputs, so that one writer takes them.

mod add;
mod steps;

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use oxigraph::model::NamedNode;
use oxigraph::sparql::{CancellationToken, QuerySolutionIter};
use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::analysis::Analyser;
use crate::article::{Article, Input, Metadata, ReadError, Told, read};
use crate::error::Error;
use crate::extract::Extractor;
use crate::graph::{ArticleGraph, article_graph};
use crate::ontology::{Ontology, open};
use crate::query::{self, Column, Compiled, Form, Options};
use crate::render::{Rows, rows};
use crate::resolve::{Resolved, resolve};
use crate::store::{Answer, Limits, Source, StoreError};
use crate::text::{Document, clean};

pub use add::{Added, add};
pub use steps::Steps;

/// How many articles are understood at once.
const BATCH: usize = 64;
/// Reading a page and walking a sentence recurse, so threads get more stack than is usual.
const STACK: usize = 64 * 1024 * 1024;

/// An article and what it contributes.
#[derive(Clone, Debug)]
pub struct Made {
    /// The name of where it was read from.
    pub source: String,
    /// The address that it was fetched from.
    pub fetched_from: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its statements.
    pub graph: ArticleGraph,
}

/// Takes each article, or what was wrong with it, and says whether to go on.
pub type Each<'a> = dyn FnMut(Result<Made, Error>) -> ControlFlow<()> + 'a;

/// What turns articles into graphs.
#[derive(Debug)]
pub struct Pipeline<'o> {
    analyser: Analyser,
    /// What finds statements in what was analysed.
    pub extractor: Extractor<'o>,
    /// What is known beforehand.
    pub ontology: &'o Ontology,
    /// The base of the data's IRIs.
    pub base: String,
    /// What is said of the articles before they are read.
    pub told: Told,
}

impl<'o> Pipeline<'o> {
    /// Returns a pipeline whose articles stand under `base`.
    pub fn new(ontology: &'o Ontology, base: &str) -> Self {
        Self {
            analyser: Analyser::new(ontology),
            extractor: Extractor::new(ontology),
            ontology,
            base: base.to_owned(),
            told: Told::default(),
        }
    }

    /// Returns what one article contributes: clean → analyse → extract → resolve → graph.
    pub fn make(&self, article: Article) -> Result<Made, Error> {
        let Metadata {
            source_name: source,
            fetched_from,
            title,
            ..
        } = article.metadata.clone();
        let resolved = self.understand(clean(article));
        match article_graph(&resolved, &self.base, self.ontology) {
            Ok(graph) => Ok(Made {
                source,
                fetched_from,
                title,
                graph,
            }),
            Err(error) => Err(Error::Graph {
                article: source,
                error,
            }),
        }
    }

    fn understand(&self, document: Document) -> Resolved {
        let analysis = self.analyser.analyse(document);
        let statements = self.extractor.extract(&analysis);
        resolve(analysis, &statements, self.ontology)
    }

    /// Reads `inputs` and gives each article's graph to `each`, in order.
    pub fn run(&self, inputs: &[Input], each: &mut Each<'_>) {
        // Where no threads can be had, the work is done on those that rayon has.
        let pool = rayon::ThreadPoolBuilder::new()
            .stack_size(STACK)
            .build()
            .ok();
        for group in inputs.chunk_by(|one, other| one.holds_many() == other.holds_many()) {
            let flow = if group.first().is_some_and(Input::holds_many) {
                self.stream(pool.as_ref(), group, each)
            } else {
                self.files(pool.as_ref(), group, each)
            };
            if flow.is_break() {
                break;
            }
        }
    }

    /// Files that hold one article each are read in parallel, too.
    fn files(
        &self,
        pool: Option<&rayon::ThreadPool>,
        inputs: &[Input],
        each: &mut Each<'_>,
    ) -> ControlFlow<()> {
        for batch in inputs.chunks(BATCH) {
            let read_one = |input: &Input| {
                let mut made = Vec::new();
                let all = guarded(&name(input), || {
                    read(input, &self.told, &mut |article| {
                        made.push(self.understood(article));
                    });
                });
                made.extend(all.err().map(Err));
                made
            };
            let work = || batch.par_iter().map(read_one).collect::<Vec<_>>();
            let made = pool.map_or_else(work, |pool| pool.install(work));
            made.into_iter().flatten().try_for_each(&mut *each)?;
        }
        ControlFlow::Continue(())
    }

    /// An input of many articles is never held as a whole.
    fn stream(
        &self,
        pool: Option<&rayon::ThreadPool>,
        inputs: &[Input],
        each: &mut Each<'_>,
    ) -> ControlFlow<()> {
        let mut flow = ControlFlow::Continue(());
        let mut batch = Vec::new();
        let mut hand_on = |batch: &mut Vec<Result<Article, Error>>| {
            let articles = std::mem::take(batch);
            let work = || {
                let made = articles.into_par_iter().map(|article| {
                    let article = article?;
                    let source = article.metadata.source_name.clone();
                    let address = article.metadata.fetched_from.clone();
                    let made = guarded(&source, || self.make(article)).and_then(|made| made);
                    if let Some(address) = address.filter(|_| made.is_err()) {
                        self.told.failed(&address);
                    }
                    made
                });
                made.collect::<Vec<_>>()
            };
            let made = match pool {
                Some(pool) => pool.install(work),
                None => work(),
            };
            made.into_iter().try_for_each(&mut *each)
        };
        for input in inputs {
            let all = guarded(&name(input), || {
                read(input, &self.told, &mut |article| {
                    if flow.is_continue() {
                        batch.push(article.map_err(Error::from));
                        if batch.len() == BATCH {
                            flow = hand_on(&mut batch);
                        }
                    }
                });
            });
            flow?;
            batch.extend(all.err().map(Err));
        }
        hand_on(&mut batch)
    }

    fn understood(&self, article: Result<Article, ReadError>) -> Result<Made, Error> {
        article
            .map_err(Error::from)
            .and_then(|article| self.make(article))
    }
}

/// Does work of which a mistake in this program must stop one article alone, as bad input does.
pub(crate) fn guarded<T>(source: &str, work: impl FnOnce() -> T) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Error::Broken {
        article: source.to_owned(),
    })
}

pub(crate) fn name(input: &Input) -> String {
    match input {
        Input::Stdin => "standard input".to_owned(),
        Input::File(path) => path.display().to_string(),
        Input::Address { address, .. } => address.clone(),
    }
}

/// What a question gave.
#[derive(Clone, Debug)]
pub struct Reply {
    /// What was understood.
    pub compiled: Compiled,
    /// What was found.
    pub answer: Answer,
    /// What a reader should know beside it.
    pub notes: Vec<String>,
}

/// Answers a question written in Lede.
pub fn ask(
    source: &dyn Source,
    text: &str,
    options: &Options,
    limits: Limits,
) -> Result<Reply, Error> {
    ask_until(source, text, options, limits, &CancellationToken::new())
}

/// Returns the query that a question stands for at a store or server.
pub fn compile(source: &dyn Source, text: &str, options: &Options) -> Result<Compiled, Error> {
    let compiled = query::compile(text, source.ontology(), source, options);
    // A name that could not be looked up is not an unknown name.
    if let Some(failure) = source.failure() {
        return Err(failure.into());
    }
    compiled.map_err(|error| Error::Query {
        text: text.to_owned(),
        error: Box::new(error),
    })
}

/// Answers a question written in Lede, until `stop` is given.
pub fn ask_until(
    source: &dyn Source,
    text: &str,
    options: &Options,
    limits: Limits,
    stop: &CancellationToken,
) -> Result<Reply, Error> {
    let compiled = compile(source, text, options)?;
    let answer = source.answer(&compiled.query, &|| compiled.sparql(), limits, stop)?;
    let mut notes = compiled.notes.clone();
    if is_empty(&answer) {
        notes.extend(otherwise(source, text, options, &compiled, limits, stop)?);
    }
    Ok(Reply {
        compiled,
        answer,
        notes,
    })
}

/// Answers a question in parts, so that a long answer need not be held; returns what was understood, what a reader should
/// know beside the answer, and whether nothing was left out.
///
/// There is always a part, though it may be empty. An error of `each` ends the query and is returned.
pub fn ask_in_parts(
    source: &dyn Source,
    text: &str,
    options: &Options,
    limits: Limits,
    each: &mut dyn FnMut(&Compiled, Answer) -> Result<(), StoreError>,
) -> Result<(Compiled, Vec<String>, bool), Error> {
    let compiled = compile(source, text, options)?;
    let stop = CancellationToken::new();
    let mut empty = true;
    let all = source.answer_in_parts(
        &compiled.query,
        &|| compiled.sparql(),
        limits,
        &stop,
        &mut |part| {
            empty &= is_empty(&part);
            each(&compiled, part)
        },
    )?;
    let mut notes = compiled.notes.clone();
    if empty {
        notes.extend(otherwise(source, text, options, &compiled, limits, &stop)?);
    }
    Ok((compiled, notes, all))
}

/// Returns what to say of an empty answer: whether there is one with every status.
fn otherwise(
    source: &dyn Source,
    text: &str,
    options: &Options,
    compiled: &Compiled,
    limits: Limits,
    stop: &CancellationToken,
) -> Result<Option<String>, Error> {
    let relaxed = query::compile_relaxed(text, source.ontology(), source, options);
    let Some(relaxed) = relaxed else {
        return Ok(None);
    };
    let printed = || compiled.print(&relaxed);
    let more = source.answer(&relaxed, &printed, limits, stop)?;
    Ok(unasserted(compiled.form, &more))
}

fn is_empty(answer: &Answer) -> bool {
    match answer {
        Answer::Rows { rows, .. } => rows.is_empty(),
        Answer::Boolean(yes) => !yes,
        Answer::Graph { triples, .. } => triples.is_empty(),
    }
}

/// An empty answer must not hide that somebody says so after all.
fn unasserted(form: Form, more: &Answer) -> Option<String> {
    match more {
        Answer::Rows { rows, .. } => match rows.len() {
            0 => None,
            1 => Some("nothing asserted; 1 row matches with [any]".to_owned()),
            count => Some(format!("nothing asserted; {count} rows match with [any]")),
        },
        Answer::Boolean(true) if form == Form::Ask => {
            Some("not asserted, but claimed in some way: ask again with [any]".to_owned())
        }
        Answer::Boolean(_) | Answer::Graph { .. } => None,
    }
}

/// Returns the rows of an answer with the labels of the things in them; none where it has no rows.
pub fn table(
    source: &dyn Source,
    answer: Answer,
    columns: &[Column],
    limit: Option<usize>,
) -> Option<Rows> {
    let Answer::Rows {
        columns: variables,
        rows: tuples,
        complete,
    } = answer
    else {
        return None;
    };
    let solutions =
        QuerySolutionIter::from_tuples(Arc::from(variables), tuples.into_iter().map(Ok));
    let labels = Labels::new(source);
    let name = |iri: &NamedNode| labels.of(iri);
    let mut table = rows(solutions, columns, limit, &name).ok()?;
    table.truncated |= !complete;
    Some(table)
}

/// The names looked up so far: a few stand in most rows of a table, and in most claims about a thing.
pub(crate) struct Labels<'a> {
    source: &'a dyn Source,
    known: RefCell<HashMap<NamedNode, Option<String>>>,
}

impl<'a> Labels<'a> {
    pub(crate) fn new(source: &'a dyn Source) -> Self {
        Self {
            source,
            known: RefCell::default(),
        }
    }

    /// Returns what [`label`] does, and remembers it.
    pub(crate) fn of(&self, iri: &NamedNode) -> Option<String> {
        if let Some(known) = self.known.borrow().get(iri) {
            return known.clone();
        }
        let found = label(self.source, iri);
        let mut known = self.known.borrow_mut();
        known.insert(iri.clone(), found.clone());
        found
    }
}

/// Returns the name of a thing, a class, a relation or a word of a scheme.
pub fn label(source: &dyn Source, iri: &NamedNode) -> Option<String> {
    let ontology = source.ontology();
    let own = || {
        let relation = ontology.relations.get(iri).map(|known| &known.label);
        relation
            .or_else(|| ontology.classes.get(iri).map(|known| &known.label))
            .or_else(|| ontology.properties.get(iri).map(|known| &known.label))
            .or_else(|| {
                let status = ontology.statuses.iter().find(|known| known.iri == *iri);
                status.map(|known| &known.label)
            })
            .or_else(|| {
                let value = ontology.values.iter().find(|known| known.iri == *iri);
                value.map(|known| &known.label)
            })
            .cloned()
            .or_else(|| open::label(iri))
    };
    own().or_else(|| source.label(iri))
}

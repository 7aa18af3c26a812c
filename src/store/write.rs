//! Write: one article in, out or in another version, with the view that follows, in one transaction.

use oxigraph::model::{GraphName, NamedNode, Quad, Term, Triple};
use oxigraph::store::{StorageError, Transaction};

use super::{Store, StoreError};
use crate::graph::ArticleGraph;
use crate::ontology::vocab;
use crate::view::{self, ArticleFacts};

/// What adding an article did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was not there before.
    Added,
    /// Another version of it was there before.
    Replaced,
    /// The same was there before, and nothing was written.
    Unchanged,
}

/// How many changes of the view are written at once when it is made anew.
const BATCH: usize = 20_000;

impl Store {
    /// Adds an article, or replaces what it said in an earlier version.
    pub fn add(&self, graph: &ArticleGraph) -> Result<Outcome, StoreError> {
        if !graph.iri.as_str().starts_with(self.base()) {
            let asked = graph.iri.as_str().to_owned();
            return Err(StoreError::OtherBase {
                recorded: self.base().to_owned(),
                asked,
            });
        }
        let _writer = self.lock();
        let mut transaction = self.database.start_transaction()?;
        let known = transaction.contains_named_graph(&graph.iri)?;
        if known && is_unchanged(&transaction, graph)? {
            return Ok(Outcome::Unchanged);
        }
        let old = if known {
            self.take_out(&mut transaction, &graph.iri)?
        } else {
            Vec::new()
        };
        self.record(&mut transaction, &old, graph)?;
        for quad in &graph.quads {
            transaction.insert(quad);
        }
        view::add(
            &mut transaction,
            &view::read_article(&graph.quads),
            &self.rules,
        )?;
        transaction.commit()?;
        Ok(if known {
            Outcome::Replaced
        } else {
            Outcome::Added
        })
    }

    /// Removes an article and all that follows from it alone; false where it is not there.
    pub fn remove(&self, article: &NamedNode) -> Result<bool, StoreError> {
        let _writer = self.lock();
        let mut transaction = self.database.start_transaction()?;
        if !transaction.contains_named_graph(article)? {
            return Ok(false);
        }
        self.take_out(&mut transaction, article)?;
        self.forget(&mut transaction, article)?;
        transaction.commit()?;
        Ok(true)
    }

    /// Takes an article out; returns what it said.
    fn take_out(
        &self,
        transaction: &mut Transaction<'_>,
        article: &NamedNode,
    ) -> Result<Vec<Quad>, StorageError> {
        let quads = transaction
            .quads_for_pattern(None, None, None, Some(article.as_ref().into()))
            .collect::<Result<Vec<_>, _>>()?;
        transaction.remove_named_graph(article)?;
        view::remove(transaction, &view::read_article(&quads), &self.rules)?;
        Ok(quads)
    }

    /// Makes the view anew from the article graphs alone; returns how many triples were wrong or missing.
    pub fn rebuild(&self) -> Result<usize, StoreError> {
        let _writer = self.lock();
        let mut wanted = self.built_view()?;
        let mut extra = Vec::new();
        for quad in self.view_quads() {
            let quad = quad?;
            if wanted.remove(&triple(&quad).to_string()).is_none() {
                extra.push(quad);
            }
        }
        let missing: Vec<Quad> = wanted
            .into_values()
            .map(|triple| triple.in_graph(GraphName::DefaultGraph))
            .collect();
        for batch in extra.chunks(BATCH) {
            let mut transaction = self.database.start_transaction()?;
            batch.iter().for_each(|quad| transaction.remove(quad));
            transaction.commit()?;
        }
        for batch in missing.chunks(BATCH) {
            let mut transaction = self.database.start_transaction()?;
            transaction.extend(batch);
            transaction.commit()?;
        }
        Ok(extra.len() + missing.len())
    }

    /// Returns the view as the article graphs alone would have it.
    pub(super) fn built_view(
        &self,
    ) -> Result<std::collections::BTreeMap<String, Triple>, StoreError> {
        let articles = self.article_iris()?;
        Ok(view::build(
            articles.iter().map(|article| self.facts(article)),
            &self.rules,
        )?)
    }

    fn facts(&self, article: &NamedNode) -> Result<ArticleFacts, StorageError> {
        let quads = self
            .quads(None, None, None, Some(article.as_ref().into()))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(view::read_article(&quads))
    }

    /// Returns what the view says now.
    pub(super) fn view_quads(&self) -> impl Iterator<Item = Result<Quad, StorageError>> + use<> {
        self.quads(
            None,
            None,
            None,
            Some(oxigraph::model::GraphNameRef::DefaultGraph),
        )
    }
}

/// Whether the store has the article with the same hash of all that it says.
fn is_unchanged(transaction: &Transaction<'_>, graph: &ArticleGraph) -> Result<bool, StorageError> {
    let hash = graph
        .quads
        .iter()
        .find(|quad| quad.predicate == vocab::CONTENT_HASH);
    hash.map_or(Ok(false), |quad: &Quad| transaction.contains(quad))
}

/// Returns a quad without its graph.
pub(super) fn triple(quad: &Quad) -> Triple {
    Triple::new(
        quad.subject.clone(),
        quad.predicate.clone(),
        Term::clone(&quad.object),
    )
}

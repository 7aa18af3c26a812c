//! Store: [`ArticleGraph`](crate::graph::ArticleGraph)s → one queryable graph, in memory or on disk.
//!
//! Several readers or one writer at a time, one transaction per article; the view is part of it, so no reader ever sees
//! half an article.

mod closed;
mod duplicates;
mod endpoint;
mod error;
mod export;
mod find;
mod folder;
mod guard;
mod node;
mod query;
mod shape;
mod source;
mod verify;
mod versions;
mod visits;
mod write;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use oxigraph::model::vocab::rdfs;
use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, Quad, Term, TermRef};
use oxigraph::store::{StorageError, Store as Database};

use crate::ontology::{Ontology, vocab};
use crate::view::{Policy, Rules};

pub use duplicates::Duplicate;
pub use endpoint::Endpoint;
pub use error::StoreError;
pub use export::{ExportFormat, ExportScope};
pub use find::{ArticleSummary, Counts};
pub use query::{Answer, Limits, Taker};
pub use shape::{Misshape, misshapes};
pub use source::Source;
pub use verify::{Problem, VerifyReport};
pub use versions::Version;
pub use write::Outcome;

/// How a store is opened.
#[derive(Clone, Debug)]
pub struct StoreOptions {
    /// What the view is made by.
    pub ontology: Arc<Ontology>,
    /// Which claims are taken as fact; the ontology's own choice where there is none.
    pub policy: Option<Policy>,
    /// The base of the data's IRIs; the recorded one, or the default for a new store, where there is none.
    pub base: Option<String>,
    /// What it is opened for.
    pub access: Access,
}

/// What a store is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To be read, by several processes at once; nobody can write meanwhile.
    Read,
    /// To be written, too, by this process alone.
    Write,
    /// To be written, and made where there is none.
    Create,
}

impl StoreOptions {
    /// Returns the options that open or make a store with the defaults.
    pub const fn new(ontology: Arc<Ontology>) -> Self {
        Self {
            ontology,
            policy: None,
            base: None,
            access: Access::Create,
        }
    }

    fn rules(&self) -> Arc<Rules> {
        let policy = self.policy.clone();
        let policy = policy.unwrap_or_else(|| Policy::of(&self.ontology));
        Arc::new(Rules::new(Arc::clone(&self.ontology), policy))
    }
}

fn check_base(base: &str) -> Result<(), StoreError> {
    if NamedNode::new(base).is_err() || !base.ends_with(['/', '#']) {
        return Err(StoreError::BadBase(base.to_owned()));
    }
    Ok(())
}

/// Articles and the view that follows from them.
#[derive(Clone)]
pub struct Store {
    database: Database,
    rules: Arc<Rules>,
    base: Arc<str>,
    // After the database, which must be closed before the lock is let go.
    place: Option<Arc<Place>>,
    writer: Arc<Mutex<()>>,
}

/// Where a store lies on disk.
struct Place {
    path: PathBuf,
    /// Held as long as the store is open.
    #[expect(dead_code, reason = "it is let go when it is dropped")]
    lock: Option<File>,
}

impl Store {
    /// Opens the store in a folder, or makes one there; `:memory:` makes one that is gone when it is dropped.
    ///
    /// The view is made anew where the ontology or the policy has changed since it was last opened; the store is then
    /// opened to be written, whatever it was asked to be opened for.
    pub fn open(path: impl AsRef<Path>, options: &StoreOptions) -> Result<Self, StoreError> {
        let path = path.as_ref();
        if path == Path::new(":memory:") {
            return Self::in_memory(options);
        }
        folder::open(path, options.base.as_deref(), options.access)?.with(options)
    }

    /// Opens a store as [`Store::open`] does with the defaults, and reads its ontology meanwhile.
    ///
    /// Opening a database and reading an ontology take some hundredths of a second each, which a short question feels.
    pub fn open_beside(
        path: impl AsRef<Path>,
        base: Option<&str>,
        access: Access,
        ontology: impl FnOnce() -> Arc<Ontology> + Send,
    ) -> Result<Self, StoreError> {
        let path = path.as_ref();
        let options = |ontology| StoreOptions {
            base: base.map(str::to_owned),
            access,
            ..StoreOptions::new(ontology)
        };
        if path == Path::new(":memory:") {
            return Self::in_memory(&options(ontology()));
        }
        std::thread::scope(|scope| {
            let ontology = scope.spawn(ontology);
            let folder = folder::open(path, base, access);
            match ontology.join() {
                Ok(ontology) => folder?.with(&options(ontology)),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        })
    }

    /// Makes an empty store that is gone when it is dropped.
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use byline::ontology::Ontology;
    /// use byline::store::{Answer, Limits, Store, StoreOptions};
    ///
    /// let store = Store::in_memory(&StoreOptions::new(Arc::new(Ontology::default())))?;
    /// assert_eq!(store.sparql("ASK { ?s ?p ?o }", Limits::default())?, Answer::Boolean(false));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn in_memory(options: &StoreOptions) -> Result<Self, StoreError> {
        let base = options.base.as_deref().unwrap_or(vocab::DATA);
        Self::new(Database::new()?, options.rules(), base, None)
    }

    fn new(
        database: Database,
        rules: Arc<Rules>,
        base: &str,
        place: Option<Place>,
    ) -> Result<Self, StoreError> {
        check_base(base)?;
        Ok(Self {
            database,
            rules,
            base: base.into(),
            place: place.map(Arc::new),
            writer: Arc::default(),
        })
    }

    /// Returns the base of the data's IRIs.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Returns the ontology that the view is made by.
    pub fn ontology(&self) -> &Ontology {
        self.rules.ontology()
    }

    /// Returns the folder of a store on disk.
    pub fn path(&self) -> Option<&Path> {
        self.place.as_ref().map(|place| place.path.as_path())
    }

    /// Makes sure that all that was added survives a power cut. Call it at the end of a batch.
    pub fn flush(&self) -> Result<(), StoreError> {
        #[cfg(feature = "rocksdb")]
        self.database.flush()?;
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, ()> {
        // A writer that panicked has rolled its transaction back, so the store is sound.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the quads that fit, of a graph or of all.
    fn quads(
        &self,
        subject: Option<&NamedNode>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        graph: Option<GraphNameRef<'_>>,
    ) -> impl Iterator<Item = Result<Quad, StorageError>> + use<> {
        self.database.quads_for_pattern(
            subject.map(|node| node.as_ref().into()),
            predicate,
            object,
            graph,
        )
    }

    /// Returns the one value of a property in the graph of a node, or in the view.
    pub(crate) fn value(
        &self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
    ) -> Result<Option<Term>, StoreError> {
        let quad = self
            .quads(Some(subject), Some(predicate), None, None)
            .next()
            .transpose()?;
        Ok(quad.map(|quad| quad.object))
    }

    fn label_of(&self, node: &NamedNode) -> Result<Option<String>, StoreError> {
        Ok(self
            .value(node, rdfs::LABEL)?
            .map(|term| text(&term).to_owned()))
    }
}

/// Returns a term as plain text.
fn text(term: &Term) -> &str {
    match term {
        Term::NamedNode(node) => node.as_str(),
        Term::Literal(literal) => literal.value(),
        Term::BlankNode(node) => node.as_str(),
    }
}

#[cfg(test)]
mod tests;

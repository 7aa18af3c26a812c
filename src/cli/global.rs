//! The arguments that every subcommand takes, and what they open.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use byline::article::{Told, inputs};
use byline::ontology::{Ontology, vocab};
use byline::pipeline;
use byline::query::Options;
use byline::store::{Access, Endpoint, Source, Store, StoreOptions};
use clap::Args;
use clap::builder::BoolishValueParser;

use super::failure::Failure;
use super::streams::{ColorChoice, Streams};

/// The store that is gone when the program ends.
const MEMORY: &str = ":memory:";

/// Arguments of every subcommand.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(super) struct Global {
    /// Folder of the store; `:memory:` keeps nothing
    #[arg(
        long,
        global = true,
        value_name = "PATH",
        env = "BYLINE_STORE",
        default_value = "./byline-store",
        hide_env_values = true
    )]
    pub(super) store: PathBuf,
    /// Turtle file that joins the built-in ontology; may be given several times
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "BYLINE_ONTOLOGY",
        value_delimiter = ',',
        hide_env_values = true
    )]
    pub(super) ontology: Vec<PathBuf>,
    /// Leave open relations out, which no ontology lists
    #[arg(
        long,
        global = true,
        env = "BYLINE_ONTOLOGY_ONLY",
        value_parser = BoolishValueParser::new(),
        hide_env_values = true
    )]
    pub(super) ontology_only: bool,
    /// Base of the data's IRIs; a store keeps the one it was made with
    #[arg(long, global = true, value_name = "IRI")]
    pub(super) base: Option<String>,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: ColorChoice,
    /// Say more of what is done
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
}

/// Arguments of every subcommand that reads a store.
#[derive(Debug, Args)]
pub(super) struct Reading {
    /// Add these articles first; makes a store in memory useful
    #[arg(long, value_name = "PATH")]
    pub(super) add: Vec<PathBuf>,
}

impl Global {
    /// Returns the built-in ontology, joined by the user's files.
    pub(super) fn load_ontology(&self) -> Result<Arc<Ontology>, Failure> {
        let mut ontology = Ontology::builtin_shared();
        for path in &self.ontology {
            ontology = Arc::new(joined(&ontology, path)?);
        }
        if self.ontology_only {
            let mut closed = Ontology::clone(&ontology);
            closed.closed = true;
            ontology = Arc::new(closed);
        }
        Ok(ontology)
    }

    pub(super) fn in_memory(&self) -> bool {
        self.store == Path::new(MEMORY)
    }

    /// Opens the store to write, making it where there is none.
    pub(super) fn open_to_add(&self) -> Result<Store, Failure> {
        self.open(Access::Create)
    }

    /// Opens a store that is there to change it.
    pub(super) fn open_to_write(&self) -> Result<Store, Failure> {
        self.open(Access::Write)
    }

    /// Opens the store to read, after adding what the user wants added first.
    pub(super) fn open_to_read(
        &self,
        reading: &Reading,
        streams: &mut Streams,
    ) -> Result<Store, Failure> {
        if reading.add.is_empty() {
            let store = self.open(Access::Read)?;
            if self.in_memory() {
                streams.note("a store in memory begins empty; `--add PATH` adds articles first");
            }
            return Ok(store);
        }
        let store = self.open(Access::Create)?;
        let (found, wrong) = inputs(&reading.add);
        for error in wrong {
            streams.error(&error.to_string(), None);
        }
        pipeline::add(&store, &Told::default(), &found, &mut |added| {
            if let Err(error) = added {
                streams.error(&error.to_string(), error.hint().as_deref());
            }
        })?;
        Ok(store)
    }

    /// Returns what questions are put to: the store, or a server elsewhere.
    pub(super) fn open_source(
        &self,
        reading: &Reading,
        endpoint: Option<&str>,
        streams: &mut Streams,
    ) -> Result<Place, Failure> {
        let Some(url) = endpoint else {
            return Ok(Place::Here(self.open_to_read(reading, streams)?));
        };
        let base = self.base.as_deref().unwrap_or(vocab::DATA);
        Ok(Place::There(Endpoint::new(
            url,
            self.load_ontology()?,
            base,
        )))
    }

    fn open(&self, access: Access) -> Result<Store, Failure> {
        if self.ontology.is_empty() && !self.ontology_only {
            let base = self.base.as_deref();
            let ontology = Ontology::builtin_shared;
            return Ok(Store::open_beside(&self.store, base, access, ontology)?);
        }
        let mut options = StoreOptions::new(self.load_ontology()?);
        options.base.clone_from(&self.base);
        options.access = access;
        Ok(Store::open(&self.store, &options)?)
    }
}

/// Returns an ontology joined by a user's file and by the learned weights that the file names.
pub(super) fn joined(ontology: &Ontology, path: &Path) -> Result<Ontology, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::file("read", path, error))?;
    let known = ontology.weight_files.len();
    let mut joined = ontology.with(&path.display().to_string(), &text)?;
    for name in joined.weight_files.split_off(known) {
        // A file stands where the one that names it does.
        let file = path.parent().unwrap_or(Path::new("")).join(&name);
        let bytes = fs::read(&file).map_err(|error| Failure::file("read", &file, error))?;
        if !joined.add_weights(&bytes) {
            let message = format!(
                "`{}` holds no weights that this version can read",
                file.display()
            );
            let hint = "`byline learn --weights FILE` writes such a file";
            return Err(Failure::usage(message, hint));
        }
        joined.weight_files.push(name);
    }
    Ok(joined)
}

/// What questions are put to.
pub(super) enum Place {
    Here(Store),
    There(Endpoint),
}

impl Place {
    pub(super) fn source(&self) -> &dyn Source {
        match self {
            Self::Here(store) => store,
            Self::There(endpoint) => endpoint,
        }
    }

    pub(super) const fn store(&self) -> Option<&Store> {
        match self {
            Self::Here(store) => Some(store),
            Self::There(_) => None,
        }
    }
}

/// Returns what a question is compiled with.
pub(super) fn options(source: &dyn Source) -> Options {
    let now = jiff::Timestamp::now().to_string();
    let today = now.get(..10).unwrap_or(&now).to_owned();
    Options {
        today,
        base: source.base().to_owned(),
        ..Options::default()
    }
}

//! The files of `ontology/`, built in → [`Ontology`].

use std::sync::{Arc, OnceLock};

use super::check;
use super::error::OntologyError;
use super::model::{Known, Ontology};
use super::read::Source;

macro_rules! files {
    ($($name:literal,)*) => {
        &[$(Source { name: $name, text: include_str!(concat!("../../ontology/", $name)) },)*]
    };
}

/// The files in the order they are read: each uses only classes and words of those before it, or its own.
pub(super) const FILES: &[Source<'static>] = files![
    "core.ttl",
    "business.ttl",
    "people.ttl",
    "politics.ttl",
    "law.ttl",
    "culture.ttl",
    "stance.ttl",
    "open.ttl",
    "gender.ttl",
];

/// The names known beforehand.
pub(super) const NAMES: &[Source<'static>] = files!["known.ttl",];

/// Returns the built-in names, read on first use.
pub(super) fn names() -> &'static [Known] {
    static NAMES_READ: OnceLock<Vec<Known>> = OnceLock::new();
    NAMES_READ.get_or_init(|| {
        let ontology = Ontology {
            classes: Ontology::builtin().classes.clone(),
            ..Ontology::default()
        };
        let read = check::read_all(ontology, NAMES).expect("a test loads the built-in names");
        read.known.own
    })
}

impl Ontology {
    /// Returns the built-in ontology, read on first use.
    ///
    /// ```
    /// let ontology = byline::ontology::Ontology::builtin();
    /// assert_eq!(ontology.relations_named("fundedby").next().unwrap().label, "invested in");
    /// ```
    pub fn builtin() -> &'static Self {
        Self::shared()
    }

    /// Returns the built-in ontology to be shared.
    pub fn builtin_shared() -> Arc<Self> {
        Arc::clone(Self::shared())
    }

    fn shared() -> &'static Arc<Self> {
        static BUILTIN: OnceLock<Arc<Ontology>> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            // A test checks them.
            let mut ontology =
                check::read_all(Self::default(), FILES).expect("a test loads the built-in files");
            ontology.known.built_in = true;
            Arc::new(ontology)
        })
    }

    /// Reads an ontology that stands alone.
    pub fn load(sources: &[Source<'_>]) -> Result<Self, OntologyError> {
        check::load(Self::default(), sources)
    }

    /// Returns this ontology joined by a user's own Turtle, which may add to what is there.
    pub fn with(&self, name: &str, text: &str) -> Result<Self, OntologyError> {
        check::load(self.clone(), &[Source { name, text }])
    }
}

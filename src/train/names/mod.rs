//! Corpora of names: what the network and the lists of names learn from, and how well names are found.

mod corpus;
mod entities;
mod lists;
mod measure;
mod report;
mod spacy;

pub use corpus::{Corpus, TaggedSentence, demonym, read_cities, read_columns, read_relations};
pub use entities::read_entities;
pub use lists::{NameCorpus, columns, name_lists};
pub use measure::{Figures, Measure, find};
pub use report::measure_names;

//! Sentences with tagged names → `models/names.bin`.

mod corpus;
mod entities;
mod measure;
mod perceptron;
mod report;

pub use corpus::{Corpus, TaggedSentence, demonym, read_cities, read_columns, read_relations};
pub use entities::read_entities;
pub use measure::{Figures, Measure, find};
pub use perceptron::{WordLists, tag, train};
pub use report::measure_names;

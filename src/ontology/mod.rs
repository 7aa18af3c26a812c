//! Ontology: `ontology/*.ttl` → [`Ontology`]; what the program knows beforehand, as data.

mod builtin;
mod check;
mod describe;
mod error;
mod example;
mod frame;
mod gazetteer;
mod index;
mod load;
mod lookup;
mod model;
pub mod names;
mod notation;
pub mod open;
mod read;
mod schema;
#[cfg(test)]
mod tests;
pub mod vocab;

pub use check::check;
pub use error::{OntologyError, Problem, Reason};
pub use example::{Example, ExampleError, Marks};
pub use frame::{Frame, Phrase, Shape, Slot};
pub use gazetteer::Gazetteer;
pub use model::{
    Class, Cue, Gender, Known, Ontology, Property, Relation, SchemeValue, Scope, Status,
};
pub use notation::{FrameError, FrameKind};
pub use read::{Source, prefixes};

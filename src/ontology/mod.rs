//! Ontology: `ontology/*.ttl` → [`Ontology`]; what the program knows beforehand, as data.

mod frame;
mod model;
pub mod names;
pub mod vocab;

pub use frame::{Frame, Shape, Slot};
pub use model::{Class, Cue, Known, Ontology, Property, Relation, Scope, Status};

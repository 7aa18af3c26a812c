//! Questions over a small ontology and a small graph.

mod editors;
mod errors;
pub(super) mod fixture;
mod names;
pub(super) mod ontology;
mod rows;
mod safety;
mod shapes;
mod sparql;
mod twins;
mod warnings;

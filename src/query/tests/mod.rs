//! Questions over a small ontology and a small graph.

mod errors;
mod fixture;
mod rows;
mod safety;
mod sparql;

//! Questions over a small ontology and a small graph.

mod errors;
mod fixture;
mod names;
mod ontology;
mod rows;
mod safety;
mod shapes;
mod sparql;

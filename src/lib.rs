//! Byline turns news articles into a knowledge graph that remembers who said what, how sure they were
//! and where it is written, and answers questions about it in one line.

pub mod analysis;
pub mod article;
pub mod graph;
pub mod ontology;
pub mod query;
pub mod render;
pub mod resolve;
pub mod store;
pub mod text;
pub mod train;
pub mod view;

//! Byline turns news articles into a knowledge graph that remembers who said what, how sure they were
//! and where it is written, and answers questions about it in one line.

pub mod article;
pub mod text;
pub mod ontology;
pub mod analysis;
pub mod resolve;
pub mod train;

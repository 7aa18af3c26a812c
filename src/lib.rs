//! Byline turns news articles into a knowledge graph that remembers who said what, how sure they were
//! and where it is written, and answers questions about it in one line.
//!
//! ```text
//! articles:  read → clean → analyse → extract → resolve → graph → store
//! questions: parse → resolve → lower → run → render
//! ```
//!
//! The modules in the order in which data flows: [`article`], [`text`], [`ontology`], [`analysis`], `relation`, [`extract`],
//! [`resolve`], [`graph`], [`store`], [`view`], [`query`], [`render`], [`train`], [`pipeline`],
//! [`annotation`], [`coverage`], [`derivation`], [`suggestion`], [`trial`], [`learn`].

pub mod analysis;
pub mod annotation;
pub mod article;
pub mod coverage;
pub mod derivation;
pub mod dossier;
mod error;
pub mod extract;
pub mod graph;
pub mod learn;
pub mod ontology;
pub mod pipeline;
pub mod query;
mod relation;
pub mod render;
pub mod resolve;
pub mod store;
pub mod suggestion;
pub mod text;
pub mod train;
pub mod trial;
pub mod view;

pub use error::Error;

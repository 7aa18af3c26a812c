//! Lede: text → one SPARQL query.

pub mod ast;
mod error;
mod parse;
mod words;

pub use error::{ErrorKind, Fix, QueryError};
pub use parse::parse;

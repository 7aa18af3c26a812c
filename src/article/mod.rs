//! Read: bytes → [`Article`], one file per format.

mod model;

pub use model::{Article, Metadata, Part};

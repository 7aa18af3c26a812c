//! Render: rows and graphs → text; one file per format.

mod prefixes;
pub mod turtle;

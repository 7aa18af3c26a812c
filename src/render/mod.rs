//! Render: rows and graphs → text; one file per format.

pub mod turtle;

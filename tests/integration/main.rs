//! The whole of it: articles to graphs, questions to answers, the program's flags and streams, the README.
#![expect(
    clippy::unwrap_used,
    reason = "a test ends where its ground is missing"
)]

mod articles;
mod asking;
mod cli;
mod engine;
mod inspecting;
mod learning;
mod lede;
mod open;
mod queries;
mod readme;
#[cfg(feature = "fetch")]
mod revisits;
mod sample;
mod sentences;
mod servers;
mod showing;
mod support;
mod trying;

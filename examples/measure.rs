//! Measures the models: `cargo run --release --no-default-features --example measure -- tagging FILE…` prints JSON.

use std::error::Error;
use std::io::{Write, stdout};
use std::path::PathBuf;

use clap::{Parser, Subcommand};

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    measure: Measure,
}

#[derive(Subcommand)]
enum Measure {
    /// Measure sentences, tokens, tags, lemmas and trees
    Tagging {
        /// Universal Dependencies treebanks in CoNLL-U, plain or gzip
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

fn main() -> Result<(), Box<dyn Error>> {
    match Arguments::parse().measure {
        Measure::Tagging { files } => {
            let figures = byline::train::measure_tagging(&files)?;
            writeln!(stdout(), "{}", serde_json::to_string_pretty(&figures)?)?;
        }
    }
    Ok(())
}

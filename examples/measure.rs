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
        /// Weights to measure instead of the built-in ones
        #[arg(long)]
        model: Option<PathBuf>,
    },
}

fn main() -> Result<(), Box<dyn Error>> {
    match Arguments::parse().measure {
        Measure::Tagging { files, model } => {
            let weights = model.map(std::fs::read).transpose()?;
            let figures = byline::train::measure_tagging(&files, weights)?;
            writeln!(stdout(), "{}", serde_json::to_string_pretty(&figures)?)?;
        }
    }
    Ok(())
}

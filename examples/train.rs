//! Trains the models: `cargo run --release --no-default-features --example train -- syntax --ud FILE… --out models/syntax.bin`.

use std::error::Error;
use std::path::PathBuf;

use clap::{Parser, Subcommand};

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    model: Model,
}

#[derive(Subcommand)]
enum Model {
    /// Train tagger, lemma rules and parser
    Syntax {
        /// Universal Dependencies treebanks in CoNLL-U, plain or gzip
        #[arg(long, num_args = 1.., required = true)]
        ud: Vec<PathBuf>,
        /// Where the weights go
        #[arg(long)]
        out: PathBuf,
    },
}

fn main() -> Result<(), Box<dyn Error>> {
    match Arguments::parse().model {
        Model::Syntax { ud, out } => std::fs::write(out, byline::train::syntax(&ud)?)?,
    }
    Ok(())
}

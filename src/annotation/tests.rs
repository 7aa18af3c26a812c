//! Texts → annotations that hold together, whatever the text.

use super::{Annotation, Normal, annotate, write_conllu};
use crate::article::{Article, Metadata, Part};
use crate::ontology::{Ontology, vocab};
use crate::pipeline::Pipeline;
use crate::text::BlockKind;

fn annotated(title: Option<&str>, parts: &[(BlockKind, &str)]) -> Annotation {
    let ontology = Ontology::builtin_shared();
    let pipeline = Pipeline::new(&ontology, vocab::DATA);
    let article = Article {
        metadata: Metadata {
            title: title.map(str::to_owned),
            published: Some("2026-03-05".to_owned()),
            ..Metadata::default()
        },
        body: parts
            .iter()
            .map(|(kind, text)| Part {
                kind: *kind,
                text: (*text).to_owned(),
            })
            .collect(),
    };
    annotate(&pipeline, article)
}

fn paragraph(text: &str) -> Annotation {
    annotated(None, &[(BlockKind::Paragraph, text)])
}

fn conllu(annotation: &Annotation) -> String {
    let mut out = Vec::new();
    write_conllu(annotation, 1, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Checks what the format asks for, and that forms and `SpaceAfter` give the text back.
#[track_caller]
fn assert_valid(annotation: &Annotation) {
    let mut ids = std::collections::BTreeSet::new();
    let written = conllu(annotation);
    let whole = written
        .split("\n\n")
        .filter(|sentence| sentence.contains('\t'));
    for sentence in whole {
        let comment = |name: &str| {
            let mut lines = sentence.lines();
            lines.find_map(|line| line.strip_prefix(&format!("# {name} = ")))
        };
        assert!(ids.insert(comment("sent_id").unwrap()), "{sentence}");
        let rows: Vec<Vec<&str>> = sentence
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').collect())
            .collect();
        let mut text = String::new();
        for (at, row) in rows.iter().enumerate() {
            assert_eq!(row.len(), 10, "{sentence}");
            assert!(row.iter().all(|column| !column.is_empty()), "{sentence}");
            assert_eq!(row[0], (at + 1).to_string(), "{sentence}");
            let head: usize = row[6].parse().unwrap();
            assert!(head <= rows.len() && head != at + 1, "{sentence}");
            assert_eq!(head == 0, row[7] == "root", "{sentence}");
            text += row[1];
            text += if row[9].split('|').any(|misc| misc == "SpaceAfter=No") {
                ""
            } else {
                " "
            };
        }
        let roots = rows.iter().filter(|row| row[6] == "0").count();
        assert_eq!(roots, 1, "{sentence}");
        // Every head leads to the root.
        for mut at in 0..rows.len() {
            for _ in 0..rows.len() {
                let head: usize = rows[at][6].parse().unwrap();
                at = head.checked_sub(1).unwrap_or(at);
            }
            assert_eq!(rows[at][6], "0", "{sentence}");
        }
        assert_eq!(text.trim_end(), comment("text").unwrap());
    }
    let chars: Vec<char> = annotation.text.chars().collect();
    let slice = |start: usize, end: usize| chars[start..end].iter().collect::<String>();
    for sentence in &annotation.sentences {
        assert_eq!(slice(sentence.start, sentence.end), sentence.text);
        for token in &sentence.tokens {
            assert_eq!(slice(token.start, token.end), token.form);
        }
        for mention in &sentence.mentions {
            assert_eq!(slice(mention.start, mention.end), mention.text);
            assert_eq!(sentence.tokens[mention.first - 1].start, mention.start);
            assert_eq!(sentence.tokens[mention.last - 1].end, mention.end);
        }
        for value in &sentence.values {
            assert_eq!(slice(value.start, value.end), value.text);
        }
    }
}

#[test]
fn whatever_the_text_the_trees_are_whole_and_give_the_text_back() {
    let odd = [
        "Acme didn't buy Blip's \"crown jewel\" (the Orbit) for €3-4m, Müller-Østergård said…",
        "ACME BUYS BLIP FOR $10 BILLION AS CEO JANE DOE QUITS",
        "acme bought blip on tuesday then the deal fell through and nobody said why it had",
        "“We can't wait,” she said. “Not now — not ever!” He didn’t answer.",
        "🙂 👍🏽 !!! Ὀδυσσεὺς ἦλθεν. 東京は大きい。",
        ". . . ((( \" ",
        "a",
        "The price rose 12.5% to £1,234.50 a share; see https://example.org/a|b=c?d .",
    ];
    for text in odd {
        assert_valid(&paragraph(text));
    }
    let bullets = [
        "Acme buys Blip",
        "Two plants close",
        "1,200 jobs go by 2027",
    ];
    let bullets = bullets.map(|text| (BlockKind::ListItem, text));
    assert_valid(&annotated(Some("WHAT WE KNOW"), &bullets));
    assert_valid(&annotated(
        Some("“A | hostile\ttitle”"),
        &[(BlockKind::Quotation, "Acme is finished.")],
    ));
}

#[test]
fn a_text_without_words_has_no_sentences() {
    let annotation = paragraph("");
    assert!(annotation.sentences.is_empty() && annotation.text.is_empty());
    assert!(!conllu(&annotation).contains("sent_id"));
}

#[test]
fn names_values_and_what_mentions_stand_for_are_told() {
    let annotation = paragraph(
        "Sam Altman runs OpenAI. He said on Tuesday that the company would raise at least $40 billion.",
    );
    assert_valid(&annotation);
    let (first, second) = (&annotation.sentences[0], &annotation.sentences[1]);
    let told = |sentence: &super::Sentence| -> Vec<String> {
        let mentions = sentence.mentions.iter();
        mentions
            .map(|mention| {
                let thing = mention.refers_to.as_deref().unwrap_or("?");
                format!("{} {} {thing}", mention.kind, mention.text)
            })
            .collect()
    };
    assert_eq!(
        told(first),
        ["name Sam Altman Sam Altman", "name OpenAI OpenAI"]
    );
    assert_eq!(
        told(second),
        ["pronoun He Sam Altman", "nominal company OpenAI"]
    );
    let values: Vec<String> = second
        .values
        .iter()
        .map(|value| value.normal.words())
        .collect();
    assert_eq!(values, ["2026-03-03", "at least 40,000,000,000 USD"]);
    let json = serde_json::to_value(&second.values[0]).unwrap();
    assert_eq!(json["start_date"], "2026-03-03");
    assert_eq!(json["start"], second.values[0].start);
    let written = conllu(&annotation);
    let misc = |form: &str| {
        let line = written
            .lines()
            .find(|line| line.contains(&format!("\t{form}\t")));
        line.unwrap().rsplit('\t').next().unwrap().to_owned()
    };
    assert_eq!(misc("Sam"), "Name=B-Person");
    assert_eq!(misc("Altman"), "Name=I-Person");
    assert_eq!(misc("He"), "RefersTo=Sam_Altman");
    assert_eq!(misc("Tuesday"), "Norm=2026-03-03|Value=B-Date");
    assert_eq!(misc("company"), "RefersTo=OpenAI");
}

#[test]
fn the_reader_of_treebanks_takes_it() {
    let annotation =
        paragraph("Acme bought Blip. It paid $3 million, the company's chairman said.");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.conllu");
    std::fs::write(&path, conllu(&annotation)).unwrap();
    let trees = crate::train::conllu::read(&path).unwrap();
    let words: usize = annotation
        .sentences
        .iter()
        .map(|one| one.tokens.len())
        .sum();
    assert_eq!(trees.len(), 2);
    assert_eq!(
        trees.iter().map(|tree| tree.leaves.len()).sum::<usize>(),
        words
    );
    assert!(trees[0].opens && trees[0].leaves.iter().all(|leaf| leaf.tags.is_some()));
}

#[test]
fn a_language_that_is_not_read_is_said() {
    let german = "Der Sturm traf die Küste am Montag und zerstörte in der Nacht neun Häuser, wie der Bürgermeister der Stadt am \
                  Dienstag sagte. Niemand wurde verletzt, doch die Straße bleibt gesperrt, bis die Feuerwehr alle Bäume geräumt hat.";
    let annotation = paragraph(german);
    assert_valid(&annotation);
    assert_eq!(annotation.language.as_deref(), Some("de"));
    assert!(
        annotation.notes[0].contains("in German"),
        "{:?}",
        annotation.notes
    );
    assert!(conllu(&annotation).contains("# meta::note = the text is in German"));
    let names = |text: &str| conllu(&paragraph(text)).matches("Name=B-").count();
    assert_eq!(
        names(&format!("{german} Microsoft zahlt Hildegard Brenner.")),
        1
    );
    let english =
        paragraph("The storm hit the coast on Monday and destroyed nine houses during the night.");
    assert!(english.notes.is_empty());
}

#[test]
fn normal_forms_are_words_and_codes() {
    let date = Normal::Date {
        start_date: "2019".to_owned(),
        end_date: Some("2023".to_owned()),
        preposition: Some("in".to_owned()),
    };
    assert_eq!(
        (date.words(), date.code()),
        ("2019 to 2023".to_owned(), "2019/2023".to_owned())
    );
    let age = Normal::Age { years: 39 };
    assert_eq!(
        (age.words(), age.code()),
        ("39 years old".to_owned(), "P39Y".to_owned())
    );
}

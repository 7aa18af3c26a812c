//! Frames are learned from what sentences say, and not where they would say more.

use std::collections::{BTreeMap, BTreeSet};

use super::{Learned, learn, read_examples, write_learned};
use crate::ontology::Ontology;
use crate::trial::trials;

const HEAD: &str = "@prefix by: <https://w3id.org/byline/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <https://example.org/> .
ex:tutored a by:Relation ; rdfs:label \"tutored\" ; by:inverseLabel \"tutored by\" ;
    rdfs:domain by:Person ; rdfs:range by:Person .
";

fn ontology() -> Ontology {
    Ontology::builtin()
        .without_examples()
        .with("mine.ttl", HEAD)
        .unwrap()
}

fn learned(lines: &[(&str, &[[&str; 3]])]) -> Learned {
    let ontology = ontology();
    let lines: Vec<String> = lines
        .iter()
        .map(|(sentence, triples)| {
            let triples = triples
                .iter()
                .map(|[sub, rel, obj]| serde_json::json!({ "sub": sub, "rel": rel, "obj": obj }));
            let triples: Vec<serde_json::Value> = triples.collect();
            serde_json::json!({ "sent": sentence, "triples": triples }).to_string()
        })
        .collect();
    let sentences = read_examples("x.jsonl", &lines.join("\n"), &ontology).unwrap();
    learn(&ontology, &sentences, &BTreeSet::new())
}

fn frames(learned: &Learned) -> Vec<(&str, usize, usize)> {
    let all = learned.relations.iter().flat_map(|one| &one.frames);
    all.map(|one| (one.text.as_str(), one.right, one.wrong))
        .collect()
}

const MARIA: [&str; 3] = ["Maria Keller", "tutored", "John Harris"];

#[test]
fn the_active_and_the_passive_are_one_frame() {
    let learned = learned(&[
        ("Maria Keller trained John Harris for six years.", &[MARIA]),
        (
            "John Harris was trained by Maria Keller as a student.",
            &[["John_Harris", "tutored_by", "Maria Keller"]],
        ),
    ]);
    assert_eq!(frames(&learned), [("S train O", 2, 0)]);
    assert_eq!((learned.found, learned.triples), (2, 2));
}

#[test]
fn verbs_of_one_shape_are_joined() {
    let learned = learned(&[
        ("Maria Keller trained John Harris for six years.", &[MARIA]),
        ("Maria Keller mentored John Harris for six years.", &[MARIA]),
    ]);
    assert_eq!(frames(&learned), [("S mentor|train O", 2, 0)]);
}

#[test]
fn a_frame_that_finds_more_than_is_said_does_not_stay() {
    let learned = learned(&[
        ("Maria Keller met John Harris in Vienna.", &[MARIA]),
        ("Sarah Miller met David Stone in Vienna.", &[]),
    ]);
    assert_eq!(frames(&learned), []);
    assert_eq!(learned.without, ["tutored"]);
}

#[test]
fn what_is_written_is_read_again_and_passes() {
    let learned = learned(&[
        ("Maria Keller trained John Harris for six years.", &[MARIA]),
        (
            "Maria Keller, the mentor of John Harris, lives alone.",
            &[MARIA],
        ),
    ]);
    let mut out = Vec::new();
    write_learned(&learned, &ontology(), &BTreeMap::new(), None, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(
        text.contains("by:verbFrame \"S train O\" ;  # right 1, wrong 0"),
        "{text}"
    );
    let joined = ontology().with("learned.ttl", &text).unwrap();
    let tried = trials(&joined);
    assert_eq!(tried.len(), 2);
    assert!(tried.iter().all(|trial| trial.passes), "{tried:#?}");
}

#[test]
fn every_mistake_is_told_with_its_line() {
    let told = |text: &str| {
        let error = read_examples("x.jsonl", text, &ontology()).unwrap_err();
        error.to_string()
    };
    let line = |rel: &str, obj: &str| {
        format!(
            "\n{{\"sent\": \"A b.\", \"triples\": [{{\"sub\": \"A\", \"rel\": \"{rel}\", \"obj\": \"{obj}\"}}]}}"
        )
    };
    assert_eq!(
        told(&line("tutor", "B")),
        "x.jsonl:2: no relation `tutor`; did you mean `tutored` or `author of`?"
    );
    assert_eq!(
        told(&line("tutored", " ")),
        "x.jsonl:2: an end of `tutored` is empty"
    );
    assert!(told("{\"sent\": 3}").starts_with("x.jsonl:1: invalid type"));
    assert_eq!(
        told("{\"sent\": \" \", \"triples\": []}"),
        "x.jsonl:1: `sent` is empty"
    );
    assert_eq!(told(""), "`x.jsonl` has no triples");
}

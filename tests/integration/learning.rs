//! `byline learn`: sentences with triples to an ontology file that its own examples confirm.

use std::fs;
use std::path::Path;

use crate::support::{Byline, Done, at};

const ONTOLOGY: &str = "tests/learn/orchestra.ttl";
const SENTENCES: &str = "tests/learn/orchestra.jsonl";

fn learn(more: &[&str]) -> Done {
    let arguments = [&["learn", "--ontology", ONTOLOGY], more].concat();
    Byline::new(&arguments).run()
}

#[test]
fn frames_are_learned_and_what_is_written_passes() {
    let done = learn(&[SENTENCES]);
    assert_eq!(done.code, 0, "{}", done.err);
    for line in [
        "ex:mentored a by:Relation ;",
        "    by:verbFrame \"S coach|mentor O\" ;  # right 3, wrong 0",
        "    by:roleFrame \"mentor of O\" ;  # right 2, wrong 0",
        "    by:verbFrame \"S rehearse|practise in O\" ;  # right 3, wrong 0",
        "    by:example \"[S Maria Keller] mentored [O John Harris] for six years.\" ;",
        "# Nothing was learned for: tunes.",
    ] {
        assert!(
            done.out.lines().any(|one| one == line),
            "{line} in {}",
            done.out
        );
    }
    assert!(!done.out.contains("perform"), "{}", done.out);
    assert!(
        done.err.starts_with("note: learned ")
            && done
                .err
                .contains(" for 2 of 3 relations from 12 sentences in "),
        "{}",
        done.err
    );
    assert_eq!(learn(&[SENTENCES]).out, done.out);

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("learned.ttl");
    let written = learn(&[SENTENCES, "--output", path.to_str().unwrap()]);
    assert_eq!((written.code, written.out.as_str()), (0, ""));
    assert_eq!(fs::read_to_string(&path).unwrap(), done.out);
    let tested = tested(&path);
    assert_eq!(tested.code, 0, "{}", tested.out);
    assert!(
        tested.out.ends_with("6 of 6 examples pass\n"),
        "{}",
        tested.out
    );
}

fn tested(path: &Path) -> Done {
    let arguments = [
        "--ontology",
        ONTOLOGY,
        "ontology",
        "test",
        path.to_str().unwrap(),
    ];
    Byline::new(&arguments).run()
}

/// Sentences that say who guards what, and as many that do not.
fn guards() -> String {
    let people = [
        "Anna Novak",
        "Peter Lang",
        "Sarah Miller",
        "David Stone",
        "Emma Clark",
        "Robert Fox",
    ];
    let firms = ["Google", "Microsoft", "Apple", "Intel", "Nokia", "Samsung"];
    let mut lines = String::new();
    for (person, firm) in people.iter().zip(firms) {
        for (said, rest) in [
            ("guards", "at night"),
            ("guarded", "for years"),
            ("visited", "on Monday"),
            ("praised", "on Friday"),
        ] {
            let triple =
                format!("{{\"sub\": \"{person}\", \"rel\": \"guards\", \"obj\": \"{firm}\"}}");
            let triple = if said.starts_with("guard") {
                triple
            } else {
                String::new()
            };
            lines += &format!(
                "{{\"sent\": \"{person} {said} {firm} {rest}.\", \"triples\": [{triple}]}}\n"
            );
        }
    }
    lines
}

/// A folder with an ontology, the same with weights, sentences to learn from and examples to try.
fn guarded() -> tempfile::TempDir {
    let prefixes = "@prefix by: <https://w3id.org/byline/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <https://example.org/> .
";
    let relation = "ex:guards a by:Relation ; rdfs:label \"guards\" ; rdfs:domain by:Person ; rdfs:range by:Organization .\n";
    let weights = "ex: a owl:Ontology ; by:weights \"learned.bin\" .\n";
    let asked = "ex:guards by:example \"[S Laura Weber] guards [O Amazon] at night.\" ;
    by:counterExample \"Laura Weber visited Amazon on Monday.\" .\n";
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("plain.ttl", format!("{prefixes}{relation}")),
        ("weighted.ttl", format!("{prefixes}{relation}{weights}")),
        ("asked.ttl", format!("{prefixes}{asked}")),
        ("guards.jsonl", guards()),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn learned_weights_are_used_where_an_ontology_names_them() {
    let folder = guarded();
    let run = |arguments: &[&str]| Byline::new(arguments).folder(folder.path()).run();
    let test = |file: &str| {
        run(&[
            "--ontology-only",
            "--ontology",
            file,
            "ontology",
            "test",
            "asked.ttl",
        ])
    };
    let learned = run(&[
        "learn",
        "--ontology",
        "plain.ttl",
        "guards.jsonl",
        "-o",
        "learned.ttl",
        "--weights",
        "learned.bin",
    ]);
    assert_eq!(learned.code, 0, "{}", learned.err);
    let text = fs::read_to_string(folder.path().join("learned.ttl")).unwrap();
    assert!(text.contains("    by:weights \"learned.bin\" ."), "{text}");
    assert_eq!(test("plain.ttl").code, 1);
    let done = test("weighted.ttl");
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);

    fs::write(folder.path().join("learned.bin"), "nothing").unwrap();
    let done = test("weighted.ttl");
    assert_eq!(done.code, 2);
    assert!(
        done.err.contains("`learned.bin` holds no weights"),
        "{}",
        done.err
    );
    fs::remove_file(folder.path().join("learned.bin")).unwrap();
    let done = test("weighted.ttl");
    assert_eq!(done.code, 2);
    assert!(
        done.err.contains("cannot read `learned.bin`"),
        "{}",
        done.err
    );
}

#[test]
fn examples_that_cannot_be_used_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.jsonl");
    let ontology = at(ONTOLOGY);
    let run = |text: &str| {
        fs::write(&path, text).unwrap();
        let arguments = ["learn", "--ontology", ontology.to_str().unwrap(), "x.jsonl"];
        Byline::new(&arguments).folder(folder.path()).run()
    };
    let done = run(
        "{\"sent\": \"A tuned B.\", \"triples\": [{\"sub\": \"A\", \"rel\": \"tuned\", \"obj\": \"B\"}]}\n",
    );
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(
        done.err
            .starts_with("error: x.jsonl:1: no relation `tuned`; did you mean `tunes`"),
        "{}",
        done.err
    );
    let done = run("{\"sent\": \"A tuned B.\"\n");
    assert_eq!(done.code, 2);
    assert!(done.err.starts_with("error: x.jsonl:1: "), "{}", done.err);
    let done = run(
        "{\"sent\": \"A tuned B.\", \"triples\": [{\"sub\": \"Q\", \"rel\": \"tunes\", \"obj\": \"B\"}]}\n",
    );
    assert_eq!(done.code, 1, "{}", done.err);
    assert!(
        done.err.contains("nothing was learned for: "),
        "{}",
        done.err
    );
}

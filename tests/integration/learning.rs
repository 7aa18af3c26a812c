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
        "    by:verbFrame \"S rehearse in O\" ;  # right 2, wrong 0",
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

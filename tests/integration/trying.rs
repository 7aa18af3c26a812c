//! `byline ontology test`: example sentences that pass, that do not, and that cannot be read.

use std::fs;

use serde_json::Value;

use crate::support::{Byline, Done};

const HEAD: &str = "@prefix by: <https://w3id.org/byline/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <https://example.org/gadgets#> .

ex:reviewed a by:Relation ; rdfs:label \"reviewed\" ; rdfs:domain by:Person ; rdfs:range by:Product ;
    by:verbFrame \"S review O\" ;
";

fn test(examples: &str, more: &[&str]) -> Done {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mine.ttl"), format!("{HEAD}{examples}")).unwrap();
    let arguments = [&["ontology", "test", "mine.ttl"], more].concat();
    Byline::new(&arguments).folder(folder.path()).run()
}

#[test]
fn sentences_that_are_claimed_pass() {
    let done = test(
        "    by:example \"[S Maya Chen] reviewed [O the iPhone 15] on Monday.\" ,
        \"[O The iPhone 15] will be reviewed by [S Maya Chen]. = planned\" ;
    by:counterExample \"Maya Chen bought an iPhone 15.\" .\n",
        &[],
    );
    assert_eq!((done.code, done.err.as_str()), (0, ""), "{}", done.out);
    let lines: Vec<&str> = done.out.lines().collect();
    assert_eq!(lines[0], "reviewed");
    assert_eq!(
        lines[1],
        "  ✓ [S Maya Chen] reviewed [O the iPhone 15] on Monday."
    );
    assert_eq!(lines.last(), Some(&"3 of 3 examples pass"));
}

#[test]
fn a_sentence_that_is_not_claimed_says_why() {
    let done = test(
        "    by:example \"[S Tim Cook] reviewed [O Angela Merkel].\" ;
    by:counterExample \"Maya Chen reviewed the iPhone 15.\" .\n",
        &[],
    );
    assert_eq!((done.code, done.err.as_str()), (1, ""));
    for line in [
        "  ✗ [S Tim Cook] reviewed [O Angela Merkel].",
        "      the frame “S review O” fits, but its object “Angela Merkel” cannot be product",
        "      “Angela Merkel” is read as a name (politician)",
        "  ✗ not: Maya Chen reviewed the iPhone 15.",
        "0 of 2 examples pass",
    ] {
        assert!(done.out.contains(line), "{line} in {}", done.out);
    }
    assert!(!done.out.contains('\u{1b}'));
}

#[test]
fn a_program_reads_them_as_json() {
    let done = test(
        "    by:example \"[S Maya Chen] panned [O the iPhone 15].\" .\n",
        &["--format", "json"],
    );
    assert_eq!(done.code, 1, "{}", done.err);
    let all: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!((&all["passed"], &all["total"]), (&0.into(), &1.into()));
    let one = &all["examples"][0];
    assert_eq!(one["relation"], "https://example.org/gadgets#reviewed");
    assert_eq!(one["sentence"], "Maya Chen panned the iPhone 15.");
    assert_eq!(one["passes"], false);
    let reasons = one["reasons"].as_array().unwrap();
    assert!(
        reasons.iter().any(|reason| reason["kind"] == "noFrame"),
        "{reasons:?}"
    );
}

#[test]
fn what_cannot_be_tried_is_told() {
    let done = test(
        "    by:example \"[S Maya Chen] reviewed [O the iPhone 15.\" .\n",
        &[],
    );
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(
        done.err.starts_with("error: mine.ttl:7: ")
            && done
                .err
                .contains("the mark `[O the iPhone 15.` is not closed with `]`"),
        "{}",
        done.err
    );
    let done = test("    rdfs:comment \"Wrote about it.\" .\n", &[]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(
        done.err.starts_with("error: `mine.ttl` has no examples")
            && done.err.contains("by:example"),
        "{}",
        done.err
    );
}

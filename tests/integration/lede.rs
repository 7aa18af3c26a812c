//! The pages about Lede: every question on them compiles, and the examples show the SPARQL and the rows that they get.

use std::fmt::Write;
use std::fs;

use byline::pipeline::{ask, table};
use byline::query::{Options, format};
use byline::render::{Format, RenderOptions, render, turtle};
use byline::store::{Answer, Limits, Source};

use super::sample::{Sample, serve};
use super::support::{Byline, assert_golden, at, golden};

const EXAMPLES: &str = "docs/lede-examples.md";
pub(crate) const PAGES: &[&str] = &["docs/lede.md", "docs/lede-reference.md", EXAMPLES];

pub(crate) fn options() -> Options {
    Options {
        today: "2024-05-01".to_owned(),
        ..Options::default()
    }
}

/// Returns the questions in the `lede` blocks of a page; a blank line stands between two in one block.
pub(crate) fn questions(page: &str) -> Vec<String> {
    let text = fs::read_to_string(at(page)).unwrap();
    let mut found = Vec::new();
    for block in text.split("```lede\n").skip(1) {
        let block = block.split("```").next().unwrap();
        let mut opening = String::new();
        for part in block.trim_end().split("\n\n") {
            opening += part;
            // A blank line also stands between definitions and the question that uses them.
            if part.starts_with("param ") || part.starts_with("define ") {
                opening += "\n\n";
            } else {
                found.push(std::mem::take(&mut opening));
            }
        }
    }
    assert!(!found.is_empty(), "{page}");
    found
}

/// Returns the SPARQL of a question without its prefixes, and its answer.
fn answered(sample: &Sample, question: &str) -> (String, String) {
    let reply = ask(sample, question, &options(), Limits::default())
        .unwrap_or_else(|error| unreachable!("{question}\n{error}"));
    let sparql = reply.compiled.sparql();
    let body: Vec<&str> = sparql
        .lines()
        .filter(|line| !line.starts_with("PREFIX"))
        .collect();
    let sorted = sparql.contains("ORDER BY");
    let mut out = Vec::new();
    match reply.answer {
        Answer::Boolean(yes) => out.extend(if yes { b"yes\n".as_slice() } else { b"no\n" }),
        Answer::Graph { triples, .. } => {
            turtle::write(&mut out, &triples, &sample.prefixes()).unwrap();
            let text = String::from_utf8(out).unwrap();
            let lines = text.lines().filter(|line| !line.starts_with("@prefix"));
            out = lines
                .map(|line| format!("{line}\n"))
                .collect::<String>()
                .trim_start()
                .into();
        }
        rows @ Answer::Rows { .. } => {
            let mut rows = table(sample, rows, &reply.compiled.columns, None).unwrap();
            if !sorted {
                rows.rows.sort_by_cached_key(|row| format!("{row:?}"));
            }
            render(&rows, Format::Table, &mut out, &RenderOptions::default()).unwrap();
        }
    }
    let mut answer = String::from_utf8(out).unwrap();
    for note in reply.notes {
        writeln!(answer, "note: {note}").unwrap();
    }
    (body.join("\n"), answer)
}

#[test]
fn every_question_on_the_pages_compiles_and_is_laid_out_as_fmt_does() {
    let sample = Sample::new();
    for page in PAGES {
        for question in questions(page) {
            answered(&sample, &question);
            assert_eq!(
                format(&question, None).unwrap().trim_end(),
                question,
                "{page}"
            );
        }
    }
}

#[test]
fn the_examples_show_what_they_become_and_give() {
    let sample = Sample::new();
    let text = fs::read_to_string(at(EXAMPLES)).unwrap();
    let mut parts = text.split("```lede\n");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (question, rest) = part.split_once("```\n").unwrap();
        // What follows up to the next heading is made here.
        let rest = rest.find("\n#").map_or("", |at| &rest[at..]);
        let (sparql, answer) = answered(&sample, question.trim_end());
        write!(
            out,
            "```lede\n{question}```\n\n```sparql\n{sparql}\n```\n\n```text\n{}\n```\n{rest}",
            answer.trim_end()
        )
        .unwrap();
    }
    assert_golden(&golden(&at(EXAMPLES), &out).into_iter().collect::<Vec<_>>());
}

#[test]
fn a_server_gives_the_same_rows() {
    let sample = Sample::new();
    let url = serve();
    for question in questions(EXAMPLES) {
        let (_, expected) = answered(&sample, &question);
        let expected = expected.split("note: ").next().unwrap();
        let sorted = question.contains("sort") || question.contains("timeline");
        let arguments = ["query", "--endpoint", &url, "--color", "never", &question];
        let done = Byline::new(&arguments).run();
        assert_eq!(done.code, 0, "{question}\n{}", done.err);
        let lines = |text: &str| {
            let kept = text
                .lines()
                .filter(|line| !line.is_empty() && !line.starts_with("@prefix"));
            let mut lines: Vec<String> = kept
                .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
                .collect();
            if !sorted {
                lines.sort();
            }
            lines
        };
        assert_eq!(lines(&done.out), lines(expected), "{question}");
    }
}

#[test]
fn a_server_that_cannot_be_asked_is_named() {
    let arguments = [
        "query",
        "--endpoint",
        "http://127.0.0.1:1/sparql",
        "who acquired Fitbit",
    ];
    let done = Byline::new(&arguments).run();
    assert_eq!(done.code, 2);
    assert!(
        done.err
            .starts_with("error: cannot ask `http://127.0.0.1:1/sparql`: "),
        "{}",
        done.err
    );
}

#[test]
fn a_slip_at_a_server_gets_its_suggestion() {
    let url = serve();
    let done = Byline::new(&["query", "--endpoint", &url, "who invested_in OpenAl"]).run();
    assert_eq!(done.code, 2);
    assert!(done.err.contains("did you mean `OpenAI`?"), "{}", done.err);
}

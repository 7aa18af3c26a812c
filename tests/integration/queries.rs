//! Each question under `queries` compiles, runs and gives the rows of its golden file.

use std::fs;
use std::path::Path;

use byline::pipeline::{ask, table};
use byline::query::{Options, parse};
use byline::render::{Format, RenderOptions, render, turtle};
use byline::store::{Answer, Limits, Store};

use super::support::{assert_golden, at, files, golden, sample_store};

fn options() -> Options {
    Options {
        today: "2026-11-25".to_owned(),
        ..Options::default()
    }
}

/// Returns the answer to a question as text, and the ending of its golden file.
fn answer(store: &Store, text: &str) -> Result<(String, &'static str), byline::Error> {
    let reply = ask(store, text, &options(), Limits::default())?;
    let mut out = Vec::new();
    let ending = match reply.answer {
        Answer::Boolean(yes) => {
            out.extend(if yes { b"yes\n".as_slice() } else { b"no\n" });
            "tsv"
        }
        Answer::Graph { triples, .. } => {
            turtle::write(&mut out, &triples, &store.prefixes()).unwrap();
            "ttl"
        }
        rows @ Answer::Rows { .. } => {
            let mut rows = table(store, rows, &reply.compiled.columns, None).unwrap();
            // An unsorted answer is a set of rows; a set is compared in one order.
            if !text.contains("sort") && !text.contains("timeline") {
                rows.rows.sort_by_cached_key(|row| format!("{row:?}"));
            }
            render(&rows, Format::Tsv, &mut out, &RenderOptions::default()).unwrap();
            "tsv"
        }
    };
    let notes: String = reply
        .notes
        .iter()
        .map(|note| format!("# {note}\n"))
        .collect();
    Ok((String::from_utf8(out).unwrap() + &notes, ending))
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

#[test]
fn questions_give_the_rows_of_their_golden_files() {
    let store = sample_store();
    let mut differences = Vec::new();
    for path in files("queries", &["lede"]) {
        match answer(&store, &fs::read_to_string(&path).unwrap()) {
            Ok((found, ending)) => {
                let golden_file = at("tests/queries").join(name(&path)).with_extension(ending);
                differences.extend(golden(&golden_file, &found));
            }
            Err(error) => differences.push(format!("{}: {error}", path.display())),
        }
    }
    assert_golden(&differences);
}

#[test]
fn mistakes_give_the_messages_of_their_golden_files() {
    let store = sample_store();
    let mut differences = Vec::new();
    for path in files("tests/queries", &["lede"]) {
        let text = fs::read_to_string(&path).unwrap();
        let message = match answer(&store, &text) {
            Err(byline::Error::Query { error, .. }) => error.render("query", &text, false),
            other => format!("no mistake was found: {other:?}\n"),
        };
        differences.extend(golden(&path.with_extension("err"), &message));
    }
    assert_golden(&differences);
}

#[test]
fn every_question_opens_with_its_title() {
    for path in files("queries", &["lede"]) {
        let text = fs::read_to_string(&path).unwrap();
        let title = text.lines().next().and_then(|line| line.strip_prefix("# "));
        assert!(
            title.is_some_and(|title| title.len() > 10),
            "{}",
            path.display()
        );
        assert!(parse(&text).is_ok(), "{}", path.display());
    }
}

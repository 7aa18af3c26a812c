//! The subcommands around questions: their flags, streams and exit codes.

use std::fs;

use serde_json::Value;

use super::support::{Byline, Done, files};

const SAMPLE: &str = "tests/articles/transfer-confirmed.md";

fn run(arguments: &[&str]) -> Done {
    Byline::new(arguments).run()
}

fn piped(input: &str) -> Done {
    Byline::new(&["repl", "--add", SAMPLE]).input(input).run()
}

#[test]
fn a_mistake_is_json_where_the_answer_would_be() {
    let done = run(&[
        "query",
        "--add",
        SAMPLE,
        "--format",
        "json",
        "who invests_inn what",
    ]);
    assert_eq!((done.code, done.err.as_str()), (2, ""));
    let value: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(value["error"]["code"], "E201");
    assert_eq!(value["error"]["span"], serde_json::json!([4, 15]));
    assert_eq!(value["error"]["fix"]["query"], "who invested_in what");
}

#[test]
fn explaining_says_what_is_understood_and_runs_nothing() {
    let done = run(&[
        "explain",
        "--add",
        SAMPLE,
        "person transferred_to who [any, status]",
    ]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    assert!(
        done.out.starts_with("read as  person · transferred to ("),
        "{}",
        done.out
    );
    assert!(
        done.out
            .contains("answer   table: person (thing), who (thing), status (status)\n"),
        "{}",
        done.out
    );
    assert!(
        done.out
            .contains("SELECT DISTINCT ?person ?who ?status WHERE {"),
        "{}",
        done.out
    );
    let done = run(&[
        "explain",
        "--add",
        SAMPLE,
        "--format",
        "json",
        "who acquired what",
    ]);
    let value: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(value["columns"][1]["name"], "what");
    assert!(value["algebra"].as_str().unwrap().starts_with('('));
}

#[test]
fn formatting_writes_files_in_place_and_checks_them() {
    let folder = tempfile::tempdir().unwrap();
    let (good, bad) = (
        folder.path().join("good.lede"),
        folder.path().join("bad.lede"),
    );
    fs::write(&good, "who   acquired what # why\n").unwrap();
    fs::write(&bad, "who [\n").unwrap();
    let name = good.display().to_string();
    let done = run(&["fmt", "--check", &name]);
    assert_eq!((done.code, done.out), (1, format!("{name} would change\n")));
    let done = run(&["fmt", &bad.display().to_string(), &name]);
    assert_eq!(done.code, 1);
    assert!(done.err.starts_with("error[E102]: "), "{}", done.err);
    assert_eq!(
        fs::read_to_string(&good).unwrap(),
        "who acquired what  # why\n"
    );
    assert_eq!(run(&["fmt", "--check", &name]).code, 0);
    let done = Byline::new(&["fmt", "--names"])
        .input("who took_over  what")
        .run();
    assert_eq!((done.code, done.out.as_str()), (0, "who acquired what\n"));
}

#[test]
fn every_question_here_is_laid_out() {
    let files: Vec<String> = files("queries", &["lede"])
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    assert!(files.len() >= 30);
    let mut arguments = vec!["fmt", "--check"];
    arguments.extend(files.iter().map(String::as_str));
    let done = run(&arguments);
    assert_eq!((done.code, done.out.as_str()), (0, ""));
}

#[test]
fn checking_mends_files_and_speaks_json() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("slip.lede");
    fs::write(&path, "who acquird what [amont]\n").unwrap();
    let name = folder.path().display().to_string();
    let done = run(&["check", "--format", "json", &name]);
    assert_eq!(done.code, 1);
    let value: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(value[0]["code"], "E201");
    assert!(value[0]["file"].as_str().unwrap().ends_with("slip.lede"));
    let done = run(&["check", "--fix", &name]);
    assert_eq!(
        (done.code, done.out.as_str()),
        (0, "1 file: nothing wrong\n"),
        "{}",
        done.err
    );
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        "who acquired what [amount]\n"
    );
}

#[test]
fn definitions_beside_a_question_are_known_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let library = "define @a bought_or_owns @b as { { @a acquired @b } or { @a owns @b } }\n";
    fs::write(folder.path().join("_lib.lede"), library).unwrap();
    let path = folder.path().join("question.lede");
    fs::write(&path, "# Who has what?\nwho bought_or_owns what\n").unwrap();
    let name = path.display().to_string();
    let done = run(&["query", "--add", SAMPLE, "-f", &name]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(
        run(&["check", &folder.path().display().to_string()]).code,
        0
    );
}

#[test]
fn a_prompt_takes_questions_and_commands_from_a_pipe() {
    let done = piped(
        "person transferred_to who\n[any]\n\n:set org=Microsoft\n:set\n:format csv\nperson transferred_to who [any];\n:quit\nnever read;",
    );
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.contains(":org  Microsoft\n"), "{}", done.out);
    assert!(done.out.contains("person,who\n"), "{}", done.out);
    assert!(!done.err.contains("error"), "{}", done.err);
}

#[test]
fn the_prompt_explains_mends_and_says_why() {
    let done = piped(
        "who acquird what;\n:fix\n:explain\n:why\n:vocab acquired\n:nonsense\n:explain who leads what;\n",
    );
    assert_eq!(done.code, 0);
    assert!(
        done.err
            .contains("error[E201]: no relation called `acquird`"),
        "{}",
        done.err
    );
    assert!(
        done.err.contains("note: read as: who acquired what\n"),
        "{}",
        done.err
    );
    assert!(
        done.err.contains("error: there is no command `:nonsense`"),
        "{}",
        done.err
    );
    assert!(
        done.out.contains("read as  who · acquired ("),
        "{}",
        done.out
    );
    assert!(done.out.contains("read as  who · leads ("), "{}", done.out);
    assert!(
        done.out
            .contains("who acquired what                        matches nothing\n"),
        "{}",
        done.out
    );
    assert!(done.out.contains("also: acquires"), "{}", done.out);
}

#[test]
fn a_question_may_be_given_little_time() {
    let done = run(&[
        "query",
        "--add",
        SAMPLE,
        "--timeout",
        "0",
        "who acquired what",
    ]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("0 is not in 1..=86400"), "{}", done.err);
    assert_eq!(
        run(&[
            "query",
            "--add",
            SAMPLE,
            "--timeout",
            "5",
            "who acquired what"
        ])
        .code,
        0
    );
}

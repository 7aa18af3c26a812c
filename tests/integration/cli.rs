//! Flags, streams, exit codes and bad input.

use std::fs;
use std::path::Path;

use super::support::{Byline, Done, at};

const SAMPLE: &str = "tests/articles/transfer-confirmed.md";

fn run(arguments: &[&str]) -> Done {
    Byline::new(arguments).run()
}

/// Runs the program in a folder that holds one file.
fn with_file(name: &str, bytes: &[u8], arguments: &[&str]) -> Done {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    Byline::new(arguments).folder(folder.path()).run()
}

#[test]
fn no_arguments_show_the_help() {
    let done = run(&[]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("Usage: byline"), "{}", done.err);
    let done = run(&["--help"]);
    assert_eq!(done.code, 0);
    assert!(done.out.contains("Examples:"));
}

#[test]
fn adding_ends_with_a_summary() {
    let done = run(&["add", SAMPLE]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    assert!(done.out.starts_with("Added 1 article: "), "{}", done.out);
    assert!(
        done.out.contains("\n:memory: holds 1 article, "),
        "{}",
        done.out
    );
}

#[test]
fn adding_can_be_quiet_or_speak_json() {
    let done = run(&["add", SAMPLE, "--quiet"]);
    assert_eq!(
        (done.code, done.out.as_str(), done.err.as_str()),
        (0, "", "")
    );
    let done = run(&["add", SAMPLE, "no-such-file.md", "--format", "json"]);
    assert_eq!(done.code, 1);
    let summary: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(summary["added"], 1);
    assert_eq!(
        summary["articles"][0]["title"],
        "Valdera sign Okafor from Marlow Athletic"
    );
    assert_eq!(summary["failed"].as_array().unwrap().len(), 1);
}

#[test]
fn one_bad_file_is_told_and_the_rest_go_on() {
    let done = run(&["add", SAMPLE, "tests/articles/transfer-confirmd.md"]);
    assert_eq!(done.code, 1);
    assert_eq!(
        done.err,
        "error: `tests/articles/transfer-confirmd.md` does not exist; did you mean `tests/articles/transfer-confirmed.md`?\n"
    );
    assert!(
        done.out.starts_with("Added 1 article, 1 failed: "),
        "{}",
        done.out
    );
}

#[test]
fn nothing_but_bad_files_could_not_run() {
    let done = run(&["add", "nowhere"]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert_eq!(done.err, "error: `nowhere` does not exist\n");
}

#[test]
fn bad_files_are_told_with_place_and_reason() {
    let deep = format!("<p>x{}", "<div>".repeat(100_000));
    let lines =
        "{\"title\": \"A\", \"text\": \"Acme bought Blip.\"}\n".repeat(6) + "{\"title\": \n";
    let cases: [(&str, &[u8], i32, &str); 5] = [
        ("empty.txt", b"", 2, "`empty.txt` is empty"),
        (
            "picture.txt",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0",
            2,
            "`picture.txt` looks like ",
        ),
        ("deep.html", deep.as_bytes(), 2, "`deep.html` nests "),
        (
            "lines.jsonl",
            lines.as_bytes(),
            1,
            "`lines.jsonl:7` is not valid JSON",
        ),
        (
            "big.txt",
            &vec![b'a'; 50_000_000],
            2,
            "`big.txt` is 50.0 MB",
        ),
    ];
    for (name, bytes, code, message) in cases {
        let done = with_file(name, bytes, &["add", name]);
        assert_eq!(done.code, code, "{name}: {}", done.err);
        assert!(
            done.err.starts_with(&format!("error: {message}")),
            "{name}: {}",
            done.err
        );
        assert!(done.err.lines().count() <= 2, "{}", done.err);
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let locked = folder.path().join("locked");
    fs::create_dir(&locked).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    // Root reads everything.
    if fs::read_dir(&locked).is_err() {
        let done = Byline::new(&["add", "locked"]).folder(folder.path()).run();
        assert_eq!(done.code, 2);
        assert!(
            done.err.starts_with("error: `locked` cannot be read"),
            "{}",
            done.err
        );
    }
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn standard_input_is_read() {
    let text = "Acme buys Blip\n\nAcme bought Blip on Tuesday.\n";
    let done = Byline::new(&[
        "add",
        "-",
        "--publisher",
        "The Daily",
        "--date",
        "2026-03-01",
        "--format",
        "json",
    ])
    .input(text)
    .run();
    assert_eq!(done.code, 0, "{}", done.err);
    let summary: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(summary["articles"][0]["title"], "Acme buys Blip");
}

#[test]
fn a_date_that_is_none_is_refused() {
    let done = run(&["add", SAMPLE, "--date", "next week"]);
    assert_eq!(done.code, 2);
    assert!(
        done.err.contains("expected a date such as 2026"),
        "{}",
        done.err
    );
}

#[test]
fn defaults_fill_what_an_article_lacks() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("a.txt"),
        "Acme buys Blip\n\nAcme bought Blip on Tuesday.\n",
    )
    .unwrap();
    let arguments = [
        "add",
        "a.txt",
        "--dry-run",
        "--publisher",
        "The Daily",
        "--verbose",
    ];
    let done = Byline::new(&arguments).folder(folder.path()).run();
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.starts_with("Read 1 article: "), "{}", done.out);
    assert!(!folder.path().join("byline-store").exists());
}

#[test]
fn a_missing_store_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let done = Byline::new(&["articles", "--store", "nothing"])
        .folder(folder.path())
        .run();
    assert_eq!(done.code, 2);
    let known = [
        "there is no store at `nothing`",
        "this build keeps stores in memory only",
    ];
    assert!(
        known.iter().any(|message| done.err.contains(message)),
        "{}",
        done.err
    );
    assert!(done.err.contains("\nhint: "), "{}", done.err);
    assert!(!folder.path().join("nothing").exists());
}

#[test]
fn an_answer_has_the_format_that_is_asked_for() {
    let ask = |format| {
        run(&[
            "query",
            "--add",
            SAMPLE,
            "--format",
            format,
            "article publisher who show who",
        ])
    };
    assert_eq!(ask("csv").out, "who\nDiario Meridiano\n");
    assert_eq!(ask("tsv").out, "who\nDiario Meridiano\n");
    assert_eq!(ask("table").out, " who\n Diario Meridiano\n\n1 row\n");
    let json: serde_json::Value = serde_json::from_str(&ask("json").out).unwrap();
    assert_eq!(json["rows"][0][0]["label"], "Diario Meridiano");
    let turtle = ask("turtle");
    assert_eq!(turtle.code, 2);
    assert_eq!(
        turtle.err,
        "error: the answer is rows, and rows have no Turtle form\nhint: end the question with `graph`\n"
    );
}

#[test]
fn a_question_comes_from_words_a_file_or_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("q.lede");
    fs::write(&file, "# Publishers\narticle publisher :org show article\n").unwrap();
    let set = "org=Diario Meridiano";
    let from_file = run(&[
        "q",
        "--add",
        SAMPLE,
        "--format",
        "csv",
        "-f",
        file.to_str().unwrap(),
        "--set",
        set,
    ]);
    assert_eq!((from_file.code, from_file.err.as_str()), (0, ""));
    let words = [
        "q",
        "--add",
        SAMPLE,
        "--format",
        "csv",
        "article",
        "publisher",
        "Diario Meridiano",
    ];
    assert_eq!(run(&words).out, from_file.out);
    let piped = Byline::new(&["q", "--add", SAMPLE, "--format", "csv", "-"])
        .input("article publisher \"Diario Meridiano\"")
        .run();
    assert_eq!(piped.out, from_file.out);
}

#[test]
fn a_mistake_in_a_question_is_shown_in_place() {
    let done = run(&["query", "--add", SAMPLE, "who acquird what"]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(
        done.err
            .starts_with("error[E201]: no relation called `acquird`\n --> query:1:5\n"),
        "{}",
        done.err
    );
    assert!(
        done.err.contains("did you mean `acquired`?"),
        "{}",
        done.err
    );
}

#[test]
fn explaining_prints_sparql_and_runs_nothing() {
    let done = run(&[
        "query",
        "--add",
        SAMPLE,
        "--explain",
        "article publisher who",
    ]);
    assert_eq!(done.code, 0);
    assert!(
        done.out.contains("SELECT DISTINCT ?article ?who WHERE"),
        "{}",
        done.out
    );
}

#[test]
fn questions_of_a_folder_are_listed() {
    let done = run(&["query", "--list"]);
    assert_eq!(done.code, 0);
    assert!(done.out.contains("queries/denied.lede"), "{}", done.out);
    assert!(done.out.contains("What has been denied"), "{}", done.out);
}

#[test]
fn a_store_in_memory_that_is_empty_is_pointed_out() {
    let done = run(&["articles"]);
    assert_eq!(done.code, 0);
    assert!(done.err.contains("`--add PATH`"), "{}", done.err);
}

#[test]
fn showing_something_unknown_suggests_what_is_near() {
    let done = run(&["show", "--add", SAMPLE, "Diario", "Meridano"]);
    assert_eq!(done.code, 2);
    assert_eq!(
        done.err,
        "error: nothing in the graph is called `Diario Meridano`\nhint: did you mean `Diario Meridiano`?\n"
    );
}

#[test]
fn showing_gives_names_and_types() {
    let done = run(&["show", "--add", SAMPLE, "Diario Meridiano"]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    assert!(
        done.out.starts_with("Diario Meridiano  outlet\n"),
        "{}",
        done.out
    );
    let done = run(&[
        "show",
        "--add",
        SAMPLE,
        "Diario Meridiano",
        "--format",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(json["types"][0], "outlet");
}

#[test]
fn exports_are_the_same_in_a_file_and_on_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("graph.nq");
    let sample = at(SAMPLE);
    let to_file = [
        "export",
        "--add",
        sample.to_str().unwrap(),
        "-o",
        file.to_str().unwrap(),
    ];
    let done = run(&to_file);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.starts_with("wrote "), "{}", done.out);
    let done = run(&["export", "--add", SAMPLE, "--format", "nquads"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), done.out);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn an_export_that_cannot_be_written_is_told() {
    let done = run(&["export", "--add", SAMPLE, "-o", "no/such/folder/graph.ttl"]);
    assert_eq!(done.code, 2);
    assert!(
        done.err
            .starts_with("error: cannot write `no/such/folder/graph.ttl`: "),
        "{}",
        done.err
    );
}

#[test]
fn sparql_reads_and_never_writes_or_reaches_out() {
    let ask = |query| run(&["sparql", "--add", SAMPLE, "--format", "csv", query]);
    assert_eq!(
        ask("SELECT ?t WHERE { ?a schema:headline ?t }").out,
        "t\nValdera sign Okafor from Marlow Athletic\n"
    );
    assert_eq!(ask("ASK { ?a a schema:NewsArticle }").out, "yes\n");
    for bad in [
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT * WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT",
    ] {
        let done = ask(bad);
        assert_eq!(done.code, 2, "{bad}");
        assert!(done.err.starts_with("error: "), "{}", done.err);
    }
}

#[test]
fn an_unknown_article_is_told() {
    let done = run(&["remove", "5e1c0a775e1c0a77"]);
    assert_eq!(done.code, 2);
    assert!(
        done.err
            .contains("no article is known as `5e1c0a775e1c0a77`"),
        "{}",
        done.err
    );
}

#[test]
fn the_ontology_is_listed_and_searched() {
    let done = run(&["ontology", "bought", "by"]);
    assert_eq!(done.code, 0);
    assert!(
        done.out.contains("acquired") && done.out.contains("says: S acquire"),
        "{}",
        done.out
    );
    let done = run(&["ontology", "xyzzy"]);
    assert_eq!(done.code, 2);
    let done = run(&["ontology", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    let relations = json
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["kind"] == "relation")
        .count();
    assert!(relations >= 80, "{relations}");
}

#[test]
fn own_ontology_files_are_checked_and_join() {
    let good = "@prefix by: <https://w3id.org/byline/ns#> .\n@prefix ex: <https://example.org/ns#> .\n\
                @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\
                ex:sponsors a by:Relation ; rdfs:label \"sponsors\" ; rdfs:domain by:Organization ; by:verbFrame \"S sponsor O\" .\n";
    let done = with_file("mine.ttl", good.as_bytes(), &["check", "mine.ttl"]);
    assert_eq!(
        (done.code, done.out.as_str()),
        (0, "1 file: nothing wrong\n"),
        "{}",
        done.err
    );
    let done = with_file(
        "mine.ttl",
        good.as_bytes(),
        &["ontology", "sponsors", "--ontology", "mine.ttl"],
    );
    assert!(done.out.contains("S sponsor O"), "{}", done.err);
    let bad = good.replace("by:Organization", "by:Organisation");
    let done = with_file("mine.ttl", bad.as_bytes(), &["check", "mine.ttl"]);
    assert_eq!(done.code, 1);
    assert!(
        done.err.starts_with("error: mine.ttl:4: ") && done.err.contains("by:Organization"),
        "{}",
        done.err
    );
    let done = with_file(
        "mine.ttl",
        b"ex:a b",
        &["ontology", "--ontology", "mine.ttl"],
    );
    assert_eq!(done.code, 2);
    assert!(done.err.starts_with("error: mine.ttl:1:"), "{}", done.err);
}

#[test]
fn questions_are_checked_without_a_store() {
    let done = with_file(
        "q.lede",
        b"# Q\nwho acquired Anything [by]\n",
        &["check", "q.lede"],
    );
    assert_eq!(done.code, 0, "{}", done.err);
    let done = with_file(
        "q.lede",
        b"# Q\nwho acquird Anything\n",
        &["check", "q.lede"],
    );
    assert_eq!(done.code, 1);
    assert!(done.err.contains(" --> q.lede:2:5"), "{}", done.err);
}

#[test]
fn colour_only_where_it_is_wanted() {
    let colours = |done: &Done| done.out.contains('\u{1b}') || done.err.contains('\u{1b}');
    assert!(!colours(&run(&["ontology", "acquired"])));
    assert!(colours(&run(&[
        "ontology", "acquired", "--color", "always"
    ])));
    assert!(!colours(
        &Byline::new(&["ontology", "acquired"])
            .env("NO_COLOR", "1")
            .run()
    ));
    assert!(colours(&run(&["show", "nobody", "--color", "always"])));
}

#[test]
fn completions_are_made_for_each_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let done = run(&["completions", shell]);
        assert_eq!(done.code, 0);
        assert!(done.out.contains("byline"), "{shell}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let script = format!(
        "'{}' ontology --format json | head -n 1 >/dev/null; echo ${{PIPESTATUS[0]}}",
        env!("CARGO_BIN_EXE_byline")
    );
    if Path::new("/bin/bash").exists() {
        let output = std::process::Command::new("/bin/bash")
            .args(["-c", &script])
            .output()
            .unwrap();
        assert_eq!(
            String::from_utf8_lossy(&output.stdout),
            "0\n",
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[cfg(feature = "rocksdb")]
#[test]
fn a_store_on_disk_is_kept_and_changed() {
    let folder = tempfile::tempdir().unwrap();
    let sample = at(SAMPLE);
    let go = |arguments: &[&str]| {
        Byline::new(arguments)
            .folder(folder.path())
            .env("BYLINE_STORE", "news")
            .run()
    };
    assert_eq!(go(&["add", sample.to_str().unwrap()]).code, 0);
    assert!(
        go(&["add", sample.to_str().unwrap()])
            .out
            .contains("1 unchanged")
    );
    assert!(go(&["articles"]).out.ends_with("\n1 row\n"));
    assert_eq!(
        go(&["remove", "Valdera sign"]).out,
        "removed `Valdera sign Okafor from Marlow Athletic`\n"
    );
    assert_eq!(go(&["articles"]).out, "0 rows\n");
}

/// One address, whose text and sum were changed without a word.
const EDITED: &str = r#"{"url":"https://ledger.example/1","title":"Regulator fines Albion","date":"2026-02-18","publisher":"City Ledger","text":"The Financial Conduct Authority has fined Albion Trust £61.5 million. Albion Trust employs 18,000 people."}
{"url":"https://ledger.example/1","title":"Regulator fines Albion Trust","date":"2026-02-18","publisher":"City Ledger","text":"The Financial Conduct Authority has fined Albion Trust £71.5 million. Albion Trust employs 17,000 people."}
"#;

#[cfg(feature = "rocksdb")]
#[test]
fn a_store_that_is_only_read_tells_all_that_one_in_memory_does() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("edited.jsonl"), EDITED).unwrap();
    let go = |store: &str, arguments: &[&str]| {
        Byline::new(arguments)
            .folder(folder.path())
            .env("BYLINE_STORE", store)
            .run()
    };
    assert_eq!(go("news", &["add", "edited.jsonl"]).code, 0);
    for arguments in [
        &["articles"][..],
        &["articles", "--duplicates"],
        &["show", "Albion Trust"],
        &["show", "Regulator fines"],
        &["diff", "Regulator fines", "--text"],
        &["verify"],
        &["export", "--format", "nquads"],
        &["query", "who fined whom [amount]", "--format", "json"],
        &["explain", "who fined \"Albion Trust\""],
        &[
            "sparql",
            "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p",
        ],
    ] {
        let disk = go("news", arguments);
        let adding = [arguments, &["--add", "edited.jsonl"]].concat();
        let memory = go(":memory:", &adding);
        assert_eq!(
            (disk.code, disk.out),
            (memory.code, memory.out),
            "{arguments:?}"
        );
    }
}

#[test]
fn silent_edits_are_shown() {
    let ask = |arguments: &[&str]| {
        let all = [arguments, &["--add", "edited.jsonl"]].concat();
        with_file("edited.jsonl", EDITED.as_bytes(), &all)
    };
    let done = ask(&["diff", "https://ledger.example/1", "--text"]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    let expected = "\
Regulator fines Albion Trust
version 1 → 2 of 2: 3 sentences went, 3 came; claims as before: 0
title before: Regulator fines Albion

- Financial Conduct Authority fined Albion Trust, amount 61,500,000 GBP, reported
    “The Financial Conduct Authority has fined Albion Trust £61.5 million.”
    City Ledger
+ Financial Conduct Authority fined Albion Trust, amount 71,500,000 GBP, reported
    “The Financial Conduct Authority has fined Albion Trust £71.5 million.”
    City Ledger

- Albion Trust employees 18000, reported
    “Albion Trust employs 18,000 people.”
    City Ledger

+ Albion Trust employees 17000, reported
    “Albion Trust employs 17,000 people.”
    City Ledger

- Regulator fines Albion
- The Financial Conduct Authority has fined Albion Trust £61.5 million.
- Albion Trust employs 18,000 people.
+ Regulator fines Albion Trust
+ The Financial Conduct Authority has fined Albion Trust £71.5 million.
+ Albion Trust employs 17,000 people.
";
    assert_eq!(done.out, expected);
    let done = ask(&["diff", "Regulator fines", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(found["title_before"], "Regulator fines Albion");
    assert_eq!(found["changes"]["claims"][0]["change"], "changed");
    let done = ask(&["diff", "Regulator fines", "--from", "3"]);
    assert_eq!(done.code, 2);
    assert_eq!(
        done.err,
        "error: the article has no version 3\nhint: there are 2, from 1\n"
    );
}

#[test]
fn articles_with_nearly_the_same_text_are_listed_in_groups() {
    let text = "The port of Rostvik was closed on Monday after a crane fell into the basin. Nobody was hurt, the harbour \
                master said, but two ships could not leave, and the ferry was sent to another port until the weekend.";
    let line = |number: u32, publisher: &str, text: &str| {
        format!(
            "{{\"url\":\"https://x.example/{number}\",\"title\":\"Crane falls\",\"date\":\"2026-02-0{number}\",\"publisher\":\"{publisher}\",\"text\":\"{text}\"}}\n"
        )
    };
    let lines = line(2, "Coast Courier", text)
        + &line(1, "Harbour News", &format!("{text} More soon."))
        + &line(3, "Northern Herald", "Shares fell.");
    let done = with_file(
        "wire.jsonl",
        lines.as_bytes(),
        &[
            "articles",
            "--duplicates",
            "--format",
            "csv",
            "--add",
            "wire.jsonl",
        ],
    );
    let rows: Vec<String> = done
        .out
        .lines()
        .map(|line| {
            line.split(',')
                .skip(2)
                .take(2)
                .collect::<Vec<_>>()
                .join(",")
        })
        .collect();
    assert_eq!(
        rows,
        [
            "published,publisher",
            "2026-02-01,Harbour News",
            "2026-02-02,Coast Courier",
        ]
    );
}

#[test]
fn the_shape_of_a_graph_is_checked() {
    let done = run(&["check", "--graph", "--add", SAMPLE]);
    assert_eq!(
        (done.code, done.out.as_str(), done.err.as_str()),
        (0, "the graph: nothing wrong\n", "")
    );
}

#[test]
fn a_known_name_that_no_article_writes_of_is_said_to_be_known() {
    for (name, words) in [
        ("Microsoft", "the name is known"),
        ("Microsft", "`Microsoft` is a known name"),
    ] {
        let done = run(&["query", &format!("who acquired {name}"), "--add", SAMPLE]);
        assert_eq!(done.code, 2);
        let expected = format!("{words}, but no article in this store tells anything of it");
        assert!(done.err.contains(&expected), "{}", done.err);
    }
}

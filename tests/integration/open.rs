//! Open relations are asked for, told apart and promoted.

use std::fs;

use byline::article::inputs;
use byline::ontology::Ontology;
use byline::store::{Store, StoreOptions};

use super::support::{Byline, Done, add_inputs, dump, empty_store};

const ARTICLES: &[(&str, &str)] = &[
    (
        "one.md",
        "# Merkel wins again\n\nAngela Merkel outfoxed Vladimir Putin in Paris on 3 May 2019. Microsoft acquired Anthropic.\n",
    ),
    (
        "two.md",
        "# Another round\n\nReuters reported that Boris Johnson was outfoxed by Angela Merkel. She denied that Boris Johnson had \
         outfoxed Emmanuel Macron.\n",
    ),
    (
        "three.md",
        "# Nothing new\n\nNovak Djokovic surrendered to Roger Federer.\n",
    ),
];

/// Makes a folder of the articles.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in ARTICLES {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn byline(arguments: &[&str]) -> Done {
    let folder = folder();
    let path = folder.path().to_str().unwrap();
    Byline::new(&[arguments, &["--add", path]].concat()).run()
}

fn rows(question: &str, more: &[&str]) -> Vec<String> {
    let asked = [&["query", "--format", "tsv", question], more].concat();
    let done = byline(&asked);
    assert_eq!(done.code, 0, "{question}: {}", done.err);
    let mut rows: Vec<String> = done
        .out
        .lines()
        .skip(1)
        .map(|l| l.replace('\t', " | "))
        .collect();
    rows.sort();
    rows
}

#[test]
fn a_question_names_them_as_the_clauses_do() {
    let expected = [
        "Angela Merkel | Boris Johnson",
        "Angela Merkel | Vladimir Putin",
    ];
    for name in [
        "outfox",
        "Outfox",
        "open:outfox",
        "<https://w3id.org/byline/open#outfox>",
    ] {
        assert_eq!(rows(&format!("who {name} what"), &[]), expected, "{name}");
    }
    for name in ["surrender_to", "surrenderTo", "\"surrender to\""] {
        let found = rows(&format!("who {name} what"), &[]);
        assert_eq!(found, ["Novak Djokovic | Roger Federer"], "{name}");
    }
    let backwards = rows("who ^outfox \"Angela Merkel\"", &[]);
    assert_eq!(backwards, ["Boris Johnson", "Vladimir Putin"]);
}

#[test]
fn they_carry_holder_status_and_qualifiers() {
    let denied = rows("who outfox what [denied, by]", &[]);
    assert_eq!(denied, ["Boris Johnson | Emmanuel Macron | Angela Merkel"]);
    let dated = rows("who outfox \"Vladimir Putin\" [at, place]", &[]);
    assert_eq!(dated, ["Angela Merkel | 2019-05-03 | Paris"]);
    let held = rows("who outfox \"Boris Johnson\" [by]", &[]);
    assert_eq!(held, ["Angela Merkel | Reuters"]);
}

#[test]
fn any_relation_includes_them_unless_only_the_ontology_counts() {
    let question = "who relation what";
    let all = rows(question, &[]);
    assert!(
        all.contains(&"Angela Merkel | outfox | Boris Johnson".to_owned()),
        "{all:?}"
    );
    assert!(
        all.contains(&"Microsoft | acquired | Anthropic".to_owned()),
        "{all:?}"
    );
    let closed = rows(question, &["--ontology-only"]);
    assert_eq!(closed, ["Microsoft | acquired | Anthropic"]);
    let unknown = byline(&["query", "who outfox what", "--ontology-only"]);
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.err.contains("no relation called `outfox`"),
        "{}",
        unknown.err
    );
}

#[test]
fn the_environment_can_leave_them_out() {
    let folder = folder();
    let path = folder.path().to_str().unwrap();
    let asked = [
        "query",
        "--format",
        "tsv",
        "who relation what",
        "--add",
        path,
    ];
    for (value, count) in [("1", 1), ("true", 1), ("0", 4)] {
        let done = Byline::new(&asked).env("BYLINE_ONTOLOGY_ONLY", value).run();
        assert_eq!(
            done.out.lines().count(),
            count + 1,
            "{value}: {}{}",
            done.out,
            done.err
        );
    }
}

#[test]
fn an_unknown_name_finds_the_nearest() {
    let done = byline(&["query", "who outfoxed what"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("did you mean `outfox`?"), "{}", done.err);
    let done = byline(&["query", "who surrender to what"]);
    assert!(done.err.contains("who surrender_to what"), "{}", done.err);
}

#[test]
fn the_ontology_takes_a_name_first() {
    let done = byline(&["explain", "who acquired what"]);
    assert!(
        done.out.contains("https://w3id.org/byline/ns#acquired"),
        "{}",
        done.out
    );
    assert!(!done.out.contains("byline/open#"), "{}", done.out);
}

#[test]
fn the_commands_show_them() {
    let shown = byline(&["show", "Roger Federer"]);
    assert!(
        shown
            .out
            .contains("Novak Djokovic surrender to Roger Federer"),
        "{}",
        shown.out
    );
    let listed = byline(&["ontology", "outfox"]);
    assert!(
        listed.out.contains("1 term of kind open relation"),
        "{}",
        listed.out
    );
    let exported = byline(&["export"]);
    assert!(
        exported.out.contains("open:outfox a by:OpenRelation"),
        "{}",
        exported.out
    );
    let closed = byline(&["export", "--ontology-only"]);
    assert!(!closed.out.contains("open:outfox"), "{}", closed.out);
    assert!(closed.out.contains("by:acquired"), "{}", closed.out);
}

/// Adds the articles to a store in memory.
fn filled() -> Store {
    let folder = folder();
    let (found, _) = inputs(&[folder.path().to_owned()]);
    let store = empty_store();
    add_inputs(&store, &found);
    store
}

#[test]
fn an_export_without_them_is_that_of_a_store_without_them() {
    let folder = folder();
    let (found, _) = inputs(&[folder.path().to_owned()]);
    let mut closed = Ontology::clone(Ontology::builtin());
    closed.closed = true;
    let store = Store::in_memory(&StoreOptions::new(closed.into())).unwrap();
    let open = empty_store();
    add_inputs(&open, &found);
    add_inputs(&store, &found);
    let without_hash = |text: String| -> Vec<String> {
        let lines = text
            .lines()
            .filter(|line| !line.contains("/ns#contentHash>"));
        lines.map(str::to_owned).collect()
    };
    let path = folder.path().to_str().unwrap();
    let done = Byline::new(&[
        "export",
        "--format",
        "nquads",
        "--ontology-only",
        "--add",
        path,
    ])
    .run();
    assert_eq!(without_hash(done.out), without_hash(dump(&store)));
    assert!(dump(&open).contains("byline/open#"));
}

#[test]
fn what_is_taken_out_leaves_no_relation_behind() {
    let store = filled();
    assert_eq!(store.open_relations().unwrap().len(), 2);
    for article in store.articles().unwrap() {
        assert!(store.remove(&article.iri).unwrap());
    }
    assert!(store.open_relations().unwrap().is_empty());
    assert!(filled().verify().unwrap().problems.is_empty());
}

#[test]
fn a_suggestion_promotes_what_recurs() {
    let drafted = byline(&["ontology", "suggest", "--format", "turtle"]);
    assert_eq!(drafted.code, 0, "{}", drafted.err);
    assert!(
        drafted.out.contains("by:verbFrame \"S outfox O\""),
        "{}",
        drafted.out
    );
    let again = byline(&["ontology", "suggest", "--format", "turtle"]);
    assert_eq!(again.out, drafted.out);
    let folder = folder();
    let (draft, one) = (
        folder.path().join("draft.ttl"),
        folder.path().join("one.md"),
    );
    fs::write(&draft, &drafted.out).unwrap();
    let arguments = [
        "query",
        "--ontology",
        draft.to_str().unwrap(),
        "--format",
        "tsv",
        "--ids",
        "@a relation \"Vladimir Putin\"",
        "--add",
        one.to_str().unwrap(),
    ];
    let done = Byline::new(&arguments).run();
    assert!(
        done.out.contains("https://example.org/relations#outfox"),
        "{}{}",
        done.out,
        done.err
    );
    assert!(!done.out.contains("byline/open#"), "{}", done.out);
}

#[test]
fn suggestions_count_and_quote() {
    let done = byline(&["ontology", "suggest", "--format", "json", "--articles", "1"]);
    let json: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    let first = &json["suggestions"][0];
    assert_eq!(first["label"], "outfox");
    assert_eq!(
        (first["claims"].as_u64(), first["articles"].as_u64()),
        (Some(3), Some(2))
    );
    assert_eq!(first["subjects"][0]["label"], "person");
    assert_eq!(json["suggestions"][1]["label"], "surrender to");
    let none = byline(&["ontology", "suggest", "--articles", "9"]);
    assert!(
        none.err
            .contains("no open relation is claimed in 9 articles or more"),
        "{}",
        none.err
    );
}

//! `byline analyse`, `byline coverage` and `byline why`: flags, streams and exit codes.

use serde_json::Value;

use crate::support::{Byline, Done};

const SAMPLE: &str = "tests/articles/transfer-confirmed.md";
const TITLE: &str = "Valdera sign Okafor from Marlow Athletic";

fn run(arguments: &[&str]) -> Done {
    Byline::new(arguments).run()
}

fn json(done: &Done) -> Value {
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    serde_json::from_str(&done.out).unwrap()
}

#[test]
fn an_analysis_is_read_by_people() {
    let text = "Acme bought Blip for $3 million on Tuesday.\n";
    let done = Byline::new(&["analyse", "-", "--date", "2026-03-05"])
        .input(text)
        .run();
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    for line in [
        "1  Acme bought Blip for $3 million on Tuesday.",
        "values    $3 million = 3,000,000 USD (money) · Tuesday = 2026-03-03 (date)",
    ] {
        assert!(done.out.contains(line), "{line} in {}", done.out);
    }
    let row = done.out.lines().find(|line| line.contains("VERB")).unwrap();
    let row: Vec<&str> = row.split_whitespace().collect();
    assert_eq!(row, ["2", "bought", "VERB", "buy", "0", "root"]);
    assert!(!done.out.contains('\u{1b}'));
}

#[test]
fn an_analysis_has_the_format_that_is_asked_for() {
    let done = run(&[
        "analyse",
        SAMPLE,
        "tests/articles/briefs.jsonl",
        "--format",
        "json",
    ]);
    let all = json(&done);
    let articles = all["articles"].as_array().unwrap();
    assert!(articles.len() > 2);
    assert_eq!(articles[0]["title"], TITLE);
    assert_eq!(articles[0]["sentences"][0]["tokens"][0]["form"], "Valdera");
    let done = run(&[
        "analyse",
        SAMPLE,
        "tests/articles/briefs.jsonl",
        "--format",
        "conllu",
    ]);
    let ids: Vec<&str> = done
        .out
        .lines()
        .filter_map(|line| line.strip_prefix("# sent_id = "))
        .collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!((done.code, ids.len()), (0, unique.len()));
    assert_eq!(ids[0], "1-1");
}

#[test]
fn what_cannot_be_analysed_is_told() {
    let done = run(&["analyse", "nowhere.txt"]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(
        done.err.starts_with("error: `nowhere.txt` does not exist"),
        "{}",
        done.err
    );
    let done = run(&["analyse", "nowhere.txt", SAMPLE, "--format", "json"]);
    assert_eq!(done.code, 1);
    let all: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(all["articles"].as_array().unwrap().len(), 1);
    let done = Byline::new(&["analyse", "-", "--format", "json"])
        .input("")
        .run();
    assert_eq!(done.code, 2);
    assert!(done.err.contains("is empty"), "{}", done.err);
}

#[test]
fn a_text_in_another_language_is_analysed_with_a_note() {
    let text = "Der Sturm traf die Küste am Montag und zerstörte in der Nacht neun Häuser, wie der Bürgermeister der Stadt \
                sagte. Niemand wurde verletzt, doch die Straße bleibt gesperrt, bis die Feuerwehr alle Bäume geräumt hat.";
    let done = Byline::new(&["analyse", "-", "--format", "conllu"])
        .input(text)
        .run();
    assert_eq!(done.code, 0);
    assert!(done.err.starts_with("note: "), "{}", done.err);
    assert!(done.err.contains("the text is in German"), "{}", done.err);
}

#[test]
fn coverage_is_of_a_stored_article_or_a_file() {
    let stored = run(&[
        "coverage",
        "--add",
        SAMPLE,
        "valdera sign okafor",
        "--format",
        "json",
    ]);
    let file = run(&["coverage", SAMPLE, "--format", "json"]);
    assert_eq!(json(&stored), json(&file));
    let article = &json(&file)["articles"][0];
    assert_eq!(article["title"], TITLE);
    let sentences = article["sentences"].as_array().unwrap();
    let claims: usize = sentences
        .iter()
        .map(|sentence| sentence["claims"].as_array().unwrap().len())
        .sum();
    assert_eq!(article["counts"]["claims"], claims);
    let done = run(&["coverage", "--add", SAMPLE, "no such title"]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(done.err.starts_with("error: "), "{}", done.err);
}

#[test]
fn coverage_stands_in_the_margin_without_colour() {
    let done = run(&["coverage", SAMPLE]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    assert!(done.out.starts_with(&format!("{TITLE}\n")), "{}", done.out);
    assert!(
        done.out.contains("—transferred to→ Valdera"),
        "{}",
        done.out
    );
    assert!(
        done.out.lines().any(|line| line.starts_with("· ")),
        "{}",
        done.out
    );
    assert!(
        done.out.lines().all(|line| line.chars().count() <= 100),
        "{}",
        done.out
    );
    assert!(!done.out.contains('\u{1b}'));
    let page = run(&["coverage", SAMPLE, "--format", "html"]);
    assert!(page.out.starts_with("<!DOCTYPE html>"), "{}", page.out);
    assert_eq!(page.out, run(&["coverage", SAMPLE, "--format", "html"]).out);
}

#[test]
fn why_a_claim_was_made_is_told() {
    let all = json(&run(&["coverage", SAMPLE, "--format", "json"]));
    let sentences = all["articles"][0]["sentences"].as_array().unwrap();
    let claims = sentences
        .iter()
        .flat_map(|sentence| sentence["claims"].as_array().unwrap());
    let claim = claims
        .map(|claim| claim["claim"].as_str().unwrap())
        .next()
        .unwrap();
    let done = run(&["why", "--add", SAMPLE, &claim[claim.len() - 8..]]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    assert!(
        done.out
            .starts_with(&format!("Jonas Okafor —transferred to→ Valdera\n{claim}\n")),
        "{}",
        done.out
    );
    for part in [
        "“Valdera have signed the winger",
        "by:verbFrame \"",
        "← trigger",
        "← subject",
        "← object",
    ] {
        assert!(done.out.contains(part), "{part} in {}", done.out);
    }
    let found = json(&run(&["why", "--add", SAMPLE, claim, "--format", "json"]));
    assert_eq!(found["claim"]["claim"], claim);
    assert_eq!(found["reading"]["frames"][0]["property"], "by:verbFrame");
    let done = run(&["why", "--add", SAMPLE, "0000beef"]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(
        done.err
            .starts_with("error: there is no claim `0000beef`\nhint: "),
        "{}",
        done.err
    );
}

//! `byline show` of an article.

use crate::support::{Byline, Done};

fn run(arguments: &[&str]) -> Done {
    Byline::new(arguments).run()
}

#[test]
fn showing_an_article_says_where_its_metadata_was_read() {
    let page = "tests/articles/harbour-verdict.html";
    let address = "https://courier.example.org/courts/rostvik-harbour-verdict";
    let done = run(&["show", "--add", page, address]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    let metadata = done.out.split("\n\n").nth(1).unwrap();
    assert_eq!(
        metadata.trim_end(),
        "Metadata, and where each was read\n  title: Former Rostvik harbour chief convicted of taking bribes (heading)\n  \
         published: 2025-11-14T16:40:00Z (JSON-LD)\n  modified: 2025-11-14T18:05:00Z (JSON-LD)\n  author: Margit Solheim (JSON-LD)\n  \
         publisher: Coast Courier (OpenGraph)\n  \
         url: https://courier.example.org/courts/rostvik-harbour-verdict (canonical link)\n  language: en (lang attribute)\n  \
         section: Courts (JSON-LD)\n  description: A jury found Henrik Aasland guilty of accepting bribes from a dredging firm. His \
         deputy was acquitted. (meta tag)"
    );
    let title = "former rostvik harbour chief convicted of taking bribes";
    let done = run(&["show", "--add", page, title, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(
        json["metadata"][3].to_string(),
        r#"{"field":"author","origin":"JSON-LD","values":["Margit Solheim"]}"#
    );
}

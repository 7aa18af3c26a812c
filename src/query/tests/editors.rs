//! The grammar for editors knows the words that the language knows.

use crate::query::KEYWORDS;

#[test]
fn the_textmate_grammar_names_every_keyword() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/editors/textmate/lede.tmLanguage.json"
    );
    let text = std::fs::read_to_string(path).unwrap();
    let grammar: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(grammar["scopeName"], "source.lede");
    let patterns: Vec<&str> = grammar["patterns"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|pattern| pattern["match"].as_str())
        .collect();
    let listed: Vec<&str> = patterns
        .iter()
        .flat_map(|pattern| pattern.split(|c: char| !c.is_ascii_alphabetic()))
        .collect();
    let statuses = [
        "confirmed",
        "reported",
        "planned",
        "opinion",
        "possible",
        "conditional",
        "denied",
        "any",
    ];
    for word in KEYWORDS.iter().chain(&statuses) {
        // A backslash before the first word of a list reads as one word with it: `\bshow`.
        let known = listed
            .iter()
            .any(|part| part == word || part.strip_prefix('b') == Some(*word));
        assert!(known, "{word}");
    }
}

//! Attributions in several wordings.

use crate::analysis::Analyser;
use crate::article::{Article, Metadata, Part};
use crate::extract::Extractor;
use crate::ontology::Ontology;
use crate::text::{BlockKind, clean};

/// One line for each attribution: `source | cue | content`.
fn attributions(text: &str) -> Vec<String> {
    let ontology = Ontology::builtin();
    let analysis = Analyser::new(ontology).analyse(clean(Article {
        metadata: Metadata::default(),
        body: vec![Part {
            kind: BlockKind::Paragraph,
            text: text.to_owned(),
        }],
    }));
    let found = Extractor::new(ontology).attributions(&analysis);
    let words = |span: &crate::text::Span| span.of(&analysis.document.text).to_owned();
    found
        .iter()
        .map(|one| {
            let source = one.source.as_ref().map_or_else(|| "-".to_owned(), words);
            let content: Vec<String> = one.content.iter().map(words).collect();
            format!("{source} | {} | {}", words(&one.cue), content.join(" … "))
        })
        .collect()
}

#[track_caller]
fn assert_found(text: &str, expected: &[&str]) {
    assert_eq!(attributions(text), expected, "{text}");
}

#[test]
fn indirect_speech() {
    assert_found(
        "The minister said that the bridge was safe.",
        &["The minister | said | that the bridge was safe"],
    );
}

#[test]
fn direct_speech_with_the_verb_behind_it() {
    assert_found(
        "\"The bridge is safe,\" said Mary Smith.",
        &["Mary Smith | said | \"The bridge is safe,\""],
    );
}

#[test]
fn a_parenthesis_in_the_midst_of_what_is_said() {
    assert_found(
        "\"The bridge,\" Mary Smith said, \"is safe.\"",
        &["Mary Smith | said | \"The bridge,\" … \"is safe.\""],
    );
}

#[test]
fn a_quotation_that_runs_on() {
    assert_found(
        "\"The bridge is safe,\" Mary Smith said. \"We have checked it twice.\"",
        &["Mary Smith | said | \"The bridge is safe,\" … \"We have checked it twice.\""],
    );
}

#[test]
fn according_to() {
    assert_found(
        "According to the report, the bridge is safe.",
        &["the report | According to | the bridge is safe"],
    );
}

#[test]
fn a_noun_with_its_clause() {
    assert_found(
        "The minister's claim that the bridge is safe came too late.",
        &["The minister | claim | that the bridge is safe"],
    );
}

#[test]
fn the_passive_names_nobody() {
    assert_found(
        "The bridge was said to be safe.",
        &["- | was said | The bridge … to be safe"],
    );
}

#[test]
fn an_intention() {
    assert_found(
        "The mayor plans to close the bridge.",
        &["The mayor | plans | to close the bridge"],
    );
}

#[test]
fn a_quotation_that_is_a_sentence_of_its_own() {
    assert_found(
        "\u{201c}Who pays for the bridge?\u{201d} Mary Smith asked.",
        &["Mary Smith | asked | \u{201c}Who pays for the bridge?\u{201d}"],
    );
    assert_found(
        "\u{201c}The bridge is safe!\u{201d} Mary Smith said.",
        &["Mary Smith | said | \u{201c}The bridge is safe!\u{201d}"],
    );
}

#[test]
fn a_label_before_what_is_said() {
    assert_found(
        "\u{201c}SMITH: The bridge is safe.",
        &["SMITH | : | The bridge is safe."],
    );
    assert_found(
        "Poll: Most voters want the bridge.",
        &[
            "Poll | : | Most voters want the bridge",
            "Most voters | want | the bridge",
        ],
    );
}

#[test]
fn a_paper_that_reports_at_the_end() {
    assert_found(
        "The bridge has cracks, The Daily Herald reports.",
        &["The Daily Herald | reports | The bridge has cracks"],
    );
}

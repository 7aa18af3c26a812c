//! Whole articles through the whole of cleaning.

use super::{clean, recut};
use crate::article::{Metadata, read_bytes};
use crate::text::{BlockKind, Document};

fn document(name: &str, text: &str) -> Document {
    let mut found = Vec::new();
    read_bytes(
        name,
        text.as_bytes(),
        &Metadata::default(),
        &mut |article| found.push(article.unwrap()),
    );
    assert_eq!(found.len(), 1);
    clean(found.remove(0))
}

/// Each block with its kind, one a line.
fn shown(document: &Document) -> String {
    let blocks = document
        .blocks
        .iter()
        .map(|block| format!("{:?} {}", block.kind, block.span.of(&document.text)));
    blocks.collect::<Vec<_>>().join("\n")
}

const SCRAPED: &str = "\
Harbour Tunnel in 2031: Could It Break the Ferry Line’s Monopoly?
The planned harbour tunnel could end the ferry line's monopoly, alarming its owners.

Harbour Tunnel in 2031: Could It Break the Ferry Line’s Monopoly?
summarize3-Point Summary
- 1The planned harbour tunnel could end the ferry line's monopoly, alarming its owners.
- 2Harbour Tunnel in 2031: Could It Break the Ferry Line’s Monopoly?
- 3The tunnel would open in 2031.
psychology_altWhy It Matters
- check_circleThis update has direct impact on the Deniz ve Şehir topic cluster.
- check_circleThis topic remains relevant for harbour watchers.
- check_circleEstimated reading time is 3 minutes for a quick brief.
Harbour Tunnel in 2031: Could It Break the Ferry Line’s Monopoly?
The planned harbour tunnel could end the monopoly of the ferry line, its owners fear. The city wants to open it in 2031.
The 1987 Charter Explained
Since 1987 the ferry line has had the sole right to carry people across the harbour, under a charter of the city.
";

#[test]
fn a_scraped_page_keeps_only_what_was_written() {
    let document = document("a.txt", SCRAPED);
    let expected = "\
Headline Harbour Tunnel in 2031: Could It Break the Ferry Line’s Monopoly?
Paragraph The planned harbour tunnel could end the monopoly of the ferry line, its owners fear. The city wants to open it in 2031.
Heading The 1987 Charter Explained
Paragraph Since 1987 the ferry line has had the sole right to carry people across the harbour, under a charter of the city.";
    assert_eq!(shown(&document), expected);
    let metadata = document.metadata;
    assert_eq!(
        metadata.abstract_points,
        [
            "The planned harbour tunnel could end the ferry line's monopoly, alarming its owners.",
            "Harbour Tunnel in 2031: Could It Break the Ferry Line’s Monopoly?",
            "The tunnel would open in 2031.",
        ]
    );
    assert_eq!(
        metadata.description.as_deref(),
        Some(
            "The planned harbour tunnel could end the ferry line's monopoly, alarming its owners."
        )
    );
    assert_eq!(metadata.section.as_deref(), Some("Deniz ve Şehir"));
    assert_eq!(metadata.reading_minutes, Some(3));
    assert_eq!(metadata.language.as_deref(), Some("en"));
}

#[test]
fn what_leaves_the_text_keeps_where_it_stood() {
    let metadata = document("a.txt", SCRAPED).metadata;
    let origins = metadata.origins.iter();
    let lines = origins.map(|(field, origin)| format!("{}: {}", field.name(), origin.name()));
    assert_eq!(
        lines.collect::<Vec<_>>(),
        [
            "title: text",
            "language: text",
            "section: text",
            "description: text",
            "summary: text",
            "reading time: text",
        ]
    );
}

#[test]
fn spans_lie_in_the_text_and_in_their_block() {
    let document = document("a.txt", SCRAPED);
    assert_eq!(document.blocks[0].kind, BlockKind::Headline);
    for sentence in &document.sentences {
        assert!(
            document.blocks[sentence.block]
                .span
                .contains(&sentence.span)
        );
        for token in &document.tokens[sentence.tokens.clone()] {
            assert!(sentence.span.contains(token) && !token.of(&document.text).is_empty());
        }
    }
    assert_eq!(
        document.sentences.last().unwrap().tokens.end,
        document.tokens.len()
    );
}

#[test]
fn keywords_are_for_people() {
    let text = "---\ntags: [\"topic: Sea\", ad_free, '\"', Coast]\npublisher: Example News\nsection: Example News\n---\n# Storm\n\nA storm came.\n";
    let metadata = document("a.md", text).metadata;
    assert_eq!(metadata.keywords, ["Sea", "Coast"]);
    assert_eq!(metadata.section, None);
}

#[test]
fn a_stored_text_is_cut_again_as_it_was() {
    let cut = document("a.txt", SCRAPED);
    let again = recut(cut.metadata.clone(), &cut.text);
    assert_eq!(again.text, cut.text);
    assert_eq!((again.sentences, again.tokens), (cut.sentences, cut.tokens));
    // A text that does not open with the title is kept whole, too.
    let other = recut(cut.metadata, "Another text.\n\nIt has two parts.");
    assert_eq!(other.text, "Another text.\n\nIt has two parts.");
    assert!(
        other
            .blocks
            .iter()
            .all(|block| block.kind != BlockKind::Headline)
    );
}

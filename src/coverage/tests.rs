//! Articles in a store → their coverage, and the page that shows it.

use oxigraph::model::NamedNode;

use super::{Coverage, coverage, holder, write_html};
use crate::article::{Article, Metadata, Part};
use crate::ontology::Ontology;
use crate::pipeline::Pipeline;
use crate::store::{Store, StoreOptions};
use crate::text::BlockKind;

/// Adds an article to a store of its own.
fn stored(metadata: Metadata, parts: &[(BlockKind, &str)]) -> (Store, NamedNode) {
    let store = Store::in_memory(&StoreOptions::new(Ontology::builtin_shared())).unwrap();
    let body = parts.iter().map(|(kind, text)| Part {
        kind: *kind,
        text: (*text).to_owned(),
    });
    let article = Article {
        metadata,
        body: body.collect(),
    };
    let made = Pipeline::new(store.ontology(), store.base())
        .make(article)
        .unwrap();
    store.add(&made.graph).unwrap();
    (store, made.graph.iri)
}

fn covered(metadata: Metadata, parts: &[(BlockKind, &str)]) -> Coverage {
    let (store, article) = stored(metadata, parts);
    coverage(&store, &article).unwrap()
}

fn page(articles: &[Coverage]) -> String {
    let mut out = Vec::new();
    write_html(articles, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn titled(title: &str) -> Metadata {
    Metadata {
        title: Some(title.to_owned()),
        publisher: Some("Coast Courier".to_owned()),
        published: Some("2026-03-05".to_owned()),
        ..Metadata::default()
    }
}

#[test]
fn claims_stand_at_their_sentences_and_the_others_are_counted() {
    let found = covered(
        titled("Acme buys Blip"),
        &[
            (BlockKind::Heading, "What is known"),
            (
                BlockKind::Paragraph,
                "Microsoft acquired Figure Labs for €3 million on Tuesday. It rained all day.",
            ),
            (
                BlockKind::Paragraph,
                "Sam Altman said that OpenAI plans to acquire Figure Labs.",
            ),
        ],
    );
    let shown: Vec<(&str, &str, usize)> = found
        .sentences
        .iter()
        .map(|sentence| (sentence.kind, sentence.text.as_str(), sentence.claims.len()))
        .collect();
    assert_eq!(
        shown,
        [
            ("headline", "Acme buys Blip", 0),
            ("fragment", "What is known", 0),
            (
                "sentence",
                "Microsoft acquired Figure Labs for €3 million on Tuesday.",
                1
            ),
            ("sentence", "It rained all day.", 0),
            (
                "sentence",
                "Sam Altman said that OpenAI plans to acquire Figure Labs.",
                1
            ),
        ]
    );
    assert_eq!((found.counts.sentences, found.counts.with_claims), (3, 2));
    assert_eq!((found.counts.claims, found.percent()), (2, 67));
    let claim = &found.sentences[4].claims[0];
    assert_eq!(claim.quote, found.sentences[4].text);
    assert_eq!(
        (claim.status.as_str(), holder(claim).as_deref()),
        ("planned", Some("Sam Altman"))
    );
    assert_eq!(holder(&found.sentences[2].claims[0]), None);
    let statuses: Vec<&str> = found
        .statuses
        .iter()
        .map(|one| one.status.as_str())
        .collect();
    assert_eq!(statuses, ["reported", "planned"]);
    assert!(found.statuses.iter().all(|one| !one.meaning.is_empty()));
}

#[test]
fn the_page_shows_claims_beside_sentences() {
    let found = covered(
        titled("Deal"),
        &[(
            BlockKind::Paragraph,
            "Microsoft acquired GitHub on Tuesday. It rained.",
        )],
    );
    let page = page(&[found]);
    assert!(
        page.contains("<li><b>1 (50 %)</b> of them with claims</li>"),
        "{page}"
    );
    assert!(
        page.contains("<b>Microsoft</b> <i>acquired</i> <b>GitHub</b>"),
        "{page}"
    );
    assert!(
        page.contains(
            "<div class=\"row none\">\n<p class=\"sentence\" dir=\"auto\">It rained.</p>"
        ),
        "{page}"
    );
    assert!(
        page.contains("Stated flatly by the author or a named source."),
        "{page}"
    );
}

#[test]
fn no_word_of_an_article_becomes_markup() {
    let hostile = "</title><script>alert(1)</script><img src=x onerror='a'>\" & <b>";
    let mut metadata = titled(hostile);
    metadata.publisher = Some("<i>Paper</i>".to_owned());
    metadata.authors = vec!["\"><svg onload=a>".to_owned()];
    metadata.language = Some("en\"><u>".to_owned());
    metadata.url = Some("javascript:alert(1)".to_owned());
    let found = covered(
        metadata,
        &[(
            BlockKind::Paragraph,
            "Microsoft acquired Figure Labs, <script>alert(2)</script> said Sam <b>Altman</b> & \"others\".",
        )],
    );
    let page = page(&[found.clone(), found]);
    for markup in [
        "<script",
        "<img",
        "<svg",
        "<u>",
        "<i>Paper",
        "javascript:alert(1)\"",
        "<b>Altman",
    ] {
        assert!(!page.contains(markup), "{markup} in {page}");
    }
    assert!(
        page.contains("&lt;/title&gt;&lt;script&gt;alert(1)"),
        "{page}"
    );
    // Nothing is fetched from elsewhere and nothing runs.
    for loaded in ["<link", "src=", "url(", "@import", "<iframe", "onload=a>"] {
        let bare = page.replace("img src=x", "");
        assert!(!bare.contains(loaded), "{loaded} in {page}");
    }
    assert!(page.contains("default-src 'none'"));
    assert_eq!(
        page.matches("<article>").count(),
        page.matches("</article>").count()
    );
}

#[test]
fn an_address_of_a_page_is_a_link() {
    let mut metadata = titled("Deal");
    metadata.url = Some("https://courier.example.org/a?b=1&c=\"2".to_owned());
    let page = page(&[covered(metadata, &[(BlockKind::Paragraph, "It rained.")])]);
    assert!(
        page.contains("href=\"https://courier.example.org/a?b=1&amp;c="),
        "{page}"
    );
    assert!(!page.contains("c=\"2"), "{page}");
}

#[test]
fn an_article_without_words_or_claims_is_covered_by_nothing() {
    let found = covered(titled("Nothing happened"), &[]);
    assert_eq!((found.counts.sentences, found.percent()), (0, 0));
    assert!(page(&[found]).contains("<b>0</b> claims"));
}

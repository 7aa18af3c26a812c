//! What a page says of its article in several places: which is believed, and what is kept of where it was read.

use super::results;
use crate::article::{Field, Metadata, read_bytes};
use crate::text::clean;

const TEXT: &str = "<p>A storm hit the coast on Monday, and in the night the wind took the roofs of nine houses, the mayor \
    said, while the ferry stayed in port.</p><p>The weather service, which had warned of the storm on Sunday, expects calm days.</p>";

/// `field: value (origin)` for what was asked.
fn known(page: &str, fields: &[Field]) -> Vec<String> {
    let article = results("a.html", page.as_bytes()).remove(0).unwrap();
    let metadata = clean(article).metadata;
    fields
        .iter()
        .map(|field| shown(&metadata, *field))
        .collect()
}

fn shown(metadata: &Metadata, field: Field) -> String {
    let value = match field {
        Field::Title => metadata.title.clone(),
        Field::Authors => Some(metadata.authors.join("; ")),
        Field::Publisher => metadata.publisher.clone(),
        Field::Agency => metadata.agency.clone(),
        Field::Published => metadata.published.clone(),
        Field::Modified => metadata.modified.clone(),
        Field::Url => metadata.url.clone(),
        Field::Language => metadata.language.clone(),
        Field::Section => metadata.section.clone(),
        Field::Keywords => Some(metadata.keywords.join("; ")),
        Field::Description => metadata.description.clone(),
        Field::Summary => Some(metadata.abstract_points.join("; ")),
        Field::ReadingTime => metadata.reading_minutes.map(|minutes| minutes.to_string()),
    };
    let origin = metadata
        .origins
        .get(&field)
        .map_or("nowhere", |origin| origin.name());
    format!("{}: {} ({origin})", field.name(), value.unwrap_or_default())
}

#[test]
fn structured_data_outweigh_tags_and_tags_what_is_shown() {
    let linked = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-03-15T10:00+01:00\",}</script>";
    let items = "<body itemscope itemtype='http://schema.org/NewsArticle'><meta itemprop='datePublished' content='2024-03-14'>";
    let graph = "<meta property='article:published_time' content='2024-03-13T10:00:00Z'>";
    let tag = "<meta name='date' content='2024-03'>";
    let line = "<p>12 March 2024</p>";
    let time = "<footer><time datetime='2024-03-11'>Monday</time></footer>";
    let link = "<link rel='canonical' href='https://news.example/2024/03/10/storm'>";
    for (parts, expected) in [
        (
            [linked, graph, tag, link, items, line, time],
            "2024-03-15T10:00:00+01:00 (JSON-LD)",
        ),
        (
            ["", graph, tag, link, items, line, time],
            "2024-03-14 (microdata)",
        ),
        (
            ["", graph, tag, link, "", line, time],
            "2024-03-13T10:00:00Z (OpenGraph)",
        ),
        (["", "", tag, link, "", line, time], "2024-03 (meta tag)"),
        (["", "", "", link, "", line, time], "2024-03-12 (byline)"),
        (
            ["", "", "", link, "", "", time],
            "2024-03-11 (time element)",
        ),
        (["", "", "", link, "", "", ""], "2024-03-10 (address)"),
    ] {
        let [linked, graph, tag, link, items, line, time] = parts;
        let page = format!(
            "{linked}{graph}{tag}{link}{items}<article><h1>Storm hits coast</h1>{line}{TEXT}</article>{time}"
        );
        assert_eq!(
            known(&page, &[Field::Published]),
            [format!("published: {expected}")]
        );
    }
}

#[test]
fn every_field_keeps_where_it_was_read() {
    let page = format!(
        "<html lang='en-GB'><title>Storm hits coast | Example News</title><meta property='og:site_name' content='Example News'>\
         <meta name='description' content='Nine roofs are gone.'><meta property='article:section' content='Weather'>\
         <meta property='article:tag' content='sea'><link rel='canonical' href='https://news.example/storm'>\
         <body itemscope itemtype='http://schema.org/NewsArticle'><article><h1 itemprop='headline'>Storm hits coast</h1>\
         <span itemprop='author' itemscope><b itemprop='name'>By Jane Doe</b></span><p>BERLIN (Reuters) – Rain fell.</p>{TEXT}"
    );
    assert_eq!(
        known(&page, &Field::ALL),
        [
            "title: Storm hits coast (heading)",
            "published:  (nowhere)",
            "modified:  (nowhere)",
            "author: Jane Doe (microdata)",
            "publisher: Example News (OpenGraph)",
            "agency: Reuters (dateline)",
            "url: https://news.example/storm (canonical link)",
            "language: en-GB (lang attribute)",
            "section: Weather (OpenGraph)",
            "keyword: sea (OpenGraph)",
            "description: Nine roofs are gone. (meta tag)",
            "summary:  (nowhere)",
            "reading time:  (nowhere)",
        ]
    );
}

#[test]
fn organisations_that_sign_are_those_that_the_page_types_so() {
    let signed = |author: &str, line: &str| {
        let page = format!(
            "<script type='application/ld+json'>{{\"@graph\":[{{\"@type\":\"NewsArticle\",\"author\":{author}}},\
             {{\"@type\":\"NewsMediaOrganization\",\"@id\":\"#us\",\"name\":\"Kestrel\"}}]}}</script>\
             <article><h1>Storm hits coast</h1><p>{line}</p>{TEXT}</article>"
        );
        let article = results("a.html", page.as_bytes()).remove(0).unwrap();
        typed(&clean(article).metadata)
    };
    let kestrel = r#"{"@type":"Organization","name":"Kestrel"}"#;
    for (author, line, expected) in [
        (kestrel, "Rain fell.", "Kestrel (organisation)"),
        // Whoever is named under the title has written it.
        (kestrel, "By Jane Doe", "Jane Doe"),
        (r##"{"@id":"#us"}"##, "Rain fell.", "Kestrel (organisation)"),
        (
            r#"[{"@type":"https://schema.org/Corporation","name":"Doe, Wei and Kin"},{"@type":"Person","name":"Li Wei"}]"#,
            "Rain fell.",
            "Li Wei",
        ),
        (
            r#"{"@type":"Organization","name":"Doe, Wei and Kin"}"#,
            "Rain fell.",
            "Doe, Wei and Kin (organisation)",
        ),
        (
            r#"{"@type":["Person","Organization"],"name":"Jane Doe"}"#,
            "Rain fell.",
            "Jane Doe",
        ),
        (
            r#"{"@type":"Person","name":"Kestrel"}"#,
            "Rain fell.",
            "Kestrel",
        ),
        (
            r#"{"@type":"Organization","name":"https://kestrel.example"}"#,
            "Rain fell.",
            "",
        ),
    ] {
        assert_eq!(signed(author, line), expected, "{author}");
    }
}

#[test]
fn organisations_that_sign_are_those_that_a_record_types_so() {
    for (authors, expected) in [
        (
            r#"{"@type":"Organization","name":"Kestrel Wind"}"#,
            "Kestrel Wind (organisation)",
        ),
        (
            r#"{"@type":"Person","name":"Kestrel Wind"}"#,
            "Kestrel Wind",
        ),
        (
            r#"[{"@type":"Corporation","name":"Doe, Wei and Kin"},{"@type":["Person"],"name":"Li Wei"}]"#,
            "Li Wei",
        ),
        (
            r#"{"@type":"https://schema.org/NewsMediaOrganization","name":"Doe, Wei and Kin"}"#,
            "Doe, Wei and Kin (organisation)",
        ),
        (r#""Jane Doe, Li Wei""#, "Jane Doe; Li Wei"),
    ] {
        let line = format!(r#"{{"author":{authors},"text":"Rain fell on the coast."}}"#);
        let article = results("a.jsonl", line.as_bytes()).remove(0).unwrap();
        assert_eq!(typed(&clean(article).metadata), expected, "{authors}");
    }
}

/// The authors, with what they are said to be.
fn typed(metadata: &Metadata) -> String {
    let one = |name: &String| match metadata.is_organisation(name) {
        true => format!("{name} (organisation)"),
        false => name.clone(),
    };
    let names: Vec<String> = metadata.authors.iter().map(one).collect();
    names.join("; ")
}

#[test]
fn records_outweigh_pages_and_the_user_fills_gaps() {
    let mut found = Vec::new();
    let defaults = Metadata {
        section: Some("Told".to_owned()),
        published: Some("2020".to_owned()),
        ..Metadata::default()
    };
    let record = serde_json::json!({
        "title": "Storm", "author": ["Associated Press", "Jane Doe"],
        "html": format!("<title>Other</title><meta name='date' content='2024-03-15'>{TEXT}"),
    });
    read_bytes(
        "a.json",
        record.to_string().as_bytes(),
        &defaults,
        &mut |article| {
            found.push(article.unwrap().metadata);
        },
    );
    let fields = [
        Field::Title,
        Field::Authors,
        Field::Agency,
        Field::Published,
        Field::Section,
    ];
    let lines: Vec<String> = fields
        .iter()
        .map(|field| shown(&found[0], *field))
        .collect();
    assert_eq!(
        lines,
        [
            "title: Storm (record)",
            "author: Jane Doe (record)",
            "agency: Associated Press (record)",
            "published: 2024-03-15 (meta tag)",
            "section: Told (told)",
        ]
    );
}

#[test]
fn texts_say_where_their_metadata_stand() {
    let mut lines = Vec::new();
    for (name, text) in [
        (
            "a.md",
            "---\nauthor: Jane Doe\n---\n# Storm\n\nA storm came.",
        ),
        (
            "a.txt",
            "Storm hits coast\n\nBy Jane Doe\n\n(AP) — A storm came.",
        ),
    ] {
        let article = results(name, text.as_bytes()).remove(0).unwrap();
        let metadata = clean(article).metadata;
        let fields = [Field::Title, Field::Authors, Field::Agency];
        lines.extend(fields.map(|field| shown(&metadata, field)));
    }
    assert_eq!(
        lines,
        [
            "title: Storm (heading)",
            "author: Jane Doe (header)",
            "agency:  (nowhere)",
            "title: Storm hits coast (text)",
            "author: Jane Doe (byline)",
            "agency: Associated Press (dateline)",
        ]
    );
}

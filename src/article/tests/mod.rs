//! Whole inputs through reading: what comes out, and each way it can fail.

mod containers;
mod hostile;
mod metadata;

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::{Article, Input, Metadata, ReadError, Told, read, read_bytes};

fn results(name: &str, bytes: &[u8]) -> Vec<Result<Article, ReadError>> {
    let mut results = Vec::new();
    read_bytes(name, bytes, &Metadata::default(), &mut |result| {
        results.push(result);
    });
    results
}

/// One line for each article (name, title, body) or error.
fn shown(name: &str, bytes: &[u8]) -> Vec<String> {
    let line = |result: Result<Article, ReadError>| match result {
        Ok(article) => {
            let parts: Vec<String> = article
                .body
                .iter()
                .map(|part| format!("{:?} {}", part.kind, part.text))
                .collect();
            format!(
                "{} | {} | {}",
                article.metadata.source_name,
                article.metadata.title.unwrap_or_default(),
                parts.join(" / ")
            )
        }
        Err(error) => error.to_string(),
    };
    results(name, bytes).into_iter().map(line).collect()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

const PAGE: &str = r##"<!DOCTYPE html><html lang="en-GB"><head><title>Storm hits coast | Example News</title>
<meta property="og:site_name" content="Example News"><meta property="article:section" content="Weather">
<link rel="canonical" href="https://news.example/storm">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"Storm hits coast",
"datePublished":"2024-03-15T10:00:00+0100","author":[{"@id":"#jane"},{"@type":"Person","name":"By Li Wei"}],"keywords":"storm, coast"},
{"@type":"Person","@id":"#jane","name":"Jane Doe"}]}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Storm hits coast</h1>
<p>A storm hit the coast on Monday, and in the night the wind took the roofs of nine houses, the mayor said, while the ferry stayed in port.</p>
<h2>Losses</h2><ul><li>One house, two ships, and a bridge that was built in 1987 were lost to the storm.</li></ul>
<blockquote><p>“We ran, and we were lucky,” said a baker, who had opened his shop on the day before, on the same street.</p></blockquote>
<figure><img src="a.jpg"><figcaption>The harbour on Tuesday</figcaption></figure>
<p>The weather service, which had warned of the storm on Sunday, expects calm days, and the ferry will run again on Thursday.</p>
</article><footer>© 2024</footer></body></html>"##;

#[test]
fn a_page_gives_its_parts_and_its_metadata() {
    let article = results("storm.html.gz", &packed(PAGE.as_bytes()))
        .remove(0)
        .unwrap();
    let kinds: Vec<String> = article
        .body
        .iter()
        .map(|part| format!("{:?} {}", part.kind, part.text.split(' ').next().unwrap()))
        .collect();
    assert_eq!(
        kinds,
        [
            "Paragraph A",
            "Heading Losses",
            "ListItem One",
            "Quotation “We",
            "Caption The",
            "Paragraph The"
        ]
    );
    let metadata = article.metadata;
    assert_eq!(metadata.title.as_deref(), Some("Storm hits coast"));
    assert_eq!(metadata.authors, ["Jane Doe", "Li Wei"]);
    assert_eq!(
        metadata.published.as_deref(),
        Some("2024-03-15T10:00:00+01:00")
    );
    assert_eq!(metadata.publisher.as_deref(), Some("Example News"));
    assert_eq!(metadata.url.as_deref(), Some("https://news.example/storm"));
    assert_eq!(
        (metadata.section.as_deref(), metadata.language.as_deref()),
        (Some("Weather"), Some("en-GB"))
    );
    assert_eq!(metadata.keywords, ["storm", "coast"]);
}

#[test]
fn one_bad_line_does_not_stop_the_others() {
    let lines = "{\"title\":\"A\",\"text\":\"One.\",\"author\":{\"name\":\"Jane Doe\"}}\n\n{\"title\":\"é\",}\n[]\n{\"headline\":\"B\"}\n{\"text\":\"\"}\n{\"html\":\"<p>Two.\"}\n";
    assert_eq!(
        shown("a/b.jsonl", lines.as_bytes()),
        [
            "b.jsonl:1 | A | Paragraph One.",
            "`a/b.jsonl:3` is not valid JSON: trailing comma at column 14",
            "`a/b.jsonl:4` is not an article: expected an object with a text, but found a list",
            "`a/b.jsonl:5` has no text; expected `text`, `body`, `content` or `html`, but found `headline`",
            "`a/b.jsonl:6` holds no article text",
            "b.jsonl:7 |  | Paragraph Two.",
        ]
    );
    assert_eq!(shown("b.jsonl.gz", &packed(lines.as_bytes())).len(), 6);
}

#[test]
fn json_files_hold_one_record_or_many() {
    assert_eq!(
        shown("a.json", b"{\"text\":\"One.\"}"),
        ["a.json |  | Paragraph One."]
    );
    let list = shown("a.json", b"{\"status\":\"ok\",\"articles\":[{\"content\":\"One.\"},{\"body\":[\"Two.\",\"Three.\"]}]}");
    assert_eq!(
        list,
        [
            "a.json#1 |  | Paragraph One.",
            "a.json#2 |  | Paragraph Two. / Paragraph Three."
        ]
    );
    assert_eq!(
        shown("a.json", b"{\"text\":\"One.\"}\n{\"text\":\"Two.\"}"),
        [
            "a.json:1 |  | Paragraph One.",
            "a.json:2 |  | Paragraph Two."
        ]
    );
    assert_eq!(
        shown("a.json", b"{\n \"text\": \"One.\n}"),
        [
            "`a.json:2` is not valid JSON: control character (\\u0000-\\u001F) found while parsing a string at column 15"
        ]
    );
    assert_eq!(
        shown("a.json", &b"[".repeat(100_000)),
        ["`a.json:1` is not valid JSON: recursion limit exceeded at column 128"]
    );
}

#[test]
fn an_unknown_name_is_read_by_its_looks() {
    assert_eq!(
        shown("x", b"{\"text\":\"One.\"}\n{\"text\":\"Two.\"}").len(),
        2
    );
    assert_eq!(shown("x", b"# A\n\nOne.\n"), ["x | A | Paragraph One."]);
    assert_eq!(shown("x", b"<p>One."), ["x |  | Paragraph One."]);
    assert_eq!(
        shown("x", &packed(b"Abc\n\nOne.\n")),
        ["x | Abc | Paragraph One."]
    );
}

#[test]
fn what_is_no_article_is_named() {
    assert_eq!(shown("a.txt", b""), ["`a.txt` is empty"]);
    assert_eq!(shown("a.txt", b" \r\n"), ["`a.txt` is empty"]);
    assert_eq!(shown("a.txt.gz", &packed(b"")), ["`a.txt.gz` is empty"]);
    assert_eq!(
        shown("a.html", b"<html><script>1</script></html>"),
        ["`a.html` holds no article text"]
    );
    assert_eq!(
        shown("a.txt", b"%PDF-1.4"),
        [
            "`a.txt` looks like a PDF document, not text; expected plain text, Markdown, HTML or JSON"
        ]
    );
    assert_eq!(
        shown("a.txt", &vec![b'a'; 50_000_000]),
        ["`a.txt` is 50.0 MB, more than the 10 MB one article may hold"]
    );
    assert_eq!(
        shown("a.html", "<div>".repeat(100_000).as_bytes()),
        ["`a.html` nests HTML elements deeper than 512"]
    );
    let cut = &packed(b"A storm hit the coast. It took the roofs.")[..30];
    assert_eq!(
        shown("a.txt.gz", cut),
        ["`a.txt.gz` is a damaged gzip file: incomplete deflate stream"]
    );
    let bomb = packed(&vec![b' '; 101_000_000]);
    let ratio = shown("a.txt.gz", &bomb).remove(0);
    assert!(
        ratio.starts_with("`a.txt.gz` inflates to more than 100 MB, "),
        "{ratio}"
    );
    let mut long = vec![b'"'; 33_000_000];
    long.extend(b"\n{\"text\":\"One.\"}");
    assert_eq!(
        shown("a.jsonl", &long),
        [
            "`a.jsonl:1` is longer than 32 MB, the most one line may hold",
            "a.jsonl:2 |  | Paragraph One."
        ]
    );
}

#[test]
fn defaults_fill_only_what_is_lacking() {
    let defaults = Metadata {
        publisher: Some("Example News".to_owned()),
        title: Some("Other".to_owned()),
        ..Metadata::default()
    };
    let mut found = Vec::new();
    read_bytes("a.txt", b"A\n\nOne.", &defaults, &mut |article| {
        found.push(article.unwrap().metadata);
    });
    read_bytes("a.txt", b"Abc\n\nOne.", &defaults, &mut |article| {
        found.push(article.unwrap().metadata);
    });
    assert_eq!(found[1].title.as_deref(), Some("Abc"));
    assert_eq!(found[1].publisher.as_deref(), Some("Example News"));
}

#[test]
fn a_file_that_is_gone_is_an_error() {
    let mut errors = Vec::new();
    read(
        &Input::File("no/such/file.txt".into()),
        &Told::default(),
        &mut |result| errors.push(result.unwrap_err().to_string()),
    );
    assert_eq!(
        errors,
        ["`no/such/file.txt` cannot be read: No such file or directory (os error 2)"]
    );
}

#[test]
fn any_bytes_end_in_articles_or_errors() {
    let mut seed = 7_u64;
    let mut random = |limit: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % limit
    };
    for name in [
        "a.html",
        "a.md",
        "a.txt",
        "a.json",
        "a.jsonl",
        "a.html.gz",
        "a.csv",
        "a.xml",
        "a.warc",
        "a.eml",
        "a.zst",
        "a.br",
        "a",
    ] {
        for _ in 0..12 {
            let mut bytes = PAGE.as_bytes().to_vec();
            for _ in 0..1 + random(40) {
                let at = random(bytes.len());
                bytes[at] = u8::try_from(random(256)).unwrap();
            }
            bytes.truncate(random(bytes.len()).max(1));
            for article in results(name, &bytes).into_iter().flatten() {
                let _text = crate::text::clean(article).text;
            }
        }
    }
}

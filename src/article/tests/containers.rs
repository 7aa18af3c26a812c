//! Files of many articles: tables, feeds and archives.

use super::{packed, results, shown};
use crate::article::{Input, Told, read};

#[test]
fn tables_hold_one_article_a_row() {
    let table = "Headline;Story;Day\nA;\"One;\nand more.\";2024-03-05\nB;;\nC;Two.;\n";
    assert_eq!(
        shown("a.csv", table.as_bytes()),
        [
            "`a.csv` has no column for the text; expected `text`, `body`, `content` or `html`, but found `Headline`, `Story`, `Day`; \
          name it with `--column text=NAME`"
        ]
    );
    let told = Told {
        columns: vec![
            "text=Story".parse().unwrap(),
            "title=Headline".parse().unwrap(),
        ],
        ..Told::default()
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, table).unwrap();
    let mut lines = Vec::new();
    read(&Input::File(path), &told, &mut |article| {
        lines.push(article.map_or_else(
            |error| error.to_string(),
            |article| {
                format!(
                    "{} {:?}",
                    article.metadata.source_name, article.metadata.title
                )
            },
        ));
    });
    assert_eq!(lines[0], "a.csv:2 Some(\"A\")");
    assert!(
        lines[1].ends_with(
            "a.csv:4` has no text; expected `text`, `body`, `content` or `html`, but found `title`"
        ),
        "{}",
        lines[1]
    );
    assert_eq!(lines[2], "a.csv:5 Some(\"C\")");
    assert_eq!(
        shown("a.tsv", b"title\ttext\nA\tThe caf\xe9 closed."),
        ["a.tsv:2 | A | Paragraph The café closed."]
    );
    let mut long = b"title,text\nA,\"".to_vec();
    long.extend(vec![b'x'; 33_000_000]);
    assert_eq!(
        shown("a.csv", &long),
        ["`a.csv` is longer than 32 MB, the most one line may hold"]
    );
}

#[test]
fn feeds_give_the_items_that_are_whole() {
    let feed = "<rss><channel><title>Example News</title><item><title>A</title><content:encoded>&lt;p>One.&lt;/p></content:encoded></item>\
        <item><title>B</title><description>Short.</description></item></channel></rss>";
    assert_eq!(
        shown("a.xml", feed.as_bytes()),
        [
            "a.xml | A | Paragraph One.",
            "`a.xml` holds 1 item with only a summary; give the feed's address with `--feed` to read their pages"
        ]
    );
    assert_eq!(shown("-", feed.as_bytes()).len(), 2);
    let feed = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Example News","items":[
        {"id":"1","title":"A","content_html":"<p>One.</p>"},{"id":"2","content_text":"Two."}]}"#;
    let articles = results("feed.json", feed.as_bytes());
    let publishers: Vec<Option<String>> = articles
        .into_iter()
        .map(|article| article.unwrap().metadata.publisher)
        .collect();
    assert_eq!(publishers, vec![Some("Example News".to_owned()); 2]);
}

#[test]
fn archives_give_their_pages() {
    let record = |kind: &str, content_type: &str, block: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://news.example/a\r\nContent-Type: {content_type}\r\n\
             Content-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    };
    let http = "application/http; msgtype=response";
    let archive = [
        record("warcinfo", "application/warc-fields", "software: x"),
        record(
            "response",
            http,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>A</title><p>One.",
        ),
        record(
            "response",
            http,
            "HTTP/1.1 404 Gone\r\nContent-Type: text/html\r\n\r\n<p>Not found.",
        ),
        record(
            "response",
            http,
            "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx",
        ),
        record("conversion", "text/plain", "Rain\n\nTwo."),
        record(
            "response",
            http,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<script>1</script>",
        ),
    ];
    let expected = [
        "a.warc.gz#2 | A | Paragraph One.",
        "a.warc.gz#5 | Rain | Paragraph Two.",
        "`a.warc.gz#6` holds no article text",
    ];
    let members: Vec<u8> = archive
        .iter()
        .flat_map(|record| packed(record.as_bytes()))
        .collect();
    assert_eq!(shown("a.warc.gz", &members), expected);
    let whole = archive.concat();
    assert_eq!(shown("x", whole.as_bytes()).len(), 3);
    let cut = shown("a.warc", &whole.as_bytes()[..whole.len() - 30]);
    assert_eq!(
        cut[2],
        "`a.warc` is not a web archive: it ends within a record"
    );
    assert_eq!(
        shown("a.warc", b"\r\nHello"),
        [
            "`a.warc` is not a web archive: expected a record that starts with `WARC/`, but found `Hello`"
        ]
    );
}

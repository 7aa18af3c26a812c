//! Pages that mean harm: each ends soon, in an article that is worth having or in an error.

use std::net::TcpListener;

use super::{results, shown};
use crate::article::{Article, Field, Origin};
use crate::text::clean;

const BODY: &str = "<article><h1>Storm hits coast</h1><p>A storm hit the coast on Monday, and in the night the wind took \
    the roofs of nine houses, the mayor said, while the ferry stayed in port.</p></article>";

fn article(head: &str) -> Article {
    let page = format!("<html><head>{head}</head><body>{BODY}</body></html>");
    results("a.html", page.as_bytes()).remove(0).unwrap()
}

#[test]
fn megabyte_attributes_are_no_facts() {
    let long = "Storm ".repeat(150_000);
    let names = format!("author {}", "x ".repeat(1 << 19));
    let page = format!(
        "<html lang='{long}'><meta name='description' content='{long}'><meta name='author' content='{long}'>\
         <meta property='article:published_time' content='{long}'><link rel='canonical' href='https://x.example/{long}'>\
         <body class='{long}' itemscope itemtype='{long}NewsArticle' itemref='{long}'><p itemprop='{names}' class='byline {long}'>{BODY}"
    );
    let found = results("a.html", page.as_bytes()).remove(0).unwrap();
    let document = clean(found);
    let metadata = document.metadata;
    assert!(document.text.starts_with("Storm hits coast\n\nA storm hit"));
    assert_eq!((metadata.description, metadata.published), (None, None));
    assert_eq!(metadata.authors, Vec::<String>::new());
    assert_eq!(metadata.url, None);
}

#[test]
fn a_script_that_poses_as_json_ld_says_nothing() {
    let head = "<script type='application/ld+json'>alert(document.cookie)</script>\
        <script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":function(){},\"author\":{\"name\":\"Jane Doe\"}}</script>\
        <script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Storm hits coast</script><p>\
        <script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-03-15\"}</script>";
    let metadata = article(head).metadata;
    assert_eq!(metadata.authors, Vec::<String>::new());
    assert_eq!(metadata.published.as_deref(), Some("2024-03-15"));
    assert_eq!(metadata.origins[&Field::Published], Origin::JsonLd);
}

#[test]
fn deep_and_wide_json_ld_ends() {
    let deep = "[".repeat(200_000);
    let wide = "{\"@type\":\"NewsArticle\",\"author\":\"Jane Doe\"},".repeat(50_000);
    let head = format!(
        "<script type='application/ld+json'>{deep}</script><script type='application/ld+json'>[{wide}]</script>"
    );
    assert_eq!(article(&head).metadata.authors, ["Jane Doe"]);
}

#[test]
fn no_context_or_picture_is_fetched() {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    server.set_nonblocking(true).unwrap();
    let address = format!("http://{}", server.local_addr().unwrap());
    let head = format!(
        "<base href='{address}'><script type='application/ld+json'>{{\"@context\":[\"{address}/context\",{{\"@import\":\"{address}/import\"}}],\
         \"@type\":\"NewsArticle\",\"author\":{{\"@id\":\"{address}/jane\"}},\"image\":\"{address}/a.jpg\",\"headline\":\"Storm hits coast\"}}</script>\
         <link rel='alternate' href='{address}/feed'><img src='{address}/a.jpg'><iframe src='{address}'></iframe>"
    );
    assert_eq!(
        article(&head).metadata.title.as_deref(),
        Some("Storm hits coast")
    );
    let called = server.accept().map(|_| ()).map_err(|error| error.kind());
    assert_eq!(called, Err(std::io::ErrorKind::WouldBlock));
}

#[test]
fn null_bytes_stay_out_of_text_and_facts() {
    let head = "<meta name='author' content='Jane\0 Doe'><script type='application/ld+json'>\
        {\"@type\":\"NewsArticle\",\"headline\":\"Storm\\u0000 hits\0 coast\"}</script>";
    let page = format!("{head}{}", BODY.replace("Monday", "Mon\0day"));
    for name in ["a.html", "a.txt", "a.md", "a.json"] {
        let bytes = match name {
            "a.json" => "{\"title\":\"Storm\\u0000 hits\",\"author\":\"Jane\\u0000 Doe\",\"text\":\"A\\u0000 storm.\"}".as_bytes(),
            _ => page.as_bytes(),
        };
        for found in results(name, bytes).into_iter().flatten() {
            let document = clean(found);
            let facts = format!("{:?}", document.metadata);
            assert!(!document.text.contains('\0'), "{name}: {}", document.text);
            assert!(!facts.contains("\\0"), "{name}: {facts}");
        }
    }
    assert_eq!(shown("a.txt", b"\0\0\0").len(), 1);
}

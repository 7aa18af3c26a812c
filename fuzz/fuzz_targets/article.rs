//! Any bytes as a file of any kind: each ends in articles or in errors, and what is cleaned keeps its offsets.
#![no_main]

use byline::article::{Metadata, read_bytes};
use byline::text::clean;
use libfuzzer_sys::fuzz_target;

const ENDINGS: &[&str] = &[
    "html", "txt", "md", "json", "jsonl", "csv", "tsv", "xml", "warc", "mhtml", "eml", "gz", "zst", "br",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else {
        return;
    };
    let name = format!("a.{}", ENDINGS[usize::from(*kind) % ENDINGS.len()]);
    read_bytes(&name, bytes, &Metadata::default(), &mut |article| {
        let Ok(article) = article else { return };
        let document = clean(article);
        for span in document.tokens.iter().chain(document.blocks.iter().map(|block| &block.span)) {
            assert!(document.text.get(span.start..span.end).is_some());
        }
    });
});

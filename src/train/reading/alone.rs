//! Pages → what the crate that tells a page's main content from the rest reads of them alone, without ours.

use std::io::Read;

use dom_smoothie::{Config, Readability, TextMode};
use flate2::read::MultiGzDecoder;

use super::clock::processor_time;
use super::pages::Page;
use super::{Reading, Words};

/// Returns what dom_smoothie reads of all pages with its own settings.
pub(super) fn read(pages: &[Page]) -> Reading {
    let start = processor_time();
    let pages = pages.iter().map(|page| words(&page.bytes)).collect();
    Reading {
        pages,
        took: processor_time().saturating_sub(start),
    }
}

fn words(bytes: &[u8]) -> Option<Words> {
    let mut plain = Vec::new();
    if bytes.starts_with(b"\x1f\x8b") {
        MultiGzDecoder::new(bytes).read_to_end(&mut plain).ok()?;
    } else {
        plain.extend_from_slice(bytes);
    }
    let config = Config {
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let html = String::from_utf8_lossy(&plain);
    let mut reader = Readability::new(html.as_ref(), None, Some(config)).ok()?;
    let article = reader.parse().ok()?;
    Some(Words {
        body: article.text_content.to_string(),
        title: Some(article.title),
        authors: article.byline.into_iter().collect(),
        published: article.published_time,
    })
}

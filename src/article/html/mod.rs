//! HTML → [`Article`]: the main content in its parts, and what the page says of itself.

mod address;
mod body;
mod byline;
mod json_ld;
mod meta_tags;
mod microdata;
mod near;
mod page;
mod prune;
mod said;
mod scan;
mod schema_org;
mod site_name;
mod title;

use dom_smoothie::{Config, Readability};

use super::{Article, ReadErrorKind};
pub(super) use scan::{ATTRIBUTE_LIMIT, DEPTH_LIMIT, ELEMENT_LIMIT};

/// Walks over the tree are recursive; the depth is bounded, and this is ample for it.
const STACK: usize = 64 << 20;

/// Returns the article that a page holds.
pub(super) fn parse(html: &str) -> Result<Article, ReadErrorKind> {
    let html = scan::slim(html)?;
    guarded(|| read_page(&html))?
}

/// Returns the article that a piece of HTML is, all of it.
pub(super) fn parse_fragment(html: &str) -> Result<Article, ReadErrorKind> {
    scan::check(html)?;
    guarded(|| {
        let document = dom_query::Document::from(html);
        let body = body::parts(&document.html_root());
        if body.is_empty() {
            Err(ReadErrorKind::NoText)
        } else {
            Ok(Article {
                body,
                ..Article::default()
            })
        }
    })?
}

/// Runs `work` where the stack is large and a panic of a library ends in an error.
fn guarded<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, ReadErrorKind> {
    std::thread::scope(|scope| {
        let worker = std::thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, work)
            .map_err(ReadErrorKind::Io)?;
        worker.join().map_err(|_| ReadErrorKind::Html)
    })
}

fn read_page(html: &str) -> Result<Article, ReadErrorKind> {
    let document = dom_query::Document::from(html);
    let linked = schema_org::read(json_ld::values(&document));
    let items = schema_org::read(microdata::values(&document));
    let metadata = page::metadata(&document, linked.metadata, items.metadata);
    prune::drop_asides(&document);
    let said = linked.body.unwrap_or_default();
    let config = Config {
        disable_json_ld: true,
        keep_classes: true,
        ..Config::default()
    };
    let mut readability = Readability::with_document(document, None, Some(config))
        .map_err(|_| ReadErrorKind::Html)?;
    let mut body = match readability.parse() {
        Ok(_) => body::parts(
            &readability
                .doc
                .select("#readability-page-1")
                .nodes()
                .first()
                .copied()
                .unwrap_or(readability.doc.root()),
        ),
        Err(_) => Vec::new(),
    };
    if body.is_empty() {
        let document = dom_query::Document::from(html);
        body = body::paragraphs(&document);
    }
    let mut body = said::settle(body, &said);
    said::drop_labels(&mut body);
    if body.is_empty() {
        return Err(ReadErrorKind::NoText);
    }
    Ok(Article { metadata, body })
}

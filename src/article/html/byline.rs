//! What readers see above an article → its authors and its date.

use dom_query::{Document, NodeRef};

use super::super::{authors, dates};
use super::page::unique;

/// Returns the names in elements that say they are bylines.
pub(super) fn classed(document: &Document) -> Vec<String> {
    const SELECTORS: &[&str] = &[
        "[itemprop='author'] [itemprop='name']",
        "[itemprop='author']",
        "[rel='author']",
        "[class*='byline' i]",
        "[class*='author-name' i]",
        "[class*='author_name' i]",
        "[data-testid*='author' i]",
        "[class*='author' i]",
        "[class*='contributor' i]",
    ];
    for selector in SELECTORS {
        let Some(found) = document.try_select(selector) else {
            continue;
        };
        let lines = found
            .nodes()
            .iter()
            .take(3)
            .map(spelled)
            .filter(|text| text.chars().count() < 160);
        let names: Vec<String> = unique(lines.flat_map(|line| authors::names(&line)))
            .into_iter()
            .filter(|name| (2..=5).contains(&name.split(' ').count()))
            .collect();
        if !names.is_empty() && names.len() <= 6 {
            return names;
        }
    }
    Vec::new()
}

/// The words of an element, with a stroke between those that are set apart.
fn spelled(node: &NodeRef<'_>) -> String {
    let pieces = node.descendants_it().filter(NodeRef::is_text);
    let pieces = pieces.map(|piece| {
        piece
            .text()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    });
    let pieces: Vec<String> = pieces.filter(|piece| !piece.is_empty()).collect();
    pieces.join(" | ")
}

/// Returns the names in a byline that only its words tell.
pub(super) fn worded(document: &Document) -> Vec<String> {
    for node in document.select("p, span, div, small, li, address").nodes() {
        let opened = node
            .first_child()
            .filter(NodeRef::is_text)
            .is_some_and(|text| {
                let text = text.text();
                let text = text.trim();
                text == "By" || text == "by" || text.starts_with("By ")
            });
        let line = if opened { node.text() } else { continue };
        let line = line.trim().get(2..).unwrap_or_default().trim();
        let names: Vec<String> = authors::names(line)
            .into_iter()
            .filter(|name| (2..=5).contains(&name.split(' ').count()))
            .collect();
        if line.chars().count() < 100 && !names.is_empty() {
            return names;
        }
    }
    let link = document.select("a[href*='/author/'], a[href*='/authors/'], a[href*='/writer/'], a[href*='/reporters/'], a[href*='/by/'], a[href*='/profile/']");
    link.nodes()
        .iter()
        .map(|node| authors::names(&node.text()))
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

/// Returns the same point in time by the publisher's clock, where the page tells it in UTC and by that clock, too:
/// only this has the day that readers see.
pub(super) fn by_local_clock(document: &Document, date: &str) -> Option<String> {
    if !date.ends_with('Z') {
        return None;
    }
    let times = document.select("time");
    let mut told = times.nodes().iter().filter_map(|node| {
        let machine = node.attr("datetime")?;
        dates::iso(&machine)
    });
    told.find(|told| !told.ends_with('Z') && dates::same_instant(told, date))
}

/// Returns the first date that readers see.
pub(super) fn shown_date(document: &Document) -> Option<String> {
    for selector in [
        "[itemprop='datePublished']",
        "article time",
        "main time",
        "header time",
        "time",
    ] {
        for node in document.select(selector).nodes() {
            let machine = ["datetime", "content"]
                .iter()
                .find_map(|key| node.attr(key))
                .and_then(|text| dates::iso(&text));
            if let Some(date) = machine.or_else(|| dates::iso(&node.text())) {
                return Some(date);
            }
        }
    }
    let classes = document.try_select("[class*='date' i], [class*='published' i], [class*='timestamp' i], [class*='byline' i], [id*='date' i]")?;
    classes
        .nodes()
        .iter()
        .take(20)
        .map(NodeRef::text)
        .filter(|text| text.len() < 200)
        .find_map(|text| dates::within(&text))
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::by_local_clock;

    #[test]
    fn the_publishers_clock_has_the_day_that_readers_see() {
        let page = "<time datetime='2026-03-01T09:00:00-05:00'></time><time datetime='2026-03-02T22:22:07-0500'></time>";
        let document = Document::from(page);
        let local = |date| by_local_clock(&document, date);
        assert_eq!(
            local("2026-03-03T03:22:07Z").as_deref(),
            Some("2026-03-02T22:22:07-05:00")
        );
        assert_eq!(local("2026-03-03T03:22:08Z"), None);
        assert_eq!(local("2026-03-03T03:22:07+00:30"), None);
        assert_eq!(local("2026-03-03"), None);
    }
}

//! What stands right under a page's title → the names and the date that readers see there.

use std::ops::ControlFlow;

use dom_query::{Document, NodeRef};

use super::super::{authors, dates};
use super::prune::named;

/// How many pieces of text are looked at.
const PIECES: usize = 40;
/// A piece this long is the text of the article.
const TEXT: usize = 200;

/// Returns the pieces of text between the title and the article, as readers see them.
pub(super) fn pieces(document: &Document) -> Vec<String> {
    let headings = document.select("h1");
    let Some(title) = headings
        .nodes()
        .iter()
        .find(|node| !node.text().trim().is_empty())
    else {
        return Vec::new();
    };
    let mut pieces = Vec::new();
    let outer: Vec<NodeRef<'_>> = title.ancestors_it(None).collect();
    // What is hidden round the title hides what stands beside it.
    let shown = outer.iter().rposition(hidden).map_or(0, |at| at + 1);
    for node in std::iter::once(title).chain(&outer).skip(shown) {
        let mut next = node.next_sibling();
        while let Some(node) = next {
            if gather(&node, &mut pieces).is_break() {
                return pieces;
            }
            next = node.next_sibling();
        }
    }
    pieces
}

/// Adds the pieces of text in a node, up to the article.
fn gather(node: &NodeRef<'_>, pieces: &mut Vec<String>) -> ControlFlow<()> {
    if node.is_text() {
        let text = node.text().split_whitespace().collect::<Vec<_>>().join(" ");
        if text.len() > TEXT || pieces.len() == PIECES {
            return ControlFlow::Break(());
        }
        if !text.is_empty() {
            pieces.push(text);
        }
    } else if node.is_element() && !hidden(node) {
        let mut child = node.first_child();
        while let Some(node) = child {
            gather(&node, pieces)?;
            child = node.next_sibling();
        }
    }
    ControlFlow::Continue(())
}

/// Whether an element holds what is not read as text, or is about a picture.
fn hidden(node: &NodeRef<'_>) -> bool {
    named(node, &["caption", "credit", "credits"])
        || [
            "script",
            "style",
            "noscript",
            "template",
            "nav",
            "button",
            "select",
            "figure",
            "figcaption",
        ]
        .iter()
        .any(|name| node.has_name(name))
}

/// Returns the names in a piece that opens with "by", or that stands behind one that is no more than that.
pub(super) fn signed(pieces: &[String]) -> Vec<String> {
    for (at, piece) in pieces.iter().enumerate() {
        let lower = piece.to_lowercase();
        let label = matches!(
            lower.trim_end_matches(':'),
            "by" | "written by" | "words by" | "story by" | "author"
        );
        let names = match pieces.get(at + 1).filter(|_| label) {
            Some(next) => authors::names_or_desk(next),
            None => authors::signed(piece),
        };
        if !names.is_empty() && names.iter().all(|name| name.split(' ').count() <= 5) {
            return names;
        }
    }
    Vec::new()
}

/// Returns the first date, which may be spread over neighbouring pieces.
pub(super) fn dated(pieces: &[String]) -> Option<String> {
    (0..pieces.len()).find_map(|at| {
        let short = pieces[at].len() <= 60;
        dates::within(&pieces[at]).filter(|_| short).or_else(|| {
            let joined = pieces[at..pieces.len().min(at + 3)].join(" ");
            dates::iso(&joined).filter(|_| joined.len() <= 60)
        })
    })
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::{dated, pieces, signed};

    #[test]
    fn names_and_date_under_the_title_are_found() {
        for (below, names, date) in [
            (
                "<div>by <a>Jane Doe</a></div><span>Dec 20, 2023 <i>6 min read</i></span>",
                "Jane Doe",
                "2023-12-20",
            ),
            (
                "<small>posted on 2023-12-19 23:30 EST</small> by MrStorm,",
                "MrStorm",
                "2023-12-19T23:30:00",
            ),
            (
                "<p>Written by: Li Wei and Jane Doe</p><p>By noon the storm had passed.",
                "Li Wei; Jane Doe",
                "",
            ),
            ("<nav>By Nobody</nav><p>No more.", "", ""),
        ] {
            let document = Document::from(format!(
                "<p>by Other One<h1><b>Storm</b> by the sea</h1>{below}"
            ));
            let pieces = pieces(&document);
            assert_eq!(signed(&pieces).join("; "), names, "{below}");
            assert_eq!(dated(&pieces).unwrap_or_default(), date, "{below}");
        }
    }
}

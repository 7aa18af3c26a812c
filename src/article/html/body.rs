//! A tree of HTML → the parts of an article's body.

use dom_query::{Document, NodeRef};

use super::super::Part;
use super::prune::named;
use crate::text::BlockKind;

/// Elements whose words are no part of an article.
const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "button", "form", "input", "select",
    "textarea", "nav", "iframe", "object", "video", "audio", "canvas", "head", "title", "dialog",
    "footer",
];
/// Elements that stand in running text.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "picture", "source",
];

/// Returns the parts of the tree under `node`, in reading order.
pub(super) fn parts(node: &NodeRef<'_>) -> Vec<Part> {
    let mut walk = Walk::default();
    walk.node(node, BlockKind::Paragraph);
    walk.flush(BlockKind::Paragraph);
    without_trails(walk.parts, &walk.linked)
}

/// Takes out lines that are nothing but a link: trails to other articles.
fn without_trails(parts: Vec<Part>, linked: &[bool]) -> Vec<Part> {
    let trail = |at: usize| -> bool {
        let words = parts[at].text.split(' ').count();
        match parts[at].kind {
            BlockKind::Paragraph => linked[at] && words >= 4,
            BlockKind::ListItem => linked[at] && words >= 2,
            _ => false,
        }
    };
    let trails: Vec<bool> = (0..parts.len()).map(trail).collect();
    // A page that is a list of links has nothing else to say.
    if trails.iter().filter(|trail| **trail).count() * 2 > parts.len() {
        return parts;
    }
    parts
        .into_iter()
        .zip(trails)
        .filter(|(_, trail)| !trail)
        .map(|(part, _)| part)
        .collect()
}

/// Returns the paragraphs of a page whose main content cannot be told apart.
pub(super) fn paragraphs(document: &Document) -> Vec<Part> {
    for selector in ["article p", "main p", "body p", "body"] {
        let found: Vec<Part> = document
            .select(selector)
            .nodes()
            .iter()
            .flat_map(parts)
            .collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

#[derive(Default)]
struct Walk {
    parts: Vec<Part>,
    words: String,
    /// For each part, whether all of it is a link.
    linked: Vec<bool>,
    /// How many bytes of `words` stand in links.
    in_links: usize,
}

impl Walk {
    fn node(&mut self, node: &NodeRef<'_>, kind: BlockKind) {
        if node.is_text() {
            self.words.push_str(&node.text());
            return;
        }
        let name = node.node_name().unwrap_or_default();
        match &*name {
            "br" => self.words.push('\n'),
            name if SKIPPED.contains(&name) => {}
            "td" | "th" => {
                self.children(node, kind);
                self.words.push(' ');
            }
            "a" => {
                let before = self.words.len();
                self.children(node, kind);
                // A part may have ended within the link.
                self.in_links += self.words.len().saturating_sub(before);
            }
            name if INLINE.contains(&name) && !is_caption(node) => self.children(node, kind),
            name => {
                self.flush(kind);
                let inner = inner_kind(name, node, kind);
                self.children(node, inner);
                self.flush(inner);
            }
        }
    }

    fn children(&mut self, node: &NodeRef<'_>, kind: BlockKind) {
        let mut child = node.first_child();
        while let Some(node) = child {
            self.node(&node, kind);
            child = node.next_sibling();
        }
    }

    /// Ends a part; an empty line in it ends one, too.
    fn flush(&mut self, kind: BlockKind) {
        let words = std::mem::take(&mut self.words);
        let linked = std::mem::take(&mut self.in_links) * 10 >= words.trim().len() * 9;
        for text in split_lines(&words) {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() {
                self.parts.push(Part { kind, text });
                self.linked.push(linked);
            }
        }
    }
}

/// Two line breaks in a row stand for a new paragraph.
fn split_lines(words: &str) -> Vec<String> {
    let broken = words.contains("\n\n");
    let mut blocks = vec![String::new()];
    for line in words.split('\n') {
        let last = blocks.len() - 1;
        if line.trim().is_empty() && !blocks[last].trim().is_empty() && broken {
            blocks.push(String::new());
        } else {
            blocks[last].push_str(line);
            blocks[last].push(' ');
        }
    }
    blocks
}

fn inner_kind(name: &str, node: &NodeRef<'_>, outer: BlockKind) -> BlockKind {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
        "li" | "dt" | "dd" => BlockKind::ListItem,
        "blockquote" => BlockKind::Quotation,
        "figcaption" | "caption" => BlockKind::Caption,
        // Some figures are tables or posts, whose words are not about a picture.
        "figure" if !holds(node, &["table", "blockquote", "ul", "ol"]) => BlockKind::Caption,
        _ if is_caption(node) => BlockKind::Caption,
        _ => outer,
    }
}

fn is_caption(node: &NodeRef<'_>) -> bool {
    named(node, &["caption", "captions"])
}

fn holds(node: &NodeRef<'_>, names: &[&str]) -> bool {
    node.descendants_it()
        .any(|inner| names.iter().any(|name| inner.has_name(name)))
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::parts;

    #[test]
    fn captions_are_told_from_the_text_that_they_stand_in() {
        let page = "<body><p><img><span class='photo-caption'>The harbour. Photo: Jane Doe</span>A storm <i>hit</i> the coast.</p>";
        let document = Document::from(page);
        let parts: Vec<String> = parts(&document.html_root())
            .iter()
            .map(|part| format!("{:?}: {}", part.kind, part.text))
            .collect();
        assert_eq!(
            parts,
            [
                "Caption: The harbour. Photo: Jane Doe",
                "Paragraph: A storm hit the coast."
            ]
        );
    }
}

//! A tree of HTML → the same without what stands beside, over and behind the article.

use dom_query::{Document, NodeData, NodeRef};

/// Words in the class or the name of elements that hold no part of an article.
const ASIDES: &[&str] = &[
    "advert",
    "advertisement",
    "bio",
    "breadcrumb",
    "breadcrumbs",
    "copyright",
    "disclaimer",
    "newsletter",
    "newsletters",
    "outbrain",
    "promo",
    "promos",
    "recirc",
    "recirculation",
    "recommended",
    "recommendations",
    "related",
    "share",
    "sharebar",
    "sharing",
    "signup",
    "social",
    "subscribe",
    "taboola",
    "teaser",
    "teasers",
    "trending",
];
/// How words begin for what is laid over a page, which may say more than a short article does.
const OVERLAYS: &[&str] = &["consent", "cookie", "gdpr", "onetrust", "privacy"];
/// More text than this is the page itself, whatever its class says.
pub(super) const MOST: usize = 8000;
/// Elements that may be such a block.
const BLOCKS: &[&str] = &[
    "div", "section", "aside", "form", "ul", "ol", "footer", "p", "article", "li", "header",
];

/// Takes out blocks that say of themselves that they are no part of the article.
pub(super) fn drop_asides(document: &Document) {
    let all: usize = document.select("p").nodes().iter().map(length).sum();
    let found = document
        .html_root()
        .descendants_it()
        .filter(|node| {
            is_block(node)
                && (any_token(node, |token| is_aside(token) || is_overlay(token)) || hidden(node))
        })
        .collect::<Vec<_>>();
    for node in found {
        let length = length(&node);
        // What holds much of the page is the page, even where its class says that it can be shared.
        if length < MOST
            && (length * 5 < all * 2 || overlay(&node))
            && !node.descendants_it().any(|inner| inner.has_name("h1"))
        {
            node.remove_from_parent();
        }
    }
}

/// How many bytes of text an element holds.
fn length(node: &NodeRef<'_>) -> usize {
    node.descendants_it()
        .map(|inner| {
            inner.query_or(0, |node| match &node.data {
                NodeData::Text { contents } => contents.len(),
                _ => 0,
            })
        })
        .sum()
}

fn is_block(node: &NodeRef<'_>) -> bool {
    node.element_ref()
        .is_some_and(|element| BLOCKS.contains(&&*element.name.local))
}

fn is_aside(token: &str) -> bool {
    ASIDES.iter().any(|word| word.eq_ignore_ascii_case(token))
}

fn is_overlay(token: &str) -> bool {
    OVERLAYS.iter().any(|word| {
        token
            .get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
    })
}

fn overlay(node: &NodeRef<'_>) -> bool {
    any_token(node, is_overlay)
}

/// Whether the class of an element says that it is hidden, and not only on some screens, as in `hidden md:block`.
fn hidden(node: &NodeRef<'_>) -> bool {
    node.attr("class").is_some_and(|class| {
        class.split_ascii_whitespace().any(|word| word == "hidden") && !class.contains(':')
    })
}

/// Whether one of the words that make up an element's class and name is among `words`.
pub(super) fn named(node: &NodeRef<'_>, words: &[&str]) -> bool {
    any_token(node, |token| {
        words.iter().any(|word| word.eq_ignore_ascii_case(token))
    })
}

fn any_token(node: &NodeRef<'_>, wanted: impl Fn(&str) -> bool) -> bool {
    // Borrowed where it stands: this is asked of every element of a page.
    node.element_ref().is_some_and(|element| {
        let mut named = element
            .attrs
            .iter()
            .filter(|attribute| matches!(&*attribute.name.local, "class" | "id"));
        named.any(|attribute| tokens(&attribute.value).any(&wanted))
    })
}

/// The words in `article__relatedLinks-list`: those between signs, cut before capitals.
fn tokens(value: &str) -> impl Iterator<Item = &str> {
    value
        .split(|c: char| !c.is_ascii_alphabetic())
        .flat_map(|run| {
            let mut rest = run;
            std::iter::from_fn(move || {
                let bytes = rest.as_bytes();
                let cut = |at: &usize| {
                    bytes[*at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase()
                };
                let end = (1..bytes.len()).find(cut).unwrap_or(bytes.len());
                let token;
                (token, rest) = rest.split_at(end);
                Some(token).filter(|token| !token.is_empty())
            })
        })
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::{drop_asides, tokens};

    #[test]
    fn classes_are_made_of_words() {
        let words: Vec<&str> = tokens("article__relatedLinks-list2 w-50").collect();
        assert_eq!(words, ["article", "related", "Links", "list", "w"]);
    }

    #[test]
    fn blocks_beside_the_article_leave() {
        let text = "A storm hit the coast on Monday, and the mayor said so. ".repeat(4);
        let page = format!(
            "<body class='has-newsletter'><article class='shareable share'><h1>Storm</h1><p>{text}</p>\
             <div class='relatedPosts'><p>Ten storms</p></div><div class='v1 hidden'>Support us</div><div id='cookie-bar'>We use cookies</div><p class='unrelated'>End.</p>\
             <p class='hidden md:block'>Over.</p>"
        );
        let document = Document::from(page);
        drop_asides(&document);
        let left = document.text().to_string();
        assert_eq!(left, format!("Storm{text}End.Over."));
    }
}

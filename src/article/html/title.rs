//! A page's headings and the titles in its head → the title that readers see.

use std::collections::BTreeSet;

use dom_query::Document;

/// Returns the heading that agrees with what the head says, which often carries more than the title;
/// where the head says nothing, the only heading.
pub(super) fn heading(document: &Document, claimed: &[&str]) -> Option<String> {
    let claimed: Vec<String> = claimed.iter().map(|title| folded(title)).collect();
    let headings: Vec<String> = texts(document, "h1")
        .into_iter()
        .filter(|text| text.chars().count() > 3)
        .collect();
    let agrees = |heading: &&String| {
        let heading = folded(heading);
        claimed.iter().any(|title| alike(&heading, title))
    };
    let only = || headings.first().filter(|_| claimed.is_empty());
    headings.iter().find(agrees).or_else(only).cloned()
}

/// Returns what the head calls the page.
pub(super) fn element(document: &Document) -> Option<String> {
    texts(document, "head title").into_iter().next()
}

fn texts(document: &Document, selector: &str) -> Vec<String> {
    let found = document.select(selector);
    let texts = found.nodes().iter().map(|node| {
        let text = node.text();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    texts.filter(|text| !text.is_empty()).collect()
}

fn folded(text: &str) -> String {
    let letters = text
        .chars()
        .filter(|c| c.is_alphanumeric() || c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect::<String>();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two titles share most of their words.
fn alike(a: &str, b: &str) -> bool {
    let (a, b): (BTreeSet<&str>, BTreeSet<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let shared = a.intersection(&b).count();
    a.len() > 1 && shared * 10 >= a.len() * 6 && shared * 10 >= b.len() * 4
}

/// Returns a title without the name of the site at its end.
pub(super) fn without_site(title: &str, site: Option<&str>) -> String {
    for separator in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        if let Some((head, tail)) = title.rsplit_once(separator) {
            let named = site.is_some_and(|site| {
                folded(site).contains(&folded(tail)) || folded(tail).contains(&folded(site))
            });
            if head.split(' ').count() > 2
                && (named || (separator == " | " && tail.split(' ').count() <= 4))
            {
                return head.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

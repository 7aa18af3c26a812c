//! A page's headings and the titles in its head → the title that readers see.

use std::collections::BTreeSet;

use dom_query::{Document, NodeRef};

/// Signs between a title and the name of the site.
const SEPARATORS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " » "];
/// A heading of more pieces of text is no title with labels.
const PIECES: usize = 8;

/// Returns the heading that agrees with what the head says, which often carries more than the title;
/// where the head says nothing, the only heading.
pub(super) fn heading(document: &Document, claimed: &[String]) -> Option<String> {
    // What stands before a dash may be all of the title.
    let pieces = claimed.iter().flat_map(|title| {
        let head = SEPARATORS.iter().filter_map(|sign| title.split_once(sign));
        head.map(|(head, _)| head).chain([title.as_str()])
    });
    let claimed: Vec<String> = pieces.map(folded).collect();
    let headings: Vec<String> = document
        .select("h1")
        .nodes()
        .iter()
        .map(|heading| unlabelled(heading, &claimed))
        .filter(|text| text.chars().count() > 3)
        .collect();
    let same = |heading: &&String| claimed.contains(&folded(heading));
    let agrees = |heading: &&String| {
        let heading = folded(heading);
        claimed.iter().any(|title| alike(&heading, title))
    };
    let first = || headings.first().filter(|_| claimed.is_empty());
    // An article that goes on gets a new heading before it gets a new head.
    let only = || {
        let heading = headings.first().filter(|_| headings.len() == 1)?;
        let words = folded(heading);
        let topic =
            |word: &str| word.chars().count() > 4 && claimed.iter().any(|title| has(title, word));
        (words.split(' ').count() > 4 && words.split(' ').any(topic)).then_some(heading)
    };
    let found = headings.iter().find(same);
    let found = found.or_else(|| headings.iter().find(agrees));
    found.or_else(only).or_else(first).cloned()
}

/// Returns a heading without the labels that a title in the head goes without: those set apart, such as a section above
/// it, and those in brackets behind it ("[Watch]").
fn unlabelled(heading: &NodeRef<'_>, claimed: &[String]) -> String {
    let pieces = heading
        .descendants_it()
        .filter(NodeRef::is_text)
        .map(|piece| words(&piece.text()));
    let pieces = pieces.filter(|piece| !piece.is_empty());
    let pieces: Vec<String> = pieces.take(PIECES + 1).collect();
    let all = text(heading);
    // A short title may be that of a section.
    let known = |text: &String| {
        let text = folded(text);
        text.split(' ').count() > 3 && claimed.contains(&text)
    };
    let behind = (1..pieces.len()).map(|at| pieces[at..].join(" "));
    let before = (1..pieces.len()).map(|at| pieces[..at].join(" "));
    let bracket = all.rfind(['[', '(']).filter(|_| all.ends_with([']', ')']));
    let unbracketed = bracket.map(|at| all[..at].trim_end().to_owned());
    let mut titles = behind.chain(before).chain(unbracketed);
    if known(&all) || pieces.len() > PIECES {
        return all;
    }
    titles.find(known).unwrap_or(all)
}

fn has(title: &str, word: &str) -> bool {
    title.split(' ').any(|other| other == word)
}

/// Returns what the head calls the page.
pub(super) fn element(document: &Document) -> Option<String> {
    let titles = document.select("title");
    let in_head = |node: &&NodeRef<'_>| node.ancestors_it(None).any(|outer| outer.has_name("head"));
    let texts = titles.nodes().iter().filter(in_head).map(text);
    let mut texts = texts.filter(|text| !text.is_empty());
    texts.next()
}

fn text(node: &NodeRef<'_>) -> String {
    words(&node.text())
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
    for separator in SEPARATORS {
        if let Some((head, tail)) = title.rsplit_once(separator) {
            let named = site.is_some_and(|site| {
                folded(site).contains(&folded(tail)) || folded(tail).contains(&folded(site))
            });
            if head.split(' ').count() > 2
                && (named || (*separator == " | " && tail.split(' ').count() <= 4))
            {
                return head.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::{heading, without_site};

    fn found(headings: &[&str], claimed: &[&str]) -> String {
        let page: String = headings
            .iter()
            .map(|text| format!("<h1>{text}</h1>"))
            .collect();
        let claimed: Vec<String> = claimed.iter().map(|&title| title.to_owned()).collect();
        heading(&Document::from(page), &claimed).unwrap_or_default()
    }

    #[test]
    fn the_heading_is_the_one_that_the_head_names() {
        let storm = "Storm hits the coast of Norland";
        assert_eq!(
            found(&["Example News", storm], &["Storm hits coast of Norland"]),
            storm
        );
        assert_eq!(
            found(
                &["All storms and their names", "All storms"],
                &["All storms - The big guide of the coast"]
            ),
            "All storms"
        );
        assert_eq!(
            found(
                &["Coast mourns after storm took nine houses"],
                &["Storm hits Norland | News"]
            ),
            "Coast mourns after storm took nine houses"
        );
        assert_eq!(
            found(&["The paper that you can trust"], &["Storm hits Norland"]),
            ""
        );
        assert_eq!(found(&["Example News"], &["Storm hits Norland"]), "");
        for heading in [
            "<div>Weather</div> <b>Storm</b> hits the coast of Norland",
            "Storm hits the coast of Norland [Watch]",
            "Storm hits the coast of Norland <i>Analysis</i>",
        ] {
            assert_eq!(found(&[heading], &[storm]), storm);
        }
        assert_eq!(
            found(&["The <b>Storm</b> of the century"], &["Storm of"]),
            "The Storm of the century"
        );
        assert_eq!(found(&[storm, "More"], &[]), storm);
    }

    #[test]
    fn the_site_leaves_the_title() {
        assert_eq!(
            without_site("Storm hits coast - Example News", Some("Example News")),
            "Storm hits coast"
        );
        assert_eq!(
            without_site("Storm hits coast | The Daily", None),
            "Storm hits coast"
        );
        assert_eq!(
            without_site("Storm hits coast - again", Some("Example News")),
            "Storm hits coast - again"
        );
    }
}

//! Lines that a site puts round every article: share bars, advertisements, newsletters, trails to other articles.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::fold::{fold, fold_start};
use crate::article::Part;
use crate::text::BlockKind;

/// The words that the rules know; see the file for what each section means.
static RULES: LazyLock<Rules> = LazyLock::new(|| Rules {
    lines: section("lines").collect(),
    longest: section("lines").map(str::len).max().unwrap_or_default(),
    openers: section("openers").collect(),
    phrases: section("phrases").collect(),
    appeals: section("appeals").collect(),
    tails: section("tails").collect(),
});

struct Rules {
    lines: BTreeSet<&'static str>,
    /// The length of the longest of the lines.
    longest: usize,
    openers: Vec<&'static str>,
    phrases: Vec<&'static str>,
    appeals: Vec<&'static str>,
    tails: BTreeSet<&'static str>,
}

/// More characters than this are the article's, or no known line.
const LONG: usize = 500;

/// The lines of one section of the file.
fn section(name: &str) -> impl Iterator<Item = &'static str> {
    let head = format!("# {name}:");
    let mut lines = include_str!("boilerplate.txt")
        .lines()
        .skip_while(move |line| !line.starts_with(&head));
    lines.next();
    lines
        .take_while(|line| !line.starts_with('#'))
        .filter(|line| !line.is_empty())
}

/// Takes such lines out of the text, and the tail behind the article off.
pub(super) fn strip(parts: &mut Vec<Part>) {
    parts.truncate(tail(parts));
    for part in parts
        .iter_mut()
        .filter(|part| part.kind == BlockKind::Caption)
    {
        part.text.truncate(credit_start(&part.text));
    }
    credited(parts);
    parts.retain(|part| !part.text.is_empty() && !is_boilerplate(part));
    fragments(parts);
}

/// A line that ends in a picture's credit is a caption; a bare name behind a caption is one's credit.
fn credited(parts: &mut Vec<Part>) {
    for part in parts
        .iter_mut()
        .filter(|part| part.kind == BlockKind::Paragraph && part.text.ends_with(')'))
    {
        let start = credit_start(&part.text);
        let credited = ["(image", "(photo", "(ap photo", "(getty", "(credit", "(pic"]
            .iter()
            .any(|opener| {
                part.text[start..]
                    .trim_start()
                    .to_ascii_lowercase()
                    .starts_with(opener)
            });
        if credited && start > 0 && start + 60 > part.text.len() && start < part.text.len() {
            part.text.truncate(start);
            part.kind = BlockKind::Caption;
        }
    }
    let mut before = BlockKind::Headline;
    parts.retain(|part| {
        let behind = std::mem::replace(&mut before, part.kind) == BlockKind::Caption
            && part.kind == BlockKind::Caption;
        let name = part.text.split(' ').count() <= 4
            && !part.text.ends_with('.')
            && part
                .text
                .split(' ')
                .all(|word| !word.starts_with(char::is_lowercase));
        !(behind && name)
    });
}

/// Drops what is left of tables and pickers: lines without a letter, the same label again and again, crumbs at the top.
fn fragments(parts: &mut Vec<Part>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for part in parts.iter().filter(|part| part.text.len() < 40) {
        *counts.entry(&part.text).or_default() += 1;
    }
    let repeated = counts
        .into_iter()
        .filter(|(text, count)| *count > 3 && !text.ends_with(['.', '!', '?']));
    let mut labels: BTreeMap<String, bool> =
        repeated.map(|(text, _)| (text.to_owned(), false)).collect();
    let top = parts
        .iter()
        .take_while(|part| {
            part.kind == BlockKind::ListItem
                && part.text.split(' ').count() <= 3
                && !part.text.ends_with('.')
        })
        .count();
    if top < parts.len() {
        parts.drain(..top);
    }
    parts.retain(|part| {
        let first = labels
            .get_mut(&part.text)
            .is_none_or(|seen| !std::mem::replace(seen, true));
        first && part.text.contains(char::is_alphabetic)
    });
}

fn is_boilerplate(part: &Part) -> bool {
    let length = part.text.chars().count();
    if length > LONG {
        let start = fold_start(&part.text, RULES.longest);
        return start.is_empty() || RULES.lines.contains(start.as_str());
    }
    let lower = part.text.to_lowercase();
    let lower = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && !"©([".contains(c));
    let folded = fold(&part.text);
    folded.is_empty()
        || RULES.lines.contains(folded.as_str())
        || (length <= 120
            && RULES
                .openers
                .iter()
                .any(|opener| lower.starts_with(*opener))
            && !is_quoted(&part.text))
        || (length <= 200
            && RULES.phrases.iter().any(|phrase| lower.contains(*phrase))
            && !is_quoted(&part.text))
        || (RULES.appeals.iter().any(|phrase| lower.contains(*phrase)) && !is_quoted(&part.text))
        || (length <= 120 && (is_crumbs(&part.text) || is_counter(&folded)))
        || (length <= 60 && is_credit(&part.text))
}

/// A line that somebody says is never a site's own.
fn is_quoted(line: &str) -> bool {
    line.contains(['"', '“', '”']) && (line.contains("said") || line.contains("told"))
}

/// `Home > World > Europe`.
fn is_crumbs(line: &str) -> bool {
    [" > ", " » ", " › ", " → "]
        .iter()
        .any(|separator| line.matches(separator).count() >= 2)
        || line.starts_with("Home > ")
        || line.starts_with("Home » ")
}

/// `Image 1 of 5`.
fn is_counter(folded: &str) -> bool {
    let mut words = folded.split(' ');
    let picture = words
        .next()
        .is_some_and(|word| matches!(word, "image" | "photo" | "slide" | "picture" | "page"));
    picture
        && words.clone().count() >= 2
        && words.all(|word| word == "of" || word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A line that only says who took a picture.
fn is_credit(line: &str) -> bool {
    const AGENCIES: &[&str] = &[
        "getty images",
        "ap photo",
        "via reuters",
        "reuters/",
        "/reuters",
        "/afp",
        "afp/",
        "via ap",
        "/ap",
        "shutterstock",
        "istock",
        "unsplash",
        "imago",
        "alamy",
        "usa today sports",
    ];
    let lower = line.to_lowercase();
    AGENCIES.iter().any(|agency| lower.contains(agency))
        && !line.ends_with(['.', '?', '!'])
        && line.split(' ').count() <= 8
}

/// Where the credit at the end of a caption starts.
fn credit_start(caption: &str) -> usize {
    const STARTS: &[&str] = &[
        "(ap photo",
        "(photo by",
        "(photo:",
        "(image credit",
        "(image:",
        "(image :",
        "(pic:",
        "(reuters",
        "(getty",
        "(credit",
        "photograph:",
        "photo:",
        "photo by ",
        "image credit:",
        "credit:",
        "picture:",
    ];
    let lower = caption.to_ascii_lowercase();
    let start = STARTS
        .iter()
        .filter_map(|start| lower.find(start))
        .min()
        .unwrap_or(caption.len());
    caption[..start]
        .trim_end_matches([' ', '|', '/', '-', '–', '—'])
        .len()
}

/// Where the tail starts: a heading for other articles behind which no long text comes.
fn tail(parts: &[Part]) -> usize {
    let total: usize = parts.iter().map(|part| part.text.len()).sum();
    let (mut rest, mut sentences, mut start) = (0, 0, parts.len());
    for (at, part) in parts.iter().enumerate().rev() {
        rest += part.text.len();
        sentences += usize::from(
            part.kind == BlockKind::Paragraph && part.text.len() > 100 && part.text.ends_with('.'),
        );
        if sentences > 2 || rest * 5 > total * 2 {
            break;
        }
        if part.text.len() <= 60 && RULES.tails.contains(fold(&part.text).as_str()) {
            start = at;
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::strip;
    use crate::article::Part;
    use crate::text::BlockKind;

    fn kept(lines: &[&str], kind: BlockKind) -> Vec<String> {
        let mut parts: Vec<Part> = lines
            .iter()
            .map(|text| Part {
                kind,
                text: (*text).to_owned(),
            })
            .collect();
        strip(&mut parts);
        parts.into_iter().map(|part| part.text).collect()
    }

    #[test]
    fn a_sites_own_lines_leave() {
        let lines = [
            "Home > World > Europe",
            "Share on Facebook",
            "ADVERTISEMENT",
            "Read more: Ten storms",
            "Sign up for our free newsletter",
            "We use cookies to improve this site.",
            "A storm hit the coast.",
            "Jane Doe/Getty Images",
            "“Read more: that is what I said,” the teacher said.",
            "© 2024 Example News",
            "***",
            "Image 1 of / 5",
            "For as little as $2 a month you can support our newsroom, which nobody else pays for.",
        ];
        assert_eq!(
            kept(&lines, BlockKind::Paragraph),
            [
                "A storm hit the coast.",
                "“Read more: that is what I said,” the teacher said."
            ]
        );
    }

    #[test]
    fn the_tail_is_cut_only_behind_the_article() {
        let long =
            "The storm hit the coast on Monday and went on for two days, the weather service said."
                .repeat(2);
        assert_eq!(
            kept(
                &[&long, "Related articles", "Ten storms", "Rain"],
                BlockKind::Paragraph
            ),
            [long.as_str()]
        );
        assert_eq!(
            kept(&["Recommended for you", &long], BlockKind::Paragraph).len(),
            2
        );
    }

    #[test]
    fn fragments_of_tables_and_pickers_leave() {
        let lines = [
            "Rank",
            "1",
            "Rank",
            "2",
            "Rank",
            "3",
            "Rank",
            "Nine storms came.",
        ];
        assert_eq!(
            kept(&lines, BlockKind::Paragraph),
            ["Rank", "Nine storms came."]
        );
        let mut parts: Vec<Part> = ["News", "Weather"]
            .map(|text| Part {
                kind: BlockKind::ListItem,
                text: text.to_owned(),
            })
            .into();
        parts.push(Part {
            kind: BlockKind::Paragraph,
            text: "A storm came (Image: Example Press)".to_owned(),
        });
        strip(&mut parts);
        assert_eq!(
            parts,
            [Part {
                kind: BlockKind::Caption,
                text: "A storm came".to_owned()
            }]
        );
    }

    #[test]
    fn captions_lose_their_credit() {
        assert_eq!(
            kept(
                &[
                    "A wave in Example Bay (AP Photo/Jane Doe)",
                    "Photo: Jane Doe"
                ],
                BlockKind::Caption
            ),
            ["A wave in Example Bay"]
        );
    }
}

//! A publisher's summary box → the points of the abstract.

use super::fold::fold;
use crate::article::{Metadata, Part};
use crate::text::BlockKind;

/// What summary boxes are headed with.
const TITLES: &[&str] = &[
    "summary",
    "key points",
    "key takeaways",
    "key takeaway",
    "takeaways",
    "at a glance",
    "highlights",
    "story highlights",
    "in brief",
    "the gist",
    "tl dr",
    "tldr",
    "quick summary",
    "article summary",
    "ai summary",
    "news summary",
    "main points",
    "key facts",
    "quick take",
    "the main points",
    "key insights",
    "key highlights",
    "the key points",
    "what to know",
    "quick read",
    "the short version",
    "in short",
];

/// Takes summary boxes out of the first half of the text; a line before it that repeats a point is the deck.
pub(super) fn take(parts: &mut Vec<Part>, metadata: &mut Metadata) {
    let half = parts.len().div_ceil(2).max(8);
    let Some(at) = parts
        .iter()
        .take(half)
        .position(|part| is_title(&part.text))
    else {
        return;
    };
    let points = parts[at + 1..]
        .iter()
        .take_while(|part| part.kind == BlockKind::ListItem)
        .count();
    if points == 0 {
        return;
    }
    let items: Vec<String> = parts
        .drain(at..=at + points)
        .skip(1)
        .map(|part| part.text)
        .collect();
    let items = without_numbers(items);
    let folded: Vec<String> = items.iter().map(|item| fold(item)).collect();
    let deck = parts
        .iter()
        .take(at)
        .position(|part| folded.contains(&fold(&part.text)));
    if let Some(deck) = deck {
        let deck = parts.remove(deck).text;
        metadata.description.get_or_insert(deck);
    }
    if metadata.abstract_points.is_empty() {
        metadata.abstract_points = items;
    }
}

fn is_title(line: &str) -> bool {
    if line.chars().count() > 40 {
        return false;
    }
    let folded = fold(line);
    let title = folded
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .trim_start();
    let title = title.strip_prefix("point ").unwrap_or(title);
    TITLES.contains(&title)
}

/// Takes glued numbers ("1The storm …", "2It …") off, where they count the items.
fn without_numbers(items: Vec<String>) -> Vec<String> {
    let rest = |index: usize, item: &str| -> Option<String> {
        let rest = item
            .strip_prefix(&(index + 1).to_string())?
            .trim_start_matches(['.', ')', ' ']);
        rest.chars()
            .next()
            .filter(|c| !c.is_ascii_digit() && !c.is_lowercase())
            .map(|_| rest.to_owned())
    };
    let stripped: Option<Vec<String>> = items
        .iter()
        .enumerate()
        .map(|(index, item)| rest(index, item))
        .collect();
    stripped.unwrap_or(items)
}

#[cfg(test)]
mod tests {
    use super::{is_title, without_numbers};

    #[test]
    fn titles_of_boxes_are_known() {
        assert!(is_title("3-Point Summary") && is_title("Key points:") && is_title("TL;DR"));
        assert!(!is_title("Summary of the storm") && !is_title("The highlights of the year"));
    }

    #[test]
    fn glued_numbers_leave_only_where_they_count() {
        let items = |items: [&str; 2]| items.map(str::to_owned).to_vec();
        assert_eq!(
            without_numbers(items(["1A storm came", "2“Run!”"])),
            ["A storm came", "“Run!”"]
        );
        assert_eq!(
            without_numbers(items(["1A storm came", "100 people fled"])),
            ["1A storm came", "100 people fled"]
        );
    }
}

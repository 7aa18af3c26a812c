//! Lines about the article itself (its topic, its reading time) → metadata.

use super::fold::{fold, fold_start};
use crate::article::{Metadata, Part};
use crate::text::BlockKind;

/// No name of a box is longer.
const LONGEST_BOX: usize = 20;

/// Takes short lines about the article, and boxes that hold little else, out of the text.
pub(super) fn take(parts: &mut Vec<Part>, metadata: &mut Metadata) {
    boxes(parts);
    parts.retain(|part| !read(&part.text, metadata));
}

/// Drops the other lines of a "Why it matters" box whose lines are mostly about the article.
fn boxes(parts: &mut Vec<Part>) {
    let mut kept = Vec::with_capacity(parts.len());
    let mut rest = std::mem::take(parts).into_iter().peekable();
    while let Some(part) = rest.next() {
        let mut items = Vec::new();
        while is_box(&part.text)
            && rest
                .peek()
                .is_some_and(|next| next.kind == BlockKind::ListItem)
        {
            items.extend(rest.next());
        }
        let about = items.iter().filter(|item| is_about(&item.text)).count();
        if about * 2 > items.len() {
            kept.extend(items.into_iter().filter(|item| is_note(&item.text)));
        } else {
            kept.push(part);
            kept.extend(items);
        }
    }
    *parts = kept;
}

fn is_box(line: &str) -> bool {
    matches!(
        fold_start(line, LONGEST_BOX).as_str(),
        "why it matters"
            | "why this matters"
            | "about this article"
            | "about this story"
            | "article info"
            | "at a glance"
            | "context"
            | "quick facts"
    )
}

/// Whether a line speaks of the article, not of the world.
fn is_about(line: &str) -> bool {
    const THINGS: &[&str] = &[
        "update", "topic", "article", "story", "post", "brief", "summary", "page",
    ];
    let mut words = line.split(' ');
    let this = words
        .next()
        .is_some_and(|word| word.eq_ignore_ascii_case("this"));
    is_note(line) || (this && words.next().is_some_and(|word| THINGS.contains(&word)))
}

fn is_note(line: &str) -> bool {
    read(line, &mut Metadata::default())
}

/// Reads one line about the article; whether it was one.
fn read(line: &str, metadata: &mut Metadata) -> bool {
    if line.chars().count() > 160 {
        return false;
    }
    if let Some(minutes) = reading_minutes(line) {
        metadata.reading_minutes.get_or_insert(minutes);
        return true;
    }
    if let Some(topic) = topic(line) {
        metadata.section.get_or_insert(topic.to_owned());
        return true;
    }
    if let Some(tags) = labelled(line, &["tags:", "tagged:", "keywords:"]) {
        if metadata.keywords.is_empty() {
            metadata.keywords = tags
                .split(',')
                .map(|tag| tag.trim().to_owned())
                .filter(|tag| !tag.is_empty())
                .collect();
        }
        return true;
    }
    false
}

/// `3 min read`, `Estimated reading time is 3 minutes`.
fn reading_minutes(line: &str) -> Option<u32> {
    let folded = fold(line);
    let words: Vec<&str> = folded.split(' ').collect();
    let at = words.windows(2).position(|pair| {
        pair[0].parse::<u32>().is_ok() && matches!(pair[1], "min" | "mins" | "minute" | "minutes")
    })?;
    let said = folded.contains("reading time")
        || folded.contains("read time")
        || folded.contains("time to read");
    let short = words.len() <= 6 && words[at + 2..].first().is_some_and(|word| *word == "read");
    let minutes = words[at].parse().ok().filter(|minutes| *minutes <= 240)?;
    ((said && words.len() <= 16) || short).then_some(minutes)
}

/// `impact on the … topic cluster`, `Topic: …`.
fn topic(line: &str) -> Option<&str> {
    if let Some((head, _)) = line.split_once(" topic cluster") {
        return head
            .rsplit_once(" on the ")
            .or_else(|| head.rsplit_once(" the "))
            .map(|(_, topic)| topic.trim());
    }
    labelled(
        line,
        &[
            "topic:",
            "section:",
            "category:",
            "filed under:",
            "posted in:",
        ],
    )
    .filter(|topic| topic.split(' ').count() <= 6 && !topic.ends_with('.'))
}

fn labelled<'a>(line: &'a str, labels: &[&str]) -> Option<&'a str> {
    let label = labels.iter().find(|label| {
        line.get(..label.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(label))
    })?;
    Some(line[label.len()..].trim()).filter(|rest| !rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::article::Metadata;

    #[test]
    fn notes_are_read_and_sentences_are_not() {
        let mut metadata = Metadata::default();
        for line in ["4 min read", "Topic: Sea and Shore", "Tags: storm, coast"] {
            assert!(read(line, &mut metadata), "{line}");
        }
        assert_eq!(
            (metadata.reading_minutes, metadata.section.as_deref()),
            (Some(4), Some("Sea and Shore"))
        );
        assert_eq!(metadata.keywords, ["storm", "coast"]);
        for line in [
            "It took the mayor 3 minutes to read the list of the dead in the town hall.",
            "The topic: rain.",
            "Section: the bridge fell.",
        ] {
            assert!(!read(line, &mut metadata), "{line}");
        }
    }
}

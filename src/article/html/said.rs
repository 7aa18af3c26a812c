//! The body that a page shows and the one that its structured data give → one body.

use std::collections::BTreeSet;

use super::super::{Part, plain};
use crate::text::BlockKind;

/// How many words make one run that is looked up.
const RUN: usize = 4;

/// Returns the parts of `shown` that the publisher counts to the article, where `said` is all of it,
/// or `said` itself where the page shows too little of it.
pub(super) fn settle(shown: Vec<Part>, said: &str) -> Vec<Part> {
    let length: usize = shown.iter().map(|part| part.text.len()).sum();
    if said.len() > length * 2 {
        return plain::parts(said);
    }
    let words = words(said);
    let runs: BTreeSet<&[String]> = words.windows(RUN).collect();
    let kept: Vec<bool> = shown.iter().map(|part| is_said(part, &runs)).collect();
    let covered: usize = shown
        .iter()
        .zip(&kept)
        .filter(|(_, kept)| **kept)
        .map(|(part, _)| part.text.len())
        .sum();
    // A summary in the place of the text tells nothing about its parts.
    if covered * 10 < length * 6 || said.len() * 10 < length * 6 {
        return shown;
    }
    shown
        .into_iter()
        .zip(kept)
        .filter(|(part, kept)| *kept || part.kind == BlockKind::Caption)
        .map(|(part, _)| part)
        .collect()
}

/// Whether most of a part is in the publisher's text; of short lines and headings that can't be told.
fn is_said(part: &Part, runs: &BTreeSet<&[String]>) -> bool {
    let words = words(&part.text);
    let all = words.windows(RUN).count();
    let found = words.windows(RUN).filter(|run| runs.contains(run)).count();
    all < RUN || part.kind == BlockKind::Heading || found * 5 > all * 2
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Takes off labels above the text: the section, "Exclusive", a reading time.
pub(super) fn drop_labels(body: &mut Vec<Part>) {
    let label = |part: &Part| {
        part.kind == BlockKind::Paragraph
            && part.text.split(' ').count() <= 3
            && part.text.chars().count() <= 30
            && !part
                .text
                .ends_with(['.', '!', '?', ':', '”', '"', '…', ','])
    };
    let labels = body.iter().take_while(|part| label(part)).count();
    if labels < body.len() {
        body.drain(..labels);
    }
}

#[cfg(test)]
mod tests {
    use super::{drop_labels, settle};
    use crate::article::Part;
    use crate::text::BlockKind;

    fn parts(lines: &[&str]) -> Vec<Part> {
        let part = |text: &&str| Part {
            kind: BlockKind::Paragraph,
            text: (*text).to_owned(),
        };
        lines.iter().map(part).collect()
    }

    const STORM: &str = "A storm hit the coast on Monday and took the roofs of nine houses.";
    const MORE: &str = "The mayor said that the ferry would sail again before the weekend.";
    const OTHER: &str = "Ten years of bad weather: what we have learned from the last storms.";

    #[test]
    fn what_the_publisher_does_not_count_leaves() {
        let shown = parts(&[STORM, OTHER, MORE]);
        let said = format!("{STORM}\n{MORE}");
        assert_eq!(settle(shown.clone(), &said), parts(&[STORM, MORE]));
        assert_eq!(settle(shown.clone(), "A storm hit the coast."), shown);
        assert_eq!(settle(shown.clone(), ""), shown);
        assert_eq!(settle(parts(&["Log in"]), STORM), parts(&[STORM]));
    }

    #[test]
    fn labels_leave_only_above_the_text() {
        let mut body = parts(&["Local News", "Exclusive", STORM, "Weather"]);
        drop_labels(&mut body);
        assert_eq!(body, parts(&[STORM, "Weather"]));
    }
}

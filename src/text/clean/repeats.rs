//! What stands twice.

use std::collections::BTreeSet;

use super::fold::{fold, fold_start};
use crate::article::{Metadata, Part};
use crate::text::BlockKind;

/// Shorter lines may well be said twice.
const SHORT: usize = 25;
/// In longer articles the search for quotations set apart would take too long.
const MANY: usize = 1000;
/// As `MANY`, in bytes.
const LONG: usize = 200_000;

/// How much longer than the title a line with the name of the site is.
const SITE: usize = 25;

/// Takes lines that repeat the title out of the text, but not out of lists, which may be summaries.
pub(super) fn titles(parts: &mut Vec<Part>, metadata: &Metadata) {
    let Some(title) = metadata
        .title
        .as_deref()
        .map(fold)
        .filter(|title| !title.is_empty())
    else {
        return;
    };
    let mut at = 0;
    parts.retain(|part| {
        at += 1;
        let folded = fold_start(&part.text, title.len() + SITE);
        // At the top the title may carry the name of the site.
        let with_site = at <= 3
            && folded.starts_with(&title)
            && folded.len() <= title.len() + SITE
            && part.text.contains([' ', '|'])
            && !part.text.ends_with('.');
        part.kind == BlockKind::ListItem || !(folded == title || with_site)
    });
}

/// Keeps each paragraph once; a teaser of a later paragraph and a quotation set apart leave, too.
pub(super) fn strip(parts: &mut Vec<Part>) {
    let folded: Vec<String> = parts.iter().map(|part| fold(&part.text)).collect();
    let searched = folded.len() <= MANY && folded.iter().map(String::len).sum::<usize>() <= LONG;
    let mut seen = BTreeSet::new();
    let mut at = 0;
    parts.retain(|part| {
        let line = &folded[at];
        at += 1;
        let first = line.len() < SHORT || seen.insert(line.as_str());
        first
            && !(searched && (is_teaser(part, line, &folded) || is_set_apart(part, line, &folded)))
    });
}

fn is_teaser(part: &Part, line: &str, all: &[String]) -> bool {
    (part.text.ends_with('…') || part.text.ends_with("..."))
        && line.len() >= SHORT
        && all
            .iter()
            .any(|other| other.len() > line.len() && other.starts_with(line))
}

fn is_set_apart(part: &Part, line: &str, all: &[String]) -> bool {
    part.kind == BlockKind::Quotation
        && line.len() >= SHORT
        && all
            .iter()
            .any(|other| other.len() > line.len() && other.contains(line))
}

#[cfg(test)]
mod tests {
    use super::{strip, titles};
    use crate::article::{Metadata, Part};
    use crate::text::BlockKind;

    fn part(kind: BlockKind, text: &str) -> Part {
        Part {
            kind,
            text: text.to_owned(),
        }
    }

    #[test]
    fn each_thing_stays_once() {
        let mut parts = vec![
            part(BlockKind::Paragraph, "Storm hits coast | Example News"),
            part(
                BlockKind::Paragraph,
                "The storm came at night and took the roofs…",
            ),
            part(
                BlockKind::Paragraph,
                "The storm came at night and took the roofs of nine houses.",
            ),
            part(BlockKind::Quotation, "“Took the roofs of nine houses”"),
            part(BlockKind::Heading, "STORM HITS COAST"),
            part(
                BlockKind::Paragraph,
                "The storm came at night and took the roofs of nine houses.",
            ),
            part(BlockKind::Paragraph, "Yes."),
            part(BlockKind::Paragraph, "Yes."),
        ];
        titles(
            &mut parts,
            &Metadata {
                title: Some("Storm hits coast".to_owned()),
                ..Metadata::default()
            },
        );
        strip(&mut parts);
        let kept: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(
            kept,
            [
                "The storm came at night and took the roofs of nine houses.",
                "Yes.",
                "Yes."
            ]
        );
    }
}

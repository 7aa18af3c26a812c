//! Headings that the source shows only by their shape.

use crate::article::Part;
use crate::text::BlockKind;

/// Marks short lines without a full stop between longer paragraphs, where the source marks no headings itself.
pub(super) fn mark(parts: &mut [Part]) {
    if parts.iter().any(|part| part.kind == BlockKind::Heading) {
        return;
    }
    for at in 0..parts.len().saturating_sub(1) {
        let before = at.checked_sub(1).map(|before| &parts[before]);
        let after_text = before
            .is_none_or(|before| before.kind != BlockKind::Paragraph || is_sentence(&before.text));
        if after_text && is_heading(&parts[at]) && heads(&parts[at], &parts[at + 1]) {
            parts[at].kind = BlockKind::Heading;
        }
    }
}

fn is_heading(part: &Part) -> bool {
    let text = &part.text;
    part.kind == BlockKind::Paragraph
        && text.chars().count() <= 100
        && text.split(' ').count() <= 14
        && !text.ends_with(['.', '!', '…', ';', ',', '"', '”', '’', ')', '-', '—'])
        && text.chars().next().is_some_and(|first| {
            first.is_uppercase()
                || first.is_ascii_digit()
                || (first.is_alphabetic() && !first.is_lowercase())
        })
}

fn heads(heading: &Part, next: &Part) -> bool {
    let length = next.text.chars().count();
    match next.kind {
        BlockKind::Paragraph => {
            length >= 80 && length * 2 > heading.text.chars().count() * 3 && is_sentence(&next.text)
        }
        BlockKind::ListItem => true,
        _ => false,
    }
}

fn is_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', ')', ']', '\''])
        .ends_with(['.', '!', '?', '…', ':', '。'])
}

#[cfg(test)]
mod tests {
    use super::mark;
    use crate::article::Part;
    use crate::text::BlockKind;

    #[test]
    fn short_lines_before_long_ones_are_headings() {
        let long = "The storm hit the coast on Monday, and in the night the wind took the roofs of nine houses.";
        let lines = [
            long,
            "What the Storm Took",
            long,
            "—A witness on the storm",
            long,
            "Two",
            "Three",
            long,
        ];
        let mut parts: Vec<Part> = lines
            .map(|text| Part {
                kind: BlockKind::Paragraph,
                text: text.to_owned(),
            })
            .into();
        mark(&mut parts);
        let headings: Vec<&str> = parts
            .iter()
            .filter(|part| part.kind == BlockKind::Heading)
            .map(|part| part.text.as_str())
            .collect();
        assert_eq!(headings, ["What the Storm Took"]);
    }
}

//! Plain text → [`Article`]: lines become paragraphs, list items and, first of all, a title.

use super::{Article, Part, header};
use crate::text::BlockKind;

/// Returns the article that a plain text holds.
pub(super) fn parse(text: &str) -> Article {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (metadata, text) = header::header_lines(text.trim_start_matches(['\n', ' ', '\t']));
    let mut article = Article {
        metadata,
        body: Vec::new(),
    };
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let wrapped = hard_wrapped(&lines);
    for block in lines
        .split(|line| line.is_empty())
        .filter(|block| !block.is_empty())
    {
        if wrapped {
            joined(block, &mut article.body);
        } else {
            article.body.extend(block.iter().map(|line| part(line)));
        }
    }
    if article.metadata.title.is_none() && article.body.len() > 1 && is_title(&article.body[0]) {
        article.metadata.title = Some(article.body.remove(0).text);
    }
    article
}

/// Returns the parts of a text from a record, where no line is the title.
pub(super) fn parts(text: &str) -> Vec<Part> {
    let mut article = parse(text);
    if let Some(title) = article.metadata.title.take() {
        article.body.insert(
            0,
            Part {
                kind: BlockKind::Paragraph,
                text: title,
            },
        );
    }
    article.body
}

/// Whether the first line can be a title: one line, not a sentence.
fn is_title(part: &Part) -> bool {
    let length = part.text.chars().count();
    part.kind == BlockKind::Paragraph
        && (3..=200).contains(&length)
        && !part.text.ends_with(['.', ',', ';', ':'])
        && super::dates::iso(&part.text).is_none()
}

/// Whether the text's paragraphs are broken into lines of like length, as in mail.
fn hard_wrapped(lines: &[&str]) -> bool {
    let longest = lines
        .iter()
        .map(|line| line.chars().count())
        .max()
        .unwrap_or(0);
    let (mut breaks, mut running) = (0, 0);
    for pair in lines
        .windows(2)
        .filter(|pair| !pair[0].is_empty() && !pair[1].is_empty())
    {
        breaks += 1;
        running += usize::from(pair[1].starts_with(char::is_lowercase));
    }
    longest <= 120 && breaks > 1 && running * 4 >= breaks
}

/// Joins the lines of one paragraph; list items still begin new ones.
fn joined(block: &[&str], body: &mut Vec<Part>) {
    let mut parts: Vec<Part> = Vec::new();
    for line in block {
        let next = part(line);
        match parts
            .last_mut()
            .filter(|_| next.kind == BlockKind::Paragraph)
        {
            Some(last) => {
                last.text.push(' ');
                last.text.push_str(&next.text);
            }
            None => parts.push(next),
        }
    }
    body.extend(parts);
}

fn part(line: &str) -> Part {
    let (kind, text) = if let Some(item) = list_item(line) {
        (BlockKind::ListItem, item)
    } else if let Some(quoted) = line.strip_prefix("> ") {
        (BlockKind::Quotation, quoted)
    } else {
        (BlockKind::Paragraph, line)
    };
    Part {
        kind,
        text: text.trim().to_owned(),
    }
}

/// The words behind a bullet or a number with a dot.
fn list_item(line: &str) -> Option<&str> {
    if let Some(rest) = line.strip_prefix(['-', '*', '•', '·', '▪', '◦', '‣', '●', '–'])
    {
        return rest
            .starts_with([' ', '\t', '\u{a0}'])
            .then(|| rest.trim_start());
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    let rest = rest.strip_prefix(['.', ')'])?;
    ((1..=2).contains(&digits) && rest.starts_with(' ')).then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::parse;

    /// Title and parts, one a line.
    fn shown(text: &str) -> String {
        let article = parse(text);
        let parts = article
            .body
            .iter()
            .map(|part| format!("{:?} {}", part.kind, part.text));
        std::iter::once(format!("{:?}", article.metadata.title))
            .chain(parts)
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn the_first_line_is_the_title_and_bullets_are_items() {
        let text = "Storm hits coast\r\n\r\nA storm hit the coast.\n- One house fell.\n2. Two ships sank.\n> \"Run!\"";
        let expected = "Some(\"Storm hits coast\")\nParagraph A storm hit the coast.\nListItem One house fell.\nListItem Two ships sank.\nQuotation \"Run!\"";
        assert_eq!(shown(text), expected);
    }

    #[test]
    fn a_sentence_first_is_no_title() {
        assert_eq!(
            shown("A storm hit the coast.\n\nMore."),
            "None\nParagraph A storm hit the coast.\nParagraph More."
        );
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let text = "Storm hits coast\n\nA storm hit the coast on\nMonday and blew the roof of\none house away.\n\nNobody\nwas hurt.";
        let expected = "Some(\"Storm hits coast\")\nParagraph A storm hit the coast on Monday and blew the roof of one house away.\nParagraph Nobody was hurt.";
        assert_eq!(shown(text), expected);
    }
}

//! Markdown → [`Article`]; the front matter and the first top heading name it.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Article, Origin, Part, header};
use crate::text::BlockKind;

/// Returns the article that a Markdown text holds.
pub(super) fn parse(text: &str) -> Article {
    let text = text.replace("\r\n", "\n");
    let (metadata, body) = header::front_matter(text.trim_start_matches('\u{feff}').trim_start());
    let mut reader = Reader {
        article: Article {
            metadata,
            body: Vec::new(),
        },
        ..Reader::default()
    };
    for event in Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        reader.event(event);
    }
    reader.flush(BlockKind::Paragraph);
    reader.article.metadata.came_from(Origin::Heading);
    reader.article
}

#[derive(Default)]
struct Reader {
    article: Article,
    words: String,
    quotes: usize,
    items: usize,
    /// Inside code, pictures' descriptions or raw HTML, whose words are no prose.
    skipped: usize,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock) => {
                self.skipped += 1;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::HtmlBlock) => self.skipped -= 1,
            Event::Start(Tag::BlockQuote(_)) => {
                self.flush(BlockKind::Paragraph);
                self.quotes += 1;
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                self.flush(BlockKind::Paragraph);
                self.quotes -= 1;
            }
            Event::Start(Tag::Item) => {
                self.flush(BlockKind::Paragraph);
                self.items += 1;
            }
            Event::End(TagEnd::Item) => {
                self.flush(BlockKind::Paragraph);
                self.items -= 1;
            }
            Event::End(TagEnd::Heading(level)) => self.heading(level),
            Event::End(TagEnd::Paragraph | TagEnd::TableRow | TagEnd::TableHead) => {
                self.flush(BlockKind::Paragraph);
            }
            Event::Text(text) | Event::Code(text) if self.skipped == 0 => {
                self.words.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => {
                self.words.push(' ');
            }
            _ => {}
        }
    }

    fn heading(&mut self, level: HeadingLevel) {
        let title = &mut self.article.metadata.title;
        if level == HeadingLevel::H1 && title.is_none() && self.article.body.is_empty() {
            *title = Some(std::mem::take(&mut self.words).trim().to_owned())
                .filter(|title| !title.is_empty());
        } else {
            self.flush(BlockKind::Heading);
        }
    }

    /// Ends a part; what it stands in outweighs `kind`.
    fn flush(&mut self, kind: BlockKind) {
        let text = std::mem::take(&mut self.words).trim().to_owned();
        let kind = match kind {
            BlockKind::Paragraph if self.items > 0 => BlockKind::ListItem,
            BlockKind::Paragraph if self.quotes > 0 => BlockKind::Quotation,
            kind => kind,
        };
        if !text.is_empty() {
            self.article.body.push(Part { kind, text });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn parts_keep_their_kind() {
        let text = "---\nauthor: Jane Doe\n---\n# Storm *hits* coast\n\nA [storm](http://example.org) hit\nthe coast.\n\n## Losses\n\n- One `house`\n  - its roof\n- Two ships\n\n> \"Run!\"\n\n```\ncode\n```\n![a picture](x.png)\n";
        let article = parse(text);
        let parts: Vec<String> = article
            .body
            .iter()
            .map(|part| format!("{:?} {}", part.kind, part.text))
            .collect();
        assert_eq!(article.metadata.title.as_deref(), Some("Storm hits coast"));
        assert_eq!(article.metadata.authors, ["Jane Doe"]);
        let expected = [
            "Paragraph A storm hit the coast.",
            "Heading Losses",
            "ListItem One house",
            "ListItem its roof",
            "ListItem Two ships",
            "Quotation \"Run!\"",
        ];
        assert_eq!(parts, expected);
    }
}

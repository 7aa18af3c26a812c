//! What a reader hands on → the text that is stored: only what the journalists wrote, once.
//!
//! The rules know habits of publishers and scrapers, never one particular site. The publisher's own words
//! are kept as they are; what leaves the text because it describes the article goes to its metadata.

mod agency;
mod boilerplate;
mod credits;
mod dateline;
mod fold;
mod headings;
mod icons;
mod language;
mod notes;
mod repeats;
mod space;
mod summary;

pub use language::{is_english, language_name};

use super::{Block, BlockKind, Document, Sentence, Span, sentences, tokens};
use crate::article::{Article, Metadata, Origin, Part};

/// The most bytes of one thing that is known of an article.
const LONGEST_FACT: usize = 5000;

/// Returns the article's text as it is stored and quoted: the headline, an empty line, then its parts.
///
/// ```
/// use byline::article::{Article, Metadata, Part};
/// use byline::text::{clean, BlockKind};
///
/// let part = |text: &str| Part { kind: BlockKind::Paragraph, text: text.to_owned() };
/// let metadata = Metadata { title: Some("Storm hits coast".to_owned()), ..Metadata::default() };
/// let body = vec![part("Storm hits coast"), part("Share on Facebook"), part("A storm hit the coast.")];
/// assert_eq!(clean(Article { metadata, body }).text, "Storm hits coast\n\nA storm hit the coast.");
/// ```
pub fn clean(article: Article) -> Document {
    let Article { mut metadata, body } = article;
    metadata.came_from(Origin::Told);
    tidy(&mut metadata);
    let mut parts: Vec<Part> = body
        .into_iter()
        .map(|part| Part {
            text: space::tidy(&part.text),
            ..part
        })
        .collect();
    icons::strip(&mut parts);
    parts.retain(|part| !part.text.is_empty());
    repeats::titles(&mut parts, &metadata);
    credits::take(&mut parts, &mut metadata);
    agency::take(&mut parts, &mut metadata);
    metadata.came_from(Origin::Byline);
    summary::take(&mut parts, &mut metadata);
    notes::take(&mut parts, &mut metadata);
    boilerplate::strip(&mut parts);
    repeats::strip(&mut parts);
    headings::mark(&mut parts);
    language::settle(&mut metadata, &parts);
    metadata.came_from(Origin::Text);
    assemble(metadata, parts)
}

/// Returns an article's stored text cut again as [`clean`] cut it.
///
/// The text does not keep what the publisher marked beyond the headline, so headings are told by their shape.
pub fn recut(metadata: Metadata, text: &str) -> Document {
    let body = metadata.title.as_deref().and_then(|title| {
        let rest = text.strip_prefix(title)?;
        (rest.is_empty() || rest.starts_with("\n\n")).then_some(rest)
    });
    let mut cut = metadata.clone();
    if body.is_none() {
        cut.title = None;
    }
    let parts = body.unwrap_or(text).split("\n\n");
    let mut parts: Vec<Part> = parts
        .filter(|part| !part.is_empty())
        .map(|part| Part {
            kind: BlockKind::Paragraph,
            text: part.to_owned(),
        })
        .collect();
    headings::mark(&mut parts);
    Document {
        metadata,
        ..assemble(cut, parts)
    }
}

/// Cleans the words of the metadata as those of the text.
fn tidy(metadata: &mut Metadata) {
    let one = |field: &mut Option<String>| {
        *field = field
            .take()
            .map(|text| space::tidy(&text))
            .filter(|text| is_fact(text));
    };
    let all = |field: &mut Vec<String>| {
        let tidied = field
            .iter()
            .map(|text| space::tidy(text))
            .filter(|text| is_fact(text));
        *field = tidied.collect();
    };
    metadata.url = metadata.url.take().filter(|url| is_fact(url));
    one(&mut metadata.title);
    one(&mut metadata.agency);
    one(&mut metadata.publisher);
    one(&mut metadata.section);
    one(&mut metadata.description);
    all(&mut metadata.authors);
    all(&mut metadata.organisations);
    all(&mut metadata.keywords);
    all(&mut metadata.abstract_points);
    metadata.keywords = metadata
        .keywords
        .iter()
        .filter_map(|word| keyword(word))
        .collect();
    if metadata.section == metadata.publisher {
        metadata.section = None;
    }
    metadata.title = metadata
        .title
        .take()
        .map(|title| icons::stripped(&title).to_owned());
}

/// What is much longer than a paragraph is a text or an attack, and says nothing about an article.
fn is_fact(text: &str) -> bool {
    (1..=LONGEST_FACT).contains(&text.len())
}

/// A keyword that is meant for people: `topic: Sea` is "Sea", `ad_free` is none.
fn keyword(word: &str) -> Option<String> {
    let labels = ["topic", "category", "tag", "type", "section"];
    let label = word
        .split_once(':')
        .filter(|(label, _)| labels.contains(&label.to_lowercase().as_str()));
    let word = label.map_or(word, |(_, word)| word).trim();
    (word.contains(char::is_alphabetic) && !word.contains(['_', '=']) && word.chars().count() <= 80)
        .then(|| word.to_owned())
}

/// Joins the parts to one text and cuts it into sentences and tokens.
fn assemble(metadata: Metadata, parts: Vec<Part>) -> Document {
    let headline = metadata.title.clone().map(|text| Part {
        kind: BlockKind::Headline,
        text,
    });
    let mut document = Document {
        metadata,
        ..Document::default()
    };
    for part in headline.into_iter().chain(parts) {
        if !document.text.is_empty() {
            document.text.push_str("\n\n");
        }
        let start = document.text.len();
        document.text.push_str(&part.text);
        document.blocks.push(Block {
            kind: part.kind,
            span: Span::new(start, document.text.len()),
        });
    }
    for (block, whole) in document.blocks.iter().map(|block| block.span).enumerate() {
        // A dateline is no part of the sentence behind it.
        let begin = whole.start + dateline::end(whole.of(&document.text));
        let dateline = Span::new(
            whole.start,
            whole.start + document.text[whole.start..begin].trim_end().len(),
        );
        let lead = (begin > whole.start).then_some(dateline);
        let body = sentences(&document.text, Span::new(begin, whole.end));
        for span in lead.into_iter().chain(body) {
            let first = document.tokens.len();
            document.tokens.extend(tokens(&document.text, span));
            document.sentences.push(Sentence {
                span,
                block,
                tokens: first..document.tokens.len(),
            });
        }
    }
    document
}

#[cfg(test)]
mod tests;

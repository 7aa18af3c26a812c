//! A feed (RSS, Atom, RDF) → an [`Article`](super::Article) for each item that gives its whole text.
//!
//! *Invariant:* no entity that a feed declares is ever expanded, and nothing is ever fetched.

use quick_xml::Reader;
use quick_xml::escape::{EscapeError, unescape_with};
use quick_xml::events::{BytesStart, Event};
use serde_json::{Map, Value};

use super::stream::{Each, records};
use super::{Origin, ReadErrorKind, Told, encoding};

/// A description this long is the text itself.
const WHOLE: usize = 800;
/// The most items of one feed.
const ITEM_LIMIT: usize = 10_000;

/// One entry of a feed, under the names of records.
pub(super) type Item = Map<String, Value>;

/// Whether the first bytes look like those of a feed.
pub(super) fn is_feed(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&head[..head.len().min(4096)]);
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    // A declaration, a comment or two and a document type may stand before the root.
    for _ in 0..8 {
        let marks = [("<?", "?>"), ("<!--", "-->"), ("<!DOCTYPE", ">")];
        let behind = marks
            .iter()
            .filter(|(open, _)| rest.starts_with(open))
            .find_map(|(_, close)| rest.split_once(close));
        let Some((_, behind)) = behind else { break };
        rest = behind.trim_start();
    }
    ["<rss", "<feed", "<rdf:RDF"]
        .iter()
        .any(|tag| rest.starts_with(tag))
}

/// Reads the items of a feed.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    told: &Told,
    each: &mut Each,
) -> Result<(), ReadErrorKind> {
    let (whole, short): (Vec<Item>, Vec<Item>) = items(bytes)?
        .into_iter()
        .partition(|item| item.contains_key("text"));
    if !whole.is_empty() || short.is_empty() {
        let whole = whole.into_iter().map(Value::Object).collect();
        records(name, whole, Origin::Feed, told, each)?;
    }
    match short.len() {
        0 => Ok(()),
        1 => Err(ReadErrorKind::Summaries("1 item".to_owned())),
        count => Err(ReadErrorKind::Summaries(format!("{count} items"))),
    }
}

/// Returns all items; those that only have a summary lack `text`.
pub(super) fn items(bytes: &[u8]) -> Result<Vec<Item>, ReadErrorKind> {
    let text = encoding::decode(bytes)?;
    if text.contains("<!ENTITY") {
        return Err(ReadErrorKind::Entities);
    }
    let mut reader = Reader::from_str(&text);
    let mut feed = Feed::default();
    let broken = |error: quick_xml::Error| ReadErrorKind::Feed(error.to_string());
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(start) => {
                let name = local(&start);
                if feed.opens(&name) {
                    continue;
                }
                let inner = reader.read_text(start.name()).map_err(broken)?;
                feed.leaf(&name, &start, &inner);
            }
            Event::Empty(start) => feed.leaf(&local(&start), &start, ""),
            Event::End(end) => feed.closes(end.local_name().as_ref()),
            Event::Eof => break,
            _ => {}
        }
        if feed.items.len() > ITEM_LIMIT {
            break;
        }
    }
    if feed.known {
        Ok(feed.finished())
    } else {
        let expected = "expected `rss`, `feed` or `rdf:RDF`";
        Err(ReadErrorKind::Feed(expected.to_owned()))
    }
}

/// The name of an element, with its prefix only where it tells two apart.
fn local(start: &BytesStart<'_>) -> String {
    let name = String::from_utf8_lossy(start.name().as_ref()).to_ascii_lowercase();
    match name.split_once(':') {
        // Of pictures and players, not of articles.
        Some(("media" | "itunes" | "image" | "thr" | "georss", _)) => name,
        Some((_, own)) => own.to_owned(),
        None => name,
    }
}

/// What was read so far.
#[derive(Default)]
struct Feed {
    known: bool,
    title: Option<String>,
    language: Option<String>,
    item: Option<Item>,
    /// What an item gives as its text, and as its summary.
    text: Option<String>,
    summary: Option<String>,
    items: Vec<Item>,
}

impl Feed {
    /// Whether an element is one that others stand in.
    fn opens(&mut self, name: &str) -> bool {
        match name {
            "rss" | "feed" | "rdf" => self.known = true,
            "item" | "entry" if self.item.is_none() => self.item = Some(Item::new()),
            "channel" => {}
            // Of the author only the name counts; a text stands alone in RSS.
            _ => return false,
        }
        true
    }

    fn closes(&mut self, name: &[u8]) {
        if !matches!(name, b"item" | b"entry") {
            return;
        }
        let Some(mut item) = self.item.take() else {
            return;
        };
        let summary = self.summary.take();
        let text = self.text.take().or_else(|| {
            summary
                .clone()
                .filter(|summary| summary.len() >= WHOLE && !summary.trim_end().ends_with("[…]"))
        });
        match (text, summary) {
            (Some(text), _) => {
                item.insert("text".to_owned(), Value::String(text));
            }
            (None, Some(summary)) => {
                item.insert("description".to_owned(), Value::String(summary));
            }
            (None, None) => {}
        }
        self.items.push(item);
    }

    /// Takes an element with all that is in it.
    fn leaf(&mut self, name: &str, start: &BytesStart<'_>, inner: &str) {
        let attribute = |wanted: &str| {
            let found = start.try_get_attribute(wanted).ok().flatten()?;
            let value = String::from_utf8_lossy(&found.value).into_owned();
            Some(resolved(&value))
        };
        let Some(item) = &mut self.item else {
            match name {
                "title" if self.title.is_none() => self.title = Some(content(inner)),
                "language" => self.language = Some(content(inner)),
                _ => {}
            }
            return;
        };
        let mut put = |field: &str, value: String| {
            if !value.is_empty() && !item.contains_key(field) {
                item.insert(field.to_owned(), Value::String(value));
            }
        };
        match name {
            "title" => put("title", content(inner)),
            "link" => match attribute("href") {
                Some(href) => {
                    if attribute("rel").is_none_or(|rel| rel == "alternate") {
                        put("url", href);
                    }
                }
                None => put("url", content(inner)),
            },
            "guid" | "id"
                if content(inner).starts_with("http")
                    && attribute("isPermaLink").is_none_or(|is| is != "false") =>
            {
                put("permalink", content(inner));
            }
            "pubdate" | "published" | "date" | "issued" => put("published", content(inner)),
            "updated" | "modified" => put("modified", content(inner)),
            "creator" | "author" => add(item, "authors", person(inner)),
            "category" => {
                let term = attribute("term").unwrap_or_else(|| content(inner));
                add(item, "keywords", term);
            }
            "encoded" => self.text = Some(content(inner)).filter(|text| !text.is_empty()),
            "content" if self.text.is_none() => {
                let xhtml = attribute("type").is_some_and(|kind| kind == "xhtml");
                let text = if xhtml {
                    inner.to_owned()
                } else {
                    content(inner)
                };
                self.text = Some(text).filter(|text| !text.trim().is_empty());
            }
            "description" | "summary" => {
                self.summary = Some(content(inner)).filter(|text| !text.is_empty());
            }
            _ => {}
        }
    }

    /// The items with what the feed says of all.
    fn finished(self) -> Vec<Item> {
        let mut items = self.items;
        for item in &mut items {
            for (field, value) in [("publisher", &self.title), ("language", &self.language)] {
                if let Some(value) = value.clone().filter(|value| !value.is_empty()) {
                    item.entry(field.to_owned()).or_insert(Value::String(value));
                }
            }
        }
        items
    }
}

fn add(item: &mut Item, field: &str, value: String) {
    if value.is_empty() {
        return;
    }
    let list = item
        .entry(field.to_owned())
        .or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(values) = list {
        values.push(Value::String(value));
    }
}

/// The name of an author: all of the element, its `name`, or what stands in `jane@example.org (Jane Doe)`.
fn person(inner: &str) -> String {
    let named = inner
        .split_once("<name>")
        .and_then(|(_, behind)| behind.split_once("</name>"))
        .map(|(name, _)| content(name));
    let name = named.unwrap_or_else(|| content(inner));
    match name.split_once('(') {
        Some((address, inner)) if address.contains('@') => {
            inner.trim_end_matches(')').trim().to_owned()
        }
        _ if name.contains('@') || name.contains('<') => String::new(),
        _ => name,
    }
}

/// The words of an element: its raw sections as they are, the rest with its entities resolved.
fn content(inner: &str) -> String {
    let mut text = String::new();
    let mut rest = inner;
    while let Some((before, after)) = rest.split_once("<![CDATA[") {
        text.push_str(&resolved(before));
        let (raw, behind) = after.split_once("]]>").unwrap_or((after, ""));
        text.push_str(raw);
        rest = behind;
    }
    text.push_str(&resolved(rest));
    text.trim().to_owned()
}

/// Resolves the entities that XML itself has; of others only the name is kept.
fn resolved(text: &str) -> String {
    let known = |entity: &str| match entity {
        "lt" => Some("<"),
        "gt" => Some(">"),
        "amp" => Some("&"),
        "quot" => Some("\""),
        "apos" => Some("'"),
        "nbsp" => Some("\u{a0}"),
        _ => None,
    };
    match unescape_with(text, known) {
        Ok(text) => text.into_owned(),
        Err(EscapeError::UnrecognizedEntity(..) | EscapeError::UnterminatedEntity(_)) => {
            // Publishers forget to escape the ampersands of addresses.
            text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
        }
        Err(_) => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_feed, items};

    fn shown(feed: &str) -> Vec<String> {
        match items(feed.as_bytes()) {
            Ok(items) => items
                .into_iter()
                .map(|item| serde_json::Value::Object(item).to_string())
                .collect(),
            Err(error) => vec![error.to_string()],
        }
    }

    #[test]
    fn items_of_rss_and_atom_become_records() {
        let rss = "<?xml version='1.0'?><!-- x --><rss version='2.0'><channel><title>Example News</title><language>en</language>\
            <item><title>Storm &amp; rain</title><link>https://news.example/a?x=1&y=2</link><dc:creator><![CDATA[Jane Doe]]></dc:creator>\
            <pubDate>Fri, 22 Dec 2023 10:00:00 GMT</pubDate><category>Sea</category><description>Short.</description>\
            <content:encoded><![CDATA[<p>A storm came.</p>]]></content:encoded><media:title>Picture</media:title></item>\
            <item><title>Rain</title><author>li@example.org (Li Wei)</author><description>Short.</description></item></channel></rss>";
        assert!(is_feed(rss.as_bytes()));
        assert_eq!(
            shown(rss),
            [
                "{\"authors\":[\"Jane Doe\"],\"keywords\":[\"Sea\"],\"language\":\"en\",\"published\":\"Fri, 22 Dec 2023 10:00:00 GMT\",\
                 \"publisher\":\"Example News\",\"text\":\"<p>A storm came.</p>\",\"title\":\"Storm & rain\",\
                 \"url\":\"https://news.example/a?x=1&y=2\"}",
                "{\"authors\":[\"Li Wei\"],\"description\":\"Short.\",\"language\":\"en\",\"publisher\":\"Example News\",\"title\":\"Rain\"}",
            ]
        );
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Example</title><entry><title type='html'>A &lt;b&gt;storm&lt;/b&gt;</title>\
            <link rel='self' href='https://x.example/'/><link href='https://news.example/b'/><author><name>Jane Doe</name><uri>x</uri></author>\
            <updated>2024-01-02T03:04:05Z</updated><content type='xhtml'><div><p>A storm.</p></div></content></entry></feed>";
        assert_eq!(
            shown(atom),
            [
                "{\"authors\":[\"Jane Doe\"],\"modified\":\"2024-01-02T03:04:05Z\",\"publisher\":\"Example\",\
                 \"text\":\"<div><p>A storm.</p></div>\",\"title\":\"A <b>storm</b>\",\"url\":\"https://news.example/b\"}"
            ]
        );
    }

    #[test]
    fn entities_are_never_expanded() {
        let bomb = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><rss><channel/></rss>";
        let outside = "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><rss><channel><title>&x;</title></channel></rss>";
        for feed in [bomb, outside] {
            assert!(is_feed(feed.as_bytes()) || feed.contains('['));
            assert_eq!(
                shown(feed),
                ["declares XML entities, which are never expanded"]
            );
        }
        let unknown =
            "<rss><channel><item><title>Caf&eacute; &x; &amp; bar</title></item></channel></rss>";
        assert_eq!(shown(unknown), ["{\"title\":\"Caf&eacute; &x; & bar\"}"]);
    }

    #[test]
    fn what_is_no_feed_is_said() {
        assert_eq!(
            shown("<note>x</note>"),
            ["is not a feed: expected `rss`, `feed` or `rdf:RDF`"]
        );
        assert!(shown("<rss><channel><item></rss>")[0].starts_with("is not a feed: "));
        let deep = format!("<rss><channel><item>{}", "<a>".repeat(100_000));
        assert!(shown(&deep)[0].starts_with("is not a feed: "));
    }
}

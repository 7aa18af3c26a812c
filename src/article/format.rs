//! A name or the first bytes → the format an article is written in.

use super::packed::bare;

/// The file name endings that are read from folders, each also with `.gz`, `.zst` or `.br` behind it.
pub(super) const EXTENSIONS: &[&str] = &[
    "txt", "md", "markdown", "html", "htm", "xhtml", "json", "jsonl", "ndjson", "csv", "tsv",
    "rss", "atom", "xml", "warc", "eml", "mht", "mhtml",
];

/// Documents that people keep articles in, but that are not read.
const DOCUMENTS: &[(&str, &str)] = &[
    ("pdf", "a PDF document"),
    ("doc", "a Word document"),
    ("docx", "a Word document"),
    ("odt", "an OpenDocument text"),
    ("rtf", "an RTF document"),
    ("epub", "an EPUB book"),
    ("ppt", "a presentation"),
    ("pptx", "a presentation"),
    ("xls", "a spreadsheet"),
    ("xlsx", "a spreadsheet"),
    ("ods", "a spreadsheet"),
];

/// Returns what a file is called that by its name is a document of a kind that is not read.
pub(super) fn document(name: &str) -> Option<&'static str> {
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    DOCUMENTS
        .iter()
        .find(|(known, _)| *known == ending)
        .map(|(_, called)| *called)
}

/// How an article is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Plain,
    Markdown,
    Html,
    Json,
    JsonLines,
    Csv,
    Tsv,
    Feed,
    Warc,
    Mail,
}

impl Format {
    /// Returns the format that a file's name promises.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        match bare(&name).rsplit_once('.')?.1 {
            "txt" | "text" => Some(Self::Plain),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "csv" => Some(Self::Csv),
            "tsv" | "tab" => Some(Self::Tsv),
            "rss" | "atom" | "xml" | "rdf" => Some(Self::Feed),
            "warc" => Some(Self::Warc),
            "eml" | "mht" | "mhtml" => Some(Self::Mail),
            _ => None,
        }
    }

    /// Whether an input of this format may hold many articles.
    pub(super) const fn holds_many(self) -> bool {
        !matches!(self, Self::Plain | Self::Markdown | Self::Html | Self::Mail)
    }

    /// Returns the format that the first bytes of a file look like.
    pub(super) fn sniff(head: &[u8]) -> Self {
        let text = String::from_utf8_lossy(head);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let first_line = text.lines().next().unwrap_or_default().trim_end();
        if text.starts_with("WARC/") {
            Self::Warc
        } else if super::feed::is_feed(head) {
            Self::Feed
        } else if super::mail::is_message(text) {
            Self::Mail
        } else if text.starts_with('[') && json_array(text) {
            Self::Json
        } else if text.starts_with('{') {
            // A record on one line is also valid JSON Lines, which can be streamed.
            if first_line.ends_with('}') || first_line.len() == text.len() {
                Self::JsonLines
            } else {
                Self::Json
            }
        } else if html(text) {
            Self::Html
        } else if first_line == "---" || markdown(text) {
            Self::Markdown
        } else {
            Self::Plain
        }
    }
}

fn json_array(text: &str) -> bool {
    matches!(text[1..].trim_start().chars().next(), Some('{' | ']' | '['))
}

fn html(text: &str) -> bool {
    const TAGS: &[&str] = &[
        "<!doctype",
        "<html",
        "<head",
        "<body",
        "<article",
        "<main",
        "<div",
        "<p>",
        "<p ",
        "<h1",
        "<meta",
        "<title",
        "<!--",
        "<?xml",
    ];
    let start: String = text
        .chars()
        .take(12)
        .collect::<String>()
        .to_ascii_lowercase();
    TAGS.iter().any(|tag| start.starts_with(tag))
}

fn markdown(text: &str) -> bool {
    text.lines()
        .take(40)
        .any(|line| line.starts_with("# ") || line.starts_with("## "))
        || text.contains("](http")
}

#[cfg(test)]
mod tests {
    use super::{Format, document};

    #[test]
    fn names_and_first_bytes_tell_the_format() {
        assert_eq!(Format::from_name("a/b.HTML.gz"), Some(Format::Html));
        assert_eq!(Format::from_name("a.warc.zst"), Some(Format::Warc));
        assert_eq!(Format::from_name("notes"), None);
        assert_eq!(document("a/B.PDF"), Some("a PDF document"));
        for (text, format) in [
            ("{\"text\":\"a\"}\n{\"text\":\"b\"}", Format::JsonLines),
            ("{\n  \"text\": \"a\"\n}", Format::Json),
            ("[{\"text\":\"a\"}]", Format::Json),
            ("[Update] A storm came", Format::Plain),
            ("<!DOCTYPE html><p>a", Format::Html),
            ("---\ntitle: A\n---\nText", Format::Markdown),
            ("# Title\n\nText", Format::Markdown),
            ("WARC/1.0\r\n", Format::Warc),
            ("<?xml version='1.0'?><rss version='2.0'>", Format::Feed),
            ("From: a@example.org\nMIME-Version: 1.0\n", Format::Mail),
            ("Title\n\nText", Format::Plain),
        ] {
            assert_eq!(Format::sniff(text.as_bytes()), format, "{text}");
        }
    }
}

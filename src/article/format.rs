//! A name or the first bytes → the format an article is written in.

/// The file name endings that are read from folders, each also with `.gz` behind it.
pub(super) const EXTENSIONS: &[&str] = &[
    "txt", "md", "markdown", "html", "htm", "json", "jsonl", "ndjson",
];

/// How an article is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Plain,
    Markdown,
    Html,
    Json,
    JsonLines,
}

impl Format {
    /// Returns the format that a file's name promises.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        match name.rsplit_once('.')?.1 {
            "txt" | "text" => Some(Self::Plain),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            _ => None,
        }
    }

    /// Returns the format that the first bytes of a file look like.
    pub(super) fn sniff(head: &[u8]) -> Self {
        let text = String::from_utf8_lossy(head);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let first_line = text.lines().next().unwrap_or_default().trim_end();
        if text.starts_with('[') && json_array(text) {
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
    use super::Format;

    #[test]
    fn names_and_first_bytes_tell_the_format() {
        assert_eq!(Format::from_name("a/b.HTML.gz"), Some(Format::Html));
        assert_eq!(Format::from_name("notes"), None);
        for (text, format) in [
            ("{\"text\":\"a\"}\n{\"text\":\"b\"}", Format::JsonLines),
            ("{\n  \"text\": \"a\"\n}", Format::Json),
            ("[{\"text\":\"a\"}]", Format::Json),
            ("[Update] A storm came", Format::Plain),
            ("<!DOCTYPE html><p>a", Format::Html),
            ("---\ntitle: A\n---\nText", Format::Markdown),
            ("# Title\n\nText", Format::Markdown),
            ("Title\n\nText", Format::Plain),
        ] {
            assert_eq!(Format::sniff(text.as_bytes()), format, "{text}");
        }
    }
}

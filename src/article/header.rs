//! `key: value` lines at the head of a text → metadata.

use super::{Metadata, Origin, authors, dates, sign};

/// Sets what `key` says of an article; whether the key is one that we know.
pub(super) fn set(metadata: &mut Metadata, key: &str, values: &[String]) -> bool {
    let Some(first) = values.first().filter(|value| !value.is_empty()) else {
        return known(key);
    };
    let put = |field: &mut Option<String>, value: Option<String>| {
        if field.is_none() {
            *field = value;
        }
    };
    match key {
        "title" | "headline" => put(&mut metadata.title, Some(first.clone())),
        "url" | "link" | "canonical" | "canonical_url" | "permalink" => {
            put(&mut metadata.url, Some(first.clone()));
        }
        "date" | "published" | "published_at" | "publish_date" | "pubdate" => {
            put(&mut metadata.published, dates::iso(first));
        }
        "modified" | "updated" | "lastmod" => put(&mut metadata.modified, dates::iso(first)),
        "author" | "authors" | "byline" => {
            metadata
                .authors
                .extend(values.iter().flat_map(|value| authors::names(value)));
        }
        "publisher" | "source" | "site" | "site_name" => {
            put(&mut metadata.publisher, Some(first.clone()));
        }
        "section" | "category" | "categories" => put(&mut metadata.section, Some(first.clone())),
        "language" | "lang" => put(&mut metadata.language, Some(first.clone())),
        "description" | "summary" | "excerpt" => {
            put(&mut metadata.description, Some(first.clone()));
        }
        "keywords" | "tags" => {
            let words = values
                .iter()
                .flat_map(|value| value.split(','))
                .map(|word| word.trim().to_owned());
            metadata
                .keywords
                .extend(words.filter(|word| !word.is_empty()));
        }
        _ => return false,
    }
    true
}

/// Reads the front matter of a Markdown file: what it says, and the text behind it.
pub(super) fn front_matter(text: &str) -> (Metadata, &str) {
    let mut metadata = Metadata::default();
    let Some(rest) = text.strip_prefix("---\n") else {
        return (metadata, text);
    };
    let Some((head, body)) = rest
        .split_once("\n---\n")
        .or_else(|| rest.split_once("\n...\n"))
        .or_else(|| Some((rest.strip_suffix("\n---")?, "")))
    else {
        return (metadata, text);
    };
    let mut lines = head.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((key, value)) = line
            .split_once(':')
            .filter(|_| !line.starts_with([' ', '#', '-']))
        else {
            continue;
        };
        let mut values = list(value);
        while let Some(item) = lines
            .peek()
            .and_then(|line| line.trim_start().strip_prefix("- "))
        {
            values.push(unquoted(item).to_owned());
            lines.next();
        }
        set(&mut metadata, &key.trim().to_lowercase(), &values);
    }
    (signed(metadata), body)
}

/// Reads `Title: …` lines at the head of a plain text: what they say, and the text behind them.
pub(super) fn header_lines(text: &str) -> (Metadata, &str) {
    let mut metadata = Metadata::default();
    let mut rest = text;
    while let Some((line, after)) = rest.split_once('\n') {
        let Some((key, value)) = line.split_once(": ") else {
            break;
        };
        if !known(&key.to_lowercase())
            || !set(
                &mut metadata,
                &key.to_lowercase(),
                &[value.trim().to_owned()],
            )
        {
            break;
        }
        rest = after;
    }
    (signed(metadata), rest)
}

/// Tells the people from the bodies that sign, and says where all of it was read.
fn signed(mut metadata: Metadata) -> Metadata {
    let names = std::mem::take(&mut metadata.authors);
    sign(&mut metadata, [(Origin::Header, names)]);
    metadata.came_from(Origin::Header);
    metadata
}

/// Words that open a header line but never a sentence.
fn known(key: &str) -> bool {
    matches!(
        key,
        "title"
            | "headline"
            | "url"
            | "link"
            | "date"
            | "published"
            | "author"
            | "authors"
            | "publisher"
            | "source"
            | "keywords"
            | "language"
    )
}

fn list(value: &str) -> Vec<String> {
    let value = value.trim();
    match value
        .strip_prefix('[')
        .and_then(|value| value.strip_suffix(']'))
    {
        Some(items) => items
            .split(',')
            .map(|item| unquoted(item).to_owned())
            .collect(),
        None if value.is_empty() => Vec::new(),
        None => vec![unquoted(value).to_owned()],
    }
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = value
            .strip_prefix(quote)
            .and_then(|value| value.strip_suffix(quote))
        {
            return inner;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::{front_matter, header_lines};

    #[test]
    fn front_matter_is_read() {
        let text = "---\ntitle: \"A: storm\"\nauthors:\n  - Jane Doe\n  - Li Wei\ndate: 2024-03-15\ntags: [a, 'b c']\nlayout: post\n---\nBody";
        let (metadata, body) = front_matter(text);
        assert_eq!(body, "Body");
        assert_eq!(metadata.title.as_deref(), Some("A: storm"));
        assert_eq!(metadata.authors, ["Jane Doe", "Li Wei"]);
        assert_eq!(metadata.published.as_deref(), Some("2024-03-15"));
        assert_eq!(metadata.keywords, ["a", "b c"]);
    }

    #[test]
    fn a_rule_without_an_end_is_no_front_matter() {
        assert_eq!(
            front_matter("---\ntitle: A\n\nBody").1,
            "---\ntitle: A\n\nBody"
        );
    }

    #[test]
    fn header_lines_end_at_the_first_other_line() {
        let (metadata, body) = header_lines("Title: A storm\nDate: 3 May 2021\nNote: the coast\n");
        assert_eq!(
            (metadata.title.as_deref(), metadata.published.as_deref()),
            (Some("A storm"), Some("2021-05-03"))
        );
        assert_eq!(body, "Note: the coast\n");
    }
}

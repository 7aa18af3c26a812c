//! JSON-LD in a page → its values, read as plain JSON; no context is ever fetched.

use dom_query::{Document, NodeRef};
use serde_json::Value;

/// Returns the values in a page's blocks of JSON-LD; a block beyond repair does not stop the others.
pub(super) fn values(document: &Document) -> Vec<Value> {
    // A plain name is found much faster than a selector that looks at attributes.
    let scripts = document.select("script");
    let linked = |script: &&NodeRef<'_>| {
        let kind = script.attr_or("type", "").to_ascii_lowercase();
        kind.contains("ld+json")
    };
    scripts
        .nodes()
        .iter()
        .filter(linked)
        .flat_map(|script| block(&script.text()))
        .collect()
}

/// The values of one block: mostly one, but some pages write several in a row.
fn block(text: &str) -> Vec<Value> {
    let text = text
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[");
    let text = text
        .trim_end()
        .trim_end_matches("-->")
        .trim_end_matches("//]]>")
        .trim_end_matches("]]>")
        .trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(text) {
        return vec![value];
    }
    let mended = mended(text);
    serde_json::Deserializer::from_str(&mended)
        .into_iter()
        .map_while(Result::ok)
        .collect()
}

/// Returns JSON without what strict readers refuse: comments, commas before a bracket, raw line breaks,
/// and quotes and backslashes in a string that are not escaped.
fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        let next = rest.chars().next();
        match sign {
            '"' if inside && !ends_string(rest) => out.push_str("\\\""),
            '"' => {
                inside = !inside;
                out.push('"');
            }
            '\\' if inside => {
                // A backslash before anything else is dropped.
                if let Some(next) = next.filter(|next| "\"\\/bfnrtu".contains(*next)) {
                    out.extend(['\\', next]);
                    rest = &rest[next.len_utf8()..];
                }
            }
            '/' if !inside && next == Some('/') => {
                rest = rest.find('\n').map_or("", |at| &rest[at..]);
            }
            '/' if !inside && next == Some('*') => {
                rest = rest.split_once("*/").map_or("", |(_, behind)| behind);
            }
            ',' if !inside && rest.trim_start().starts_with(['}', ']', ',']) => {}
            _ => out.push(if sign.is_control() { ' ' } else { sign }),
        }
    }
    out
}

/// Whether a quote with this behind it ends its string: only then does the syntax of an object go on.
fn ends_string(behind: &str) -> bool {
    let behind = behind.trim_start();
    let after_comma = |rest: &str| {
        let rest = rest.trim_start();
        rest.starts_with(['"', '{', '[', '}', ']', '-', '/'])
            || rest.starts_with(|c: char| c.is_ascii_digit())
            || ["true", "false", "null"]
                .iter()
                .any(|word| rest.starts_with(word))
    };
    match behind.chars().next() {
        None | Some(':' | '}' | ']' | '/') => true,
        Some(',') => after_comma(&behind[1..]),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::block;

    fn shown(text: &str) -> String {
        let values = block(text).into_iter().map(|value| value.to_string());
        values.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_browsers_forgive_is_forgiven() {
        for (text, expected) in [
            (r#"<!-- {"a":1} -->"#, r#"{"a":1}"#),
            ("{\"a\":\"one\ntwo\tthree\",}", r#"{"a":"one two three"}"#),
            (
                "{\"a\":[1,2,],, // rest\n\"b\":/* \"x\" */2};",
                r#"{"a":[1,2],"b":2}"#,
            ),
            (
                r#"{"url":"https://x.example/a//b",}"#,
                r#"{"url":"https://x.example/a//b"}"#,
            ),
            (
                r#"{"a":"He said "no", twice","b":"it\'s"}"#,
                r#"{"a":"He said \"no\", twice","b":"it's"}"#,
            ),
            (r#"{"a":1}{"b":2}"#, r#"{"a":1} {"b":2}"#),
            ("{\"a\":\"\u{0}x\",}", r#"{"a":" x"}"#),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_json_is_nothing() {
        for text in ["", "alert(1)", "{\"a\":", "/* ", "// x", "\"", "\\"] {
            assert_eq!(shown(text), "", "{text}");
        }
        assert_eq!(shown(&"[".repeat(100_000)), "");
    }
}

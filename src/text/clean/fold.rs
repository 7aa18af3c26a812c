//! A line → the form in which it is compared with others.

/// Returns the words of `text` in lower case, without punctuation.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        // Most letters need no tables.
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with(' ') && !matches!(c, '\'' | '’' | '‘') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

//! The words of the language, and how words are compared and listed.

use crate::ontology::names::fold;

/// Words that cannot be names.
pub const KEYWORDS: &[&str] = &[
    "and", "or", "not", "maybe", "is", "contains", "who", "what", "show", "where", "count", "sum",
    "avg", "min", "max", "sort", "limit", "graph", "describe", "ask", "timeline", "define",
    "param",
];

/// Whether a word cannot be a name.
pub fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// Words that open a stage.
pub(super) const STAGES: &[&str] = &[
    "show", "where", "count", "sum", "avg", "min", "max", "sort", "limit", "graph", "describe",
    "ask", "timeline",
];

/// Returns "a", "a or b", "a, b, or c".
pub(super) fn any_of<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => "something else".to_owned(),
        [one] => one.as_ref().to_owned(),
        [one, two] => format!("{} or {}", one.as_ref(), two.as_ref()),
        [rest @ .., last] => {
            let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
            format!("{}, or {}", rest.join(", "), last.as_ref())
        }
    }
}

/// Returns a noun behind its article: "a place", "an organization".
pub(super) fn with_article(noun: &str) -> String {
    let vowel = noun.starts_with(|c: char| "aeiouAEIOU".contains(c));
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// Returns up to three of the candidates that resemble a word, best first.
pub(super) fn similar<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Vec<String> {
    let key = fold(word);
    let mut scored: Vec<(f64, &str)> = candidates
        .map(|candidate| (likeness(&key, &fold(candidate)), candidate))
        .filter(|(score, _)| *score >= 0.6)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored
        .into_iter()
        .take(3)
        .map(|(_, candidate)| candidate.to_owned())
        .collect()
}

/// Returns the candidate that resembles a word most, if any does.
pub(super) fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<String> {
    similar(word, candidates).into_iter().next()
}

/// From 0 (nothing in common) to 1 (equal).
fn likeness(a: &str, b: &str) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let edits = strsim::normalized_damerau_levenshtein(a, b);
    let opening = strsim::jaro_winkler(a, b);
    let opening = if opening > 0.88 { opening - 0.05 } else { 0.0 };
    let within = if a.len().min(b.len()) >= 3 && (a.contains(b) || b.contains(a)) {
        0.9
    } else {
        0.0
    };
    edits.max(opening).max(within)
}

#[cfg(test)]
mod tests {
    use super::{any_of, nearest};

    #[test]
    fn lists_read_as_a_person_writes_them() {
        assert_eq!(any_of(&["a"]), "a");
        assert_eq!(any_of(&["a", "b"]), "a or b");
        assert_eq!(any_of(&["a", "b", "c"]), "a, b, or c");
    }

    #[test]
    fn a_slip_of_the_finger_finds_its_word() {
        assert_eq!(
            nearest("ammount", ["amount", "until"].into_iter()).as_deref(),
            Some("amount")
        );
        assert_eq!(nearest("xyz", ["amount", "until"].into_iter()), None);
    }
}

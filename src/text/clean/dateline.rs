//! Datelines: the place, day and agency before a report's first sentence → where the sentence itself begins.

use crate::article::{agency, iso_date};

/// Longest dateline, in bytes.
const LONGEST: usize = 70;

/// Returns the offset behind a dateline such as `BERLIN, 5 March (Reuters) – `, 0 where there is none.
pub(super) fn end(text: &str) -> usize {
    cut(text).map_or(0, |(_, end)| end)
}

/// Returns the agency that a dateline names, by its usual name where it is known.
pub(super) fn origin(text: &str) -> Option<&str> {
    let (before, _) = cut(text)?;
    let (_, inner) = bracketed(before).unwrap_or(("", before));
    agency(inner).or_else(|| Some(inner).filter(|_| inner != before && is_name(inner)))
}

/// The words of a dateline, and where what is behind its dash begins.
fn cut(text: &str) -> Option<(&str, usize)> {
    let mut signs = text.char_indices().take_while(|(at, _)| *at < LONGEST);
    let (at, _) = signs
        .find(|(at, sign)| matches!(sign, '-' | '–' | '—') && text[..*at].ends_with([' ', ')']))?;
    let before = text[..at].trim_end();
    let rest = text[at..].trim_start_matches(['-', '–', '—']);
    let first = rest.trim_start().chars().next()?;
    let begins = first.is_uppercase() || "\"“\'‘".contains(first);
    let place = bracketed(before).map_or(before, |(place, _)| place);
    let by_agency = match bracketed(before) {
        Some((place, inner)) => agency(inner).is_some() && capitals(place),
        None => before.len() > 3 && shouted(before) && agency(before).is_some(),
    };
    let city = place.split(',').next().unwrap_or_default().trim();
    (begins && rest.starts_with([' ', '\u{a0}']) && (shouted(city) || by_agency))
        .then(|| (before, text.len() - rest.trim_start().len()))
}

/// `NEW YORK, Dec. 3` and `Example Press` in `NEW YORK, Dec. 3 (Example Press)` and `NEW YORK, Dec. 3 /Example Press/`.
fn bracketed(before: &str) -> Option<(&str, &str)> {
    let (rest, open) = match before.strip_suffix(')') {
        Some(rest) => (rest, '('),
        None => (before.strip_suffix('/')?, '/'),
    };
    let (place, inner) = rest.rsplit_once(open)?;
    Some((place.trim(), inner.trim()))
}

fn shouted(words: &str) -> bool {
    words.chars().filter(|c| c.is_alphabetic()).count() > 2
        && words
            .chars()
            .all(|c| c.is_uppercase() || " .-’\'".contains(c))
}

/// Whether all words begin with a capital, as those of places and days do.
fn capitals(words: &str) -> bool {
    words
        .split_whitespace()
        .all(|word| !word.starts_with(char::is_lowercase))
}

fn is_name(inner: &str) -> bool {
    (2..=30).contains(&inner.chars().count())
        && capitals(inner)
        && !inner.contains(|c: char| c.is_ascii_digit())
        && iso_date(inner).is_none()
}

#[cfg(test)]
mod tests {
    use super::{end, origin};

    #[test]
    fn a_dateline_ends_behind_its_dash() {
        let rest = |text: &'static str| &text[end(text)..];
        assert_eq!(
            rest("CALGARY, Alberta - Meridian Rail agreed."),
            "Meridian Rail agreed."
        );
        assert_eq!(
            rest("COPENHAGEN, March 5 - Nordhavn Bank denied it."),
            "Nordhavn Bank denied it."
        );
        assert_eq!(rest("WASHINGTON (AP) — Rain fell."), "Rain fell.");
        assert_eq!(rest("Berlin (dpa) - Rain fell."), "Rain fell.");
        assert_eq!(rest("(Reuters) - Rain fell."), "Rain fell.");
        assert_eq!(
            rest("NEW YORK, Dec. 3, 2023 /PRNewswire/ -- Rain fell."),
            "Rain fell."
        );
        assert_eq!(
            rest("NATO said - again - that it would."),
            "NATO said - again - that it would."
        );
        assert_eq!(rest("OPEC - the cartel - met."), "OPEC - the cartel - met.");
        assert_eq!(rest("Plain text."), "Plain text.");
    }

    #[test]
    fn the_agency_stands_in_brackets() {
        for (text, expected) in [
            ("BERLIN (Reuters) – Rain fell.", "Reuters"),
            (
                "NEW DELHI, Jan 4 (PTI) - Rain fell.",
                "Press Trust of India",
            ),
            (
                "BERLIN, Jan 4 (Example Press) – Rain fell.",
                "Example Press",
            ),
            ("(AP) — Rain fell.", "Associated Press"),
            ("REUTERS - Rain fell.", "Reuters"),
            ("Paris (AFP)– Rain fell.", "Agence France-Presse"),
            ("NEW YORK, Dec. 3 /PRNewswire/ -- Rain fell.", "PR Newswire"),
            ("BERLIN (Jan 4) – Rain fell.", ""),
            ("BERLIN – Rain fell.", ""),
            ("NATO (the alliance) met in Berlin.", ""),
            ("NATO (the alliance) - Rain fell.", ""),
            ("Rain (AP) fell.", ""),
        ] {
            assert_eq!(origin(text).unwrap_or_default(), expected, "{text}");
        }
    }
}

//! Datelines: the place and day before a report's first sentence → where the sentence itself begins.

/// Longest dateline, in bytes.
const LONGEST: usize = 70;

/// Returns the offset behind a dateline such as `BERLIN, 5 March (Reuters) – `, 0 where there is none.
pub(super) fn end(text: &str) -> usize {
    let dash = text
        .char_indices()
        .take_while(|(at, _)| *at < LONGEST)
        .find(|(at, sign)| matches!(sign, '-' | '–' | '—') && text[..*at].ends_with(' '));
    let Some((at, sign)) = dash else { return 0 };
    let before = text[..at].trim_end();
    let city = before.split([',', '(']).next().unwrap_or_default().trim();
    let letters = city.chars().filter(|c| c.is_alphabetic()).count();
    let shouted = letters > 2
        && city
            .chars()
            .all(|c| c.is_uppercase() || " .-’'".contains(c));
    let rest = &text[at + sign.len_utf8()..];
    let begins = rest
        .trim_start()
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || "\"“'‘".contains(c));
    if shouted && begins && rest.starts_with(' ') {
        text.len() - rest.trim_start().len()
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::end;

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
        assert_eq!(
            rest("NATO said - again - that it would."),
            "NATO said - again - that it would."
        );
        assert_eq!(rest("OPEC - the cartel - met."), "OPEC - the cartel - met.");
        assert_eq!(rest("Plain text."), "Plain text.");
    }
}

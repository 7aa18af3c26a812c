//! Numbers and sums as written → exact decimals and currencies.

use crate::query::ast::Number;
use crate::query::parse::{is_unit, magnitude};

/// Signs of currencies, longer ones first.
const SIGNS: &[(&str, &str)] = &[
    ("US$", "USD"),
    ("A$", "AUD"),
    ("C$", "CAD"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
];

/// Returns the exact decimal: `1.3` with nine zeros is `1300000000`.
pub(super) fn scale(number: &Number) -> String {
    let (sign, digits) = match number.digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", number.digits.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let padded = format!("{fraction:0<width$}", width = number.zeros);
    let (moved, rest) = padded.split_at(number.zeros.min(padded.len()));
    let whole = format!("{whole}{moved}");
    let whole = whole.trim_start_matches('0');
    let rest = rest.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let sign = if whole == "0" && rest.is_empty() {
        ""
    } else {
        sign
    };
    if rest.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest}")
    }
}

/// Reads "$13 billion", "€5M", "13B USD", "1,000".
pub(super) fn read(text: &str) -> Option<Number> {
    let text = text.trim();
    let (unit, rest) = SIGNS
        .iter()
        .find_map(|(sign, code)| Some((Some((*code).to_owned()), text.strip_prefix(sign)?)))
        .unwrap_or((None, text));
    let rest = rest.trim_start();
    let end = rest
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '_' | '-'))
        .unwrap_or(rest.len());
    let (digits, words) = rest.split_at(end);
    let digits: String = digits.chars().filter(|c| !matches!(c, ',' | '_')).collect();
    let plain = digits.strip_prefix('-').unwrap_or(&digits);
    let good = plain.starts_with(|c: char| c.is_ascii_digit())
        && plain.ends_with(|c: char| c.is_ascii_digit())
        && plain.matches('.').count() <= 1
        && !plain.contains('-');
    if !good {
        return None;
    }
    let mut number = Number {
        digits,
        zeros: 0,
        unit,
    };
    for word in words.split_whitespace() {
        if let Some(zeros) = letters(word).or_else(|| magnitude(word)) {
            number.zeros += zeros;
        } else if number.unit.is_none() && (is_unit(word) || word == "%") {
            number.unit = Some(word.to_owned());
        } else {
            return None;
        }
    }
    Some(number)
}

fn letters(word: &str) -> Option<usize> {
    Some(match word {
        "k" | "K" => 3,
        "M" => 6,
        "B" | "bn" => 9,
        "T" | "tn" => 12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{read, scale};
    use crate::query::ast::Number;

    #[test]
    fn scaling_is_exact() {
        for (digits, zeros, expected) in [
            ("1.3", 9, "1300000000"),
            ("0.0001", 3, "0.1"),
            ("-2", 0, "-2"),
            ("007.50", 0, "7.5"),
            ("-0", 6, "0"),
        ] {
            let number = Number {
                digits: digits.into(),
                zeros,
                unit: None,
            };
            assert_eq!(scale(&number), expected);
        }
    }

    #[test]
    fn sums_are_read_as_people_write_them() {
        for (text, value, unit) in [
            ("$13 billion", "13000000000", Some("USD")),
            ("€5M", "5000000", Some("EUR")),
            ("1,000", "1000", None),
            ("13B USD", "13000000000", Some("USD")),
        ] {
            let number = read(text).unwrap();
            assert_eq!(
                (scale(&number).as_str(), number.unit.as_deref()),
                (value, unit)
            );
        }
        for text in ["a lot of $", "$", "5 USD EUR", "1.2.3"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

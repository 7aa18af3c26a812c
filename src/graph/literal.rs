//! Literals: text of a value → a literal whose type its form gives, written as the store will write it.

use jiff::civil::Date;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef};

use crate::ontology::vocab;

/// Returns a date of the precision that its text has; text that is no date stays text.
pub(crate) fn date(text: &str) -> Literal {
    let text = text.trim();
    match date_type(text) {
        Some(datatype) if datatype == xsd::DATE_TIME => {
            Literal::new_typed_literal(date_time(text).unwrap_or_else(|| text.to_owned()), datatype)
        }
        Some(datatype) => Literal::new_typed_literal(text, datatype),
        None => Literal::new_simple_literal(text),
    }
}

/// Returns a decimal in its shortest form; text that is no number stays text.
pub(crate) fn decimal(text: &str) -> Literal {
    match shortest(text.trim()) {
        Some(number) => Literal::new_typed_literal(number, xsd::DECIMAL),
        None => Literal::new_simple_literal(text),
    }
}

/// Returns `literal` in the one form of its value; plain text gets the type that `ranges` ask for, where it has its form.
pub(super) fn typed(literal: &Literal, ranges: &[NamedNode]) -> Literal {
    let datatype = literal.datatype();
    let text = literal.value();
    let asked =
        |types: &[NamedNodeRef<'_>]| ranges.iter().any(|range| types.contains(&range.as_ref()));
    if datatype == xsd::STRING
        && asked(&[xsd::DATE, xsd::DATE_TIME, xsd::G_YEAR, xsd::G_YEAR_MONTH])
    {
        date(text)
    } else if datatype == xsd::DATE_TIME {
        date_time(text).map_or_else(
            || literal.clone(),
            |form| Literal::new_typed_literal(form, datatype),
        )
    } else if datatype == xsd::DECIMAL
        || datatype == xsd::STRING && asked(&[xsd::DECIMAL, vocab::MONEY])
    {
        decimal(text)
    } else if datatype == xsd::INTEGER || datatype == xsd::STRING && asked(&[xsd::INTEGER]) {
        match shortest(text.trim()).filter(|number| !number.contains('.')) {
            Some(number) => Literal::new_typed_literal(number, xsd::INTEGER),
            None => Literal::new_simple_literal(text),
        }
    } else {
        literal.clone()
    }
}

fn date_type(text: &str) -> Option<NamedNodeRef<'static>> {
    match text.len() {
        4 if year(text).is_some() => Some(xsd::G_YEAR),
        7 if format!("{text}-01").parse::<Date>().is_ok() && year(text.get(..4)?).is_some() => {
            Some(xsd::G_YEAR_MONTH)
        }
        10 if is_date(text) => Some(xsd::DATE),
        _ => date_time(text).map(|_| xsd::DATE_TIME),
    }
}

fn year(text: &str) -> Option<i16> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| digits && *year > 0)
}

fn is_date(text: &str) -> bool {
    text.len() == 10 && text.get(..4).and_then(year).is_some() && text.parse::<Date>().is_ok()
}

/// Brings `2024-03-15T10:00`, with or without seconds, fraction and zone, into the one form of its value.
fn date_time(text: &str) -> Option<String> {
    let (day, rest) = (text.get(..10)?, text.get(11..)?);
    if !is_date(day) || !matches!(text.as_bytes().get(10), Some(b'T' | b't' | b' ')) {
        return None;
    }
    let zone_at = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
    let (clock, zone) = rest.split_at(zone_at);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    if clock.len() != 5 && clock.len() != 8 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut parts = clock.split(':').map(two_digits);
    let (hour, minute, second) = (
        parts.next()??,
        parts.next()??,
        parts.next().unwrap_or(Some(0))?,
    );
    if hour > 23 || minute > 59 || second > 59 || parts.next().is_some() {
        return None;
    }
    let fraction = fraction.get(..fraction.len().min(9))?.trim_end_matches('0');
    let dot = if fraction.is_empty() { "" } else { "." };
    Some(format!(
        "{day}T{hour:02}:{minute:02}:{second:02}{dot}{fraction}{}",
        zone_form(zone)?
    ))
}

fn zone_form(zone: &str) -> Option<String> {
    if zone.is_empty() {
        return Some(String::new());
    }
    if zone.eq_ignore_ascii_case("z") {
        return Some("Z".to_owned());
    }
    let (sign, digits) = zone.split_at(1);
    let digits = digits.replace(':', "");
    let (hours, minutes) = (two_digits(digits.get(..2)?)?, two_digits(digits.get(2..)?)?);
    if hours * 60 + minutes > 14 * 60 || minutes > 59 {
        None
    } else if hours + minutes == 0 {
        Some("Z".to_owned())
    } else {
        Some(format!("{sign}{hours:02}:{minutes:02}"))
    }
}

fn two_digits(text: &str) -> Option<u32> {
    let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

/// Returns a number without needless signs and zeros; none where the store could not hold it exactly.
fn shortest(text: &str) -> Option<String> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let numeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() && fraction.is_empty() || !numeric(whole) || !numeric(fraction) {
        return None;
    }
    let (whole, fraction) = (
        whole.trim_start_matches('0'),
        fraction.trim_end_matches('0'),
    );
    if whole.len() > 18 || fraction.len() > 18 {
        return None;
    }
    Some(match (whole, fraction) {
        ("", "") => "0".to_owned(),
        (whole, "") => format!("{sign}{whole}"),
        ("", fraction) => format!("{sign}0.{fraction}"),
        (whole, fraction) => format!("{sign}{whole}.{fraction}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_typed_by_its_form() {
        let shown = |text: &str| {
            date(text)
                .to_string()
                .replace("http://www.w3.org/2001/XMLSchema#", "")
        };
        assert_eq!(shown("2024"), "\"2024\"^^<gYear>");
        assert_eq!(shown("2024-03"), "\"2024-03\"^^<gYearMonth>");
        assert_eq!(shown("2024-02-29"), "\"2024-02-29\"^^<date>");
        assert_eq!(
            shown("2024-03-15T10:00:00.500+00:00"),
            "\"2024-03-15T10:00:00.5Z\"^^<dateTime>"
        );
        assert_eq!(
            shown("2024-03-15 10:00-0500"),
            "\"2024-03-15T10:00:00-05:00\"^^<dateTime>"
        );
        for text in [
            "2023-02-29",
            "2024-13",
            "0000",
            "soon",
            "2024-03-15T25:00",
            "２０２４",
            "2024-03-15Tä",
        ] {
            assert_eq!(date(text), Literal::new_simple_literal(text), "{text}");
        }
    }

    #[test]
    fn numbers_have_one_form() {
        assert_eq!(
            decimal("+013.50"),
            Literal::new_typed_literal("13.5", xsd::DECIMAL)
        );
        assert_eq!(
            decimal("-0.0"),
            Literal::new_typed_literal("0", xsd::DECIMAL)
        );
        assert_eq!(
            decimal("13000000000"),
            Literal::new_typed_literal("13000000000", xsd::DECIMAL)
        );
        for text in ["", ".", "1,000", "1e9", "99999999999999999999"] {
            assert_eq!(decimal(text), Literal::new_simple_literal(text), "{text}");
        }
    }

    #[test]
    fn plain_text_gets_the_type_of_its_range() {
        let text = Literal::new_simple_literal("2024-03");
        assert_eq!(
            typed(&text, &[xsd::DATE.into_owned()]).datatype(),
            xsd::G_YEAR_MONTH
        );
        assert_eq!(
            typed(&text, &[xsd::STRING.into_owned()]).datatype(),
            xsd::STRING
        );
        let money = typed(
            &Literal::new_simple_literal("5.0"),
            &[vocab::MONEY.into_owned()],
        );
        assert_eq!(money, Literal::new_typed_literal("5", xsd::DECIMAL));
        let integer = typed(&Literal::new_typed_literal("007", xsd::INTEGER), &[]);
        assert_eq!(integer, Literal::new_typed_literal("7", xsd::INTEGER));
    }
}

//! A date as a page writes it → ISO 8601, no more precise than it was.

use jiff::Timestamp;
use jiff::civil::{Date, Time, Weekday};

/// The months by their full names, lower case.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const ZONES: &[&str] = &[
    "est", "edt", "et", "pst", "pdt", "pt", "cst", "cdt", "gmt", "utc", "hst", "akst", "mst",
    "mdt", "cest", "aest", "aedt", "jst", "sgt", "bst", "cet", "ist",
];

/// Returns `text` as an ISO 8601 year, month, day or point in time, if it is a date.
pub(crate) fn iso(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() > 80 || !text.is_char_boundary(text.len().min(4)) {
        return None;
    }
    sortable(text)
        .or_else(|| internet(text))
        .or_else(|| named(text))
        .or_else(|| numeric(text))
        .or_else(|| clock(text))
}

/// Whether two points in time of which both have a zone are the same.
pub(crate) fn same_instant(a: &str, b: &str) -> bool {
    let instant = |date: &str| date.parse::<Timestamp>().ok();
    instant(a).is_some_and(|a| instant(b).is_some_and(|b| a.as_second() == b.as_second()))
}

/// Returns the first date in a short line that also says other things.
pub(crate) fn within(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let day = |date: &String| date.len() >= 10;
    (0..words.len()).find_map(|at| {
        let piece = |length: usize| words[at..words.len().min(at + length)].join(" ");
        iso(&piece(3)).or_else(|| iso(&piece(2))).filter(day)
    })
}

/// `2024`, `2024-03`, `2024-03-15`, `20240315`, with or without a time and a zone.
fn sortable(text: &str) -> Option<String> {
    let compact = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let spread = if compact {
        format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])
    } else {
        text.replacen('/', "-", 2)
    };
    let (date, rest) = match spread.find(['T', 't', ' ', ',']) {
        Some(at) => (&spread[..at], spread[at + 1..].trim()),
        None => (&*spread, ""),
    };
    let parts: Vec<&str> = date.split('-').collect();
    let number = |index: usize, width: usize| -> Option<i16> {
        let part = parts.get(index)?;
        (part.len() <= width && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse().ok())?
    };
    let year = number(0, 4).filter(|_| parts[0].len() == 4)?;
    match parts.len() {
        1 if rest.is_empty() => day(year, 1, 1).map(|_| format!("{year:04}")),
        2 if rest.is_empty() => day(year, number(1, 2)?, 1)
            .map(|date| format!("{:04}-{:02}", date.year(), date.month())),
        3 => {
            let date = day(year, number(1, 2)?, number(2, 2)?)?;
            Some(time(rest).map_or_else(|| date.to_string(), |time| format!("{date}T{time}")))
        }
        _ => None,
    }
}

/// The time and zone behind a date, in the form of `xsd:dateTime`.
fn time(text: &str) -> Option<String> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && !":.".contains(c))
        .unwrap_or(text.len());
    let (clock, zone) = (&text[..end], text[end..].trim());
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let mut parts = clock.split(':').map(|part| part.parse::<i8>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().map_or(Some(0), |second| second)?;
    let time = Time::new(hour, minute, second, 0).ok()?;
    let fraction = if fraction.trim_end_matches('0').is_empty() {
        String::new()
    } else {
        format!(".{fraction}")
    };
    Some(format!(
        "{:02}:{:02}:{:02}{fraction}{}",
        time.hour(),
        time.minute(),
        time.second(),
        self::zone(zone)
    ))
}

fn zone(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match text.chars().next() {
        Some('Z' | 'z') => "Z".to_owned(),
        Some(sign @ ('+' | '-')) if digits.len() >= 2 && digits.as_str() <= "1400" => {
            if digits.chars().all(|digit| digit == '0') {
                "Z".to_owned()
            } else {
                format!(
                    "{sign}{}:{}",
                    &digits[..2],
                    digits.get(2..4).unwrap_or("00")
                )
            }
        }
        _ if text.starts_with("UTC") || text.starts_with("GMT") => "Z".to_owned(),
        _ => String::new(),
    }
}

/// `Fri, 22 Dec 2023 10:00:00 GMT`.
fn internet(text: &str) -> Option<String> {
    let zoned = jiff::fmt::rfc2822::parse(text).ok()?;
    Some(format!(
        "{}{}",
        zoned.datetime(),
        zone(&zoned.offset().to_string().replace("+00", "+0000"))
    ))
}

/// `December 22, 2023`, `22nd Dec. 2023`, `Friday, January 4, 2019 at 5 pm`, `March 2024`.
fn named(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let at = words.iter().position(|word| month(word).is_some())?;
    let month = month(words[at])?;
    // Only a weekday or a label like "published" may stand far in front.
    if at > 8 {
        return None;
    }
    let ordinal = |word: &&str| -> Option<i16> {
        let digits = word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
        (digits.len() <= 2)
            .then(|| digits.parse().ok())?
            .filter(|day| (1..=31).contains(day))
    };
    let year = |word: &&str| {
        (word.len() == 4)
            .then(|| word.parse::<i16>().ok())?
            .filter(|year| (1700..2200).contains(year))
    };
    let (before, after) = (
        at.checked_sub(1).and_then(|at| words.get(at)),
        words.get(at + 1),
    );
    if let Some(number) = before.and_then(ordinal) {
        return day(after.and_then(year)?, month, number).map(|date| date.to_string());
    }
    if let Some(number) = after.and_then(ordinal) {
        return day(words.get(at + 2).and_then(year)?, month, number).map(|date| date.to_string());
    }
    day(after.and_then(year)?, month, 1)
        .map(|date| format!("{:04}-{:02}", date.year(), date.month()))
}

/// Returns the number of the month that a lower-case word names, in full or for short.
pub(crate) fn month(word: &str) -> Option<i16> {
    let short = if word == "sept" { "sep" } else { word };
    let named = |name: &&str| *name == word || name.get(..3) == Some(short);
    let at = MONTHS.iter().position(named)?;
    i16::try_from(at + 1).ok()
}

/// Whether a lower-case word is the short form of a month: "jan", "sept".
pub(crate) fn is_short_month(word: &str) -> bool {
    month(word).is_some() && !MONTHS.contains(&word)
}

/// Returns the weekday that a lower-case word names, in full or for short.
pub(crate) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tue" | "tues" => Weekday::Tuesday,
        "wednesday" | "wed" => Weekday::Wednesday,
        "thursday" | "thu" | "thur" | "thurs" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" | "sat" => Weekday::Saturday,
        "sunday" | "sun" => Weekday::Sunday,
        _ => return None,
    })
}

/// Whether a lower-case word is the short form of a time zone: "utc", "edt".
pub(crate) fn is_zone(word: &str) -> bool {
    ZONES.contains(&word)
}

/// `22/12/2023`, `12/22/2023` and `4.1.2019`, where only one reading is possible.
fn numeric(text: &str) -> Option<String> {
    let first = text.split([' ', ',']).next()?;
    let dotted = first.contains('.');
    let parts: Vec<i16> = first
        .split(['/', '.', '-'])
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let &[a, b, year] = parts.as_slice() else {
        return None;
    };
    let date = match (a, b) {
        (13.., _) => day(year, b, a),
        (_, 13..) => day(year, a, b),
        _ if dotted || a == b => day(year, b, a),
        _ => None,
    };
    date.map(|date| date.to_string())
}

/// Seconds or milliseconds since 1970.
fn clock(text: &str) -> Option<String> {
    let number: i64 = text.parse().ok()?;
    let seconds = match text.len() {
        9 | 10 => number,
        12 | 13 => number / 1000,
        _ => return None,
    };
    Timestamp::from_second(seconds)
        .ok()
        .map(|at| at.to_string())
}

fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    (1700..2200)
        .contains(&year)
        .then(|| Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok())?
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn dates_keep_their_precision() {
        for (text, expected) in [
            ("2024", "2024"),
            ("2024-03", "2024-03"),
            ("20240315", "2024-03-15"),
            ("2024/3/5", "2024-03-05"),
            ("2024-03-15T10:00:00Z", "2024-03-15T10:00:00Z"),
            ("2024-03-15 10:00", "2024-03-15T10:00:00"),
            (
                "2024-03-15T10:00:00.250+0530",
                "2024-03-15T10:00:00.250+05:30",
            ),
            ("2024-03-15T10:00:00.000+00:00", "2024-03-15T10:00:00Z"),
            ("Fri, 22 Dec 2023 10:00:00 GMT", "2023-12-22T10:00:00Z"),
            (
                "Fri, 22 Dec 2023 10:00:00 -0500",
                "2023-12-22T10:00:00-05:00",
            ),
            ("Friday, January 4, 2019", "2019-01-04"),
            ("Published: 22nd Dec. 2023 at 5pm", "2023-12-22"),
            ("Sept. 3, 2021", "2021-09-03"),
            ("March 2024", "2024-03"),
            ("31/12/2023", "2023-12-31"),
            ("12/31/2023 5:00", "2023-12-31"),
            ("4.1.2019", "2019-01-04"),
            ("1703239200", "2023-12-22T10:00:00Z"),
        ] {
            assert_eq!(iso(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_or_has_two_readings_is_none() {
        for text in [
            "",
            "yesterday",
            "03/04/2023",
            "2024-13-40",
            "May I come in",
            "99999",
            "é2é4",
            "12 apples",
            "0000-00-00",
        ] {
            assert_eq!(iso(text), None, "{text}");
        }
    }
}

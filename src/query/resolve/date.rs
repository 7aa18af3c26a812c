//! Dates as written → the stretch of ISO text they name.

use jiff::ToSpan;
use jiff::civil::Date;

/// From the first text up to, but not including, the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) from: String,
    pub(super) before: String,
}

/// Returns the stretch that a date names: a year, a month, a day or a moment.
pub(super) fn stretch(text: &str) -> Option<Stretch> {
    let before = match text.len() {
        4 => {
            let year: i16 = digits(text)?.parse().ok()?;
            format!("{:04}", year.checked_add(1)?)
        }
        7 => {
            let first: Date = format!("{text}-01").parse().ok()?;
            first
                .checked_add(1.month())
                .ok()?
                .strftime("%Y-%m")
                .to_string()
        }
        10 => {
            let day: Date = text.parse().ok()?;
            day.tomorrow().ok()?.to_string()
        }
        _ => {
            text.get(..10)?.parse::<Date>().ok()?;
            text.get(10..)?.strip_prefix('T')?;
            // The text right behind every one that begins with this moment.
            format!("{text}~")
        }
    };
    Some(Stretch {
        from: text.to_owned(),
        before,
    })
}

fn digits(text: &str) -> Option<&str> {
    text.chars().all(|c| c.is_ascii_digit()).then_some(text)
}

/// Returns the day so many days, weeks, months or years before `today`.
pub(super) fn ago(today: &str, count: u32, unit: char) -> Option<String> {
    let count = i64::from(count);
    let today: Date = today.parse().ok()?;
    let span = match unit {
        'd' => jiff::Span::new().try_days(count),
        'w' => jiff::Span::new().try_weeks(count),
        'm' => jiff::Span::new().try_months(count),
        _ => jiff::Span::new().try_years(count),
    };
    Some(today.checked_sub(span.ok()?).ok()?.to_string())
}

#[cfg(test)]
mod tests {
    use super::{ago, stretch};

    #[test]
    fn a_date_is_the_stretch_it_names() {
        for (text, before) in [
            ("2024", "2025"),
            ("2024-12", "2025-01"),
            ("2024-02-29", "2024-03-01"),
            ("2024-02-28T10:00", "2024-02-28T10:00~"),
        ] {
            assert_eq!(stretch(text).unwrap().before, before);
        }
        for text in ["2023-02-29", "2024-13", "soon", "20x4", "9999-12-31", ""] {
            assert_eq!(stretch(text), None, "{text}");
        }
    }

    #[test]
    fn relative_dates_count_back_from_today() {
        assert_eq!(ago("2024-03-31", 1, 'm').as_deref(), Some("2024-02-29"));
        assert_eq!(ago("2024-03-31", 2, 'w').as_deref(), Some("2024-03-17"));
        assert_eq!(ago("2024-03-31", 4_000_000_000, 'y'), None);
    }
}

//! A term → the label that examples of a class give such a thing.

use crate::analysis::{Analysis, Mention, ValueKind};
use crate::ontology::Ontology;
use crate::relation::{Sources, Term, short_name};
use crate::text::MONTHS;

/// How the examples of a class write dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DateStyle {
    /// As the text does.
    #[default]
    AsWritten,
    /// "05 July 1939", the first day where none is known.
    Long,
    /// "1939-07-05", the first day where none is known.
    Iso,
    /// "1939".
    Year,
}

impl DateStyle {
    /// Returns the style in which most labels are written, as written where no other has half of them.
    pub(super) fn of<'l>(labels: &(impl Iterator<Item = &'l str> + Clone)) -> Self {
        let all = labels.clone().count();
        let written = |style: Self| labels.clone().filter(|label| style.fits(label)).count();
        [Self::Long, Self::Iso, Self::Year]
            .into_iter()
            .find(|style| written(*style) * 2 > all)
            .unwrap_or_default()
    }

    fn fits(self, label: &str) -> bool {
        let digits = |text: &str, count: usize| {
            text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        match self {
            Self::AsWritten => true,
            Self::Long => {
                let words: Vec<&str> = label.split_whitespace().collect();
                matches!(words.as_slice(), [day, month, year]
                    if digits(day, 2) && MONTHS.contains(month) && digits(year, 4))
            }
            Self::Iso => {
                let parts: Vec<&str> = label.split('-').collect();
                matches!(parts.as_slice(), [year, month, day]
                    if digits(year, 4) && digits(month, 2) && digits(day, 2))
            }
            Self::Year => digits(label.trim(), 4),
        }
    }

    /// Returns an ISO 8601 date of any precision in this style.
    fn write(self, date: &str) -> Option<String> {
        let mut parts = date.split('-');
        let digits =
            |year: &&str| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let year = parts.next().filter(digits)?;
        let (month, day) = (parts.next().unwrap_or("01"), parts.next().unwrap_or("01"));
        let name = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
        match self {
            Self::AsWritten => None,
            Self::Long => Some(format!("{day} {name} {year}")),
            Self::Iso => Some(format!("{year}-{month}-{day}")),
            Self::Year => Some(year.to_owned()),
        }
    }
}

/// How the examples of a class write its objects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// How dates are written.
    pub(super) dates: DateStyle,
    /// Whether a known name stands for what the text calls otherwise: "Japan" for "Japanese".
    pub(super) known: bool,
}

/// Returns the name by which the ontology knows a mention.
pub(super) fn known_name<'o>(mention: &Mention, ontology: &'o Ontology) -> Option<&'o str> {
    let known = ontology.known.get(mention.known?)?;
    Some(&known.label)
}

/// Returns the label of a term in the given style.
pub(super) fn label(analysis: &Analysis, ontology: &Ontology, term: &Term, style: Style) -> String {
    let date = term
        .value
        .and_then(|value| match &analysis.values[value].kind {
            ValueKind::Date(date) => style.dates.write(&date.start),
            _ => None,
        });
    let mention = term.mention.filter(|_| style.known);
    let known = mention.and_then(|mention| known_name(&analysis.mentions[mention], ontology));
    let short = term.sources.any(Sources::SHORT);
    let short = short.then(|| short_name(analysis, term)).flatten();
    let better = date.or(short).or_else(|| known.map(str::to_owned));
    better.unwrap_or_else(|| term.span.of(&analysis.document.text).to_owned())
}

/// Returns a label as labels are compared: lower case, without spaces and underscores.
pub(super) fn folded(label: &str) -> String {
    label
        .chars()
        .filter(|symbol| !symbol.is_whitespace() && *symbol != '_')
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::DateStyle;

    #[test]
    fn the_style_of_most_labels_is_theirs() {
        let style = |labels: &[&str]| DateStyle::of(&labels.iter().copied());
        assert_eq!(
            style(&["05 July 1939", "01 January 1960", "1960"]),
            DateStyle::Long
        );
        assert_eq!(style(&["1939-07-05"]), DateStyle::Iso);
        assert_eq!(style(&["1984", "film"]), DateStyle::AsWritten);
    }

    #[test]
    fn dates_are_filled_to_the_day() {
        let written = |style: DateStyle, date: &str| style.write(date);
        assert_eq!(
            written(DateStyle::Long, "2006").as_deref(),
            Some("01 January 2006")
        );
        assert_eq!(
            written(DateStyle::Iso, "2006-07").as_deref(),
            Some("2006-07-01")
        );
        assert_eq!(written(DateStyle::Long, "next year"), None);
    }
}

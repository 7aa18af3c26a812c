//! Datelines and credits that name an agency → where the text comes from.

use super::dateline;
use crate::article::{Field, Metadata, Origin, Part, agency};

/// How far from the top a dateline can stand.
const TOP: usize = 12;
/// How far from either end a line can stand that is nothing but an agency.
const ENDS: usize = 3;

/// Takes the agency that a dateline or a line of its own names; where no publisher is known, it is that one, too.
pub(super) fn take(parts: &mut Vec<Part>, metadata: &mut Metadata) {
    let mut found = |agency: &str, origin| {
        for (field, value) in [
            (Field::Agency, &mut metadata.agency),
            (Field::Publisher, &mut metadata.publisher),
        ] {
            if value.is_none() {
                *value = Some(agency.to_owned());
                metadata.origins.insert(field, origin);
            }
        }
    };
    let top = parts.iter().take(TOP);
    if let Some(agency) = top.clone().find_map(|part| dateline::origin(&part.text)) {
        found(agency, Origin::Dateline);
    }
    let behind = parts.len().saturating_sub(ENDS).max(1);
    let mut at = 0;
    parts.retain(|part| {
        at += 1;
        let agency = signed_off(&part.text).filter(|_| at > behind || at <= ENDS);
        if let Some(agency) = agency {
            found(agency, Origin::Byline);
        }
        agency.is_none()
    });
    if let Some(agency) = parts.last().and_then(|part| closing(&part.text)) {
        found(agency, Origin::Byline);
    }
}

/// The agency in a line that says no more than where the text comes from: `(AP)`, `Source: Reuters`, `© 2024 AFP`.
fn signed_off(line: &str) -> Option<&'static str> {
    const LABELS: &[&str] = &["source:", "copyright", "via", "from", "by"];
    if line.chars().count() > 90 {
        return None;
    }
    let signs = |c: char| "()[]-–—©. ".contains(c) || c.is_ascii_digit();
    let line = line.split(". ").next()?.trim_matches(signs);
    let lower = line.to_lowercase();
    let label = LABELS
        .iter()
        .find(|label| lower.starts_with(*label))
        .map_or(0, |label| label.len());
    agency(line.get(label..)?.trim_matches(signs))
}

/// The agency in brackets behind the last sentence.
fn closing(line: &str) -> Option<&'static str> {
    let (text, inner) = line.strip_suffix(')')?.rsplit_once(" (")?;
    agency(inner).filter(|_| text.ends_with(['.', '!', '?', '”', '"']))
}

#[cfg(test)]
mod tests {
    use super::take;
    use crate::article::{Field, Metadata, Origin, Part};
    use crate::text::BlockKind;

    fn parts(lines: &[&str]) -> Vec<Part> {
        let part = |text: &&str| Part {
            kind: BlockKind::Paragraph,
            text: (*text).to_owned(),
        };
        lines.iter().map(part).collect()
    }

    #[test]
    fn a_dateline_names_the_agency() {
        let mut lines = parts(&["BERLIN, Jan 4 (Example Press) – A storm came."]);
        let mut metadata = Metadata::default();
        take(&mut lines, &mut metadata);
        assert_eq!(lines.len(), 1);
        assert_eq!(metadata.agency.as_deref(), Some("Example Press"));
        assert_eq!(metadata.publisher, metadata.agency);
        assert_eq!(metadata.origins[&Field::Agency], Origin::Dateline);
    }

    #[test]
    fn the_last_lines_name_the_agency() {
        let known = |line: &str| {
            let mut parts = parts(&["A storm came.", line]);
            let mut metadata = Metadata::default();
            take(&mut parts, &mut metadata);
            (metadata.agency.unwrap_or_default(), parts.len())
        };
        for (line, agency, left) in [
            ("(AP)", "Associated Press", 1),
            ("Source: Reuters", "Reuters", 1),
            ("© 2024 AFP", "Agence France-Presse", 1),
            (
                "Copyright 2024 The Associated Press. All rights reserved.",
                "Associated Press",
                1,
            ),
            ("Nobody was hurt. (dpa)", "dpa", 2),
            ("He works for Reuters.", "", 2),
            ("He called the news agency (Reuters)", "", 2),
        ] {
            assert_eq!(known(line), (agency.to_owned(), left), "{line}");
        }
    }
}

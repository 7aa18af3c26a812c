//! An address → the day in it.

use super::super::dates;

/// Returns the day in an address such as `…/2014/05/28/…`.
pub(super) fn date(url: &str) -> Option<String> {
    let parts: Vec<&str> = url.split(['/', '?', '#']).collect();
    let at = parts.iter().position(|part| {
        part.len() == 4
            && part
                .parse::<u16>()
                .is_ok_and(|year| (1990..2100).contains(&year))
    });
    if let Some(at) = at {
        let next = |offset: usize| {
            parts
                .get(at + offset)
                .filter(|part| part.len() <= 2 && part.parse::<u8>().is_ok())
        };
        return match (next(1), next(2)) {
            (Some(month), Some(day)) => dates::iso(&format!("{}-{month}-{day}", parts[at])),
            (Some(month), None) => dates::iso(&format!("{}-{month}", parts[at])),
            _ => None,
        };
    }
    parts
        .iter()
        .find_map(|part| dates::iso(part.get(..10).filter(|day| day.matches('-').count() == 2)?))
}

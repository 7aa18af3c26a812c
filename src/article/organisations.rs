//! A name → whether it is that of an organisation, and of which news agency.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;

/// The agencies of the file: each of their names, folded, and the one that newspapers write.
static AGENCIES: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("agencies.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let names = lines.flat_map(|line| {
        let label = line.split(" | ").next().unwrap_or_default();
        line.split(" | ").map(move |name| (letters(name), label))
    });
    names.filter(|(name, _)| !name.is_empty()).collect()
});

/// Returns the usual name of the news agency that a name stands for.
pub(crate) fn agency(name: &str) -> Option<&'static str> {
    let name = name.strip_prefix("The ").unwrap_or(name);
    AGENCIES.get(&letters(name)).copied()
}

/// Words that organisations have in their names and people have not.
const OUTLETS: &[&str] = &[
    "agence",
    "agency",
    "associates",
    "association",
    "bureau",
    "center",
    "centre",
    "chronicle",
    "college",
    "company",
    "council",
    "daily",
    "department",
    "desk",
    "editors",
    "enquirer",
    "foundation",
    "gazette",
    "group",
    "herald",
    "inc",
    "institute",
    "journal",
    "llc",
    "ltd",
    "magazine",
    "media",
    "ministry",
    "network",
    "news",
    "newspaper",
    "newspapers",
    "newswire",
    "observer",
    "office",
    "online",
    "organization",
    "partners",
    "post",
    "press",
    "publications",
    "radio",
    "review",
    "school",
    "service",
    "services",
    "society",
    "staff",
    "studios",
    "team",
    "television",
    "times",
    "today",
    "tribune",
    "tv",
    "university",
    "weekly",
    "wire",
];
/// Whether a name is that of an organisation, not of a person.
pub(crate) fn is_organisation(name: &str) -> bool {
    let lower = name.to_lowercase();
    let mut words = lower.split([' ', '-', '/']).peekable();
    let site = lower
        .rsplit_once('.')
        .is_some_and(|(_, end)| matches!(end, "com" | "org" | "net" | "co" | "tv" | "news" | "uk"));
    words.peek() == Some(&"the")
        || site
        || agency(name).is_some()
        || words.any(|word| OUTLETS.contains(&word.trim_end_matches([',', '.'])))
}

/// Whether a type of schema.org, or one of a list, is that of an organisation, and none is that of a person.
pub(crate) fn is_body(kinds: &Value) -> bool {
    const KINDS: &[&str] = &[
        "Airline",
        "CollegeOrUniversity",
        "Consortium",
        "Corporation",
        "LocalBusiness",
        "NGO",
        "PoliticalParty",
        "School",
        "WorkersUnion",
    ];
    let kinds = kinds
        .as_array()
        .map_or(std::slice::from_ref(kinds), Vec::as_slice)
        .iter()
        .filter_map(Value::as_str);
    let kinds: Vec<&str> = kinds
        .filter_map(|kind| kind.rsplit(['/', '#', ':']).next())
        .collect();
    let body = |kind: &&str| kind.ends_with("Organization") || KINDS.contains(kind);
    kinds.iter().any(body) && !kinds.contains(&"Person")
}

/// Whether two names are one but for case and signs.
pub(crate) fn same(a: &str, b: &str) -> bool {
    letters(a) == letters(b)
}

fn letters(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{agency, is_organisation, same};

    #[test]
    fn organisations_are_told_from_people() {
        for name in [
            "AFP",
            "Example News",
            "The Citizen",
            "Storm.com",
            "Institute for Weather",
        ] {
            assert!(is_organisation(name), "{name}");
        }
        for name in ["Jane Doe", "Apolo Anton", "Ana de Armas"] {
            assert!(!is_organisation(name), "{name}");
        }
        assert!(same("Tennis.com", "TENNIS COM") && !same("Tennis", "Tennis.com"));
    }

    #[test]
    fn agencies_go_by_several_names() {
        for name in ["AP", "A.P.", "The Associated Press", "ASSOCIATED PRESS"] {
            assert_eq!(agency(name), Some("Associated Press"), "{name}");
        }
        assert_eq!(agency("Example Press"), None);
        assert_eq!(agency(""), None);
    }
}

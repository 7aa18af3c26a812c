//! A byline → the names in it.

/// Words that open a byline.
const OPENERS: &[&str] = &[
    "written by",
    "reported by",
    "reporting by",
    "words by",
    "story by",
    "posted by",
    "article by",
    "authored by",
    "by:",
    "by",
    "from",
    "author:",
    "authors:",
    "author",
];
/// Words that tell a role or a desk from a person.
const ROLES: &[&str] = &[
    "reporter",
    "editor",
    "correspondent",
    "writer",
    "contributor",
    "journalist",
    "columnist",
    "staff",
    "desk",
    "bureau",
    "producer",
    "team",
    "author",
    "analyst",
    "administrator",
    "admin",
    "newsroom",
    "contributing",
    "freelance",
    "sponsored",
    "redazione",
    "publisher",
    "photographer",
];
/// Words of the buttons that stand beside a byline.
const LABELS: &[&str] = &[
    "bio",
    "comment",
    "comments",
    "copied",
    "copy",
    "email",
    "facebook",
    "follow",
    "link",
    "print",
    "profile",
    "read",
    "save",
    "share",
    "subscribe",
    "twitter",
    "view",
];
/// Titles behind a name that belong to it.
const SUFFIXES: &[&str] = &[
    "jr", "jr.", "sr", "sr.", "ph.d.", "phd", "m.d.", "md", "ii", "iii", "iv", "esq.", "r.d.",
    "rd", "mph", "dds",
];

/// Returns the names that a byline holds, without "By" and without roles.
pub(crate) fn names(byline: &str) -> Vec<String> {
    let line = byline.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = without_opener(&line);
    let mut names: Vec<String> = Vec::new();
    for part in split(line) {
        let part = part
            .trim()
            .trim_matches(|c: char| ",;|·•-–—:()".contains(c))
            .trim();
        let part = without_opener(part);
        let part = part.split_once(" for ").map_or(part, |(name, _)| name);
        let part = part.split_once(" @").map_or(part, |(name, _)| name);
        let part = part.split_once(" (").map_or(part, |(name, _)| name).trim();
        if SUFFIXES.contains(&part.to_lowercase().as_str()) {
            if let Some(last) = names.last_mut() {
                last.push_str(", ");
                last.push_str(part);
            }
        } else if is_name(part) && !names.iter().any(|name| name.eq_ignore_ascii_case(part)) {
            names.push(cased(part));
        }
    }
    names
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
    "studios",
    "television",
    "times",
    "today",
    "tribune",
    "tv",
    "university",
    "weekly",
    "wire",
];
/// Agencies by their own names.
const AGENCIES: &[&str] = &[
    "afp",
    "ani",
    "ansa",
    "ap",
    "bloomberg",
    "cna",
    "dpa",
    "efe",
    "ians",
    "itar-tass",
    "kyodo",
    "pa",
    "pti",
    "reuters",
    "sapa",
    "tass",
    "upi",
    "xinhua",
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
        || AGENCIES.contains(&lower.as_str())
        || words.any(|word| OUTLETS.contains(&word.trim_end_matches([',', '.'])))
}

/// Whether two names are one but for case and signs.
pub(crate) fn same(a: &str, b: &str) -> bool {
    let letters = |name: &str| {
        name.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    letters(a) == letters(b)
}

/// Returns the names in a line that is "by" and names, nothing else; a handle is a name, too.
pub(crate) fn signed(line: &str) -> Vec<String> {
    let rest = without_opener(line);
    let opened = rest.len() < line.len() && !line.to_lowercase().starts_with("from");
    if opened && rest.split_whitespace().all(named_word) {
        names(rest)
    } else {
        Vec::new()
    }
}

/// Whether a line is a byline: "By" and names, nothing else.
pub(crate) fn is_byline(line: &str) -> bool {
    let rest = without_opener(line);
    let opened = rest.len() < line.len();
    opened
        && line.chars().count() <= 120
        && !line.ends_with('.')
        && names(line).first().is_some_and(|name| name.contains(' '))
        && rest.split_whitespace().all(named_word)
}

/// A word that may stand in a byline: a name, or what joins names.
fn named_word(word: &str) -> bool {
    const JOINERS: &[&str] = &[
        "and", "&", "|", "for", "of", "the", "in", "at", "with", "de", "van", "von", "der", "la",
        "bin", "al", "di", "da", "-", "–", "·",
    ];
    word.chars()
        .next()
        .is_some_and(|first| !first.is_lowercase())
        || JOINERS.contains(&word)
        || ROLES.contains(&word.trim_end_matches(','))
}

/// `JANE DOE` is a matter of layout; a single word in capitals is an abbreviation.
fn cased(name: &str) -> String {
    if name.contains(char::is_lowercase) || !name.contains(' ') {
        return name.to_owned();
    }
    let mut start = true;
    let mut cased = String::with_capacity(name.len());
    for c in name.chars() {
        if start {
            cased.push(c);
        } else {
            cased.extend(c.to_lowercase());
        }
        start = !c.is_alphabetic();
    }
    cased
}

fn without_opener(line: &str) -> &str {
    for opener in OPENERS {
        if let Some(start) = line.get(..opener.len()) {
            let rest = &line[opener.len()..];
            if start.eq_ignore_ascii_case(opener)
                && (rest.starts_with([' ', ':']) || opener.ends_with(':'))
            {
                return rest.trim_start().trim_start_matches(':').trim_start();
            }
        }
    }
    line
}

fn split(line: &str) -> Vec<&str> {
    let mut parts = vec![line];
    for separator in [
        " and ", " And ", " AND ", " with ", " & ", ",", ";", "|", " / ", "\u{2022}", "\u{b7}",
        " - ", " – ", " — ",
    ] {
        parts = parts
            .into_iter()
            .flat_map(|part| part.split(separator))
            .collect();
    }
    parts
}

fn is_name(part: &str) -> bool {
    let words: Vec<&str> = part.split(' ').collect();
    let lower = part.to_lowercase();
    let role = lower
        .split(' ')
        .any(|word| ROLES.contains(&word.trim_end_matches('s')))
        || lower.contains("updated")
        || lower.contains("published")
        || lower.split(' ').any(|word| LABELS.contains(&word));
    let odd = part.contains(|c: char| c.is_ascii_digit() || "@/\\<>{}=?!\"[]#%".contains(c))
        || part.contains("http");
    !part.is_empty()
        && words.len() <= 6
        && part.chars().count() <= 60
        && part.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && !role
        && !odd
        && super::dates::iso(part).is_none()
        && (words.len() > 1
            || part.chars().next().is_some_and(char::is_uppercase)
            || !part.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::{is_byline, is_organisation, names, same};

    #[test]
    fn names_come_without_by_and_roles() {
        for (byline, expected) in [
            ("By Jane Doe", "Jane Doe"),
            (
                "by JANE DOE and  John Q. Public, Staff Writer",
                "Jane Doe; John Q. Public",
            ),
            ("Written by: Ana de Armas & Li Wei", "Ana de Armas; Li Wei"),
            ("Robert Moss, Ph.D.", "Robert Moss, Ph.D."),
            ("Jane Doe | Senior Reporter", "Jane Doe"),
            ("https://example.org/jane", ""),
            ("Jane Doe, Jane Doe", "Jane Doe"),
            ("Jane Doe for Example News", "Jane Doe"),
            ("March 4, 2020", ""),
            ("By MARY O'NEIL-DOE", "Mary O'Neil-Doe"),
            ("AFP", "AFP"),
        ] {
            assert_eq!(names(byline).join("; "), expected, "{byline}");
        }
    }

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
    fn a_sentence_is_no_byline() {
        assert!(is_byline("By Jane Doe and John Public"));
        assert!(!is_byline("By noon the storm had passed"));
        assert!(!is_byline("By Monday."));
        assert!(!is_byline("Jane Doe"));
    }
}

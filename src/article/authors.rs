//! A byline → the names in it.

use super::organisations::is_organisation;

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
    "photo",
    "photos",
    "print",
    "profile",
    "provided",
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
        // "Jane Doe for Example News" is a person, "Institute for Weather" none.
        let part = match part.split_once(" for ") {
            Some((name, _)) if !is_organisation(name) => name,
            _ => part,
        };
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

/// Returns the name of the desk that a whole field gives in the place of names: "Example News Staff", "Team Example".
fn desk(field: &str) -> Option<String> {
    let field = without_opener(field.trim());
    let words: Vec<&str> = field.split_whitespace().collect();
    let is_role = |word: &&str| ROLES.contains(&word.to_lowercase().trim_end_matches('s'));
    let own = words.iter().filter(|word| !is_role(word));
    let capital = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let plain = !field.contains(|c: char| "@/\\<>{}=?!\"[]#%,;|".contains(c));
    ((2..=5).contains(&words.len())
        && own.clone().count() > 0
        && own.clone().count() < words.len()
        && words.iter().all(capital)
        && plain)
        .then(|| words.join(" "))
}

/// Returns the names that a whole field holds, or else its desk.
pub(crate) fn names_or_desk(field: &str) -> Vec<String> {
    let names = names(field);
    if names.is_empty() {
        desk(field).into_iter().collect()
    } else {
        names
    }
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
    use super::{is_byline, names};

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
    fn desks_sign_by_their_whole_name() {
        let desk = |field: &str| super::desk(field).unwrap_or_default();
        assert_eq!(desk("Example.com Staff"), "Example.com Staff");
        assert_eq!(desk("By Team EXAMPLE"), "Team EXAMPLE");
        for field in [
            "Staff Writer",
            "admin",
            "Jane Doe",
            "Jane Doe, Editor",
            "posted by the staff",
        ] {
            assert_eq!(desk(field), "", "{field}");
        }
    }

    #[test]
    fn a_sentence_is_no_byline() {
        assert!(is_byline("By Jane Doe and John Public"));
        assert!(!is_byline("By noon the storm had passed"));
        assert!(!is_byline("By Monday."));
        assert!(!is_byline("Jane Doe"));
    }
}

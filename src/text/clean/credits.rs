//! Bylines and dates in the text → metadata.

use crate::article::{
    Metadata, Origin, Part, author_names, day_of_week, is_byline, is_zone, iso_date, sign,
};
use crate::text::BlockKind;

/// How far from the top a byline or a date can stand.
const TOP: usize = 12;
/// How far from the end a date or a word on the author can stand.
const BOTTOM: usize = 3;
/// Words that stand beside the numbers of a date.
const DATE_WORDS: &[&str] = &[
    "published",
    "updated",
    "posted",
    "modified",
    "last",
    "first",
    "on",
    "at",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "date",
    "of",
    "publication",
    "th",
    "st",
    "nd",
    "rd",
];

/// Takes lines that say who wrote the article, and when, out of the text.
pub(super) fn take(parts: &mut Vec<Part>, metadata: &mut Metadata) {
    let (mut at, length) = (0, parts.len());
    parts.retain(|part| {
        at += 1;
        let line = part.text.as_str();
        let plain = matches!(
            part.kind,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading
        );
        let top = plain && at <= TOP && (byline(line, metadata) || date(line, metadata));
        let bottom = plain
            && at > TOP
            && at + BOTTOM > length
            && (date(line, metadata) || about_author(line, metadata));
        !(top || bottom || signed(line, metadata))
    });
}

/// `By Jane Doe`, `By Example Staff | March 4, 2020`.
fn byline(line: &str, metadata: &mut Metadata) -> bool {
    let dated = line
        .split_once('|')
        .filter(|(_, rest)| line.starts_with("By ") && date(rest, metadata));
    let found = dated.is_some() || is_byline(line);
    if found && metadata.authors.is_empty() {
        let names = author_names(dated.map_or(line, |(names, _)| names));
        sign(metadata, [(Origin::Byline, names)]);
    }
    found
}

/// `Jane Doe is a reporter …`, of an author or of anybody whom the line presents as one.
fn about_author(line: &str, metadata: &Metadata) -> bool {
    if presents(line) {
        return true;
    }
    const VERBS: &[&str] = &[
        " is ", " covers ", " writes ", " has ", " was ", " works ", " runs ", " joined ",
        " lives ", ", ",
    ];
    let rest = metadata
        .authors
        .iter()
        .filter(|name| name.contains(' '))
        .find_map(|name| line.strip_prefix(name.as_str()));
    rest.is_some_and(|rest| VERBS.iter().any(|verb| rest.starts_with(verb)))
}

/// `Jane is a senior reporter at Example News`: a name, "is a" and what people at newspapers are.
fn presents(line: &str) -> bool {
    const TRADES: &[&str] = &[
        "reporter",
        "writer",
        "editor",
        "correspondent",
        "columnist",
        "journalist",
        "contributor",
        "producer",
    ];
    const BEHIND: &[&str] = &[
        "at", "for", "with", "who", "covering", "on", "based", "and", "of",
    ];
    let Some((name, rest)) = line
        .split_once(" is a ")
        .or_else(|| line.split_once(" is an "))
    else {
        return false;
    };
    let words: Vec<&str> = rest.split(' ').take(9).collect();
    let trade = words.iter().position(|word| {
        TRADES.contains(
            &word
                .trim_end_matches([',', '.', ';'])
                .to_lowercase()
                .as_str(),
        )
    });
    let names = name.split(' ').count() <= 3
        && name
            .split(' ')
            .all(|word| word.starts_with(char::is_uppercase));
    names
        && !matches!(name, "He" | "She" | "It" | "This" | "That" | "There")
        && trade.is_some_and(|at| {
            words[at].ends_with([',', '.'])
                || words.get(at + 1).is_some_and(|word| BEHIND.contains(word))
        })
}

fn date(line: &str, metadata: &mut Metadata) -> bool {
    if line.chars().count() > 80
        || !line.contains(|c: char| c.is_ascii_digit())
        || !line.contains(|c: char| c.is_alphabetic())
    {
        return false;
    }
    let lower = line.to_lowercase();
    let mut words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let only_date = words.all(|word| {
        word.bytes().all(|byte| byte.is_ascii_digit())
            || DATE_WORDS.contains(&word)
            || day_of_week(word).is_some()
            || is_zone(word)
            || word.bytes().all(|byte| byte.is_ascii_alphabetic())
                && iso_date(&format!("{word} 2000")).is_some()
            || word.trim_start_matches(|c: char| c.is_ascii_digit()).len() == 2
    });
    if !only_date {
        return false;
    }
    let labelled = ["updated", "posted", "published", "last updated"]
        .iter()
        .any(|label| lower.starts_with(label));
    let Some(date) = iso_date(line) else {
        return labelled;
    };
    let field = if lower.contains("updated") || lower.contains("modified") {
        &mut metadata.modified
    } else {
        &mut metadata.published
    };
    field.get_or_insert(date);
    true
}

/// `(Reporting by Jane Doe; editing by John Public)`.
fn signed(line: &str, metadata: &mut Metadata) -> bool {
    let inner = line
        .trim_start_matches(['(', '['])
        .trim_end_matches([')', ']', '.']);
    let lower = inner.to_lowercase();
    if inner.chars().count() > 250
        || ![
            "reporting by ",
            "writing by ",
            "editing by ",
            "additional reporting by ",
        ]
        .iter()
        .any(|opener| lower.starts_with(opener))
    {
        return false;
    }
    if metadata.authors.is_empty() && lower.starts_with("reporting by ") {
        let reporters = inner
            .split(';')
            .next()
            .unwrap_or_default()
            .split(" in ")
            .next()
            .unwrap_or_default();
        sign(metadata, [(Origin::Byline, author_names(reporters))]);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::take;
    use crate::article::{Metadata, Part};
    use crate::text::BlockKind;

    #[test]
    fn credits_become_metadata() {
        let lines = [
            "By Jane Doe",
            "Published: Friday, January 4, 2019 at 5:10 p.m. GMT",
            "Updated 5 January 2019",
            "A storm came.",
            "In March 2019 the coast was dry.",
            "(Reporting by Li Wei in Berlin; editing by Ana Lee)",
        ];
        let mut parts: Vec<Part> = lines
            .map(|text| Part {
                kind: BlockKind::Paragraph,
                text: text.to_owned(),
            })
            .into();
        let mut metadata = Metadata::default();
        take(&mut parts, &mut metadata);
        assert_eq!(
            parts
                .iter()
                .map(|part| part.text.as_str())
                .collect::<Vec<_>>(),
            lines[3..5]
        );
        assert_eq!(metadata.authors, ["Jane Doe"]);
        assert_eq!(metadata.published.as_deref(), Some("2019-01-04"));
        assert_eq!(metadata.modified.as_deref(), Some("2019-01-05"));
    }

    #[test]
    fn a_word_on_the_author_leaves_only_at_the_end() {
        let author = "Jane Doe is a reporter at Example News.";
        let body = "A storm came.";
        let mut lines = vec!["By Example Staff | March 4, 2020", author];
        lines.extend([body; 12]);
        lines.push(author);
        let mut parts: Vec<Part> = lines
            .into_iter()
            .map(|text| Part {
                kind: BlockKind::Paragraph,
                text: text.to_owned(),
            })
            .collect();
        let mut metadata = Metadata {
            authors: vec!["Jane Doe".to_owned()],
            ..Metadata::default()
        };
        take(&mut parts, &mut metadata);
        assert_eq!((parts[0].text.as_str(), parts.len()), (author, 13));
        assert_eq!(metadata.published.as_deref(), Some("2020-03-04"));
    }
}

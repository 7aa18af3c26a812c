//! Names of icons, which icon fonts draw as pictures and scrapers glue to the words behind.

use crate::article::Part;

/// Icons whose name is one word, as common icon fonts call them.
const WORDS: &[&str] = &[
    "article",
    "auto_awesome",
    "bolt",
    "bookmark",
    "calendar_today",
    "campaign",
    "category",
    "check",
    "chevron_left",
    "chevron_right",
    "close",
    "comment",
    "description",
    "download",
    "edit",
    "email",
    "event",
    "explore",
    "favorite",
    "feed",
    "flag",
    "forum",
    "grade",
    "group",
    "groups",
    "headphones",
    "history",
    "home",
    "insights",
    "label",
    "language",
    "launch",
    "lightbulb",
    "link",
    "list",
    "lock",
    "login",
    "mail",
    "menu",
    "newspaper",
    "notifications",
    "person",
    "place",
    "print",
    "psychology",
    "public",
    "recommend",
    "schedule",
    "search",
    "sell",
    "share",
    "speed",
    "star",
    "stars",
    "summarize",
    "timer",
    "today",
    "topic",
    "translate",
    "update",
    "verified",
    "visibility",
    "warning",
    "work",
];

/// Takes icon names off the parts; a part that is nothing else becomes empty.
pub(super) fn strip(parts: &mut [Part]) {
    for part in parts {
        let kept = stripped(&part.text);
        if kept.len() < part.text.len() {
            part.text = kept.to_owned();
        }
        if part.text.contains('_') {
            part.text = inner(&part.text);
        }
    }
}

/// Returns `text` without the icon names in front.
pub(super) fn stripped(text: &str) -> &str {
    let mut rest = text;
    while let Some(icon) = leading(rest) {
        rest = rest[icon..].trim_start();
    }
    rest
}

/// The length of an icon name that is glued to a capital or a digit, or that is all there is.
fn leading(text: &str) -> Option<usize> {
    let length = text
        .find(|c: char| !(c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit()))
        .unwrap_or(text.len());
    let (name, rest) = text.split_at(length);
    let (name, digits) = (
        name.trim_end_matches(|c: char| c.is_ascii_digit()),
        name.len(),
    );
    let snake = is_snake(name);
    let known = snake || WORDS.contains(&name);
    let next = text[name.len()..].chars().next();
    // "update" alone is a word; "check_circle" alone never is.
    let alone = rest.is_empty() && name.len() == digits && snake;
    let glued = next.is_some_and(|c| c.is_uppercase() || (c.is_ascii_digit()));
    let before_blank = snake && next == Some(' ');
    (known && (alone || glued || before_blank)).then_some(name.len())
}

/// `lower_snake_case`, as no word of a language is written.
fn is_snake(name: &str) -> bool {
    name.contains('_')
        && name
            .split('_')
            .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()))
        && name.len() <= 40
}

/// Takes names that are glued to a capital out of the middle of a text.
fn inner(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let length = word
            .find(|c: char| !(c.is_ascii_lowercase() || c == '_'))
            .unwrap_or(0);
        let glued = is_snake(&word[..length])
            && word[length..]
                .chars()
                .next()
                .is_some_and(char::is_uppercase);
        if glued { &word[length..] } else { word }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::stripped;

    #[test]
    fn icon_names_leave_and_words_stay() {
        for (text, expected) in [
            ("check_circleThis update", "This update"),
            ("psychology_altWhy It Matters", "Why It Matters"),
            ("summarize3-Point Summary", "3-Point Summary"),
            ("schedule5 min read", "5 min read"),
            ("arrow_forward", ""),
            ("shareShare", "Share"),
            ("iPhone sales fell", "iPhone sales fell"),
            ("update on the storm", "update on the storm"),
            ("home", "home"),
            ("eBay_Store opens", "eBay_Store opens"),
        ] {
            assert_eq!(stripped(text), expected, "{text}");
        }
    }
}

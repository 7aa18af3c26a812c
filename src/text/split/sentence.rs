//! One block → where its sentences lie.

use super::abbreviation::{Stop, stop_behind};
use crate::text::Span;

/// The months in order, as a date is written.
pub(crate) const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Words that open a sentence far more often than they go on with a name.
const OPENERS: &[&str] = &[
    "the",
    "a",
    "an",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "this",
    "that",
    "these",
    "those",
    "in",
    "on",
    "at",
    "but",
    "and",
    "if",
    "when",
    "while",
    "after",
    "before",
    "since",
    "as",
    "for",
    "from",
    "there",
    "his",
    "her",
    "its",
    "their",
    "our",
    "my",
    "however",
    "meanwhile",
    "also",
    "according",
    "some",
    "many",
    "most",
    "all",
    "both",
    "so",
    "then",
    "what",
    "who",
    "how",
    "why",
    "where",
    "not",
    "no",
    "yes",
    "although",
    "though",
    "despite",
    "last",
    "by",
    "with",
    "under",
    "until",
];

/// Returns the sentences of the text inside `block`, in order, without the blanks around them.
///
/// ```
/// use byline::text::{Span, sentences};
/// let text = "Mr. Nadella spoke to the U.S. Senate. \"It works.\" Nobody asked.";
/// let spans = sentences(text, Span::new(0, text.len()));
/// let written: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
/// assert_eq!(written, ["Mr. Nadella spoke to the U.S. Senate.", "\"It works.\"", "Nobody asked."]);
/// ```
pub fn sentences(text: &str, block: Span) -> Vec<Span> {
    let body = block.of(text);
    let mut spans = Vec::new();
    let mut start = 0;
    let mut chars = body.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = match c {
            '.' | '!' | '?' | '…' | '。' | '！' | '？' => {
                let end = behind_stop(body, at);
                while chars.next_if(|(next, _)| *next < end).is_some() {}
                end
            }
            '\n' if is_blank_line(&body[at..]) => at,
            _ => continue,
        };
        if c == '\n' || ends_sentence(body, start, at, end) {
            push(&mut spans, body, block.start, start, end);
            start = end;
        }
    }
    push(&mut spans, body, block.start, start, body.len());
    spans
}

fn push(spans: &mut Vec<Span>, body: &str, offset: usize, start: usize, end: usize) {
    let piece = &body[start..end];
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let from = offset + start + (piece.len() - piece.trim_start().len());
        spans.push(Span::new(from, from + trimmed.len()));
    }
}

fn is_blank_line(rest: &str) -> bool {
    let blank = rest.len() - rest.trim_start().len();
    rest[..blank].matches('\n').count() > 1
}

/// Returns the place behind the stops at `at` and the marks that close with them.
fn behind_stop(body: &str, at: usize) -> usize {
    let stops = body[at..]
        .find(|c| !matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？'))
        .unwrap_or(body.len() - at);
    let rest = &body[at + stops..];
    let closers = rest.find(|c| !is_closer(c)).unwrap_or(rest.len());
    // A closing mark that a letter follows opens the next word instead.
    let follower = rest[closers..].chars().next();
    let opens = closers > 0 && follower.is_some_and(char::is_alphanumeric);
    at + stops + if opens { 0 } else { closers }
}

const fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '}' | '»')
}

/// Whether the stop at `at`, whose marks end at `end`, closes the sentence that opens at `start`.
fn ends_sentence(body: &str, start: usize, at: usize, end: usize) -> bool {
    let rest = &body[end..];
    let after = rest.trim_start();
    let Some(first) = after.chars().next() else {
        return true;
    };
    let stop = &body[at..end];
    let single = stop.starts_with('.') && !stop[1..].starts_with('.');
    if rest.len() == after.len() {
        let wide = stop.starts_with(['。', '！', '？']);
        return wide || (single && stop.len() == 1 && lacks_blank(&body[start..at], after));
    }
    let opens = first.is_uppercase()
        || first.is_numeric()
        || !first.is_alphabetic() && !matches!(first, ',' | ';' | ':' | '-' | '–' | '—' | ')');
    let word = next_word(after);
    let inner_capital =
        first.is_lowercase() && word.len() > 2 && word.chars().skip(1).any(char::is_uppercase);
    let asks = stop.bytes().all(|mark| mark == b'?');
    if first.is_lowercase() && !inner_capital {
        return (stop == "." || asks) && is_ordinary(last_word(&body[start..at]));
    }
    if !opens && !first.is_alphabetic() {
        return false;
    }
    if !single {
        return true;
    }
    let before = last_word(&body[start..at]);
    if stop.len() > 1 && matches!(stop_behind(before), Stop::Inside) {
        return !before.is_empty() && first.is_uppercase();
    }
    match stop_behind(before) {
        Stop::End => !is_list_number(&body[start..at]) && !dates(before, word),
        Stop::Either => opens_sentence(word, first),
        Stop::Inside => false,
    }
}

/// Whether a stop behind the word closes a sentence even where the next word is small: "it failed. then it worked".
fn is_ordinary(word: &str) -> bool {
    let letters = word.chars().count() > 2 && word.chars().all(char::is_lowercase);
    letters && matches!(stop_behind(word), Stop::End)
}

/// Whether a letter or two stand before a year or month: "c. 1955", "b. November 27", "d. 2007".
fn dates(before: &str, word: &str) -> bool {
    matches!(before, "c" | "ca" | "b" | "d" | "fl" | "r")
        && (word.starts_with(|c: char| c.is_ascii_digit()) || MONTHS.contains(&word))
}

/// Whether a full stop between two words without a blank closes a sentence: "the company.The".
fn lacks_blank(before: &str, after: &str) -> bool {
    let left = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let right = after.split(char::is_whitespace).next().unwrap_or_default();
    let mut chars = right.chars();
    let capital =
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_none_or(char::is_lowercase);
    let plain = |word: &str| !word.contains(['.', '/', '@', ':']);
    let small = left.chars().count() > 2 && left.chars().last().is_some_and(char::is_lowercase);
    capital
        && small
        && plain(left)
        && plain(right.trim_end_matches(['.', ',', ':']))
        && OPENERS.contains(&next_word(right).to_lowercase().as_str())
}

/// Whether `before` is only the number of a list item: "1." at the start.
fn is_list_number(before: &str) -> bool {
    let before = before.trim();
    !before.is_empty() && before.len() <= 2 && before.chars().all(|c| c.is_ascii_digit())
}

fn opens_sentence(word: &str, first: char) -> bool {
    OPENERS.contains(&word.to_lowercase().as_str()) && first.is_uppercase()
        || matches!(first, '"' | '“' | '‘')
}

fn next_word(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .unwrap_or(text.len());
    &text[..end]
}

fn last_word(text: &str) -> &str {
    let start = text
        .rfind(|c: char| !c.is_alphanumeric() && c != '.' && c != '\'' && c != '’')
        .map_or(0, |at| {
            at + text[at..].chars().next().map_or(1, char::len_utf8)
        });
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        let spans = sentences(text, Span::new(0, text.len()));
        let written: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        written.join(" | ")
    }

    #[test]
    fn abbreviations_and_initials_end_nothing() {
        for whole in [
            "U.S. President Joe Biden met Mr. J. K. Smith of Acme Inc. on Jan. 5.",
            "Prices rose 1.5 percent at 10 a.m. local time, vs. 2 a year ago.",
            "George W. Bush and Dr. No. 5 spoke.",
            "Yahoo! said it would close.",
            "He left... and came back.",
            "The court overturned Roe v. Wade on Friday.",
            "Ann Lee (b. November 27, 1939, d. 2007), born c. 1940 by her own account, acted.",
        ] {
            assert_eq!(cut(whole), whole);
        }
    }

    #[test]
    fn stops_end_sentences_with_their_closing_marks() {
        assert_eq!(
            cut("He left the U.S. The firm stayed."),
            "He left the U.S. | The firm stayed."
        );
        assert_eq!(
            cut("“It works.” She smiled. (It did.) Then?"),
            "“It works.” | She smiled. | (It did.) | Then?"
        );
        assert_eq!(
            cut("\"Why?\" he asked. \"No!\" said Ann."),
            "\"Why?\" he asked. | \"No!\" said Ann."
        );
        assert_eq!(
            cut("It fell 3%. iPhone sales rose. 2024 is over."),
            "It fell 3%. | iPhone sales rose. | 2024 is over."
        );
        assert_eq!(
            cut("It was plan I. We knew no. Art won."),
            "It was plan I. | We knew no. | Art won."
        );
    }

    #[test]
    fn missing_blanks_and_stops_are_borne() {
        assert_eq!(
            cut("He sold the company.The buyer is new."),
            "He sold the company. | The buyer is new."
        );
        assert_eq!(
            cut("Node.js and Booking.com grew"),
            "Node.js and Booking.com grew"
        );
        assert_eq!(cut("A headline\n\nA paragraph"), "A headline | A paragraph");
    }

    #[test]
    fn only_the_block_is_read() {
        let text = "One. Two. Three.";
        let spans = sentences(text, Span::new(5, 9));
        assert_eq!(spans, [Span::new(5, 9)]);
        assert_eq!(cut(" \n "), "");
    }
}

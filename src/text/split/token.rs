//! One sentence → where its tokens lie.

use super::abbreviation::{Stop, stop_behind};
use super::word::{is_address, split_core, split_word};
use crate::text::Span;

/// Currency marks with letters before the sign.
const SIGNS: &[&str] = &[
    "US$", "HK$", "NZ$", "AU$", "CA$", "A$", "C$", "S$", "U$", "R$", "NT$",
];

/// Returns the tokens of the text inside `sentence`, in order.
///
/// Possessive and negative endings, currency signs, per cent signs and the parts of hyphenated words are tokens of their own.
///
/// ```
/// use byline::text::{Span, tokens};
/// let text = "It didn't cost $13 billion.";
/// let spans = tokens(text, Span::new(0, text.len()));
/// let written: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
/// assert_eq!(written, ["It", "did", "n't", "cost", "$", "13", "billion", "."]);
/// ```
pub fn tokens(text: &str, sentence: Span) -> Vec<Span> {
    let body = sentence.of(text);
    let mut pieces = Vec::new();
    let mut at = 0;
    for chunk in body.split(char::is_whitespace) {
        let rest = &body[at + chunk.len()..];
        if lacks_apostrophe(chunk, rest) {
            pieces.extend([(at, at + 2), (at + 2, at + 3)]);
        } else if !chunk.is_empty() {
            split_chunk(chunk, at, rest.trim().is_empty(), &mut pieces);
        }
        at += chunk.len() + rest.chars().next().map_or(0, char::len_utf8);
    }
    pieces
        .into_iter()
        .map(|(start, end)| Span::new(sentence.start + start, sentence.start + end))
        .collect()
}

/// Whether "its" is "it's" written without its mark: no thing that belongs to something is named behind it.
fn lacks_apostrophe(chunk: &str, rest: &str) -> bool {
    const NO_NOUN: &[&str] = &[
        "a", "an", "the", "this", "that", "not", "been", "because", "just", "so", "too", "my",
        "your", "his", "gonna",
    ];
    chunk.eq_ignore_ascii_case("its")
        && rest
            .split_whitespace()
            .next()
            .is_some_and(|next| NO_NOUN.contains(&next))
}

/// Where tokens start and end.
pub(super) type Pieces = Vec<(usize, usize)>;

/// Cuts the marks off both ends of a chunk, then cuts what is left.
pub(super) fn split_chunk(chunk: &str, offset: usize, last: bool, out: &mut Pieces) {
    // Most chunks are words without a mark.
    if !chunk.is_empty() && chunk.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return split_word(chunk, offset, out);
    }
    if is_whole(chunk) {
        out.push((offset, offset + chunk.len()));
        return;
    }
    let mut start = 0;
    while let Some(length) = opening(&chunk[start..]) {
        out.push((offset + start, offset + start + length));
        start += length;
    }
    let mut end = chunk.len();
    let mut tail = Vec::new();
    while let Some(length) = closing(&chunk[start..end], last) {
        tail.push((offset + end - length, offset + end));
        end -= length;
    }
    split_core(&chunk[start..end], offset + start, out);
    out.extend(tail.into_iter().rev());
}

/// Whether the chunk is one token whatever it holds: a smiley, an arrow, a rule of marks.
fn is_whole(chunk: &str) -> bool {
    matches!(
        chunk,
        ":)" | ":-)"
            | ":("
            | ":-("
            | ";)"
            | ";-)"
            | ":D"
            | ":P"
            | "=)"
            | "<3"
            | "'s"
            | "’s"
            | "n't"
            | "<<"
            | ">>"
            | "->"
            | "+/-"
    )
}

/// Returns the length of the mark that opens `text`, unless nothing but it is there to keep.
fn opening(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if let Some(sign) = SIGNS.iter().find(|sign| text.starts_with(**sign)) {
        return Some(sign.len());
    }
    if first.is_alphanumeric() {
        return None;
    }
    if (first == '.' || first == '-' || first == '+')
        && text[1..].starts_with(|c: char| c.is_ascii_digit())
    {
        return if first == '-' || first == '+' {
            Some(1).filter(|_| text.len() < 2)
        } else {
            None
        };
    }
    if matches!(first, '#' | '@' | '_') && text[1..].starts_with(char::is_alphanumeric) {
        return if first == '@' || first == '#' {
            None
        } else {
            Some(1)
        };
    }
    if let Some(year) = text.strip_prefix(['\'', '’']) {
        if year
            .get(..2)
            .is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
            && !text.ends_with(['\'', '’'])
        {
            return None;
        }
        let lower = text.to_lowercase().replace('’', "'");
        if matches!(
            lower.as_str(),
            "'s" | "'re" | "'ve" | "'ll" | "'em" | "'cause" | "'til" | "'d" | "'m" | "'n'"
        ) {
            return None;
        }
    }
    Some(run(text, first))
}

/// Returns the length of the run of marks that `text` opens with, as one token.
pub(super) fn run(text: &str, first: char) -> usize {
    let same = match first {
        '!' | '?' => text.find(|c| c != '!' && c != '?'),
        '.' | '-' | '$' | '*' | '=' | '_' | '~' | '…' | '+' | '#' | '—' | '–' | '<' | '>' => {
            text.find(|c| c != first)
        }
        '`' | '\'' => {
            return if text.starts_with("``") || text.starts_with("''") {
                2
            } else {
                1
            };
        }
        // Joined emoji and letters with marks above stay together.
        _ => {
            let joined = |c: char| matches!(c, '\u{200D}' | '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{0300}'..='\u{036F}');
            let mut end = first.len_utf8();
            let mut after_joiner = false;
            for c in text[end..].chars() {
                if !joined(c) && !after_joiner {
                    break;
                }
                after_joiner = c == '\u{200D}';
                end += c.len_utf8();
            }
            return end;
        }
    };
    same.unwrap_or(text.len())
}

/// Returns the length of the mark that closes `text`, unless it belongs to the word.
fn closing(text: &str, last: bool) -> Option<usize> {
    let mark = text.chars().last()?;
    if mark.is_alphanumeric() || text.chars().nth(1).is_none() {
        return None;
    }
    let before = &text[..text.len() - mark.len_utf8()];
    match mark {
        '.' => {
            let run = text.len() - text.trim_end_matches('.').len();
            if run > 1 {
                return Some(run);
            }
            let keeps = match stop_behind(before.trim_start_matches(['(', '"', '“'])) {
                Stop::End => false,
                // "U.S." keeps its stop at the end of a sentence, as treebanks have it for dotted letters.
                Stop::Either => !last || before.contains('.') || is_company_end(before),
                Stop::Inside => !last || before.contains('.') || is_title(before),
            };
            (!keeps).then_some(1)
        }
        '!' | '?' => {
            let marks = text.trim_end_matches(['!', '?']);
            // "really.?" ends in one mark; the stop of "U.S.?" is of the word.
            let mixed = marks.strip_suffix(['.', ',']);
            let mixed = mixed.filter(|word| word.ends_with(char::is_lowercase));
            Some(text.len() - mixed.unwrap_or(marks).len())
        }
        '-' | '*' | '=' | '~' | '…' | '—' | '–' | '<' | '>' => {
            Some(text.len() - text.trim_end_matches(mark).len())
        }
        '\'' if text.ends_with("''") => Some(2),
        '/' if is_address(text) => None,
        '+' if before.chars().all(char::is_alphanumeric) => None,
        '$' if SIGNS.contains(&text) => None,
        _ => Some(mark.len_utf8()),
    }
}

fn is_company_end(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "inc" | "corp" | "co" | "ltd" | "jr" | "sr"
    )
}

fn is_title(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "mr" | "mrs" | "ms" | "dr")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        let spans = tokens(text, Span::new(0, text.len()));
        let written: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        written.join("|")
    }

    #[test]
    fn clitics_and_possessives_are_cut() {
        assert_eq!(
            cut("OpenAI's board didn't ask"),
            "OpenAI|'s|board|did|n't|ask"
        );
        assert_eq!(
            cut("They’ll say it isn’t Bush’s"),
            "They|’ll|say|it|is|n’t|Bush|’s"
        );
        assert_eq!(
            cut("the companies' plans cannot fail"),
            "the|companies|'|plans|can|not|fail"
        );
        assert_eq!(
            cut("i dont, im sure; Jony Ive wont"),
            "i|do|nt|,|i|m|sure|;|Jony|Ive|wo|nt"
        );
        assert_eq!(cut("in the 1960's and '90s"), "in|the|1960's|and|'90s");
    }

    #[test]
    fn sums_times_and_dates_are_cut_as_treebanks_do() {
        assert_eq!(
            cut("$13 billion, US$1,000.50 and €5m (up 4.2%)"),
            "$|13|billion|,|US$|1,000.50|and|€|5|m|(|up|4.2|%|)"
        );
        assert_eq!(
            cut("at 10:30am on 9/11, 2019-2023"),
            "at|10:30|am|on|9/11|,|2019|-|2023"
        );
        assert_eq!(
            cut("call 713-853-3989 by 10/26/2000."),
            "call|713-853-3989|by|10/26/2000|."
        );
    }

    #[test]
    fn hyphens_cut_compounds_but_not_prefixes() {
        assert_eq!(
            cut("an AI-powered start-up's non-profit co-founder"),
            "an|AI|-|powered|start|-|up|'s|non-profit|co-founder"
        );
        assert_eq!(
            cut("five-year-old, state-of-the-art"),
            "five|-|year|-|old|,|state|-|of|-|the|-|art"
        );
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        assert_eq!(
            cut("Mr. J. K. Smith of Acme Inc. left."),
            "Mr.|J.|K.|Smith|of|Acme|Inc.|left|."
        );
        assert_eq!(cut("He left the U.S."), "He|left|the|U.S.");
        assert_eq!(cut("No. 5 beat No."), "No.|5|beat|No|.");
    }

    #[test]
    fn marks_are_cut_off_and_runs_stay_together() {
        assert_eq!(
            cut("“Yes,” she said — twice..."),
            "“|Yes|,|”|she|said|—|twice|..."
        );
        assert_eq!(cut("What?! (Really!!)"), "What|?!|(|Really|!!|)");
        assert_eq!(
            cut("deal--worth and/or more"),
            "deal|--|worth|and|/|or|more"
        );
    }

    #[test]
    fn a_contraction_without_its_mark_is_told_by_what_follows() {
        assert_eq!(cut("Its a bank, its not its"), "It|s|a|bank|,|it|s|not|its");
        assert_eq!(
            cut("its board and its going rate"),
            "its|board|and|its|going|rate"
        );
    }

    #[test]
    fn addresses_stay_whole() {
        assert_eq!(
            cut("Ann\"<ann@b.com> at http://b.com/ for $$$"),
            "Ann|\"|<|ann@b.com|>|at|http://b.com/|for|$$$"
        );
        assert_eq!(
            cut("See https://a.org/x-y?z=1, www.b.com or me@c.co.uk."),
            "See|https://a.org/x-y?z=1|,|www.b.com|or|me@c.co.uk|."
        );
        assert_eq!(
            cut("Booking.com and Character.AI and AT&T"),
            "Booking.com|and|Character.AI|and|AT&T"
        );
    }

    #[test]
    fn any_text_is_covered_in_order_without_overlap() {
        for text in [
            "",
            " ",
            "...",
            "'",
            "''",
            "-",
            "$",
            "US$",
            "🙂👍🏽!",
            "a\u{301}b",
            "((((",
            "x'",
            "'s",
            "’’’",
            "%%%",
            ".5",
            "--5",
            "\u{a0}x\u{a0}",
        ] {
            let spans = tokens(text, Span::new(0, text.len()));
            let joined: String = spans.iter().map(|span| span.of(text)).collect();
            assert_eq!(
                joined,
                text.split_whitespace().collect::<String>(),
                "{text:?}"
            );
            assert!(
                spans.windows(2).all(|pair| pair[0].end <= pair[1].start),
                "{text:?}"
            );
        }
    }
}

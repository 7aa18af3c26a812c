//! One sentence → where its tokens lie.

use super::abbreviation::{Stop, stop_behind};
use crate::text::Span;

/// What stays joined to the word behind its hyphen.
const PREFIXES: &[&str] = &[
    "non", "e", "re", "anti", "pro", "pre", "co", "mid", "post", "sub", "semi", "pan", "multi",
    "ex", "counter", "mini", "neo", "inter", "intra", "micro", "socio", "psycho", "un", "over",
    "de", "bi", "x",
];

/// Ends that are tokens of their own, lower case.
const CLITICS: &[&str] = &["n't", "'s", "'m", "'re", "'ve", "'ll", "'d"];

/// Words that are two tokens, and where they are cut.
const PAIRS: &[(&str, usize)] = &[
    ("cannot", 3),
    ("gonna", 3),
    ("wanna", 3),
    ("gotta", 3),
    ("gimme", 3),
    ("lemme", 3),
    ("dunno", 2),
];

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
        if !chunk.is_empty() {
            let last = body[at + chunk.len()..].trim().is_empty();
            split_chunk(chunk, at, last, &mut pieces);
        }
        at += chunk.len()
            + body[at + chunk.len()..]
                .chars()
                .next()
                .map_or(0, char::len_utf8);
    }
    pieces
        .into_iter()
        .map(|(start, end)| Span::new(sentence.start + start, sentence.start + end))
        .collect()
}

type Pieces = Vec<(usize, usize)>;

/// Cuts the marks off both ends of a chunk, then cuts what is left.
fn split_chunk(chunk: &str, offset: usize, last: bool, out: &mut Pieces) {
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
fn run(text: &str, first: char) -> usize {
    let same = match first {
        '!' | '?' => text.find(|c| c != '!' && c != '?'),
        '.' | '-' | '*' | '=' | '_' | '~' | '…' | '+' | '#' | '—' | '–' => {
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
        '!' | '?' => Some(text.len() - text.trim_end_matches(['!', '?']).len()),
        '-' | '*' | '=' | '~' | '…' | '—' | '–' => {
            Some(text.len() - text.trim_end_matches(mark).len())
        }
        '\'' if text.ends_with("''") => Some(2),
        '+' if before.chars().all(char::is_alphanumeric) => None,
        '$' if SIGNS.contains(&text) => None,
        _ => Some(mark.len_utf8()),
    }
}

fn is_company_end(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "inc" | "corp" | "co" | "ltd" | "jr" | "sr" | "etc"
    )
}

fn is_title(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "mr" | "mrs" | "ms" | "dr")
}

/// Cuts a chunk without marks at its ends.
fn split_core(core: &str, offset: usize, out: &mut Pieces) {
    if core.is_empty() {
        return;
    }
    if is_address(core) {
        out.push((offset, offset + core.len()));
        return;
    }
    if let Some(at) = inner_cut(core) {
        let length = cut_length(&core[at..]);
        split_closed(&core[..at], offset, out);
        out.push((offset + at, offset + at + length));
        split_chunk(&core[at + length..], offset + at + length, false, out);
        return;
    }
    split_word(core, offset, out);
}

/// Cuts what stands before an inner mark, which may end in marks itself.
fn split_closed(part: &str, offset: usize, out: &mut Pieces) {
    if !part.is_empty() {
        split_chunk(part, offset, false, out);
    }
}

fn is_address(core: &str) -> bool {
    let lower = core.to_lowercase();
    if lower.contains("://") || lower.starts_with("www.") || lower.starts_with("mailto:") {
        return true;
    }
    if let Some((name, host)) = core.split_once('@') {
        return !name.is_empty() && host.contains('.');
    }
    let (host, _) = core.split_once('/').unwrap_or((core, ""));
    let plain = host
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    let top = host
        .rsplit_once('.')
        .filter(|(name, _)| !name.is_empty())
        .map(|(_, top)| top.to_lowercase());
    plain
        && top.is_some_and(|top| {
            matches!(
                top.as_str(),
                "com"
                    | "org"
                    | "net"
                    | "gov"
                    | "edu"
                    | "io"
                    | "ai"
                    | "uk"
                    | "de"
                    | "eu"
                    | "tv"
                    | "info"
            )
        })
}

/// Returns where a mark inside the core is a token of its own.
fn inner_cut(core: &str) -> Option<usize> {
    let digits = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|b| b.is_ascii_digit() || b == b'/' || b == b'-' || b == b'.')
    };
    if digits(core) && core.contains(['/', '-']) && !core.starts_with(['-', '/']) {
        let groups = core.split(['-', '/']).count();
        let year_span = core.contains('-')
            && groups == 2
            && core
                .split('-')
                .all(|part| part.len() == 4 || part.len() < 3);
        if !year_span {
            return None;
        }
    }
    core.char_indices()
        .skip(1)
        .find(|&(at, c)| is_cut(core, at, c))
        .map(|(at, _)| at)
}

fn is_cut(core: &str, at: usize, c: char) -> bool {
    let (before, after) = (&core[..at], &core[at + c.len_utf8()..]);
    let digit_before = before.ends_with(|c: char| c.is_ascii_digit());
    let digit_after = after.starts_with(|c: char| c.is_ascii_digit());
    match c {
        '-' => after.starts_with('-') || !is_prefix(before),
        '–' | '—' | '…' | '"' | '“' | '”' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '='
        | '|' | ';' | '!' | '?' | '%' | '~' => true,
        '$' | '€' | '£' | '¥' => true,
        '/' => !(digit_before && digit_after) && before.chars().count() + after.chars().count() > 2,
        ':' | ',' => !(digit_before && digit_after),
        '.' => after.starts_with('.') || is_missing_blank(before, after),
        '&' | '+' => before.chars().count() > 4 && after.chars().count() > 4,
        _ => false,
    }
}

fn is_prefix(before: &str) -> bool {
    let word = before
        .rsplit(['-', '/'])
        .next()
        .unwrap_or(before)
        .to_lowercase();
    PREFIXES.contains(&word.as_str())
}

/// Whether a full stop stands between two sentences that lack a blank: "company.The".
fn is_missing_blank(before: &str, after: &str) -> bool {
    let mut next = after.chars();
    let capital =
        next.next().is_some_and(char::is_uppercase) && next.next().is_some_and(char::is_lowercase);
    capital && before.chars().count() > 2 && before.chars().all(char::is_lowercase)
}

fn cut_length(text: &str) -> usize {
    text.chars().next().map_or(0, |first| run(text, first))
}

/// Cuts clitics and units off a word.
fn split_word(word: &str, offset: usize, out: &mut Pieces) {
    let at = clitic(word)
        .or_else(|| pair(word))
        .or_else(|| unit(word))
        .unwrap_or(word.len());
    if at < word.len() {
        split_word(&word[..at], offset, out);
    } else {
        out.push((offset, offset + at));
        return;
    }
    out.push((offset + at, offset + word.len()));
}

fn clitic(word: &str) -> Option<usize> {
    for ending in CLITICS {
        let mut length = 0;
        let mut chars = word.chars().rev();
        let fits = ending.chars().rev().all(|want| {
            let Some(c) = chars.next() else { return false };
            length += c.len_utf8();
            c.to_ascii_lowercase() == want || want == '\'' && c == '’'
        });
        let rest = word.len() - length.min(word.len());
        // "1960's" is one token.
        if fits && rest > 0 && !word[..rest].ends_with("0") {
            return Some(rest);
        }
    }
    None
}

fn pair(word: &str) -> Option<usize> {
    PAIRS
        .iter()
        .find(|(pair, _)| word.eq_ignore_ascii_case(pair))
        .map(|(_, at)| *at)
}

/// Returns where a number ends that a unit is written on to.
fn unit(word: &str) -> Option<usize> {
    let at = word
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | ':'))
        .filter(|at| *at > 0)?;
    let unit = word[at..].to_lowercase();
    matches!(
        unit.as_str(),
        "am" | "pm"
            | "a.m."
            | "p.m."
            | "a.m"
            | "p.m"
            | "k"
            | "m"
            | "bn"
            | "mn"
            | "b"
            | "tn"
            | "mm"
            | "cm"
            | "km"
            | "kg"
            | "ft"
            | "mph"
            | "mb"
            | "gb"
            | "tb"
            | "gw"
            | "mw"
            | "kw"
            | "ghz"
            | "mhz"
            | "hz"
            | "x"
            | "p"
            | "°"
            | "°c"
            | "°f"
    )
    .then_some(at)
}

//! A chunk without marks at its ends → its tokens.

use super::token::{Pieces, run, split_chunk};

/// What stays joined to the word behind its hyphen.
const PREFIXES: &[&str] = &[
    "non", "e", "re", "anti", "pro", "pre", "co", "mid", "post", "sub", "semi", "pan", "multi",
    "ex", "counter", "mini", "neo", "inter", "intra", "micro", "socio", "psycho", "un", "over",
    "de", "bi",
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
    ("outta", 3),
    ("alot", 1),
    // Contractions that lack their apostrophe; not those that are words themselves ("its", "were", "ill", "wed").
    ("arent", 3),
    ("cant", 2),
    ("couldnt", 5),
    ("didnt", 3),
    ("doesnt", 4),
    ("dont", 2),
    ("hadnt", 3),
    ("hasnt", 3),
    ("havent", 4),
    ("im", 1),
    ("isnt", 2),
    ("ive", 1),
    ("shouldnt", 6),
    ("thats", 4),
    ("theres", 5),
    ("theyre", 4),
    ("wasnt", 3),
    ("werent", 4),
    ("whats", 4),
    ("wont", 2),
    ("wouldnt", 5),
    ("youre", 3),
    ("youve", 3),
];

/// Cuts a chunk without marks at its ends.
pub(super) fn split_core(core: &str, offset: usize, out: &mut Pieces) {
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

pub(super) fn is_address(core: &str) -> bool {
    let lower = core.to_lowercase();
    if lower.contains("://") || lower.starts_with("www.") || lower.starts_with("mailto:") {
        return true;
    }
    if let Some((name, host)) = core.split_once('@') {
        return !name.is_empty() && host.contains('.') && !name.contains(['"', '<', '(', '”']);
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
pub(super) fn split_word(word: &str, offset: usize, out: &mut Pieces) {
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
    // "Im" and "Ive" with a capital are names.
    let is_name = |pair: &str| pair.len() <= 3 && word != pair;
    PAIRS
        .iter()
        .find(|(pair, _)| word.eq_ignore_ascii_case(pair) && !is_name(pair))
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

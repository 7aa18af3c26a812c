//! CoNLL-U files with nested entities → [`TaggedSentence`]s.

use std::collections::BTreeMap;

use super::corpus::{TaggedSentence, name_type};

/// Reads a CoNLL-U file whose last column holds nested entity brackets and keeps those around proper nouns.
pub fn read_entities(text: &str) -> Vec<TaggedSentence> {
    let mut sentences = Vec::new();
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            if !rows.is_empty() {
                sentences.push(entities_of(&rows));
            }
            rows.clear();
        } else if line.starts_with(|c: char| c.is_ascii_digit()) {
            let columns: Vec<&str> = line.split('\t').collect();
            if columns.len() == 10 && columns[0].bytes().all(|b| b.is_ascii_digit()) {
                rows.push(columns);
            }
        }
    }
    sentences
}

fn entities_of(rows: &[Vec<&str>]) -> TaggedSentence {
    let words: Vec<String> = rows.iter().map(|row| row[1].to_owned()).collect();
    let mut sentence = TaggedSentence {
        tags: vec![0; words.len()],
        words,
        opens: false,
    };
    let mut open: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
    let mut spans = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let Some(text) = row[9]
            .split('|')
            .find_map(|part| part.strip_prefix("Entity="))
        else {
            continue;
        };
        for piece in text.split_inclusive(')').flat_map(split_opening) {
            let id = piece
                .trim_matches(['(', ')'])
                .split('-')
                .next()
                .unwrap_or_default();
            if piece.starts_with('(') {
                let kind = piece
                    .trim_matches(['(', ')'])
                    .split('-')
                    .nth(1)
                    .unwrap_or_default();
                open.entry(id).or_default().push((index, kind));
            }
            if piece.ends_with(')')
                && let Some((start, kind)) = open.get_mut(id).and_then(Vec::pop)
            {
                spans.push((start, index + 1, kind));
            }
        }
    }
    // Longest first, so that a name inside a longer one does not cut it.
    spans.sort_by_key(|&(start, end, _)| (std::cmp::Reverse(end - start), start));
    for (start, end, kind) in spans {
        if let Some((start, end)) = proper_part(rows, start, end)
            && sentence.tags[start..end].iter().all(|&tag| tag == 0)
            && let Some(kind) = name_type(if matches!(kind, "abstract" | "object") {
                "MISC"
            } else {
                kind
            })
        {
            sentence.mark(start, end, kind);
        }
    }
    sentence
}

fn split_opening(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(next) = rest.get(1..).and_then(|tail| tail.find('(')) {
        pieces.push(&rest[..=next]);
        rest = &rest[next + 1..];
    }
    pieces.push(rest);
    pieces
}

/// Narrows a bracketed phrase to the proper nouns around its head; none where its head is a common noun.
fn proper_part(rows: &[Vec<&str>], start: usize, end: usize) -> Option<(usize, usize)> {
    let outside = |row: &&Vec<&str>| {
        row[6]
            .parse::<usize>()
            .is_ok_and(|head| head == 0 || head <= start || head > end)
    };
    let head = start + rows[start..end].iter().position(|row| outside(&row))?;
    if rows[head][3] != "PROPN" {
        return None;
    }
    let proper = |index: usize| rows[index][3] == "PROPN";
    let titled = |index: usize| proper(index) && !matches!(rows[index][7], "nmod:desc");
    let link = |index: usize| {
        matches!(
            rows[index][1],
            "-" | "of" | "the" | "&" | "–" | "de" | "for" | "and"
        )
    };
    let (mut left, mut right) = (head, head + 1);
    while left > start
        && (titled(left - 1)
            || (left - 1 > start
                && link(left - 1)
                && rows[left - 1][1] != "and"
                && titled(left - 2)))
    {
        left -= if titled(left - 1) { 1 } else { 2 };
    }
    while right < end {
        let mut next = right;
        while next < end && next < right + 2 && link(next) {
            next += 1;
        }
        if next < end && proper(next) && !matches!(rows[next][7], "conj" | "appos") {
            right = next + 1;
        } else {
            break;
        }
    }
    Some((left, right))
}

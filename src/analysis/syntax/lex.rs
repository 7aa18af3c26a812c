//! A sentence's forms → what models see of each: the folded form, its affixes, its shape.

use super::hash;
use crate::analysis::lists::Lists;

/// What models see of one word's form.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lex {
    /// The folded form: lower case, digits as `0`.
    pub(crate) form: u64,
    /// The last two, three and four characters of the folded form, and its first three.
    pub(crate) affixes: [u64; 4],
    /// Runs of capitals, small letters, digits and marks.
    pub(crate) shape: u64,
    /// Which lists of names the word stands in: a number below 12.
    pub(crate) listed: u8,
}

impl Lex {
    /// Returns the hash of the form together with its shape.
    pub(crate) fn casing(&self) -> u32 {
        hash::upper(self.form) ^ self.shape as u32
    }
}

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// As prose does.
    Prose,
    /// Most words open with a capital, as in headlines.
    Title,
    /// Nearly all letters are capitals.
    Upper,
    /// No word opens with a capital.
    Lower,
}

/// Returns what models see of each form.
pub(crate) fn lexes(forms: &[&str], lists: &Lists) -> Vec<Lex> {
    let mut lexes: Vec<Lex> = forms.iter().map(|form| lex(form)).collect();
    let words: Vec<String> = forms.iter().map(|form| form.to_lowercase()).collect();
    let places = lists.place_marks(&words);
    for ((lex, word), place) in lexes.iter_mut().zip(&words).zip(places) {
        let (first, last) = (lists.is_first_name(word), lists.is_surname(word));
        lex.listed = u8::from(first) + 2 * u8::from(last) + 4 * place;
    }
    lexes
}

/// Returns the hash of the folded form.
pub(crate) fn form_hash(form: &str) -> u64 {
    hash::of_text(&fold(form))
}

/// Returns how the sentence uses capitals.
pub(crate) fn case_of(forms: &[&str]) -> Case {
    let (mut words, mut capital, mut upper) = (0, 0, 0);
    for form in forms {
        let mut letters = form.chars().filter(|c| c.is_alphabetic());
        let Some(first) = letters.next() else {
            continue;
        };
        if form.chars().count() < 4 {
            continue;
        }
        words += 1;
        capital += usize::from(first.is_uppercase());
        upper += usize::from(first.is_uppercase() && letters.all(char::is_uppercase));
    }
    match words {
        0 => Case::Prose,
        _ if words >= 2 && upper * 10 >= words * 8 => Case::Upper,
        _ if words >= 3 && capital * 10 >= words * 8 => Case::Title,
        _ if words >= 3 && capital == 0 && !starts_capital(forms) => Case::Lower,
        _ => Case::Prose,
    }
}

fn starts_capital(forms: &[&str]) -> bool {
    forms
        .iter()
        .find_map(|form| form.chars().find(|c| c.is_alphabetic()))
        .is_some_and(char::is_uppercase)
}

fn lex(form: &str) -> Lex {
    let folded = fold(form);
    let starts = || folded.char_indices().map(|(at, _)| at);
    let ending = |length: usize| &folded[starts().rev().nth(length - 1).unwrap_or(0)..];
    let opening = &folded[..starts().nth(3).unwrap_or(folded.len())];
    let affixes = [ending(2), ending(3), ending(4), opening];
    Lex {
        form: hash::of_text(&folded),
        affixes: affixes.map(hash::of_text),
        shape: hash::of_text(&shape(form)),
        listed: 0,
    }
}

/// Returns the form in lower case, digits as `0`, typographic marks as their plain forms.
fn fold(form: &str) -> String {
    if form.contains("://") || form.starts_with("www.") {
        return "http".to_owned();
    }
    if form.len() > 3 && form.contains('@') && form.contains('.') {
        return "x@x".to_owned();
    }
    let mut folded = String::with_capacity(form.len());
    for c in form.chars() {
        match c {
            '0'..='9' => folded.push('0'),
            '’' | '‘' | '`' | '´' => folded.push('\''),
            '“' | '”' | '«' | '»' => folded.push('"'),
            '—' | '–' if form.chars().count() == 1 => folded.push_str("--"),
            '…' => folded.push_str("..."),
            _ => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

/// Returns the kinds of the form's characters, a run longer than two cut to two.
fn shape(form: &str) -> String {
    let mut shape = String::with_capacity(form.len());
    let (mut last, mut run) = (' ', 0);
    for c in form.chars() {
        let kind = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ if c.is_numeric() => 'd',
            _ => c,
        };
        run = if kind == last { run + 1 } else { 1 };
        last = kind;
        if run <= 2 {
            shape.push(kind);
        }
    }
    shape
}

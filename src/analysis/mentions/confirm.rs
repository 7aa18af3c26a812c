//! Names of all sentences → the same, each made to agree with the rest of the article.

use std::collections::BTreeMap;

use super::evidence::{self, Classes};
use super::name::Name;
use super::view::View;
use super::{NameFinder, join, words};
use crate::analysis::NameType;

/// Drops doubtful names that nothing confirms and lets full names give their type to their parts and acronyms;
/// returns the classes that the surroundings of names tell.
pub(super) fn confirm(finder: &NameFinder, view: View<'_>, sentences: &mut [Vec<Name>]) -> Classes {
    for names in sentences.iter_mut() {
        names.retain(|name| name.known.is_some() || !only_titles(view, name));
    }
    let sure: BTreeMap<&str, Name> = first_of_each(view, sentences, |name| !name.doubtful);
    let all_doubtful = sure.is_empty();
    for names in sentences.iter_mut() {
        // With no running text to ask, a heading's own word must do.
        names.retain(|name| {
            !name.doubtful || all_doubtful || sure.contains_key(view.surface(&name.tokens))
        });
    }
    repeat_sure(view, sentences, &sure);
    join::join(view, sentences);
    by_end(view, sentences);
    agree(view, sentences);
    let classes = evidence::tell(finder, view, sentences);
    surnames(view, sentences);
    acronyms(view, sentences);
    classes
}

/// "Deputy Police Chief": several titles are nobody's name.
fn only_titles(view: View<'_>, name: &Name) -> bool {
    let title = |token: usize| {
        let text = view.text(token);
        words::is_title(text) || matches!(text, "Deputy" | "Police" | "Fire")
    };
    name.tokens.len() > 1 && name.tokens.clone().all(title)
}

fn first_of_each<'a>(
    view: View<'a>,
    sentences: &[Vec<Name>],
    keep: impl Fn(&Name) -> bool,
) -> BTreeMap<&'a str, Name> {
    let mut firsts = BTreeMap::new();
    for name in sentences.iter().flatten().filter(|name| keep(name)) {
        firsts
            .entry(view.surface(&name.tokens))
            .or_insert_with(|| name.clone());
    }
    firsts
}

/// Finds in headings the names that running text writes, longest first.
fn repeat_sure(view: View<'_>, sentences: &mut [Vec<Name>], sure: &BTreeMap<&str, Name>) {
    let longest = sure
        .values()
        .map(|name| name.tokens.len())
        .max()
        .unwrap_or(0)
        .min(8);
    for (sentence, names) in view.document.sentences.iter().zip(sentences) {
        if !view.is_title_case(sentence) {
            continue;
        }
        let mut start = sentence.tokens.start;
        while start < sentence.tokens.end {
            let ends = (start + 1..=sentence.tokens.end.min(start + longest)).rev();
            let found = ends.map(|end| start..end).find_map(|tokens| {
                let free = names
                    .iter()
                    .all(|name| name.tokens.end <= tokens.start || tokens.end <= name.tokens.start);
                let name = sure.get(view.surface(&tokens)).filter(|_| free)?;
                Some(Name {
                    tokens,
                    ..name.clone()
                })
            });
            start = found.as_ref().map_or(start + 1, |name| name.tokens.end);
            names.extend(found);
        }
        names.sort_by_key(|name| name.tokens.start);
    }
}

/// The last word of a name speaks louder than its surroundings; a title before it makes it a person.
fn by_end(view: View<'_>, sentences: &mut [Vec<Name>]) {
    for name in sentences
        .iter_mut()
        .flatten()
        .filter(|name| name.known.is_none() && name.tokens.len() > 1)
    {
        let end = words::type_by_end(view.text(name.tokens.end - 1));
        let loud = matches!(
            name.name_type,
            None | Some(NameType::Place | NameType::Organization)
        ) || end == Some(NameType::Organization);
        if let Some(end) = end.filter(|_| loud) {
            name.name_type = Some(end);
        }
    }
    for name in sentences
        .iter_mut()
        .flatten()
        .filter(|name| name.known.is_none() && !name.demonym)
    {
        let before = name
            .tokens
            .start
            .checked_sub(1)
            .map_or("", |token| view.text(token));
        if words::is_personal_title(before)
            && before.starts_with(char::is_uppercase)
            && name.tokens.len() <= 3
        {
            name.name_type = Some(NameType::Person);
        }
    }
}

/// One name, one type: the most frequent, the earliest of equals.
fn agree(view: View<'_>, sentences: &mut [Vec<Name>]) {
    let mut counts: BTreeMap<&str, Vec<(NameType, usize)>> = BTreeMap::new();
    for name in sentences.iter().flatten() {
        if let Some(name_type) = name.name_type {
            let seen = counts.entry(view.surface(&name.tokens)).or_default();
            match seen.iter_mut().find(|(one, _)| *one == name_type) {
                Some((_, count)) => *count += 1,
                None => seen.push((name_type, 1)),
            }
        }
    }
    for name in sentences
        .iter_mut()
        .flatten()
        .filter(|name| name.known.is_none() && !name.demonym)
    {
        let seen = counts
            .get(view.surface(&name.tokens))
            .map_or(&[][..], Vec::as_slice);
        let most = seen.iter().map(|(_, count)| *count).max().unwrap_or(0);
        name.name_type = seen
            .iter()
            .find(|(_, count)| *count == most)
            .map(|(name_type, _)| *name_type)
            .or(name.name_type);
    }
}

/// A surname alone is the person whose full name the article writes.
fn surnames(view: View<'_>, sentences: &mut [Vec<Name>]) {
    let person = |name: &Name| name.name_type == Some(NameType::Person) && name.tokens.len() > 1;
    let mut persons: BTreeMap<&str, ()> = BTreeMap::new();
    for name in sentences.iter().flatten().filter(|name| person(name)) {
        persons.insert(view.text(name.tokens.end - 1), ());
    }
    for (sentence, names) in view.document.sentences.iter().zip(sentences) {
        for name in names
            .iter_mut()
            .filter(|name| name.tokens.len() == 1 && !name.demonym)
        {
            let surname = persons.contains_key(view.text(name.tokens.start));
            if surname && name.name_type != Some(NameType::Person) {
                (name.name_type, name.known) = (Some(NameType::Person), None);
            }
        }
        for token in sentence.tokens.clone() {
            let free = names.iter().all(|name| !name.tokens.contains(&token));
            if free
                && view.capital(token)
                && view.text(token).chars().count() > 2
                && persons.contains_key(view.text(token))
            {
                let person = Some(NameType::Person);
                names.push(Name {
                    tokens: token..token + 1,
                    name_type: person,
                    known: None,
                    demonym: false,
                    doubtful: false,
                });
            }
        }
        names.sort_by_key(|name| name.tokens.start);
    }
}

/// "National Health Service (NHS)" tells what "NHS" is.
fn acronyms(view: View<'_>, sentences: &mut [Vec<Name>]) {
    let mut types: BTreeMap<&str, NameType> = BTreeMap::new();
    for name in sentences.iter().flatten() {
        let short = name.tokens.end + 1;
        let bracket = view.text(name.tokens.end) == "(" && view.text(short + 1) == ")";
        if let Some(name_type) = name
            .name_type
            .filter(|_| bracket && is_acronym(view.text(short), view.surface(&name.tokens)))
        {
            types.insert(view.text(short), name_type);
        }
    }
    for (sentence, names) in view.document.sentences.iter().zip(sentences) {
        for name in names
            .iter_mut()
            .filter(|name| name.known.is_none() && name.tokens.len() == 1)
        {
            name.name_type = types
                .get(view.text(name.tokens.start))
                .copied()
                .or(name.name_type);
        }
        for token in sentence.tokens.clone() {
            let free = names.iter().all(|name| !name.tokens.contains(&token));
            if let Some(name_type) = types.get(view.text(token)).filter(|_| free) {
                names.push(Name {
                    tokens: token..token + 1,
                    name_type: Some(*name_type),
                    known: None,
                    demonym: false,
                    doubtful: false,
                });
            }
        }
        names.sort_by_key(|name| name.tokens.start);
    }
}

/// Whether the letters of `short` are the first letters of most words of `long`.
fn is_acronym(short: &str, long: &str) -> bool {
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).collect();
    let initials: Vec<char> = long
        .split([' ', '-'])
        .filter_map(|word| word.chars().next())
        .collect();
    let mut rest = initials.iter();
    letters.len() >= 2
        && short.chars().filter(|c| c.is_uppercase()).count() >= 2
        && letters
            .iter()
            .filter(|letter| rest.any(|initial| initial.to_uppercase().eq(letter.to_uppercase())))
            .count()
            * 3
            >= letters.len() * 2
}

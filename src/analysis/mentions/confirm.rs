//! Names of all sentences → the same, each made to agree with the rest of the article.

use std::collections::BTreeMap;

use oxigraph::model::NamedNode;

use super::name::Name;
use super::view::View;
use super::{NameFinder, evidence, words};
use crate::analysis::NameType;
use crate::ontology::names::fold;

/// The classes that the article's words give its names, by folded name.
pub(super) type Classes = BTreeMap<String, BTreeMap<NamedNode, usize>>;

/// Drops doubtful names that nothing confirms and lets full names give their type to their parts and acronyms;
/// returns the classes that the words round the names give them.
pub(super) fn confirm(finder: &NameFinder, view: View<'_>, sentences: &mut [Vec<Name>]) -> Classes {
    let sure: BTreeMap<&str, Name> = first_of_each(view, sentences, |name| !name.doubtful);
    let all_doubtful = sure.is_empty();
    for names in sentences.iter_mut() {
        // With no running text to ask, a heading's own word must do.
        names.retain(|name| {
            !name.doubtful || all_doubtful || sure.contains_key(view.surface(&name.tokens))
        });
    }
    repeat_sure(view, sentences, &sure);
    by_end(view, sentences);
    let classes = agree(finder, view, sentences);
    surnames(view, sentences);
    firms(view, sentences);
    acronyms(view, sentences);
    classes
}

/// Under what a name is the same name within an article: "GITHUB", "GitHub" and "GitHub's".
pub(super) fn key(view: View<'_>, name: &Name) -> String {
    fold(
        view.surface(&name.tokens)
            .trim_end_matches("'s")
            .trim_end_matches("’s"),
    )
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
        if evidence::titled(view, name) {
            name.name_type = Some(NameType::Person);
        }
    }
}

/// One name, one type: what most of the article says it is, the earliest of equals; what words tell counts more than shape.
fn agree(finder: &NameFinder, view: View<'_>, sentences: &mut [Vec<Name>]) -> Classes {
    let mut counts: BTreeMap<String, Vec<(NameType, usize)>> = BTreeMap::new();
    let mut classes = Classes::new();
    for (sentence, names) in view.document.sentences.iter().zip(&*sentences) {
        for name in names.iter().filter(|name| !name.demonym) {
            let key = key(view, name);
            let seen = counts.entry(key.clone()).or_default();
            if let Some(name_type) = name.name_type {
                vote(seen, name_type, 1);
            }
            if name.known.is_some() {
                continue;
            }
            for told in evidence::of(finder, view, sentence, name) {
                vote(seen, told.name_type, told.weight);
                if let Some(class) = told.class {
                    *classes
                        .entry(key.clone())
                        .or_default()
                        .entry(class)
                        .or_default() += 1;
                }
            }
        }
    }
    for name in sentences
        .iter_mut()
        .flatten()
        .filter(|name| name.known.is_none() && !name.demonym)
    {
        let seen = counts.get(&key(view, name)).map_or(&[][..], Vec::as_slice);
        let most = seen.iter().map(|(_, count)| *count).max().unwrap_or(0);
        name.name_type = seen
            .iter()
            .find(|(_, count)| *count == most)
            .map(|(name_type, _)| *name_type)
            .or(name.name_type);
    }
    classes
}

fn vote(seen: &mut Vec<(NameType, usize)>, name_type: NameType, weight: usize) {
    match seen.iter_mut().find(|(one, _)| *one == name_type) {
        Some((_, count)) => *count += weight,
        None => seen.push((name_type, weight)),
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

/// The first word of a body's name is that body for short: "Kestrel" of "Kestrel Mutual", where nobody is called so.
fn firms(view: View<'_>, sentences: &mut [Vec<Name>]) {
    let mut bodies: BTreeMap<&str, bool> = BTreeMap::new();
    for name in sentences
        .iter()
        .flatten()
        .filter(|name| name.tokens.len() > 1)
    {
        match name.name_type {
            Some(NameType::Organization) if name.known.is_none() => {
                bodies.entry(view.text(name.tokens.start)).or_insert(true);
            }
            Some(NameType::Person) => {
                for token in name.tokens.clone() {
                    bodies.insert(view.text(token), false);
                }
            }
            _ => {}
        }
    }
    for name in sentences.iter_mut().flatten() {
        let short = name.known.is_none() && name.tokens.len() == 1 && !evidence::titled(view, name);
        let open = matches!(name.name_type, None | Some(NameType::Person));
        if short && open && bodies.get(view.text(name.tokens.start)) == Some(&true) {
            name.name_type = Some(NameType::Organization);
        }
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

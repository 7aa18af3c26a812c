//! Parts of names → whole names: "Nils" "Haugen", "Paper" of the "Paper Lantern" that stands elsewhere.

use std::collections::BTreeSet;

use super::name::Name;

use super::view::View;
use super::{ends, words};
use crate::analysis::lists::Lists;
use crate::analysis::{NameType, Pos};
use crate::text::Sentence;

/// Joins the parts of names that belong together.
pub(super) fn join(view: View<'_>, sentences: &mut [Vec<Name>]) {
    for (sentence, names) in view.document.sentences.iter().zip(sentences.iter_mut()) {
        if !view.is_title_case(sentence) {
            neighbours(view, names);
            given_names(view, sentence, names);
        }
    }
    whole(view, sentences);
}

/// "Morning" and "Ledger" are one newspaper.
fn neighbours(view: View<'_>, names: &mut Vec<Name>) {
    let unknown = |name: &Name| name.known.is_none() && !name.demonym;
    let mut at = 1;
    while at < names.len() {
        let (one, other) = (&names[at - 1], &names[at]);
        let touching = one.tokens.end == other.tokens.start && unknown(one) && unknown(other);
        let business = ends::is_business(view.text(other.tokens.end - 1));
        if touching && business && one.tokens.len() == 1 && other.tokens.len() == 1 {
            names[at - 1].tokens.end = other.tokens.end;
            names[at - 1].name_type = Some(NameType::Organization);
            names.remove(at);
        } else {
            at += 1;
        }
    }
}

/// "chief executive Nils Haugen": a capital word before a surname is its given name.
fn given_names(view: View<'_>, sentence: &Sentence, names: &mut Vec<Name>) {
    let opening = view.opening(sentence);
    let mut at = 0;
    while at < names.len() {
        let start = names[at].tokens.start;
        let person = names[at].name_type == Some(NameType::Person)
            && names[at].tokens.len() == 1
            && names[at].known.is_none();
        let before = start.checked_sub(1).filter(|token| *token > opening);
        let given = before.filter(|token| {
            let word = view.text(*token);
            person
                && view.capital(*token)
                && view.pos(*token) == Some(Pos::Propn)
                && word.chars().skip(1).any(char::is_lowercase)
                && !words::is_title(word)
                && !words::is_calendar(word)
                && !Lists::built_in().is_common(&word.to_lowercase())
        });
        let owner = at
            .checked_sub(1)
            .filter(|owner| names[*owner].tokens.end == start);
        let Some(given) = given else {
            at += 1;
            continue;
        };
        match owner {
            None => names[at].tokens.start = given,
            Some(owner)
                if names[owner].tokens.len() == 1
                    && names[owner].known.is_none()
                    && names[owner].name_type.is_none() =>
            {
                names[at].tokens.start = given;
                names.remove(owner);
            }
            Some(_) => at += 1,
        }
        at += usize::from(owner.is_none());
    }
}

/// Where a name of several words that stands elsewhere in the article is found in parts, takes the whole.
fn whole(view: View<'_>, sentences: &mut [Vec<Name>]) {
    let plain = |name: &Name| {
        let word = |token: usize| view.capital(token) || view.pos(token) == Some(Pos::Num);
        name.tokens.len() > 1 && name.tokens.clone().all(word)
    };
    let mut longer: Vec<(Vec<&str>, Name)> = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for name in sentences.iter().flatten().filter(|name| plain(name)) {
        if seen.insert(view.surface(&name.tokens)) {
            let words = name.tokens.clone().map(|token| view.text(token)).collect();
            longer.push((words, name.clone()));
        }
    }
    for (sentence, names) in view.document.sentences.iter().zip(sentences) {
        for start in sentence.tokens.clone() {
            let here = |words: &[&str]| {
                let end = start + words.len();
                end <= sentence.tokens.end
                    && words
                        .iter()
                        .zip(start..)
                        .all(|(word, token)| view.text(token) == *word)
            };
            for (words, name) in longer.iter().filter(|(words, _)| here(words)) {
                let tokens = start..start + words.len();
                let over = |other: &Name| {
                    other.tokens.start < tokens.end && tokens.start < other.tokens.end
                };
                let parts = names.iter().filter(|other| over(other));
                let inside = parts.clone().all(|other| {
                    other.tokens.start >= tokens.start
                        && other.tokens.end <= tokens.end
                        && other.tokens.len() < tokens.len()
                });
                if inside && parts.count() > 0 {
                    names.retain(|other| !over(other));
                    names.push(Name {
                        tokens,
                        ..name.clone()
                    });
                    names.sort_by_key(|name| name.tokens.start);
                }
            }
        }
    }
}

//! Words for the people of a place that stand for one of them: "the Filipino", "the Englishman".

use super::name::Name;
use super::view::View;
use crate::analysis::Rel;

/// Whether a word for people stands for one person: it has an article and no noun behind it.
pub(super) fn is_one_person(view: View<'_>, name: &Name) -> bool {
    let Some(word) = view.words.get(name.tokens.start) else {
        return false;
    };
    let text = view.text(name.tokens.start);
    // "the British", "the Chinese" are many.
    let many = ["sh", "ch", "se", "ss"]
        .iter()
        .any(|end| text.ends_with(end));
    let modifies = matches!(
        word.rel,
        Rel::Compound | Rel::Amod | Rel::Flat | Rel::NmodDesc | Rel::Conj
    );
    name.demonym && name.tokens.len() == 1 && !many && !modifies && determined(view, name)
}

/// "the free-swinging Mexican": whether an article stands before the word or its adjectives.
fn determined(view: View<'_>, name: &Name) -> bool {
    let head = name.tokens.start;
    let mut dependents = (0..head).rev().take(6).filter(|token| {
        view.words
            .get(*token)
            .is_some_and(|word| word.head == Some(head) && word.rel == Rel::Det)
    });
    dependents.any(|token| {
        matches!(
            view.text(token).to_lowercase().as_str(),
            "the" | "a" | "an" | "another" | "this"
        )
    })
}

//! Words → the pronouns that refer to something.

use super::view::View;
use crate::analysis::{Mention, MentionKind, NameType, Rel};
use crate::text::Sentence;

const PRONOUNS: &[&str] = &[
    "he",
    "she",
    "they",
    "it",
    "we",
    "i",
    "him",
    "them",
    "us",
    "me",
    "who",
    "whom",
    "which",
    "his",
    "her",
    "hers",
    "its",
    "their",
    "theirs",
    "our",
    "ours",
    "my",
    "mine",
    "whose",
    "himself",
    "herself",
    "itself",
    "themselves",
    "ourselves",
    "myself",
];
const PERSONS: &[&str] = &[
    "he", "she", "i", "him", "me", "his", "her", "hers", "my", "mine", "himself", "herself",
    "myself",
];

/// Returns the pronouns of one sentence: "that" only where it opens a relative clause, "it" only where it means something.
pub(super) fn pronouns(
    view: View<'_>,
    sentence: &Sentence,
    named: impl Fn(usize) -> bool,
) -> Vec<Mention> {
    sentence
        .tokens
        .clone()
        .filter(|token| !named(*token))
        .filter_map(|token| {
            let word = view.words.get(token)?;
            let text = view.text(token);
            let key = text.to_lowercase();
            let relative = key == "that" && word.tag == "WDT" && word.rel != Rel::Mark;
            // "US" and "IT" are names.
            let shouted = text.len() > 1 && text.chars().all(char::is_uppercase);
            if !(relative || PRONOUNS.contains(&key.as_str())) || word.rel == Rel::Expl || shouted {
                return None;
            }
            let tokens = token..token + 1;
            let span = view.span(&tokens);
            let name_type = PERSONS.contains(&key.as_str()).then_some(NameType::Person);
            Some(Mention {
                tokens,
                head: token,
                span,
                kind: MentionKind::Pronoun,
                name_type,
                class: None,
                known: None,
            })
        })
        .collect()
}

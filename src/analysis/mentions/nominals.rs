//! Descriptions and pronouns: noun phrases whose noun stands for a class, and words that stand for what was named.

use std::collections::BTreeMap;

use oxigraph::model::NamedNode;

use super::span;
use crate::analysis::{Mention, MentionKind, Pos, Rel, Word};
use crate::text::Document;

const PRONOUNS: &[&str] = &[
    "he", "she", "him", "his", "her", "hers", "himself", "herself", "it", "its", "itself", "they", "them", "their",
    "themselves", "we", "our", "us", "i", "my", "me", "who", "which", "whose", "whom",
];

/// Finds descriptions and pronouns among the words that no name has taken.
pub(super) fn find(
    document: &Document,
    words: &[Word],
    nouns: &BTreeMap<String, NamedNode>,
    taken: &[bool],
) -> Vec<Mention> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); words.len()];
    for (index, word) in words.iter().enumerate() {
        if let Some(kids) = word.head.and_then(|head| children.get_mut(head)) {
            kids.push(index);
        }
    }
    let mut found = Vec::new();
    for (token, word) in words.iter().enumerate() {
        if taken[token] {
            continue;
        }
        let lower = document.tokens[token].of(&document.text).to_lowercase();
        if word.pos == Pos::Pron && PRONOUNS.contains(&lower.as_str()) {
            let tokens = token..token + 1;
            let span = span(document, &tokens);
            found.push(Mention { tokens, head: token, span, kind: MentionKind::Pronoun, name_type: None, class: None, known: None });
        } else if word.pos == Pos::Noun {
            if let Some(class) = nouns.get(&word.lemma).or_else(|| nouns.get(&lower)) {
                found.push(nominal(document, words, &children[token], token, class));
            }
        }
    }
    found
}

/// A noun with the words before it that belong to it, its article left out.
fn nominal(document: &Document, words: &[Word], kids: &[usize], head: usize, class: &NamedNode) -> Mention {
    let belongs = |kid: &&usize| {
        matches!(words[**kid].rel, Rel::Amod | Rel::Compound | Rel::NmodPoss | Rel::Nummod | Rel::NmodUnmarked)
    };
    let mut first = head;
    // Only what stands unbroken before the noun is part of it.
    for kid in kids.iter().filter(|kid| **kid < head).filter(belongs).copied().collect::<Vec<_>>().into_iter().rev() {
        first = first.min(kid);
    }
    let tokens = first..head + 1;
    let span = span(document, &tokens);
    Mention { tokens, head, span, kind: MentionKind::Nominal, name_type: None, class: Some(class.clone()), known: None }
}

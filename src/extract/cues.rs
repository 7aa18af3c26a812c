//! Cues of the ontology, found at the words they stand on.

use std::collections::HashMap;

use super::tree::Tree;
use crate::analysis::{MentionKind, Rel};
use crate::ontology::{Cue, Ontology, Scope};
use crate::text::Span;

/// The cues by each of their words.
#[derive(Debug, Default)]
pub(super) struct Cues<'o> {
    cues: &'o [Cue],
    /// Word → (cue, alternative, position of the word in it).
    by_word: HashMap<String, Vec<(usize, usize, usize)>>,
}

/// A cue where it stands in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'c> {
    pub(super) cue: &'c Cue,
    pub(super) span: Span,
}

impl<'o> Cues<'o> {
    pub(super) fn new(ontology: &'o Ontology) -> Self {
        let mut by_word: HashMap<String, Vec<(usize, usize, usize)>> = HashMap::new();
        for (index, cue) in ontology.cues.iter().enumerate() {
            for (alternative, words) in cue.lemmas.iter().enumerate() {
                for (position, word) in words.iter().enumerate() {
                    by_word
                        .entry(word.clone())
                        .or_default()
                        .push((index, alternative, position));
                }
            }
        }
        Self {
            cues: &ontology.cues,
            by_word,
        }
    }

    /// Whether a word can by itself govern a clause and say how real it is.
    pub(super) fn governs(&self, lemma: &str) -> bool {
        let places = self.by_word.get(lemma).into_iter().flatten();
        places.into_iter().any(|(cue, alternative, _)| {
            let cue = &self.cues[*cue];
            matches!(cue.scope, Scope::Complement | Scope::SpeechNoun)
                && cue.lemmas[*alternative].len() == 1
        })
    }

    /// Whether a verb lends its subject to the noun it governs.
    pub(super) fn lends(&self, lemma: &str) -> bool {
        let places = self.by_word.get(lemma).into_iter().flatten();
        places
            .into_iter()
            .any(|(cue, ..)| self.cues[*cue].scope == Scope::Light)
    }

    /// Whether a verb by itself is one of saying or thinking.
    pub(super) fn says(&self, lemma: &str) -> bool {
        let places = self.by_word.get(lemma).into_iter().flatten();
        places.into_iter().any(|(cue, alternative, _)| {
            let cue = &self.cues[*cue];
            cue.scope == Scope::Speech && !cue.voids && cue.lemmas[*alternative].len() == 1
        })
    }

    /// Whether a description says of its own thing that it may not be: "the rumoured partnership".
    pub(super) fn doubted(&self, tree: &Tree, mention: usize) -> bool {
        let mention = &tree.analysis.mentions[mention];
        let described = mention.kind == MentionKind::Nominal;
        let mut adjectives = tree.kids_by(mention.head, &[Rel::Amod]);
        described
            && adjectives.any(|kid| {
                self.at(tree, kid, &[Scope::Adjective])
                    .is_some_and(|found| found.cue.status.as_deref() == Some("rumoured"))
            })
    }

    /// The longest cue of one of `scopes` that stands on `token`.
    pub(super) fn at(&self, tree: &Tree, token: usize, scopes: &[Scope]) -> Option<Found<'o>> {
        let lower = tree.lower(token);
        let lemma = tree.lemma(token).to_lowercase();
        let mut keys = vec![lower.as_str()];
        if lemma != lower {
            keys.push(lemma.as_str());
        }
        let places = keys
            .iter()
            .filter_map(|key| self.by_word.get(*key))
            .flatten();
        places
            .filter(|(cue, ..)| scopes.contains(&self.cues[*cue].scope))
            .filter_map(|(cue, alternative, position)| {
                let cue = &self.cues[*cue];
                let words = &cue.lemmas[*alternative];
                let span = window(tree, token.checked_sub(*position)?, words)?;
                Some((words.len(), Found { cue, span }))
            })
            .max_by_key(|(length, _)| *length)
            .map(|(_, found)| found)
    }
}

impl<'o> Cues<'o> {
    /// The cue of a verb and the word that opens the clause it governs, with somebody between them: "barred him from".
    pub(super) fn parted(&self, tree: &Tree, verb: usize, clause: usize) -> Option<Found<'o>> {
        let opening = tree.kid(clause, &[Rel::Mark, Rel::Case])?;
        let opening = tree.lower((opening > verb + 1).then_some(opening)?);
        let lemma = tree.lemma(verb).to_lowercase();
        // "went on to win": the words between belong to the cue.
        let whole = self.at(tree, verb, &[Scope::Complement]);
        if whole.is_some_and(|found| found.span.end > tree.token_span(verb).end) {
            return None;
        }
        let mut places = self.by_word.get(&lemma)?.iter();
        places.find_map(|(cue, alternative, _)| {
            let cue = &self.cues[*cue];
            let words = &cue.lemmas[*alternative];
            let fits = cue.scope == Scope::Complement
                && words.len() == 2
                && (&words[0], &words[1]) == (&lemma, &opening);
            fits.then(|| Found {
                cue,
                span: tree.token_span(verb),
            })
        })
    }
}

/// Where `words` stand from token `first` on, if they do, all in one sentence.
fn window(tree: &Tree, first: usize, words: &[String]) -> Option<Span> {
    let range = first..first + words.len();
    let sentence = tree.sentence_tokens(first);
    if range.end > sentence.end {
        return None;
    }
    let fits = |(token, word): (usize, &String)| {
        tree.lower(token) == *word || tree.lemma(token).eq_ignore_ascii_case(word)
    };
    range
        .clone()
        .zip(words)
        .all(fits)
        .then(|| tree.span(&range))
}

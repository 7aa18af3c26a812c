//! The frames of an ontology by the words that can trigger them.

use std::collections::HashMap;

use oxigraph::model::NamedNode;

use super::candidate::Candidate;
use super::open::dictionary_form;
use super::tree::Tree;
use super::{noun, role, verb};
use crate::analysis::Pos;
use crate::ontology::{Frame, Ontology, Relation, Shape};

/// Every frame of every relation, by triggering word.
#[derive(Debug, Default)]
pub(super) struct Frames<'o> {
    relations: Vec<&'o Relation>,
    /// Lemma or form → (relation, frame).
    triggers: HashMap<String, Vec<(usize, usize)>>,
}

impl<'o> Frames<'o> {
    pub(super) fn new(ontology: &'o Ontology) -> Self {
        let relations: Vec<&Relation> = ontology.relations.values().collect();
        let mut triggers: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
        for (index, relation) in relations.iter().enumerate() {
            for (place, frame) in relation.frames.iter().enumerate() {
                for word in words(&frame.shape) {
                    let frames = triggers.entry(word).or_default();
                    if !frames.contains(&(index, place)) {
                        frames.push((index, place));
                    }
                }
            }
        }
        Self {
            relations,
            triggers,
        }
    }

    /// The frames of one relation that find something at a word, each with what it finds.
    pub(super) fn fitting(
        &self,
        tree: &Tree,
        token: usize,
        iri: &NamedNode,
    ) -> Vec<(&'o Frame, Candidate)> {
        let places = self.places(tree, token).into_iter();
        let own = places.filter(|(relation, _)| self.relations[*relation].iri == *iri);
        own.flat_map(|(relation, frame)| {
            let found = self.matched(tree, token, relation, frame).into_iter();
            found.map(move |candidate| (&self.relations[relation].frames[frame], candidate))
        })
        .collect()
    }

    /// Everything that the frames find at one word.
    pub(super) fn matches(&self, tree: &Tree, token: usize) -> Vec<Candidate> {
        let places = self.places(tree, token);
        // "national security adviser" is another office than "adviser".
        let titles: Vec<usize> = places
            .iter()
            .map(|(relation, frame)| {
                role::length(tree, token, &self.relations[*relation].frames[*frame])
            })
            .collect();
        let longest = titles.iter().copied().max().unwrap_or(0);
        // "Grateful Dead" says nothing of anybody's death.
        let named = tree.is_name(token);
        places
            .into_iter()
            .zip(titles)
            .filter(|(_, title)| *title == 0 || *title == longest)
            .filter(|((relation, frame), _)| {
                let shape = &self.relations[*relation].frames[*frame].shape;
                !named || matches!(shape, Shape::Role { .. })
            })
            .flat_map(|((relation, frame), _)| self.matched(tree, token, relation, frame))
            .collect()
    }

    /// The frames that a word can trigger, as (relation, frame).
    fn places(&self, tree: &Tree, token: usize) -> Vec<(usize, usize)> {
        let lemma = tree.lemma(token).to_lowercase();
        let lower = tree.lower(token);
        let mut places: Vec<(usize, usize)> =
            self.triggers.get(&lemma).cloned().unwrap_or_default();
        if lower != lemma {
            places.extend(self.triggers.get(&lower).into_iter().flatten());
        }
        // Frames are written with the dictionary's verbs, which no rule finds for every form: "sampled" of "sample".
        if tree.pos(token) == Pos::Verb {
            let known = dictionary_form(&lower, &lemma);
            if known != lemma {
                places.extend(self.triggers.get(&known).into_iter().flatten());
            }
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    fn matched(&self, tree: &Tree, token: usize, relation: usize, frame: usize) -> Vec<Candidate> {
        let relation = self.relations[relation];
        let frame = &relation.frames[frame];
        if beside(tree, token, &relation.not_beside) {
            return Vec::new();
        }
        let pos = tree.pos(token);
        match &frame.shape {
            Shape::Verb {
                participle: true, ..
            } if matches!(pos, Pos::Verb | Pos::Adj | Pos::Adv | Pos::Noun) => {
                verb::matches(tree, token, relation, frame)
            }
            Shape::Verb {
                participle: false,
                verbs,
                ..
            } if matches!(pos, Pos::Verb | Pos::Aux) && is_one_of(tree, token, verbs) => {
                verb::matches(tree, token, relation, frame)
            }
            Shape::Noun { .. } if matches!(pos, Pos::Noun | Pos::Propn) => {
                noun::matches(tree, token, relation, frame)
            }
            Shape::Role { .. } if matches!(pos, Pos::Noun | Pos::Propn | Pos::Adj) => {
                role::matches(tree, token, relation, frame)
            }
            Shape::Verb { .. } | Shape::Noun { .. } | Shape::Role { .. } => Vec::new(),
        }
    }
}

/// Whether a verb is one of `verbs`, and not only looks like it: "found it curious" founds nothing.
pub(super) fn is_one_of(tree: &Tree, verb: usize, verbs: &[String]) -> bool {
    let lemma = tree.lemma(verb).to_lowercase();
    let known = dictionary_form(&tree.lower(verb), &lemma);
    verbs.contains(&lemma) || verbs.contains(&known)
}

/// The words at which a frame can be triggered.
fn words(shape: &Shape) -> Vec<String> {
    match shape {
        Shape::Verb { verbs, .. } => verbs.clone(),
        Shape::Noun { nouns, .. } => nouns.clone(),
        Shape::Role { titles, .. } => titles
            .iter()
            .filter_map(|words| words.last().cloned())
            .collect(),
    }
}

/// Whether one of some words stands in the sentence of a token.
fn beside(tree: &Tree, token: usize, words: &[String]) -> bool {
    let mut tokens = tree.sentence_tokens(token);
    !words.is_empty()
        && tokens.any(|at| {
            words
                .iter()
                .any(|word| tree.lemma(at).eq_ignore_ascii_case(word))
        })
}

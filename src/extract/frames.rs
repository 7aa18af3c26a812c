//! The frames of an ontology by the words that can trigger them.

use std::collections::BTreeMap;

use super::candidate::Candidate;
use super::tree::Tree;
use super::{noun, role, verb};
use crate::ontology::{Ontology, Relation, Shape};

/// Every frame of every relation, by triggering word.
#[derive(Debug, Default)]
pub(super) struct Frames<'o> {
    relations: Vec<&'o Relation>,
    /// Lemma or form → (relation, frame).
    triggers: BTreeMap<String, Vec<(usize, usize)>>,
}

impl<'o> Frames<'o> {
    pub(super) fn new(ontology: &'o Ontology) -> Self {
        let relations: Vec<&Relation> = ontology.relations.values().collect();
        let mut triggers: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
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

    /// Everything that the frames find at one word.
    pub(super) fn matches(&self, tree: &Tree, token: usize) -> Vec<Candidate> {
        let lemma = tree.lemma(token).to_lowercase();
        let lower = tree.lower(token);
        let mut places: Vec<(usize, usize)> =
            self.triggers.get(&lemma).cloned().unwrap_or_default();
        if lower != lemma {
            places.extend(self.triggers.get(&lower).into_iter().flatten());
        }
        places.sort_unstable();
        places.dedup();
        // "national security adviser" is another office than "adviser".
        let title = |(relation, frame): &(usize, usize)| {
            role::length(tree, token, &self.relations[*relation].frames[*frame])
        };
        let longest = places.iter().map(title).max().unwrap_or(0);
        places.retain(|place| {
            let length = title(place);
            length == 0 || length == longest
        });
        places
            .into_iter()
            .flat_map(|(relation, frame)| self.matched(tree, token, relation, frame))
            .collect()
    }

    fn matched(&self, tree: &Tree, token: usize, relation: usize, frame: usize) -> Vec<Candidate> {
        use crate::analysis::{MentionKind, Pos};
        let relation = self.relations[relation];
        let frame = &relation.frames[frame];
        let pos = tree.pos(token);
        let named = tree
            .mention(token)
            .is_some_and(|m| tree.analysis.mentions[m].kind == MentionKind::Name);
        // "Grateful Dead" says nothing of anybody's death.
        if named && !matches!(frame.shape, Shape::Role { .. }) {
            return Vec::new();
        }
        match &frame.shape {
            Shape::Verb {
                participle: true, ..
            } if matches!(pos, Pos::Verb | Pos::Adj | Pos::Adv | Pos::Noun) => {
                verb::matches(tree, token, relation, frame)
            }
            Shape::Verb {
                participle: false, ..
            } if matches!(pos, Pos::Verb | Pos::Aux) => verb::matches(tree, token, relation, frame),
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

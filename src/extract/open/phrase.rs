//! Names of relations, and the frames that would find them: a verb, its particle and a preposition → "take over", "lose to".

use crate::extract::tree::Tree;
use crate::ontology::FrameKind;

/// A name in the making, with its frame.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    words: Vec<String>,
    kind: FrameKind,
    /// What stands between the slots of the frame.
    middle: String,
}

impl Phrase {
    /// A verb in its dictionary form with its particle.
    pub(super) fn verb(tree: &Tree, verb: usize, particle: Option<usize>) -> Self {
        let lemma = tree.lemma(verb).to_lowercase();
        let particle = particle.map(|word| tree.lower(word));
        let middle = match &particle {
            Some(particle) => format!("{lemma} +{particle}"),
            None => lemma.clone(),
        };
        Self {
            words: std::iter::once(lemma).chain(particle).collect(),
            kind: FrameKind::Verb,
            middle,
        }
    }

    /// A participle or an adjective after "be": "named after", "loyal to".
    pub(super) fn state(tree: &Tree, word: usize) -> Self {
        let form = tree.lower(word);
        Self {
            middle: format!("be:{form}"),
            words: vec![form],
            kind: FrameKind::Verb,
        }
    }

    /// A noun of action: "visit to".
    pub(super) fn action(tree: &Tree, noun: usize) -> Self {
        let lemma = tree.lemma(noun).to_lowercase();
        Self {
            middle: lemma.clone(),
            words: vec![lemma],
            kind: FrameKind::Noun,
        }
    }

    /// What somebody is called: "critic of".
    pub(super) fn role(tree: &Tree, noun: usize) -> Self {
        Self {
            kind: FrameKind::Role,
            ..Self::action(tree, noun)
        }
    }

    /// The same with a bare noun as the object of the verb: "take part in".
    pub(super) fn with_noun(mut self, tree: &Tree, noun: usize) -> Self {
        let lemma = tree.lemma(noun).to_lowercase();
        self.middle = format!("{} {lemma}", self.middle.replace('+', ""));
        self.words.push(lemma);
        self
    }

    /// The same with a preposition at its end.
    pub(super) fn with_preposition(mut self, preposition: &str) -> Self {
        // "+" marks a particle only where a slot follows at once.
        self.middle = format!("{} {preposition}", self.middle.replace('+', ""));
        self.words.push(preposition.to_owned());
        self
    }

    /// The name.
    pub(super) fn name(&self) -> String {
        self.words.join(" ")
    }

    /// The frame in the ontology's notation.
    pub(super) fn frame(&self) -> (FrameKind, String) {
        let text = match self.kind {
            FrameKind::Verb => format!("S {} O", self.middle),
            FrameKind::Noun => format!("S's {} O", self.middle),
            FrameKind::Role => format!("{} O", self.middle),
        };
        (self.kind, text)
    }
}

//! What a frame finds in a sentence before its stance is read.

use oxigraph::model::NamedNode;

use super::tree::Tree;
use crate::ontology::{Relation, Slot};

/// A relation with the tokens that fill it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) relation: NamedNode,
    /// The word that expresses the relation.
    pub(super) trigger: usize,
    /// Head of the subject.
    pub(super) subject: usize,
    /// Head of the object, or what the frame says itself.
    pub(super) object: Filler,
    /// How the words hold together.
    pub(super) construction: Construction,
    /// The words of the title, where a title is held.
    pub(super) role: Option<std::ops::Range<usize>>,
    /// Whether the verb only carries the noun that says it ("expects sales of"), and may itself say how real it is.
    pub(super) light: bool,
}

/// What fills the object.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Filler {
    Token(usize),
    Constant(String),
}

/// What kind of wording matched; decides which cues can reach it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Construction {
    /// A clause: everything that bears on its verb bears on the relation.
    Clause,
    /// A noun of action: adjectives and governing verbs bear on it.
    Noun,
    /// A title or an apposition: taken for granted by the sentence around it.
    Title,
}

/// Makes a candidate of each pair of fillers, leaving out things related to themselves.
pub(super) fn pairs(
    relation: &Relation,
    trigger: usize,
    subjects: &[usize],
    objects: &[Filler],
    construction: Construction,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    for &subject in subjects {
        for object in objects {
            if *object != Filler::Token(subject) {
                let (relation, object) = (relation.iri.clone(), object.clone());
                found.push(Candidate {
                    relation,
                    trigger,
                    subject,
                    object,
                    construction,
                    role: None,
                    light: false,
                });
            }
        }
    }
    found
}

/// The nouns after one of a slot's prepositions among the dependents of `governors`, coordination spread out.
pub(super) fn after(tree: &Tree, governors: &[usize], slot: &Slot) -> Vec<usize> {
    use crate::analysis::Rel;
    let Slot::After(prepositions) = slot else {
        return Vec::new();
    };
    governors
        .iter()
        .flat_map(|governor| {
            tree.kids_by(
                *governor,
                &[Rel::Obl, Rel::OblAgent, Rel::Nmod, Rel::Xcomp, Rel::Advcl],
            )
        })
        .filter(|kid| tree.is_nominal(*kid) && tree.after(*kid, prepositions))
        .flat_map(|kid| tree.coordinated(kid))
        .collect()
}

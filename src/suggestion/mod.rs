//! Suggestion: the open relations of a store → those worth a place in an ontology, each with examples and a draft of it.
//!
//! *Invariant:* the same store gives the same suggestions, in the same order.

mod draft;
mod read;
mod turtle;

use serde::Serialize;

pub use read::suggestions;
pub use turtle::write as write_turtle;

/// Which open relations are suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// How many at most, the most frequent first.
    pub limit: usize,
    /// In how many articles a relation must be claimed.
    pub articles: usize,
    /// How many examples each gets at most.
    pub examples: usize,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            limit: 20,
            articles: 2,
            examples: 3,
        }
    }
}

/// An open relation that is claimed often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// Its IRI.
    pub relation: String,
    /// The phrase that names it.
    pub label: String,
    /// How many claims use it.
    pub claims: usize,
    /// In how many articles.
    pub articles: usize,
    /// What stands as its subject, the most frequent first.
    pub subjects: Vec<End>,
    /// What stands as its object, the most frequent first.
    pub objects: Vec<End>,
    /// Some of its claims, one an article where that is possible.
    pub examples: Vec<Example>,
    /// What would promote it.
    pub draft: Draft,
}

/// A kind of thing or value at one end of a relation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct End {
    /// The broad class or the datatype; none where nothing is known of what stands there.
    pub class: Option<String>,
    /// Its label.
    pub label: String,
    /// In how many claims it stands there.
    pub claims: usize,
}

/// A claim that uses a relation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Example {
    /// The claim's IRI.
    pub claim: String,
    /// What it says, in words.
    pub statement: String,
    /// How it is asserted.
    pub status: String,
    /// The sentence that says it.
    pub quote: String,
    /// The title of its article.
    pub title: Option<String>,
}

/// A relation as an ontology would have it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Draft {
    /// The relation of the ontology that has the name already, and would get the frames.
    pub extends: Option<String>,
    /// Classes that its subject must be one of; anything where empty.
    pub domain: Vec<String>,
    /// Classes or datatypes that its object must be one of; anything where empty.
    pub range: Vec<String>,
    /// Its frames, each by the property that holds it.
    pub frames: Vec<DraftedFrame>,
}

/// A frame of a draft.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct DraftedFrame {
    /// "by:verbFrame", "by:nounFrame" or "by:roleFrame".
    pub property: &'static str,
    /// The frame in the notation of the ontology.
    pub frame: String,
}

#[cfg(test)]
mod tests;

//! Two versions of an article → which claims came, went or changed.

use std::collections::BTreeMap;

use oxigraph::model::NamedNode;
use serde::Serialize;

use super::Saying;
use super::read::said_in;
use crate::store::{Store, StoreError};
use crate::text::{self, Span};

/// What differs between two versions of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// The claims that differ.
    pub claims: Vec<Change>,
    /// How many claims are the same.
    pub same: usize,
    /// Sentences of the newer version alone, in reading order.
    pub sentences_added: Vec<String>,
    /// Sentences of the older version alone, in reading order.
    pub sentences_removed: Vec<String>,
}

/// One claim that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "lowercase")]
pub enum Change {
    /// Only the newer version makes it.
    Came {
        /// The claim.
        claim: Box<Saying>,
    },
    /// Only the older version makes it.
    Went {
        /// The claim.
        claim: Box<Saying>,
    },
    /// The same holder says the same of the same things, but not in the same way: another status, sum or date.
    Changed {
        /// The claim of the older version.
        before: Box<Saying>,
        /// The claim of the newer version.
        after: Box<Saying>,
    },
}

/// Compares two versions of an article, each alone in a store.
pub fn changes(older: &Store, newer: &Store, article: &NamedNode) -> Result<Changes, StoreError> {
    let mut changes = Changes::default();
    let (before, after) = (older.text_of(article)?, newer.text_of(article)?);
    changes.sentences_added = only_in(&after, &before);
    changes.sentences_removed = only_in(&before, &after);
    let mut old = by_content(said_in(older, article)?);
    let new = by_content(said_in(newer, article)?);
    for (content, mut after) in new {
        let mut before = old.remove(&content).unwrap_or_default();
        changes.same += take_equal(&mut before, &mut after);
        let both = before.len().min(after.len());
        let pairs = before.drain(..both).zip(after.drain(..both));
        changes
            .claims
            .extend(pairs.map(|(before, after)| Change::Changed {
                before: Box::new(before),
                after: Box::new(after),
            }));
        changes.claims.extend(before.into_iter().map(went));
        let came = |claim| Change::Came {
            claim: Box::new(claim),
        };
        changes.claims.extend(after.into_iter().map(came));
    }
    changes.claims.extend(old.into_values().flatten().map(went));
    changes.claims.sort_by_cached_key(Change::place);
    Ok(changes)
}

fn went(claim: Saying) -> Change {
    Change::Went {
        claim: Box::new(claim),
    }
}

impl Change {
    /// What changed first, then what went, then what came, each by its words.
    fn place(&self) -> (u8, String, String) {
        let (rank, claim) = match self {
            Self::Changed { after, .. } => (0, after),
            Self::Went { claim } => (1, claim),
            Self::Came { claim } => (2, claim),
        };
        (rank, claim.statement.clone(), claim.by.clone())
    }
}

/// Claims by what they say and who says it.
fn by_content(sayings: Vec<Saying>) -> BTreeMap<(String, String), Vec<Saying>> {
    let mut content = BTreeMap::<_, Vec<_>>::new();
    for saying in sayings {
        let key = (saying.statement.clone(), saying.by.clone());
        content.entry(key).or_default().push(saying);
    }
    content
}

/// Takes the claims out that both versions make in the same way, wherever they stand; returns how many.
fn take_equal(before: &mut Vec<Saying>, after: &mut Vec<Saying>) -> usize {
    let whole = after.len();
    after.retain(|claim| {
        let twin = before.iter().position(|old| same_way(old, claim));
        twin.map(|at| before.remove(at)).is_none()
    });
    whole - after.len()
}

fn same_way(one: &Saying, other: &Saying) -> bool {
    let way = |saying: &Saying| {
        (
            saying.status.clone(),
            saying.certainty.clone(),
            saying.negative,
            saying.details.clone(),
            saying.condition.clone(),
            saying.relayed_by.clone(),
        )
    };
    way(one) == way(other)
}

/// The sentences of one text that another has not, however they are broken into lines.
fn only_in(text: &str, other: &str) -> Vec<String> {
    let mut known = sentences(other);
    let mut own = Vec::new();
    for sentence in sentences(text) {
        match known.iter().position(|other| *other == sentence) {
            Some(at) => drop(known.swap_remove(at)),
            None => own.push(sentence),
        }
    }
    own
}

fn sentences(words: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut start = 0;
    for block in words.split_inclusive('\n') {
        let whole = Span::new(start, start + block.len());
        start += block.len();
        let spans = text::sentences(words, whole);
        found.extend(spans.iter().map(|span| {
            let words: Vec<&str> = span.of(words).split_whitespace().collect();
            words.join(" ")
        }));
    }
    found.retain(|sentence| !sentence.is_empty());
    found
}

//! Two tokens of a tree → the way between them.

use crate::analysis::Word;

/// How many heads are followed upward.
const HIGHEST: usize = 40;

/// The way from one token to another through the tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Path {
    /// From the first token upward, without the top.
    pub(super) up: Vec<usize>,
    /// The token above both, which may be one of them.
    pub(super) top: usize,
    /// From below the top down to the second token.
    pub(super) down: Vec<usize>,
}

impl Path {
    /// Returns the way between two tokens of one sentence.
    pub(super) fn between(words: &[Word], from: usize, to: usize) -> Option<Self> {
        let (first, second) = (ancestors(words, from), ancestors(words, to));
        let up = first.iter().position(|token| second.contains(token))?;
        let top = first[up];
        let below = second.iter().position(|token| *token == top)?;
        let mut down = second[..below].to_vec();
        down.reverse();
        Some(Self {
            up: first[..up].to_vec(),
            top,
            down,
        })
    }

    /// Returns the tokens between its two ends, in order.
    pub(super) fn inner(&self) -> Vec<usize> {
        let mut inner: Vec<usize> = self.up.iter().skip(1).copied().collect();
        if !self.up.is_empty() && !self.down.is_empty() {
            inner.push(self.top);
        }
        let below = self.down.len().saturating_sub(1);
        inner.extend(&self.down[..below]);
        inner
    }
}

fn ancestors(words: &[Word], from: usize) -> Vec<usize> {
    let mut found = vec![from];
    let mut at = from;
    while let Some(head) = words.get(at).and_then(|word| word.head) {
        if found.len() == HIGHEST {
            break;
        }
        found.push(head);
        at = head;
    }
    found
}

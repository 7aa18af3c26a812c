//! "according to …" → its attribution.

use super::content::{branch, tidied};
use super::draft::{Draft, tokens_of};
use crate::analysis::Rel;
use crate::extract::cues::Cues;
use crate::extract::sources;
use crate::extract::tree::Tree;
use crate::extract::wording::{preposition, source_noun};

/// The attribution of a preposition before the noun at `token`.
pub(super) fn at(tree: &Tree, cues: &Cues, token: usize) -> Option<Draft> {
    let marker = preposition(tree, cues, token)?;
    let cue = tokens_of(tree, marker.span);
    let noun = source_noun(tree, token);
    let phrase = tree.subtree_without(noun, &|kid| {
        cue.contains(&kid) || matches!(tree.rel(kid), Rel::Punct | Rel::Case)
    });
    if noun == token && cue.contains(&noun) || phrase.start < cue.end && cue.start < phrase.start {
        return None;
    }
    // "$5 per share" names nobody.
    let speaks = tree.is_name(noun) || sources::at(tree, cues, noun).is_some();
    if cue.len() == 1 && !speaks {
        return None;
    }
    let source = phrase.start.max(cue.end)..phrase.end.max(cue.end + 1);
    let own = branch(tree, token, &|_| false);
    let clause = clause(tree, tree.head(token)?);
    let content = tidied(tree, branch(tree, clause, &|kid| kid == token), &own);
    Some(Draft {
        cue,
        source: Some(source),
        content,
    })
}

/// The clause round a word: all that is said in one breath.
fn clause(tree: &Tree, word: usize) -> usize {
    let mut top = word;
    while let Some(head) = tree.head(top) {
        if matches!(
            tree.rel(top),
            Rel::Ccomp | Rel::Parataxis | Rel::AclRelcl | Rel::Advcl
        ) {
            break;
        }
        top = head;
    }
    top
}

//! Trees → copies written as headlines are, with capitals.

use super::conllu::{Leaf, Tree};
use crate::analysis::Pos;

/// One tree in so many is copied with a capital for each word of weight.
const TITLES: usize = 8;
/// One tree in so many is copied in capitals.
const CAPITALS: usize = 24;

/// Returns the copies.
pub(super) fn copies(trees: &[Tree]) -> Vec<Tree> {
    let numbered = trees.iter().enumerate();
    let copies = numbered.filter_map(|(at, tree)| match at {
        _ if at % CAPITALS == 5 => Some(rewrite(tree, |leaf, _| leaf.form.to_uppercase())),
        _ if at % TITLES == 1 => Some(rewrite(tree, title)),
        _ => None,
    });
    copies.collect()
}

fn rewrite(tree: &Tree, form: impl Fn(&Leaf, usize) -> String) -> Tree {
    let leaves = tree.leaves.iter().enumerate();
    let leaves = leaves
        .map(|(at, leaf)| Leaf {
            form: form(leaf, at),
            ..leaf.clone()
        })
        .collect();
    Tree {
        leaves,
        ..tree.clone()
    }
}

fn title(leaf: &Leaf, at: usize) -> String {
    let light = leaf
        .tags
        .is_some_and(|tags| matches!(tags.pos, Pos::Adp | Pos::Det | Pos::Cconj | Pos::Part));
    let mut letters = leaf.form.chars();
    match letters.next() {
        Some(first) if at == 0 || !light => first.to_uppercase().chain(letters).collect(),
        _ => leaf.form.clone(),
    }
}

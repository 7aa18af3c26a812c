//! What is said: the words that a cue governs, whole quotations, nothing of the cue's own words.

use std::collections::BTreeSet;

use crate::analysis::Pos;
use crate::extract::tree::Tree;

/// The tokens of a branch, without the branches that `skip` names.
pub(super) fn branch(tree: &Tree, top: usize, skip: &dyn Fn(usize) -> bool) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut open = vec![top];
    while let Some(token) = open.pop() {
        if found.insert(token) {
            open.extend(tree.kids(token).iter().copied().filter(|kid| !skip(*kid)));
        }
    }
    found
}

/// Makes one stretch of each side of `own`, the words that attribute: gaps filled, quotations whole, marks at the edges off.
pub(super) fn tidied(
    tree: &Tree,
    mut content: BTreeSet<usize>,
    own: &BTreeSet<usize>,
) -> BTreeSet<usize> {
    content.retain(|token| !own.contains(token));
    fill(tree, &mut content, own);
    whole_quotations(tree, &mut content, own);
    fill(tree, &mut content, own);
    trim(tree, &mut content);
    content
}

/// Takes in what stands between two words of the content with none of `own` between them.
fn fill(tree: &Tree, content: &mut BTreeSet<usize>, own: &BTreeSet<usize>) {
    let (Some(&first), Some(&last)) = (content.first(), content.last()) else {
        return;
    };
    let mut gap: Vec<usize> = Vec::new();
    for token in first..=last {
        if content.contains(&token) {
            content.extend(gap.drain(..));
        } else if own.contains(&token) {
            gap.clear();
            // What stands behind the cue belongs to it until the content goes on.
            if tree.sentence(token) != tree.sentence(last) {
                break;
            }
            continue;
        } else if !own.contains(&token.saturating_sub(1))
            || !gap.is_empty()
            || tree.pos(token) != Pos::Punct
        {
            gap.push(token);
        }
    }
}

/// Of a quotation that the content touches, all of it in the same sentence is content.
fn whole_quotations(tree: &Tree, content: &mut BTreeSet<usize>, own: &BTreeSet<usize>) {
    let touched: BTreeSet<(usize, u32)> = content
        .iter()
        .filter_map(|token| Some((tree.sentence(*token), tree.quotations[*token]?)))
        .collect();
    for (sentence, quotation) in touched {
        let tokens = tree.analysis.document.sentences[sentence].tokens.clone();
        let inside = tokens.filter(|token| tree.quotations[*token] == Some(quotation));
        content.extend(inside.filter(|token| !own.contains(token)));
    }
}

/// Takes the marks off the edges of each stretch, those inside a quotation excepted.
fn trim(tree: &Tree, content: &mut BTreeSet<usize>) {
    let edge = |token: usize| tree.pos(token) == Pos::Punct && tree.quotations[token].is_none();
    for run in super::draft::runs(content) {
        for token in run.clone().take_while(|token| edge(*token)) {
            content.remove(&token);
        }
        for token in run.rev().take_while(|token| edge(*token)) {
            content.remove(&token);
        }
    }
}

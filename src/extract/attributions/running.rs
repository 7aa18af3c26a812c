//! Speech that runs on over sentences and paragraphs, and labels before a paragraph ("Ada Byron: I think …").

use std::collections::BTreeSet;

use super::content::tidied;
use super::draft::Draft;
use crate::analysis::{MentionKind, Pos};
use crate::extract::cues::Cues;
use crate::extract::sources;
use crate::extract::tree::Tree;
use crate::ontology::Scope;

/// The most words of a label.
const LABEL: usize = 6;

/// Lets a quotation run on: to its end, through sentences that are nothing but quotation, over paragraphs that open anew.
pub(super) fn extend(tree: &Tree, drafts: &mut [Draft]) {
    let sentences = &tree.analysis.document.sentences;
    let cued: BTreeSet<usize> = drafts
        .iter()
        .filter(|draft| tree.quotations[draft.cue.start].is_none())
        .map(|draft| tree.sentence(draft.cue.start))
        .collect();
    for draft in drafts.iter_mut() {
        let speaks = draft.content.last().copied().filter(|last| {
            tree.quotations[*last].is_some() && tree.quotations[draft.cue.start].is_none()
        });
        let Some(last) = speaks else { continue };
        let mut sentence = tree.sentence(last);
        let quotations: BTreeSet<Option<u32>> = draft
            .content
            .iter()
            .map(|token| tree.quotations[*token])
            .filter(Option::is_some)
            .collect();
        // A quotation may have begun before the sentence that names its speaker.
        let block = sentences[sentence].block;
        let earlier = sentences[..sentence].iter().rev();
        let opens = draft
            .content
            .first()
            .is_some_and(|first| *first < draft.cue.start);
        for before in earlier.take_while(|one| opens && one.block == block) {
            let inside = before
                .tokens
                .clone()
                .filter(|token| quotations.contains(&tree.quotations[*token]));
            draft.content.extend(inside);
        }
        while let Some(next) = sentences.get(sentence + 1) {
            let goes_on = runs_on(tree, sentence, sentence + 1);
            if !goes_on || cued.contains(&(sentence + 1)) {
                break;
            }
            draft.content.extend(next.tokens.clone());
            sentence += 1;
        }
    }
}

/// Whether the sentence `next` goes on with the quotation at the end of the one before it.
fn runs_on(tree: &Tree, before: usize, next: usize) -> bool {
    let sentences = &tree.analysis.document.sentences;
    let (before, next) = (&sentences[before], &sentences[next]);
    let quoted = next
        .tokens
        .clone()
        .all(|token| tree.quotations[token].is_some());
    if !quoted {
        return false;
    }
    let last = before.tokens.end.checked_sub(1);
    let open = last.is_some_and(|last| {
        tree.quotations[last].is_some() && !matches!(tree.text(last), "”" | "\"" | "''")
    });
    if before.block == next.block {
        return true;
    }
    open && matches!(tree.text(next.tokens.start), "“" | "\"" | "``")
}

/// The attributions of labels: a name, a colon and what is said.
pub(super) fn labelled(tree: &Tree, cues: &Cues) -> Vec<Draft> {
    let document = &tree.analysis.document;
    let mut found = Vec::new();
    for (block, _) in document.blocks.iter().enumerate() {
        let mut sentences = document.sentences.iter().filter(|one| one.block == block);
        let Some(first) = sentences.next() else {
            continue;
        };
        let tokens = first.tokens.clone();
        let Some(colon) = tokens
            .clone()
            .take(LABEL)
            .find(|token| tree.text(*token) == ":")
        else {
            continue;
        };
        let says = |token: usize| {
            tree.pos(token) == Pos::Verb && cues.at(tree, token, &[Scope::Speech]).is_some()
        };
        let quote = usize::from(matches!(tree.text(tokens.start), "\"" | "“" | "''"));
        let label = tokens.start + quote..colon;
        if label.is_empty() || !speaker(tree, cues, &label) || label.clone().any(says) {
            continue;
        }
        let last = sentences.next_back().unwrap_or(first);
        let own: BTreeSet<usize> = (tokens.start..colon + 1).collect();
        let content = (colon + 1..last.tokens.end).collect();
        found.push(Draft {
            cue: colon..colon + 1,
            source: Some(label),
            content: tidied(tree, content, &own),
        });
    }
    found
}

/// Whether a label is a name, or what kind of document says it ("Poll: …").
fn speaker(tree: &Tree, cues: &Cues, label: &std::ops::Range<usize>) -> bool {
    let capital = |token: usize| {
        tree.text(token)
            .chars()
            .all(|c| c.is_uppercase() || !c.is_alphabetic())
    };
    let shouted = label.clone().all(capital) && label.len() <= 3;
    let named = tree.analysis.mentions.iter().any(|mention| {
        mention.kind == MentionKind::Name
            && mention.tokens.start >= label.start
            && mention.tokens.end == label.end
    });
    let document = label.len() == 1 && sources::at(tree, cues, label.start).is_some();
    shouted || named || document
}

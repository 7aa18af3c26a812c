//! Speech that runs on: a sentence inside a quotation whose speaker an earlier sentence names.

use super::clause;
use super::cues::Cues;
use super::model::{Source, Statement};
use super::sources;
use super::tree::Tree;
use crate::analysis::Rel;
use crate::ontology::Scope;

/// For each sentence that stands wholly inside a running quotation, who speaks it.
pub(super) fn carried(tree: &Tree, cues: &Cues) -> Vec<Option<Source>> {
    let sentences = &tree.analysis.document.sentences;
    let mut found = vec![None; sentences.len()];
    let mut speaker: Option<(usize, Source)> = None;
    let mut open = false;
    for (index, sentence) in sentences.iter().enumerate() {
        let words = sentence.span.of(&tree.analysis.document.text);
        if speaker.is_some_and(|(block, _)| block != sentence.block) {
            speaker = None;
            open = false;
        }
        let own = named_speaker(tree, cues, sentence.tokens.clone());
        if own.is_none() && (open || whole_quotation(words)) {
            found[index] = speaker.map(|(_, source)| source);
        }
        open = still_open(words, open);
        if let Some(source) = own.filter(|_| words.contains(['"', '“', '”'])) {
            speaker = Some((sentence.block, source));
        }
    }
    found
}

/// Makes `source` the outermost holder of what a statement says.
pub(super) fn carry(statement: &mut Statement, source: Source) {
    if !statement.stance.sources.contains(&source) {
        statement.stance.sources.insert(0, source);
    }
}

fn named_speaker(tree: &Tree, cues: &Cues, tokens: std::ops::Range<usize>) -> Option<Source> {
    tokens.into_iter().find_map(|token| {
        let governs = tree.kid(token, &[Rel::Nsubj]).is_some()
            && cues.at(tree, token, &[Scope::Speech]).is_some();
        let subject = if governs {
            clause::subject(tree, token)
        } else {
            None
        };
        subject.and_then(|subject| sources::at(tree, cues, subject))
    })
}

fn whole_quotation(words: &str) -> bool {
    let words = words.trim();
    words.starts_with(['"', '“']) && words.ends_with(['"', '”'])
}

/// Whether a quotation is still open behind `words`.
fn still_open(words: &str, open: bool) -> bool {
    words.chars().fold(open, |open, sign| match sign {
        '“' => true,
        '”' => false,
        '"' => !open,
        _ => open,
    })
}

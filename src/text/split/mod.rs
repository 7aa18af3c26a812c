//! One text → where its sentences and tokens lie.

use super::Span;

/// Returns where the sentences of one block lie.
pub fn sentences(text: &str, block: Span) -> Vec<Span> {
    if block.of(text).is_empty() {
        Vec::new()
    } else {
        vec![block]
    }
}

/// Returns where the tokens of one sentence lie.
pub fn tokens(text: &str, sentence: Span) -> Vec<Span> {
    let words = sentence.of(text).split(' ').filter(|word| !word.is_empty());
    words
        .map(|word| word.as_ptr() as usize - text.as_ptr() as usize)
        .zip(sentence.of(text).split(' ').filter(|word| !word.is_empty()))
        .map(|(start, word)| Span::new(start, start + word.len()))
        .collect()
}

//! The ends of a triple in its sentence: a label → the words that stand for it.

use std::collections::BTreeSet;

use crate::analysis::{Analysis, MentionKind, ValueKind};
use crate::ontology::Ontology;
use crate::pipeline::Steps;
use crate::text::Span;

/// Returns where a label stands in a sentence: names and values that are written so or known by it, else its very words.
pub(super) fn spans(steps: &Steps, ontology: &Ontology, label: &str) -> Vec<Span> {
    let analysis = &steps.analysis;
    let text = &analysis.document.text;
    let wanted = folded(label);
    let known = |index: usize| ontology.known.get(index);
    let is_name = |index: usize| {
        known(index).is_some_and(|known| {
            let mut names = std::iter::once(&known.label).chain(&known.alt_labels);
            names.any(|name| folded(name) == wanted)
        })
    };
    let mentions = analysis.mentions.iter().filter(|mention| {
        let written = folded(mention.span.of(text)) == wanted;
        written || mention.known.is_some_and(is_name)
    });
    let values = analysis.values.iter().filter(|value| {
        let same = |text: &str| folded(text) == wanted;
        let normal = match &value.kind {
            ValueKind::Date(date) => same(&date.start),
            ValueKind::Money(money) => same(&money.amount),
            ValueKind::Percent(text) | ValueKind::Count(text) | ValueKind::Duration(text) => {
                same(text)
            }
            ValueKind::Age(years) => same(&years.to_string()),
        };
        normal || same(value.span.of(text))
    });
    let mut found: Vec<Span> = mentions.map(|mention| mention.span).collect();
    found.extend(values.map(|value| value.span));
    if found.is_empty() {
        found = written(text, label);
    }
    found.sort_by_key(|span| (span.start, span.end));
    found.dedup();
    found
}

/// Returns the tokens that stand for a label: the heads of what is written so, and of all that means the same thing.
pub(super) fn tokens(steps: &Steps, ontology: &Ontology, label: &str) -> Vec<usize> {
    let analysis = &steps.analysis;
    let spans = spans(steps, ontology, label);
    let inside = |span: Span| spans.iter().any(|own| own.contains(&span));
    let mut heads: BTreeSet<usize> = spans
        .iter()
        .filter_map(|span| head(analysis, *span))
        .collect();
    let mentions = || analysis.mentions.iter().enumerate();
    let things: BTreeSet<usize> = mentions()
        .filter(|(_, mention)| mention.kind == MentionKind::Name && inside(mention.span))
        .filter_map(|(index, _)| steps.traced.mentions[index])
        .collect();
    let same = mentions().filter(|(index, mention)| {
        let thing = steps.traced.mentions[*index];
        inside(mention.span) || thing.is_some_and(|thing| things.contains(&thing))
    });
    heads.extend(same.map(|(_, mention)| mention.head));
    let values = analysis.values.iter();
    heads.extend(
        values
            .filter(|value| inside(value.span))
            .map(|value| value.head),
    );
    heads.into_iter().collect()
}

/// The word of a stretch that hangs on none of its other words.
fn head(analysis: &Analysis, span: Span) -> Option<usize> {
    let tokens = &analysis.document.tokens;
    let inside = |token: usize| span.contains(&tokens[token]);
    (0..tokens.len())
        .filter(|token| inside(*token))
        .find(|token| analysis.words[*token].head.is_none_or(|head| !inside(head)))
}

/// Where a label is written as it stands, in whatever case, between the ends of words.
fn written(text: &str, label: &str) -> Vec<Span> {
    let label = label.replace('_', " ").to_lowercase();
    let lower = text.to_lowercase();
    // A letter may be longer in lower case; then positions would not hold.
    if lower.len() != text.len() {
        return Vec::new();
    }
    let ends_word = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    let whole = |at: usize| {
        let before = lower[..at].chars().next_back();
        ends_word(before) && ends_word(lower[at + label.len()..].chars().next())
    };
    lower
        .match_indices(label.trim())
        .map(|(at, found)| Span::new(at, at + found.len()))
        .filter(|span| span.end - span.start == label.len() && whole(span.start))
        .collect()
}

/// A label as labels are compared: lower case, without spaces and underscores.
fn folded(label: &str) -> String {
    let kept = label.chars().filter(|c| !c.is_whitespace() && *c != '_');
    kept.flat_map(char::to_lowercase).collect()
}

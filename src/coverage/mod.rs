//! Coverage: a stored article → its text sentence by sentence, with the claims that each sentence gave.

mod html;
#[cfg(test)]
mod tests;

use oxigraph::model::NamedNode;
use serde::Serialize;

use crate::annotation::{Places, foreign};
use crate::dossier::{Saying, document, said_in};
use crate::store::{Store, StoreError};
use crate::text::{self, BlockKind, Document};

pub use html::write as write_html;

/// What may stand behind the mark that ends a sentence.
const CLOSING: &[char] = &['"', '”', '’', '\'', ')', ']', ' '];

/// An article with its claims at the sentences they come from.
///
/// All `start` and `end` are Unicode code points into the stored text; `end` is the one behind the last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// The article's IRI.
    pub article: String,
    /// Its title.
    pub title: Option<String>,
    /// Its publisher.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// What a reader should know before trusting the rest.
    pub notes: Vec<String>,
    /// How much of it gave claims.
    pub counts: Counts,
    /// The statuses that its claims have, from strongest to weakest.
    pub statuses: Vec<StatusCount>,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
}

/// How much of an article gave claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Sentences of which claims can be expected; headings and the like are none.
    pub sentences: usize,
    /// Those that gave some.
    pub with_claims: usize,
    /// All claims.
    pub claims: usize,
    /// Claims that others contradict.
    pub disputed: usize,
}

/// How many claims have a status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatusCount {
    /// Its label.
    pub status: String,
    /// One sentence that says what it means.
    pub meaning: String,
    /// How many claims have it.
    pub claims: usize,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Its block, from 0.
    pub block: usize,
    /// "headline", "heading", "dateline", "fragment" (such as the words under a picture) or "sentence".
    pub kind: &'static str,
    /// Whether claims can be expected of it: whether it is a sentence.
    pub read: bool,
    /// Its words, as written.
    pub text: String,
    /// What it claims.
    pub claims: Vec<Saying>,
}

/// Returns the coverage of a stored article.
pub fn coverage(store: &Store, article: &NamedNode) -> Result<Coverage, StoreError> {
    let document = document(store, article)?;
    let places = Places::new(&document.text);
    let cut = document.sentences.iter();
    let mut sentences: Vec<Sentence> = cut
        .map(|sentence| {
            let (start, end) = places.of(sentence.span);
            let kind = kind(&document, sentence);
            Sentence {
                start,
                end,
                block: sentence.block,
                kind,
                read: kind == "sentence",
                text: sentence.span.of(&document.text).to_owned(),
                claims: Vec::new(),
            }
        })
        .collect();
    let mut sayings = said_in(store, article)?;
    sayings.sort_by_key(|saying| saying.quote_start);
    let statuses = statuses(store, &sayings);
    let mut counts = Counts {
        claims: sayings.len(),
        disputed: sayings.iter().filter(|saying| saying.disputed).count(),
        ..Counts::default()
    };
    for saying in sayings {
        let behind = sentences.partition_point(|sentence| sentence.end <= saying.quote_start);
        let Some(sentence) = sentences.get_mut(behind) else {
            continue;
        };
        // The shape misled: something was claimed in it.
        (sentence.read, sentence.kind) = (true, "sentence");
        sentence.claims.push(saying);
    }
    counts.sentences = sentences.iter().filter(|one| one.read).count();
    counts.with_claims = sentences
        .iter()
        .filter(|one| !one.claims.is_empty())
        .count();
    let metadata = document.metadata;
    Ok(Coverage {
        article: article.as_str().to_owned(),
        notes: foreign(metadata.language.as_deref()).into_iter().collect(),
        title: metadata.title,
        publisher: metadata.publisher,
        authors: metadata.authors,
        published: metadata.published,
        url: metadata.url,
        language: metadata.language,
        counts,
        statuses,
        sentences,
    })
}

/// The store keeps no more of the blocks than their text, so what is no sentence is told by its shape.
fn kind(document: &Document, sentence: &text::Sentence) -> &'static str {
    let block = &document.blocks[sentence.block];
    let words = sentence.span.of(&document.text);
    match block.kind {
        BlockKind::Headline => "headline",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation | BlockKind::Caption => {
            let opens = sentence.span.start == block.span.start;
            let alone = opens && sentence.span.end == block.span.end;
            let ends = |marks: &[char]| words.trim_end_matches(CLOSING).ends_with(marks);
            if opens && !alone && ends(&['—', '–', '-']) {
                "dateline"
            } else if alone && words.chars().count() <= 100 && !ends(&['.', '!', '?', '…', ':']) {
                "fragment"
            } else {
                "sentence"
            }
        }
    }
}

fn statuses(store: &Store, sayings: &[Saying]) -> Vec<StatusCount> {
    let known = store.ontology().statuses.iter().map(|status| StatusCount {
        claims: sayings
            .iter()
            .filter(|saying| saying.status == status.label)
            .count(),
        status: status.label.clone(),
        meaning: status.comment.clone(),
    });
    known.filter(|status| status.claims > 0).collect()
}

impl Coverage {
    /// Returns the title, or the identifier where there is none.
    pub fn name(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.article)
    }

    /// Returns the share of sentences that gave claims, in whole percent.
    pub fn percent(&self) -> usize {
        let counts = self.counts;
        (counts.with_claims * 100 + counts.sentences / 2)
            .checked_div(counts.sentences)
            .unwrap_or_default()
    }
}

/// Returns what a claim says beyond its triple: its qualifiers and its condition.
pub fn qualifiers(saying: &Saying) -> Vec<String> {
    let details = saying.details.iter();
    let mut parts: Vec<String> = details
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    parts.extend(saying.condition.iter().map(|words| format!("if {words}")));
    parts
}

/// Returns who holds a claim, and who passed it on: "Sam Altman, passed on by Reuters"; none where the article itself says so.
pub fn holder(saying: &Saying) -> Option<String> {
    if saying.source_kind == "author voice" || Some(&saying.by) == saying.article.publisher.as_ref()
    {
        return None;
    }
    let relays = saying.relayed_by.iter();
    let relays = relays.filter(|relay| Some(*relay) != saying.article.publisher.as_ref());
    let relays: Vec<String> = relays
        .map(|relay| format!(", passed on by {relay}"))
        .collect();
    Some(format!("{}{}", saying.by, relays.concat()))
}

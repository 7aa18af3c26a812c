//! A sentence → its terms: what a learned relation may hold between.

use std::ops::Range;

use super::phrase;
use crate::analysis::syntax::hash;
use crate::analysis::{Analysis, MentionKind, NameType, ValueKind};
use crate::text::{Sentence, Span};

/// How a term refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum TermKind {
    /// A proper name.
    Name,
    /// A description: "the company".
    Nominal,
    /// A pronoun, personal, possessive or relative.
    Pronoun,
    /// A date.
    Date,
    /// Capitalised words that no mention covers.
    Capitals,
    /// Any other stretch of words.
    Phrase,
}

/// Which terms are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Mentions, dates and capitalised words.
    Mentions,
    /// Also titles, quotations and noun phrases, whole and in part.
    Phrases,
}

/// The ways in which a stretch of words came to be a term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Sources(u16);

impl Sources {
    /// A mention of the analysis.
    pub(crate) const MENTION: Self = Self(1);
    /// A description.
    pub(crate) const NOMINAL: Self = Self(1 << 1);
    /// A date.
    pub(crate) const DATE: Self = Self(1 << 2);
    /// The words before the sentence's verb.
    pub(crate) const TOPIC: Self = Self(1 << 3);
    /// A run of capitalised words with the small ones between them.
    pub(crate) const RUN: Self = Self(1 << 4);
    /// A part of such a run.
    pub(crate) const PART: Self = Self(1 << 5);
    /// What stands in quotation marks.
    pub(crate) const QUOTED: Self = Self(1 << 6);
    /// Words of a noun phrase.
    pub(crate) const CHUNK: Self = Self(1 << 7);
    /// The first and the last of a person's names.
    pub(crate) const SHORT: Self = Self(1 << 8);

    /// What else may be a title at the sentence's start: with brackets or verbs inside, or up to "or".
    pub(crate) const TITLE: Self = Self(1 << 9);

    /// Returns both together.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two share one.
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Returns each of them.
    pub(super) fn each(self) -> impl Iterator<Item = u64> {
        (0..10).filter(move |bit| self.0 & (1 << bit) != 0)
    }

    /// Returns all of them as one number.
    pub(super) const fn bits(self) -> u64 {
        self.0 as u64
    }
}

/// A stretch of words that can be an end of a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// The token that governs the others.
    pub(crate) head: usize,
    /// Where it lies in the document's text.
    pub(crate) span: Span,
    /// How it refers.
    pub(crate) kind: TermKind,
    /// Its type, where known.
    pub(crate) name_type: Option<NameType>,
    /// The hash of its class's IRI; 0 where none is known.
    pub(crate) class: u64,
    /// The mention it is: an index into the analysis' mentions.
    pub(crate) mention: Option<usize>,
    /// The date it is: an index into the analysis' values.
    pub(crate) value: Option<usize>,
    /// How it was come by.
    pub(crate) sources: Sources,
}

impl Term {
    /// Returns the words of `tokens` as a term.
    pub(super) fn new(analysis: &Analysis, tokens: Range<usize>, kind: TermKind) -> Self {
        let words = &analysis.words;
        let head = tokens
            .clone()
            .find(|token| {
                words[*token]
                    .head
                    .is_none_or(|head| !tokens.contains(&head))
            })
            .unwrap_or(tokens.start);
        let spans = &analysis.document.tokens;
        Self {
            span: spans[tokens.start].to(spans[tokens.end - 1]),
            tokens,
            head,
            kind,
            name_type: None,
            class: 0,
            mention: None,
            value: None,
            sources: Sources::default(),
        }
    }

    /// Whether it can stand first in a relation.
    pub(super) fn can_be_subject(&self, reach: Reach) -> bool {
        if self.kind == TermKind::Date {
            return false;
        }
        let things = Sources::MENTION
            .with(Sources::NOMINAL)
            .with(Sources::TOPIC)
            .with(Sources::RUN)
            .with(Sources::PART)
            .with(Sources::TITLE)
            .with(Sources::QUOTED);
        reach == Reach::Mentions || self.sources.any(things)
    }
}

/// Returns the terms of a sentence, by position.
pub(crate) fn terms(analysis: &Analysis, sentence: &Sentence, reach: Reach) -> Vec<Term> {
    let mut found: Vec<Term> = Vec::new();
    let mut used = vec![false; sentence.tokens.len()];
    let mut cover = |tokens: &Range<usize>| {
        for token in tokens.clone() {
            if let Some(used) = token
                .checked_sub(sentence.tokens.start)
                .and_then(|at| used.get_mut(at))
            {
                *used = true;
            }
        }
    };
    for (index, mention) in analysis.mentions.iter().enumerate() {
        if !sentence.tokens.contains(&mention.tokens.start) {
            continue;
        }
        let (kind, source) = match mention.kind {
            MentionKind::Name => (TermKind::Name, Sources::MENTION),
            MentionKind::Pronoun => (TermKind::Pronoun, Sources::MENTION),
            MentionKind::Nominal
                if reach == Reach::Phrases || definite(analysis, mention.tokens.start) =>
            {
                (TermKind::Nominal, Sources::NOMINAL)
            }
            MentionKind::Nominal => continue,
        };
        if kind == TermKind::Pronoun && reach == Reach::Phrases {
            continue;
        }
        if kind != TermKind::Nominal {
            cover(&mention.tokens);
        }
        found.push(Term {
            head: mention.head,
            name_type: mention.name_type,
            class: mention
                .class
                .as_ref()
                .map_or(0, |class| hash::of_text(class.as_str())),
            mention: Some(index),
            sources: source,
            ..Term::new(analysis, mention.tokens.clone(), kind)
        });
    }
    for date in dates(analysis, sentence) {
        cover(&date.tokens);
        found.push(date);
    }
    match reach {
        Reach::Mentions => rest(analysis, sentence, &mut used, &mut found),
        Reach::Phrases => phrase::add(analysis, sentence, &mut found),
    }
    found.sort_by_key(|term| (term.span.start, term.span.end, term.kind));
    found
}

/// The dates of a sentence.
fn dates(analysis: &Analysis, sentence: &Sentence) -> Vec<Term> {
    let dated = analysis.values.iter().enumerate().filter(|(_, value)| {
        let date = matches!(value.kind, ValueKind::Date(_));
        date && sentence.tokens.contains(&value.tokens.start) && !value.tokens.is_empty()
    });
    dated
        .map(|(index, value)| Term {
            value: Some(index),
            sources: Sources::DATE,
            ..Term::new(analysis, value.tokens.clone(), TermKind::Date)
        })
        .collect()
}

/// Whether "the", "this" or the like stands before a description, so that it points at something.
fn definite(analysis: &Analysis, start: usize) -> bool {
    let before = start
        .checked_sub(1)
        .map(|at| analysis.words[at].lemma.as_str());
    matches!(before, Some("the" | "this" | "that"))
}

/// Adds pronouns that no mention covers, relative ones among them, and runs of capitalised words.
fn rest(analysis: &Analysis, sentence: &Sentence, used: &mut [bool], found: &mut Vec<Term>) {
    let base = sentence.tokens.start;
    let proper = |token: usize| matches!(analysis.words[token].tag, "NNP" | "NNPS");
    let mut at = base;
    while at < sentence.tokens.end {
        let word = &analysis.words[at];
        let free = |token: usize, used: &[bool]| !used[token - base];
        if !free(at, used) {
            at += 1;
            continue;
        }
        let stands_in = match word.tag {
            "PRP" | "PRP$" | "WP" | "WP$" => true,
            "WDT" => matches!(word.lemma.as_str(), "which" | "that"),
            "WRB" => word.lemma == "where",
            _ => false,
        };
        let mut end = at + 1;
        if stands_in {
            used[at - base] = true;
            found.push(Term::new(analysis, at..end, TermKind::Pronoun));
        } else if proper(at) {
            while end < sentence.tokens.end && proper(end) && free(end, used) {
                end += 1;
            }
            found.push(Term {
                sources: Sources::RUN,
                ..Term::new(analysis, at..end, TermKind::Capitals)
            });
        }
        at = end;
    }
}

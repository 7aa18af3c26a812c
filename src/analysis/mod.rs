//! Analyse: [`Document`](crate::text::Document) → [`Analysis`] (words with tags and heads, mentions, values).

mod model;
mod mentions;

pub use model::{Analysis, Bound, DateValue, Mention, MentionKind, Money, NameType, Pos, Rel, Value, ValueKind, Word};

/// What training needs of the name tagger.
pub(crate) mod names {
    pub(crate) use super::mentions::{Lists, Sentence, TAGS, TYPES, Tagger, best_path};
}

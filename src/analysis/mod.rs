//! Analyse: [`Document`](crate::text::Document) → [`Analysis`] (words with tags and heads, mentions, values).

mod model;

pub use model::{Analysis, Bound, DateValue, Mention, MentionKind, Money, NameType, Pos, Rel, Value, ValueKind, Word};

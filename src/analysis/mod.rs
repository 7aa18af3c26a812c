//! Analyse: [`Document`](crate::text::Document) → [`Analysis`] (words with tags and heads, mentions, values).

mod model;
pub(crate) mod syntax;

pub use model::{Analysis, Bound, DateValue, Mention, MentionKind, Money, NameType, Pos, Rel, Value, ValueKind, Word};
pub use syntax::syntax;

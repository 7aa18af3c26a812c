//! Analyse: [`Document`](crate::text::Document) → [`Analysis`] (words with tags and heads, mentions, values).

mod mentions;
mod model;
pub(crate) mod syntax;
mod values;

pub use mentions::{NameFinder, mentions};
pub use model::{
    Analysis, Bound, DateValue, Mention, MentionKind, Money, NameType, Pos, Rel, Value, ValueKind,
    Word,
};
pub use syntax::syntax;
pub use values::values;

/// What training needs of the name tagger.
pub(crate) mod names {
    pub(crate) use super::mentions::{Lists, Sentence, TAGS, TYPES, Tagger, best_path};
}

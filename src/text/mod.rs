//! Clean: [`Article`](crate::article::Article) → [`Document`] (one text, its blocks, sentences and tokens, with spans).

mod clean;
mod document;
mod span;
mod split;

pub use clean::{clean, is_english, language_name, recut};
pub use document::{Block, BlockKind, Document, Sentence};
pub use span::Span;
pub(crate) use split::MONTHS;
pub use split::{sentences, tokens};

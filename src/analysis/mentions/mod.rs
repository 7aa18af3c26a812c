//! Mentions: words of a [`Document`] → [`Mention`]s.

mod binary;
mod features;
mod lists;
mod tagger;

pub(crate) use features::Sentence;
pub(crate) use lists::Lists;
pub(crate) use tagger::{TAGS, TYPES, Tagger, best_path};

//! One text → where its sentences and tokens lie, by the conventions of the English Web Treebank.

mod abbreviation;
mod sentence;
mod token;
mod word;

pub(crate) use sentence::MONTHS;
pub use sentence::sentences;
pub use token::tokens;

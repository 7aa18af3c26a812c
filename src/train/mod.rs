//! Train: open corpora → the weights under `models/`, and the figures that say how good they are.

mod clustering;
pub(crate) mod conllu;
mod corpus;
mod headline;
mod lemmas;
pub mod names;
mod open;
mod parsing;
mod perceptron;
mod reading;
mod score;
mod shuffle;
mod syntax;
mod tagging;

pub use conllu::ConlluError;
pub use open::{OpenTriples, open_triples};
pub use reading::{PagesError, measure_body, measure_metadata};
pub use score::{Tagging, measure_tagging};
pub use syntax::syntax;

//! Train: open corpora → the weights under `models/`, and the figures that say how good they are.

mod attribution;
mod claims;
mod clustering;
pub(crate) mod conllu;
mod corpus;
mod judged;
mod lemmas;
pub mod names;
mod open;
mod peer;
mod plain;
mod reading;
mod relations;
mod score;
mod shuffle;
mod speed;
mod stance;
mod syntax;

pub use attribution::{
    AttributionError, AttributionFigures, AttributionReport, AttributionScore, measure_attribution,
};
pub use claims::{ClaimsReport, draw_claims};
pub use conllu::ConlluError;
pub use judged::{Judged, JudgedError, judged};
pub use names::measure_names;
pub use open::{OpenTriples, open_triples};
pub use reading::{PagesError, measure_body, measure_metadata};
pub(crate) use relations::learn_pairs;
pub use relations::{ExamplesError, Part, measure_facts, measure_ontology, relations};
pub use score::{Tagging, measure_tagging};
pub use speed::{SpeedError, measure_speed};
pub use stance::{StanceError, StanceFigures, StanceReport, StatusFigures, measure_stance};
pub use syntax::syntax;

//! Train: open corpora → the weights under `models/`.

pub mod names;

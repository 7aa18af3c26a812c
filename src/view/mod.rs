//! View: article graphs + [`Policy`] → the default graph (things, accepted triples, what is known of each proposition).
//!
//! `build` makes it anew from the article graphs alone; `update` keeps it so while articles come and go.
//! Every rule is a union, a minimum or a count, so the order in which articles come does not matter.

mod build;
mod entity;
mod facts;
mod lookup;
mod proposition;
mod relation;
mod rules;
mod update;

pub(crate) use build::build;
pub(crate) use entity::MANAGED as ENTITY_PREDICATES;
pub(crate) use facts::{ArticleFacts, read_article};
pub(crate) use proposition::MANAGED as PROPOSITION_PREDICATES;
pub use rules::{Policy, Rules};
pub(crate) use update::{add, remove};

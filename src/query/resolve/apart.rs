//! Parts of a pattern that share no variable would match in every combination.

use std::collections::BTreeSet;

use super::Result;
use super::model::{Node, Part, Predicate};
use crate::query::ast::Clause;
use crate::query::error::{ErrorKind, QueryError};
use crate::text::Span;

/// Finds parts that share no variable.
#[derive(Default)]
pub(super) struct Apart {
    groups: Vec<(BTreeSet<String>, Span)>,
}

impl Apart {
    pub(super) fn add(&mut self, parts: &[Part], clause: &Clause) {
        let mut variables = BTreeSet::new();
        parts.iter().for_each(|part| part.variables(&mut variables));
        if variables.is_empty() {
            return;
        }
        let mut span = clause.span;
        let mut rest = Vec::new();
        for (known, place) in std::mem::take(&mut self.groups) {
            if known.is_disjoint(&variables) {
                rest.push((known, place));
            } else {
                variables.extend(known);
                span = place;
            }
        }
        rest.push((variables, span));
        rest.sort_by_key(|(_, place)| *place);
        self.groups = rest;
    }

    pub(super) fn check(&self) -> Result<()> {
        let [(first, _), (second, span), ..] = self.groups.as_slice() else {
            return Ok(());
        };
        let list = |names: &BTreeSet<String>| {
            names
                .iter()
                .filter(|name| !name.starts_with('_'))
                .cloned()
                .collect::<Vec<_>>()
                .join(", ")
        };
        let kind = ErrorKind::Apart(list(first), list(second));
        Err(QueryError::new(kind, *span, "not connected to the rest")
            .help("every combination would match; use the same noun in both, or ask two questions"))
    }
}

impl Part {
    /// Adds every variable that joins this part with others.
    pub(super) fn variables(&self, into: &mut BTreeSet<String>) {
        let mut node = |node: &Node| {
            if let Node::Var(name) = node {
                into.insert(name.clone());
            }
        };
        match self {
            Self::Class { node: one, .. } | Self::Text { node: one, .. } => node(one),
            Self::Same {
                node: one, other, ..
            } => {
                node(one);
                node(other);
            }
            Self::Fact {
                subject, object, ..
            } => {
                node(subject);
                node(object);
            }
            Self::Claim(claim) => {
                node(&claim.subject);
                node(&claim.object);
                claim
                    .readings
                    .iter()
                    .for_each(|reading| node(&reading.value));
                into.extend(claim.name.clone());
                if let Predicate::Open { var, .. } = &claim.predicate {
                    into.insert(var.clone());
                }
            }
            Self::Reading { subject, reading } => {
                node(subject);
                node(&reading.value);
            }
            Self::Filter(_) | Self::Not(_) => {}
            Self::Maybe(block, _) => block.parts.iter().for_each(|part| part.variables(into)),
            Self::Table(block) => {
                into.extend(block.result.iter().map(|column| column.name.clone()));
            }
            Self::Either(arms) => {
                arms.iter()
                    .flat_map(|arm| &arm.parts)
                    .for_each(|part| part.variables(into));
            }
        }
    }
}

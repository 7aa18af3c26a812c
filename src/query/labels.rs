//! Labels: a query → the same with a column of labels beside each column of things, for servers that know no labels of ours.

use oxigraph::model::vocab::rdfs;
use oxigraph::model::{NamedNode, Variable};
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::{TermPattern, TriplePattern};

use super::kind::{Column, Kind};

/// Returns a SELECT that also gives the labels of the things in `columns`, each as `?NAME_label`; other queries as they are.
pub(super) fn with_labels(query: &Query, columns: &[Column]) -> Query {
    let things: Vec<&Column> = columns
        .iter()
        .filter(|column| column.kind == Kind::Thing)
        .collect();
    let mut query = query.clone();
    if let Query::Select { pattern, .. } = &mut query {
        add(pattern, &things);
    }
    query
}

/// Goes down to what is projected, past all that must stay around it: its order above all.
fn add(pattern: &mut GraphPattern, things: &[&Column]) {
    match pattern {
        GraphPattern::Slice { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner } => add(inner, things),
        GraphPattern::Project { inner, variables } => {
            let asked = variables.clone();
            for thing in things {
                let at = variables
                    .iter()
                    .position(|variable| variable.as_str() == thing.name);
                let place = at.map_or(variables.len(), |at| at + 1);
                variables.insert(place, label(thing));
            }
            close_groups(inner, &asked);
            join(inner, things);
        }
        _ => {}
    }
}

fn join(pattern: &mut GraphPattern, things: &[&Column]) {
    match pattern {
        GraphPattern::OrderBy { inner, .. } => join(inner, things),
        other => {
            for thing in things {
                let triple = TriplePattern {
                    subject: TermPattern::Variable(Variable::new_unchecked(&thing.name)),
                    predicate: NamedNode::from(rdfs::LABEL).into(),
                    object: TermPattern::Variable(label(thing)),
                };
                let left = std::mem::replace(
                    other,
                    GraphPattern::Bgp {
                        patterns: Vec::new(),
                    },
                );
                *other = GraphPattern::LeftJoin {
                    left: Box::new(left),
                    right: Box::new(GraphPattern::Bgp {
                        patterns: vec![triple],
                    }),
                    expression: None,
                };
            }
        }
    }
}

/// What is counted stays in a SELECT of its own, so that labels are no part of what is counted.
fn close_groups(pattern: &mut GraphPattern, variables: &[Variable]) {
    match pattern {
        GraphPattern::OrderBy { inner, .. } => close_groups(inner, variables),
        counted if is_counted(counted) => {
            let inner = std::mem::take(counted);
            *counted = GraphPattern::Project {
                inner: Box::new(inner),
                variables: variables.to_vec(),
            };
        }
        _ => {}
    }
}

fn is_counted(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Group { .. } => true,
        GraphPattern::Filter { inner, .. } | GraphPattern::Extend { inner, .. } => {
            is_counted(inner)
        }
        _ => false,
    }
}

fn label(column: &Column) -> Variable {
    Variable::new_unchecked(format!("{}_label", column.name))
}

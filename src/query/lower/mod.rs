//! Lower: [`Resolved`] → SPARQL algebra. Nothing else in the program builds algebra.

mod claim;
mod condition;
mod form;
mod group;
mod path;
mod pattern;
mod rarest;
mod table;

use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, Variable};
use spargebra::Query;
use spargebra::term::TermPattern;

use self::group::{Group, variable};
use super::resolve::model::{Form, Node, Resolved};
use crate::ontology::names::NameIndex;

/// What is made on the way.
struct Lowerer<'a> {
    resolved: &'a Resolved,
    /// Helper variables made so far.
    count: usize,
    /// Middle variables of walks, by where they start and what they follow.
    middles: BTreeMap<(String, Vec<NamedNode>), Variable>,
    /// For the form `graph`: what matched.
    matched: Vec<Matched>,
}

/// What is exported of one statement.
#[derive(Clone, Debug)]
enum Matched {
    Claim(Variable),
    Fact(TermPattern, NamedNode, TermPattern),
}

/// Returns the query that a question stands for, in the order that suits the data behind the names.
pub(super) fn lower(resolved: &Resolved, names: &dyn NameIndex) -> Query {
    let mut lowerer = Lowerer {
        resolved,
        count: 0,
        middles: BTreeMap::new(),
        matched: Vec::new(),
    };
    let mut query = match resolved.form {
        Form::Card => lowerer.card(),
        Form::Graph => lowerer.graph(),
        Form::Ask => lowerer.ask(),
        Form::Table | Form::Timeline => lowerer.select(),
    };
    rarest::first(&mut query, names);
    query
}

impl Lowerer<'_> {
    /// Returns a variable that nothing else uses.
    fn fresh(&mut self, stem: &str) -> Variable {
        self.count += 1;
        variable(&format!("_{stem}{}", self.count))
    }

    /// Returns a node as a term; a list becomes a variable over its members.
    fn term(&mut self, node: &Node, group: &mut Group) -> TermPattern {
        match node {
            Node::Var(name) => variable(name).into(),
            Node::Thing(iri) => iri.clone().into(),
            Node::Any(things) => {
                let any = self.fresh("any");
                group.values(&any, things);
                any.into()
            }
        }
    }
}

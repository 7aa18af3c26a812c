//! Node: one node → what is said of it, and what leads to it.

use std::collections::BTreeSet;

use oxigraph::model::{NamedNode, NamedNodeRef, Term, Variable};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::StorageError;
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::TriplePattern;

use super::find::subject;
use super::{Store, StoreError};

impl Store {
    /// Returns all that any graph says of a node.
    ///
    /// A query, though it is one triple: its rows hold what is asked for alone, while of a quad every part is looked up,
    /// which costs a read each.
    pub(crate) fn said_of(&self, node: &NamedNode) -> Result<Vec<(NamedNode, Term)>, StoreError> {
        let [predicate, object] = ["p", "o"].map(Variable::new_unchecked);
        let said = TriplePattern {
            subject: node.clone().into(),
            predicate: predicate.clone().into(),
            object: object.clone().into(),
        };
        let query = Query::Select {
            dataset: None,
            pattern: GraphPattern::Project {
                inner: Box::new(GraphPattern::Bgp {
                    patterns: vec![said],
                }),
                variables: vec![predicate, object],
            },
            base_iri: None,
        };
        let mut query = SparqlEvaluator::new().for_query(query);
        query.dataset_mut().set_default_graph_as_union();
        let results = query.on_store(&self.database).execute();
        let QueryResults::Solutions(rows) = results.map_err(StoreError::Evaluation)? else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        for row in rows {
            let row = row.map_err(StoreError::Evaluation)?;
            if let [Some(Term::NamedNode(predicate)), Some(object)] = row.values() {
                found.push((predicate.clone(), object.clone()));
            }
        }
        Ok(found)
    }

    /// Returns the nodes that a property leads from to a node.
    pub(crate) fn leading_to(
        &self,
        property: NamedNodeRef<'_>,
        node: &NamedNode,
    ) -> Result<BTreeSet<NamedNode>, StoreError> {
        let quads = self.quads(None, Some(property), Some(node.as_ref().into()), None);
        let nodes = quads
            .map(|quad| quad.map(subject))
            .collect::<Result<BTreeSet<_>, StorageError>>()?;
        Ok(nodes.into_iter().flatten().collect())
    }
}

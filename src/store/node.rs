//! Node: one node → what is said of it, and what leads to it.

use std::collections::BTreeSet;

use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use oxigraph::store::StorageError;

use super::find::subject;
use super::{Store, StoreError};

impl Store {
    /// Returns all that any graph says of a node.
    pub(crate) fn said_of(&self, node: &NamedNode) -> Result<Vec<(NamedNode, Term)>, StoreError> {
        let quads = self.quads(Some(node), None, None, None);
        let facts = quads.map(|quad| quad.map(|quad| (quad.predicate, quad.object)));
        Ok(facts.collect::<Result<_, StorageError>>()?)
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

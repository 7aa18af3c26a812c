//! Look-ups: what articles and the view say in a transaction, never more of it than a question needs.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::rdfs;
use oxigraph::model::{
    GraphName, GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term,
    TermRef, Triple,
};

use super::entity::EntityState;
use super::facts::{ArticleFacts, ClaimFacts, MentionFacts, read_article};
use super::proposition::statement;
use super::update::{Result, Update};
use crate::ontology::vocab;

impl Update<'_, '_> {
    /// Returns what the view says of `subject` by some predicates.
    pub(super) fn view(
        &self,
        subject: &NamedNode,
        predicates: &[NamedNodeRef<'_>],
    ) -> Result<Vec<Triple>> {
        let mut triples = Vec::new();
        for predicate in predicates {
            let graph = Some(GraphNameRef::DefaultGraph);
            for quad in self.transaction.quads_for_pattern(
                Some(subject.as_ref().into()),
                Some(*predicate),
                None,
                graph,
            ) {
                let quad = quad?;
                triples.push(Triple::new(quad.subject, quad.predicate, quad.object));
            }
        }
        Ok(triples)
    }

    pub(super) fn label(&self, entity: &NamedNode) -> Result<Option<String>> {
        Ok(EntityState::from_view(&self.view(entity, &[rdfs::LABEL])?)
            .label()
            .map(str::to_owned))
    }

    pub(super) fn statement(&self, claim: Option<&ClaimFacts>) -> Result<Option<String>> {
        let Some(claim) = claim else { return Ok(None) };
        let meaning = self.rules.canonical(claim);
        let mut labels = BTreeMap::new();
        for node in [Some(&meaning.0), as_node(&meaning.2)]
            .into_iter()
            .flatten()
        {
            labels.insert(node.clone(), self.label(node)?);
        }
        Ok(Some(statement(&meaning, self.rules, |node| {
            labels.get(node).cloned().flatten()
        })))
    }

    /// Whether other articles say all that these mentions say of a thing.
    pub(super) fn is_described_elsewhere(
        &self,
        entity: &NamedNode,
        mentions: &[&MentionFacts],
    ) -> Result<bool> {
        for mention in mentions {
            if !self.is_named_elsewhere(entity, mention)? {
                return Ok(false);
            }
        }
        let mut types: BTreeSet<&NamedNode> =
            mentions.iter().flat_map(|mention| &mention.types).collect();
        let mut same_as: BTreeSet<&NamedNode> = mentions
            .iter()
            .flat_map(|mention| &mention.same_as)
            .collect();
        for quad in self.pointing(vocab::MENTION_OF, entity.as_ref().into()) {
            if types.is_empty() && same_as.is_empty() {
                break;
            }
            let quad = quad?;
            let Some(other) = self.read(&quad)?.mentions.pop() else {
                continue;
            };
            types.retain(|class| !other.types.contains(class));
            same_as.retain(|node| !other.same_as.contains(node));
        }
        Ok(types.is_empty() && same_as.is_empty())
    }

    fn is_named_elsewhere(&self, entity: &NamedNode, mention: &MentionFacts) -> Result<bool> {
        let name = Literal::new_simple_literal(&mention.name);
        let preferred = Literal::from(true);
        for quad in self.pointing(vocab::MENTION_NAME, name.as_ref().into()) {
            let quad = quad?;
            let has = |predicate: NamedNodeRef<'_>, object: Term| {
                let fact = Quad::new(
                    quad.subject.clone(),
                    predicate.into_owned(),
                    object,
                    quad.graph_name.clone(),
                );
                self.transaction.contains(&fact)
            };
            if has(vocab::MENTION_OF, entity.clone().into())?
                && has(vocab::MENTION_PREFERRED, preferred.clone().into())? == mention.preferred
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub(super) fn mentions_of(&self, entity: &NamedNode) -> Result<Vec<MentionFacts>> {
        let mut mentions = Vec::new();
        for quad in self.pointing(vocab::MENTION_OF, entity.as_ref().into()) {
            mentions.extend(self.read(&quad?)?.mentions);
        }
        Ok(mentions)
    }

    pub(super) fn claims_on(
        &self,
        proposition: &NamedNode,
    ) -> impl Iterator<Item = Result<ClaimFacts>> {
        let quads = self.pointing(vocab::PROPOSITION_OF, proposition.as_ref().into());
        quads.filter_map(|quad| match quad.and_then(|quad| self.read(&quad)) {
            Ok(mut facts) => facts.claims.pop().map(Ok),
            Err(error) => Some(Err(error)),
        })
    }

    /// Returns the propositions that answer one question.
    pub(super) fn sharing(&self, slot: &str) -> Result<Vec<NamedNode>> {
        let slot = Literal::new_simple_literal(slot);
        let quads = self.pointing(vocab::SLOT, slot.as_ref().into());
        quads
            .filter_map(|quad| quad.map(|quad| subject(&quad)).transpose())
            .collect()
    }

    pub(super) fn pointing(
        &self,
        predicate: NamedNodeRef<'_>,
        object: TermRef<'_>,
    ) -> impl Iterator<Item = Result<Quad>> {
        self.transaction
            .quads_for_pattern(None, Some(predicate), Some(object), None)
    }

    /// Reads the node that a quad describes, with what its article says of its origin.
    pub(super) fn read(&self, quad: &Quad) -> Result<ArticleFacts> {
        let graph = Some(quad.graph_name.as_ref());
        let node =
            self.transaction
                .quads_for_pattern(Some(quad.subject.as_ref()), None, None, graph);
        let mut quads = node.collect::<Result<Vec<_>>>()?;
        if let (GraphName::NamedNode(article), false) =
            (&quad.graph_name, quad.predicate == vocab::MENTION_OF)
        {
            let of_origin = [vocab::PUBLISHER, vocab::AUTHOR, vocab::SOURCE_ORGANIZATION];
            for predicate in of_origin {
                let article = Some(article.as_ref().into());
                for quad in
                    self.transaction
                        .quads_for_pattern(article, Some(predicate), None, graph)
                {
                    quads.push(quad?);
                }
            }
        }
        Ok(read_article(&quads))
    }
}

fn as_node(term: &Term) -> Option<&NamedNode> {
    match term {
        Term::NamedNode(node) => Some(node),
        Term::Literal(_) | Term::BlankNode(_) => None,
    }
}

fn subject(quad: &Quad) -> Option<NamedNode> {
    match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => Some(node.clone()),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}

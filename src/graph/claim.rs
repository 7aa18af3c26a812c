//! Claims: one holder's stance → one flat node with its proof.

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term};

use super::{Builder, GraphError, integer, iri, literal};
use crate::ontology::vocab;
use crate::resolve::{Claim, Object};
use crate::text::Span;

/// Relations that the view writes itself; claims about them could not be told apart from its own statements.
const RESERVED: &[NamedNodeRef<'_>] = &[
    rdf::TYPE,
    rdfs::LABEL,
    vocab::ALT_LABEL,
    vocab::NAME_KEY,
    vocab::RELATION_KEY,
    vocab::SAME_AS,
    vocab::RELATED,
];

impl Builder<'_> {
    /// Adds one claim; refuses it where its quote is not an exact stretch of the text.
    pub(super) fn claim(&mut self, index: usize, claim: &Claim) -> Result<(), GraphError> {
        let (start, end) = self.proof(index, claim.quote)?;
        if RESERVED.contains(&claim.relation.as_ref()) {
            return Err(GraphError::ReservedRelation {
                relation: claim.relation.as_str().to_owned(),
            });
        }
        let (subject, object) = (
            self.entity(claim.subject)?,
            self.object(&claim.relation, &claim.object)?,
        );
        let proposition = self.proposition(&subject, &claim.relation, &object)?;
        let mut facts: Vec<(NamedNode, Term)> = vec![
            (rdf::TYPE.into_owned(), vocab::CLAIM.into_owned().into()),
            (rdf::SUBJECT.into_owned(), subject.into()),
            (rdf::PREDICATE.into_owned(), claim.relation.clone().into()),
            (rdf::OBJECT.into_owned(), object),
            (vocab::PROPOSITION_OF.into_owned(), proposition.into()),
            (vocab::STATUS.into_owned(), claim.status.clone().into()),
            (
                vocab::CERTAINTY.into_owned(),
                claim.certainty.clone().into(),
            ),
            (vocab::POLARITY.into_owned(), claim.polarity.clone().into()),
            (
                vocab::ATTRIBUTED_TO.into_owned(),
                self.entity(claim.holder)?.into(),
            ),
            (
                vocab::SOURCE_KIND.into_owned(),
                claim.source_kind.clone().into(),
            ),
            (vocab::APPEARANCE.into_owned(), self.article.clone().into()),
            (
                vocab::QUOTE.into_owned(),
                Literal::new_simple_literal(claim.quote.of(&self.resolved.text)).into(),
            ),
            (vocab::QUOTE_START.into_owned(), integer(start).into()),
            (vocab::QUOTE_END.into_owned(), integer(end).into()),
        ];
        self.relays(&claim.relayed_by, &mut facts)?;
        for (property, value) in &claim.qualifiers {
            facts.push((property.clone(), self.object(property, value)?));
        }
        if let Some(published) = self
            .resolved
            .metadata
            .published
            .as_deref()
            .filter(|text| !text.trim().is_empty())
        {
            facts.push((
                vocab::CLAIMED_AT.into_owned(),
                literal::date(published).into(),
            ));
        }
        self.condition(claim, &mut facts)?;
        self.write_claim(claim, facts)
    }

    fn write_claim(
        &mut self,
        claim: &Claim,
        mut facts: Vec<(NamedNode, Term)>,
    ) -> Result<(), GraphError> {
        facts.sort_by_cached_key(|(property, value)| {
            (property.as_str().to_owned(), value.to_string())
        });
        let mut parts = Vec::new();
        for (property, value) in &facts {
            parts.push(property.as_str().to_owned());
            parts.push(iri::term_key(value));
        }
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let node = iri::minted(self.base, "claim", &iri::hash(&parts))?;
        for (property, value) in facts {
            self.add(&node, property.as_ref(), value);
        }
        for cue in claim
            .cues
            .iter()
            .map(|cue| cue.trim())
            .filter(|cue| !cue.is_empty())
        {
            self.add(&node, vocab::CUE, Literal::new_simple_literal(cue));
        }
        Ok(())
    }

    /// Returns the quote's place in code points.
    fn proof(&self, index: usize, quote: Span) -> Result<(usize, usize), GraphError> {
        let (text, claim) = (&self.resolved.text, index + 1);
        match (text.get(..quote.start), text.get(quote.start..quote.end)) {
            (Some(_), Some(words)) if words.trim().is_empty() => {
                Err(GraphError::QuoteBlank { claim })
            }
            (Some(before), Some(words)) => {
                let start = before.chars().count();
                Ok((start, start + words.chars().count()))
            }
            _ => Err(GraphError::QuoteOutside {
                claim,
                start: quote.start,
                end: quote.end,
                length: text.len(),
            }),
        }
    }

    fn relays(
        &self,
        relays: &[usize],
        facts: &mut Vec<(NamedNode, Term)>,
    ) -> Result<(), GraphError> {
        let relays = relays
            .iter()
            .map(|relay| self.entity(*relay))
            .collect::<Result<Vec<_>, _>>()?;
        if relays.len() > 1 {
            let order: Vec<&str> = relays.iter().map(NamedNode::as_str).collect();
            facts.push((
                vocab::RELAY_ORDER.into_owned(),
                Literal::new_simple_literal(order.join(" ")).into(),
            ));
        }
        facts.extend(
            relays
                .into_iter()
                .map(|relay| (vocab::RELAYED_BY.into_owned(), relay.into())),
        );
        Ok(())
    }

    /// A condition understood as a triple meets the claims on it; one that is only words means something in its article alone.
    fn condition(
        &mut self,
        claim: &Claim,
        facts: &mut Vec<(NamedNode, Term)>,
    ) -> Result<(), GraphError> {
        let Some(condition) = &claim.condition else {
            return Ok(());
        };
        let words = Literal::new_simple_literal(condition.text.trim());
        let proposition = match &condition.triple {
            Some((subject, relation, object)) => {
                let (subject, object) = (self.entity(*subject)?, self.object(relation, object)?);
                facts.push((vocab::CONDITION.into_owned(), words.into()));
                self.proposition(&subject, relation, &object)?
            }
            None => {
                let key = iri::hash(&[self.article.as_str(), "condition", words.value()]);
                let proposition = iri::minted(self.base, "proposition", &key)?;
                self.add(&proposition, rdf::TYPE, vocab::PROPOSITION.into_owned());
                self.add(&proposition, vocab::STATEMENT, words);
                proposition
            }
        };
        facts.push((vocab::IF_PROPOSITION.into_owned(), proposition.into()));
        Ok(())
    }

    fn object(&self, property: &NamedNode, object: &Object) -> Result<Term, GraphError> {
        Ok(match object {
            Object::Entity(index) => self.entity(*index)?.into(),
            Object::Word(word) => word.clone().into(),
            Object::Literal(value) => {
                let relation = self
                    .ontology
                    .relations
                    .get(property)
                    .map(|relation| &relation.range);
                let ranges = relation.or_else(|| {
                    self.ontology
                        .properties
                        .get(property)
                        .map(|known| &known.range)
                });
                literal::typed(value, ranges.map_or(&[], Vec::as_slice)).into()
            }
        })
    }

    fn proposition(
        &self,
        subject: &NamedNode,
        relation: &NamedNode,
        object: &Term,
    ) -> Result<NamedNode, GraphError> {
        let symmetric = self
            .ontology
            .relations
            .get(relation)
            .is_some_and(|known| known.symmetric);
        iri::proposition(self.base, subject, relation, object, symmetric)
    }
}

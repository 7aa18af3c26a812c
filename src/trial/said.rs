//! What a sentence claims, and whether that is what an example asks for.

use oxigraph::model::NamedNode;

use super::{Claimed, ends};
use crate::extract::{Argument, Statement};
use crate::ontology::{Marks, Ontology, Relation, open};
use crate::pipeline::{Pipeline, Steps};
use crate::resolve::{Claim, Object};

/// A statement with the claim that it became.
pub(super) struct Said<'s> {
    pub(super) statement: &'s Statement,
    pub(super) claim: &'s Claim,
    /// What it says, in words.
    pub(super) words: String,
    /// The frames that found it.
    pub(super) frames: Vec<String>,
}

/// Returns all that is claimed; what stands for nothing identifiable is not.
pub(super) fn all<'s>(pipeline: &Pipeline<'_>, steps: &'s Steps) -> Vec<Said<'s>> {
    let resolved = &steps.traced.resolved;
    let all = steps.statements.iter().zip(&steps.traced.statements);
    all.filter_map(|(statement, claim)| {
        let claim = resolved.claims.get((*claim)?)?;
        let fired = pipeline.extractor.fired(&steps.analysis, statement);
        Some(Said {
            statement,
            claim,
            words: words(steps, pipeline.ontology, claim),
            frames: fired
                .frames
                .iter()
                .map(|frame| frame.text.clone())
                .collect(),
        })
    })
    .collect()
}

/// "Maya Chen tasted Barolo 2019".
fn words(steps: &Steps, ontology: &Ontology, claim: &Claim) -> String {
    let label = |thing: usize| {
        let entity = steps.traced.resolved.entities.get(thing);
        entity.map_or("?", |entity| &entity.label)
    };
    let object = match &claim.object {
        Object::Entity(thing) => label(*thing).to_owned(),
        Object::Literal(literal) => literal.value().to_owned(),
        Object::Word(word) => word.as_str().to_owned(),
    };
    let known = ontology.relations.get(&claim.relation);
    let relation = match known {
        Some(relation) => relation.label.clone(),
        None => open::label(&claim.relation).map_or_else(String::new, |label| format!("“{label}”")),
    };
    format!("{} {relation} {object}", label(claim.subject))
}

impl Said<'_> {
    /// Whether it is the relation, between the marked ends where there are any.
    pub(super) fn fits(
        &self,
        steps: &Steps,
        ontology: &Ontology,
        relation: &Relation,
        marks: Option<&Marks>,
    ) -> bool {
        let own = &self.statement.relation;
        let forwards = ontology.sub_relations(&relation.iri).contains(own);
        let backwards = ontology.inverses_of(&relation.iri).contains(own)
            || relation.inverse_of.as_ref() == Some(own);
        let Some(marks) = marks else {
            return forwards || backwards;
        };
        let (subject, object) = (&self.statement.subject, &self.statement.object);
        let between = |subject: &Argument, object: &Argument| {
            ends::is_at(steps, subject, marks.subject)
                && match (&marks.object, &marks.constant) {
                    (Some(mark), _) => ends::is_at(steps, object, *mark),
                    (None, Some(constant)) => {
                        matches!(object, Argument::Constant(text) if text == constant)
                    }
                    (None, None) => true,
                }
        };
        forwards && between(subject, object)
            || (backwards || forwards && relation.symmetric) && between(object, subject)
    }

    /// The same for a reader.
    pub(super) fn told(&self, ontology: &Ontology) -> Claimed {
        Claimed {
            statement: self.words.clone(),
            status: status(ontology, &self.claim.status),
            frames: self.frames.clone(),
        }
    }
}

/// The label of a status.
pub(super) fn status(ontology: &Ontology, iri: &NamedNode) -> String {
    let mut statuses = ontology.statuses.iter();
    let found = statuses.find(|status| status.iri == *iri);
    found.map_or_else(String::new, |status| status.label.clone())
}

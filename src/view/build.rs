//! Build: what all articles say → the whole view, without a look at the one there is.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{Literal, NamedNode, Term, Triple};

use super::Rules;
use super::entity::EntityState;
use super::facts::ArticleFacts;
use super::proposition::{PropositionState, statement};
use super::relation::{self, described};
use super::rules::differ;
use crate::ontology::vocab;

/// Returns the view of `articles`, each triple once, by its text.
pub(crate) fn build<E>(
    articles: impl IntoIterator<Item = Result<ArticleFacts, E>>,
    rules: &Rules,
) -> Result<BTreeMap<String, Triple>, E> {
    let mut draft = Draft::default();
    for article in articles {
        draft.add(&article?, rules);
    }
    Ok(draft.finish(rules))
}

#[derive(Default)]
struct Draft {
    entities: BTreeMap<NamedNode, EntityState>,
    propositions: BTreeMap<NamedNode, PropositionState>,
    meanings: BTreeMap<NamedNode, (NamedNode, NamedNode, Term)>,
    conditions: BTreeSet<(NamedNode, String)>,
    triples: BTreeMap<String, Triple>,
}

impl Draft {
    fn add(&mut self, article: &ArticleFacts, rules: &Rules) {
        for triple in relation::used(article).into_iter().flat_map(described) {
            self.put(triple);
        }
        for mention in &article.mentions {
            self.entities
                .entry(mention.entity.clone())
                .or_default()
                .add(mention);
        }
        for claim in &article.claims {
            self.propositions
                .entry(claim.proposition.clone())
                .or_default()
                .add(claim, rules);
            self.meanings
                .insert(claim.proposition.clone(), rules.canonical(claim));
            let condition = claim
                .condition
                .iter()
                .filter(|(_, words)| !words.is_empty());
            self.conditions.extend(condition.cloned());
            if rules.accepts(claim) {
                for triple in accepted(&claim.subject, &claim.relation, &claim.object) {
                    self.put(triple);
                }
            }
        }
    }

    fn put(&mut self, triple: Triple) {
        self.triples.insert(triple.to_string(), triple);
    }

    fn finish(mut self, rules: &Rules) -> BTreeMap<String, Triple> {
        let label = |node: &NamedNode| {
            self.entities
                .get(node)
                .and_then(EntityState::label)
                .map(str::to_owned)
        };
        for (proposition, meaning) in &self.meanings {
            if let Some(state) = self.propositions.get_mut(proposition) {
                state.statement = Some(statement(meaning, rules, label));
            }
        }
        for (proposition, words) in &self.conditions {
            self.propositions
                .entry(proposition.clone())
                .or_default()
                .add_condition(words);
        }
        let mut slots = BTreeMap::<&str, Vec<(&NamedNode, &Term)>>::new();
        for (proposition, state) in &self.propositions {
            for slot in &state.slots {
                let object = self.meanings.get(proposition).map(|(_, _, object)| object);
                slots
                    .entry(slot)
                    .or_default()
                    .extend(object.map(|object| (proposition, object)));
            }
        }
        let mut disputed = BTreeSet::new();
        for rivals in slots.values() {
            for (proposition, object) in rivals {
                if rivals
                    .iter()
                    .any(|(other, answer)| other != proposition && differ(object, answer))
                {
                    disputed.insert((*proposition).clone());
                }
            }
        }
        let split = self
            .propositions
            .iter()
            .filter(|(_, state)| state.is_split());
        disputed.extend(split.map(|(proposition, _)| proposition.clone()));
        let mut triples: Vec<Triple> = disputed.into_iter().map(dispute).collect();
        triples.extend(
            self.propositions
                .iter()
                .flat_map(|(proposition, state)| state.triples(proposition)),
        );
        triples.extend(
            self.entities
                .iter()
                .flat_map(|(entity, state)| state.triples(entity, rules)),
        );
        for triple in triples {
            self.put(triple);
        }
        self.triples
    }
}

/// Returns the plain triple of an accepted claim and the link between its two things.
pub(super) fn accepted(subject: &NamedNode, relation: &NamedNode, object: &Term) -> Vec<Triple> {
    let mut triples = vec![Triple::new(
        subject.clone(),
        relation.clone(),
        object.clone(),
    )];
    if let Term::NamedNode(other) = object
        && other != subject
    {
        let related = vocab::RELATED.into_owned();
        triples.push(Triple::new(subject.clone(), related, other.clone()));
    }
    triples
}

/// Returns the statement that a proposition is disputed.
pub(super) fn dispute(proposition: NamedNode) -> Triple {
    Triple::new(
        proposition,
        vocab::DISPUTED.into_owned(),
        Literal::from(true),
    )
}

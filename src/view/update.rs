//! Update: one article comes or goes → the view follows, inside the same transaction.
//!
//! Coming only unites the article with what the view says already, so a popular thing costs no more than a rare one.
//! Going asks whether others still say the same, and recounts only what they do not.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, GraphNameRef, NamedNode, Quad, Triple};
use oxigraph::store::{StorageError, Transaction};

use super::Rules;
use super::build::{accepted, dispute};
use super::entity::{self, EntityState};
use super::facts::{ArticleFacts, ClaimFacts, MentionFacts};
use super::proposition::{self, PropositionState};
use super::relation::{self, described};
use super::rules::differ;
use crate::ontology::vocab;

pub(super) type Result<T> = std::result::Result<T, StorageError>;

/// Brings the view up to date after an article's quads were put in.
pub(crate) fn add(
    transaction: &mut Transaction<'_>,
    facts: &ArticleFacts,
    rules: &Rules,
) -> Result<()> {
    let mut update = Update { transaction, rules };
    for triple in relation::used(facts).into_iter().flat_map(described) {
        update.transaction.insert(&in_view(triple));
    }
    let mut renamed = BTreeSet::new();
    for (entity, mentions) in by_entity(facts) {
        let old = update.view(entity, entity::MANAGED)?;
        let mut state = EntityState::from_view(&old);
        let label = state.label().map(str::to_owned);
        mentions.iter().for_each(|mention| state.add(mention));
        if label.is_some() && state.label() != label.as_deref() {
            renamed.insert(entity.clone());
        }
        update.replace(&old, &state.triples(entity, rules));
    }
    let mut slots = BTreeSet::new();
    for (proposition, claims) in by_proposition(facts) {
        let old = update.view(proposition, proposition::MANAGED)?;
        let mut state = PropositionState::from_view(&old);
        if !state.is_claimed() {
            state.statement = update.statement(claims.first().copied())?;
        }
        claims.iter().for_each(|claim| state.add(claim, rules));
        update.replace(&old, &state.triples(proposition));
        slots.extend(state.slots);
    }
    for (proposition, words) in conditions(facts) {
        let old = update.view(proposition, proposition::MANAGED)?;
        let mut state = PropositionState::from_view(&old);
        state.add_condition(words);
        update.replace(&old, &state.triples(proposition));
    }
    for claim in facts.claims.iter().filter(|claim| rules.accepts(claim)) {
        for triple in accepted(&claim.subject, &claim.relation, &claim.object) {
            update.transaction.insert(&in_view(triple));
        }
    }
    update.rename(&renamed)?;
    update.dispute(facts, &slots)
}

/// Brings the view up to date after an article's quads were taken out.
pub(crate) fn remove(
    transaction: &mut Transaction<'_>,
    facts: &ArticleFacts,
    rules: &Rules,
) -> Result<()> {
    let mut update = Update { transaction, rules };
    let mut renamed = BTreeSet::new();
    for (entity, mentions) in by_entity(facts) {
        if update.is_described_elsewhere(entity, &mentions)? {
            continue;
        }
        let old = update.view(entity, entity::MANAGED)?;
        let before = EntityState::from_view(&old);
        let mut state = EntityState::default();
        for mention in update.mentions_of(entity)? {
            state.add(&mention);
        }
        if state.label().is_some() && state.label() != before.label() {
            renamed.insert(entity.clone());
        }
        update.replace(&old, &state.triples(entity, rules));
    }
    let mut slots = BTreeSet::new();
    let depended = conditions(facts)
        .into_iter()
        .map(|(proposition, _)| proposition);
    let touched: BTreeSet<&NamedNode> = by_proposition(facts).into_keys().chain(depended).collect();
    for proposition in touched {
        let old = update.view(proposition, proposition::MANAGED)?;
        slots.extend(PropositionState::from_view(&old).slots);
        let state = update.recount(proposition)?;
        update.replace(&old, &state.triples(proposition));
        slots.extend(state.slots);
    }
    for claim in facts.claims.iter().filter(|claim| rules.accepts(claim)) {
        update.unaccept(claim)?;
    }
    for relation in relation::used(facts) {
        update.forget(relation)?;
    }
    update.rename(&renamed)?;
    update.dispute(facts, &slots)
}

pub(super) struct Update<'u, 't> {
    pub(super) transaction: &'u mut Transaction<'t>,
    pub(super) rules: &'u Rules,
}

impl Update<'_, '_> {
    /// Writes the difference between two descriptions into the view.
    fn replace(&mut self, old: &[Triple], new: &[Triple]) {
        let (before, after): (HashSet<&Triple>, HashSet<&Triple>) =
            (old.iter().collect(), new.iter().collect());
        for triple in old.iter().filter(|triple| !after.contains(triple)) {
            self.transaction.remove(&in_view(triple.clone()));
        }
        for triple in new.iter().filter(|triple| !before.contains(triple)) {
            self.transaction.insert(&in_view(triple.clone()));
        }
    }

    fn recount(&self, proposition: &NamedNode) -> Result<PropositionState> {
        let mut state = PropositionState::default();
        let mut any = None;
        for claim in self.claims_on(proposition) {
            let claim = claim?;
            state.add(&claim, self.rules);
            any = Some(claim);
        }
        state.statement = self.statement(any.as_ref())?;
        if !state.is_claimed() {
            for quad in self.pointing(vocab::IF_PROPOSITION, proposition.as_ref().into()) {
                for claim in self.read(&quad?)?.claims {
                    let words = claim
                        .condition
                        .map(|(_, words)| words)
                        .filter(|words| !words.is_empty());
                    words.iter().for_each(|words| state.add_condition(words));
                }
            }
        }
        Ok(state)
    }

    /// Takes a plain triple back, unless another claim still gives it.
    fn unaccept(&mut self, gone: &ClaimFacts) -> Result<()> {
        for claim in self.claims_on(&gone.proposition) {
            let claim = claim?;
            let same = claim.subject == gone.subject
                && claim.relation == gone.relation
                && claim.object == gone.object;
            if same && self.rules.accepts(&claim) {
                return Ok(());
            }
        }
        let plain = Triple::new(
            gone.subject.clone(),
            gone.relation.clone(),
            gone.object.clone(),
        );
        self.transaction.remove(&in_view(plain));
        let (subject, object) = (gone.subject.as_ref().into(), gone.object.as_ref());
        let view = Some(GraphNameRef::DefaultGraph);
        for quad in self
            .transaction
            .quads_for_pattern(Some(subject), None, Some(object), view)
        {
            if quad?.predicate != vocab::RELATED {
                return Ok(());
            }
        }
        let related = Triple::new(
            gone.subject.clone(),
            vocab::RELATED.into_owned(),
            gone.object.clone(),
        );
        self.transaction.remove(&in_view(related));
        Ok(())
    }

    /// Takes the description of an open relation back, unless another claim still uses it.
    fn forget(&mut self, relation: &NamedNode) -> Result<()> {
        let user = self
            .pointing(rdf::PREDICATE, relation.as_ref().into())
            .next()
            .transpose()?;
        if user.is_none() {
            for triple in described(relation) {
                self.transaction.remove(&in_view(triple));
            }
        }
        Ok(())
    }

    /// Says anew what is claimed of things that have got another label.
    fn rename(&mut self, entities: &BTreeSet<NamedNode>) -> Result<()> {
        let mut propositions = BTreeMap::new();
        for entity in entities {
            for predicate in [rdf::SUBJECT, rdf::OBJECT] {
                for quad in self.pointing(predicate, entity.as_ref().into()) {
                    let claims = self.read(&quad?)?.claims;
                    propositions.extend(
                        claims
                            .into_iter()
                            .map(|claim| (claim.proposition.clone(), claim)),
                    );
                }
            }
        }
        for (proposition, claim) in propositions {
            let old = self.view(&proposition, proposition::MANAGED)?;
            let mut state = PropositionState::from_view(&old);
            state.statement = self.statement(Some(&claim))?;
            self.replace(&old, &state.triples(&proposition));
        }
        Ok(())
    }

    /// Settles anew what is disputed, among the article's propositions and all that share a slot with them.
    fn dispute(&mut self, facts: &ArticleFacts, slots: &BTreeSet<String>) -> Result<()> {
        let mut touched: BTreeSet<NamedNode> = by_proposition(facts).into_keys().cloned().collect();
        for slot in slots {
            touched.extend(self.sharing(slot)?);
        }
        for proposition in touched {
            let disputed = in_view(dispute(proposition.clone()));
            if self.is_disputed(&proposition)? {
                self.transaction.insert(&disputed);
            } else {
                self.transaction.remove(&disputed);
            }
        }
        Ok(())
    }

    fn is_disputed(&self, proposition: &NamedNode) -> Result<bool> {
        let state = PropositionState::from_view(&self.view(proposition, proposition::MANAGED)?);
        if state.is_split() {
            return Ok(true);
        }
        for slot in &state.slots {
            let mut answers = Vec::new();
            for rival in self.sharing(slot)? {
                let claim = self.claims_on(&rival).next().transpose()?;
                answers.extend(claim.map(|claim| (rival, self.rules.canonical(&claim).2)));
            }
            let own = answers
                .iter()
                .find(|(rival, _)| rival == proposition)
                .map(|(_, answer)| answer);
            let rivals = || answers.iter().filter(|(rival, _)| rival != proposition);
            if own.is_some_and(|own| rivals().any(|(_, answer)| differ(own, answer))) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn by_entity(facts: &ArticleFacts) -> BTreeMap<&NamedNode, Vec<&MentionFacts>> {
    let mut entities = BTreeMap::<_, Vec<_>>::new();
    for mention in &facts.mentions {
        entities.entry(&mention.entity).or_default().push(mention);
    }
    entities
}

fn by_proposition(facts: &ArticleFacts) -> BTreeMap<&NamedNode, Vec<&ClaimFacts>> {
    let mut propositions = BTreeMap::<_, Vec<_>>::new();
    for claim in &facts.claims {
        propositions
            .entry(&claim.proposition)
            .or_default()
            .push(claim);
    }
    propositions
}

/// Returns the propositions that claims depend on and that do not carry their words themselves.
fn conditions(facts: &ArticleFacts) -> BTreeSet<(&NamedNode, &str)> {
    let conditions = facts
        .claims
        .iter()
        .filter_map(|claim| claim.condition.as_ref());
    conditions
        .filter(|(_, words)| !words.is_empty())
        .map(|(node, words)| (node, words.as_str()))
        .collect()
}

fn in_view(triple: Triple) -> Quad {
    triple.in_graph(GraphName::DefaultGraph)
}

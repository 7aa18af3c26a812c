//! Update: one article comes or goes → the view follows, inside the same transaction.
//!
//! Coming only unites the article with what the view says already, so a popular thing costs no more than a rare one.
//! Going asks whether others still say the same, and recounts only what they do not.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{
    GraphName, GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term,
    TermRef, Triple,
};
use oxigraph::store::{StorageError, Transaction};

use super::Rules;
use super::build::{accepted, dispute};
use super::entity::{self, EntityState};
use super::facts::{ArticleFacts, ClaimFacts, MentionFacts, read_article};
use super::proposition::{self, PropositionState, statement};
use super::rules::differ;
use crate::ontology::vocab;

type Result<T> = std::result::Result<T, StorageError>;

/// Brings the view up to date after an article's quads were put in.
pub(crate) fn add(
    transaction: &mut Transaction<'_>,
    facts: &ArticleFacts,
    rules: &Rules,
) -> Result<()> {
    let mut update = Update { transaction, rules };
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
    update.rename(&renamed)?;
    update.dispute(facts, &slots)
}

struct Update<'u, 't> {
    transaction: &'u mut Transaction<'t>,
    rules: &'u Rules,
}

impl Update<'_, '_> {
    /// Returns what the view says of `subject` by some predicates.
    fn view(&self, subject: &NamedNode, predicates: &[NamedNodeRef<'_>]) -> Result<Vec<Triple>> {
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

    fn label(&self, entity: &NamedNode) -> Result<Option<String>> {
        Ok(EntityState::from_view(&self.view(entity, &[rdfs::LABEL])?)
            .label()
            .map(str::to_owned))
    }

    fn statement(&self, claim: Option<&ClaimFacts>) -> Result<Option<String>> {
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
    fn is_described_elsewhere(
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

    fn mentions_of(&self, entity: &NamedNode) -> Result<Vec<MentionFacts>> {
        let mut mentions = Vec::new();
        for quad in self.pointing(vocab::MENTION_OF, entity.as_ref().into()) {
            mentions.extend(self.read(&quad?)?.mentions);
        }
        Ok(mentions)
    }

    fn claims_on(&self, proposition: &NamedNode) -> impl Iterator<Item = Result<ClaimFacts>> {
        let quads = self.pointing(vocab::PROPOSITION_OF, proposition.as_ref().into());
        quads.filter_map(|quad| match quad.and_then(|quad| self.read(&quad)) {
            Ok(mut facts) => facts.claims.pop().map(Ok),
            Err(error) => Some(Err(error)),
        })
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

    /// Returns the propositions that answer one question.
    fn sharing(&self, slot: &str) -> Result<Vec<NamedNode>> {
        let slot = Literal::new_simple_literal(slot);
        let quads = self.pointing(vocab::SLOT, slot.as_ref().into());
        quads
            .filter_map(|quad| quad.map(|quad| subject(&quad)).transpose())
            .collect()
    }

    fn pointing(
        &self,
        predicate: NamedNodeRef<'_>,
        object: TermRef<'_>,
    ) -> impl Iterator<Item = Result<Quad>> {
        self.transaction
            .quads_for_pattern(None, Some(predicate), Some(object), None)
    }

    /// Reads the node that a quad describes, with what its article says of its origin.
    fn read(&self, quad: &Quad) -> Result<ArticleFacts> {
        let graph = Some(quad.graph_name.as_ref());
        let node =
            self.transaction
                .quads_for_pattern(Some(quad.subject.as_ref()), None, None, graph);
        let mut quads = node.collect::<Result<Vec<_>>>()?;
        if let (GraphName::NamedNode(article), false) =
            (&quad.graph_name, quad.predicate == vocab::MENTION_OF)
        {
            for predicate in [vocab::PUBLISHER, vocab::AUTHOR] {
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

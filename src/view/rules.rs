//! Rules: ontology + policy → what is accepted, what clashes, which class says more.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use oxigraph::model::{NamedNode, NamedNodeRef, Term};

use super::facts::ClaimFacts;
use crate::graph::hash;
use crate::ontology::{Ontology, Relation, vocab};

/// Which claims are taken as fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The statuses that are accepted, where the holder affirms.
    pub statuses: BTreeSet<NamedNode>,
}

impl Policy {
    /// Returns the policy that accepts the statuses which the ontology marks as asserted.
    pub fn of(ontology: &Ontology) -> Self {
        let asserted = ontology.statuses.iter().filter(|status| status.asserted);
        let statuses: BTreeSet<NamedNode> = asserted.map(|status| status.iri.clone()).collect();
        if statuses.is_empty() {
            Self::default()
        } else {
            Self { statuses }
        }
    }

    /// Whether a claim of this status and polarity is taken as fact.
    pub fn accepts(&self, status: NamedNodeRef<'_>, polarity: NamedNodeRef<'_>) -> bool {
        polarity == vocab::POSITIVE && self.statuses.contains(&status.into_owned())
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            statuses: [vocab::CONFIRMED, vocab::REPORTED]
                .map(NamedNodeRef::into_owned)
                .into(),
        }
    }
}

/// What the view is made by: a policy and the part of the ontology that it needs.
#[derive(Clone, Debug)]
pub struct Rules {
    ontology: Arc<Ontology>,
    policy: Policy,
    ancestors: BTreeMap<NamedNode, BTreeSet<NamedNode>>,
    incompatible: BTreeMap<NamedNode, BTreeSet<NamedNode>>,
}

impl Rules {
    /// Returns the rules of an ontology and a policy.
    pub fn new(ontology: Arc<Ontology>, policy: Policy) -> Self {
        let ancestors = ontology
            .classes
            .keys()
            .map(|class| (class.clone(), ancestors(&ontology, class)))
            .collect();
        let mut incompatible = BTreeMap::<NamedNode, BTreeSet<NamedNode>>::new();
        for relation in ontology.relations.values() {
            for other in &relation.incompatible {
                incompatible
                    .entry(relation.iri.clone())
                    .or_default()
                    .insert(other.clone());
                incompatible
                    .entry(other.clone())
                    .or_default()
                    .insert(relation.iri.clone());
            }
        }
        Self {
            ontology,
            policy,
            ancestors,
            incompatible,
        }
    }

    /// Returns the ontology.
    pub fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    /// Returns the ontology, for another set of rules.
    pub fn shared_ontology(&self) -> Arc<Ontology> {
        Arc::clone(&self.ontology)
    }

    /// Returns the policy.
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Returns a text that differs where the rules would give another view.
    pub fn fingerprint(&self) -> String {
        let mut parts = vec!["view 1".to_owned()];
        parts.extend(self.policy.statuses.iter().map(ToString::to_string));
        parts.extend(
            self.ancestors
                .iter()
                .map(|(class, over)| format!("{class} {over:?}")),
        );
        parts.extend(self.ontology.relations.values().map(|relation| {
            let clashes = self.incompatible.get(&relation.iri);
            let (functional, symmetric) = (relation.functional, relation.symmetric);
            format!(
                "{} {} {functional} {symmetric} {clashes:?}",
                relation.iri, relation.label
            )
        }));
        hash(&parts.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// Returns the classes of a set that are superclass of no other in it.
    pub(super) fn most_specific(&self, classes: &BTreeSet<NamedNode>) -> Vec<NamedNode> {
        let over = |upper: &NamedNode, lower: &NamedNode| {
            upper != lower
                && self
                    .ancestors
                    .get(lower)
                    .is_some_and(|classes| classes.contains(upper))
        };
        let kept = |class: &&NamedNode| {
            !classes
                .iter()
                .any(|other| over(class, other) && !over(other, class))
        };
        classes.iter().filter(kept).cloned().collect()
    }

    pub(super) fn accepts(&self, claim: &ClaimFacts) -> bool {
        self.policy
            .accepts(claim.status.as_ref(), claim.polarity.as_ref())
    }

    pub(super) fn relation(&self, iri: &NamedNode) -> Option<&Relation> {
        self.ontology.relations.get(iri)
    }

    fn symmetric(&self, iri: &NamedNode) -> bool {
        self.relation(iri)
            .is_some_and(|relation| relation.symmetric)
    }

    /// Returns a triple in the one direction that stands for both, where its relation holds both ways.
    pub(super) fn canonical(&self, claim: &ClaimFacts) -> (NamedNode, NamedNode, Term) {
        let (subject, relation) = (claim.subject.clone(), claim.relation.clone());
        match &claim.object {
            Term::NamedNode(object) if self.symmetric(&relation) && *object < subject => {
                (object.clone(), relation, subject.into())
            }
            object => (subject, relation, object.clone()),
        }
    }

    /// Returns the keys of what a claim answers, each of which can have one answer at a time.
    ///
    /// Only what is said to be so counts: confirmed, reported or held as an opinion, and affirmed.
    pub(super) fn slots(&self, claim: &ClaimFacts) -> Vec<String> {
        let stated =
            [vocab::CONFIRMED, vocab::REPORTED, vocab::OPINION].contains(&claim.status.as_ref());
        if !stated || claim.polarity != vocab::POSITIVE {
            return Vec::new();
        }
        let (subject, relation) = (claim.subject.as_str(), claim.relation.as_str());
        let object = claim.object.to_string();
        let object = object.trim_start_matches('<').trim_end_matches('>');
        let mut slots = Vec::new();
        if self
            .relation(&claim.relation)
            .is_some_and(|known| known.functional)
        {
            slots.push(hash(&["one", subject, relation, &claim.validity]));
            if self.symmetric(&claim.relation) {
                slots.push(hash(&["one", object, relation, &claim.validity]));
            }
        }
        for other in self.incompatible.get(&claim.relation).into_iter().flatten() {
            let both_ways = self.symmetric(&claim.relation) || self.symmetric(other);
            let (first, second) = if both_ways && object < subject {
                (object, subject)
            } else {
                (subject, object)
            };
            let (one, two) = (relation.min(other.as_str()), relation.max(other.as_str()));
            slots.push(hash(&[
                "not both",
                one,
                two,
                first,
                second,
                &claim.validity,
            ]));
        }
        slots
    }
}

/// Whether two answers to one question differ; "2015" and "2015-12" do not.
pub(super) fn differ(one: &Term, other: &Term) -> bool {
    match (one, other) {
        (Term::Literal(one), Term::Literal(other)) => {
            !one.value().starts_with(other.value()) && !other.value().starts_with(one.value())
        }
        _ => true,
    }
}

fn ancestors(ontology: &Ontology, class: &NamedNode) -> BTreeSet<NamedNode> {
    let mut found = BTreeSet::new();
    let mut open = vec![class];
    while let Some(class) = open.pop() {
        for parent in ontology
            .classes
            .get(class)
            .map_or(&[][..], |class| &class.parents)
        {
            if found.insert(parent.clone()) {
                open.push(parent);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::tests::{by, ontology};
    use crate::ontology::Status;

    fn status(name: &str, asserted: bool) -> Status {
        Status {
            iri: by(name),
            label: name.to_owned(),
            alt_labels: vec![],
            rank: None,
            asserted,
            comment: String::new(),
        }
    }

    #[test]
    fn the_ontology_says_what_is_accepted() {
        let mut ontology = ontology();
        assert_eq!(Policy::of(&ontology), Policy::default());
        ontology.statuses = vec![status("confirmed", true), status("reported", false)];
        let policy = Policy::of(&ontology);
        assert!(policy.accepts(vocab::CONFIRMED, vocab::POSITIVE));
        assert!(!policy.accepts(vocab::CONFIRMED, vocab::NEGATIVE));
        assert!(!policy.accepts(vocab::REPORTED, vocab::POSITIVE));
    }

    #[test]
    fn other_rules_have_another_fingerprint() {
        let fingerprint = |ontology: Ontology, policy: Policy| {
            Rules::new(Arc::new(ontology), policy).fingerprint()
        };
        let usual = fingerprint(ontology(), Policy::default());
        assert_eq!(fingerprint(ontology(), Policy::default()), usual);
        let strict = Policy {
            statuses: [by("confirmed")].into(),
        };
        assert_ne!(fingerprint(ontology(), strict), usual);
        let mut changed = ontology();
        changed.relations.remove(&by("partnerOf"));
        assert_ne!(fingerprint(changed, Policy::default()), usual);
    }

    #[test]
    fn only_the_most_specific_classes_stay() {
        let rules = Rules::new(Arc::new(ontology()), Policy::default());
        let classes = ["Thing", "Outlet", "Organization", "Person"].map(by).into();
        assert_eq!(rules.most_specific(&classes), [by("Outlet"), by("Person")]);
    }
}

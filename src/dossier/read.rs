//! A store → the parts of a dossier, by looking up what is said of one thing after the other.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNode, NamedNodeRef, Term};

use super::recorded::recorded;
use super::{Appearance, Dossier, Saying};
use crate::ontology::{open, vocab};
use crate::pipeline::Labels;
use crate::render::grouped;
use crate::store::{Store, StoreError};

/// Properties of a claim that a saying shows in places of their own, or not at all.
const OWN_PLACE: &[NamedNodeRef<'static>] = &[
    rdf::TYPE,
    rdf::SUBJECT,
    rdf::PREDICATE,
    rdf::OBJECT,
    vocab::PROPOSITION_OF,
    vocab::STATUS,
    vocab::CERTAINTY,
    vocab::POLARITY,
    vocab::SOURCE_KIND,
    vocab::ATTRIBUTED_TO,
    vocab::RELAYED_BY,
    vocab::RELAY_ORDER,
    vocab::CUE,
    vocab::IF_PROPOSITION,
    vocab::CONDITION,
    vocab::CLAIMED_AT,
    vocab::APPEARANCE,
    vocab::QUOTE,
    vocab::QUOTE_START,
    vocab::QUOTE_END,
    vocab::CURRENCY,
    vocab::AMOUNT_BOUND,
];

/// What is said of one node: each property with its values as texts.
pub(crate) type Facts = BTreeMap<NamedNode, BTreeSet<String>>;

/// Returns all that a store knows of a thing.
pub fn dossier(store: &Store, thing: &NamedNode) -> Result<Dossier, StoreError> {
    let facts = facts_of(store, thing)?;
    let texts = |predicate: NamedNodeRef<'_>| -> Vec<String> {
        let values = facts.get(&predicate.into_owned());
        values.into_iter().flatten().cloned().collect()
    };
    let articles = appearances(store, thing)?;
    let (about, says) = sayings(store, thing)?;
    let types = texts(rdf::TYPE);
    let types = types.iter().map(|class| name(store, class)).collect();
    let label = texts(rdfs::LABEL)
        .pop()
        .or_else(|| texts(vocab::HEADLINE).pop())
        .unwrap_or_else(|| name(store, thing.as_str()));
    Ok(Dossier {
        iri: thing.as_str().to_owned(),
        names: texts(vocab::ALT_LABEL),
        same_as: texts(vocab::SAME_AS),
        metadata: recorded(store, &facts),
        label,
        types,
        claims: about,
        says,
        articles,
    })
}

/// Returns one claim; none where the store has no such claim.
pub fn claim(store: &Store, claim: &NamedNode) -> Result<Option<Saying>, StoreError> {
    let found = read(store, std::slice::from_ref(claim))?;
    Ok(found.into_iter().map(|(saying, _)| saying).next())
}

/// Returns the claims that an article makes, in order of status and time.
pub fn said_in(store: &Store, article: &NamedNode) -> Result<Vec<Saying>, StoreError> {
    let claims = store.leading_to(vocab::APPEARANCE, article)?;
    let mut sayings = read(store, &claims)?
        .into_iter()
        .map(|(saying, _)| saying)
        .collect::<Vec<_>>();
    sort(store, &mut sayings);
    Ok(sayings)
}

/// Returns the claims about a thing, and those that it makes about others.
fn sayings(store: &Store, thing: &NamedNode) -> Result<(Vec<Saying>, Vec<Saying>), StoreError> {
    let mut claims = BTreeSet::new();
    for property in [rdf::SUBJECT, rdf::OBJECT, vocab::ATTRIBUTED_TO] {
        claims.append(&mut store.leading_to(property, thing)?);
    }
    let (mut about, mut says) = (Vec::new(), Vec::new());
    for (saying, facts) in read(store, &claims)? {
        let ends = [rdf::SUBJECT, rdf::OBJECT].map(|end| first(&facts, end));
        if ends.contains(&thing.as_str().to_owned()) {
            about.push(saying);
        } else {
            says.push(saying);
        }
    }
    sort(store, &mut about);
    sort(store, &mut says);
    Ok((about, says))
}

/// Reads those of the nodes that are claims, each with the facts it is read from.
///
/// Each costs a few look-ups of what is said of it, whatever else is in the store.
fn read<'n>(
    store: &Store,
    nodes: impl IntoIterator<Item = &'n NamedNode>,
) -> Result<Vec<(Saying, Facts)>, StoreError> {
    let mut articles = BTreeMap::new();
    let labels = Labels::new(store);
    let mut found = Vec::new();
    let left_out = |facts: &Facts| {
        let relation = NamedNode::new_unchecked(first(facts, rdf::PREDICATE));
        store.ontology().closed && open::is_open(&relation)
    };
    for node in nodes {
        let facts = facts_of(store, node)?;
        let types = facts.get(&rdf::TYPE.into_owned());
        if !types.is_some_and(|types| types.contains(vocab::CLAIM.as_str())) || left_out(&facts) {
            continue;
        }
        let reader = Reader {
            store,
            labels: &labels,
            facts: &facts,
        };
        let saying = reader.saying(node.as_str(), &mut articles)?;
        found.push((saying, facts));
    }
    Ok(found)
}

/// Sorts by status from strongest to weakest, then by time.
fn sort(store: &Store, list: &mut [Saying]) {
    let statuses = &store.ontology().statuses;
    list.sort_by_cached_key(|saying| {
        let place = statuses
            .iter()
            .position(|status| status.label == saying.status);
        (
            place,
            saying.when.clone(),
            saying.statement.clone(),
            saying.claim.clone(),
        )
    });
}

/// What is known of one claim, as texts.
struct Reader<'a> {
    store: &'a Store,
    labels: &'a Labels<'a>,
    facts: &'a Facts,
}

impl Reader<'_> {
    fn saying(
        &self,
        claim: &str,
        articles: &mut BTreeMap<String, Appearance>,
    ) -> Result<Saying, StoreError> {
        let article = self.text(vocab::APPEARANCE);
        let appearance = match articles.get(&article) {
            Some(known) => known.clone(),
            None => articles
                .entry(article.clone())
                .or_insert(appearance(self.store, &article)?)
                .clone(),
        };
        let when =
            [vocab::VALID_FROM, vocab::AT, vocab::CLAIMED_AT].map(|property| self.text(property));
        let (subject, relation) = (self.name(rdf::SUBJECT), self.name(rdf::PREDICATE));
        let object = self.object();
        let place = |property| self.text(property).parse().unwrap_or_default();
        let cues = self.facts.get(&vocab::CUE.into_owned());
        Ok(Saying {
            claim: claim.to_owned(),
            statement: format!("{subject} {relation} {object}"),
            subject,
            relation,
            object,
            status: self.name(vocab::STATUS),
            certainty: self.name(vocab::CERTAINTY),
            negative: self.text(vocab::POLARITY).ends_with("negative"),
            disputed: self
                .behind(vocab::PROPOSITION_OF, vocab::DISPUTED)?
                .as_deref()
                == Some("true"),
            details: self.details(),
            condition: self.behind(vocab::IF_PROPOSITION, vocab::STATEMENT)?,
            by: self.name(vocab::ATTRIBUTED_TO),
            source_kind: self.name(vocab::SOURCE_KIND),
            relayed_by: self.relays(),
            when: when.into_iter().find(|date| !date.is_empty()),
            cues: cues.into_iter().flatten().cloned().collect(),
            quote: self.text(vocab::QUOTE),
            quote_start: place(vocab::QUOTE_START),
            quote_end: place(vocab::QUOTE_END),
            article: appearance,
        })
    }

    fn text(&self, property: NamedNodeRef<'_>) -> String {
        first(self.facts, property)
    }

    /// Returns what a property says of the node that another leads to.
    fn behind(
        &self,
        way: NamedNodeRef<'_>,
        property: NamedNodeRef<'_>,
    ) -> Result<Option<String>, StoreError> {
        let Ok(node) = NamedNode::new(self.text(way)) else {
            return Ok(None);
        };
        let value = self.store.value(&node, property)?;
        Ok(value.as_ref().map(plain))
    }

    fn name(&self, property: NamedNodeRef<'_>) -> String {
        named(self.labels, &self.text(property))
    }

    fn object(&self) -> String {
        let object = self.text(rdf::OBJECT);
        let currency = self.text(vocab::CURRENCY);
        let bounded = !self.text(vocab::AMOUNT_BOUND).is_empty();
        let is_sum = (bounded || !currency.is_empty())
            && self.text(vocab::AMOUNT).is_empty()
            && object.parse::<f64>().is_ok();
        if is_sum {
            self.sum(&object)
        } else {
            named(self.labels, &object)
        }
    }

    /// Returns a sum with its bound and currency: "at least 13,000,000,000 USD".
    fn sum(&self, amount: &str) -> String {
        let bound = self.text(vocab::AMOUNT_BOUND);
        let bound = if bound.is_empty() || bound.ends_with("exact") {
            String::new()
        } else {
            named(self.labels, &bound)
        };
        let parts = [bound, grouped(amount), self.text(vocab::CURRENCY)];
        let parts: Vec<&str> = parts
            .iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(" ")
    }

    fn details(&self) -> Vec<(String, String)> {
        let mut details = Vec::new();
        for (property, values) in self.facts {
            if OWN_PLACE.contains(&property.as_ref()) {
                continue;
            }
            for value in values {
                let shown = if property.as_ref() == vocab::AMOUNT {
                    self.sum(value)
                } else {
                    named(self.labels, value)
                };
                details.push((named(self.labels, property.as_str()), shown));
            }
        }
        details
    }

    /// Returns who passed the claim on; where several did, their order is recorded.
    fn relays(&self) -> Vec<String> {
        let order = self.text(vocab::RELAY_ORDER);
        if order.is_empty() {
            return vec![self.name(vocab::RELAYED_BY)]
                .into_iter()
                .filter(|relay| !relay.is_empty())
                .collect();
        }
        order
            .split_whitespace()
            .map(|relay| named(self.labels, relay))
            .collect()
    }
}

/// Returns the articles that mention a thing, by time.
fn appearances(store: &Store, thing: &NamedNode) -> Result<Vec<Appearance>, StoreError> {
    let articles = store.leading_to(vocab::MENTIONS, thing)?;
    let mut found = articles
        .iter()
        .map(|article| appearance(store, article.as_str()))
        .collect::<Result<Vec<_>, StoreError>>()?;
    found.sort();
    Ok(found)
}

fn appearance(store: &Store, article: &str) -> Result<Appearance, StoreError> {
    let Ok(node) = NamedNode::new(article) else {
        return Ok(Appearance::default());
    };
    let text = |property| {
        let value = store.value(&node, property)?;
        let text = value.as_ref().map(plain);
        Ok::<_, StoreError>(text.filter(|text| !text.is_empty()))
    };
    Ok(Appearance {
        published: text(vocab::DATE_PUBLISHED)?,
        publisher: text(vocab::PUBLISHER)?.map(|publisher| name(store, &publisher)),
        title: text(vocab::HEADLINE)?,
        article: article.to_owned(),
    })
}

/// Returns all that is said of a thing.
pub(crate) fn facts_of(store: &Store, thing: &NamedNode) -> Result<Facts, StoreError> {
    let mut facts = Facts::new();
    for (predicate, object) in store.said_of(thing)? {
        facts.entry(predicate).or_default().insert(plain(&object));
    }
    Ok(facts)
}

fn first(facts: &Facts, property: NamedNodeRef<'_>) -> String {
    let values = facts.get(&property.into_owned());
    values
        .and_then(|values| values.first().cloned())
        .unwrap_or_default()
}

/// Returns the label of what a text names, where it is an IRI, else the text.
pub(crate) fn name(store: &Store, text: &str) -> String {
    named(&Labels::new(store), text)
}

fn named(labels: &Labels<'_>, text: &str) -> String {
    let Ok(node) = NamedNode::new(text) else {
        return text.to_owned();
    };
    let label = labels.of(&node);
    label.unwrap_or_else(|| text.rsplit(['#', '/']).next().unwrap_or(text).to_owned())
}

fn plain(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        Term::BlankNode(node) => node.as_str().to_owned(),
    }
}

#[cfg(test)]
mod tests {

    use oxigraph::model::NamedNode;

    use super::dossier;
    use crate::ontology::Ontology;
    use crate::store::{Store, StoreOptions};

    #[test]
    fn of_something_unknown_nothing_is_known_but_its_iri() {
        let ontology = Ontology::builtin_shared();
        let store = Store::in_memory(&StoreOptions::new(ontology)).unwrap();
        let found = dossier(
            &store,
            &NamedNode::new("https://example.org/x/some-body").unwrap(),
        )
        .unwrap();
        assert_eq!(found.label, "some-body");
        assert!(found.claims.is_empty() && found.says.is_empty() && found.articles.is_empty());
    }
}

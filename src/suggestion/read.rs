//! A store → its frequent open relations, with what stands at their ends and examples.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{NamedNode, Term};

use super::draft::Drafter;
use super::{End, Example, Suggestion, Wanted};
use crate::dossier::claim;
use crate::ontology::{open, vocab};
use crate::pipeline::label;
use crate::store::{Answer, Limits, Store, StoreError};

/// Claims looked at to find examples of one relation.
const MOST_EXAMPLES: usize = 50;

/// One claim with an open relation.
struct Use {
    claim: NamedNode,
    article: String,
    subject: Option<NamedNode>,
    object: Option<NamedNode>,
}

/// Returns the open relations of a store that are claimed most, by number of articles, then of claims, then by name.
pub fn suggestions(store: &Store, wanted: Wanted) -> Result<Vec<Suggestion>, StoreError> {
    let uses = uses(store)?;
    let articles = |uses: &[Use]| {
        let all: BTreeSet<&str> = uses.iter().map(|one| one.article.as_str()).collect();
        all.len()
    };
    let mut ranked: Vec<(usize, NamedNode, Vec<Use>)> = uses
        .into_iter()
        .map(|(relation, uses)| (articles(&uses), relation, uses))
        .filter(|(articles, ..)| *articles >= wanted.articles)
        .collect();
    ranked.sort_by_cached_key(|(articles, relation, uses)| {
        let most_first = std::cmp::Reverse((*articles, uses.len()));
        (most_first, relation.as_str().to_owned())
    });
    ranked.truncate(wanted.limit);
    let drafter = Drafter::new(store);
    let mut found = Vec::new();
    for (articles, relation, uses) in ranked {
        let examples = examples(store, &uses, wanted.examples)?;
        let subjects = ends(store, uses.iter().map(|one| one.subject.as_ref()))?;
        let objects = ends(store, uses.iter().map(|one| one.object.as_ref()))?;
        let phrase = open::label(&relation).unwrap_or_default();
        found.push(Suggestion {
            draft: drafter.draft(&relation, &phrase, &subjects, &objects, &examples),
            relation: relation.as_str().to_owned(),
            label: phrase,
            claims: uses.len(),
            articles,
            subjects,
            objects,
            examples,
        });
    }
    Ok(found)
}

/// Returns every claim with an open relation, by relation and in the order of their IRIs.
fn uses(store: &Store) -> Result<BTreeMap<NamedNode, Vec<Use>>, StoreError> {
    let query = format!(
        "SELECT ?relation ?claim ?article ?subject ?object ?currency WHERE {{ ?relation a {} . ?claim {} ?relation ; {} ?article ; \
         {} ?subject ; {} ?object . OPTIONAL {{ ?claim {} ?currency }} }}",
        vocab::OPEN_RELATION,
        rdf::PREDICATE,
        vocab::APPEARANCE,
        rdf::SUBJECT,
        rdf::OBJECT,
        vocab::CURRENCY,
    );
    let Answer::Rows { rows, .. } = store.sparql(&query, Limits::default())? else {
        return Ok(BTreeMap::new());
    };
    let mut found: BTreeMap<NamedNode, Vec<Use>> = BTreeMap::new();
    for row in rows {
        let [
            Some(Term::NamedNode(relation)),
            Some(Term::NamedNode(claim)),
            Some(article),
            subject,
            object,
            currency,
        ] = row.as_slice()
        else {
            continue;
        };
        found.entry(relation.clone()).or_default().push(Use {
            claim: claim.clone(),
            article: article.to_string(),
            subject: node(subject.as_ref(), false),
            object: node(object.as_ref(), currency.is_some()),
        });
    }
    for uses in found.values_mut() {
        uses.sort_by(|one, other| one.claim.as_str().cmp(other.claim.as_str()));
    }
    Ok(found)
}

/// What stands at an end: a thing by its IRI, a value by its datatype.
fn node(term: Option<&Term>, sum: bool) -> Option<NamedNode> {
    match term? {
        Term::NamedNode(node) => Some(node.clone()),
        Term::Literal(literal) if sum && literal.datatype() == xsd::DECIMAL => {
            Some(vocab::MONEY.into_owned())
        }
        Term::Literal(literal) => Some(literal.datatype().into_owned()),
        Term::BlankNode(_) => None,
    }
}

/// Counts what stands at one end, by its broad class.
fn ends<'u>(
    store: &Store,
    nodes: impl Iterator<Item = Option<&'u NamedNode>>,
) -> Result<Vec<End>, StoreError> {
    let mut counts: BTreeMap<Option<NamedNode>, usize> = BTreeMap::new();
    for node in nodes.flatten() {
        *counts.entry(broad(store, node)?).or_default() += 1;
    }
    let mut ends: Vec<End> = counts
        .into_iter()
        .map(|(class, claims)| End {
            label: class
                .as_ref()
                .and_then(|class| name(store, class))
                .unwrap_or_else(|| "of no known class".to_owned()),
            class: class.map(|class| class.as_str().to_owned()),
            claims,
        })
        .collect();
    ends.sort_by(|one, other| (other.claims, &one.class).cmp(&(one.claims, &other.class)));
    Ok(ends)
}

fn name(store: &Store, class: &NamedNode) -> Option<String> {
    label(store, class).or_else(|| {
        let known = [(xsd::STRING, "words"), (xsd::DECIMAL, "number")];
        let found = known
            .iter()
            .find(|(datatype, _)| *datatype == class.as_ref());
        let money = (class.as_ref() == vocab::MONEY).then_some("money");
        found.map(|(_, name)| *name).or(money).map(str::to_owned)
    })
}

/// The broad class of a thing, none where it has no class; a datatype stands for itself.
fn broad(store: &Store, node: &NamedNode) -> Result<Option<NamedNode>, StoreError> {
    if !node.as_str().starts_with(store.base()) {
        return Ok(Some(node.clone()));
    }
    let ontology = store.ontology();
    let mut kinds: Vec<NamedNode> = store
        .classes_of(node)?
        .iter()
        .filter_map(|class| ontology.name_type(class))
        .map(|kind| ontology.broad(kind))
        .collect();
    kinds.sort();
    Ok(kinds.into_iter().next())
}

/// Chooses examples, one an article as long as there are others.
fn examples(store: &Store, uses: &[Use], most: usize) -> Result<Vec<Example>, StoreError> {
    let mut seen = BTreeSet::new();
    let (first, again): (Vec<&Use>, Vec<&Use>) = uses
        .iter()
        .take(MOST_EXAMPLES)
        .partition(|one| seen.insert(one.article.as_str()));
    let mut found = Vec::new();
    for one in first.into_iter().chain(again).take(most) {
        let Some(saying) = claim(store, &one.claim)? else {
            continue;
        };
        found.push(Example {
            claim: saying.claim,
            statement: saying.statement,
            status: saying.status,
            quote: saying.quote,
            title: saying.article.title,
        });
    }
    Ok(found)
}

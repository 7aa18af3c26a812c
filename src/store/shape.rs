//! Shape: a store, or a server elsewhere → what of its graph is not as questions expect it.

use std::fmt;

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNodeRef, Term};
use oxigraph::sparql::CancellationToken;

use super::{Answer, Limits, Source, StoreError, text};
use crate::ontology::vocab;
use crate::view::Policy;

/// A rule of the graph's shape that something in it breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misshape {
    /// The rule, in words.
    pub rule: &'static str,
    /// One thing that breaks it.
    pub example: String,
}

impl fmt::Display for Misshape {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}, unlike {}", self.rule, self.example)
    }
}

/// Returns the rules that the graph breaks, each with an example; empty where all questions mean what they say.
///
/// Whether quotes and facts are right is for [`Store::verify`](super::Store::verify).
pub fn misshapes(source: &dyn Source, limits: Limits) -> Result<Vec<Misshape>, StoreError> {
    let mut found = Vec::new();
    for (rule, pattern) in rules(source) {
        let query = format!("SELECT ?it WHERE {{ {pattern} }} LIMIT 1");
        let parsed = spargebra::SparqlParser::new()
            .parse_query(&query)
            .map_err(|error| StoreError::Syntax(error.to_string()))?;
        let stop = CancellationToken::new();
        let answer = source.answer(&parsed, &|| query.clone(), limits, &stop)?;
        let Answer::Rows { rows, .. } = answer else {
            continue;
        };
        let example = rows.first().and_then(|row| row.first());
        if let Some(Some(term)) = example {
            let example = match term {
                Term::NamedNode(node) => node.to_string(),
                Term::Literal(_) | Term::BlankNode(_) => text(term).to_owned(),
            };
            found.push(Misshape { rule, example });
        }
    }
    Ok(found)
}

/// The rules, each with the pattern of what breaks it. Names of this module and of the ontology alone go into them.
fn rules(source: &dyn Source) -> Vec<(&'static str, String)> {
    let mut rules = of_claims();
    rules.extend(of_facts(source));
    rules.extend(of_things());
    let dates = [
        vocab::VALID_FROM,
        vocab::VALID_UNTIL,
        vocab::AT,
        vocab::CLAIMED_AT,
    ];
    let known = source.ontology().relations.keys();
    rules.push((
        "dates are ISO 8601 text with a year of four digits",
        format!(
            "{} ; ?property ?date FILTER(?property IN ({})) \
             FILTER(!REGEX(STR(?date), \"^[0-9]{{4}}(-[0-9]{{2}}(-[0-9]{{2}}(T.*)?)?)?$\"))",
            claim(),
            listed(dates)
        ),
    ));
    rules.push((
        "the ontology knows every relation that is no open one",
        format!(
            "{} ; {} ?p FILTER(?p NOT IN ({}) && !STRSTARTS(STR(?p), \"{}\"))",
            claim(),
            rdf::PREDICATE,
            listed(known),
            vocab::OPEN
        ),
    ));
    rules
}

fn of_claims() -> Vec<(&'static str, String)> {
    let lacks = |all: &[NamedNodeRef<'_>]| {
        let missing = all.iter().map(|property| {
            format!(
                "{{ {} FILTER NOT EXISTS {{ ?it {property} ?any }} }}",
                claim()
            )
        });
        missing.collect::<Vec<_>>().join(" UNION ")
    };
    let status = format!(
        "{} UNION {{ {} . {} }}",
        lacks(&[vocab::STATUS]),
        claim(),
        two(vocab::STATUS)
    );
    vec![
        (
            "every claim has a subject, a relation and an object",
            lacks(&[rdf::SUBJECT, rdf::PREDICATE, rdf::OBJECT]),
        ),
        ("every claim has one status", status),
        (
            "every claim names its article and its quote",
            lacks(&[vocab::APPEARANCE, vocab::QUOTE]),
        ),
    ]
}

fn of_facts(source: &dyn Source) -> Vec<(&'static str, String)> {
    let triple = format!(
        "{} ?s ; {} ?p ; {} ?o",
        rdf::SUBJECT,
        rdf::PREDICATE,
        rdf::OBJECT
    );
    let accepted = format!(
        "{} ; {} ?status ; {} {} ; {triple} FILTER(?status IN ({}))",
        claim(),
        vocab::STATUS,
        vocab::POLARITY,
        vocab::POSITIVE,
        listed(&Policy::of(source.ontology()).statuses),
    );
    vec![
        (
            "every accepted claim is a plain triple, too",
            format!("{accepted} FILTER NOT EXISTS {{ ?s ?p ?o }}"),
        ),
        (
            "things of an accepted claim are related",
            format!(
                "{accepted} FILTER(ISIRI(?o) && ?s != ?o) FILTER NOT EXISTS {{ ?s {} ?o }}",
                vocab::RELATED
            ),
        ),
    ]
}

fn of_things() -> Vec<(&'static str, String)> {
    let named = format!("?m {} ?it", vocab::MENTION_OF);
    vec![
        (
            "every thing has one label",
            format!(
                "{{ {named} FILTER NOT EXISTS {{ ?it {} ?label }} }} UNION {{ {named} . {} }}",
                rdfs::LABEL,
                two(rdfs::LABEL)
            ),
        ),
        (
            "every thing has a key to be found by",
            format!(
                "{named} FILTER NOT EXISTS {{ ?it {} ?key }}",
                vocab::NAME_KEY
            ),
        ),
    ]
}

fn claim() -> String {
    format!("?it a {}", vocab::CLAIM)
}

fn two(property: NamedNodeRef<'_>) -> String {
    format!("?it {property} ?one , ?other FILTER(STR(?one) < STR(?other))")
}

fn listed<T: ToString>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    items.join(", ")
}

#[cfg(test)]
mod tests {
    use oxigraph::model::{Literal, Quad};

    use super::super::tests::{filled, post};
    use super::*;
    use crate::graph::ArticleGraph;
    use crate::store::Store;

    fn article() -> ArticleGraph {
        post(1).claim("Microsoft", "investedIn", "OpenAI").graph()
    }

    fn quad(predicate: NamedNodeRef<'_>) -> Quad {
        let store = filled(&[article()]);
        let mut all = store.database.iter().map(|quad| quad.unwrap());
        all.find(|quad| quad.predicate == predicate).unwrap()
    }

    fn broken(store: &Store) -> Vec<&'static str> {
        let found = misshapes(store, Limits::default()).unwrap();
        found.iter().map(|misshape| misshape.rule).collect()
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(broken(&filled(&[article()])), Vec::<&str>::new());
        let fact = crate::graph::tests::by("investedIn");
        for (gone, rule) in [
            (
                rdf::OBJECT,
                "every claim has a subject, a relation and an object",
            ),
            (vocab::STATUS, "every claim has one status"),
            (vocab::QUOTE, "every claim names its article and its quote"),
            (fact.as_ref(), "every accepted claim is a plain triple, too"),
            (vocab::RELATED, "things of an accepted claim are related"),
            (rdfs::LABEL, "every thing has one label"),
            (vocab::NAME_KEY, "every thing has a key to be found by"),
        ] {
            let store = filled(&[article()]);
            store.database.remove(&quad(gone)).unwrap();
            assert_eq!(broken(&store), [rule], "{gone}");
        }
    }

    #[test]
    fn what_is_one_too_many_is_named() {
        let by = crate::graph::tests::by;
        let date = Literal::new_simple_literal("12 May");
        for (predicate, object, rule) in [
            (
                vocab::STATUS,
                Term::from(by("planned")),
                "every claim has one status",
            ),
            (
                vocab::AT,
                date.into(),
                "dates are ISO 8601 text with a year of four digits",
            ),
            (
                rdf::PREDICATE,
                by("unheardOf").into(),
                "the ontology knows every relation that is no open one",
            ),
        ] {
            let (store, quote) = (filled(&[article()]), quad(vocab::QUOTE));
            let extra = Quad::new(quote.subject, predicate, object, quote.graph_name);
            store.database.insert(&extra).unwrap();
            assert!(broken(&store).contains(&rule), "{rule}");
        }
    }
}

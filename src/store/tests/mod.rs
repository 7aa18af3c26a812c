//! Tests of the store and the view together, on small articles.

#[cfg(feature = "rocksdb")]
mod disk;
mod output;
mod random;
mod versions;
mod view;

use std::sync::Arc;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Literal};

use super::*;
use crate::article::Metadata;
use crate::graph::tests::{BASE, Draft, by, ontology};
use crate::graph::{ArticleGraph, article_graph, slug};
use crate::ontology::names::NameIndex;
use crate::resolve::{Condition, Object, Resolved};

fn store() -> Store {
    let options = StoreOptions {
        base: Some(BASE.to_owned()),
        ..StoreOptions::new(Arc::new(ontology()))
    };
    Store::in_memory(&options).unwrap()
}

pub(super) fn filled(articles: &[ArticleGraph]) -> Store {
    let store = store();
    for article in articles {
        store.add(article).unwrap();
    }
    store
}

/// What is in the store but for the history of its articles.
fn present(store: &Store) -> impl Iterator<Item = Quad> {
    let history = GraphName::from(store.history());
    let quads = store.database.iter().map(|quad| quad.unwrap());
    quads.filter(move |quad| quad.graph_name != history)
}

/// Everything in the store, and nothing else: also that it follows from the article graphs alone.
fn dump(store: &Store) -> Vec<String> {
    let mut lines: Vec<String> = present(store).map(|quad| quad.to_string()).collect();
    lines.sort();
    let view: Vec<String> = store
        .view_quads()
        .map(|quad| write::triple(&quad.unwrap()).to_string())
        .collect();
    let mut view: Vec<String> = view.into_iter().collect();
    view.sort();
    let built: Vec<String> = store.built_view().unwrap().into_keys().collect();
    assert_eq!(view, built, "the view does not follow from the articles");
    lines
}

fn export(store: &Store, scope: &ExportScope, format: ExportFormat) -> String {
    let mut out = Vec::new();
    let written = store.export(&mut out, scope, format).unwrap();
    assert!(written > 0 || out.len() < 1_000);
    String::from_utf8(out).unwrap()
}

/// The view in short: what it says by some predicates.
fn view(store: &Store, predicates: &[&str]) -> Vec<String> {
    let short = |text: String| {
        let text = text
            .replace(BASE, "")
            .replace(vocab::BY, "by:")
            .replace("http://www.w3.org/2001/XMLSchema#", "xsd:");
        text.replace("organization/", "")
            .replace("http://www.w3.org/2000/01/rdf-schema#", "rdfs:")
    };
    let shown = |quad: Quad| short(write::triple(&quad).to_string());
    let lines = store.view_quads().map(|quad| shown(quad.unwrap()));
    let mut lines: Vec<String> = lines
        .filter(|line| {
            predicates
                .iter()
                .any(|name| line.contains(&format!(" <{name}>")))
        })
        .collect();
    lines.sort();
    lines
}

/// What is said of propositions, each named by its statement.
fn said(store: &Store, predicate: &str) -> Vec<String> {
    let query = format!("SELECT ?s ?o {{ ?p by:statement ?s ; by:{predicate} ?o }} ORDER BY ?s ?o");
    let Answer::Rows {
        rows,
        complete: true,
        ..
    } = store.sparql(&query, Limits::default()).unwrap()
    else {
        unreachable!()
    };
    let cell = |term: &Option<Term>| {
        term.as_ref()
            .map_or("-", text)
            .replace(BASE, "")
            .replace("organization/", "")
    };
    rows.iter()
        .map(|row| row.iter().map(cell).collect::<Vec<_>>().join(": "))
        .collect()
}

pub(super) fn post(number: u32) -> Draft {
    Draft::new(
        &format!("https://post.com/{number}"),
        "The Post",
        &format!("2024-03-{:02}", number % 28 + 1),
    )
}

#[test]
fn adding_the_same_again_changes_nothing() {
    let article = || post(1).claim("Microsoft", "investedIn", "OpenAI").graph();
    let store = store();
    assert_eq!(store.add(&article()).unwrap(), Outcome::Added);
    let before = dump(&store);
    assert_eq!(store.add(&article()).unwrap(), Outcome::Unchanged);
    assert_eq!(dump(&store), before);
}

#[test]
fn a_changed_article_replaces_its_own_statements() {
    let other = post(2).claim("Google", "investedIn", "Anthropic").graph();
    let first = post(1).claim("Microsoft", "investedIn", "OpenAI").graph();
    let second = post(1)
        .claim("Microsoft", "investedIn", "Anthropic")
        .graph();
    let store = filled(&[first, other.clone()]);
    assert_eq!(store.add(&second).unwrap(), Outcome::Replaced);
    assert_eq!(dump(&store), dump(&filled(&[other, second])));
}

#[test]
fn removing_leaves_the_store_as_if_the_article_had_never_come() {
    let one = post(1).claim("Microsoft", "investedIn", "OpenAI").graph();
    let two = post(2)
        .claim("Microsoft", "investedIn", "OpenAI")
        .claim("A", "partnerOf", "B")
        .graph();
    let store = filled(&[one.clone(), two.clone()]);
    assert!(store.remove(&two.iri).unwrap());
    assert_eq!(dump(&store), dump(&filled(std::slice::from_ref(&one))));
    assert!(!store.remove(&two.iri).unwrap());
    assert!(store.remove(&one.iri).unwrap());
    assert_eq!(dump(&store), Vec::<String>::new());
}

#[test]
fn an_article_of_another_base_is_refused() {
    let resolved = post(1).resolved();
    let article = article_graph(&resolved, "https://elsewhere.org/", &ontology()).unwrap();
    assert!(matches!(
        store().add(&article),
        Err(StoreError::OtherBase { .. })
    ));
    let bad = StoreOptions {
        base: Some("no base".to_owned()),
        ..StoreOptions::new(Arc::default())
    };
    assert!(matches!(
        Store::in_memory(&bad),
        Err(StoreError::BadBase(_))
    ));
}

#[test]
fn no_quad_is_said_in_two_graphs() {
    let store = filled(&[
        post(1).claim("A", "investedIn", "B").graph(),
        post(2).claim("A", "investedIn", "B").graph(),
    ]);
    let mut triples: Vec<String> = store
        .database
        .iter()
        .map(|quad| write::triple(&quad.unwrap()).to_string())
        .collect();
    let all = triples.len();
    triples.sort();
    triples.dedup();
    assert_eq!(triples.len(), all);
}

#[test]
fn verify_finds_what_was_tampered_with() {
    let article = post(1).claim("A", "investedIn", "B").graph();
    let store = filled(std::slice::from_ref(&article));
    let report = store.verify().unwrap();
    assert_eq!((report.articles, report.claims, report.facts), (1, 1, 1));
    assert_eq!(report.problems, []);
    let is_quote = |quad: &&Quad| quad.predicate == vocab::QUOTE;
    let quote = article.quads.iter().find(is_quote).unwrap();
    let forged = Quad {
        object: Literal::new_simple_literal("A bought B").into(),
        ..quote.clone()
    };
    store.database.remove(quote).unwrap();
    store.database.insert(&forged).unwrap();
    let (a, b) = (
        NamedNode::new(format!("{BASE}organization/a")).unwrap(),
        NamedNode::new(format!("{BASE}organization/b")).unwrap(),
    );
    store
        .database
        .insert(&Quad::new(
            b.clone(),
            by("investedIn"),
            a.clone(),
            GraphName::DefaultGraph,
        ))
        .unwrap();
    store
        .database
        .remove(&Quad::new(a, vocab::RELATED, b, GraphName::DefaultGraph))
        .unwrap();
    let problems = store.verify().unwrap().problems;
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let ends = [
        "the text has `“A” investedIn B.` where it quotes `A bought B`",
        "no accepted claim gives `<https://example.org/data/organization/b> <https://w3id.org/byline/ns#investedIn> <https://example.org/data/organization/a>`",
        "the view lacks `<https://example.org/data/organization/a> <https://w3id.org/byline/ns#related> <https://example.org/data/organization/b>`",
    ];
    assert_eq!(problems.len(), 3, "{problems:?}");
    for (problem, end) in problems.iter().zip(ends) {
        assert!(problem.ends_with(end), "{problem}");
    }
    assert_eq!(store.rebuild().unwrap(), 2);
    assert_eq!(store.verify().unwrap().problems.len(), 1);
}

#[test]
fn articles_are_listed_and_found() {
    let titled = |number: u32, title: Option<&str>| {
        let mut resolved: Resolved = post(number).claim("A", "investedIn", "B").resolved();
        resolved.metadata = Metadata {
            title: title.map(Into::into),
            ..resolved.metadata
        };
        article_graph(&resolved, BASE, &ontology()).unwrap()
    };
    let (one, two) = (
        titled(1, Some("OpenAI turns to AWS")),
        titled(2, Some("OpenAI grows")),
    );
    let store = filled(&[one.clone(), two.clone(), titled(3, None)]);
    let articles = store.articles().unwrap();
    assert_eq!(
        articles
            .iter()
            .map(|article| article.published.as_deref().unwrap())
            .collect::<Vec<_>>(),
        ["2024-03-04", "2024-03-03", "2024-03-02"]
    );
    assert_eq!(
        (articles[2].publisher.as_deref(), articles[2].claims),
        (Some("The Post"), 1)
    );
    let found = |text: &str| store.find_article(text).map_err(|error| error.to_string());
    assert_eq!(found(one.iri.as_str()), Ok(one.iri.clone()));
    assert_eq!(found("https://post.com/2"), Ok(two.iri.clone()));
    assert_eq!(found("openai TURNS to aws"), Ok(one.iri.clone()));
    assert_eq!(found("grows"), Ok(two.iri.clone()));
    assert_eq!(
        found(&one.iri.as_str()[one.iri.as_str().len() - 8..]),
        Ok(one.iri)
    );
    assert!(
        found("OpenAI")
            .unwrap_err()
            .starts_with("`OpenAI` fits 2 articles: ")
    );
    assert_eq!(
        found("nothing like it").unwrap_err(),
        "no article is known as `nothing like it`"
    );
    let near = store.find_article("OpenAI growz").unwrap_err();
    assert_eq!(near.hint().as_deref(), Some("did you mean `OpenAI grows`?"));
    let counts = store.counts().unwrap();
    let expected = Counts {
        articles: 3,
        entities: 3,
        claims: 3,
        propositions: 1,
        disputed: 0,
        facts: 1,
        quads: counts.quads,
    };
    assert_eq!(counts, expected);
}

#[test]
fn without_a_disk_a_path_is_refused_with_a_way_out() {
    if cfg!(feature = "rocksdb") {
        return;
    }
    let error = Store::open("somewhere", &StoreOptions::new(Arc::default()))
        .map(drop)
        .unwrap_err();
    assert_eq!(
        error.hint().as_deref(),
        Some("use `:memory:`, or build with the feature `rocksdb`")
    );
}

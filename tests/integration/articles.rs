//! Each sample article makes the claims of its golden file; the graph keeps its promises.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;

use byline::article::inputs;
use byline::ontology::{Ontology, vocab};
use byline::pipeline::{Made, Pipeline};
use byline::render::turtle::{self, Prefixes};
use byline::store::Outcome;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNodeRef, Quad, Term, Triple};

use super::support::{
    add, add_inputs, assert_golden, dump, empty_store, golden, sample_store, samples,
};

/// What the samples repeat and a person would not read.
const LEFT_OUT: &[NamedNodeRef<'static>] = &[vocab::TEXT, vocab::CONTENT_HASH, vocab::MENTIONS];

fn made(path: &Path) -> Vec<Made> {
    let (found, wrong) = inputs(&[path.to_owned()]);
    assert!(wrong.is_empty(), "{wrong:?}");
    let mut made = Vec::new();
    Pipeline::new(Ontology::builtin(), vocab::DATA).run(&found, &mut |article| {
        made.push(article.unwrap());
        ControlFlow::Continue(())
    });
    made
}

/// Returns the metadata, claims and conditions of an article, without its text and its names.
fn listing(made: &[Made], prefixes: &Prefixes) -> String {
    let is_mention = |quad: &Quad| {
        quad.predicate == rdf::TYPE && quad.object == Term::from(vocab::MENTION.into_owned())
    };
    let quads = || made.iter().flat_map(|article| &article.graph.quads);
    let mentions: BTreeSet<String> = quads()
        .filter(|quad| is_mention(quad))
        .map(|quad| quad.subject.to_string())
        .collect();
    let shown = quads().filter(|quad| {
        !mentions.contains(&quad.subject.to_string())
            && !LEFT_OUT.contains(&quad.predicate.as_ref())
    });
    let triples: Vec<Triple> = shown.cloned().map(Triple::from).collect();
    let mut out = Vec::new();
    turtle::write(&mut out, &triples, prefixes).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn articles_make_the_claims_of_their_golden_files() {
    let prefixes = empty_store().prefixes();
    let differences: Vec<String> = samples()
        .iter()
        .filter_map(|path| {
            golden(
                &path.with_extension("ttl"),
                &listing(&made(path), &prefixes),
            )
        })
        .collect();
    assert_golden(&differences);
}

#[test]
fn every_quote_is_in_its_article_and_every_fact_has_a_claim() {
    let report = sample_store().verify().unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    assert!(report.claims > 0);
}

#[test]
fn the_order_of_adding_leaves_no_trace() {
    let (found, _) = inputs(&samples());
    let reversed: Vec<_> = found.iter().rev().cloned().collect();
    let (one, other) = (empty_store(), empty_store());
    add_inputs(&one, &found);
    add_inputs(&other, &reversed);
    assert_eq!(dump(&one), dump(&other));
}

#[test]
fn adding_again_changes_nothing_and_removing_leaves_nothing() {
    let store = sample_store();
    let before = dump(&store);
    let extra = made(&samples()[0]);
    assert!(
        extra
            .iter()
            .all(|article| store.add(&article.graph).unwrap() == Outcome::Unchanged)
    );
    assert_eq!(dump(&store), before);
    for article in &extra {
        assert!(store.remove(&article.graph.iri).unwrap());
    }
    let without = empty_store();
    add(&without, &samples()[1..]);
    assert_eq!(dump(&store), dump(&without));
}

#[test]
fn debris_of_the_page_reaches_neither_quotes_nor_names() {
    let store = sample_store();
    for line in dump(&store)
        .lines()
        .filter(|line| !line.contains("/ns#text>"))
    {
        for debris in [
            "check_circle",
            "psychology_alt",
            "bookmark_border",
            "chevron_right",
            "arrow_back",
            "expand_more",
        ] {
            assert!(!line.contains(debris), "{line}");
        }
    }
}

#[test]
fn rumours_are_no_facts() {
    let store = sample_store();
    let talks = byline::store::Limits::default();
    let accepted = "ASK { ?a by:mergedWith ?b }";
    assert_eq!(
        store.sparql(accepted, talks).unwrap(),
        byline::store::Answer::Boolean(false)
    );
}

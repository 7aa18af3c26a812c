//! Texts → the things and claims that resolution makes of them.

use super::{Object, Resolved, resolve};
use crate::analysis::Analyser;
use crate::article::{Article, Metadata, Part};
use crate::extract::Extractor;
use crate::ontology::Ontology;
use crate::text::{BlockKind, clean};

fn resolved(authors: &[&str], text: &str) -> Resolved {
    let document = clean(Article {
        metadata: Metadata {
            publisher: Some("Eastbridge Argus".to_owned()),
            authors: authors.iter().map(|name| (*name).to_owned()).collect(),
            ..Metadata::default()
        },
        body: vec![Part {
            kind: BlockKind::Paragraph,
            text: text.to_owned(),
        }],
    });
    let ontology = Ontology::builtin();
    let analysis = Analyser::new(ontology).analyse(document);
    let statements = Extractor::new(ontology).extract(&analysis);
    resolve(analysis, &statements, ontology)
}

/// The kinds of the things that have `label` as one of their names.
fn kinds<'r>(resolved: &'r Resolved, label: &str) -> Vec<&'r str> {
    let named = resolved
        .entities
        .iter()
        .filter(|entity| entity.names.contains_key(label));
    named.map(|entity| entity.segment.as_str()).collect()
}

#[test]
fn a_claim_is_linked_to_what_it_depends_on() {
    let resolved = resolved(
        &[],
        "Google could sue Microsoft if Microsoft acquires GitHub.",
    );
    let claims: Vec<_> = resolved
        .claims
        .iter()
        .filter_map(|claim| claim.condition.as_ref())
        .collect();
    assert!(!claims.is_empty(), "{:?}", resolved.claims);
    for condition in claims {
        assert_eq!(condition.text, "Microsoft acquires GitHub");
        let (subject, relation, object) = condition.triple.as_ref().unwrap();
        let label = |index: usize| resolved.entities[index].label.as_str();
        let object = match object {
            Object::Entity(object) => label(*object),
            Object::Literal(_) | Object::Word(_) => "no thing",
        };
        assert_eq!(
            (label(*subject), relation.as_str(), object),
            ("Microsoft", "https://w3id.org/byline/ns#acquired", "GitHub")
        );
    }
}

#[test]
fn relays_stand_in_order_from_the_holder_to_the_reader() {
    let resolved = resolved(
        &[],
        "Reuters reported that Sam Altman said that Microsoft acquired GitHub.",
    );
    let label = |index: usize| resolved.entities[index].label.as_str();
    let claims = resolved.claims.iter().map(|claim| {
        let relays: Vec<&str> = claim.relayed_by.iter().map(|at| label(*at)).collect();
        (label(claim.holder), relays)
    });
    let claims: Vec<_> = claims.collect();
    assert_eq!(
        claims,
        [("Sam Altman", vec!["Reuters", "Eastbridge Argus"])]
    );
}

#[test]
fn a_bound_is_a_word_of_the_ontology() {
    let resolved = resolved(&[], "Microsoft acquired GitHub for more than $7 billion.");
    let bounds: Vec<String> = resolved
        .claims
        .iter()
        .flat_map(|claim| &claim.qualifiers)
        .filter(|(property, _)| property.as_str().ends_with("amountBound"))
        .map(|(_, bound)| format!("{bound:?}"))
        .collect();
    assert_eq!(bounds.len(), 1, "{:?}", resolved.claims);
    assert!(bounds[0].contains("ns#atLeast"), "{bounds:?}");
}

#[test]
fn within_an_article_one_name_is_one_thing() {
    let resolved = resolved(
        &["Eastbridge Argus"],
        "The Eastbridge Argus has learned of a strike. TEHRAN, a port of Iran, is far. Iran's ministers met in Tehran.",
    );
    assert_eq!(kinds(&resolved, "Eastbridge Argus"), ["organization"]);
    assert_eq!(kinds(&resolved, "Tehran"), ["place"]);
}

#[test]
fn a_surname_is_not_the_town_of_that_name() {
    let resolved = resolved(
        &[],
        "Denise Washington spoke in Washington. Washington said she would not run again.",
    );
    let person = resolved
        .entities
        .iter()
        .find(|entity| entity.label == "Denise Washington")
        .unwrap();
    assert_eq!(person.segment, "person");
}

#[test]
fn organisations_that_sign_are_no_people_and_agencies_are_known() {
    let resolved = resolved(&["Institute for Weather"], "PARIS (AFP) – Rain fell.");
    assert_eq!(kinds(&resolved, "Institute for Weather"), ["organization"]);
    let agency = &resolved.entities[resolved.agency.unwrap()];
    assert_eq!(agency.label, "Agence France-Presse");
    assert_ne!(resolved.agency, Some(resolved.publisher));
}

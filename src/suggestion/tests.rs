//! Drafts are read by the ontology they are for.

use super::{Draft, DraftedFrame, End, Example, Suggestion, Wanted, suggestions, write_turtle};
use crate::ontology::{Ontology, open};
use crate::store::{Store, StoreOptions};

fn end(class: &str, claims: usize) -> End {
    End {
        class: Some(format!("https://w3id.org/byline/ns#{class}")),
        label: class.to_lowercase(),
        claims,
    }
}

fn suggestion() -> Suggestion {
    Suggestion {
        relation: open::minted("lose to").unwrap().as_str().to_owned(),
        label: "lose to".to_owned(),
        claims: 2,
        articles: 2,
        subjects: vec![end("Person", 2)],
        objects: vec![end("Person", 2)],
        examples: vec![Example {
            claim: "https://e.org/claim/1".to_owned(),
            statement: "Ada Byron lose to Grace Holm".to_owned(),
            status: "reported".to_owned(),
            quote: "Ada Byron lost to\nGrace Holm.".to_owned(),
            title: None,
        }],
        draft: Draft {
            extends: None,
            domain: vec!["https://w3id.org/byline/ns#Person".to_owned()],
            range: Vec::new(),
            frames: vec![DraftedFrame {
                property: "by:verbFrame",
                frame: "S lose to O".to_owned(),
            }],
        },
    }
}

fn turtle(suggestions: &[Suggestion]) -> String {
    let mut out = Vec::new();
    write_turtle(suggestions, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_draft_loads_as_it_stands() {
    let text = turtle(&[suggestion()]);
    let ontology = Ontology::builtin().with("draft.ttl", &text).unwrap();
    let relation = ontology.relations_named("loseto").next().unwrap();
    assert_eq!(
        relation.iri.as_str(),
        "https://example.org/relations#loseTo"
    );
    assert_eq!(relation.frames[0].text, "S lose to O");
    assert_eq!(
        relation.domain[0].as_str(),
        "https://w3id.org/byline/ns#Person"
    );
    assert!(open::is_open(&relation.counterparts[0]));
}

#[test]
fn what_has_a_name_in_the_ontology_is_extended() {
    let mut known = suggestion();
    known.draft.extends = Some("https://w3id.org/byline/ns#acquired".to_owned());
    let ontology = Ontology::builtin()
        .with("draft.ttl", &turtle(&[known]))
        .unwrap();
    let relation = ontology.relations_named("acquired").next().unwrap();
    assert!(
        relation
            .frames
            .iter()
            .any(|frame| frame.text == "S lose to O")
    );
    assert_eq!(relation.label, "acquired");
}

#[test]
fn without_a_frame_nothing_is_drafted() {
    let mut bare = suggestion();
    bare.draft.frames.clear();
    let ontology = Ontology::builtin()
        .with("draft.ttl", &turtle(&[bare]))
        .unwrap();
    assert!(ontology.relations_named("loseto").next().is_none());
}

#[test]
fn an_empty_store_suggests_nothing() {
    let store = Store::in_memory(&StoreOptions::new(Ontology::builtin_shared())).unwrap();
    assert_eq!(suggestions(&store, Wanted::default()).unwrap(), []);
}

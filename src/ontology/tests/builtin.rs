//! What the built-in files promise.

use std::collections::BTreeMap;

use oxigraph::model::NamedNode;

use super::shown;
use crate::ontology::{Frame, Ontology, Relation, Shape, builtin};

#[test]
fn the_built_in_files_are_sound() {
    let files = [builtin::FILES, builtin::NAMES].concat();
    let problems = Ontology::load(&files).err().map(|error| error.to_string());
    assert_eq!(problems, None);
}

#[test]
fn every_built_in_relation_is_fully_described() {
    let ontology = Ontology::builtin();
    assert!(ontology.relations.len() >= 80);
    for relation in ontology.relations.values() {
        let complete = !relation.label.is_empty()
            && !relation.domain.is_empty()
            && !relation.range.is_empty()
            && !relation.frames.is_empty()
            && relation.comment.ends_with('.');
        assert!(complete, "{}", relation.iri);
        // What stands in a symmetric relation can stand on either side.
        assert!(
            !relation.symmetric || relation.domain == relation.range,
            "{}",
            relation.iri
        );
    }
}

/// One frame for each of its verbs, nouns or titles, so that frames which share one can be compared.
fn each_word(frame: &Frame) -> Vec<Frame> {
    let with = |shape| Frame {
        text: String::new(),
        shape,
        constant: frame.constant.clone(),
    };
    match frame.shape.clone() {
        Shape::Verb {
            verbs,
            participle,
            particle,
            object_nouns,
            phrase,
            subject,
            object,
        } => verbs
            .into_iter()
            .map(|verb| {
                with(Shape::Verb {
                    verbs: vec![verb],
                    participle,
                    particle: particle.clone(),
                    object_nouns: object_nouns.clone(),
                    phrase: phrase.clone(),
                    subject: subject.clone(),
                    object: object.clone(),
                })
            })
            .collect(),
        Shape::Noun {
            nouns,
            subject,
            object,
        } => nouns
            .into_iter()
            .map(|noun| {
                with(Shape::Noun {
                    nouns: vec![noun],
                    subject: subject.clone(),
                    object: object.clone(),
                })
            })
            .collect(),
        Shape::Role {
            titles,
            prepositions,
        } => titles
            .into_iter()
            .map(|title| {
                with(Shape::Role {
                    titles: vec![title],
                    prepositions: prepositions.clone(),
                })
            })
            .collect(),
    }
}

#[test]
fn no_wording_says_two_relations_of_the_same_things() {
    let ontology = Ontology::builtin();
    let meet = |mine: &[NamedNode], theirs: &[NamedNode]| {
        mine.iter().any(|a| {
            theirs
                .iter()
                .any(|b| ontology.is_a(a, b) || ontology.is_a(b, a))
        })
    };
    let mut seen: BTreeMap<String, Vec<&Relation>> = BTreeMap::new();
    for relation in ontology.relations.values() {
        for wording in relation
            .frames
            .iter()
            .flat_map(each_word)
            .map(|frame| shown(&frame))
        {
            let others = seen.entry(wording.clone()).or_default();
            for other in others.iter().filter(|other| other.iri != relation.iri) {
                let both =
                    meet(&relation.domain, &other.domain) && meet(&relation.range, &other.range);
                assert!(!both, "{wording}: {} and {}", other.iri, relation.iri);
            }
            others.push(relation);
        }
    }
}

#[test]
fn a_word_has_one_meaning() {
    let ontology = Ontology::builtin();
    let mut nouns: BTreeMap<&str, &NamedNode> = BTreeMap::new();
    for class in ontology.classes.values() {
        for noun in &class.nouns {
            let other = nouns.insert(noun, &class.iri);
            assert_eq!(other, None, "{noun}: {}", class.iri);
        }
    }
    let mut wordings: BTreeMap<_, &NamedNode> = BTreeMap::new();
    for cue in &ontology.cues {
        for lemmas in &cue.lemmas {
            let other = wordings.insert((cue.scope, lemmas), &cue.iri);
            assert_eq!(other, None, "{lemmas:?}: {}", cue.iri);
        }
    }
}

#[test]
fn statuses_stand_in_order() {
    let labels: Vec<&str> = Ontology::builtin()
        .statuses
        .iter()
        .map(|status| status.label.as_str())
        .collect();
    assert_eq!(
        labels,
        [
            "confirmed",
            "reported",
            "planned",
            "opinion",
            "possible",
            "rumoured",
            "conditional",
            "denied"
        ]
    );
    let asserted: Vec<bool> = Ontology::builtin()
        .statuses
        .iter()
        .map(|status| status.asserted)
        .collect();
    assert_eq!(
        asserted,
        [true, true, false, false, false, false, false, false]
    );
}

#[test]
fn the_shapes_are_turtle() {
    let text = include_str!("../../../ontology/shapes.ttl");
    let problems = crate::ontology::check("shapes.ttl", text, Ontology::builtin());
    assert_eq!(problems, []);
}

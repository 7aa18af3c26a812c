//! What the statements about one subject say → its class, relation, property or word of a scheme.

use std::collections::BTreeSet;

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNode, NamedNodeRef};

use super::model::{Class, Gender, Property, Relation, SchemeValue, Status};
use super::read::Subject;
use super::{schema, vocab};

/// Takes the labels of a subject; a label that is there already becomes a further name.
fn names(label: &mut String, alt_labels: &mut Vec<String>, subject: &Subject) {
    for text in subject.texts(rdfs::LABEL) {
        let old = std::mem::replace(label, text.to_owned());
        if !old.is_empty() && old != *label {
            push_new(alt_labels, old);
        }
    }
    for text in subject.texts(vocab::ALT_LABEL) {
        push_new(alt_labels, text.to_owned());
    }
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}

fn push_nodes(list: &mut Vec<NamedNode>, subject: &Subject, predicate: NamedNodeRef<'_>) {
    for node in subject.nodes(predicate) {
        push_new(list, node.clone());
    }
}

/// Words with `|` between them.
fn push_words(list: &mut Vec<String>, subject: &Subject, predicate: NamedNodeRef<'_>) {
    for word in subject.texts(predicate).flat_map(|text| text.split('|')) {
        push_new(list, word.trim().to_owned());
    }
}

fn comment(text: &mut String, subject: &Subject) {
    if let Some(new) = subject.texts(rdfs::COMMENT).next() {
        new.clone_into(text);
    }
}

pub(super) fn class(class: &mut Class, subject: &Subject) {
    names(&mut class.label, &mut class.alt_labels, subject);
    push_nodes(&mut class.parents, subject, rdfs::SUB_CLASS_OF);
    push_words(&mut class.nouns, subject, schema::NOUN);
    push_words(&mut class.bodies, subject, schema::BODY_NOUN);
    if let Some(segment) = subject.texts(schema::SEGMENT).next() {
        class.segment = Some(segment.to_owned());
    }
    comment(&mut class.comment, subject);
}

pub(super) fn relation(relation: &mut Relation, subject: &Subject) {
    names(&mut relation.label, &mut relation.alt_labels, subject);
    for text in subject.texts(schema::INVERSE_LABEL) {
        push_new(&mut relation.inverse_labels, text.to_owned());
    }
    push_nodes(&mut relation.domain, subject, rdfs::DOMAIN);
    push_nodes(&mut relation.range, subject, rdfs::RANGE);
    push_nodes(&mut relation.parents, subject, rdfs::SUB_PROPERTY_OF);
    push_nodes(&mut relation.incompatible, subject, schema::INCOMPATIBLE);
    push_nodes(&mut relation.counterparts, subject, schema::CLOSE_MATCH);
    push_words(&mut relation.not_beside, subject, schema::NOT_BESIDE);
    push_words(&mut relation.state_verbs, subject, schema::STATE_VERB);
    if let Some(inverse) = subject.nodes(schema::INVERSE_OF).next() {
        relation.inverse_of = Some(inverse.clone());
    }
    for class in subject.nodes(rdf::TYPE) {
        relation.functional |= class.as_ref() == schema::FUNCTIONAL;
        relation.symmetric |= class.as_ref() == schema::SYMMETRIC;
        relation.ends_roles |= class.as_ref() == schema::ENDS_ROLES;
    }
    comment(&mut relation.comment, subject);
}

pub(super) fn property(property: &mut Property, subject: &Subject) {
    names(&mut property.label, &mut property.alt_labels, subject);
    push_nodes(&mut property.domain, subject, rdfs::DOMAIN);
    push_nodes(&mut property.range, subject, rdfs::RANGE);
    comment(&mut property.comment, subject);
}

pub(super) fn status(statuses: &mut Vec<Status>, subject: &Subject) {
    let at = statuses
        .iter()
        .position(|status| status.iri == subject.iri)
        .unwrap_or_else(|| {
            let iri = subject.iri.clone();
            statuses.push(Status {
                iri,
                label: String::new(),
                alt_labels: Vec::new(),
                rank: None,
                asserted: false,
                comment: String::new(),
            });
            statuses.len() - 1
        });
    let status = &mut statuses[at];
    names(&mut status.label, &mut status.alt_labels, subject);
    comment(&mut status.comment, subject);
    status.rank = subject
        .texts(schema::RANK)
        .find_map(|rank| rank.parse().ok())
        .or(status.rank);
    if let Some(asserted) = subject.texts(schema::ASSERTED).next() {
        status.asserted = asserted == "true";
    }
    statuses.sort_by_key(|status| (status.rank.is_none(), status.rank));
}

pub(super) fn scheme_value(values: &mut Vec<SchemeValue>, scheme: &NamedNode, subject: &Subject) {
    let mut value = SchemeValue {
        iri: subject.iri.clone(),
        scheme: scheme.clone(),
        label: String::new(),
        alt_labels: Vec::new(),
    };
    names(&mut value.label, &mut value.alt_labels, subject);
    values.retain(|old| old.iri != value.iri);
    values.push(value);
}

/// Joins what is said of a gender to what is known of it.
pub(super) fn gender(genders: &mut Vec<Gender>, subject: &Subject) {
    let at = genders
        .iter()
        .position(|gender| gender.iri == subject.iri)
        .unwrap_or_else(|| {
            genders.push(Gender {
                iri: subject.iri.clone(),
                pronouns: BTreeSet::new(),
                titles: BTreeSet::new(),
                given_names: BTreeSet::new(),
            });
            genders.len() - 1
        });
    let words = |predicate| {
        subject
            .texts(predicate)
            .flat_map(|text| text.split('|'))
            .map(|word| word.trim().to_owned())
            .filter(|word| !word.is_empty())
    };
    let gender = &mut genders[at];
    gender.pronouns.extend(words(schema::PRONOUN));
    gender.titles.extend(words(schema::TITLE));
    gender.given_names.extend(words(schema::GIVEN_NAME));
}

//! Statements → [`Ontology`]: each subject joins what is known of it so far, so that a user's file may extend the built-in one.

use std::collections::BTreeMap;

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNode, NamedNodeRef};

use super::describe::{class, gender, property, relation, scheme_value, status};
use super::error::{Problem, Reason};
use super::example::Example;
use super::frame::Frame;
use super::model::{Class, Cue, Known, Ontology, Property, Relation, Scope};
use super::notation::FrameKind;
use super::read::{Source, Subject, line_of};
use super::{schema, vocab};

/// An ontology that is being put together.
pub(super) struct Loading {
    pub(super) ontology: Ontology,
    pub(super) problems: Vec<Problem>,
}

impl Loading {
    pub(super) fn new(ontology: Ontology) -> Self {
        Self {
            ontology,
            problems: Vec::new(),
        }
    }

    /// Adds what one file says. Names come last because their types may be classes of the same file.
    pub(super) fn add(&mut self, source: Source<'_>, subjects: &[Subject]) {
        let (schema, rest): (Vec<&Subject>, Vec<&Subject>) = subjects
            .iter()
            .partition(|subject| self.describe(source, subject));
        for subject in schema {
            self.problems
                .extend(no_label(&self.ontology, source, subject));
        }
        for subject in rest {
            self.name(source, subject);
        }
    }

    /// Reads a class, relation, property, cue or word of a scheme; `false` where the subject is none of them.
    fn describe(&mut self, source: Source<'_>, subject: &Subject) -> bool {
        let ontology = &mut self.ontology;
        let iri = &subject.iri;
        for file in subject.texts(schema::WEIGHTS) {
            if !ontology.weight_files.iter().any(|known| known == file) {
                ontology.weight_files.push(file.to_owned());
            }
        }
        let is =
            |class: NamedNodeRef<'_>| subject.nodes(rdf::TYPE).any(|node| node.as_ref() == class);
        if is(schema::OWL_CLASS) || ontology.classes.contains_key(iri) {
            class(
                ontology
                    .classes
                    .entry(iri.clone())
                    .or_insert_with(|| Class::named(iri)),
                subject,
            );
        } else if is(vocab::RELATION)
            || is(schema::OBJECT_PROPERTY)
            || is(schema::DATATYPE_PROPERTY)
            || ontology.relations.contains_key(iri)
        {
            let into = ontology
                .relations
                .entry(iri.clone())
                .or_insert_with(|| Relation::named(iri));
            relation(into, subject);
            self.frames(source, subject);
            self.examples(source, subject);
        } else if is(schema::RECORDED)
            || is(schema::QUALIFIER)
            || ontology.properties.contains_key(iri)
        {
            property(
                ontology
                    .properties
                    .entry(iri.clone())
                    .or_insert_with(|| Property::named(iri)),
                subject,
            );
        } else if is(schema::CUE_CLASS) || ontology.cues.iter().any(|cue| cue.iri == *iri) {
            self.cue(source, subject);
        } else if is(schema::STATUS_CLASS)
            || ontology.statuses.iter().any(|status| status.iri == *iri)
        {
            status(&mut ontology.statuses, subject);
        } else if let Some(scheme) = subject
            .nodes(rdf::TYPE)
            .find(|node| SCHEMES.contains(&node.as_ref()))
        {
            scheme_value(&mut ontology.values, scheme, subject);
        } else if is(schema::GENDER_CLASS)
            || ontology.genders.iter().any(|gender| gender.iri == *iri)
        {
            gender(&mut ontology.genders, subject);
        } else {
            return false;
        }
        true
    }

    fn frames(&mut self, source: Source<'_>, subject: &Subject) {
        for (predicate, kind) in [
            (schema::VERB_FRAME, FrameKind::Verb),
            (schema::NOUN_FRAME, FrameKind::Noun),
            (schema::ROLE_FRAME, FrameKind::Role),
        ] {
            for text in subject.texts(predicate) {
                match Frame::parse(kind, text) {
                    Ok(frame) => {
                        if let Some(relation) = self.ontology.relations.get_mut(&subject.iri)
                            && !relation.frames.contains(&frame)
                        {
                            relation.frames.push(frame);
                        }
                    }
                    Err(error) => {
                        let term = schema::short(&subject.iri);
                        let reason = Reason::Frame {
                            term,
                            frame: text.to_owned(),
                            error,
                        };
                        self.problem(source, &subject.iri, Some(text), reason);
                    }
                }
            }
        }
    }

    fn examples(&mut self, source: Source<'_>, subject: &Subject) {
        for (predicate, holds) in [(schema::EXAMPLE, true), (schema::COUNTER_EXAMPLE, false)] {
            for text in subject.texts(predicate) {
                match Example::parse(text, holds) {
                    Ok(example) => {
                        if let Some(relation) = self.ontology.relations.get_mut(&subject.iri)
                            && !relation.examples.contains(&example)
                        {
                            relation.examples.push(example);
                        }
                    }
                    Err(error) => {
                        let reason = Reason::Example {
                            term: schema::short(&subject.iri),
                            example: text.to_owned(),
                            error,
                        };
                        self.problem(source, &subject.iri, Some(text), reason);
                    }
                }
            }
        }
    }

    fn cue(&mut self, source: Source<'_>, subject: &Subject) {
        let iri = &subject.iri;
        let written = subject.texts(schema::SCOPE).next().unwrap_or_default();
        let old = self.ontology.cues.iter().position(|cue| cue.iri == *iri);
        let scope = Scope::from_name(written).or_else(|| {
            old.filter(|_| written.is_empty())
                .map(|at| self.ontology.cues[at].scope)
        });
        let Some(scope) = scope else {
            let near = super::check::nearest(
                written,
                Scope::ALL.iter().map(|scope| scope.name().to_owned()),
            );
            let reason = Reason::Unknown {
                term: schema::short(iri),
                kind: "scope",
                value: written.to_owned(),
                near,
            };
            return self.problem(source, iri, Some(written), reason);
        };
        let local = |predicate| {
            subject
                .nodes(predicate)
                .next()
                .map(|node| schema::local_name(node.as_str()).to_owned())
        };
        let cue = Cue {
            iri: iri.clone(),
            lemmas: lemmas(subject),
            scope,
            status: local(schema::GIVES_STATUS),
            certainty: local(schema::GIVES_CERTAINTY),
            negative: subject.is_true(schema::NEGATES),
            voids: subject.is_true(schema::VOIDS),
            factive: subject.is_true(schema::FACTIVE),
            past_factive: subject.is_true(schema::PAST_FACTIVE),
            source_kind: local(schema::GIVES_SOURCE_KIND),
        };
        if cue.lemmas.is_empty() {
            return self.problem(
                source,
                iri,
                None,
                Reason::NoLemmas {
                    term: schema::short(iri),
                },
            );
        }
        match old {
            Some(at) => self.ontology.cues[at] = cue,
            None => self.ontology.cues.push(cue),
        }
    }

    /// Reads a name known beforehand.
    fn name(&mut self, source: Source<'_>, subject: &Subject) {
        let mut classes = Vec::new();
        for class in subject.nodes(rdf::TYPE) {
            if self.ontology.classes.contains_key(class) {
                classes.push(class.clone());
            } else if !schema::MACHINERY
                .iter()
                .any(|space| class.as_str().starts_with(space))
            {
                let reason = super::check::unknown_class(&self.ontology, &subject.iri, class);
                self.problem(
                    source,
                    &subject.iri,
                    Some(schema::local_name(class.as_str())),
                    reason,
                );
            }
        }
        let Some(first) = classes.first() else { return };
        let name_type = self.ontology.name_type(first);
        let mut labels = subject.texts(rdfs::LABEL).map(str::to_owned);
        let (Some(label), Some(name_type)) = (labels.next(), name_type) else {
            if subject.texts(rdfs::LABEL).next().is_none() {
                self.problem(
                    source,
                    &subject.iri,
                    None,
                    Reason::NoLabel {
                        term: schema::short(&subject.iri),
                    },
                );
            }
            return;
        };
        let demonyms: Vec<String> = subject.texts(schema::DEMONYM).map(str::to_owned).collect();
        let mut alt_labels: Vec<String> = labels
            .chain(subject.texts(vocab::ALT_LABEL).map(str::to_owned))
            .collect();
        alt_labels.extend(demonyms.iter().cloned());
        self.ontology.known.own.push(Known {
            label,
            alt_labels,
            demonyms,
            classes,
            name_type,
            same_as: subject.nodes(vocab::SAME_AS).cloned().collect(),
        });
    }

    fn problem(
        &mut self,
        source: Source<'_>,
        subject: &NamedNode,
        value: Option<&str>,
        reason: Reason,
    ) {
        let line = line_of(source.text, subject, value);
        self.problems.push(Problem {
            file: source.name.to_owned(),
            line,
            column: None,
            reason,
        });
    }
}

const SCHEMES: &[NamedNodeRef<'static>] = &[
    schema::CERTAINTY_CLASS,
    schema::POLARITY_CLASS,
    schema::SOURCE_KIND_CLASS,
    schema::BOUND_CLASS,
];

fn no_label(ontology: &Ontology, source: Source<'_>, subject: &Subject) -> Option<Problem> {
    let iri = &subject.iri;
    let labels: BTreeMap<_, _> = [
        ontology
            .classes
            .get(iri)
            .map(|class| ("class", &class.label)),
        ontology
            .relations
            .get(iri)
            .map(|relation| ("relation", &relation.label)),
        ontology
            .properties
            .get(iri)
            .map(|property| ("property", &property.label)),
    ]
    .into_iter()
    .flatten()
    .collect();
    labels
        .values()
        .any(|label| label.is_empty())
        .then(|| Problem {
            file: source.name.to_owned(),
            line: line_of(source.text, iri, None),
            column: None,
            reason: Reason::NoLabel {
                term: schema::short(iri),
            },
        })
}

/// The alternatives of a cue, each as its words.
fn lemmas(subject: &Subject) -> Vec<Vec<String>> {
    let texts = subject.texts(schema::LEMMAS);
    let alternatives = texts.flat_map(|text| text.split('|'));
    let words = alternatives.map(|text| text.split_whitespace().map(str::to_owned).collect());
    words
        .filter(|words: &Vec<String>| !words.is_empty())
        .collect()
}

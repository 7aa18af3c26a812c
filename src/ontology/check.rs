//! An [`Ontology`] with the files it came from → what is wrong with it.

use std::collections::BTreeMap;

use oxigraph::model::NamedNode;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::error::{OntologyError, Problem, Reason};
use super::load::Loading;
use super::model::Ontology;
use super::names::fold;
use super::read::{Source, line_of, read};
use super::{schema, vocab};

/// Reads `sources` on top of `base`.
pub(super) fn load(base: Ontology, sources: &[Source<'_>]) -> Result<Ontology, OntologyError> {
    let (ontology, problems) = examine(base, sources);
    if problems.is_empty() {
        Ok(ontology)
    } else {
        Err(OntologyError { problems })
    }
}

/// Returns everything that is wrong with a user's file, by line.
pub fn check(name: &str, text: &str, base: &Ontology) -> Vec<Problem> {
    examine(base.clone(), &[Source { name, text }]).1
}

/// Reads `sources` on top of `base`, and checks no more than that each can be understood.
pub(super) fn read_all(base: Ontology, sources: &[Source<'_>]) -> Result<Ontology, OntologyError> {
    let Loading { ontology, problems } = loaded(base, sources);
    if problems.is_empty() {
        Ok(ontology)
    } else {
        Err(OntologyError { problems })
    }
}

fn loaded(base: Ontology, sources: &[Source<'_>]) -> Loading {
    let mut loading = Loading::new(base);
    // Turtle takes longer to read than to understand.
    let files: Vec<_> = sources.par_iter().map(|source| read(*source)).collect();
    for (source, file) in sources.iter().zip(files) {
        match file {
            Ok(subjects) => loading.add(*source, &subjects),
            Err(problem) => loading.problems.push(*problem),
        }
    }
    loading
}

fn examine(base: Ontology, sources: &[Source<'_>]) -> (Ontology, Vec<Problem>) {
    let Loading {
        ontology,
        mut problems,
    } = loaded(base, sources);
    // What a broken file would have defined would only be reported as missing.
    if !problems
        .iter()
        .any(|problem| matches!(problem.reason, Reason::Syntax(_)))
    {
        let mut checks = Checks {
            ontology: &ontology,
            sources,
            problems: &mut problems,
        };
        checks.classes();
        checks.relations();
        checks.cues();
        checks.names();
    }
    problems.sort();
    problems.dedup();
    (ontology, problems)
}

struct Checks<'a> {
    ontology: &'a Ontology,
    sources: &'a [Source<'a>],
    problems: &'a mut Vec<Problem>,
}

impl Checks<'_> {
    fn classes(&mut self) {
        for class in self.ontology.classes.values() {
            for parent in &class.parents {
                let elsewhere = schema::MACHINERY
                    .iter()
                    .chain(&[vocab::SCHEMA, vocab::PROV]);
                if !self.ontology.classes.contains_key(parent) {
                    if elsewhere
                        .into_iter()
                        .any(|space| parent.as_str().starts_with(space))
                    {
                        continue;
                    }
                    self.report(
                        &class.iri,
                        Some(parent),
                        unknown_class(self.ontology, &class.iri, parent),
                    );
                } else if self.ontology.is_a(parent, &class.iri) {
                    self.report(
                        &class.iri,
                        Some(parent),
                        Reason::Circular {
                            term: schema::short(&class.iri),
                        },
                    );
                }
            }
        }
    }

    fn relations(&mut self) {
        for relation in self.ontology.relations.values() {
            let (iri, relations) = (&relation.iri, &self.ontology.relations);
            for class in relation.domain.iter().chain(&relation.range) {
                let known = self.ontology.classes.contains_key(class)
                    || class.as_str().starts_with(schema::DATATYPES)
                    || class.as_ref() == vocab::MONEY;
                if !known {
                    self.report(iri, Some(class), unknown_class(self.ontology, iri, class));
                }
            }
            for other in relation
                .parents
                .iter()
                .chain(&relation.incompatible)
                .chain(&relation.inverse_of)
            {
                if !relations.contains_key(other) {
                    let near = nearest(&schema::short(other), relations.keys().map(schema::short));
                    let (term, value) = (schema::short(iri), schema::short(other));
                    self.report(
                        iri,
                        Some(other),
                        Reason::Unknown {
                            term,
                            kind: "relation",
                            value,
                            near,
                        },
                    );
                }
            }
            for example in &relation.examples {
                let Some(status) = &example.status else {
                    continue;
                };
                if self.ontology.status_named(&fold(status)).is_none() {
                    let known = self.ontology.statuses.iter();
                    let near = nearest(status, known.map(|status| status.label.clone()));
                    let reason = Reason::Unknown {
                        term: schema::short(iri),
                        kind: "status",
                        value: status.clone(),
                        near,
                    };
                    self.report_text(iri, &example.written, &reason);
                }
            }
        }
    }

    fn cues(&mut self) {
        let of = |scheme: &str| -> Vec<String> {
            let values = self
                .ontology
                .values
                .iter()
                .filter(|value| schema::local_name(value.scheme.as_str()) == scheme);
            values
                .map(|value| schema::local_name(value.iri.as_str()).to_owned())
                .collect()
        };
        let statuses: Vec<String> = self
            .ontology
            .statuses
            .iter()
            .map(|status| schema::local_name(status.iri.as_str()).to_owned())
            .collect();
        let (certainties, source_kinds) = (of("Certainty"), of("SourceKind"));
        for cue in &self.ontology.cues {
            for (kind, value, known) in [
                ("status", &cue.status, &statuses),
                ("certainty", &cue.certainty, &certainties),
                ("kind of source", &cue.source_kind, &source_kinds),
            ] {
                let Some(value) = value.as_ref().filter(|value| !known.contains(value)) else {
                    continue;
                };
                let near = nearest(value, known.iter().cloned()).map(|near| format!("by:{near}"));
                let term = schema::short(&cue.iri);
                let reason = Reason::Unknown {
                    term,
                    kind,
                    value: format!("by:{value}"),
                    near,
                };
                let node = NamedNode::new_unchecked(format!("{}{value}", vocab::BY));
                self.report(&cue.iri, Some(&node), reason);
            }
        }
    }

    /// Queries find a thing by its name, so that no name may mean two.
    fn names(&mut self) {
        let ontology = self.ontology;
        let classes = ontology
            .classes
            .values()
            .map(|class| (&class.iri, &class.label, [&class.alt_labels, &NONE]));
        let relations = ontology.relations.values().map(|relation| {
            (
                &relation.iri,
                &relation.label,
                [&relation.alt_labels, &relation.inverse_labels],
            )
        });
        let (qualifiers, recorded): (Vec<_>, Vec<_>) = ontology
            .properties
            .values()
            .partition(|property| property.is_qualifier());
        let recorded = recorded.into_iter().map(|property| {
            (
                &property.iri,
                &property.label,
                [&property.alt_labels, &NONE],
            )
        });
        let qualifiers = qualifiers.into_iter().map(|property| {
            (
                &property.iri,
                &property.label,
                [&property.alt_labels, &NONE],
            )
        });
        let statuses = ontology
            .statuses
            .iter()
            .map(|status| (&status.iri, &status.label, [&status.alt_labels, &NONE]));
        self.one_meaning_each(classes);
        self.one_meaning_each(relations.chain(recorded));
        self.one_meaning_each(qualifiers.chain(statuses));
    }

    fn one_meaning_each<'b>(
        &mut self,
        all: impl Iterator<Item = (&'b NamedNode, &'b String, [&'b Vec<String>; 2])>,
    ) {
        let mut meanings: BTreeMap<String, &NamedNode> = BTreeMap::new();
        for (iri, label, further) in all {
            for name in std::iter::once(label).chain(further.into_iter().flatten()) {
                let other = *meanings.entry(fold(name)).or_insert(iri);
                if other != iri {
                    // The later file is the one to blame, where only one of the two is at hand.
                    let (first, second) = (schema::short(other), schema::short(iri));
                    let reason = Reason::SameName {
                        name: name.clone(),
                        first,
                        second,
                    };
                    if !self.report_text(iri, name, &reason) {
                        self.report_text(other, name, &reason);
                    }
                }
            }
        }
    }

    fn report(&mut self, subject: &NamedNode, value: Option<&NamedNode>, reason: Reason) {
        let text = value.map_or("", |value| schema::local_name(value.as_str()));
        if !self.report_text(subject, text, &reason) {
            let file = self
                .sources
                .last()
                .map(|source| source.name.to_owned())
                .unwrap_or_default();
            self.problems.push(Problem {
                file,
                line: None,
                column: None,
                reason,
            });
        }
    }

    /// Reports a problem in the last file that describes `subject`; `false` where none does.
    fn report_text(&mut self, subject: &NamedNode, value: &str, reason: &Reason) -> bool {
        let value = Some(value).filter(|value| !value.is_empty());
        let place = self
            .sources
            .iter()
            .rev()
            .find_map(|source| Some((source, line_of(source.text, subject, value)?)));
        let Some((source, line)) = place else {
            return false;
        };
        let (file, reason) = (source.name.to_owned(), reason.clone());
        self.problems.push(Problem {
            file,
            line: Some(line),
            column: None,
            reason,
        });
        true
    }
}

static NONE: Vec<String> = Vec::new();

/// Returns the problem that `class`, to which `term` points, is nowhere defined.
pub(super) fn unknown_class(ontology: &Ontology, term: &NamedNode, class: &NamedNode) -> Reason {
    let value = schema::short(class);
    let near = nearest(&value, ontology.classes.keys().map(schema::short));
    Reason::Unknown {
        term: schema::short(term),
        kind: "class",
        value,
        near,
    }
}

/// Returns the candidate that resembles a name most, if any does.
pub(super) fn nearest(name: &str, candidates: impl Iterator<Item = String>) -> Option<String> {
    let local = |text: &str| fold(schema::local_name(text));
    let wanted = local(name);
    candidates
        .map(|candidate| {
            (
                strsim::normalized_damerau_levenshtein(&wanted, &local(&candidate)),
                candidate,
            )
        })
        .filter(|(score, _)| *score >= 0.6)
        .max_by(|(a, first), (b, second)| a.total_cmp(b).then_with(|| second.cmp(first)))
        .map(|(_, candidate)| candidate)
}

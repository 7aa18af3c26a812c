//! Turtle → its statements, grouped by subject in order of appearance.

use std::collections::{BTreeMap, HashMap};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term};

use super::error::{Problem, Reason};

/// A named piece of Turtle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source<'a> {
    /// The name by which messages call it: a file's name.
    pub name: &'a str,
    /// The Turtle.
    pub text: &'a str,
}

/// What one file says about one thing.
#[derive(Debug)]
pub(super) struct Subject {
    pub(super) iri: NamedNode,
    pub(super) facts: Vec<(NamedNode, Term)>,
}

impl Subject {
    /// The IRIs that a predicate leads to.
    pub(super) fn nodes(&self, predicate: NamedNodeRef<'_>) -> impl Iterator<Item = &NamedNode> {
        self.values(predicate).filter_map(|term| match term {
            Term::NamedNode(node) => Some(node),
            Term::BlankNode(_) | Term::Literal(_) => None,
        })
    }

    /// The texts that a predicate leads to: those in English or in no language.
    pub(super) fn texts(&self, predicate: NamedNodeRef<'_>) -> impl Iterator<Item = &str> {
        self.values(predicate).filter_map(|term| match term {
            Term::Literal(literal)
                if literal.language().is_none_or(|tag| tag.starts_with("en")) =>
            {
                Some(literal.value())
            }
            Term::NamedNode(_) | Term::BlankNode(_) | Term::Literal(_) => None,
        })
    }

    /// Whether a predicate leads to `true`.
    pub(super) fn is_true(&self, predicate: NamedNodeRef<'_>) -> bool {
        self.texts(predicate).any(|text| text == "true")
    }

    fn values(&self, predicate: NamedNodeRef<'_>) -> impl Iterator<Item = &Term> {
        let wanted = predicate.as_str();
        self.facts
            .iter()
            .filter(move |(is, _)| is.as_str() == wanted)
            .map(|(_, term)| term)
    }
}

/// Reads one file.
pub(super) fn read(source: Source<'_>) -> Result<Vec<Subject>, Box<Problem>> {
    let mut subjects: Vec<Subject> = Vec::new();
    let mut places: HashMap<NamedNode, usize> = HashMap::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(source.text) {
        let quad = quad.map_err(|error| {
            let at = error.location().map(|range| range.start);
            Box::new(Problem {
                file: source.name.to_owned(),
                line: at.map(|at| at.line as usize + 1),
                column: at.map(|at| at.column as usize + 1),
                reason: Reason::Syntax(error.to_string()),
            })
        })?;
        // Blank nodes only carry OWL expressions, of which nothing is used.
        let NamedOrBlankNode::NamedNode(iri) = quad.subject else {
            continue;
        };
        let place = match subjects.last() {
            Some(last) if last.iri == iri => subjects.len() - 1,
            _ => *places.entry(iri.clone()).or_insert_with(|| {
                subjects.push(Subject {
                    iri,
                    facts: Vec::new(),
                });
                subjects.len() - 1
            }),
        };
        subjects[place].facts.push((quad.predicate, quad.object));
    }
    Ok(subjects)
}

/// Returns the prefixes that a Turtle file declares, as far as it can be read.
pub fn prefixes(text: &str) -> BTreeMap<String, String> {
    let mut reader = RdfParser::from_format(RdfFormat::Turtle).for_slice(text);
    // A prefix is known once the parser has passed it.
    while reader.next().is_some_and(|quad| quad.is_ok()) {}
    reader
        .prefixes()
        .filter(|(prefix, _)| !prefix.is_empty())
        .map(|(prefix, iri)| (prefix.to_owned(), iri.to_owned()))
        .collect()
}

/// Finds the line on which a file says `value` of `subject`, else the line where `subject` opens.
///
/// The parser keeps no positions, so the text is searched: `local:name` or `<iri>` at the start of a line, and
/// then `value` before the next such start.
pub(super) fn line_of(text: &str, subject: &NamedNode, value: Option<&str>) -> Option<usize> {
    let lines: Vec<&str> = text.lines().collect();
    let opens = lines.iter().position(|line| opens_with(line, subject))?;
    let found = value.and_then(|value| {
        let later = lines.get(opens + 1..).unwrap_or_default();
        let block = later
            .iter()
            .take_while(|line| line.is_empty() || line.starts_with([' ', '\t', '#']));
        std::iter::once(&lines[opens])
            .chain(block)
            .position(|line| line.contains(value))
    });
    Some(opens + found.unwrap_or(0) + 1)
}

fn opens_with(line: &str, subject: &NamedNode) -> bool {
    let Some(first) = line.split_whitespace().next() else {
        return false;
    };
    if !line.starts_with(first) {
        return false;
    }
    let iri = subject.as_str();
    match first.split_once(':') {
        Some((_, local)) if !first.starts_with('<') => {
            !local.is_empty() && iri.ends_with(local) && super::schema::local_name(iri) == local
        }
        _ => first
            .strip_prefix('<')
            .and_then(|rest| rest.strip_suffix('>'))
            .is_some_and(|written| {
                iri == written
                    || (!written.is_empty() && !written.contains(':') && iri.ends_with(written))
            }),
    }
}

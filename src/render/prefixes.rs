//! Prefixes: a long IRI → a short name.

use std::collections::BTreeMap;
use std::io::{self, Write};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNodeRef, NamedOrBlankNode, Term, Triple};

use super::turtle::shown_datatype;
use crate::ontology::vocab;

/// Names for the beginnings of IRIs, longest first where one holds the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefixes(pub(super) BTreeMap<String, String>);

impl Prefixes {
    /// Returns the prefixes of the vocabularies that Byline writes.
    pub fn vocabularies() -> Self {
        Self(
            vocab::PREFIXES
                .iter()
                .map(|(name, iri)| ((*name).to_owned(), (*iri).to_owned()))
                .collect(),
        )
    }

    /// Returns the prefixes with one for each kind of data IRI under `base` added: `organization:openai`.
    pub fn with_data<'a>(mut self, base: &str, kinds: impl IntoIterator<Item = &'a str>) -> Self {
        for kind in kinds {
            let name = kind.starts_with(|c: char| c.is_ascii_lowercase())
                && kind
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
            if name && !self.0.contains_key(kind) {
                self.0.insert(kind.to_owned(), format!("{base}{kind}/"));
            }
        }
        self
    }

    /// Returns an IRI by its prefix where the rest is a plain name, else in full.
    pub fn shorten(&self, iri: NamedNodeRef<'_>) -> String {
        let iri = iri.as_str();
        let fitting = self.0.iter().filter_map(|(name, start)| {
            let rest = iri
                .strip_prefix(start.as_str())
                .filter(|rest| is_local(rest))?;
            Some((start.len(), format!("{name}:{rest}")))
        });
        fitting
            .max_by_key(|(length, _)| *length)
            .map_or_else(|| format!("<{iri}>"), |(_, short)| short)
    }

    /// Writes the lines that declare the prefixes.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        for (name, iri) in &self.0 {
            writeln!(out, "@prefix {name}: <{iri}> .")?;
        }
        Ok(())
    }

    /// Returns those prefixes alone that `triples` need.
    pub(super) fn used(&self, triples: &[Triple]) -> Self {
        let mut used = BTreeMap::new();
        let mut note = |iri: NamedNodeRef<'_>| {
            let short = self.shorten(iri);
            if let Some((name, start)) = short
                .split_once(':')
                .and_then(|(name, _)| self.0.get_key_value(name))
            {
                used.insert(name.clone(), start.clone());
            }
        };
        for triple in triples {
            if let NamedOrBlankNode::NamedNode(node) = &triple.subject {
                note(node.as_ref());
            }
            if triple.predicate != rdf::TYPE {
                note(triple.predicate.as_ref());
            }
            match &triple.object {
                Term::NamedNode(node) => note(node.as_ref()),
                Term::Literal(literal) => {
                    shown_datatype(literal).into_iter().for_each(&mut note);
                }
                Term::BlankNode(_) => {}
            }
        }
        Self(used)
    }
}

/// Whether the rest of an IRI may stand after a prefix without escapes.
fn is_local(rest: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || c == '_' || is_wide_letter(c);
    rest.chars().next().is_some_and(letter) && rest.chars().all(|c| letter(c) || c == '-')
}

/// The letters beyond ASCII that every Turtle reader takes in a name.
const fn is_wide_letter(c: char) -> bool {
    matches!(c,
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}'
        | '\u{37f}'..='\u{1fff}' | '\u{3001}'..='\u{d7ff}')
}

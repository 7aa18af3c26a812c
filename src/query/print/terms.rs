//! IRIs and literals as text, with the prefixes they use.

use std::collections::BTreeMap;

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Literal, NamedNode};

use crate::ontology::vocab;

/// Writes terms and remembers the prefixes.
pub(super) struct Terms {
    base: String,
    used: BTreeMap<String, String>,
}

impl Terms {
    pub(super) fn new(base: &str) -> Self {
        Self {
            base: base.to_owned(),
            used: BTreeMap::new(),
        }
    }

    /// Returns the lines that declare the prefixes used so far.
    pub(super) fn prologue(&self) -> String {
        self.used
            .iter()
            .map(|(name, iri)| format!("PREFIX {name}: <{iri}>\n"))
            .collect()
    }

    pub(super) fn predicate(&mut self, node: &NamedNode) -> String {
        if node.as_ref() == rdf::TYPE {
            "a".to_owned()
        } else {
            self.iri(node)
        }
    }

    pub(super) fn iri(&mut self, node: &NamedNode) -> String {
        let Some((prefix, namespace, local)) = self.split(node.as_str()) else {
            return node.to_string();
        };
        let text = format!("{prefix}:{local}");
        self.used.insert(prefix, namespace);
        text
    }

    /// Data IRIs take their broad type as prefix: `organization:openai`.
    fn split(&self, iri: &str) -> Option<(String, String, String)> {
        if let Some(rest) = iri.strip_prefix(&self.base) {
            if is_local(rest) {
                return Some(("d".to_owned(), self.base.clone(), rest.to_owned()));
            }
            let (segment, local) = rest.split_once('/')?;
            let known = vocab::PREFIXES.iter().any(|(name, _)| *name == segment) || segment == "d";
            let good = !known && is_local(local) && segment.chars().all(|c| c.is_ascii_lowercase());
            let namespace = format!("{}{segment}/", self.base);
            return (good && !segment.is_empty())
                .then(|| (segment.to_owned(), namespace, local.to_owned()));
        }
        vocab::PREFIXES.iter().find_map(|(name, namespace)| {
            let local = iri
                .strip_prefix(namespace)
                .filter(|local| is_local(local))?;
            Some((
                (*name).to_owned(),
                (*namespace).to_owned(),
                local.to_owned(),
            ))
        })
    }

    pub(super) fn literal(&mut self, literal: &Literal) -> String {
        let value = literal.value();
        let datatype = literal.datatype();
        let unsigned = value.strip_prefix('-').unwrap_or(value);
        let digits = !unsigned.is_empty() && unsigned.chars().all(|c| c.is_ascii_digit());
        if datatype == xsd::BOOLEAN || datatype == xsd::INTEGER && digits {
            return value.to_owned();
        }
        if datatype == xsd::DECIMAL {
            return format!("\"{value}\"^^{}", self.iri(&datatype.into_owned()));
        }
        literal.to_string()
    }
}

/// Whether a name needs no escape behind a prefix.
fn is_local(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
        && !name.starts_with('-')
}

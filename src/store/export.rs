//! Export: a store → sorted RDF, the same bytes in whatever order the articles came.

use std::collections::BTreeSet;
use std::io::{self, Write};

use oxigraph::model::{GraphNameRef, NamedNode, Quad, Term, Triple};

use super::find::{is_plain, subject};
use super::write::triple;
use super::{Source, Store, StoreError};
use crate::ontology::vocab;
use crate::render::turtle::{self, Prefixes};
use crate::view::ENTITY_PREDICATES;

/// What is exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportScope {
    /// The view and every article.
    All,
    /// Things and the plain triples that are accepted as fact.
    Accepted,
    /// What one article contributed.
    Article(NamedNode),
}

/// How an export is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// Readable triples.
    Turtle,
    /// One triple a line.
    NTriples,
    /// Readable triples, each article in its graph.
    TriG,
    /// One quad a line.
    NQuads,
}

impl ExportFormat {
    /// All formats.
    pub const ALL: &'static [Self] = &[Self::Turtle, Self::NTriples, Self::TriG, Self::NQuads];

    /// Returns the name by which a user asks for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Turtle => "turtle",
            Self::NTriples => "ntriples",
            Self::TriG => "trig",
            Self::NQuads => "nquads",
        }
    }

    /// Returns the ending of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Turtle => "ttl",
            Self::NTriples => "nt",
            Self::TriG => "trig",
            Self::NQuads => "nq",
        }
    }

    /// Returns the format with that name or ending.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.name() == name || format.extension() == name)
    }

    const fn is_plain(self) -> bool {
        matches!(self, Self::NTriples | Self::NQuads)
    }
}

impl Store {
    /// Writes what was asked for; returns the number of statements.
    ///
    /// One article after the other is held in memory, never the whole store.
    pub fn export(
        &self,
        out: &mut dyn Write,
        scope: &ExportScope,
        format: ExportFormat,
    ) -> Result<usize, StoreError> {
        // Readers see one state as long as nobody writes.
        let _writer = self.lock();
        let mut writer = Writer {
            out,
            format,
            prefixes: self.prefixes(),
            written: 0,
            begun: false,
        };
        if !format.is_plain() {
            writer
                .prefixes
                .write(writer.out)
                .map_err(StoreError::Output)?;
            writer.begun = true;
        }
        match scope {
            ExportScope::All => {
                self.export_view(&mut writer, |_| true)?;
                for article in self.article_iris()? {
                    self.export_article(&mut writer, &article)?;
                }
            }
            ExportScope::Accepted => {
                let keys = [vocab::NAME_KEY, vocab::RELATION_KEY];
                let hidden = |quad: &Quad| keys.contains(&quad.predicate.as_ref());
                let entity = |quad: &Quad| ENTITY_PREDICATES.contains(&quad.predicate.as_ref());
                let proposition = Term::from(vocab::PROPOSITION.into_owned());
                self.export_view(&mut writer, |quad| {
                    !hidden(quad)
                        && quad.object != proposition
                        && (entity(quad) || is_plain(quad.predicate.as_ref()))
                })?;
            }
            ExportScope::Article(article) => self.export_article(&mut writer, article)?,
        }
        Ok(writer.written)
    }

    /// Returns the prefixes that an export of this store uses.
    pub fn prefixes(&self) -> Prefixes {
        Source::prefixes(self)
    }

    /// Writes things first, then propositions, each by IRI.
    fn export_view(
        &self,
        writer: &mut Writer<'_>,
        shown: impl Fn(&Quad) -> bool,
    ) -> Result<(), StoreError> {
        let closed = self.ontology().closed;
        let wanted = |quad: &Quad| -> Result<bool, StoreError> {
            Ok(shown(quad) && !(closed && self.is_open_view(quad)?))
        };
        let mut subjects = BTreeSet::new();
        for quad in self.view_quads() {
            let quad = quad?;
            if wanted(&quad)? {
                subjects.extend(subject(quad));
            }
        }
        let propositions = format!("{}proposition/", self.base());
        let is_proposition = |node: &NamedNode| node.as_str().starts_with(&propositions);
        let things = subjects.iter().filter(|node| !is_proposition(node));
        for node in things.chain(subjects.iter().filter(|node| is_proposition(node))) {
            let quads = self.quads(Some(node), None, None, Some(GraphNameRef::DefaultGraph));
            let mut kept = Vec::new();
            for quad in quads {
                let quad = quad?;
                if wanted(&quad)? {
                    kept.push(quad);
                }
            }
            writer.write(&kept)?;
        }
        Ok(())
    }

    fn export_article(
        &self,
        writer: &mut Writer<'_>,
        article: &NamedNode,
    ) -> Result<(), StoreError> {
        let quads = self.quads(None, None, None, Some(article.as_ref().into()));
        let mut quads = quads.collect::<Result<Vec<_>, _>>()?;
        if self.ontology().closed {
            quads = Self::without_open(quads);
        }
        writer.write(&quads)
    }
}

struct Writer<'a> {
    out: &'a mut dyn Write,
    format: ExportFormat,
    prefixes: Prefixes,
    written: usize,
    begun: bool,
}

impl Writer<'_> {
    /// Writes quads of one graph.
    fn write(&mut self, quads: &[Quad]) -> Result<(), StoreError> {
        self.written += quads.len();
        self.write_text(quads).map_err(StoreError::Output)
    }

    fn write_text(&mut self, quads: &[Quad]) -> io::Result<()> {
        let Some(first) = quads.first() else {
            return Ok(());
        };
        if self.format.is_plain() {
            let named = self.format == ExportFormat::NQuads;
            let line = |quad: &Quad| {
                if named {
                    quad.to_string()
                } else {
                    triple(quad).to_string()
                }
            };
            let lines: BTreeSet<String> = quads.iter().map(line).collect();
            return lines
                .iter()
                .try_for_each(|line| writeln!(self.out, "{line} ."));
        }
        if self.begun {
            writeln!(self.out)?;
        }
        self.begun = true;
        let triples: Vec<Triple> = quads.iter().map(triple).collect();
        match first.graph_name.as_ref() {
            GraphNameRef::NamedNode(graph) if self.format == ExportFormat::TriG => {
                writeln!(self.out, "{} {{", self.prefixes.shorten(graph))?;
                turtle::write_triples(self.out, &triples, &self.prefixes, "    ")?;
                writeln!(self.out, "}}")
            }
            _ => turtle::write_triples(self.out, &triples, &self.prefixes, ""),
        }
    }
}

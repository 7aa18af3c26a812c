//! Graph: [`Resolved`] → [`ArticleGraph`], the quads that one article contributes.
//!
//! *Invariant:* the only place where IRIs and the quads of articles are made. Nothing here knows the store or the view.

mod claim;
mod iri;
mod literal;
mod sketch;

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};
use thiserror::Error;

use crate::ontology::{Ontology, vocab};
use crate::resolve::{Entity, Resolved};

pub use crate::ontology::names::slug;
pub(crate) use iri::hash;
pub use sketch::Sketch;

/// What one article contributes to the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleGraph {
    /// The article, which is also the name of its graph.
    pub iri: NamedNode,
    /// Its statements, sorted, each once.
    pub quads: Vec<Quad>,
    /// How many different claims it makes.
    pub claims: usize,
    /// How many different things it knows.
    pub entities: usize,
}

/// Why an article cannot become quads.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum GraphError {
    /// A quote that is no stretch of the text.
    #[error(
        "the quote of claim {claim} ({start} to {end}) is no stretch of the text, which has {length} bytes"
    )]
    QuoteOutside {
        /// Place of the claim in the list, from 1.
        claim: usize,
        /// First byte.
        start: usize,
        /// Byte behind the last.
        end: usize,
        /// Length of the text in bytes.
        length: usize,
    },
    /// A quote without words.
    #[error("the quote of claim {claim} is blank")]
    QuoteBlank {
        /// Place of the claim in the list, from 1.
        claim: usize,
    },
    /// A reference to a thing that is not in the list.
    #[error("thing {index} is referred to, but there are only {count}")]
    NoSuchEntity {
        /// The reference, from 0.
        index: usize,
        /// How many things there are.
        count: usize,
    },
    /// A relation whose statements would be taken for the view's own.
    #[error("`{relation}` describes things themselves and cannot be claimed")]
    ReservedRelation {
        /// The relation.
        relation: String,
    },
    /// Something that is no IRI.
    #[error("`{iri}` is not an absolute IRI")]
    InvalidIri {
        /// What was made.
        iri: String,
    },
}

/// Returns the quads that an article contributes, under IRIs that begin with `base`.
///
/// Refuses the article where a claim's quote is not an exact stretch of its text.
pub fn article_graph(
    resolved: &Resolved,
    base: &str,
    ontology: &Ontology,
) -> Result<ArticleGraph, GraphError> {
    let iri = iri::article(base, &resolved.metadata, &resolved.text)?;
    let entities = resolved
        .entities
        .iter()
        .map(|entity| iri::minted(base, &entity.segment, &entity.slug))
        .collect::<Result<Vec<_>, _>>()?;
    let mut graph = Builder {
        base,
        ontology,
        resolved,
        entities,
        article: iri,
        quads: Vec::new(),
    };
    graph.metadata()?;
    for (index, entity) in resolved.entities.iter().enumerate() {
        graph.mentions(index, entity)?;
    }
    for (index, claim) in resolved.claims.iter().enumerate() {
        graph.claim(index, claim)?;
    }
    Ok(graph.finish())
}

/// What the parts of an article's graph are made with.
struct Builder<'a> {
    base: &'a str,
    ontology: &'a Ontology,
    resolved: &'a Resolved,
    entities: Vec<NamedNode>,
    article: NamedNode,
    quads: Vec<Quad>,
}

impl Builder<'_> {
    fn entity(&self, index: usize) -> Result<NamedNode, GraphError> {
        let missing = GraphError::NoSuchEntity {
            index,
            count: self.entities.len(),
        };
        self.entities.get(index).cloned().ok_or(missing)
    }

    fn add(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        let graph = GraphName::from(self.article.clone());
        self.quads.push(Quad::new(
            subject.clone(),
            predicate.into_owned(),
            object,
            graph,
        ));
    }

    /// Says something of the article, unless there are no words for it.
    fn say(&mut self, predicate: NamedNodeRef<'_>, text: Option<&str>) {
        let article = self.article.clone();
        if let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) {
            self.add(&article, predicate, Literal::new_simple_literal(text));
        }
    }

    fn metadata(&mut self) -> Result<(), GraphError> {
        let (resolved, article) = (self.resolved, self.article.clone());
        let metadata = &resolved.metadata;
        self.add(&article, rdf::TYPE, vocab::NEWS_ARTICLE.into_owned());
        self.add(
            &article,
            vocab::TEXT,
            Literal::new_simple_literal(&resolved.text),
        );
        if let Some(sketch) = Sketch::of(&resolved.text) {
            self.say(vocab::SKETCH, Some(&sketch.to_string()));
        }
        self.say(vocab::HEADLINE, metadata.title.as_deref());
        self.say(vocab::IN_LANGUAGE, metadata.language.as_deref());
        self.say(vocab::ARTICLE_SECTION, metadata.section.as_deref());
        self.say(vocab::DESCRIPTION, metadata.description.as_deref());
        for keyword in &metadata.keywords {
            self.say(vocab::KEYWORDS, Some(keyword));
        }
        for point in &metadata.abstract_points {
            self.say(vocab::ABSTRACT, Some(point));
        }
        for (property, text) in [
            (vocab::DATE_PUBLISHED, metadata.published.as_deref()),
            (vocab::DATE_MODIFIED, metadata.modified.as_deref()),
        ] {
            if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
                self.add(&article, property, literal::date(text));
            }
        }
        if let Some(minutes) = metadata.reading_minutes {
            self.say(vocab::TIME_REQUIRED, Some(&format!("PT{minutes}M")));
        }
        if let Some(address) = metadata.url.as_deref().and_then(iri::address) {
            self.add(&article, vocab::URL, address);
        }
        let publisher = self.entity(resolved.publisher)?;
        self.add(&article, vocab::PUBLISHER, publisher);
        for author in &resolved.authors {
            let author = self.entity(*author)?;
            self.add(&article, vocab::AUTHOR, author);
        }
        if let Some(agency) = resolved.agency {
            let agency = self.entity(agency)?;
            self.add(&article, vocab::SOURCE_ORGANIZATION, agency);
        }
        for (field, origin) in &metadata.origins {
            let text = format!("{}: {}", field.name(), origin.name());
            self.say(vocab::METADATA_ORIGIN, Some(&text));
        }
        Ok(())
    }

    /// Describes every name that the article uses for a thing, the preferred one in any case.
    fn mentions(&mut self, index: usize, entity: &Entity) -> Result<(), GraphError> {
        let (article, thing) = (self.article.clone(), self.entity(index)?);
        if entity.mentioned {
            self.add(&article, vocab::MENTIONS, thing.clone());
        }
        let label = entity.label.trim();
        let label = if label.is_empty() {
            entity.slug.as_str()
        } else {
            label
        };
        let mut names = entity.names.clone();
        names.entry(label.to_owned()).or_insert(0);
        for (name, count) in &names {
            let name = name.trim();
            if name.is_empty() {
                continue;
            }
            let key = hash(&[article.as_str(), thing.as_str(), name]);
            let mention = iri::minted(self.base, "mention", &key)?;
            self.add(&mention, rdf::TYPE, vocab::MENTION.into_owned());
            self.add(&mention, vocab::MENTION_OF, thing.clone());
            self.add(
                &mention,
                vocab::MENTION_NAME,
                Literal::new_simple_literal(name),
            );
            self.add(&mention, vocab::MENTION_COUNT, integer(*count as usize));
            self.add(
                &mention,
                vocab::MENTION_PREFERRED,
                Literal::from(name == label),
            );
            for class in &entity.classes {
                self.add(&mention, vocab::MENTION_TYPE, class.clone());
            }
            for same in &entity.same_as {
                self.add(&mention, vocab::MENTION_SAME_AS, same.clone());
            }
        }
        Ok(())
    }

    fn finish(mut self) -> ArticleGraph {
        let mut lines: Vec<(String, Quad)> = self
            .quads
            .drain(..)
            .map(|quad| (quad.to_string(), quad))
            .collect();
        lines.sort_by(|one, other| one.0.cmp(&other.0));
        lines.dedup_by(|one, other| one.0 == other.0);
        let mut hasher = blake3::Hasher::new();
        for (line, _) in &lines {
            hasher.update(line.as_bytes());
            hasher.update(b"\n");
        }
        let article = self.article.clone();
        let digest = Literal::new_simple_literal(hasher.finalize().to_hex().as_str());
        self.add(&article, vocab::CONTENT_HASH, digest);
        lines.extend(self.quads.drain(..).map(|quad| (quad.to_string(), quad)));
        lines.sort_by(|one, other| one.0.cmp(&other.0));
        let quads: Vec<Quad> = lines.into_iter().map(|(_, quad)| quad).collect();
        let claim = Term::from(vocab::CLAIM.into_owned());
        let claims = quads
            .iter()
            .filter(|quad| quad.predicate == rdf::TYPE && quad.object == claim)
            .count();
        self.entities.sort();
        self.entities.dedup();
        ArticleGraph {
            iri: article,
            claims,
            entities: self.entities.len(),
            quads,
        }
    }
}

fn integer(number: usize) -> Literal {
    Literal::new_typed_literal(number.to_string(), xsd::INTEGER)
}

#[cfg(test)]
pub(crate) mod tests;

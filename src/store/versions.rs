//! Versions: what an article said before its publisher changed it, apart from all that queries and exports see.
//!
//! A graph of its own holds, for each article, its versions in the order in which they were added; the earlier ones with
//! their statements as one text, so that no query finds them among what is said now.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{
    GraphName, GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode,
    NamedOrBlankNodeRef, Quad, Term, TermRef,
};
use oxigraph::store::{StorageError, Transaction};

use super::{Store, StoreError, StoreOptions, text};
use crate::graph::{ArticleGraph, hash};
use crate::ontology::vocab;

/// What a publisher changes; all else follows from it.
const PUBLISHED: &[NamedNodeRef<'static>] = &[
    vocab::TEXT,
    vocab::HEADLINE,
    vocab::DATE_PUBLISHED,
    vocab::DATE_MODIFIED,
    vocab::AUTHOR,
];

/// One version of an article.
pub struct Version {
    /// Its place, from 1.
    pub number: usize,
    /// What differs between two versions of this program or its ontology; claims of others need not compare.
    pub made_with: String,
    /// The node that stands for it in the history.
    node: NamedOrBlankNode,
    /// Its statements, unless it is the present one.
    archive: Option<String>,
}

impl Store {
    /// Returns every version of an article, the present one last.
    pub fn versions(&self, article: &NamedNode) -> Result<Vec<Version>, StoreError> {
        // A database that is opened to be read knows no transactions.
        let found = versions(
            &self.history(),
            article,
            |subject, predicate, object, graph| {
                self.database
                    .quads_for_pattern(subject, predicate, object, graph)
            },
        );
        Ok(found?)
    }

    /// Returns a store in memory that holds an article alone, as it was in one of its versions.
    pub fn at(&self, article: &NamedNode, version: &Version) -> Result<Self, StoreError> {
        let quads = match &version.archive {
            Some(archive) => parsed(archive)?,
            None => self
                .quads(None, None, None, Some(article.as_ref().into()))
                .collect::<Result<_, _>>()?,
        };
        let store = Self::in_memory(&StoreOptions {
            policy: Some(self.rules.policy().clone()),
            base: Some(self.base().to_owned()),
            ..StoreOptions::new(self.rules.shared_ontology())
        })?;
        store.add(&ArticleGraph {
            iri: article.clone(),
            quads,
            claims: 0,
            entities: 0,
        })?;
        Ok(store)
    }

    pub(super) fn history(&self) -> NamedNode {
        NamedNode::new_unchecked(format!("{}history", self.base()))
    }

    pub(super) fn made_with(&self) -> String {
        hash(&[env!("CARGO_PKG_VERSION"), &self.rules.fingerprint()])
    }

    /// Records that an article comes, in place of `old` where it was there before.
    pub(super) fn record(
        &self,
        transaction: &mut Transaction<'_>,
        old: &[Quad],
        new: &ArticleGraph,
    ) -> Result<(), StorageError> {
        let history = self.history();
        let latest = versions_in(transaction, &history, &new.iri)?.pop();
        let Some(latest) = latest else {
            self.begin(transaction, &history, &new.iri, 1);
            return Ok(());
        };
        let put = |transaction: &mut Transaction<'_>, predicate: NamedNodeRef<'_>, words: &str| {
            let words = Literal::new_simple_literal(words);
            transaction.insert(&Quad::new(
                latest.node.clone(),
                predicate.into_owned(),
                words,
                history.clone(),
            ));
        };
        if published(old, &new.iri) == published(&new.quads, &new.iri) {
            // The same article, read by another version of this program.
            let before = Literal::new_simple_literal(&latest.made_with);
            transaction.remove(&Quad::new(
                latest.node.clone(),
                vocab::MADE_WITH.into_owned(),
                before,
                history.clone(),
            ));
            put(transaction, vocab::MADE_WITH, &self.made_with());
            return Ok(());
        }
        let mut lines: Vec<String> = old.iter().map(|quad| format!("{quad} .\n")).collect();
        lines.sort();
        put(transaction, vocab::ARCHIVE, &lines.concat());
        self.begin(transaction, &history, &new.iri, latest.number + 1);
        Ok(())
    }

    fn begin(
        &self,
        transaction: &mut Transaction<'_>,
        history: &NamedNode,
        article: &NamedNode,
        number: usize,
    ) {
        let number = number.to_string();
        let key = hash(&[article.as_str(), &number]);
        let node = NamedNode::new_unchecked(format!("{}version/{key}", self.base()));
        let facts: [(NamedNodeRef<'_>, Term); 3] = [
            (vocab::VERSION_OF, article.clone().into()),
            (
                vocab::VERSION_NUMBER,
                Literal::new_typed_literal(number, xsd::INTEGER).into(),
            ),
            (
                vocab::MADE_WITH,
                Literal::new_simple_literal(self.made_with()).into(),
            ),
        ];
        for (predicate, object) in facts {
            transaction.insert(&Quad::new(
                node.clone(),
                predicate.into_owned(),
                object,
                history.clone(),
            ));
        }
    }

    /// Forgets all versions of an article.
    pub(super) fn forget(
        &self,
        transaction: &mut Transaction<'_>,
        article: &NamedNode,
    ) -> Result<(), StorageError> {
        let history = self.history();
        for version in versions_in(transaction, &history, article)? {
            let graph = Some(GraphNameRef::from(history.as_ref()));
            let quads = transaction
                .quads_for_pattern(Some(version.node.as_ref()), None, None, graph)
                .collect::<Result<Vec<_>, _>>()?;
            quads.iter().for_each(|quad| transaction.remove(quad));
        }
        Ok(())
    }
}

fn versions_in(
    transaction: &Transaction<'_>,
    history: &NamedNode,
    article: &NamedNode,
) -> Result<Vec<Version>, StorageError> {
    versions(history, article, |subject, predicate, object, graph| {
        transaction.quads_for_pattern(subject, predicate, object, graph)
    })
}

/// The versions of an article, in their order, where `find` gives the statements that fit a pattern.
fn versions<I: Iterator<Item = Result<Quad, StorageError>>>(
    history: &NamedNode,
    article: &NamedNode,
    find: impl Fn(
        Option<NamedOrBlankNodeRef<'_>>,
        Option<NamedNodeRef<'_>>,
        Option<TermRef<'_>>,
        Option<GraphNameRef<'_>>,
    ) -> I,
) -> Result<Vec<Version>, StorageError> {
    let graph = Some(GraphNameRef::from(history.as_ref()));
    let object = Some(article.as_ref().into());
    let mut found = Vec::new();
    for quad in find(None, Some(vocab::VERSION_OF), object, graph) {
        let mut version = Version {
            number: 0,
            made_with: String::new(),
            node: quad?.subject,
            archive: None,
        };
        let subject = Some(version.node.as_ref());
        let facts = find(subject, None, None, graph);
        for quad in facts.collect::<Result<Vec<_>, _>>()? {
            let words = text(&quad.object);
            if quad.predicate == vocab::VERSION_NUMBER {
                version.number = words.parse().unwrap_or_default();
            } else if quad.predicate == vocab::MADE_WITH {
                words.clone_into(&mut version.made_with);
            } else if quad.predicate == vocab::ARCHIVE {
                version.archive = Some(words.to_owned());
            }
        }
        found.push(version);
    }
    found.sort_by_key(|version| version.number);
    Ok(found)
}

fn parsed(archive: &str) -> Result<Vec<Quad>, StoreError> {
    let quads = RdfParser::from_format(RdfFormat::NQuads).for_slice(archive.as_bytes());
    quads
        .collect::<Result<_, _>>()
        .map_err(|error| StoreError::Archive(error.to_string()))
}

/// What a publisher said, sorted.
fn published(quads: &[Quad], article: &NamedNode) -> Vec<String> {
    let own = quads.iter().filter(|quad| {
        quad.subject == NamedOrBlankNode::from(article.clone())
            && quad.graph_name == GraphName::from(article.clone())
            && PUBLISHED.contains(&quad.predicate.as_ref())
    });
    let mut lines: Vec<String> = own.map(ToString::to_string).collect();
    lines.sort();
    lines
}

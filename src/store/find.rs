//! Find: words → articles and things.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{
    GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, TermRef,
};
use oxigraph::store::StorageError;

use super::{Answer, Limits, Store, StoreError, text};
use crate::ontology::names::{self, NameIndex, Named};
use crate::ontology::{open, vocab};
use crate::view::{ENTITY_PREDICATES, PROPOSITION_PREDICATES};

/// How many claims about a thing are counted when names are looked up.
const ENOUGH_CLAIMS: usize = 100;
/// How many things with a value are counted to tell the rarest of several values: a few first, as those are soon told.
const FEW: [usize; 3] = [20, 400, 8_000];
/// Names read at most to complete one, so that a key press never waits long.
const MOST_NAMES: usize = 200_000;

/// An article in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleSummary {
    /// The article, which is also the name of its graph.
    pub iri: NamedNode,
    /// Its title.
    pub title: Option<String>,
    /// Who published it, by name.
    pub publisher: Option<String>,
    /// When it was published, in the precision that is known.
    pub published: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// How many claims it makes.
    pub claims: usize,
}

/// How much is in a store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles.
    pub articles: usize,
    /// Things.
    pub entities: usize,
    /// Claims.
    pub claims: usize,
    /// Propositions that some claim is about.
    pub propositions: usize,
    /// Propositions that are disputed.
    pub disputed: usize,
    /// Plain triples that are accepted as fact.
    pub facts: usize,
    /// Quads, those of the view among them.
    pub quads: usize,
}

impl Store {
    /// Returns every article, the latest first.
    pub fn articles(&self) -> Result<Vec<ArticleSummary>, StoreError> {
        let mut claims = BTreeMap::<String, usize>::new();
        for quad in self.quads(None, Some(vocab::APPEARANCE), None, None) {
            *claims.entry(text(&quad?.object).to_owned()).or_default() += 1;
        }
        let mut articles = Vec::new();
        for iri in self.article_iris()? {
            let count = claims.get(iri.as_str()).copied().unwrap_or_default();
            articles.push(self.summary(iri, count)?);
        }
        articles.sort_by(|one, other| {
            (&other.published, &one.title, &one.iri).cmp(&(
                &one.published,
                &other.title,
                &other.iri,
            ))
        });
        Ok(articles)
    }

    /// Returns the stored text of an article; nothing where it is not there.
    pub fn text_of(&self, article: &NamedNode) -> Result<String, StoreError> {
        let stored = self.value(article, vocab::TEXT)?;
        Ok(stored.as_ref().map(text).unwrap_or_default().to_owned())
    }

    /// Returns the title of an article, or its IRI where it has none.
    pub fn title_of(&self, article: &NamedNode) -> Result<String, StoreError> {
        let title = self.value(article, vocab::HEADLINE)?;
        Ok(title.as_ref().map_or(article.as_str(), text).to_owned())
    }

    /// Returns how many claims an article makes.
    pub fn claims_of(&self, article: &NamedNode) -> Result<usize, StoreError> {
        let object = Some(article.as_ref().into());
        let mut claims = self.quads(None, Some(vocab::APPEARANCE), object, None);
        Ok(claims.try_fold(0, |count, quad| quad.map(|_| count + 1))?)
    }

    /// Returns the one article that `words` mean: an IRI, an address, a title, the end of an IRI or part of a title.
    pub fn find_article(&self, words: &str) -> Result<NamedNode, StoreError> {
        let words = words.trim().trim_start_matches('<').trim_end_matches('>');
        let articles = self.articles()?;
        let key = names::fold(words);
        let tiers: [&dyn Fn(&ArticleSummary) -> bool; 5] = [
            &|article| article.iri.as_str() == words,
            &|article| article.url.as_deref() == Some(words),
            &|article| {
                article
                    .title
                    .as_deref()
                    .is_some_and(|title| names::fold(title) == key)
            },
            &|article| words.len() >= 4 && article.iri.as_str().ends_with(words),
            &|article| {
                key.len() >= 3
                    && article
                        .title
                        .as_deref()
                        .is_some_and(|title| names::fold(title).contains(&key))
            },
        ];
        for fits in tiers {
            let found: Vec<&ArticleSummary> =
                articles.iter().filter(|article| fits(article)).collect();
            match found.as_slice() {
                [] => {}
                [one] => return Ok(one.iri.clone()),
                many => {
                    let shown = |article: &&ArticleSummary| {
                        format!(
                            "{} `{}`",
                            article.iri,
                            article.title.as_deref().unwrap_or("untitled")
                        )
                    };
                    let candidates = many.iter().map(shown).collect();
                    return Err(StoreError::ManyArticles {
                        text: words.to_owned(),
                        candidates,
                    });
                }
            }
        }
        let titles = articles.into_iter().filter_map(|article| article.title);
        Err(StoreError::NoArticle {
            text: words.to_owned(),
            near: nearest(&key, titles, 3),
        })
    }

    /// Returns how much is in the store; reads all of it.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        let mut counts = Counts {
            articles: self.count(vocab::NEWS_ARTICLE)?,
            claims: self.count(vocab::CLAIM)?,
            quads: self.database.len()?,
            ..Counts::default()
        };
        for quad in self.view_quads() {
            let quad = quad?;
            match quad.predicate.as_ref() {
                rdfs::LABEL if subject(quad.clone()).is_some_and(|node| open::is_open(&node)) => {}
                rdfs::LABEL => counts.entities += 1,
                vocab::ORIGINS => counts.propositions += 1,
                vocab::DISPUTED => counts.disputed += 1,
                predicate if is_plain(predicate) => counts.facts += 1,
                _ => {}
            }
        }
        Ok(counts)
    }

    /// Returns every article, sorted.
    pub(super) fn article_iris(&self) -> Result<Vec<NamedNode>, StoreError> {
        let quads = self.quads(
            None,
            Some(rdf::TYPE),
            Some(vocab::NEWS_ARTICLE.into()),
            None,
        );
        let articles = quads
            .map(|quad| Ok(subject(quad?)))
            .collect::<Result<BTreeSet<_>, StorageError>>()?;
        Ok(articles.into_iter().flatten().collect())
    }

    fn count(&self, class: NamedNodeRef<'_>) -> Result<usize, StoreError> {
        let mut quads = self.quads(None, Some(rdf::TYPE), Some(class.into()), None);
        Ok(quads.try_fold(0, |count, quad| quad.map(|_| count + 1))?)
    }

    fn summary(&self, iri: NamedNode, claims: usize) -> Result<ArticleSummary, StoreError> {
        let value = |predicate| {
            Ok::<_, StoreError>(
                self.value(&iri, predicate)?
                    .map(|term| text(&term).to_owned()),
            )
        };
        let publisher = match self.value(&iri, vocab::PUBLISHER)? {
            Some(Term::NamedNode(publisher)) => self.label_of(&publisher)?,
            _ => None,
        };
        Ok(ArticleSummary {
            title: value(vocab::HEADLINE)?,
            publisher,
            published: value(vocab::DATE_PUBLISHED)?,
            url: value(vocab::URL)?,
            claims,
            iri,
        })
    }

    /// Returns the classes of a thing, sorted.
    pub fn classes_of(&self, thing: &NamedNode) -> Result<Vec<NamedNode>, StoreError> {
        let view = Some(GraphNameRef::DefaultGraph);
        let mut classes = Vec::new();
        for quad in self.quads(Some(thing), Some(rdf::TYPE), None, view) {
            if let Term::NamedNode(class) = quad?.object {
                classes.push(class);
            }
        }
        classes.sort();
        Ok(classes)
    }

    fn named(&self, key: &str) -> Result<Vec<Named>, StoreError> {
        let key = Literal::new_simple_literal(key);
        let view = Some(GraphNameRef::DefaultGraph);
        let mut found = Vec::new();
        for quad in self.quads(None, Some(vocab::NAME_KEY), Some(key.as_ref().into()), view) {
            let Some(iri) = subject(quad?) else { continue };
            let classes = self.classes_of(&iri)?;
            let known = self
                .quads(Some(&iri), Some(vocab::SAME_AS), None, view)
                .next()
                .transpose()?
                .is_some();
            let label = self.label_of(&iri)?.unwrap_or_default();
            found.push(Named {
                iri,
                label,
                classes,
                known,
                claims: 0,
            });
        }
        // What no other thing is called is meant, whatever is known of it.
        if found.len() > 1 {
            for thing in &mut found {
                thing.claims = self.claims_about(&thing.iri)?;
            }
        }
        found.sort();
        Ok(found)
    }

    /// Counts the claims about a thing, no further than tells a much-discussed thing from others.
    fn claims_about(&self, iri: &NamedNode) -> Result<usize, StoreError> {
        let about = |predicate| {
            format!("{{ SELECT ?claim {{ ?claim {predicate} {iri} }} LIMIT {ENOUGH_CLAIMS} }}")
        };
        let (subjects, objects) = (about(rdf::SUBJECT), about(rdf::OBJECT));
        self.count_of(&format!("{subjects} UNION {objects}"))
    }

    /// Counts what a pattern gives.
    fn count_of(&self, pattern: &str) -> Result<usize, StoreError> {
        // A query that gives a number alone looks no names up, which costs a read each.
        let query = format!("SELECT (COUNT(*) AS ?count) {{ {pattern} }}");
        let answer = self.sparql(&query, Limits::default())?;
        let Answer::Rows { rows, .. } = answer else {
            return Ok(0);
        };
        let count = rows.first().and_then(|row| row.first()?.as_ref());
        Ok(count.map_or(0, |count| text(count).parse().unwrap_or_default()))
    }

    /// Returns the nodes of the view that have a value.
    fn having(
        &self,
        predicate: NamedNodeRef<'_>,
        value: TermRef<'_>,
    ) -> Result<Vec<NamedNode>, StoreError> {
        let view = Some(GraphNameRef::DefaultGraph);
        let quads = self.quads(None, Some(predicate), Some(value), view);
        let nodes = quads.map(|quad| Ok(subject(quad?)));
        let mut found: Vec<NamedNode> = nodes
            .collect::<Result<Vec<_>, StorageError>>()?
            .into_iter()
            .flatten()
            .collect();
        found.sort();
        Ok(found)
    }

    /// Returns every open relation, sorted by IRI.
    pub fn open_relations(&self) -> Result<Vec<NamedNode>, StoreError> {
        self.having(rdf::TYPE, vocab::OPEN_RELATION.into())
    }

    /// Returns every name of a thing, its label where several names are one when folded.
    fn labels(&self) -> Result<Vec<String>, StoreError> {
        let (mut labels, mut seen) = (Vec::new(), BTreeSet::new());
        for predicate in [rdfs::LABEL, vocab::ALT_LABEL] {
            for quad in self.quads(
                None,
                Some(predicate),
                None,
                Some(GraphNameRef::DefaultGraph),
            ) {
                let quad = quad?;
                let name = text(&quad.object).to_owned();
                if subject(quad).is_some_and(|node| open::is_open(&node)) {
                    continue;
                }
                if seen.insert(names::fold(&name)) {
                    labels.push(name);
                }
            }
        }
        Ok(labels)
    }
}

impl NameIndex for Store {
    fn find(&self, key: &str) -> Vec<Named> {
        self.named(key).unwrap_or_default()
    }

    fn label(&self, iri: &NamedNode) -> Option<String> {
        self.label_of(iri).ok().flatten()
    }

    fn near(&self, key: &str, limit: usize) -> Vec<String> {
        nearest(&names::fold(key), self.labels().unwrap_or_default(), limit)
    }

    fn starting(&self, key: &str, limit: usize) -> Vec<String> {
        let view = Some(GraphNameRef::DefaultGraph);
        let mut found = BTreeSet::new();
        let names = self.quads(None, Some(vocab::NAME_KEY), None, view);
        for quad in names.take(MOST_NAMES).flatten() {
            if !text(&quad.object).starts_with(key) {
                continue;
            }
            let label = subject(quad).and_then(|thing| self.label(&thing));
            found.extend(label);
            if found.len() >= limit {
                break;
            }
        }
        found.into_iter().collect()
    }

    fn relations(&self, key: &str) -> Vec<NamedNode> {
        let key = Literal::new_simple_literal(key);
        self.having(vocab::RELATION_KEY, key.as_ref().into())
            .unwrap_or_default()
    }

    fn relation_names(&self, key: &str, limit: usize) -> Vec<String> {
        let all = self.open_relations().unwrap_or_default();
        let names = all.iter().filter_map(open::label);
        names
            .filter(|name| names::fold(name).starts_with(key))
            .take(limit)
            .collect()
    }

    fn rarest(&self, pairs: &[(NamedNodeRef<'_>, NamedNodeRef<'_>)]) -> Option<usize> {
        FEW.iter().find_map(|limit| {
            let counts = pairs.iter().map(|(property, value)| {
                let pattern = format!("SELECT ?x {{ ?x {property} {value} }} LIMIT {limit}");
                self.count_of(&pattern).unwrap_or(*limit)
            });
            let (at, least) = counts.enumerate().min_by_key(|(_, count)| *count)?;
            (least < *limit).then_some(at)
        })
    }
}

/// Whether a predicate of the view makes a plain accepted triple.
pub(super) fn is_plain(predicate: NamedNodeRef<'_>) -> bool {
    let own = [vocab::RELATED, vocab::DISPUTED, vocab::RELATION_KEY];
    ![ENTITY_PREDICATES, PROPOSITION_PREDICATES, &own]
        .iter()
        .any(|known| known.contains(&predicate))
}

/// Returns those of `names` that resemble `key` most, the nearest first.
pub(super) fn nearest(
    key: &str,
    names: impl IntoIterator<Item = String>,
    limit: usize,
) -> Vec<String> {
    let score = |name: &str| {
        let folded = names::fold(name);
        let contained =
            key.len() >= 3 && folded.len() >= 3 && (folded.contains(key) || key.contains(&folded));
        let edits = strsim::normalized_damerau_levenshtein(key, &folded);
        let start = strsim::jaro_winkler(key, &folded);
        let start = if start > 0.88 { start - 0.05 } else { 0.0 };
        edits.max(start).max(if contained { 0.9 } else { 0.0 })
    };
    let mut scored: Vec<(f64, String)> =
        names.into_iter().map(|name| (score(&name), name)).collect();
    scored.retain(|(score, _)| *score >= 0.6);
    scored.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    scored.dedup_by(|one, other| one.1 == other.1);
    scored
        .into_iter()
        .take(limit)
        .map(|(_, name)| name)
        .collect()
}

pub(super) fn subject(quad: Quad) -> Option<NamedNode> {
    match quad.subject {
        NamedOrBlankNode::NamedNode(node) => Some(node),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}

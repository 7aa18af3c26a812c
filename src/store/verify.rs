//! Verify: a whole store → every place where it breaks its word.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, NamedNodeRef, Term, Triple};

use super::find::{is_plain, subject};
use super::write::triple;
use super::{Store, StoreError, text};
use crate::ontology::vocab;

/// What was looked at and what was wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// How many articles were looked at.
    pub articles: usize,
    /// How many claims were looked at.
    pub claims: usize,
    /// How many accepted triples were looked at.
    pub facts: usize,
    /// What was wrong, in a fixed order.
    pub problems: Vec<Problem>,
}

/// One place where a store breaks its word.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// A claim whose quote does not stand in its article where it says.
    Quote {
        /// The claim.
        claim: NamedNode,
        /// The article.
        article: NamedNode,
        /// What is wrong.
        detail: String,
    },
    /// A triple of the view that no accepted claim gives.
    Unproven(String),
    /// A triple of the view that does not follow from the articles.
    Extra(String),
    /// A triple that follows from the articles and that the view lacks.
    Lacking(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quote {
                claim,
                article,
                detail,
            } => write!(f, "claim {claim} of article {article}: {detail}"),
            Self::Unproven(triple) => write!(f, "no accepted claim gives `{triple}`"),
            Self::Extra(triple) => write!(f, "the view says `{triple}`, and the articles do not"),
            Self::Lacking(triple) => write!(f, "the view lacks `{triple}`"),
        }
    }
}

impl Store {
    /// Checks every quote, every accepted triple and the whole view.
    pub fn verify(&self) -> Result<VerifyReport, StoreError> {
        let _writer = self.lock();
        let mut report = VerifyReport::default();
        let mut proven = BTreeSet::new();
        for article in self.article_iris()? {
            report.articles += 1;
            self.verify_article(&article, &mut report, &mut proven)?;
        }
        let mut wanted = self.built_view()?;
        let mut wrong = BTreeMap::new();
        for quad in self.view_quads() {
            let quad = quad?;
            let line = triple(&quad).to_string();
            let plain = is_plain(quad.predicate.as_ref());
            report.facts += usize::from(plain);
            if plain && !proven.contains(&line) {
                wrong.insert(line.clone(), Problem::Unproven(line.clone()));
            } else if !wanted.contains_key(&line) {
                wrong.insert(line.clone(), Problem::Extra(line.clone()));
            }
            wanted.remove(&line);
        }
        report.problems.extend(wrong.into_values());
        report
            .problems
            .extend(wanted.into_keys().map(Problem::Lacking));
        Ok(report)
    }

    fn verify_article(
        &self,
        article: &NamedNode,
        report: &mut VerifyReport,
        proven: &mut BTreeSet<String>,
    ) -> Result<(), StoreError> {
        let stored = self.value(article, vocab::TEXT)?;
        // Byte offset of every code point, and of the end.
        let words = stored.as_ref().map(text).unwrap_or_default();
        let offsets: Vec<usize> = words
            .char_indices()
            .map(|(at, _)| at)
            .chain([words.len()])
            .collect();
        self.verify_claims(article, words, &offsets, report, proven)
    }

    fn verify_claims(
        &self,
        article: &NamedNode,
        words: &str,
        offsets: &[usize],
        report: &mut VerifyReport,
        proven: &mut BTreeSet<String>,
    ) -> Result<(), StoreError> {
        let graph = Some(article.as_ref().into());
        let claims = self.quads(None, Some(rdf::TYPE), Some(vocab::CLAIM.into()), graph);
        let claims = claims
            .map(|quad| quad.map(subject))
            .collect::<Result<BTreeSet<_>, _>>()?;
        for claim in claims.into_iter().flatten() {
            report.claims += 1;
            let facts = self
                .quads(Some(&claim), None, None, graph)
                .collect::<Result<Vec<_>, _>>()?;
            let values = |predicate: NamedNodeRef<'_>| -> Vec<&Term> {
                facts
                    .iter()
                    .filter(|quad| quad.predicate == predicate)
                    .map(|quad| &quad.object)
                    .collect()
            };
            let detail = match (
                &*values(vocab::QUOTE),
                &*values(vocab::QUOTE_START),
                &*values(vocab::QUOTE_END),
            ) {
                ([quote], [start], [end]) => {
                    check_quote(text(quote), (text(start), text(end)), words, offsets)
                }
                _ => Some("it does not have exactly one quote and one place".to_owned()),
            };
            report.problems.extend(detail.map(|detail| Problem::Quote {
                claim: claim.clone(),
                article: article.clone(),
                detail,
            }));
            if let ([status], [polarity]) = (&*values(vocab::STATUS), &*values(vocab::POLARITY)) {
                let (status, polarity) = (
                    NamedNodeRef::new_unchecked(text(status)),
                    NamedNodeRef::new_unchecked(text(polarity)),
                );
                if self.rules.policy().accepts(status, polarity) {
                    proven.extend(plain_triple(
                        &values(rdf::SUBJECT),
                        &values(rdf::PREDICATE),
                        &values(rdf::OBJECT),
                    ));
                }
            }
        }
        Ok(())
    }
}

fn check_quote(quote: &str, place: (&str, &str), words: &str, offsets: &[usize]) -> Option<String> {
    let offset = |place: &str| {
        place
            .parse::<usize>()
            .ok()
            .and_then(|place| offsets.get(place))
            .copied()
    };
    let slice = offset(place.0)
        .zip(offset(place.1))
        .and_then(|(start, end)| words.get(start..end));
    match slice {
        Some(slice) if slice == quote && !quote.trim().is_empty() => None,
        Some(slice) => Some(format!("the text has `{slice}` where it quotes `{quote}`")),
        None => Some(format!(
            "the text has nothing from {} to {}",
            place.0, place.1
        )),
    }
}

fn plain_triple(subject: &[&Term], relation: &[&Term], object: &[&Term]) -> Option<String> {
    match (subject, relation, object) {
        ([Term::NamedNode(subject)], [Term::NamedNode(relation)], [object]) => {
            Some(Triple::new(subject.clone(), relation.clone(), (*object).clone()).to_string())
        }
        _ => None,
    }
}

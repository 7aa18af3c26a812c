//! Duplicates: the sketches of all articles → groups that tell the same in the same words.

use std::collections::BTreeMap;

use super::{ArticleSummary, Store, StoreError, find, text};
use crate::graph::Sketch;
use crate::ontology::vocab;

/// An article of a group of near-duplicates.
#[derive(Clone, Debug, PartialEq)]
pub struct Duplicate {
    /// The article.
    pub article: ArticleSummary,
    /// How much of its text, from 0 to 1, it shares with the first of its group.
    pub likeness: f64,
}

impl Store {
    /// Returns the groups of two or more articles with nearly the same text: each by the time it was published,
    /// the group that began last first.
    ///
    /// Found anew at each call, since what belongs together depends on all articles: an edited re-issue may join two groups.
    pub fn duplicates(&self) -> Result<Vec<Vec<Duplicate>>, StoreError> {
        let mut sketches = BTreeMap::new();
        for quad in self.quads(None, Some(vocab::SKETCH), None, None) {
            let quad = quad?;
            let sketch = Sketch::parse(text(&quad.object));
            if let (Some(sketch), Some(article)) = (sketch, find::subject(quad)) {
                sketches.insert(article, sketch);
            }
        }
        let mut groups = BTreeMap::<usize, Vec<(ArticleSummary, &Sketch)>>::new();
        let roots = roots(&sketches.values().collect::<Vec<_>>());
        let mut articles: BTreeMap<_, _> = self
            .articles()?
            .into_iter()
            .map(|article| (article.iri.clone(), article))
            .collect();
        for ((iri, sketch), root) in sketches.iter().zip(roots) {
            if let Some(article) = articles.remove(iri) {
                groups.entry(root).or_default().push((article, sketch));
            }
        }
        groups.retain(|_, members| members.len() > 1);
        let mut groups: Vec<Vec<Duplicate>> = groups.into_values().map(in_order).collect();
        let key = |group: &Vec<Duplicate>| {
            let first = group.first().map(|first| &first.article);
            first.map(|article| (article.published.clone(), article.iri.clone()))
        };
        groups.sort_by_key(|group| std::cmp::Reverse(key(group)));
        Ok(groups)
    }
}

fn in_order(mut members: Vec<(ArticleSummary, &Sketch)>) -> Vec<Duplicate> {
    // An article without a date cannot be told to be the first.
    members.sort_by_key(|(article, _)| {
        (
            article.published.is_none(),
            article.published.clone(),
            article.iri.clone(),
        )
    });
    let first = members.first().map(|(_, sketch)| *sketch);
    let likeness = |sketch: &Sketch| first.map_or(1.0, |first| first.likeness(sketch));
    members
        .into_iter()
        .map(|(article, sketch)| Duplicate {
            article,
            likeness: likeness(sketch),
        })
        .collect()
}

/// Returns for each sketch the place of the first in its group.
fn roots(sketches: &[&Sketch]) -> Vec<usize> {
    let mut parents: Vec<usize> = (0..sketches.len()).collect();
    let mut buckets = BTreeMap::<(usize, &[u16]), Vec<usize>>::new();
    for (at, sketch) in sketches.iter().enumerate() {
        for band in sketch.bands() {
            // One of each group stands for all in a bucket, so that a thousand copies cost a thousand comparisons.
            let bucket = buckets.entry(band).or_default();
            let near = bucket
                .iter()
                .copied()
                .find(|other| sketch.is_near(sketches[*other]));
            match near {
                Some(other) => unite(&mut parents, at, other),
                None => bucket.push(at),
            }
        }
    }
    (0..sketches.len()).map(|at| root(&parents, at)).collect()
}

fn root(parents: &[usize], mut at: usize) -> usize {
    while parents[at] != at {
        at = parents[at];
    }
    at
}

fn unite(parents: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(parents, one), root(parents, other));
    parents[one.max(other)] = one.min(other);
}

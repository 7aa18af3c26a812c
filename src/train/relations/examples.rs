//! Analysed texts → numbered rows of features, with what each pair is known to be.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use rayon::prelude::*;

use super::choice::{Group, choose};
use super::logistic::{Rows, Target, fit};
use crate::analysis::Analysis;
use crate::relation::{Lexicon, Reach, Term, WeightsBuilder, for_pairs, signature};

/// How often a feature must be seen.
const RARE: u32 = 2;
/// How much a wrong answer costs.
const COST: f64 = 0.3;

/// One pair of terms of an example.
#[derive(Debug)]
struct Pair {
    unit: usize,
    signature: u32,
    keys: Vec<u32>,
    classes: Vec<usize>,
    /// For how many such pairs it stands.
    times: f64,
}

/// Wants every term as a subject.
pub(super) const fn any(_: usize, _: &[Term], _: usize) -> bool {
    true
}

/// The pairs of all examples.
#[derive(Debug)]
pub(super) struct Examples {
    pairs: Vec<Pair>,
}

impl Examples {
    /// Pairs the terms of each text, those that are `wanted` as a subject first; `classes` says which classes hold, `lexicon` which labels the other texts had.
    /// Of pairs that nothing holds between, `one_in` so many is kept and stands for the others.
    pub(super) fn new(
        texts: &[Analysis],
        reach: Reach,
        one_in: u32,
        wanted: impl Fn(usize, &[Term], usize) -> bool + Sync,
        classes: impl Fn(usize, &[Term], usize, usize) -> Vec<usize> + Sync,
        lexicon: impl Fn(usize) -> Lexicon + Sync,
    ) -> Self {
        let pairs = texts
            .par_iter()
            .enumerate()
            .flat_map_iter(|(unit, analysis)| {
                let mut pairs = Vec::new();
                let known = lexicon(unit);
                let mut keys = Vec::new();
                let mut count = 0;
                for_pairs(analysis, reach, |views, terms, subject, object| {
                    if !wanted(unit, terms, subject) {
                        return;
                    }
                    let classes = classes(unit, terms, subject, object);
                    count = (count + 1) % one_in;
                    if classes.is_empty() && count != 0 {
                        return;
                    }
                    views.features(terms, subject, object, &known, &mut keys);
                    pairs.push(Pair {
                        unit,
                        signature: signature(&terms[subject], &terms[object]),
                        keys: keys.clone(),
                        times: if classes.is_empty() {
                            f64::from(one_in)
                        } else {
                            1.0
                        },
                        classes,
                    });
                });
                pairs
            })
            .collect();
        Self { pairs }
    }

    /// Learns weights for the classes called `names`; `cost` is what a class costs in a text, 0 where nothing is known.
    /// With `shared`, what pairs of any class have in common is learned first.
    pub(super) fn learn(
        &self,
        names: &[String],
        cost: impl Fn(usize, usize) -> f64 + Sync,
        lexicon: &Lexicon,
        smallest: f32,
        shared: bool,
    ) -> Vec<u8> {
        let (keys, rows) = numbered(self.pairs.iter().map(|pair| &pair.keys));
        // What pairs of any class have in common is learned from all of them; each class learns how it differs.
        let common = shared.then(|| {
            let targets = self.pairs.iter().enumerate().map(|(row, pair)| Target {
                row,
                positive: !pair.classes.is_empty(),
                cost: pair.times * COST,
                offset: 0.0,
            });
            fit(&rows, &targets.collect::<Vec<_>>(), keys.len())
        });
        let fitted: Vec<(Vec<u32>, Vec<f32>)> = (0..names.len())
            .into_par_iter()
            .map(|class| {
                let signatures: BTreeSet<u32> = self
                    .pairs
                    .iter()
                    .filter(|pair| pair.classes.contains(&class))
                    .map(|pair| pair.signature)
                    .collect();
                let targets: Vec<Target> = self
                    .pairs
                    .iter()
                    .enumerate()
                    .filter(|(_, pair)| signatures.contains(&pair.signature))
                    .map(|(row, pair)| Target {
                        row,
                        positive: pair.classes.contains(&class),
                        cost: cost(pair.unit, class) * pair.times * COST,
                        offset: common.as_ref().map_or(0.0, |common| rows.sum(row, common)),
                    })
                    .filter(|target| target.cost > 0.0)
                    .collect();
                let mut weights = fit(&rows, &targets, keys.len());
                for (weight, common) in weights.iter_mut().zip(common.iter().flatten()) {
                    *weight += common;
                }
                (signatures.into_iter().collect(), weights)
            })
            .collect();
        let mut builder = WeightsBuilder::default();
        for (name, (signatures, weights)) in names.iter().zip(fitted) {
            builder.class(name.clone(), signatures, weights);
        }
        builder.pack(&keys, lexicon, smallest)
    }

    /// Learns weights by which, for each of the classes called `names`, one pair of a text is chosen, or none; a text is
    /// learned from for the classes that it is `asked` about.
    pub(super) fn learn_choices(
        &self,
        names: &[String],
        asked: impl Fn(usize, usize) -> bool + Sync,
        lexicon: &Lexicon,
        smallest: f32,
    ) -> Vec<u8> {
        let (keys, rows) = numbered(self.pairs.iter().map(|pair| &pair.keys));
        let texts = self.texts();
        let mut known: Vec<f64> = self.pairs.iter().map(|pair| pair.times.ln()).collect();
        // As in `learn`, what pairs of any class have in common comes first.
        let groups: Vec<Group> = texts
            .iter()
            .map(|text| self.group(text, |pair| !pair.classes.is_empty()))
            .collect();
        let common = choose(&rows, &groups, &known, keys.len());
        for (row, known) in known.iter_mut().enumerate() {
            *known += rows.sum(row, &common);
        }
        let own = (0..names.len()).into_par_iter().map(|class| {
            let texts = texts.iter();
            let asked = texts.filter(|text| asked(self.pairs[text.start].unit, class));
            let groups: Vec<Group> = asked
                .map(|text| self.group(text, |pair| pair.classes.contains(&class)))
                .collect();
            choose(&rows, &groups, &known, keys.len())
        });
        let own: Vec<Vec<f32>> = own.collect();
        // Whatever could be chosen was learned from, as what is right or what is not.
        let signatures: BTreeSet<u32> = self.pairs.iter().map(|pair| pair.signature).collect();
        let mut builder = WeightsBuilder::default();
        for (name, own) in names.iter().zip(own) {
            let weights = own.iter().zip(&common).map(|(own, common)| own + common);
            let signatures = signatures.iter().copied().collect();
            builder.class(name.clone(), signatures, weights.collect());
        }
        builder.pack(&keys, lexicon, smallest)
    }

    /// The pairs of each text that has any.
    fn texts(&self) -> Vec<Range<usize>> {
        let mut end = 0;
        let runs = self.pairs.chunk_by(|one, other| one.unit == other.unit);
        runs.map(|run| {
            let start = end;
            end += run.len();
            start..end
        })
        .collect()
    }

    fn group(&self, text: &Range<usize>, right: impl Fn(&Pair) -> bool) -> Group {
        let right = text.clone().filter(|row| right(&self.pairs[*row]));
        Group {
            rows: text.clone(),
            right: right.collect(),
        }
    }
}

/// Returns the keys that are seen often enough, in order, and the rows in terms of them.
pub(super) fn numbered<'k>(all: impl Iterator<Item = &'k Vec<u32>> + Clone) -> (Vec<u32>, Rows) {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for key in all.clone().flatten() {
        *counts.entry(*key).or_default() += 1;
    }
    let mut keys: Vec<u32> = counts
        .into_iter()
        .filter(|(_, count)| *count >= RARE)
        .map(|(key, _)| key)
        .collect();
    keys.sort_unstable();
    let numbers: HashMap<u32, u32> = keys.iter().copied().zip(0..).collect();
    let mut rows = Rows::default();
    for one in all {
        rows.push(one.iter().filter_map(|key| numbers.get(key).copied()));
    }
    (keys, rows)
}

//! Groups of rows of which one or none is right → weights, by multinomial logistic regression.
//!
//! Steps are taken group by group, each weight's shorter the more it has moved (Duchi, Hazan and Singer, "Adaptive
//! subgradient methods", 2011). What comes out is the mean over the later rounds, which forgets the order of the groups.

use std::ops::Range;

use super::logistic::Rows;
use crate::train::shuffle::Random;

/// How often all groups are gone through.
const ROUNDS: usize = 20;
/// From which round on the weights count.
const LATER: usize = ROUNDS / 2;
/// How far a weight moves at first.
const RATE: f32 = 0.03;
/// What is left of a weight after each round, so that what few groups speak for stays small.
const KEPT: f32 = 0.98;
/// How wrong a row's probability must be to move weights.
const WRONG: f64 = 1e-4;

/// Rows that stand against each other, and against none of them.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Which rows.
    pub(super) rows: Range<usize>,
    /// Those of them that are right, if any is: as a choice, each is as good as another.
    pub(super) right: Vec<usize>,
}

/// Returns the weight of each of `features` features; `known` is what is known of each row beforehand, as log odds
/// against none.
pub(super) fn choose(rows: &Rows, groups: &[Group], known: &[f64], features: usize) -> Vec<f32> {
    let mut weights = vec![0.0_f32; features];
    // Not zero, as the first step is divided by it.
    let mut moved = vec![1e-3_f32; features];
    let mut mean = vec![0.0_f32; features];
    let mut order: Vec<&Group> = groups.iter().collect();
    let mut random = Random::new(7);
    for round in 0..ROUNDS {
        random.shuffle(&mut order);
        for group in &order {
            for (row, slope) in slopes(rows, group, known, &weights) {
                for feature in rows.row(row) {
                    let feature = *feature as usize;
                    moved[feature] += slope * slope;
                    weights[feature] -= RATE * slope / moved[feature].sqrt();
                }
            }
        }
        for (weight, mean) in weights.iter_mut().zip(&mut mean) {
            *weight *= KEPT;
            if round >= LATER {
                *mean += *weight / (ROUNDS - LATER) as f32;
            }
        }
    }
    mean
}

/// The rows of a group that are likelier (above zero) or less likely than they should be, each with by how much.
fn slopes(rows: &Rows, group: &Group, known: &[f64], weights: &[f32]) -> Vec<(usize, f32)> {
    let margins: Vec<f64> = group
        .rows
        .clone()
        .map(|row| known[row] + rows.sum(row, weights))
        .collect();
    // Odds are taken against the likeliest, or they would overflow.
    let top = margins.iter().copied().fold(0.0, f64::max);
    let odds: Vec<f64> = margins.iter().map(|margin| (margin - top).exp()).collect();
    let of = |row: usize| odds[row - group.rows.start];
    let all = (-top).exp() + odds.iter().sum::<f64>();
    let right: f64 = group.right.iter().map(|row| of(*row)).sum();
    let slope = |row: usize| {
        let wanted = if group.right.contains(&row) {
            of(row) / right
        } else {
            0.0
        };
        of(row) / all - wanted
    };
    let slopes = group.rows.clone().map(|row| (row, slope(row)));
    slopes
        .filter(|(_, slope)| slope.abs() > WRONG)
        .map(|(row, slope)| (row, slope as f32))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Group, choose};
    use crate::train::relations::logistic::Rows;

    /// Weights of three features from groups of two rows; the first feature tells the right row where there is one.
    fn weights(right: impl Fn(usize) -> bool) -> Vec<f32> {
        let mut rows = Rows::default();
        let groups: Vec<Group> = (0..60)
            .map(|number| {
                let start = 2 * number;
                rows.push(if right(number) {
                    vec![0, 2]
                } else {
                    vec![1, 2]
                });
                rows.push([1, 2]);
                Group {
                    rows: start..start + 2,
                    right: right(number).then_some(start).into_iter().collect(),
                }
            })
            .collect();
        choose(&rows, &groups, &[0.0; 120], 3)
    }

    #[test]
    fn the_right_row_of_a_group_is_chosen() {
        let weights = weights(|_| true);
        assert!(weights[0] - weights[1] > 2.0, "{weights:?}");
    }

    #[test]
    fn none_is_chosen_where_none_is_right() {
        let weights = weights(|number| number % 2 == 0);
        assert!(weights[0] + weights[2] > 0.5, "{weights:?}");
        assert!(weights[1] + weights[2] < -1.0, "{weights:?}");
    }
}

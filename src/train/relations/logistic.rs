//! Rows of features with yes or no → weights, by logistic regression.
//!
//! The dual problem is solved one row at a time (Yu, Huang and Lin, "Dual coordinate descent methods for logistic
//! regression and maximum entropy models", 2011), which needs few passes and no learning rate.

use crate::train::shuffle::Random;

/// How often all rows are gone through.
const ROUNDS: usize = 12;
/// The most Newton steps for one row.
const STEPS: usize = 8;
/// Where Newton's steps stop.
const PRECISION: f64 = 1e-3;

/// Rows of numbered features, each feature present or not.
#[derive(Debug, Default)]
pub(super) struct Rows {
    starts: Vec<usize>,
    features: Vec<u32>,
}

impl Rows {
    /// Adds a row.
    pub(super) fn push(&mut self, features: impl IntoIterator<Item = u32>) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.features.extend(features);
        self.starts.push(self.features.len());
    }

    /// Returns the sum of a row's weights.
    pub(super) fn sum(&self, index: usize, weights: &[f32]) -> f64 {
        let row = self.row(index).iter();
        row.map(|feature| f64::from(weights[*feature as usize]))
            .sum()
    }

    /// Returns the features of a row.
    pub(super) fn row(&self, index: usize) -> &[u32] {
        &self.features[self.starts[index]..self.starts[index + 1]]
    }
}

/// What is wanted of one row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    /// Which row.
    pub(super) row: usize,
    /// Whether the answer is yes.
    pub(super) positive: bool,
    /// What a wrong answer costs.
    pub(super) cost: f64,
    /// What is known beforehand, as log odds.
    pub(super) offset: f64,
}

/// Returns the weight of each of `features` features.
pub(super) fn fit(rows: &Rows, targets: &[Target], features: usize) -> Vec<f32> {
    let mut weights = vec![0.0_f64; features];
    // Each row has two dual variables that sum to its cost.
    let mut duals: Vec<[f64; 2]> = targets
        .iter()
        .map(|target| {
            let small = (0.001 * target.cost).min(1e-8);
            [small, target.cost - small]
        })
        .collect();
    for (target, [small, _]) in targets.iter().zip(&duals) {
        let sign = if target.positive { 1.0 } else { -1.0 };
        for feature in rows.row(target.row) {
            weights[*feature as usize] += sign * small;
        }
    }
    let mut order: Vec<usize> = (0..targets.len()).collect();
    let mut random = Random::new(7);
    for _ in 0..ROUNDS {
        random.shuffle(&mut order);
        for &index in &order {
            let target = targets[index];
            let row = rows.row(target.row);
            let answer = if target.positive { 1.0 } else { -1.0 };
            let learned: f64 = row.iter().map(|feature| weights[*feature as usize]).sum();
            let margin = target.offset + learned;
            let change = step(
                &mut duals[index],
                row.len() as f64,
                answer * margin,
                target.cost,
            );
            if change != 0.0 {
                for feature in row {
                    weights[*feature as usize] += change * answer;
                }
            }
        }
    }
    weights.into_iter().map(|weight| weight as f32).collect()
}

/// Solves the problem of one row and returns by how much its first dual variable changed.
fn step(duals: &mut [f64; 2], square: f64, margin: f64, cost: f64) -> f64 {
    // The smaller of the two variables is solved for, as its logarithm is the steep one.
    let (own, sign) = if 0.5 * square * (duals[1] - duals[0]) + margin < 0.0 {
        (1, -1.0)
    } else {
        (0, 1.0)
    };
    let old = duals[own];
    let mut new = old;
    if cost - new < 0.5 * cost {
        new *= 0.1;
    }
    let slope = |new: f64| square * (new - old) + sign * margin + (new / (cost - new)).ln();
    let mut moved = false;
    for _ in 0..STEPS {
        let gradient = slope(new);
        if gradient.abs() < PRECISION {
            break;
        }
        let curve = square + cost / (cost - new) / new;
        let next = new - gradient / curve;
        new = if next <= 0.0 {
            new * 0.1
        } else {
            next.min(cost * (1.0 - 1e-12))
        };
        moved = true;
    }
    if !moved {
        return 0.0;
    }
    duals[own] = new;
    duals[1 - own] = cost - new;
    sign * (new - old)
}

#[cfg(test)]
mod tests {
    use super::{Rows, Target, fit};

    #[test]
    fn a_feature_that_decides_is_learned() {
        let mut rows = Rows::default();
        let mut targets = Vec::new();
        for index in 0..40 {
            let positive = index % 4 == 0;
            rows.push([u32::from(positive), 2]);
            targets.push(Target {
                row: index,
                positive,
                cost: 1.0,
                offset: 0.0,
            });
        }
        let weights = fit(&rows, &targets, 3);
        assert!(weights[1] + weights[2] > 1.0, "{weights:?}");
        assert!(weights[0] + weights[2] < -1.0, "{weights:?}");
    }

    #[test]
    fn probabilities_follow_the_shares() {
        let mut rows = Rows::default();
        let mut targets = Vec::new();
        for index in 0..1000 {
            rows.push([0]);
            targets.push(Target {
                row: index,
                positive: index % 5 == 0,
                cost: 1.0,
                offset: 0.0,
            });
        }
        let weight = fit(&rows, &targets, 1)[0];
        let probability = 1.0 / (1.0 + (-weight).exp());
        assert!((probability - 0.2).abs() < 0.02, "{probability}");
    }
}

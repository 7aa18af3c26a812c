//! Weights over the pairs of a sentence → the facts that it is taken to say.

use std::collections::BTreeMap;

use super::analyse;
use super::labels::{Style, folded, label};
use super::triples::Triple;
use crate::analysis::{Analyser, Analysis};
use crate::ontology::Ontology;
use crate::relation::{Reach, Related, Weights, relate};

/// The probability from which the likeliest pair of a relation is told.
const LEAST: f64 = 0.06;
/// The probability from which a pair adds to that of others with the same labels.
const LEAST_OF_SAME: f64 = 0.001;
/// The share that a subject of a single pair is taken to have of all probability at least.
const SPARED: f64 = 0.01;
/// The power of its share by which a subject is favoured.
const FAVOURED: i32 = 3;

/// What was learned from examples in words.
pub(super) struct Learned {
    /// The packed weights; their classes are numbered like `relations`.
    pub(super) bytes: Vec<u8>,
    /// The labels of the relations.
    pub(super) relations: Vec<String>,
    /// How the objects of each relation are written.
    pub(super) styles: Vec<Style>,
}

/// The labels of a subject and of an object, with the probability that they are what a relation holds between.
#[derive(Clone, Debug, PartialEq)]
struct Choice {
    subject: String,
    object: String,
    probability: f64,
}

/// Tells the facts of a sentence: for each relation the likeliest pair, and what else its subject has.
pub(super) fn tell(
    analyser: &Analyser,
    learned: &Learned,
    weights: &Weights<'_>,
    sentence: &str,
) -> Vec<Triple> {
    let analysis = analyse(analyser, sentence);
    let mut of_class: Vec<Vec<Related>> = vec![Vec::new(); learned.relations.len()];
    for one in relate(weights, &analysis, Reach::Phrases, 0.0, |_| true) {
        of_class[one.class].push(one);
    }
    let related = of_class.iter().zip(&learned.styles);
    let mut choices: Vec<Vec<Choice>> = related
        .map(|(related, style)| choices(&analysis, related, *style))
        .collect();
    favour(&mut choices);
    let of_relation = choices.into_iter().zip(&learned.relations);
    let mut told: Vec<Triple> = of_relation
        .flat_map(|(choices, relation)| {
            chosen(choices).into_iter().map(|one| Triple {
                sub: one.subject,
                rel: relation.clone(),
                obj: one.object,
            })
        })
        .collect();
    told.sort();
    told
}

/// The pairs of one relation; what has the same labels is one pair.
fn choices(analysis: &Analysis, related: &[Related], style: Style) -> Vec<Choice> {
    let ontology = Ontology::builtin();
    // A score so near to one is rounded.
    let odds = related.iter().map(|one| one.score.min(0.999_999));
    let odds: Vec<f64> = odds
        .map(|score| f64::from(score) / f64::from(1.0 - score))
        .collect();
    // None of the pairs has even odds against each alone.
    let all = 1.0 + odds.iter().sum::<f64>();
    let mut of_labels: BTreeMap<(String, String), f64> = BTreeMap::new();
    for (one, odds) in related.iter().zip(odds) {
        // Most pairs are out of the question, and labels take time.
        let probability = odds / all;
        if probability >= LEAST_OF_SAME {
            let subject = label(analysis, ontology, &one.subject, Style::default());
            let object = label(analysis, ontology, &one.object, style);
            *of_labels.entry((subject, object)).or_default() += probability;
        }
    }
    let choices = of_labels
        .into_iter()
        .map(|((subject, object), probability)| Choice {
            subject,
            object,
            probability,
        });
    choices.collect()
}

/// Moves probability to the pairs whose subject other relations have, too: most sentences are about one thing.
///
/// How likely each relation is to hold stays as it is.
fn favour(of_relation: &mut [Vec<Choice>]) {
    let mut of_subject: BTreeMap<String, f64> = BTreeMap::new();
    for one in of_relation.iter().flatten() {
        *of_subject.entry(one.subject.clone()).or_default() += one.probability;
    }
    let all: f64 = of_subject.values().sum();
    for choices in of_relation {
        let before = sum(choices);
        for one in choices.iter_mut() {
            one.probability *= (of_subject[&one.subject] / all + SPARED).powi(FAVOURED);
        }
        let after = sum(choices);
        for one in choices.iter_mut() {
            one.probability *= before / after;
        }
    }
}

fn sum(choices: &[Choice]) -> f64 {
    choices.iter().map(|one| one.probability).sum()
}

/// Those of the `choices` of a relation that are told: the likeliest where it is likely enough, and others of its subject
/// as long as they add to the F1 to be expected.
///
/// Of one right pair, `n` told ones with probabilities that sum to `p` are expected to have an F1 of `2 p / (n + 1)`.
fn chosen(mut choices: Vec<Choice>) -> Vec<Choice> {
    choices.sort_by(|one, other| other.probability.total_cmp(&one.probability));
    let mut kept: Vec<Choice> = Vec::new();
    let mut sum = 0.0;
    for one in choices {
        let count = kept.len() as f64;
        let likely = match kept.first() {
            None if one.probability < LEAST => break,
            None => true,
            Some(first) => {
                one.subject == first.subject && !kept.iter().any(|other| same_thing(&one, other))
            }
        };
        if !likely {
            continue;
        }
        if (sum + one.probability) * (count + 1.0) < sum * (count + 2.0) {
            break;
        }
        sum += one.probability;
        kept.push(one);
    }
    kept
}

/// Whether the object of one is a part of the other's.
fn same_thing(one: &Choice, other: &Choice) -> bool {
    let (one, other) = (folded(&one.object), folded(&other.object));
    one.contains(&other) || other.contains(&one)
}

#[cfg(test)]
mod tests {
    use super::{Choice, chosen, favour, sum};

    fn objects(ranked: &[(&str, &str, f64)]) -> Vec<String> {
        let ranked = ranked.iter().map(|(subject, object, probability)| Choice {
            subject: (*subject).to_owned(),
            object: (*object).to_owned(),
            probability: *probability,
        });
        let chosen = chosen(ranked.collect()).into_iter();
        chosen.map(|one| one.object).collect()
    }

    #[test]
    fn a_second_object_is_told_where_it_is_half_as_likely() {
        let ranked = |second| {
            [
                ("Bad Machinery", "England", 0.4),
                ("Bad Machinery", "Oslo", second),
            ]
        };
        assert_eq!(objects(&ranked(0.3)), ["England", "Oslo"]);
        assert_eq!(objects(&ranked(0.1)), ["England"]);
    }

    #[test]
    fn a_subject_of_several_relations_is_favoured() {
        let choices = |ranked: &[(&str, f64)]| {
            let ranked = ranked.iter().map(|(subject, probability)| Choice {
                subject: (*subject).to_owned(),
                object: "Oslo".to_owned(),
                probability: *probability,
            });
            ranked.collect::<Vec<Choice>>()
        };
        let mut all = [
            choices(&[("Bad Machinery", 0.3), ("It", 0.4)]),
            choices(&[("Bad Machinery", 0.9)]),
        ];
        favour(&mut all);
        assert!(all[0][0].probability > 0.5, "{all:?}");
        assert!((sum(&all[0]) - 0.7).abs() < 1e-9, "{all:?}");
        assert!((sum(&all[1]) - 0.9).abs() < 1e-9, "{all:?}");
    }

    #[test]
    fn only_the_likeliest_subject_has_its_objects_told_each_once() {
        let ranked = [
            ("Bad Machinery", "West Yorkshire", 0.3),
            ("It", "Oslo", 0.29),
            ("Bad Machinery", "Yorkshire", 0.28),
        ];
        assert_eq!(objects(&ranked), ["West Yorkshire"]);
    }

    #[test]
    fn what_is_hardly_likely_is_not_told() {
        assert!(objects(&[("Bad Machinery", "England", 0.01)]).is_empty());
        assert!(objects(&[]).is_empty());
    }
}

//! Weights over the pairs of a sentence → the facts that it is taken to say.

use std::collections::BTreeMap;

use super::analyse;
use super::labels::{Style, folded, label};
use super::triples::Triple;
use crate::analysis::{Analyser, Analysis};
use crate::ontology::Ontology;
use crate::relation::{Reach, Related, Term, Weights, relate, subjects};

/// The probability from which the likeliest pair of a relation is told.
const LEAST: f64 = 0.025;
/// The probability from which a pair adds to that of others with the same labels.
const LEAST_OF_SAME: f64 = 0.00003;
/// What was learned from examples in words.
pub(super) struct Learned {
    /// The packed weights; their classes are numbered like `relations`.
    pub(super) bytes: Vec<u8>,
    /// The packed weights of one class, by which subjects are chosen.
    pub(super) subjects: Vec<u8>,
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

impl Learned {
    /// Reads the weights of the relations and those of subjects.
    pub(super) fn weights(&self) -> [Weights<'_>; 2] {
        [&self.bytes, &self.subjects]
            .map(|bytes| Weights::read(bytes).unwrap_or_else(Weights::none))
    }
}

/// Tells the facts of a sentence by the two `weights` of what was learned: for each relation the likeliest pair, and what
/// else its subject has.
pub(super) fn tell(
    analyser: &Analyser,
    learned: &Learned,
    weights: &[Weights<'_>; 2],
    sentence: &str,
) -> Vec<Triple> {
    let analysis = analyse(analyser, sentence);
    let mut of_class: Vec<Vec<Related>> = vec![Vec::new(); learned.relations.len()];
    for one in relate(&weights[0], &analysis, Reach::Phrases, 0.0, |_, _| true) {
        of_class[one.class].push(one);
    }
    let chances = subject_chances(&weights[1], &analysis);
    let related = of_class.iter().zip(&learned.styles);
    let choices = related.map(|(related, style)| choices(&analysis, related, &chances, *style));
    let of_relation = choices.zip(&learned.relations);
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
///
/// A pair is as likely as its subject is what the sentence is about, and its object is what that subject has.
fn choices(
    analysis: &Analysis,
    related: &[Related],
    chances: &[(Term, f64)],
    style: Style,
) -> Vec<Choice> {
    let ontology = Ontology::builtin();
    let mut of_labels: BTreeMap<(String, String), f64> = BTreeMap::new();
    for of_subject in related.chunk_by(|one, other| one.subject == other.subject) {
        let subject = &of_subject[0].subject;
        let known = chances.iter().find(|(term, _)| term == subject);
        let chance = known.map_or(0.0, |(_, chance)| *chance);
        // None of its objects has even odds against each alone.
        let all = 1.0 + of_subject.iter().map(|one| odds(one.score)).sum::<f64>();
        for one in of_subject {
            // Most pairs are out of the question, and labels take time.
            let probability = chance * odds(one.score) / all;
            if probability >= LEAST_OF_SAME {
                let subject = label(analysis, ontology, subject, Style::default());
                let object = label(analysis, ontology, &one.object, style);
                *of_labels.entry((subject, object)).or_default() += probability;
            }
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

/// How likely a sentence is about each of its terms: of most sentences all facts have the same subject.
fn subject_chances(weights: &Weights<'_>, analysis: &Analysis) -> Vec<(Term, f64)> {
    let scored = subjects(weights, analysis);
    let all: f64 = scored.iter().map(|(_, score)| odds(*score)).sum();
    let chances = scored.into_iter();
    chances
        .map(|(term, score)| (term, odds(score) / all))
        .collect()
}

/// The odds of a score against its contrary.
fn odds(score: f32) -> f64 {
    // A score so near to one is rounded.
    let score = f64::from(score.min(0.999_999));
    score / (1.0 - score)
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
    use super::{Choice, chosen};

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

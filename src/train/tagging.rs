//! Trees → packed weights of the tagger.

use super::conllu::Tree;
use super::perceptron::Perceptron;
use super::shuffle::Random;
use crate::analysis::syntax::clusters::Clusters;
use crate::analysis::syntax::lex::{Case, Lex, case_of, lexes};
use crate::analysis::syntax::linear::best;
use crate::analysis::syntax::tagger::collect;
use crate::analysis::syntax::tags::TagPair;

/// Corrections that a feature waits for before it counts.
const PATIENCE: u8 = 4;

/// Returns the tag pairs that occur often enough to learn, in fixed order.
pub(super) fn classes(trees: &[Tree]) -> Vec<TagPair> {
    let mut pairs: Vec<TagPair> = trees
        .iter()
        .flat_map(|tree| tree.leaves.iter().filter_map(|leaf| leaf.tags))
        .collect();
    pairs.sort_unstable();
    let runs = pairs.chunk_by(|one, two| one == two);
    runs.filter(|run| run.len() >= 5)
        .map(|run| run[0])
        .collect()
}

/// Trains the tagger and returns its packed weights.
pub(super) fn train(
    trees: &[&Tree],
    classes: &[TagPair],
    clusters: &Clusters,
    epochs: usize,
    floor: f64,
) -> Vec<u8> {
    let sentences: Vec<Sentence> = trees
        .iter()
        .map(|tree| Sentence::new(tree, classes, clusters))
        .collect();
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut random = Random::new(17);
    let mut model = Perceptron::new(classes.len(), PATIENCE);
    let mut buffers = (Vec::new(), Vec::new());
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for &at in &order {
            learn(&mut model, &sentences[at], classes, &mut buffers);
        }
    }
    model.pack(floor)
}

struct Sentence {
    lexes: Vec<Lex>,
    case: Case,
    gold: Vec<Option<usize>>,
}

impl Sentence {
    fn new(tree: &Tree, classes: &[TagPair], clusters: &Clusters) -> Self {
        let forms = tree.forms();
        let place = |tags: TagPair| classes.iter().position(|class| *class == tags);
        let gold = tree
            .leaves
            .iter()
            .map(|leaf| leaf.tags.and_then(place))
            .collect();
        Self {
            lexes: lexes(&forms, clusters),
            case: case_of(&forms),
            gold,
        }
    }
}

fn learn(
    model: &mut Perceptron,
    sentence: &Sentence,
    classes: &[TagPair],
    buffers: &mut (Vec<u64>, Vec<i32>),
) {
    let (features, scores) = buffers;
    let mut tags = Vec::with_capacity(sentence.lexes.len());
    for at in 0..sentence.lexes.len() {
        collect(&sentence.lexes, &tags, sentence.case, at, features);
        model.score(features, scores);
        let guess = best(scores, |_| true).unwrap_or(0);
        if let Some(gold) = sentence.gold[at].filter(|gold| *gold != guess) {
            model.correct(features, gold, guess);
        }
        model.tick();
        tags.push(classes[guess]);
    }
}

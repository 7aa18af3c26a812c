//! Treebanks → the packed syntax model.

use std::path::PathBuf;

use rayon::prelude::*;

use super::conllu::{self, ConlluError, Tree};
use super::parsing::Lesson;
use super::{clustering, corpus, headline, lemmas, parsing, tagging};
use crate::analysis::syntax::clusters::Clusters;
use crate::analysis::syntax::features::seen;
use crate::analysis::syntax::lex::{case_of, lexes};
use crate::analysis::syntax::linear::Linear;
use crate::analysis::syntax::model::MARK;
use crate::analysis::syntax::tagger;
use crate::analysis::syntax::tags::TagPair;

/// Parts that the trees are cut into, so that each is tagged by a tagger that has not seen it.
const FOLDS: usize = 5;
const TAGGER_EPOCHS: usize = 8;
const FOLD_EPOCHS: usize = 5;
const PARSER_EPOCHS: usize = 12;
/// Average weights below these are left out.
const TAGGER_FLOOR: f64 = 0.5;
const MOVES_FLOOR: f64 = 0.5;
const LABELS_FLOOR: f64 = 0.5;

/// Trains word clusters, tagger, lemma rules and parser and returns the model file's bytes.
///
/// The treebanks are CoNLL-U; `texts` are JSON or CSV files whose prose only serves the clusters. The same files in
/// the same order give the same bytes.
pub fn syntax(treebanks: &[PathBuf], texts: &[PathBuf]) -> Result<Vec<u8>, ConlluError> {
    let mut trees = Vec::new();
    for file in treebanks {
        trees.append(&mut conllu::read(file)?);
    }
    let mut prose: Vec<Vec<String>> = Vec::new();
    for file in texts {
        prose.append(&mut corpus::read(file)?);
    }
    prose.extend(
        trees
            .iter()
            .map(|tree| tree.forms().into_iter().map(str::to_owned).collect()),
    );
    let packed = clustering::train(&prose);
    let clusters = Clusters::new(&packed);
    let classes = tagging::classes(&trees);
    let lemmas = lemmas::train(&trees);
    trees.extend(headline::copies(&trees));
    let all: Vec<&Tree> = trees.iter().collect();
    let tagger = tagging::train(&all, &classes, &clusters, TAGGER_EPOCHS, TAGGER_FLOOR);
    let lessons = lessons(&trees, &classes, &clusters);
    let [moves, labels] = parsing::train(&lessons, PARSER_EPOCHS, [MOVES_FLOOR, LABELS_FLOOR]);
    let classes: Vec<u8> = classes.iter().flat_map(|class| class.to_bytes()).collect();
    let mut bytes = MARK.to_vec();
    for section in [packed, classes, tagger, moves, labels, lemmas] {
        bytes.extend(
            u32::try_from(section.len())
                .unwrap_or(u32::MAX)
                .to_le_bytes(),
        );
        bytes.extend(section);
    }
    Ok(bytes)
}

/// Returns what the parser learns from, with tags as predicted for sentences not seen in training.
fn lessons(trees: &[Tree], classes: &[TagPair], clusters: &Clusters) -> Vec<Lesson> {
    let folds = (0..FOLDS)
        .into_par_iter()
        .map(|fold| fold_lessons(trees, classes, clusters, fold));
    let folds: Vec<Vec<(usize, Lesson)>> = folds.collect();
    let mut lessons: Vec<(usize, Lesson)> = folds.into_iter().flatten().collect();
    lessons.sort_by_key(|(at, _)| *at);
    lessons.into_iter().map(|(_, lesson)| lesson).collect()
}

fn fold_lessons(
    trees: &[Tree],
    classes: &[TagPair],
    clusters: &Clusters,
    fold: usize,
) -> Vec<(usize, Lesson)> {
    let numbered = || trees.iter().enumerate();
    let others: Vec<&Tree> = numbered()
        .filter(|(at, _)| at % FOLDS != fold)
        .map(|(_, tree)| tree)
        .collect();
    let model = Linear::new(tagging::train(&others, classes, clusters, FOLD_EPOCHS, 0.0).into());
    let held = numbered().filter(|(at, _)| at % FOLDS == fold);
    held.map(|(at, tree)| {
        let forms = tree.forms();
        let lexes = lexes(&forms, clusters);
        let tags = tagger::tag(&model, classes, &lexes, case_of(&forms));
        (at, Lesson::new(tree, seen(&lexes, &tags)))
    })
    .collect()
}

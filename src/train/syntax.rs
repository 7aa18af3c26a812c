//! Treebanks → the packed syntax model.

use std::path::PathBuf;

use rayon::prelude::*;

use super::conllu::{self, ConlluError, Tree};
use super::parsing::Lesson;
use super::{lemmas, parsing, tagging};
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
const TAGGER_FLOOR: f64 = 0.08;
const PARSER_FLOOR: f64 = 0.08;

/// Trains tagger, lemma rules and parser on CoNLL-U files and returns the model file's bytes.
///
/// The same files in the same order give the same bytes.
pub fn syntax(files: &[PathBuf]) -> Result<Vec<u8>, ConlluError> {
    let mut trees = Vec::new();
    for file in files {
        trees.append(&mut conllu::read(file)?);
    }
    let classes = tagging::classes(&trees);
    let all: Vec<&Tree> = trees.iter().collect();
    let tagger = tagging::train(&all, &classes, TAGGER_EPOCHS, TAGGER_FLOOR);
    let moves = parsing::moves(&trees);
    let parser = parsing::train(
        &lessons(&trees, &classes),
        &moves,
        PARSER_EPOCHS,
        PARSER_FLOOR,
    );
    let classes: Vec<u8> = classes.iter().flat_map(|class| class.to_bytes()).collect();
    let moves: Vec<u8> = moves.iter().flat_map(|step| step.to_bytes()).collect();
    let mut bytes = MARK.to_vec();
    for section in [classes, tagger, moves, parser, lemmas::train(&trees)] {
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
fn lessons(trees: &[Tree], classes: &[TagPair]) -> Vec<Lesson> {
    let folds: Vec<Vec<(usize, Lesson)>> = (0..FOLDS)
        .into_par_iter()
        .map(|fold| fold_lessons(trees, classes, fold))
        .collect();
    let mut lessons: Vec<(usize, Lesson)> = folds.into_iter().flatten().collect();
    lessons.sort_by_key(|(at, _)| *at);
    lessons.into_iter().map(|(_, lesson)| lesson).collect()
}

fn fold_lessons(trees: &[Tree], classes: &[TagPair], fold: usize) -> Vec<(usize, Lesson)> {
    let others: Vec<&Tree> = trees
        .iter()
        .enumerate()
        .filter(|(at, _)| at % FOLDS != fold)
        .map(|(_, tree)| tree)
        .collect();
    let model = Linear::new(tagging::train(&others, classes, FOLD_EPOCHS, 0.0).into());
    let held = trees
        .iter()
        .enumerate()
        .filter(|(at, _)| at % FOLDS == fold);
    held.map(|(at, tree)| {
        let forms = tree.forms();
        let lexes = lexes(&forms);
        let tags = tagger::tag(&model, classes, &lexes, case_of(&forms));
        (at, Lesson::new(tree, seen(&lexes, &tags)))
    })
    .collect()
}

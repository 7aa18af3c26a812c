//! Treebanks and a trained network → the packed syntax model.

use std::path::{Path, PathBuf};

use super::conllu::{self, ConlluError};
use super::{clustering, corpus, lemmas};
use crate::analysis::syntax::model::MARK;

/// Trains word clusters and lemma rules, joins them with the network and returns the model file's bytes.
///
/// The treebanks are CoNLL-U; `texts` are JSON or CSV files whose prose only serves the clusters; `network` is what
/// `src/train/network` writes. The same files in the same order give the same bytes.
pub fn syntax(
    treebanks: &[PathBuf],
    texts: &[PathBuf],
    network: &Path,
) -> Result<Vec<u8>, ConlluError> {
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
    let network = std::fs::read(network).map_err(|source| ConlluError::Read {
        path: network.to_owned(),
        source,
    })?;
    let mut bytes = MARK.to_vec();
    for section in [clustering::train(&prose), lemmas::train(&trees), network] {
        bytes.extend(
            u32::try_from(section.len())
                .unwrap_or(u32::MAX)
                .to_le_bytes(),
        );
        bytes.extend(section);
    }
    Ok(bytes)
}

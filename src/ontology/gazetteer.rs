//! Gazetteer: the names known beforehand, built in or a user's own.

use super::builtin;
use super::model::Known;

/// Names known beforehand: those built in first, then a user's, each in the order of the files.
///
/// The built-in names are as long as all the rest of the ontology, and who only asks a question needs none of them, so they
/// are read when they are first looked at.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    pub(super) built_in: bool,
    pub(super) own: Vec<Known>,
}

impl Gazetteer {
    /// Returns all names.
    pub fn iter(&self) -> impl Iterator<Item = &Known> + Clone {
        self.built_in().iter().chain(&self.own)
    }

    /// Returns the name at a place among all.
    pub fn get(&self, at: usize) -> Option<&Known> {
        let built_in = self.built_in();
        built_in
            .get(at)
            .or_else(|| self.own.get(at.checked_sub(built_in.len())?))
    }

    fn built_in(&self) -> &[Known] {
        if self.built_in { builtin::names() } else { &[] }
    }
}

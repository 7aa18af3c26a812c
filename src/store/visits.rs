//! Visits: what servers said of addresses, in a file beside the database, so that no query, export or check sees it.

use std::collections::BTreeMap;

use oxigraph::model::NamedNode;
use serde::{Deserialize, Serialize};

use super::folder;
use super::{Store, StoreError};
use crate::article::{Told, Visit, Visits};
use crate::graph::hash;
use crate::ontology::vocab;

/// The name of the file.
const FILE: &str = "visits.json";

/// One visit, and what it was read with.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// What differs between versions of this program, its ontology and what the user says of articles.
    read_with: String,
    #[serde(flatten)]
    visit: Visit,
}

impl Store {
    /// Returns the visits of which all articles are in the store, and would be the same if they were read again.
    pub(crate) fn visits(&self, told: &Told) -> Result<Visits, StoreError> {
        let read_with = self.read_with(told);
        let mut known = BTreeMap::new();
        for (address, kept) in self.all_visits() {
            if kept.read_with == read_with && self.has_all(&kept.visit)? {
                known.insert(address, kept.visit);
            }
        }
        Ok(Visits::new(known))
    }

    /// Keeps visits for the next time; a store in memory keeps none.
    pub(crate) fn keep_visits(&self, told: &Told, visits: &Visits) -> Result<(), StoreError> {
        let Some(path) = self.path() else {
            return Ok(());
        };
        let mut all = self.all_visits();
        let before = all.len();
        let read_with = self.read_with(told);
        let kept = visits.kept();
        if before == 0 && kept.is_empty() {
            return Ok(());
        }
        for (address, visit) in kept {
            let read_with = read_with.clone();
            all.insert(address, Kept { read_with, visit });
        }
        let mut sound = BTreeMap::new();
        for (address, kept) in all {
            if self.has_all(&kept.visit)? {
                sound.insert(address, kept);
            }
        }
        let text = serde_json::to_string_pretty(&sound).unwrap_or_default();
        folder::write(&path.join(FILE), &text)
    }

    /// What cannot be read is forgotten: the pages are then read again.
    fn all_visits(&self) -> BTreeMap<String, Kept> {
        let text = self
            .path()
            .and_then(|path| std::fs::read_to_string(path.join(FILE)).ok());
        text.and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default()
    }

    fn has_all(&self, visit: &Visit) -> Result<bool, StoreError> {
        for article in &visit.articles {
            let known = match NamedNode::new(article) {
                Ok(article) => self.value(&article, vocab::TEXT)?.is_some(),
                Err(_) => false,
            };
            if !known {
                return Ok(false);
            }
        }
        Ok(visit.holds_anything())
    }

    fn read_with(&self, told: &Told) -> String {
        let told = format!("{:?} {:?}", told.defaults, told.columns);
        hash(&[&self.made_with(), &told])
    }
}

//! What servers said of addresses when they were read → whether they have to be read again.
//!
//! *Invariant:* an address counts as visited only while all that it held is in the store, and nothing of it failed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A tag longer than this is not kept.
const TAG_LIMIT: usize = 1000;
/// More bytes of items than this are not kept.
const ITEMS_LIMIT: usize = 1_000_000;

/// One address, as it was when it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// The tag of what it held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// When that was last modified, as the server writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// The IRIs of the articles that it held, in the order in which they were read.
    pub articles: Vec<String>,
    /// Items of a feed that only lead to a page: a page may change while the feed that led to it does not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Map<String, Value>>,
}

/// The visits that are known, and those that are being made.
#[derive(Debug, Default)]
pub struct Visits(Mutex<Log>);

#[derive(Debug, Default)]
struct Log {
    known: BTreeMap<String, Visit>,
    made: BTreeMap<String, Visit>,
    failed: BTreeSet<String>,
}

impl Visit {
    /// Returns a visit with what a server said, unless it said nothing that can be asked about later.
    pub fn new(etag: Option<&str>, last_modified: Option<&str>) -> Option<Self> {
        let fit = |value: &str| {
            let sound = (1..=TAG_LIMIT).contains(&value.len())
                && value.bytes().all(|byte| (b' '..=b'~').contains(&byte));
            sound.then(|| value.to_owned())
        };
        let (etag, last_modified) = (etag.and_then(fit), last_modified.and_then(fit));
        (etag.is_some() || last_modified.is_some()).then_some(Self {
            etag,
            last_modified,
            ..Self::default()
        })
    }

    /// Whether it held an article or led to one.
    pub fn holds_anything(&self) -> bool {
        !self.articles.is_empty() || !self.items.is_empty()
    }

    fn add(&mut self, article: String) {
        if !self.articles.contains(&article) {
            self.articles.push(article);
        }
    }
}

impl Visits {
    /// Returns a log that begins with what is known.
    pub fn new(known: BTreeMap<String, Visit>) -> Self {
        let log = Log {
            known,
            ..Log::default()
        };
        Self(Mutex::new(log))
    }

    /// Returns what is known of an address.
    pub fn known(&self, address: &str) -> Option<Visit> {
        self.log().known.get(address).cloned()
    }

    /// Records that an address was read; `None` where the server said nothing to ask about later.
    pub fn made(&self, address: &str, visit: Option<Visit>) {
        let mut log = self.log();
        log.known.remove(address);
        log.made
            .extend(visit.map(|visit| (address.to_owned(), visit)));
    }

    /// Records the items of a feed that only lead to a page.
    pub fn led(&self, feed: &str, items: &[Map<String, Value>]) {
        let mut log = self.log();
        let bytes: usize = items.iter().map(size).sum();
        if bytes > ITEMS_LIMIT {
            log.failed.insert(feed.to_owned());
        } else if let Some(visit) = log.made.get_mut(feed) {
            visit.items = items.to_vec();
        }
    }

    /// Records that something of an address could not be added.
    pub fn failed(&self, address: &str) {
        self.log().failed.insert(address.to_owned());
    }

    /// Records that an article of an address is in the store.
    pub fn added(&self, address: &str, article: &str) {
        if let Some(visit) = self.log().made.get_mut(address) {
            visit.add(article.to_owned());
        }
    }

    /// Returns the visits that are worth keeping.
    pub fn kept(&self) -> BTreeMap<String, Visit> {
        let log = self.log();
        let made = log
            .made
            .iter()
            .filter(|(address, visit)| !log.failed.contains(*address) && visit.holds_anything());
        let all = log.known.iter().chain(made);
        all.map(|(address, visit)| (address.clone(), visit.clone()))
            .collect()
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        // Each change is one step, so a log is sound whoever panicked beside it.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How many bytes the words of an item are.
fn size(item: &Map<String, Value>) -> usize {
    let words = item.values().filter_map(Value::as_str);
    words.map(str::len).sum()
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value};

    use super::{ITEMS_LIMIT, Visit, Visits};

    #[test]
    fn only_what_is_whole_in_the_store_counts_as_visited() {
        let visits = Visits::default();
        for address in ["feed", "long feed", "page", "broken", "bare"] {
            visits.made(address, Visit::new(Some(address), None));
        }
        visits.made("bare", None);
        let item = |length| Map::from_iter([("url".to_owned(), Value::from("x".repeat(length)))]);
        visits.led("feed", &[item(9)]);
        visits.led("long feed", &[item(ITEMS_LIMIT + 1)]);
        visits.added("page", "urn:a");
        visits.added("broken", "urn:b");
        visits.failed("broken");
        let kept = |visits: &Visits| visits.kept().into_keys().collect::<Vec<_>>().join(" ");
        assert_eq!(kept(&visits), "feed page");
        visits.failed("page");
        assert_eq!(kept(&visits), "feed");
    }

    #[test]
    fn what_no_header_can_hold_is_not_kept() {
        assert_eq!(Visit::new(Some("a\r\nX: y"), Some("")), None);
        assert_eq!(Visit::new(None, None), None);
        assert_eq!(Visit::new(Some(&"x".repeat(2000)), None), None);
    }
}

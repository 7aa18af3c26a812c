//! What a user says of the articles beforehand.

use std::str::FromStr;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Metadata, Visits};

/// What is said of the articles before they are read.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// What fills an article's metadata where it says nothing itself.
    pub defaults: Metadata,
    /// Which columns of tables, or fields of records, hold what.
    pub columns: Vec<Column>,
    /// Whether addresses of the machine itself and of private networks may be fetched.
    pub allow_local: bool,
    /// What is known of addresses that were fetched before, and what becomes known.
    pub visits: Option<Arc<Visits>>,
}

/// One column of a table and what it holds, as in `text=Full Story`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it holds, by the name that records use.
    holds: &'static str,
    /// Its own name.
    name: String,
}

/// What a column can hold, and the name that records give it.
const HELD: &[(&str, &str)] = &[
    ("text", "text"),
    ("html", "html"),
    ("title", "title"),
    ("url", "url"),
    ("date", "published"),
    ("published", "published"),
    ("modified", "modified"),
    ("author", "authors"),
    ("authors", "authors"),
    ("publisher", "publisher"),
    ("section", "section"),
    ("language", "language"),
    ("description", "description"),
    ("keywords", "keywords"),
];

impl FromStr for Column {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (holds, name) = text
            .split_once('=')
            .filter(|(_, name)| !name.is_empty())
            .ok_or_else(|| {
                "expected what the column holds and its name, such as `text=Full Story`".to_owned()
            })?;
        let known = HELD.iter().find(|(known, _)| *known == holds.trim());
        let (_, field) = known.ok_or_else(|| {
            let names: Vec<String> = HELD.iter().map(|(name, _)| format!("`{name}`")).collect();
            format!("expected one of {}, but found `{holds}`", names.join(", "))
        })?;
        Ok(Self {
            holds: field,
            name: name.trim().to_owned(),
        })
    }
}

impl Told {
    /// Records the items of a feed that only lead to a page.
    #[cfg(feature = "fetch")]
    pub(super) fn led(&self, feed: &str, items: &[Map<String, Value>]) {
        if let Some(visits) = &self.visits {
            visits.led(feed, items);
        }
    }

    /// Returns the items that a feed led to when it was last read.
    #[cfg(feature = "fetch")]
    pub(super) fn known_items(&self, feed: &str) -> Vec<Map<String, Value>> {
        let known = self.visits.as_ref().and_then(|visits| visits.known(feed));
        known.map(|visit| visit.items).unwrap_or_default()
    }

    /// Records that something of an address could not be added, so that it is read again next time.
    pub fn failed(&self, address: &str) {
        if let Some(visits) = &self.visits {
            visits.failed(address);
        }
    }

    /// Returns a record under the names that are known, where the user said what its fields hold.
    pub(super) fn renamed(&self, mut record: Map<String, Value>) -> Map<String, Value> {
        for column in &self.columns {
            if let Some(value) = record.remove(&column.name) {
                record.insert(column.holds.to_owned(), value);
            }
        }
        record
    }

    /// Returns the name under which a column is known.
    pub(super) fn known<'a>(&'a self, column: &'a str) -> &'a str {
        self.columns
            .iter()
            .find(|told| told.name == column)
            .map_or(column, |told| told.holds)
    }
}

#[cfg(test)]
mod tests {
    use super::Column;

    #[test]
    fn columns_are_named_by_what_they_hold() {
        assert_eq!(
            "date=Day out".parse(),
            Ok(Column {
                holds: "published",
                name: "Day out".to_owned()
            })
        );
        for (text, message) in [
            (
                "text",
                "expected what the column holds and its name, such as `text=Full Story`",
            ),
            (
                "colour=Red",
                "expected one of `text`, `html`, `title`, `url`, `date`, `published`, `modified`, `author`, `authors`, \
                 `publisher`, `section`, `language`, `description`, `keywords`, but found `colour`",
            ),
        ] {
            assert_eq!(text.parse::<Column>().unwrap_err(), message);
        }
    }
}

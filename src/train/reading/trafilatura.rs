//! Pages → what trafilatura, run by a Python that has it, reads of them.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use super::pages::{Page, PagesError};
use super::{Reading, Words};
use crate::train::peer;

const SCRIPT: &str = include_str!("trafilatura.py");

/// Returns what trafilatura reads of all pages, and its version.
pub(super) fn read(python: &Path, pages: &[Page]) -> Result<(Reading, String), PagesError> {
    let failed = |reason: String| PagesError::Python {
        python: python.to_owned(),
        reason,
    };
    let input = pages
        .iter()
        .map(|page| json!({ "path": page.path, "url": page.truth.url }));
    let lines = peer::run(python, SCRIPT, input).map_err(failed)?;
    read_lines(lines, pages.len()).ok_or_else(|| failed(peer::STRANGE.to_owned()))
}

/// Reads what the script prints of so many pages: a line for each, and one for all.
fn read_lines(mut lines: Vec<Value>, count: usize) -> Option<(Reading, String)> {
    let end = lines.pop()?;
    let reading = Reading {
        pages: lines.iter().map(words).collect(),
        took: Duration::try_from_secs_f64(end["seconds"].as_f64()?).ok()?,
    };
    (lines.len() == count).then_some((reading, end["version"].as_str()?.to_owned()))
}

fn words(line: &Value) -> Option<Words> {
    let text = |name: &str| line[name].as_str().map(str::to_owned);
    Some(Words {
        body: text("text")?,
        title: text("title"),
        authors: text("author").into_iter().collect(),
        published: text("date"),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::read_lines;

    #[test]
    fn each_page_has_a_line_and_all_have_one() {
        let page = json!({ "text": "It rained.", "title": "Rain", "author": null });
        let end = json!({ "version": "9", "seconds": 0.5 });
        let lines = vec![page, json!({}), end];
        let (reading, version) = read_lines(lines.clone(), 2).unwrap();
        let first = reading.pages[0].as_ref().unwrap();
        assert_eq!(
            (first.body.as_str(), first.title.as_deref()),
            ("It rained.", Some("Rain"))
        );
        assert!(reading.pages[1].is_none() && first.authors.is_empty());
        assert_eq!((reading.speed(), version.as_str()), (4.0, "9"));
        assert!(read_lines(lines, 3).is_none());
        assert!(read_lines(Vec::new(), 0).is_none());
    }
}

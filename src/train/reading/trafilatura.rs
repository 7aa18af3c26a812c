//! Pages → what trafilatura, run by a Python that has it, reads of them.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use super::pages::{Page, PagesError};
use super::{Reading, Words};

const SCRIPT: &str = include_str!("trafilatura.py");

/// Returns what trafilatura reads of all pages, and its version.
pub(super) fn read(python: &Path, pages: &[Page]) -> Result<(Reading, String), PagesError> {
    let failed = |reason: String| PagesError::Python {
        python: python.to_owned(),
        reason,
    };
    let mut child = Command::new(python)
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| failed(error.to_string()))?;
    if let Some(mut input) = child.stdin.take() {
        for page in pages {
            let line = json!({ "path": page.path, "url": page.truth.url });
            // Where it ended early, its status tells more than the broken pipe.
            let _gone = writeln!(input, "{line}");
        }
    }
    let output = child
        .wait_with_output()
        .map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        return Err(failed(output.status.to_string()));
    }
    read_lines(&String::from_utf8_lossy(&output.stdout), pages.len())
        .ok_or_else(|| failed("it printed something else".to_owned()))
}

/// Reads what the script prints of so many pages: a line for each, and one for all.
fn read_lines(printed: &str, count: usize) -> Option<(Reading, String)> {
    let mut lines = printed
        .lines()
        .map(|line| serde_json::from_str(line).ok())
        .collect::<Option<Vec<Value>>>()?;
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
    use super::read_lines;

    #[test]
    fn each_page_has_a_line_and_all_have_one() {
        let printed = "{\"text\":\"It rained.\",\"title\":\"Rain\",\"author\":null}\n{}\n{\"version\":\"9\",\"seconds\":0.5}\n";
        let (reading, version) = read_lines(printed, 2).unwrap();
        let first = reading.pages[0].as_ref().unwrap();
        assert_eq!(
            (first.body.as_str(), first.title.as_deref()),
            ("It rained.", Some("Rain"))
        );
        assert!(reading.pages[1].is_none() && first.authors.is_empty());
        assert_eq!((reading.speed(), version.as_str()), (4.0, "9"));
        assert!(read_lines(printed, 3).is_none());
        assert!(read_lines("hello", 0).is_none());
    }
}

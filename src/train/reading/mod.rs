//! Pages whose text and facts people wrote down → how well [`crate::article`] and [`crate::text::clean`] read them.

mod alone;
mod clock;
mod fields;
mod pages;
mod shingles;
mod trafilatura;

use std::io::Write;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::article::{Metadata, read_bytes};
use crate::text::{BlockKind, Document, clean};
pub(super) use clock::processor_time;
use fields::Tally;
use pages::Page;
use shingles::Shingles;

pub use pages::PagesError;

/// Measures the body text of the pages in `folder`; what was read goes to `predictions` as JSON Lines.
///
/// Where a `python` with trafilatura is given, that reads the same pages, too.
pub fn measure_body(
    folder: &Path,
    predictions: Option<&mut dyn Write>,
    python: Option<&Path>,
) -> Result<Value, PagesError> {
    measure(folder, predictions, python, |pages, reading, report| {
        let mut scores = Shingles::default();
        for (page, words) in pages.iter().zip(&reading.pages) {
            if let Some(gold) = &page.truth.body {
                scores.add(gold, words.as_ref().map_or("", |words| &words.body));
            }
        }
        let (precision, recall, f1) = scores.scores();
        report["precision"] = rounded(precision);
        report["recall"] = rounded(recall);
        report["f1"] = rounded(f1);
    })
}

/// Measures title, authors and date of the pages in `folder`; what was read goes to `predictions` as JSON Lines.
///
/// Where a `python` with trafilatura is given, that reads the same pages, too.
pub fn measure_metadata(
    folder: &Path,
    predictions: Option<&mut dyn Write>,
    python: Option<&Path>,
) -> Result<Value, PagesError> {
    measure(folder, predictions, python, |pages, reading, report| {
        let [mut title, mut author, mut date] = [Tally::default(); 3];
        for (page, words) in pages.iter().zip(&reading.pages) {
            let (none, truth) = (Words::default(), &page.truth);
            let found = words.as_ref().unwrap_or(&none);
            title.add(
                truth.title.as_deref().map(fields::words),
                found.title.as_deref().map(fields::words),
            );
            let names = (!found.authors.is_empty()).then(|| fields::names(&found.authors));
            author.add(truth.authors.as_deref().map(fields::names), names);
            date.add(
                truth.date.as_deref().and_then(fields::day),
                found.published.as_deref().and_then(fields::day),
            );
        }
        for (name, tally) in [("title", title), ("author", author), ("date", date)] {
            let (precision, recall, f1) = tally.scores();
            report[name] = json!({
                "precision": rounded(precision), "recall": rounded(recall), "f1": rounded(f1),
                "gold": tally.gold, "read": tally.read, "right": tally.right,
            });
        }
    })
}

/// What of a page is measured.
#[derive(Default)]
struct Words {
    body: String,
    title: Option<String>,
    authors: Vec<String>,
    published: Option<String>,
}

/// What was read of all pages, in their order.
struct Reading {
    pages: Vec<Option<Words>>,
    /// In processor time.
    took: Duration,
}

impl Reading {
    fn report(&self) -> Value {
        let pages = self.pages.len();
        let failed = self.pages.iter().filter(|one| one.is_none()).count();
        json!({ "pages": pages, "failed": failed, "pages_per_cpu_second": tenths(self.speed()) })
    }

    fn speed(&self) -> f64 {
        self.pages.len() as f64 / self.took.as_secs_f64().max(1e-9)
    }
}

fn measure(
    folder: &Path,
    predictions: Option<&mut dyn Write>,
    python: Option<&Path>,
    score: impl Fn(&[Page], &Reading, &mut Value),
) -> Result<Value, PagesError> {
    let pages = pages::load(folder)?;
    let own = read(&pages, predictions)?;
    let mut report = own.report();
    score(&pages, &own, &mut report);
    let alone = alone::read(&pages);
    let mut other = alone.report();
    score(&pages, &alone, &mut other);
    report["dom_smoothie_alone"] = other;
    if let Some(python) = python {
        let (theirs, version) = trafilatura::read(python, &pages)?;
        let mut other = theirs.report();
        other["version"] = Value::String(version);
        score(&pages, &theirs, &mut other);
        report["trafilatura"] = other;
        report["times_as_fast"] = tenths(own.speed() / theirs.speed());
    }
    Ok(report)
}

/// Reads all pages, one after the other.
fn read(pages: &[Page], predictions: Option<&mut dyn Write>) -> Result<Reading, PagesError> {
    let start = processor_time();
    let documents: Vec<Option<Document>> = pages.iter().map(document).collect();
    let took = processor_time().saturating_sub(start);
    if let Some(out) = predictions {
        for (page, document) in pages.iter().zip(&documents) {
            let line = prediction(&page.id, document.as_ref());
            writeln!(out, "{line}").map_err(PagesError::Predictions)?;
        }
    }
    let words = documents.into_iter().map(|document| {
        let document = document?;
        Some(Words {
            body: body(&document),
            title: document.metadata.title,
            authors: document.metadata.authors,
            published: document.metadata.published,
        })
    });
    Ok(Reading {
        pages: words.collect(),
        took,
    })
}

fn document(page: &Page) -> Option<Document> {
    let defaults = Metadata {
        url: page.truth.url.clone(),
        ..Metadata::default()
    };
    let mut found = None;
    read_bytes(&page.name, &page.bytes, &defaults, &mut |article| {
        found = found.take().or_else(|| article.ok().map(clean));
    });
    found
}

/// The running text, without headline and captions, as the collections count it.
fn body(document: &Document) -> String {
    let blocks = document
        .blocks
        .iter()
        .filter(|block| !matches!(block.kind, BlockKind::Headline | BlockKind::Caption));
    blocks
        .map(|block| block.span.of(&document.text))
        .collect::<Vec<_>>()
        .join("\n\n")
}

fn prediction(id: &str, document: Option<&Document>) -> Value {
    let Some(document) = document else {
        return json!({ "id": id });
    };
    let known = &document.metadata;
    json!({
        "id": id, "articleBody": body(document), "title": known.title, "authors": known.authors,
        "published": known.published, "modified": known.modified, "publisher": known.publisher,
        "language": known.language, "url": known.url, "section": known.section,
        "description": known.description, "keywords": known.keywords,
    })
}

fn rounded(score: f64) -> Value {
    json!((score * 10_000.0).round() / 10_000.0)
}

pub(super) fn tenths(number: f64) -> Value {
    json!((number * 10.0).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{measure_body, measure_metadata};

    #[test]
    fn a_folder_of_pages_is_measured() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("html")).unwrap();
        let page = |title: &str, text: &str| {
            format!(
                "<title>{title}</title><meta name='author' content='Jane Doe'><meta property='article:published_time' \
                 content='2024-03-05T10:00:00Z'><body><article><h1>{title}</h1><p>{text}</p></article>"
            )
        };
        let text =
            "A storm hit the coast on Monday, and in the night it took the roofs of nine houses.";
        fs::write(at("html/a.html"), page("Storm hits coast", text)).unwrap();
        fs::write(at("html/b.html"), page("Rain again", text)).unwrap();
        let truth = format!(
            r#"[{{"html_file":"a","title":"Storm hits coast!","authors":"JANE DOE","date":"2024-03-05","text":"{text}"}},
                {{"html_file":"b","title":"Other","authors":"","date":"2024-03-06","text":"{text} More came on Tuesday."}}]"#
        );
        fs::write(at("articles.json"), truth).unwrap();
        let mut lines = Vec::new();
        let mut report = measure_metadata(folder.path(), Some(&mut lines), None).unwrap();
        report["pages_per_cpu_second"].take();
        report.as_object_mut().unwrap().remove("dom_smoothie_alone");
        assert_eq!(
            report.to_string(),
            "{\"author\":{\"f1\":0.6667,\"gold\":1,\"precision\":0.5,\"read\":2,\"recall\":1.0,\"right\":1},\
             \"date\":{\"f1\":0.5,\"gold\":2,\"precision\":0.5,\"read\":2,\"recall\":0.5,\"right\":1},\
             \"failed\":0,\"pages\":2,\"pages_per_cpu_second\":null,\
             \"title\":{\"f1\":0.5,\"gold\":2,\"precision\":0.5,\"read\":2,\"recall\":0.5,\"right\":1}}"
        );
        let lines = String::from_utf8(lines).unwrap();
        assert!(
            lines.starts_with("{\"articleBody\":\"A storm hit"),
            "{lines}"
        );
        let report = measure_body(folder.path(), None, None).unwrap();
        assert_eq!(report["dom_smoothie_alone"]["pages"], 2);
        assert_eq!(report["precision"], 1.0);
        assert_eq!(report["recall"], 0.8947);
        let python = folder.path().join("python");
        let error = measure_body(folder.path(), None, Some(&python)).unwrap_err();
        assert!(
            error.to_string().contains("cannot run trafilatura"),
            "{error}"
        );
    }
}

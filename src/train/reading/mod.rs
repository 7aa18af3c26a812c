//! Pages whose text and facts people wrote down → how well [`crate::article`] and [`crate::text::clean`] read them.

mod fields;
mod pages;
mod shingles;

use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::article::{Metadata, read_bytes};
use crate::text::{BlockKind, Document, clean};
use fields::Tally;
use pages::Page;
use shingles::Shingles;

pub use pages::PagesError;

/// Measures the body text of the pages in `folder`; what was read goes to `predictions` as JSON Lines.
pub fn measure_body(
    folder: &Path,
    predictions: Option<&mut dyn Write>,
) -> Result<Value, PagesError> {
    let (pages, reading) = read(folder, predictions)?;
    let mut scores = Shingles::default();
    for (page, document) in pages.iter().zip(&reading.documents) {
        if let Some(gold) = &page.truth.body {
            scores.add(gold, &document.as_ref().map(body).unwrap_or_default());
        }
    }
    let mut report = reading.report();
    let (precision, recall, f1) = scores.scores();
    report["precision"] = rounded(precision);
    report["recall"] = rounded(recall);
    report["f1"] = rounded(f1);
    Ok(report)
}

/// Measures title, authors and date of the pages in `folder`; what was read goes to `predictions` as JSON Lines.
pub fn measure_metadata(
    folder: &Path,
    predictions: Option<&mut dyn Write>,
) -> Result<Value, PagesError> {
    let (pages, reading) = read(folder, predictions)?;
    let (mut title, mut author, mut date) = (Tally::default(), Tally::default(), Tally::default());
    for (page, document) in pages.iter().zip(&reading.documents) {
        let none = Metadata::default();
        let found = document
            .as_ref()
            .map_or(&none, |document| &document.metadata);
        let truth = &page.truth;
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
    let mut report = reading.report();
    for (name, tally) in [("title", title), ("author", author), ("date", date)] {
        let (precision, recall, f1) = tally.scores();
        report[name] = json!({
            "precision": rounded(precision), "recall": rounded(recall), "f1": rounded(f1),
            "gold": tally.gold, "read": tally.read, "right": tally.right,
        });
    }
    Ok(report)
}

/// What was read of all pages, in their order.
struct Reading {
    documents: Vec<Option<Document>>,
    took: Duration,
}

impl Reading {
    fn report(&self) -> Value {
        let pages = self.documents.len();
        let failed = self.documents.iter().filter(|one| one.is_none()).count();
        let speed = pages as f64 / self.took.as_secs_f64().max(1e-9);
        json!({ "pages": pages, "failed": failed, "pages_per_second": speed.round() })
    }
}

/// Reads all pages, one after the other, so that the clock tells the speed of one core.
fn read(
    folder: &Path,
    predictions: Option<&mut dyn Write>,
) -> Result<(Vec<Page>, Reading), PagesError> {
    let pages = pages::load(folder)?;
    let start = Instant::now();
    let documents: Vec<Option<Document>> = pages.iter().map(document).collect();
    let took = start.elapsed();
    if let Some(out) = predictions {
        for (page, document) in pages.iter().zip(&documents) {
            let line = prediction(&page.id, document.as_ref());
            writeln!(out, "{line}").map_err(PagesError::Predictions)?;
        }
    }
    Ok((pages, Reading { documents, took }))
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
        let mut report = measure_metadata(folder.path(), Some(&mut lines)).unwrap();
        report["pages_per_second"].take();
        assert_eq!(
            report.to_string(),
            "{\"author\":{\"f1\":0.6667,\"gold\":1,\"precision\":0.5,\"read\":2,\"recall\":1.0,\"right\":1},\
             \"date\":{\"f1\":0.5,\"gold\":2,\"precision\":0.5,\"read\":2,\"recall\":0.5,\"right\":1},\
             \"failed\":0,\"pages\":2,\"pages_per_second\":null,\
             \"title\":{\"f1\":0.5,\"gold\":2,\"precision\":0.5,\"read\":2,\"recall\":0.5,\"right\":1}}"
        );
        let lines = String::from_utf8(lines).unwrap();
        assert!(
            lines.starts_with("{\"articleBody\":\"A storm hit"),
            "{lines}"
        );
        let report = measure_body(folder.path(), None).unwrap();
        assert_eq!(report["precision"], 1.0);
        assert_eq!(report["recall"], 0.8947);
    }
}

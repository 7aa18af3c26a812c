//! Texts in which people marked sources, cues and contents → how well [`Extractor::attributions`] finds them.

mod brat;
mod tally;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};

use super::plain::{self, CodePoints};
use super::reading::processor_time;
use crate::analysis::{Analyser, Analysis};
use crate::extract::{Attribution, Extractor};
use crate::ontology::Ontology;
use crate::text::Span;
use brat::{Gold, Marked};
use tally::Tally;

pub use brat::AttributionError;
pub use tally::{AttributionFigures, AttributionScore};

/// How well attributions are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub struct AttributionReport {
    /// The figures of all documents.
    pub all: AttributionFigures,
    /// Those of the first, third, … text by name, which may be read while building.
    pub odd: AttributionFigures,
    /// Those of the second, fourth, … text, which are never read.
    pub even: AttributionFigures,
    /// Sentences read per second of processor time.
    pub sentences_per_second: f64,
}

/// Measures the attributions of the texts in `folder`; what was found goes to `predictions` as JSON Lines.
///
/// The folder holds brat standoff: `NAME.txt` and `NAME.ann` or `NAME_READER.ann`, in which events have the roles `Cue`,
/// `Source` and `Content`. A text that several readers marked counts once for each. Readers mark who says something
/// and not who is told to say something in what is said, so of attributions in the content of others only the outermost
/// are measured. An attribution is right where its cue shares a letter with one that was marked; each matches one at most,
/// the one it shares most with. Holders and contents are compared by the tokens that they touch, those of attributions
/// that match (`holder`, `content`) and those of all (`holder_of_all`, `content_of_all`), summed over all documents.
pub fn measure_attribution(
    folder: &Path,
    mut predictions: Option<&mut dyn Write>,
) -> Result<AttributionReport, AttributionError> {
    let documents = brat::read(folder)?;
    let ontology = Ontology::builtin();
    let (analyser, extractor) = (Analyser::new(ontology), Extractor::new(ontology));
    let names: BTreeSet<&str> = documents.iter().map(|one| one.name.as_str()).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let start = processor_time();
    let mut sentences = 0;
    let read: Vec<(Analysis, Vec<Attribution>)> = documents
        .iter()
        .map(|document| {
            let analysis = analyser.analyse(plain::document(&document.text));
            sentences += analysis.document.sentences.len();
            let found = outermost(extractor.attributions(&analysis));
            (analysis, found)
        })
        .collect();
    let took = processor_time().saturating_sub(start).as_secs_f64();
    let mut tallies = [Tally::default(); 3];
    for (document, (analysis, found)) in documents.iter().zip(&read) {
        let place = names.binary_search(&document.name.as_str()).unwrap_or(0);
        let found_parts: Vec<Gold> = found.iter().map(Gold::from).collect();
        for tally in [0, 1 + place % 2] {
            tallies[tally].add(&analysis.document.tokens, &document.gold, &found_parts);
        }
        if let Some(out) = &mut predictions {
            for attribution in found {
                let line = prediction(document, attribution);
                writeln!(out, "{line}").map_err(AttributionError::Predictions)?;
            }
        }
    }
    let [all, odd, even] = tallies.map(Tally::figures);
    Ok(AttributionReport {
        all,
        odd,
        even,
        sentences_per_second: (sentences as f64 / took.max(1e-9) * 10.0).round() / 10.0,
    })
}

/// Leaves out what stands in the content of another.
fn outermost(found: Vec<Attribution>) -> Vec<Attribution> {
    let inside = |one: &Attribution| {
        found.iter().any(|other| {
            let longer = other != one && !other.content.contains(&one.cue);
            let around = other.content.iter().any(|span| span.contains(&one.cue));
            let mutual = one.content.iter().any(|span| span.contains(&other.cue));
            longer && around && !(mutual && one.cue < other.cue)
        })
    };
    let kept: Vec<bool> = found.iter().map(|one| !inside(one)).collect();
    let all = found.into_iter().zip(kept);
    all.filter_map(|(one, kept)| kept.then_some(one)).collect()
}

fn prediction(document: &Marked, found: &Attribution) -> Value {
    let points = CodePoints::of(&document.text);
    let words = |span: Span| {
        let [start, end] = points.pair(span);
        json!({ "text": span.of(&document.text), "start": start, "end": end })
    };
    let content: Vec<Value> = found.content.iter().copied().map(words).collect();
    json!({
        "document": document.name, "cue": words(found.cue), "holder": found.source.map(words),
        "content": content,
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::measure_attribution;

    #[test]
    fn a_folder_of_marked_texts_is_measured() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("marks")).unwrap();
        fs::write(
            at("a.txt"),
            "“Café Luna is open,” Mary Smith said.\n\nIt rains.\n",
        )
        .unwrap();
        let marks = "T1\tSource 21 31\tMary Smith\nT2\tCue 32 36\tsaid\nT3\tContent 0 20\t“Café Luna is open,”\n\
                     T4\tAttribution 32 36\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n";
        fs::write(at("marks/a_1f2e.ann"), marks).unwrap();
        fs::write(at("b.txt"), "The mayor hummed that it rains.").unwrap();
        let marks = "T1\tSource 0 9\tThe mayor\nT2\tCue 10 16\thummed\nT3\tContent 17 30\tthat it rains\n\
                     T4\tAttribution 10 16\thummed\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n";
        fs::write(at("b.ann"), marks).unwrap();
        let mut lines = Vec::new();
        let report = measure_attribution(folder.path(), Some(&mut lines)).unwrap();
        assert_eq!((report.odd.matched, report.odd.content.f1), (1, 1.0));
        assert_eq!((report.even.marked, report.even.matched), (1, 0));
        assert_eq!(
            (report.all.cue.recall, report.all.cue.precision),
            (0.5, 1.0)
        );
        assert_eq!(report.all.holder_of_all.recall, 0.5);
        assert_eq!(
            String::from_utf8(lines).unwrap(),
            "{\"content\":[{\"end\":20,\"start\":0,\"text\":\"“Café Luna is open,”\"}],\"cue\":{\"end\":36,\"start\":32,\
             \"text\":\"said\"},\"document\":\"a\",\"holder\":{\"end\":31,\"start\":21,\"text\":\"Mary Smith\"}}\n"
        );
    }

    #[test]
    fn what_is_no_standoff_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let error = measure_attribution(folder.path(), None).unwrap_err();
        assert!(error.to_string().contains("holds no `.txt`"), "{error}");
        fs::write(folder.path().join("a.txt"), "It rains.").unwrap();
        fs::write(folder.path().join("a.ann"), "T1\tCue 3 99\train").unwrap();
        let error = measure_attribution(folder.path(), None).unwrap_err();
        assert!(
            error
                .to_string()
                .ends_with("line 1: expected `TYPE START END` within the text"),
            "{error}"
        );
    }
}

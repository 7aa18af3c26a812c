//! Articles → how fast they become a graph in Turtle, and how fast the usual Python way makes one of the same pages.

use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use thiserror::Error as ThisError;

use super::peer;
use super::reading::{processor_time, tenths};
use crate::article::{Input, Told, inputs};
use crate::error::Error;
use crate::ontology::Ontology;
use crate::pipeline;
use crate::store::{ExportFormat, ExportScope, Store, StoreOptions};

const SCRIPT: &str = concat!(include_str!("english.py"), include_str!("speed.py"));

/// Why a speed cannot be measured.
#[derive(Debug, ThisError)]
pub enum SpeedError {
    /// The articles cannot be read.
    #[error(transparent)]
    Own(#[from] Box<Error>),
    /// A Python that could not be run, or lacks a package.
    #[error("`{}` cannot run trafilatura, spaCy and pyoxigraph: {reason}", python.display())]
    Python {
        /// The Python.
        python: PathBuf,
        /// Why.
        reason: String,
    },
}

impl From<Error> for SpeedError {
    fn from(error: Error) -> Self {
        Self::Own(Box::new(error))
    }
}

/// Measures, in articles per second of processor time, how fast the articles under `paths` become claims in a store in memory
/// and those Turtle; the models are read in that time, too. `megabytes` is the most memory that was held, where the system tells.
///
/// Where a `python` with trafilatura, spaCy and pyoxigraph is given, that makes Turtle of the same files, which must be pages then.
pub fn measure_speed(paths: &[PathBuf], python: Option<&Path>) -> Result<Value, SpeedError> {
    let start = processor_time();
    let ontology = Ontology::builtin_shared();
    let options = StoreOptions::new(ontology);
    let store = Store::in_memory(&options).map_err(Error::from)?;
    let (found, _) = inputs(paths);
    let (mut articles, mut claims, mut failed) = (0_u32, 0, 0);
    pipeline::add(&store, &Told::default(), &found, &mut |added| match added {
        Ok(added) => {
            articles += 1;
            claims += added.made.graph.claims;
        }
        Err(_) => failed += 1,
    })?;
    let scope = ExportScope::All;
    let statements = store
        .export(&mut io::sink(), &scope, ExportFormat::Turtle)
        .map_err(Error::from)?;
    let took = processor_time().saturating_sub(start).as_secs_f64();
    let mut report = json!({
        "articles": articles, "failed": failed, "claims": claims, "statements": statements,
        "articles_per_second": tenths(f64::from(articles) / took.max(1e-9)), "megabytes": most_memory(),
    });
    if let Some(python) = python {
        let files = found.iter().filter_map(|input| match input {
            Input::File(path) => Some(json!({ "path": path })),
            Input::Stdin | Input::Address { .. } => None,
        });
        let failed = |reason: String| SpeedError::Python {
            python: python.to_owned(),
            reason,
        };
        let lines = peer::run(python, SCRIPT, files).map_err(failed)?;
        report["python"] = other(&lines).ok_or_else(|| failed(peer::STRANGE.to_owned()))?;
    }
    Ok(report)
}

fn other(lines: &[Value]) -> Option<Value> {
    let line = lines.last()?;
    let read = line["read"].as_f64()?;
    Some(json!({
        "version": line["version"].as_str()?, "articles": read as u64, "triples": line["triples"].as_u64()?,
        "articles_per_second": tenths(read / line["seconds"].as_f64()?.max(1e-9)),
        "megabytes": line["megabytes"].as_f64()?.round(),
    }))
}

/// The most memory that this process has held so far, as Linux accounts for it.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes / 1024)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::measure_speed;

    #[test]
    fn articles_are_counted_and_so_is_what_they_claim() {
        let folder = tempfile::tempdir().unwrap();
        let text = "A day\n\nAcme Corp. has bought Blip Ltd.";
        fs::write(folder.path().join("a.txt"), text).unwrap();
        let report = measure_speed(&[folder.path().to_owned()], None).unwrap();
        assert_eq!(
            (&report["articles"], &report["claims"]),
            (&1.into(), &1.into())
        );
        assert!(report["statements"].as_u64() > Some(10) && report["python"].is_null());
    }
}

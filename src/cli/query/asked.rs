//! What a user asks: the text of a question, its name in messages and the values of its parameters.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use byline::Error;
use byline::pipeline;
use byline::query::ast::Define;
use byline::query::{Compiled, Options, Param, parse_library};
use byline::store::Source;

use super::{Failure, read_text, words};
use crate::cli::global::options;
use crate::cli::streams::Streams;

/// The file beside questions whose definitions they all may use.
const LIBRARY: &str = "_lib.lede";

/// A question and all that it is asked with.
pub(in crate::cli) struct Asked {
    pub(in crate::cli) text: String,
    pub(in crate::cli) name: String,
    pub(in crate::cli) params: BTreeMap<String, Param>,
    library: Vec<Define>,
}

impl Asked {
    /// Reads the question from words, a file or standard input.
    pub(in crate::cli) fn new(
        words: &[String],
        file: Option<&Path>,
        set: &[(String, Param)],
    ) -> Result<Self, Failure> {
        let text = match (file, words) {
            (Some(path), _) => read_text(Some(path))?,
            (None, []) => read_text(None)?,
            (None, [dash]) if dash == "-" => read_text(None)?,
            (None, words) => words::join(words),
        };
        Ok(Self {
            text,
            name: file.map_or_else(|| "query".to_owned(), |path| path.display().to_string()),
            params: set.iter().cloned().collect(),
            library: library(file)?,
        })
    }

    /// Returns what it is compiled with.
    pub(in crate::cli) fn options(&self, source: &dyn Source) -> Options {
        Options {
            params: self.params.clone(),
            library: self.library.clone(),
            // Asking a server costs a round trip, and only paths need to know.
            has_facts: !self.text.contains('+') || source.has_facts(),
            ..options(source)
        }
    }

    pub(in crate::cli) fn compile(&self, source: &dyn Source) -> Result<Compiled, Failure> {
        let options = self.options(source);
        pipeline::compile(source, &self.text, &options)
            .map_err(|error| Failure::Question(self.name.clone(), error))
    }

    /// Applies a repair that makes the question compile, and says so.
    pub(in crate::cli) fn mend(&mut self, source: &dyn Source, streams: &mut Streams) {
        let options = self.options(source);
        let compiled = |text: &str| pipeline::compile(source, text, &options);
        let Err(Error::Query { error, .. }) = compiled(&self.text) else {
            return;
        };
        let fixed = error.fix.map(|fix| fix.apply(&self.text));
        if let Some(fixed) = fixed.filter(|fixed| compiled(fixed).is_ok()) {
            streams.note(&format!("read as: {fixed}"));
            self.text = fixed;
        }
    }
}

/// Returns the definitions that stand beside a question, or in `queries` for one that stands in no file.
pub(in crate::cli) fn library(question: Option<&Path>) -> Result<Vec<Define>, Failure> {
    let folder = question.map_or_else(
        || PathBuf::from("queries"),
        |path| path.parent().unwrap_or(Path::new("")).to_owned(),
    );
    let path = folder.join(LIBRARY);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let text = read_text(Some(&path))?;
    parse_library(&text).map_err(|error| {
        let error = Box::new(error);
        Failure::Question(path.display().to_string(), Error::Query { text, error })
    })
}

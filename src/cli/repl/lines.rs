//! Where questions come from: a person at a terminal, or a pipe.

use std::fs;
use std::io::{BufRead, IsTerminal, stdin};
use std::path::PathBuf;

use byline::store::Source;
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{CompletionType, Config, Editor};

use super::editor::Assistant;
use crate::cli::failure::Failure;
use crate::cli::query::Asked;
use crate::cli::streams::Streams;

/// Questions that the history remembers.
const REMEMBERED: usize = 2_000;

/// A source of questions and commands.
pub(super) enum Lines<'s> {
    Prompt(Box<Editor<Assistant<'s>, FileHistory>>, Option<PathBuf>),
    Pipe,
}

impl<'s> Lines<'s> {
    pub(super) fn new(source: &'s dyn Source, streams: &Streams) -> Result<Self, Failure> {
        if !stdin().is_terminal() {
            return Ok(Self::Pipe);
        }
        let config = Config::builder()
            .completion_type(CompletionType::List)
            .max_history_size(REMEMBERED)
            .map_err(|error| failed(&error))?
            .auto_add_history(true)
            .build();
        let mut editor = Editor::with_config(config).map_err(|error| failed(&error))?;
        editor.set_helper(Some(Assistant::new(source, streams.colour)));
        let history = history();
        if let Some(path) = &history {
            // There is none the first time.
            let _none = editor.load_history(path);
        }
        Ok(Self::Prompt(Box::new(editor), history))
    }

    /// Whether a person types the lines.
    pub(super) const fn is_prompt(&self) -> bool {
        matches!(self, Self::Prompt(..))
    }

    /// Returns the next question or command; none at the end.
    pub(super) fn next(&mut self, asked: &Asked) -> Result<Option<String>, Failure> {
        match self {
            Self::Pipe => piped(),
            Self::Prompt(editor, history) => loop {
                if let Some(helper) = editor.helper_mut() {
                    helper.params.clone_from(&asked.params);
                }
                match editor.readline("lede> ") {
                    Ok(text) => return Ok(Some(text)),
                    // What is typed is thrown away, and a new line begins.
                    Err(ReadlineError::Interrupted) => {}
                    Err(ReadlineError::Eof) => {
                        if let Some(path) = history {
                            // Without a place to keep it, the history ends with the session.
                            let _lost = editor.save_history(path);
                        }
                        return Ok(None);
                    }
                    Err(error) => return Err(failed(&error)),
                }
            },
        }
    }
}

impl Drop for Lines<'_> {
    fn drop(&mut self) {
        if let Self::Prompt(editor, Some(path)) = self {
            let _lost = editor.save_history(path);
        }
    }
}

/// Reads lines up to an empty one, a `;` or the end.
fn piped() -> Result<Option<String>, Failure> {
    let mut text = String::new();
    for line in stdin().lock().lines() {
        let line = line.map_err(Failure::Output)?;
        let ends = line.trim_end().ends_with(';') || text.is_empty() && line.starts_with(':');
        if line.trim().is_empty() && !text.trim().is_empty() {
            return Ok(Some(text));
        }
        text += &line;
        text.push('\n');
        if ends {
            return Ok(Some(text));
        }
    }
    Ok(Some(text).filter(|text| !text.trim().is_empty()))
}

/// Returns the file that keeps the history, made where it is not there yet.
fn history() -> Option<PathBuf> {
    let folder = match std::env::var_os("XDG_STATE_HOME").filter(|folder| !folder.is_empty()) {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(std::env::var_os("HOME")?).join(".local/state"),
    };
    let folder = folder.join("byline");
    fs::create_dir_all(&folder).ok()?;
    Some(folder.join("history"))
}

fn failed(error: &ReadlineError) -> Failure {
    Failure::Usage {
        message: format!("the terminal cannot be read: {error}"),
        hint: Some("questions can also be piped in".to_owned()),
    }
}

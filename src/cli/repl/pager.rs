//! Long answers: the output goes through a pager while one is written.

use std::io::{BufWriter, Write, stdout};
use std::process::{Child, Command, Stdio};

use crate::cli::streams::Streams;

/// A pager that the output goes to.
pub(super) struct Pager(Child);

/// Sends the output to the pager that the environment names, or to `less`; does nothing where there is none.
pub(super) fn begin(streams: &mut Streams) -> Option<Pager> {
    if !streams.terminal {
        return None;
    }
    let named = std::env::var("PAGER")
        .ok()
        .filter(|name| !name.trim().is_empty());
    let line = named.unwrap_or_else(|| "less -FRX".to_owned());
    let mut words = line.split_whitespace();
    let program = words.next()?;
    let mut child = Command::new(program)
        .args(words)
        // Short answers stay on the screen, and colours come through.
        .env("LESS", "FRX")
        .stdin(Stdio::piped())
        .spawn()
        .ok()?;
    let input = child.stdin.take()?;
    streams.out = BufWriter::new(Box::new(input));
    Some(Pager(child))
}

impl Pager {
    /// Waits until the reader has seen enough, and sends the output to the terminal again.
    pub(super) fn end(mut self, streams: &mut Streams) {
        // The pager may be gone before all is written, which is its reader's choice.
        let _unread = streams.out.flush();
        streams.out = BufWriter::new(Box::new(stdout()));
        let _status = self.0.wait();
    }
}

//! `byline repl`: questions typed one after the other → their answers.

mod command;
mod editor;
mod lines;
mod pager;

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use byline::pipeline::ask_until;
use byline::query::Fix;
use byline::store::Limits;
use oxigraph::sparql::CancellationToken;

use self::command::Command;
use self::lines::Lines;
use super::failure::Failure;
use super::global::{Global, Place, Reading};
use super::query::{Asked, OutputFormat, Shown, limits, write};
use super::streams::Streams;
use super::{DONE, Run};

const EXAMPLES: &str = "\
Examples:
  byline repl
  byline repl --add articles/ --store :memory:
  byline repl --endpoint 'http://localhost:7878/query?union-default-graph'

A question ends at an empty line or with `;`. Tab completes, the arrow keys go through earlier questions, Ctrl-C stops a
question that takes too long, and Ctrl-D leaves. `:help` lists the commands.";

const WELCOME: &str =
    "Ask a question and end it with `;` or an empty line; :help lists the commands, Ctrl-D leaves.";

/// Rows of a table that are shown unless `:rows` says otherwise.
const ROWS: usize = 100;

/// Ask questions one after the other
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Give up on a question after so long; 30 unless said otherwise
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    timeout: Option<u64>,
    /// SPARQL 1.1 server to ask, in place of the store
    #[arg(long, value_name = "URL", conflicts_with = "add")]
    endpoint: Option<String>,
    #[command(flatten)]
    reading: Reading,
}

/// What lasts from one question to the next.
struct Session<'p> {
    place: &'p Place,
    /// The question asked last, with the parameters set so far.
    asked: Asked,
    /// The repair that its mistake carries.
    fix: Option<Fix>,
    /// What a reader should know beside the answer, told after it.
    notes: Vec<String>,
    shown: Shown,
    limits: Limits,
    stop: Arc<Mutex<CancellationToken>>,
}

pub(super) fn run(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    let place = global.open_source(&args.reading, args.endpoint.as_deref(), streams)?;
    let mut session = Session {
        place: &place,
        asked: Asked::new(&[String::new()], None, &[])?,
        fix: None,
        notes: Vec::new(),
        shown: Shown {
            format: None,
            ids: false,
            rows: Some(ROWS),
        },
        limits: limits(args.timeout),
        stop: Arc::default(),
    };
    let mut lines = Lines::new(place.source(), streams)?;
    if lines.is_prompt() {
        writeln!(streams.out, "{WELCOME}").map_err(Failure::Output)?;
        session.listen();
    }
    loop {
        streams.out.flush().map_err(Failure::Output)?;
        let Some(text) = lines.next(&session.asked)? else {
            return Ok(DONE);
        };
        let text = text.trim().trim_end_matches(';').trim_end();
        let paged = lines.is_prompt().then(|| pager::begin(streams)).flatten();
        let done = session.take(text, streams);
        let flushed = streams.out.flush();
        if let Some(pager) = paged {
            pager.end(streams);
        } else {
            flushed.map_err(Failure::Output)?;
        }
        for note in session.notes.drain(..) {
            streams.note(&note);
        }
        match done {
            Ok(true) => {}
            Ok(false) => return Ok(DONE),
            Err(failure) => {
                failure.report(streams);
            }
        }
    }
}

impl Session<'_> {
    /// Lets Ctrl-C stop the question that is being answered, and nothing else.
    fn listen(&self) {
        let stop = Arc::clone(&self.stop);
        // Without it, Ctrl-C ends the program, as it does elsewhere.
        let _unheard = ctrlc::set_handler(move || {
            stop.lock().unwrap_or_else(PoisonError::into_inner).cancel();
        });
    }

    /// Takes a question or a command; says whether to go on.
    fn take(&mut self, text: &str, streams: &mut Streams) -> Result<bool, Failure> {
        if let Some(command) = text.strip_prefix(':') {
            return self.command(&Command::parse(command)?, streams);
        }
        if !text.is_empty() {
            text.clone_into(&mut self.asked.text);
            self.answer(streams)?;
        }
        Ok(true)
    }

    /// Answers the question asked last.
    fn answer(&mut self, streams: &mut Streams) -> Result<(), Failure> {
        let source = self.place.source();
        self.fix = None;
        if streams.terminal {
            self.asked.mend(source, streams);
        }
        let stop = CancellationToken::new();
        *self.stop.lock().unwrap_or_else(PoisonError::into_inner) = stop.clone();
        let options = self.asked.options(source);
        let reply = ask_until(source, &self.asked.text, &options, self.limits, &stop);
        let reply = match reply {
            Ok(reply) => reply,
            Err(error) => {
                if let byline::Error::Query { error, .. } = &error {
                    self.fix.clone_from(&error.fix);
                }
                return Err(Failure::Question("query".to_owned(), error));
            }
        };
        self.notes.clone_from(&reply.notes);
        write(self.shown, self.place, reply, streams)
    }

    fn set_format(&mut self, format: OutputFormat) {
        self.shown.format = (format != OutputFormat::Table).then_some(format);
    }
}

//! `byline add`: files, folders, patterns and standard input → articles in the store.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use byline::Error;
use byline::article::{Column, Input, Metadata, Told, inputs};
use byline::ontology::vocab;
use byline::pipeline::{self, Made, Pipeline};
use byline::store::{Outcome, Store};
use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use serde_json::{Value, json};

use super::failure::Failure;
use super::global::Global;
use super::streams::{Streams, clean, count};
use super::tables::{self, TextFormat};
use super::{COULD_NOT_RUN, DONE, Run, SOME_FAILED};

const EXAMPLES: &str = "\
Examples:
  byline add articles/ 'archive/*.html'
  byline add story.txt --publisher 'The Daily' --date 2026-03-01 --url https://daily.example.org/story
  curl -s https://example.org/feed.jsonl | byline add -
  byline add https://example.org/2026/03/story.html
  byline add --feed https://example.org/feed.xml
  byline add archive.csv --column text=Story --column date='Day out'
  byline add articles/ --dry-run --verbose

Plain text, Markdown, HTML, JSON, JSON Lines, CSV, TSV, RSS, Atom, JSON Feed, WARC, MHTML and mail (.eml) are read,
also packed with gzip, zstd or brotli. PDF and Office files are not. Of addresses, robots.txt is asked first.
The same article again changes nothing; a changed one replaces what it said before.";

/// Read articles into the store
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files, folders, patterns, `http(s)` addresses, or `-` for standard input
    #[arg(required_unless_present = "feed", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Address of a feed; items that give only a summary are read from their pages; may be given several times
    #[arg(long, value_name = "URL")]
    feed: Vec<String>,
    /// Let addresses of this machine and of private networks be fetched
    #[arg(long)]
    allow_local: bool,
    /// Publisher of articles that name none
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// Date of articles that have none: 2026, 2026-03 or 2026-03-01
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<String>,
    /// Address of an article that has none
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Author of articles that name none; may be given several times
    #[arg(long, value_name = "NAME")]
    author: Vec<String>,
    /// Language of articles that say none, as a tag such as `en`
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// What a column of a table, or a field of records, holds, as in `text=Story`; may be given several times
    #[arg(long, value_name = "FIELD=NAME")]
    column: Vec<Column>,
    /// Read and understand the articles, but add nothing
    #[arg(long)]
    dry_run: bool,
    /// Print only errors
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
    /// How to write the summary
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: TextFormat,
}

pub(super) fn date(text: &str) -> Result<String, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let digits =
        |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let well_formed = match parts.as_slice() {
        [year] => digits(year, 4),
        [year, month] => {
            digits(year, 4)
                && digits(month, 2)
                && format!("{text}-01").parse::<jiff::civil::Date>().is_ok()
        }
        _ => text.parse::<jiff::civil::Date>().is_ok(),
    };
    if well_formed {
        Ok(text.to_owned())
    } else {
        Err("expected a date such as 2026, 2026-03 or 2026-03-01".to_owned())
    }
}

pub(super) fn run(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    let started = Instant::now();
    let (mut found, wrong) = inputs(&args.paths);
    found.extend(args.feed.iter().map(|address| Input::Address {
        address: address.clone(),
        feed: true,
    }));
    let mut tally = Tally {
        verbose: global.verbose,
        ..Tally::default()
    };
    for error in wrong {
        tally.fail(&error.into(), streams);
    }
    if found.is_empty() && tally.failed.len() == 1 && args.format == TextFormat::Text {
        return Ok(COULD_NOT_RUN);
    }
    let bar = progress(args, &found);
    let stopped = if args.dry_run {
        try_out(args, global, &found, &mut tally, &bar, streams)
    } else {
        None
    };
    let store = if args.dry_run {
        None
    } else {
        Some(global.open_to_add()?)
    };
    let stopped = match &store {
        Some(store) => into_store(store, &args.told(), &found, &mut tally, &bar, streams),
        None => stopped,
    };
    bar.finish_and_clear();
    if let Some(error) = stopped {
        summary(args, &tally, store.as_ref(), started.elapsed(), streams)?;
        return Err(error);
    }
    summary(args, &tally, store.as_ref(), started.elapsed(), streams)?;
    Ok(tally.code())
}

impl Args {
    fn told(&self) -> Told {
        Told {
            defaults: Metadata {
                url: self.url.clone(),
                authors: self.author.clone(),
                publisher: self.publisher.clone(),
                published: self.date.clone(),
                language: self.language.clone(),
                ..Metadata::default()
            },
            columns: self.column.clone(),
            allow_local: self.allow_local,
            visits: None,
        }
    }
}

fn into_store(
    store: &Store,
    told: &Told,
    found: &[Input],
    tally: &mut Tally,
    bar: &ProgressBar,
    streams: &mut Streams,
) -> Option<Failure> {
    let result = pipeline::add(store, told, found, &mut |added| {
        bar.suspend(|| match &added {
            Ok(added) => tally.count(&added.made, Some(added.outcome), streams),
            Err(error) => tally.fail(error, streams),
        });
        tally.show(bar);
    });
    result.err().map(Failure::from)
}

fn try_out(
    args: &Args,
    global: &Global,
    found: &[Input],
    tally: &mut Tally,
    bar: &ProgressBar,
    streams: &mut Streams,
) -> Option<Failure> {
    let ontology = match global.load_ontology() {
        Ok(ontology) => ontology,
        Err(failure) => return Some(failure),
    };
    let mut pipeline = Pipeline::new(&ontology, global.base.as_deref().unwrap_or(vocab::DATA));
    pipeline.told = args.told();
    pipeline.run(found, &mut |made| {
        bar.suspend(|| match &made {
            Ok(made) => tally.count(made, None, streams),
            Err(error) => tally.fail(error, streams),
        });
        tally.show(bar);
        ControlFlow::Continue(())
    });
    None
}

/// What was done so far.
#[derive(Default)]
struct Tally {
    verbose: bool,
    added: usize,
    replaced: usize,
    unchanged: usize,
    claims: usize,
    articles: Vec<Value>,
    failed: Vec<String>,
}

impl Tally {
    fn count(&mut self, made: &Made, outcome: Option<Outcome>, streams: &mut Streams) {
        let word = match outcome {
            Some(Outcome::Added) => "added",
            Some(Outcome::Replaced) => "replaced",
            Some(Outcome::Unchanged) => "unchanged",
            None => "read",
        };
        match outcome {
            Some(Outcome::Replaced) => self.replaced += 1,
            Some(Outcome::Unchanged) => self.unchanged += 1,
            Some(Outcome::Added) | None => self.added += 1,
        }
        self.claims += made.graph.claims;
        let title = made.title.as_deref().unwrap_or(&made.source);
        if self.verbose {
            let claims = count(made.graph.claims, "claim");
            // The closing summary reports an output that is gone.
            let _gone = writeln!(streams.err, "{word:9}  {}  ({claims})", clean(title));
        }
        self.articles.push(json!({
            "source": made.source, "title": made.title, "article": made.graph.iri.as_str(),
            "outcome": word, "claims": made.graph.claims, "entities": made.graph.entities,
        }));
    }

    fn fail(&mut self, error: &Error, streams: &mut Streams) {
        self.failed.push(error.to_string());
        streams.error(&error.to_string(), error.hint().as_deref());
    }

    const fn done(&self) -> usize {
        self.added + self.replaced + self.unchanged
    }

    fn show(&self, bar: &ProgressBar) {
        bar.inc(1);
        bar.set_message(format!(
            "{}, {}",
            count(self.done(), "article"),
            count(self.claims, "claim")
        ));
    }

    const fn code(&self) -> u8 {
        match (self.failed.len(), self.done()) {
            (0, _) => DONE,
            (_, 0) => COULD_NOT_RUN,
            _ => SOME_FAILED,
        }
    }
}

/// A bar where the number of articles is known, else a wheel; hidden where standard error is no terminal.
fn progress(args: &Args, found: &[Input]) -> ProgressBar {
    if args.quiet {
        return ProgressBar::hidden();
    }
    let (bar, template) = if !found.iter().any(Input::holds_many) {
        (
            ProgressBar::new(found.len() as u64),
            "{bar:24} {pos}/{len}  {msg}  {rate}  {eta} left",
        )
    } else {
        (
            ProgressBar::no_length(),
            "{spinner}  {msg}  {rate}  {elapsed}",
        )
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.with_key(
            "rate",
            |state: &ProgressState, out: &mut dyn std::fmt::Write| {
                let _unwritten = write!(out, "{:.1} articles/s", state.per_sec());
            },
        ));
    }
    bar
}

fn summary(
    args: &Args,
    tally: &Tally,
    store: Option<&Store>,
    took: Duration,
    streams: &mut Streams,
) -> Result<(), Failure> {
    if args.format == TextFormat::Json {
        return tables::write_json(
            &json!({
                "added": tally.added, "replaced": tally.replaced, "unchanged": tally.unchanged,
                "failed": tally.failed, "claims": tally.claims, "dry_run": args.dry_run, "articles": tally.articles,
            }),
            streams,
        );
    }
    if args.quiet {
        return Ok(());
    }
    let verb = if args.dry_run { "Read" } else { "Added" };
    let mut parts = vec![format!("{verb} {}", count(tally.added, "article"))];
    for (number, word) in [
        (tally.replaced, "replaced"),
        (tally.unchanged, "unchanged"),
        (tally.failed.len(), "failed"),
    ] {
        if number > 0 {
            parts.push(format!("{number} {word}"));
        }
    }
    let seconds = took.as_secs_f64();
    let rate = tally.done() as f64 / seconds.max(0.001);
    let mut text = format!(
        "{}: {} in {seconds:.1} s ({rate:.0} articles/s)\n",
        parts.join(", "),
        count(tally.claims, "claim")
    );
    if let Some(store) = store {
        let all = store.counts()?;
        let place = store
            .path()
            .map_or_else(|| ":memory:".to_owned(), |path| path.display().to_string());
        text += &format!(
            "{place} holds {}, {}, {} and {}\n",
            count(all.articles, "article"),
            count(all.claims, "claim"),
            count(all.facts, "accepted fact"),
            count(all.disputed, "disputed proposition"),
        );
    }
    streams.say(&text)
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_of_any_precision_and_nothing_else() {
        for good in ["2026", "2026-03", "2026-02-28"] {
            assert_eq!(date(good).as_deref(), Ok(good));
        }
        for bad in [
            "26",
            "2026-13",
            "2026-02-30",
            "yesterday",
            "1 March 2026",
            "",
        ] {
            assert!(date(bad).is_err(), "{bad}");
        }
    }
}

//! `byline coverage`: an article → its text with its claims in the margin.

use std::path::{Path, PathBuf};

use byline::article::{Told, inputs};
use byline::coverage::{Coverage, Sentence, coverage, holder, qualifiers, write_html};
use byline::dossier::Saying;
use byline::pipeline;
use byline::store::{Store, StoreOptions};
use clap::ValueEnum;
use serde_json::json;

use super::failure::Failure;
use super::global::{Global, Reading};
use super::streams::{Streams, clean, columns, count, wrap};
use super::tables;
use super::{COULD_NOT_RUN, DONE, Run, SOME_FAILED};

const EXAMPLES: &str = "\
Examples:
  byline coverage 'Regulator fines Albion Trust'
  byline coverage https://example.org/news/1
  byline coverage story.html
  byline coverage story.html --format html > coverage.html
  byline coverage 5e1c0a77 --format json

A file, or `-` for standard input, is read into memory and covered there; the store stays as it is.";

/// Columns that a sentence and its claims need beside each other.
const BESIDE: usize = 80;

/// Show an article with its claims in the margin, and which sentences gave none
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// An article of the store, by its address, title or identifier, or a part that fits one alone; or a file
    #[arg(value_name = "ARTICLE")]
    article: String,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: CoverageFormat,
    #[command(flatten)]
    reading: Reading,
}

/// A format of covered articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CoverageFormat {
    /// For a person at a terminal.
    Text,
    /// One page for a person with a browser.
    Html,
    /// For a program.
    Json,
}

pub(super) fn run(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    let (covered, failed) = if args.article == "-" || Path::new(&args.article).exists() {
        of_file(Path::new(&args.article), global, streams)?
    } else {
        let store = global.open_to_read(&args.reading, streams)?;
        let article = store.find_article(&args.article)?;
        (vec![coverage(&store, &article)?], 0)
    };
    if covered.is_empty() && failed > 0 {
        return Ok(COULD_NOT_RUN);
    }
    match args.format {
        CoverageFormat::Json => tables::write_json(&json!({ "articles": covered }), streams)?,
        CoverageFormat::Html => {
            write_html(&covered, &mut streams.out).map_err(Failure::Output)?;
        }
        CoverageFormat::Text => {
            for (at, one) in covered.iter().enumerate() {
                let gap = if at > 0 { "\n" } else { "" };
                let text = text(one, streams);
                streams.say(&format!("{gap}{text}"))?;
            }
        }
    }
    Ok(if failed > 0 { SOME_FAILED } else { DONE })
}

/// Reads the articles of a file into a store of their own; returns their coverage and how many failed.
fn of_file(
    path: &Path,
    global: &Global,
    streams: &mut Streams,
) -> Result<(Vec<Coverage>, usize), Failure> {
    let mut options = StoreOptions::new(global.load_ontology()?);
    options.base.clone_from(&global.base);
    let store = Store::in_memory(&options)?;
    let (found, wrong) = inputs(&[PathBuf::from(path)]);
    let mut failed = wrong.len();
    for error in wrong {
        streams.error(&error.to_string(), None);
    }
    let mut articles = Vec::new();
    pipeline::add(&store, &Told::default(), &found, &mut |added| match added {
        Ok(added) => articles.push(added.made.graph.iri),
        Err(error) => {
            failed += 1;
            streams.error(&error.to_string(), error.hint().as_deref());
        }
    })?;
    let covered = articles.iter().map(|article| coverage(&store, article));
    Ok((covered.collect::<Result<_, _>>()?, failed))
}

fn text(covered: &Coverage, streams: &mut Streams) -> String {
    for note in &covered.notes {
        streams.note(&format!("`{}`: {note}", covered.name()));
    }
    let streams = &*streams;
    let parts = [covered.publisher.clone(), covered.published.clone()];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let mut text = format!("{}\n", streams.bold(&clean(covered.name())));
    if !parts.is_empty() {
        text += &format!("{}\n", streams.dim(&clean(&parts.join(" · "))));
    }
    text += &summary(covered);
    let width = usize::from(streams.width().unwrap_or(100)).max(40);
    let mut block = None;
    for sentence in &covered.sentences {
        if sentence.kind == "headline" && sentence.claims.is_empty() {
            continue;
        }
        if block.replace(sentence.block) != Some(sentence.block) {
            text.push('\n');
        }
        text += &one(sentence, width, streams);
    }
    text
}

fn summary(covered: &Coverage) -> String {
    let counts = covered.counts;
    let statuses = covered.statuses.iter();
    let statuses: Vec<String> = statuses
        .map(|status| format!("{} {}", status.claims, status.status))
        .collect();
    let statuses = if statuses.is_empty() {
        String::new()
    } else {
        format!(" ({})", statuses.join(", "))
    };
    format!(
        "{}{statuses} from {} of {} ({} %)\n",
        count(counts.claims, "claim"),
        counts.with_claims,
        count(counts.sentences, "sentence"),
        covered.percent(),
    )
}

/// One sentence with its claims beside it, or below it where the terminal is narrow.
fn one(sentence: &Sentence, width: usize, streams: &Streams) -> String {
    let words = clean(&sentence.text);
    if !sentence.read {
        let lines = wrap(&words, width - 2).into_iter();
        let shown = |line: String| match sentence.kind {
            "heading" => streams.bold(&line),
            _ => streams.dim(&line),
        };
        return lines.map(|line| format!("  {}\n", shown(line))).collect();
    }
    let mark = if sentence.claims.is_empty() {
        streams.dim("·")
    } else {
        streams.mark("┃", true)
    };
    if width < BESIDE {
        let lines = wrap(&words, width - 2);
        let lines = lines.iter().map(|line| format!("{mark} {line}\n"));
        let claims = margin(sentence, width - 4, streams);
        let claims = claims.iter().map(|line| format!("    {line}\n"));
        return lines.chain(claims).collect();
    }
    // Sentences without claims keep to the same column, so that the text reads as one.
    let left = width * 11 / 20;
    let lines = wrap(&words, left - 2);
    let claims = margin(sentence, width - left - 2, streams);
    let mut text = String::new();
    for at in 0..lines.len().max(claims.len()) {
        let line = lines.get(at).map_or("", String::as_str);
        let claim = claims.get(at).map_or("", String::as_str);
        let gap = " ".repeat((left - 2).saturating_sub(columns(line)));
        let row = format!("{mark} {line}{gap}  {claim}");
        text += &format!("{}\n", row.trim_end());
    }
    text
}

/// The lines of a sentence's claims.
fn margin(sentence: &Sentence, width: usize, streams: &Streams) -> Vec<String> {
    let mut lines = Vec::new();
    for saying in &sentence.claims {
        lines.extend(wrap(&clean(&triple(saying)), width));
        let mut stance = vec![saying.status.clone()];
        if saying.certainty != "certain" {
            stance.push(format!("certainty {}", saying.certainty));
        }
        stance.extend(holder(saying));
        if saying.disputed {
            stance.push("disputed".to_owned());
        }
        let more = qualifiers(saying).join(", ");
        for part in [more, stance.join(" · ")] {
            let part = wrap(&clean(&part), width - 2);
            lines.extend(part.iter().map(|line| format!("  {}", streams.dim(line))));
        }
    }
    lines
}

/// Returns what is claimed: "not: Acme —acquired→ Blip".
pub(super) fn triple(saying: &Saying) -> String {
    let not = if saying.negative { "not: " } else { "" };
    format!(
        "{not}{} —{}→ {}",
        saying.subject, saying.relation, saying.object
    )
}

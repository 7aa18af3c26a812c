//! `byline analyse`: articles → their words, names and values, for a person, for linguists' tools or for programs.

use std::io::Write;
use std::path::PathBuf;

use byline::Error;
use byline::annotation::{Annotation, Mention, Sentence, Token, annotate_all, write_conllu};
use byline::article::{Metadata, Told, inputs};
use byline::ontology::vocab;
use byline::pipeline::Pipeline;
use clap::ValueEnum;
use comfy_table::{Table, presets};

use super::failure::Failure;
use super::global::Global;
use super::streams::{Streams, clean, count, wrap};
use super::{COULD_NOT_RUN, DONE, Run, SOME_FAILED, add};

const EXAMPLES: &str = "\
Examples:
  byline analyse story.html
  curl -s https://example.org/story.html | byline analyse -
  echo 'Acme bought Blip for $3 million on Tuesday.' | byline analyse - --date 2026-03-05
  byline analyse story.html --format conllu > story.conllu
  byline analyse articles/ --format json

Reads whatever `byline add` reads, and stores nothing. Dates such as \"on Tuesday\" are reckoned from the day of publication.
CoNLL-U has names (`Name=B-Person`), values (`Value=B-Money|Norm=USD_3000000`) and what mentions stand for
(`RefersTo=…`) in its MISC column. In JSON, places are Unicode code points into `text`, from 0.";

/// Show how articles are read: sentences, words, dependencies, names and values
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files, folders, patterns, or `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    paths: Vec<PathBuf>,
    /// Date of articles that have none: 2026, 2026-03 or 2026-03-01
    #[arg(long, value_name = "DATE", value_parser = add::date)]
    date: Option<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: AnalysisFormat,
}

/// A format of annotated articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum AnalysisFormat {
    /// For a person.
    Text,
    /// For linguists' tools.
    Conllu,
    /// For a program.
    Json,
}

pub(super) fn run(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    let (found, wrong) = inputs(&args.paths);
    let mut failed = wrong.len();
    for error in wrong {
        streams.error(&error.to_string(), None);
    }
    let ontology = global.load_ontology()?;
    let base = global.base.as_deref().unwrap_or(vocab::DATA);
    let mut pipeline = Pipeline::new(&ontology, base);
    pipeline.told = Told {
        defaults: Metadata {
            published: args.date.clone(),
            ..Metadata::default()
        },
        ..Told::default()
    };
    let (mut read, mut stopped) = (0, None);
    annotate_all(&pipeline, &found, &mut |annotated| {
        if stopped.is_some() {
            return;
        }
        let written = match annotated {
            Ok(annotation) => {
                read += 1;
                write(&annotation, read, args.format, streams)
            }
            Err(error) => {
                failed += 1;
                tell(&error, streams);
                Ok(())
            }
        };
        stopped = written.err();
    });
    if let Some(failure) = stopped {
        return Err(failure);
    }
    if args.format == AnalysisFormat::Json {
        streams.say(if read == 0 {
            "{\"articles\": []}\n"
        } else {
            "\n]}\n"
        })?;
    }
    Ok(match (read, failed) {
        (_, 0) => DONE,
        (0, _) => COULD_NOT_RUN,
        _ => SOME_FAILED,
    })
}

fn tell(error: &Error, streams: &mut Streams) {
    streams.error(&error.to_string(), error.hint().as_deref());
}

fn write(
    annotation: &Annotation,
    number: usize,
    format: AnalysisFormat,
    streams: &mut Streams,
) -> Result<(), Failure> {
    if format != AnalysisFormat::Json {
        let name = annotation.title.as_ref().unwrap_or(&annotation.source);
        for note in &annotation.notes {
            streams.note(&format!("`{name}`: {note}"));
        }
    }
    match format {
        AnalysisFormat::Text => text(annotation, number, streams),
        AnalysisFormat::Conllu => {
            write_conllu(annotation, number, &mut streams.out).map_err(Failure::Output)
        }
        AnalysisFormat::Json => {
            // Articles are written as they come, so that many of them need not be held.
            streams.say(if number == 1 {
                "{\"articles\": [\n"
            } else {
                ",\n"
            })?;
            serde_json::to_writer_pretty(&mut streams.out, annotation)
                .map_err(|error| Failure::Output(error.into()))
        }
    }
}

fn text(annotation: &Annotation, number: usize, streams: &mut Streams) -> Result<(), Failure> {
    let title = annotation.title.as_ref().unwrap_or(&annotation.source);
    let words: usize = annotation
        .sentences
        .iter()
        .map(|sentence| sentence.tokens.len())
        .sum();
    let parts = [
        annotation.publisher.clone(),
        // Without it "on Tuesday" has no date, which a reader may wonder about.
        annotation
            .published
            .clone()
            .or_else(|| Some("date unknown".to_owned())),
        annotation.language.clone(),
        Some(count(annotation.sentences.len(), "sentence")),
        Some(count(words, "token")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if number > 1 {
        streams.say("\n")?;
    }
    let head = format!(
        "{}\n{}\n",
        streams.bold(&clean(title)),
        streams.dim(&clean(&parts.join(" · ")))
    );
    streams.say(&head)?;
    for (at, sentence) in annotation.sentences.iter().enumerate() {
        let text = one(at + 1, sentence, streams);
        streams.say(&text)?;
    }
    streams.out.flush().map_err(Failure::Output)
}

/// One sentence: its words, their table, what they name and what they count.
fn one(number: usize, sentence: &Sentence, streams: &Streams) -> String {
    let width = usize::from(streams.width().unwrap_or(100)).max(40);
    let label = format!("{number}");
    let indent = label.len() + 2;
    let mut lines = wrap(&clean(&sentence.text), width - indent).into_iter();
    let mut text = format!(
        "\n{}  {}\n",
        streams.dim(&label),
        streams.bold(&lines.next().unwrap_or_default())
    );
    for line in lines {
        text += &format!("{:indent$}{}\n", "", streams.bold(&line));
    }
    text += &table(&sentence.tokens, None);
    let names = |kind: &str| -> Vec<String> {
        let mentions = sentence.mentions.iter();
        let mentions = mentions.filter(|mention| mention.kind == kind);
        mentions.map(named).collect()
    };
    let values = sentence.values.iter();
    let values = values.map(|value| {
        let (name, words) = (value.normal.name(), value.normal.words());
        if words == value.text {
            format!("{words} ({name})")
        } else {
            format!("{} = {words} ({name})", value.text)
        }
    });
    let lists = [
        ("names", names("name")),
        ("nominals", names("nominal")),
        ("pronouns", names("pronoun")),
        ("values", values.collect()),
    ];
    for (title, list) in lists {
        if !list.is_empty() {
            text += &listed(title, &list, width, streams);
        }
    }
    text
}

/// "the company (organization) → Acme"
fn named(mention: &Mention) -> String {
    let mut text = mention.text.clone();
    let class = mention.class.as_deref().or(mention.name_type);
    if let Some(class) = class.filter(|_| mention.kind != "pronoun") {
        text += &format!(" ({class})");
    }
    match &mention.refers_to {
        Some(thing) if *thing != mention.text => text += &format!(" → {thing}"),
        Some(_) => {}
        None if mention.kind == "name" => {}
        None => text += " → ?",
    }
    text
}

fn listed(title: &str, list: &[String], width: usize, streams: &Streams) -> String {
    const INDENT: usize = 14;
    let lines = wrap(&clean(&list.join(" · ")), width - INDENT);
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        let title = if at == 0 { title } else { "" };
        text += &format!("    {}{line}\n", streams.dim(&format!("{title:<10}")));
    }
    text
}

/// Returns tokens as an aligned table, each with a remark where `marks` gives some.
pub(super) fn table(tokens: &[Token], marks: Option<&[String]>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).force_no_tty();
    for (at, token) in tokens.iter().enumerate() {
        let governor = token.head.checked_sub(1).and_then(|head| tokens.get(head));
        let governor = governor.map_or("", |governor| governor.form.as_str());
        let mut row = vec![
            format!("{:>3}", token.id),
            clean(&token.form),
            token.upos.to_owned(),
            clean(&token.lemma),
            format!("{:>3} {}", token.head, clean(governor)),
            token.deprel.to_owned(),
        ];
        row.extend(marks.and_then(|marks| marks.get(at)).cloned());
        table.add_row(row);
    }
    let lines = table.lines();
    lines
        .map(|line| format!("  {}\n", line.trim_end()))
        .collect()
}

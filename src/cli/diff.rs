//! `byline diff`: an article → what changed in it between two versions.

use byline::dossier::{Change, Changes, Saying, changes};
use byline::store::Version;
use serde_json::json;

use super::failure::Failure;
use super::global::{Global, Reading};
use super::show;
use super::streams::{Streams, clean, count};
use super::tables::{self, TextFormat};
use super::{DONE, Run};

const EXAMPLES: &str = "\
Examples:
  byline diff 'Regulator fines Albion Trust'
  byline diff https://example.org/news/1 --from 1 --to 3
  byline diff 5e1c0a77 --text
  byline diff 5e1c0a77 --format json

A version is kept whenever `byline add` finds an article with another text, title, date or authors than before.";

/// Show which claims of an article came, went or changed between its versions
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Its address, title or identifier, or a part that fits one article alone
    #[arg(value_name = "ARTICLE")]
    article: String,
    /// The older version, from 1; the last but one where it is left out
    #[arg(long, value_name = "NUMBER")]
    from: Option<usize>,
    /// The newer version; the present one where it is left out
    #[arg(long, value_name = "NUMBER")]
    to: Option<usize>,
    /// Show the sentences that differ, too
    #[arg(long)]
    text: bool,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: TextFormat,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    let store = global.open_to_read(&args.reading, streams)?;
    let article = store.find_article(&args.article)?;
    let versions = store.versions(&article)?;
    let last = versions.len();
    let newer = chosen(&versions, args.to.unwrap_or(last))?;
    let older = chosen(&versions, args.from.unwrap_or(newer.number.max(2) - 1))?;
    let (before, after) = (store.at(&article, older)?, store.at(&article, newer)?);
    let titles = [before.title_of(&article)?, after.title_of(&article)?].map(|title| clean(&title));
    if last < 2 {
        streams.note(&format!("`{}` has one version", titles[1]));
    }
    if older.made_with != newer.made_with {
        streams.note(
            "the versions were read with different versions of Byline or its ontology: \
             claims may differ though the article says the same",
        );
    }
    let found = changes(&before, &after, &article)?;
    match args.format {
        TextFormat::Json => tables::write_json(
            &json!({
                "article": article.as_str(), "from": older.number, "to": newer.number, "versions": last,
                "title_before": titles[0], "title": titles[1], "changes": found,
            }),
            streams,
        )?,
        TextFormat::Text => {
            let numbers = format!("version {} → {} of {last}", older.number, newer.number);
            let text = head(&titles, &numbers, &found, streams) + &body(&found, args.text, streams);
            streams.say(&text)?;
        }
    }
    Ok(DONE)
}

fn chosen(versions: &[Version], number: usize) -> Result<&Version, Failure> {
    let found = versions.iter().find(|version| version.number == number);
    found.ok_or_else(|| {
        let all = match versions.len() {
            1 => "there is one, 1".to_owned(),
            count => format!("there are {count}, from 1"),
        };
        Failure::usage(format!("the article has no version {number}"), all)
    })
}

/// The title, and a line on what differs.
fn head(
    [before, after]: &[String; 2],
    numbers: &str,
    found: &Changes,
    streams: &Streams,
) -> String {
    let (gone, new) = (found.sentences_removed.len(), found.sentences_added.len());
    let mut text = format!(
        "{}\n{numbers}: {} went, {new} came; claims as before: {}\n",
        streams.bold(after),
        count(gone, "sentence"),
        found.same,
    );
    if before != after {
        text += &format!("title before: {before}\n");
    }
    text
}

fn body(found: &Changes, with_text: bool, streams: &Streams) -> String {
    let mut text = String::new();
    for change in &found.claims {
        text.push('\n');
        match change {
            Change::Came { claim } => text += &one("+", claim, streams),
            Change::Went { claim } => text += &one("-", claim, streams),
            Change::Changed { before, after } => {
                text += &one("-", before, streams);
                text += &one("+", after, streams);
            }
        }
    }
    if with_text {
        let lines = [
            ("-", &found.sentences_removed),
            ("+", &found.sentences_added),
        ];
        for (mark, sentences) in lines {
            for sentence in sentences {
                text += &format!("\n{} {}", streams.mark(mark, mark == "+"), clean(sentence));
            }
        }
        text.push('\n');
    }
    text
}

fn one(mark: &str, saying: &Saying, streams: &Streams) -> String {
    let line = format!("{}, {}", show::line(saying), saying.status);
    format!(
        "{} {}\n    {}\n    {}\n",
        streams.mark(mark, mark == "+"),
        clean(&line),
        clean(&format!("“{}”", saying.quote)),
        streams.dim(&clean(&saying.by)),
    )
}

//! `byline show`: a name → all that is known of what it names.

use byline::dossier::{Appearance, Dossier, Recorded, Saying, dossier};
use byline::ontology::names::{NameIndex, Named, fold, preferred};
use byline::store::{Store, StoreError};
use oxigraph::model::NamedNode;

use super::failure::Failure;
use super::global::{Global, Reading};
use super::streams::{Streams, clean};
use super::tables::{self, TextFormat};
use super::{DONE, Run};

const EXAMPLES: &str = "\
Examples:
  byline show OpenAI
  byline show Sam Altman
  byline show '<https://w3id.org/byline/data/organization/openai>'
  byline show 'Valdera sign Okafor'
  byline show https://example.org/news/1
  byline show \"Marlow Athletic\" --format json";

/// Print all that is known of one thing: names, facts by status, who says what, articles; of an article, where each
/// part of its metadata was read
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Its name or identifier, or the title or address of an article; several words are one name
    #[arg(required = true, value_name = "NAME")]
    name: Vec<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: TextFormat,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    let store = global.open_to_read(&args.reading, streams)?;
    let name = args.name.join(" ");
    let found = dossier(&store, &named(&store, &name, streams)?)?;
    match args.format {
        TextFormat::Json => tables::write_json(&found, streams)?,
        TextFormat::Text => write(&found, streams)?,
    }
    Ok(DONE)
}

/// Returns the one thing that a name means.
fn named(store: &Store, name: &str, streams: &mut Streams) -> Result<NamedNode, Failure> {
    if let Some(iri) = name
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
        && let Ok(node) = NamedNode::new(iri)
    {
        return Ok(node);
    }
    let mut found = store.find(&fold(name));
    let exact = |thing: &Named| fold(&thing.label) == fold(name);
    if found.len() > 1 && found.iter().filter(|thing| exact(thing)).count() == 1 {
        found.retain(exact);
    }
    match found.as_slice() {
        [thing] => Ok(thing.iri.clone()),
        [] => match store.find_article(name) {
            Ok(article) => Ok(article),
            Err(error @ StoreError::ManyArticles { .. }) => Err(error.into()),
            Err(_) => Err(unknown(store, name)),
        },
        many => {
            if let Some(one) = preferred(&many.iter().collect::<Vec<_>>()) {
                let others: Vec<String> = many
                    .iter()
                    .filter(|other| other.iri != one.iri)
                    .map(|other| other.iri.to_string())
                    .collect();
                streams.note(&format!(
                    "`{name}` is also {}, of which less is claimed",
                    others.join(" and ")
                ));
                return Ok(one.iri.clone());
            }
            let things: Vec<String> = many
                .iter()
                .map(|thing| format!("{} {}", thing.label, thing.iri))
                .collect();
            Err(Failure::usage(
                format!("`{name}` could be {} things", many.len()),
                format!("give one identifier: {}", things.join(", ")),
            ))
        }
    }
}

fn unknown(store: &Store, name: &str) -> Failure {
    let near = store.near(&fold(name), 3);
    let near: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
    Failure::Usage {
        message: format!("nothing in the graph is called `{name}`"),
        hint: (!near.is_empty()).then(|| format!("did you mean {}?", near.join(" or "))),
    }
}

/// Writes a dossier for a person.
pub(super) fn write(found: &Dossier, streams: &mut Streams) -> Result<(), Failure> {
    let mut text = String::new();
    text += &format!(
        "{}  {}\n",
        streams.bold(&clean(&found.label)),
        streams.dim(&found.types.join(", "))
    );
    text += &format!("{}\n", streams.dim(&found.iri));
    for (title, list) in [("Also called", &found.names), ("Same as", &found.same_as)] {
        if !list.is_empty() {
            text += &format!("{title}: {}\n", clean(&list.join(", ")));
        }
    }
    if !found.metadata.is_empty() {
        text += &format!("\n{}\n", streams.bold("Metadata, and where each was read"));
        for one in &found.metadata {
            text += &recorded(one, streams);
        }
    }
    text += &sayings("", &found.claims, streams);
    text += &sayings("Says of others: ", &found.says, streams);
    if !found.articles.is_empty() {
        text += &format!("\n{}\n", streams.bold("Articles"));
        for article in &found.articles {
            text += &format!("  {}\n", place(article));
        }
    }
    streams.say(&text)
}

/// Sayings come sorted by status, so each change of status opens a section.
fn sayings(prefix: &str, list: &[Saying], streams: &Streams) -> String {
    let mut text = String::new();
    for group in list.chunk_by(|one, other| one.status == other.status) {
        let status = group
            .first()
            .map(|saying| capitalised(&saying.status))
            .unwrap_or_default();
        text += &format!("\n{}\n", streams.bold(&format!("{prefix}{status}")));
        for saying in group {
            text += &one(saying, streams);
        }
    }
    text
}

/// Returns what is claimed, in one line.
pub(super) fn line(saying: &Saying) -> String {
    let not = if saying.negative { "not: " } else { "" };
    let mut line = format!("{not}{}", saying.statement);
    for (name, value) in &saying.details {
        line += &format!(", {name} {value}");
    }
    if let Some(condition) = &saying.condition {
        line += &format!(", if {condition}");
    }
    line
}

fn one(saying: &Saying, streams: &Streams) -> String {
    let mut line = line(saying);
    if saying.disputed {
        line += "  [disputed]";
    }
    let relays: Vec<String> = saying
        .relayed_by
        .iter()
        .filter(|relay| Some(*relay) != saying.article.publisher.as_ref())
        .map(|relay| format!(", passed on by {relay}"))
        .collect();
    // The publisher stands in the article's line anyway.
    let holder = if Some(&saying.by) == saying.article.publisher.as_ref() {
        String::new()
    } else {
        format!("{}{} · ", saying.by, relays.concat())
    };
    format!(
        "  {}\n    {}\n    {}\n",
        clean(&line),
        clean(&format!("“{}”", saying.quote)),
        streams.dim(&clean(&format!("{holder}{}", place(&saying.article))))
    )
}

fn recorded(known: &Recorded, streams: &Streams) -> String {
    let values = clean(&format!("{}: {}", known.field, known.values.join("; ")));
    let origin = known.origin.as_deref().map(|origin| format!("({origin})"));
    let origin = origin.map(|origin| format!(" {}", streams.dim(&origin)));
    format!("  {values}{}\n", origin.unwrap_or_default())
}

fn place(article: &Appearance) -> String {
    let title = article
        .title
        .clone()
        .unwrap_or_else(|| article.article.clone());
    let parts = [
        article.published.clone(),
        article.publisher.clone(),
        Some(title),
    ];
    clean(&parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

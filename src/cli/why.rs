//! `byline why`: a claim → its sentence, its holder, and the wording and the cues that made it.

use byline::derivation::{CueFound, CueMeaning, Derivation, Reading, derivation, find_claims};
use byline::dossier::Saying;
use byline::store::Store;
use oxigraph::model::NamedNode;

use super::failure::Failure;
use super::global::{Global, Reading as Opening};
use super::streams::{Streams, clean, wrap};
use super::tables::{self, TextFormat};
use super::{DONE, Run, analyse, coverage};

const EXAMPLES: &str = "\
Examples:
  byline why '<https://w3id.org/byline/data/claim/91ab5e1c0a77d2f3>'
  byline why 91ab5e1c
  byline why 91ab5e1c --format json

`byline coverage ARTICLE --format json` and `byline show NAME --format json` give the identifiers of claims. The sentence is
read once more, by the ontology that the store has, to show its tree and the wording that fits.";

/// Show why a claim was made: its sentence, who holds it, the words that gave its status, and the wording that fits
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Identifier of the claim, or its last characters
    #[arg(value_name = "CLAIM")]
    claim: String,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: TextFormat,
    #[command(flatten)]
    reading: Opening,
}

pub(super) fn run(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    let store = global.open_to_read(&args.reading, streams)?;
    let claim = found(&store, &args.claim)?;
    let Some(found) = derivation(&store, &claim)? else {
        return Err(unknown(&args.claim));
    };
    match args.format {
        TextFormat::Json => tables::write_json(&found, streams)?,
        TextFormat::Text => {
            let meaning = store
                .ontology()
                .statuses
                .iter()
                .find(|status| status.label == found.claim.status)
                .map(|status| status.comment.clone());
            let text = text(&found, &meaning.unwrap_or_default(), streams);
            streams.say(&text)?;
        }
    }
    Ok(DONE)
}

fn found(store: &Store, words: &str) -> Result<NamedNode, Failure> {
    match find_claims(store, words)?.as_slice() {
        [] => Err(unknown(words)),
        [one] => Ok(one.clone()),
        many => {
            let shown: Vec<String> = many.iter().take(5).map(ToString::to_string).collect();
            Err(Failure::usage(
                format!("`{words}` could be {} claims", many.len()),
                format!("give more of it: {}", shown.join(", ")),
            ))
        }
    }
}

fn unknown(words: &str) -> Failure {
    Failure::usage(
        format!("there is no claim `{words}`"),
        "`byline coverage ARTICLE --format json` gives the identifiers of an article's claims",
    )
}

fn text(found: &Derivation, meaning: &str, streams: &Streams) -> String {
    let claim = &found.claim;
    let width = usize::from(streams.width().unwrap_or(100)).max(40);
    let mut text = format!(
        "{}\n{}\n\n",
        streams.bold(&clean(&coverage::triple(claim))),
        streams.dim(&claim.claim)
    );
    for line in wrap(&clean(&format!("“{}”", claim.quote)), width - 2) {
        text += &format!("  {line}\n");
    }
    for line in wrap(&clean(&place(claim)), width - 2) {
        text += &format!("  {}\n", streams.dim(&line));
    }
    text.push('\n');
    let mut rows = stance(claim, meaning);
    match &found.reading {
        Some(reading) => {
            rows.extend(made_by(reading, &claim.status));
            text += &listed(&rows, width, streams);
            text.push('\n');
            text += &analyse::table(&reading.tokens, Some(&roles(reading)));
        }
        None => {
            text += &listed(&rows, width, streams);
            text += "\nReading the sentence now gives no such claim: it was read by another version of Byline or with\n\
                     another ontology, or depends on more of the article than the store keeps.\n";
        }
    }
    text
}

/// The status, who holds it, and everything else that is said beside the triple.
fn stance<'c>(claim: &'c Saying, meaning: &str) -> Vec<(&'c str, String)> {
    let mut rows = vec![("status", format!("{}: {meaning}", claim.status))];
    if claim.negative {
        let words = "negative: the holder says that it is not so";
        rows.push(("polarity", words.to_owned()));
    }
    rows.push(("certainty", claim.certainty.clone()));
    rows.push(("held by", format!("{} ({})", claim.by, claim.source_kind)));
    // That the article passes it on goes without saying.
    let relays = claim.relayed_by.iter();
    let relays = relays.filter(|relay| Some(*relay) != claim.article.publisher.as_ref());
    rows.extend(relays.map(|relay| ("passed on by", relay.clone())));
    let details = claim.details.iter();
    rows.extend(details.map(|(name, value)| (name.as_str(), value.clone())));
    rows.extend(claim.condition.iter().map(|words| ("if", words.clone())));
    if claim.disputed {
        rows.push(("disputed", "others claim the opposite".to_owned()));
    }
    rows
}

fn place(claim: &Saying) -> String {
    let article = &claim.article;
    let title = article.title.as_ref().unwrap_or(&article.article);
    let parts = [
        Some(title),
        article.publisher.as_ref(),
        article.published.as_ref(),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    format!(
        "{}, characters {} to {}",
        parts.join(" · "),
        claim.quote_start,
        claim.quote_end
    )
}

/// What of the ontology made the claim.
fn made_by(reading: &Reading, status: &str) -> Vec<(&'static str, String)> {
    let trigger = reading.roles.iter().find(|role| role.role == "trigger");
    let trigger = trigger.map_or("", |role| reading.tokens[role.token - 1].form.as_str());
    let mut rows: Vec<(&'static str, String)> = reading
        .frames
        .iter()
        .map(|frame| {
            let words = format!(
                "{} \"{}\" of `{}`, at “{trigger}”",
                frame.property, frame.frame, frame.relation
            );
            ("wording", words)
        })
        .collect();
    if let Some(likely) = reading.learned {
        let words =
            format!("no frame; the learned weights hold it {likely} % likely, at “{trigger}”");
        rows.push(("learned", words));
    }
    if let Some(open) = &reading.open {
        let words = format!(
            "none of the ontology: the words at “{trigger}” name the relation; {} \"{}\" would find it",
            open.property, open.frame
        );
        rows.push(("wording", words));
    }
    if rows.is_empty() {
        rows.push((
            "wording",
            format!("no frame of the ontology alone, at “{trigger}”"),
        ));
    }
    rows.extend(reading.cues.iter().map(|cue| ("cue", told(cue))));
    let meanings = reading.cues.iter().flat_map(|cue| &cue.cues);
    let mut statuses = meanings.filter_map(|cue| cue.status.as_deref());
    if status == "reported" {
        if reading.cues.is_empty() {
            rows.push(("cue", "none: it is stated plainly".to_owned()));
        }
    } else if !statuses.any(|given| given == status) {
        let words =
            "no cue gives the status, but the shape of the clause, such as the \"to\" of a purpose";
        rows.push(("status by", words.to_owned()));
    }
    rows
}

/// "“plans to”: planned, probable (complement)"
fn told(found: &CueFound) -> String {
    let meanings: Vec<String> = found.cues.iter().map(effect).collect();
    if meanings.is_empty() {
        return format!("“{}”", found.words);
    }
    format!("“{}”: {}", found.words, meanings.join("; or "))
}

fn effect(cue: &CueMeaning) -> String {
    let mut parts = Vec::new();
    parts.extend(cue.status.clone());
    parts.extend(
        cue.certainty
            .as_ref()
            .map(|certainty| format!("certainty {certainty}")),
    );
    if cue.negative {
        parts.push("turns it round".to_owned());
    }
    parts.extend(
        cue.source_kind
            .as_ref()
            .map(|kind| format!("source {kind}")),
    );
    if parts.is_empty() {
        parts.push("says who holds it".to_owned());
    }
    format!("{} ({})", parts.join(", "), cue.scope)
}

fn listed(rows: &[(&str, String)], width: usize, streams: &Streams) -> String {
    const INDENT: usize = 16;
    let mut text = String::new();
    for (name, value) in rows {
        let lines = wrap(&clean(value), width - INDENT);
        for (at, line) in lines.iter().enumerate() {
            let name = if at == 0 { name } else { "" };
            text += &format!("  {}{line}\n", streams.dim(&format!("{name:<14}")));
        }
    }
    text
}

/// What each token is to the claim.
fn roles(reading: &Reading) -> Vec<String> {
    let of = |id: usize| {
        let roles = reading.roles.iter().filter(|role| role.token == id);
        let roles: Vec<&str> = roles.map(|role| role.role).collect();
        if roles.is_empty() {
            String::new()
        } else {
            format!("← {}", roles.join(", "))
        }
    };
    reading.tokens.iter().map(|token| of(token.id)).collect()
}

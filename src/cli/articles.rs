//! `byline articles`: a store → the articles in it.

use byline::query::Kind;
use byline::store::ArticleSummary;

use super::global::{Global, Reading};
use super::streams::Streams;
use super::tables::{self, RowFormat};
use super::{DONE, Run};

const EXAMPLES: &str = "\
Examples:
  byline articles
  byline articles --format csv > articles.csv
  byline articles --ids
  byline articles --duplicates";

/// List the articles in the store, the latest first
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// How to write the list
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: RowFormat,
    /// Show the identifiers and addresses too
    #[arg(long)]
    ids: bool,
    /// List only articles with nearly the same text, such as one agency's on several sites, in groups
    #[arg(long)]
    duplicates: bool,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    let store = global.open_to_read(&args.reading, streams)?;
    let ids = args.ids || args.format != RowFormat::Table;
    let mut columns = Vec::new();
    if args.duplicates {
        columns.extend([("group", Kind::Number), ("same", Kind::Number)]);
    }
    columns.extend([
        ("published", Kind::Date),
        ("publisher", Kind::Text),
        ("title", Kind::Text),
        ("claims", Kind::Number),
    ]);
    if ids {
        columns.extend([("url", Kind::Text), ("article", Kind::Text)]);
    }
    let rows: Vec<Vec<String>> = if args.duplicates {
        let groups = store.duplicates()?.into_iter().enumerate();
        let rows = groups.flat_map(|(group, members)| {
            members.into_iter().map(move |member| {
                let mut row = vec![(group + 1).to_string(), format!("{:.2}", member.likeness)];
                row.extend(cells(member.article, ids));
                row
            })
        });
        rows.collect()
    } else {
        let articles = store.articles()?.into_iter();
        articles.map(|article| cells(article, ids)).collect()
    };
    tables::write(
        &tables::texts(&columns, rows),
        args.format.format(),
        true,
        streams,
    )?;
    Ok(DONE)
}

fn cells(article: ArticleSummary, ids: bool) -> Vec<String> {
    let mut row = vec![
        article.published.unwrap_or_default(),
        article.publisher.unwrap_or_default(),
        article.title.unwrap_or_default(),
        article.claims.to_string(),
    ];
    if ids {
        row.extend([article.url.unwrap_or_default(), article.iri.into_string()]);
    }
    row
}

//! `byline remove`: articles → a store without them and all that only they said.

use std::io::Write;

use super::failure::Failure;
use super::global::Global;
use super::streams::Streams;
use super::{COULD_NOT_RUN, DONE, Run, SOME_FAILED};

const EXAMPLES: &str = "\
Examples:
  byline remove https://example.org/news/1
  byline remove 'Valdera sign Okafor'
  byline remove 5e1c0a77";

/// Take articles out of the store, with all that only they said
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Addresses, titles or identifiers, or a part that fits one article alone
    #[arg(required = true, value_name = "ARTICLE")]
    articles: Vec<String>,
    /// Only say what would be removed
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(args: &Args, global: &Global, streams: &mut Streams) -> Run {
    let store = global.open_to_write()?;
    let mut failed = 0;
    for words in &args.articles {
        let article = match store.find_article(words) {
            Ok(article) => article,
            Err(error) => {
                failed += 1;
                streams.error(&error.to_string(), error.hint().as_deref());
                continue;
            }
        };
        let title = store.title_of(&article)?;
        let done = if args.dry_run {
            "would remove"
        } else {
            "removed"
        };
        if !args.dry_run {
            store.remove(&article)?;
        }
        writeln!(streams.out, "{done} `{}`", super::streams::clean(&title))
            .map_err(Failure::Output)?;
    }
    store.flush()?;
    Ok(if failed == 0 {
        DONE
    } else if failed == args.articles.len() {
        COULD_NOT_RUN
    } else {
        SOME_FAILED
    })
}

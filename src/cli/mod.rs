//! The command line: one file per subcommand.

mod failure;
mod global;
mod streams;
mod tables;
mod trial;

mod add;
mod analyse;
mod articles;
mod check;
mod completions;
mod coverage;
mod diff;
mod explain;
mod export;
mod fmt;
mod learn;
mod ontology;
mod query;
mod remove;
mod repl;
mod show;
mod sparql;
mod suggest;
mod verify;
mod why;

use std::ffi::OsString;
use std::io::Write;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use failure::Failure;
use global::Global;
use streams::Streams;

/// All was done.
pub(crate) const DONE: u8 = 0;
/// Some of it failed; the rest was done.
pub(crate) const SOME_FAILED: u8 = 1;
/// Nothing could be done.
pub(crate) const COULD_NOT_RUN: u8 = 2;

/// What a subcommand ends with: an exit code, or why it could not run.
type Run = Result<u8, Failure>;

const EXAMPLES: &str = "\
Examples:
  byline add articles/
  byline query 'who invested_in OpenAI [amount, since, by]'
  byline show \"Sam Altman\"
  byline export -o news.ttl

Exit codes: 0 all well, 1 some of it failed, 2 could not run.";

/// Turn news articles into a knowledge graph that remembers who said what, and ask it
#[derive(Debug, Parser)]
#[command(name = "byline", version, after_help = EXAMPLES, arg_required_else_help = true, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// The subcommands, in the order in which a user meets them.
#[derive(Debug, Subcommand)]
enum Command {
    Add(add::Args),
    #[command(visible_alias = "q")]
    Query(query::Args),
    Explain(explain::Args),
    Repl(repl::Args),
    Show(show::Args),
    Why(why::Args),
    Coverage(coverage::Args),
    Analyse(analyse::Args),
    Articles(articles::Args),
    Diff(diff::Args),
    Export(export::Args),
    Remove(remove::Args),
    Verify(verify::Args),
    Sparql(sparql::Args),
    Ontology(ontology::Args),
    Learn(learn::Args),
    Check(check::Args),
    Fmt(fmt::Args),
    Completions(completions::Args),
}

/// Runs the program with the arguments it was started with; returns its exit code.
pub(crate) fn main() -> u8 {
    let cli = match parse(std::env::args_os()) {
        Ok(cli) => cli,
        Err(error) => {
            // Where the message cannot be written, nobody is there to read it.
            let _unread = error.print();
            return if error.use_stderr() {
                COULD_NOT_RUN
            } else {
                DONE
            };
        }
    };
    let mut streams = Streams::new(cli.global.color);
    let code = run(&cli, &mut streams);
    let code = code.and_then(|code| streams.out.flush().map(|()| code).map_err(Failure::Output));
    code.unwrap_or_else(|failure| failure.report(&mut streams))
}

fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    Cli::from_arg_matches(&Cli::command().try_get_matches_from(arguments)?)
}

fn run(cli: &Cli, streams: &mut Streams) -> Run {
    let global = &cli.global;
    match &cli.command {
        Command::Add(args) => add::run(args, global, streams),
        Command::Query(args) => query::run(args, global, streams),
        Command::Explain(args) => explain::run(args, global, streams),
        Command::Repl(args) => repl::run(args, global, streams),
        Command::Show(args) => show::run(args, global, streams),
        Command::Why(args) => why::run(args, global, streams),
        Command::Coverage(args) => coverage::run(args, global, streams),
        Command::Analyse(args) => analyse::run(args, global, streams),
        Command::Articles(args) => articles::run(args, global, streams),
        Command::Diff(args) => diff::run(args, global, streams),
        Command::Export(args) => export::run(args, global, streams),
        Command::Remove(args) => remove::run(args, global, streams),
        Command::Verify(args) => verify::run(args, global, streams),
        Command::Sparql(args) => sparql::run(args, global, streams),
        Command::Ontology(args) => ontology::run(args, global, streams),
        Command::Learn(args) => learn::run(args, global, streams),
        Command::Check(args) => check::run(args, global, streams),
        Command::Fmt(args) => fmt::run(args, global, streams),
        Command::Completions(args) => completions::run(args, streams),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Cli;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_subcommand_shows_examples() {
        for command in Cli::command().get_subcommands() {
            let help = command
                .get_after_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            assert!(help.contains("Examples:"), "{}", command.get_name());
        }
    }
}

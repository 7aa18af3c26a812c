//! `byline completions`: a shell's name → the script that completes arguments there.

use clap::CommandFactory;
use clap_complete::Shell;

use super::streams::Streams;
use super::{Cli, DONE, Run};

const EXAMPLES: &str = "\
Examples:
  byline completions bash > ~/.local/share/bash-completion/completions/byline
  byline completions zsh > ~/.zfunc/_byline
  byline completions fish > ~/.config/fish/completions/byline.fish";

/// Print completions for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

pub(super) fn run(args: &Args, streams: &mut Streams) -> Run {
    clap_complete::generate(args.shell, &mut Cli::command(), "byline", &mut streams.out);
    Ok(DONE)
}

//! `formcheck completions SHELL`.

use clap::{Args, CommandFactory as _};

use crate::app::outcome::{Outcome, Ran};
use crate::app::terminal::put;
use crate::commands::cli::Cli;

/// Completions for a shell
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell
    shell: clap_complete::Shell,
}

pub fn run(args: &CompletionsArgs) -> Ran {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "formcheck", &mut text);
    put(&String::from_utf8_lossy(&text))?;
    Ok(Outcome::Done)
}

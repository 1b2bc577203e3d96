//! `formcheck completions SHELL`.

use clap::{Args, Command};

use crate::app::{Outcome, Ran, put};

/// Completions for a shell
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell
    shell: clap_complete::Shell,
}

pub fn run(args: &CompletionsArgs, command: &mut Command) -> Ran {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, command, "formcheck", &mut text);
    put(&String::from_utf8_lossy(&text))?;
    Ok(Outcome::Done)
}

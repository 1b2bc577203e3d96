//! `formcheck explain [CODE]`.

use clap::Args;

use crate::app::{Ran, RunSettings, explain};
use crate::commands::options::{JsonOptions, TextOptions};

/// What a message of lint means, with a bad and a good piece of a file
#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// A code, as lint shows it in brackets; none: all of them
    code: Option<String>,
    #[command(flatten)]
    _text: TextOptions,
    #[command(flatten)]
    _json: JsonOptions,
}

pub fn run(args: &ExplainArgs, settings: &RunSettings) -> Ran {
    explain::run(args.code.as_deref(), settings)
}

//! `formcheck stats`.

use std::path::PathBuf;

use clap::Args;

use crate::app::{Ran, RunSettings, stats};
use crate::commands::options::{ProfileOptions, ResultOptions};

/// How you are doing: what you keep, what you see, what you confuse, what comes back
#[derive(Args, Debug)]
pub struct StatsArgs {
    /// Write one page of HTML instead
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    html: Option<PathBuf>,
    #[command(flatten)]
    _common: ResultOptions,
    #[command(flatten)]
    _profile: ProfileOptions,
}

pub fn run(args: &StatsArgs, settings: &RunSettings) -> Ran {
    stats::run(args.html.as_deref(), settings)
}

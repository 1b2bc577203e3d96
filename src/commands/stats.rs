//! `formcheck stats`.

use std::path::PathBuf;

use clap::Args;

use crate::app::outcome::Ran;
use crate::app::settings::Settings;
use crate::app::stats;
use crate::commands::options::{JsonOptions, PackOptions, ProfileOptions, QuietOptions, TextOptions};

/// How you are doing: what you keep, what you see, what you confuse, what comes back
#[derive(Args, Debug)]
pub struct StatsArgs {
    /// Write one page of HTML instead
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    html: Option<PathBuf>,
    #[command(flatten)]
    _packs: PackOptions,
    #[command(flatten)]
    _profile: ProfileOptions,
    #[command(flatten)]
    _text: TextOptions,
    #[command(flatten)]
    _json: JsonOptions,
    #[command(flatten)]
    _quiet: QuietOptions,
}

pub fn run(args: &StatsArgs, settings: &Settings) -> Ran {
    stats::run(args.html.as_deref(), settings)
}

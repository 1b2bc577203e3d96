//! `formcheck data where|export|import|preferences|clock|forget`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::app::{Ran, RunSettings, data};
use crate::commands::options::{JsonOptions, ProfileOptions, QuietOptions};
use formcheck_study::Preferences;

/// Your own history: where it is, export, import, delete
#[derive(Args, Debug)]
#[command(arg_required_else_help = false)]
pub struct DataArgs {
    #[command(subcommand)]
    command: DataCommand,
}

#[derive(Subcommand, Debug)]
enum DataCommand {
    /// Where it is kept
    Where {
        #[command(flatten)]
        _profile: ProfileOptions,
        #[command(flatten)]
        _json: JsonOptions,
    },
    /// Write it as JSON lines, one event a line
    Export {
        /// The file; none: stdout
        file: Option<PathBuf>,
        #[command(flatten)]
        _profile: ProfileOptions,
        #[command(flatten)]
        _quiet: QuietOptions,
    },
    /// Add what another machine of yours exported: nothing twice, nothing lost
    Import {
        /// What `data export` wrote; - is stdin
        file: PathBuf,
        #[command(flatten)]
        _profile: ProfileOptions,
        #[command(flatten)]
        _json: JsonOptions,
        #[command(flatten)]
        _quiet: QuietOptions,
    },
    /// When your day begins, and how much of what is due you want to know
    Preferences {
        /// The hour at which your day begins, 0 to 23 (4)
        #[arg(long, value_name = "HOUR", value_parser = clap::value_parser!(u8).range(0..=23))]
        day_begins: Option<u8>,
        /// How many of a hundred that are due you want to know, 70 to 97 (90)
        #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(70..=97))]
        share: Option<u8>,
        #[command(flatten)]
        _profile: ProfileOptions,
        #[command(flatten)]
        _json: JsonOptions,
        #[command(flatten)]
        _quiet: QuietOptions,
    },
    /// Pull back what was kept while the machine's clock was ahead
    Clock {
        /// Don't ask
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        _profile: ProfileOptions,
        #[command(flatten)]
        _json: JsonOptions,
        #[command(flatten)]
        _quiet: QuietOptions,
    },
    /// Remove everything that is kept of this profile
    Forget {
        /// Don't ask
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        _profile: ProfileOptions,
        #[command(flatten)]
        _quiet: QuietOptions,
    },
}

pub fn run(args: DataArgs, settings: &RunSettings) -> Ran {
    match args.command {
        DataCommand::Where { .. } => data::location(settings),
        DataCommand::Export { file, .. } => data::export(file.as_deref(), settings),
        DataCommand::Import { file, .. } => data::import(&file, settings),
        DataCommand::Preferences { day_begins, share, .. } => {
            data::prefer(Preferences { day_begins, share }, settings)
        }
        DataCommand::Clock { yes, .. } => data::pull_back(yes, settings),
        DataCommand::Forget { yes, .. } => data::forget(yes, settings),
    }
}

//! `formcheck data where|export|import|forget`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::app::{Ran, RunSettings, data};
use crate::commands::options::{JsonOptions, ProfileOptions, QuietOptions};

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
    /// Fill a profile that has no history yet with an export
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
        DataCommand::Forget { yes, .. } => data::forget(yes, settings),
    }
}

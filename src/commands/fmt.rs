//! `formcheck fmt [PATH].. [--check]`.

use std::path::PathBuf;

use clap::Args;

use crate::app::{Ran, RunSettings, fmt};
use crate::commands::options::{JsonOptions, PackFolders, QuietOptions, TextOptions};

/// One layout for rule files: keys in order, comments kept, the meaning untouched
#[derive(Args, Debug)]
pub struct FmtArgs {
    /// A pack's folder, or a file in one; none: the pack in the current folder
    paths: Vec<PathBuf>,
    /// Change nothing; show what would change, and end with 1 if anything would
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    _packs: PackFolders,
    #[command(flatten)]
    _text: TextOptions,
    #[command(flatten)]
    _json: JsonOptions,
    #[command(flatten)]
    _quiet: QuietOptions,
}

pub fn run(args: &FmtArgs, settings: &RunSettings) -> Ran {
    fmt::run(&args.paths, args.check, settings)
}

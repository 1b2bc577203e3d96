//! `formcheck diff OLD NEW`.

use clap::Args;

use crate::app::diff::{self, DiffFormat};
use crate::app::{Ran, RunSettings};
use crate::commands::options::ReadOptions;
use formcheck_authoring::diff::Amounts;

/// What a change to rule files means: which reps are judged differently, what share of them, and one to show for each mistake
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  formcheck diff my-pack-before my-pack\n  formcheck diff rev:main my-pack                 a pack against the main branch of its repository\n  formcheck diff rev:main rev:HEAD --format markdown"
)]
pub struct DiffArgs {
    /// The pack before: its folder, or rev:NAME for a git revision of the pack that the other side names
    old: String,
    /// The pack after: its folder, or rev:NAME
    new: String,
    /// How to write it
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: DiffFormat,
    /// The number of reps behind each share, as every sign with every value makes them
    #[arg(long)]
    counts: bool,
    #[command(flatten)]
    _common: ReadOptions,
}

pub fn run(args: &DiffArgs, settings: &RunSettings) -> Ran {
    let amounts = if args.counts { Amounts::Counts } else { Amounts::Shares };
    diff::run(&args.old, &args.new, args.format, amounts, settings)
}

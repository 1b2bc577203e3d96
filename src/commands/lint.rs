//! `formcheck lint [PATH]..`.

use std::path::PathBuf;

use clap::Args;

use crate::app::lint::{self, LintFormat, LintMode, LintOptions};
use crate::app::{Ran, RunSettings};
use crate::commands::options::ResultOptions;

/// Everything that is wrong with rule files: where, what, and what to write instead
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line")]
#[derive(Args, Debug)]
#[command(group(clap::ArgGroup::new("edits").args(["fix", "suggest"])))]
pub struct LintArgs {
    /// A pack's folder, or a file in one; none: the pack in the current folder, else the built-in packs
    paths: Vec<PathBuf>,
    /// How to write the findings
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: LintFormat,
    /// Pass over the findings that this file lists
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write the findings of today into this file, for --baseline
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    write_baseline: Option<PathBuf>,
    /// Warnings fail too
    #[arg(long)]
    strict: bool,
    /// Mend what can be mended without changing what was meant
    #[arg(long, conflicts_with_all = ["suggest", "mutants"])]
    fix: bool,
    /// With --fix: good guesses too, such as the nearest id for a typo
    #[arg(long = "unsafe", requires = "fix")]
    guesses: bool,
    /// Write the missing examples; read them before you keep them
    #[arg(long, conflicts_with = "mutants")]
    suggest: bool,
    /// With --fix or --suggest: show what would change, and change nothing
    #[arg(long, requires = "edits")]
    dry_run: bool,
    /// Change each condition a little and see whether an example or a proof notices
    #[arg(long)]
    mutants: bool,
    /// Run again whenever a file changes, until Ctrl-C
    #[arg(long, conflicts_with_all = ["fix", "suggest", "mutants"])]
    watch: bool,
    #[command(flatten)]
    _common: ResultOptions,
}

pub fn run(args: LintArgs, settings: &RunSettings) -> Ran {
    let mode = match (args.fix, args.suggest, args.mutants, args.watch) {
        (true, ..) => LintMode::Fix { guesses: args.guesses, dry_run: args.dry_run },
        (_, true, ..) => LintMode::Suggest { dry_run: args.dry_run },
        (_, _, true, _) => LintMode::Mutants,
        (.., true) => LintMode::Watch,
        _ => LintMode::Once,
    };
    let LintArgs { paths, format, baseline, write_baseline, strict, .. } = args;
    let format = if settings.json { LintFormat::Json } else { format };
    lint::run(&LintOptions { paths, format, baseline, write_baseline, strict, mode }, settings)
}

//! `formcheck lint [PATH]..`: everything that is wrong with rule files.

mod asked;
mod mend;
mod score;
mod tell;
mod watch;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use self::asked::asked;
pub(super) use self::asked::is_built_in;
use super::progress::Steps;
use super::{Global, Outcome, Ran, Stop};
use formcheck_core::diagnostic::{Code, Diagnostic};
use formcheck_core::lint::{STEPS, checked, lint_step_by_step, nothing_checked};
use formcheck_core::rulebook::{Loaded, load};

/// Everything that is wrong with rule files: where, what, and what to write instead
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line")]
#[derive(Args, Debug)]
pub struct LintArgs {
    /// A pack's folder, or a file in one; none: the built-in pack
    paths: Vec<PathBuf>,
    /// How to write the findings
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
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
    #[arg(long)]
    dry_run: bool,
    /// Change each condition a little and see whether an example or a proof notices
    #[arg(long)]
    mutants: bool,
    /// Run again whenever a file changes, until Ctrl-C
    #[arg(long, conflicts_with_all = ["fix", "suggest", "mutants"])]
    watch: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
enum Format {
    /// For people: the line, the fault underlined, what to write
    #[default]
    Human,
    /// One JSON object
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// A JUnit report, one case a file
    Junit,
}

/// Runs the command.
pub fn run(args: &LintArgs, global: &Global) -> Ran {
    if args.dry_run && !args.fix && !args.suggest {
        return Err(Stop::told("--dry-run has nothing to show", "add --fix or --suggest"));
    }
    if args.fix || args.suggest {
        return mend::run(args, global);
    }
    if args.mutants {
        return score::run(args, global);
    }
    if args.watch {
        return watch::run(args, global);
    }
    let (outcome, loaded) = once(args, global)?;
    // The process ends with this run: giving thousands of small pieces back one by one would only take time.
    std::mem::forget(loaded);
    Ok(outcome)
}

/// One run, and what it looked at.
fn once(args: &LintArgs, global: &Global) -> Result<(Outcome, Loaded), Stop> {
    let mut asked = asked(args, global)?;
    // Reading and resolving take about as long as all checks.
    let progress = Steps::new("Checking", 2 * STEPS, global);
    let loaded = load(std::mem::take(&mut asked.packs));
    (0..STEPS).for_each(|_| progress.step());
    let report = lint_step_by_step(&loaded, || progress.step());
    drop(progress);
    let mut shown: Vec<Diagnostic> =
        report.diagnostics.iter().filter(|found| asked.shows(&loaded.sources, found.span)).cloned().collect();
    let is_asked = |file| asked.shows_file(&loaded.sources, file);
    // What other packs hold is no pass for this one.
    if asked.only.is_empty() && shown.iter().all(|found| found.code != Code::NothingChecked) {
        shown.extend(nothing_checked(&loaded, is_asked));
    }
    let outcome = tell::tell(args, global, &asked, shown, &loaded.sources, checked(&loaded, is_asked))?;
    Ok((outcome, loaded))
}

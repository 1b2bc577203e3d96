//! Which way a lint goes.

use crate::app::lint::once::once;
use crate::app::lint::{LintMode, LintOptions, fix, mutants, watch};
use crate::app::{Ran, RunSettings, packs};
use formcheck_authoring::fix::Which;

pub fn run(options: &LintOptions, settings: &RunSettings) -> Ran {
    let here = packs::here(settings).filter(|_| options.paths.is_empty());
    let options =
        &LintOptions { paths: options.paths.iter().cloned().chain(here).collect(), ..options.clone() };
    match options.mode {
        LintMode::Fix { guesses: true, dry_run } => fix::run(options, Which::All, dry_run, settings),
        LintMode::Fix { guesses: false, dry_run } => fix::run(options, Which::Safe, dry_run, settings),
        LintMode::Suggest { dry_run } => fix::run(options, Which::Examples, dry_run, settings),
        LintMode::Mutants => mutants::run(options, settings),
        LintMode::Watch => watch::run(options, settings),
        LintMode::Once => {
            let (outcome, loaded) = once(options, settings)?;
            // The process ends with this run: giving thousands of small pieces back one by one would only take time.
            std::mem::forget(loaded);
            Ok(outcome)
        }
    }
}

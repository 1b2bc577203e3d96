//! One lint, and what it looked at.

use crate::app::lint::LintOptions;
use crate::app::lint::report::tell;
use crate::app::lint::scope::LintScope;
use crate::app::progress::ProgressSteps;
use crate::app::{AppError, Outcome, RunSettings};
use formcheck_core::diagnostic::{Code, Diagnostic};
use formcheck_core::lint::{STEPS, checked, lint_step_by_step, nothing_checked};
use formcheck_core::rulebook::{Loaded, load};

/// One run, and what it looked at.
pub(crate) fn once(options: &LintOptions, settings: &RunSettings) -> Result<(Outcome, Loaded), AppError> {
    let mut scope = LintScope::of(options, settings)?;
    // Reading and resolving take about as long as all checks.
    let progress = ProgressSteps::new("Checking", 2 * STEPS, settings);
    let loaded = load(std::mem::take(&mut scope.packs));
    (0..STEPS).for_each(|_| progress.step());
    let report = lint_step_by_step(&loaded, || progress.step());
    drop(progress);
    let mut shown: Vec<Diagnostic> =
        report.diagnostics.iter().filter(|found| scope.shows(&loaded.sources, found.span)).cloned().collect();
    let is_asked = |file| scope.shows_file(&loaded.sources, file);
    // What other packs hold is no pass for this one.
    if scope.only.is_empty() && shown.iter().all(|found| found.code != Code::NothingChecked) {
        shown.extend(nothing_checked(&loaded, is_asked));
    }
    let outcome = tell(options, settings, &scope, shown, &loaded.sources, checked(&loaded, is_asked))?;
    Ok((outcome, loaded))
}

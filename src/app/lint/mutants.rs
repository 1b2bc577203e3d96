//! `lint --mutants`: what share of small changes to the conditions would be noticed, and which would not.

use std::io::Write as _;

use crate::app::lint::report::tell;
use crate::app::lint::scope::LintScope;
use crate::app::lint::{LintFormat, LintOptions};
use crate::app::progress::ProgressSteps;
use crate::app::{Outcome, Ran, RunSettings, in_colour, put};
use crate::render::ansi::style;
use formcheck_core::diagnostic::{errors, human, json};
use formcheck_core::lint::{lint, mutants};
use formcheck_core::rulebook::load;

pub(crate) fn run(options: &LintOptions, settings: &RunSettings) -> Ran {
    let mut scope = LintScope::of(options, settings)?;
    let mut loaded = load(std::mem::take(&mut scope.packs));
    let report = lint(&loaded);
    let shown: Vec<_> =
        report.diagnostics.iter().filter(|found| scope.shows(&loaded.sources, found.span)).cloned().collect();
    // A pack with an error has examples that fail already: the score would mean nothing.
    if errors(&shown) > 0 {
        return tell(options, settings, &scope, shown, &loaded.sources, report.checked);
    }
    let paths: Vec<String> = loaded.sources.files().iter().map(|file| file.path.clone()).collect();
    let is_asked = |span: formcheck_core::diagnostic::Span| {
        let file = span.file.0 as usize;
        file >= scope.shown_from && (scope.only.is_empty() || scope.only.contains(&paths[file]))
    };
    let asked_for = loaded.draft.mistakes.iter().filter(|mistake| is_asked(mistake.span)).count();
    let progress = ProgressSteps::new("Changing", asked_for, settings);
    let score = mutants(&mut loaded, is_asked, || progress.step());
    drop(progress);
    let Some(percent) = score.percent() else {
        if options.format == LintFormat::Json {
            put(&format!("{}\n", json(&[], &loaded.sources, report.checked)))?;
        }
        let what = if asked_for == 0 {
            "Nothing was tried, so this is no pass: there is no mistake here."
        } else {
            "Nothing was tried, so this is no pass: every condition names a value, and lint proves those for every rep."
        };
        // Why a run failed is no remark: it is said under --quiet, too.
        writeln!(std::io::stderr(), "{what}")?;
        // A run that tried nothing is no pass.
        return Ok(Outcome::Failed);
    };
    if options.format == LintFormat::Json {
        put(&format!("{}\n", json(&score.unnoticed, &loaded.sources, report.checked)))?;
    } else {
        put(&human(&score.unnoticed, &loaded.sources, in_colour(), style::width()))?;
    }
    if !settings.quiet {
        let changes = style::count(score.changes, "small change", "small changes");
        let by = match (report.checked.examples, score.by_examples, score.by_proofs) {
            (0, _, _) => "by proofs alone: there are no examples yet".to_owned(),
            (_, examples, proofs) => format!("{examples} by examples, {proofs} by proofs alone"),
        };
        let noticed = score.noticed();
        writeln!(std::io::stderr(), "{noticed} of {changes} would be noticed: {percent} % ({by})")?;
    }
    Ok(if score.unnoticed.is_empty() { Outcome::Done } else { Outcome::Failed })
}

//! The findings as they are asked for: for people, for CI, for other programs; and the baseline.

use std::io::Write as _;
use std::path::Path;

use crate::app::files::write_whole;
use crate::app::lint::scope::LintScope;
use crate::app::lint::{LintFormat, LintOptions};
use crate::app::{AppError, Outcome, Ran, RunSettings, in_colour, put};
use crate::render::ansi::style;
use formcheck_core::diagnostic::{
    Baseline, Checked, Diagnostic, FileIx, FindingSeverity, SourceMap, github, human, json, junit, sarif,
};

/// Tells the findings; what fails the run is an error, or with --strict a warning.
pub(crate) fn tell(
    options: &LintOptions,
    settings: &RunSettings,
    scope: &LintScope,
    found: Vec<Diagnostic>,
    sources: &SourceMap,
    checked: Checked,
) -> Ran {
    if let Some(path) = &options.write_baseline {
        write_whole(path, Baseline::of(&found, sources).text())?;
        if !settings.quiet {
            let findings = style::count(found.len(), "finding", "findings");
            writeln!(std::io::stderr(), "wrote {findings} into {}", path.display())?;
        }
        return Ok(Outcome::Done);
    }
    let all = found.len();
    let shown = match &options.baseline {
        Some(path) => without_old(path, settings, scope, found, sources)?,
        None => found,
    };
    let least = if options.strict { FindingSeverity::Warning } else { FindingSeverity::Error };
    let format = options.format;
    let paths = || scope.repository_paths(sources);
    put(&match format {
        LintFormat::Human => human(&worst_last(&shown), sources, in_colour(), style::width()),
        LintFormat::Json => format!("{}\n", json(&shown, sources, checked)),
        LintFormat::Sarif => format!("{}\n", sarif(&shown, sources, &paths())),
        LintFormat::Github => github(&shown, sources, &paths()),
        LintFormat::Junit => {
            let files =
                (0..sources.files().len()).map(|place| FileIx(u32::try_from(place).unwrap_or(u32::MAX)));
            let files: Vec<FileIx> = files.filter(|&file| scope.shows_file(sources, file)).collect();
            junit(&shown, sources, &paths(), &files, least)
        }
    })?;
    if format != LintFormat::Json && !settings.quiet {
        let is_built_in = options.paths.is_empty() && settings.packs.is_empty();
        let text = summary(&shown, all - shown.len(), checked, is_built_in);
        writeln!(std::io::stderr(), "{text}")?;
        for pack in is_built_in.then(packs_here).into_iter().flatten() {
            writeln!(std::io::stderr(), "Yours: formcheck lint {}", style::clean(&pack))?;
        }
    }
    let failed = shown.iter().any(|found| found.severity >= least);
    Ok(if failed { Outcome::Failed } else { Outcome::Done })
}

/// Where something fails among much that doesn't, it is what is read last, above the summary.
fn worst_last(found: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut found = found.to_vec();
    found.sort_by_key(|one| one.severity);
    found
}

/// The findings that the baseline doesn't list. Says which of its entries have been mended.
fn without_old(
    path: &Path,
    settings: &RunSettings,
    scope: &LintScope,
    found: Vec<Diagnostic>,
    sources: &SourceMap,
) -> Result<Vec<Diagnostic>, AppError> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| {
        AppError::new(
            format!("the baseline {shown} can't be read: {}", style::plain_error(&error)),
            format!("write it first: formcheck lint --write-baseline {shown}"),
        )
    })?;
    let baseline = Baseline::read(&text).map_err(|what| {
        AppError::new(
            format!("{shown} is not a baseline: {what}"),
            format!("write it anew: formcheck lint --write-baseline {shown}"),
        )
    })?;
    let (new, gone) = baseline.split(found, sources);
    if !settings.quiet {
        // Of a file that was not looked at, nothing is known; one that is no longer there has no findings either.
        let looked_at = |file: &str| scope.only.is_empty() || scope.only.iter().any(|only| only == file);
        for entry in gone.into_iter().filter(|entry| looked_at(&entry.file)) {
            let below = if entry.id.is_empty() { String::new() } else { format!(" below [{}]", entry.id) };
            let line = format!(
                "mended: {} of `{}` in {}{below}: {}; take it out of {shown}",
                entry.count, entry.code, entry.file, entry.message
            );
            writeln!(std::io::stderr(), "{}", style::clean(&line))?;
        }
    }
    Ok(new)
}

/// The packs in the folders of this one: somebody who names none may have meant one of them.
fn packs_here() -> Vec<String> {
    let entries = std::fs::read_dir(".").into_iter().flatten().flatten();
    let packs = entries.filter(|entry| entry.path().join("rules/pack.toml").is_file());
    let mut names: Vec<String> =
        packs.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// What was found, of what; `known` findings were passed over.
fn summary(shown: &[Diagnostic], known: usize, checked: Checked, is_built_in: bool) -> String {
    let of = |severity: FindingSeverity| shown.iter().filter(|found| found.severity == severity).count();
    let (errors, warnings) = (of(FindingSeverity::Error), of(FindingSeverity::Warning));
    let what = format!(
        "{}, {}, {}, {}, {}",
        style::count(checked.files, "file", "files"),
        style::count(checked.exercises, "exercise", "exercises"),
        style::count(checked.mistakes, "mistake", "mistakes"),
        style::count(checked.examples, "example", "examples"),
        style::count(checked.questions, "question", "questions"),
    );
    match (errors, warnings) {
        (0, 0) if known > 0 => {
            let known = style::count(known, "known finding", "known findings");
            format!("{} nothing new; {known} passed over ({what})", style::good("ok:"))
        }
        (0, 0) if is_built_in => {
            format!("{} nothing is wrong with the built-in packs ({what})", style::good("ok:"))
        }
        (0, 0) => format!("{} nothing is wrong ({what})", style::good("ok:")),
        (0, _) => {
            format!(
                "{} no error, {} ({what})",
                style::good("ok:"),
                style::count(warnings, "warning", "warnings")
            )
        }
        (_, 0) => format!("{} {} ({what})", style::bad("found"), style::count(errors, "error", "errors")),
        _ => format!(
            "{} {} and {} ({what})",
            style::bad("found"),
            style::count(errors, "error", "errors"),
            style::count(warnings, "warning", "warnings")
        ),
    }
}

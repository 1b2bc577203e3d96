//! `formcheck lint [PATH]..`: everything that is wrong with rule files.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{Global, Outcome, Ran, Stop, in_colour, no_pack, put};
use crate::diagnostic::{Checked, Diagnostic, Severity, SourceMap, human, json};
use crate::lint::{Report, lint};
use crate::rulebook::load;
use crate::rulebook::source::{self, PackSource};
use crate::screen::style;

/// Everything that is wrong with rule files: where, what, and what to write instead
#[derive(Args, Debug)]
pub struct LintArgs {
    /// A pack's folder, or a file in one; none: the built-in pack
    paths: Vec<PathBuf>,
    /// How to write the findings
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
enum Format {
    /// For people: the line, the fault underlined, what to write
    #[default]
    Human,
    /// One JSON object
    Json,
}

/// Runs the command.
pub fn run(args: &LintArgs, global: &Global) -> Ran {
    let named: Vec<&PathBuf> = args.paths.iter().chain(&global.packs).collect();
    let mut packs = Vec::new();
    let mut only = Vec::new();
    let mut shown_from = 0;
    if !global.no_built_in {
        packs.push(source::built_in());
        // The built-in pack is there for others to use; its own faults are shown only if it is what is checked.
        shown_from = if named.is_empty() { 0 } else { packs[0].files.len() };
    }
    for path in named {
        let (pack, file) = pack_at(path)?;
        only.extend(file);
        if is_built_in(&pack, &packs) {
            // The folder that the program was built from: the same pack, from disk.
            packs.remove(0);
            shown_from = 0;
        }
        packs.push(pack);
    }
    if packs.is_empty() {
        return Err(Stop::told(
            "there is nothing to check",
            "name a pack's folder, or leave --no-built-in out",
        ));
    }
    let loaded = load(packs);
    let report = lint(&loaded);
    let shown: Vec<Diagnostic> = report
        .diagnostics
        .iter()
        .filter(|found| {
            found.span.is_none_or(|span| {
                let path = &loaded.sources.file(span.file).path;
                span.file.0 as usize >= shown_from && (only.is_empty() || only.contains(path))
            })
        })
        .cloned()
        .collect();
    tell(args, global, &shown, &loaded.sources, &report)
}

/// Whether a pack on disk has the name of the built-in one, which then gives way to it.
fn is_built_in(pack: &PackSource, packs: &[PackSource]) -> bool {
    let name = |pack: &PackSource| {
        let file = pack.files.iter().find(|file| file.path == "rules/pack.toml")?;
        let line = file.text.as_ref().ok()?.lines().find(|line| line.starts_with("name"))?.to_owned();
        Some(line)
    };
    packs.first().is_some_and(|first| name(first).is_some() && name(first) == name(pack))
}

fn pack_at(path: &Path) -> Result<(PackSource, Option<String>), Stop> {
    if path.is_file() {
        let (folder, file) = source::pack_of(path).map_err(no_pack)?;
        return Ok((source::folder(&folder).map_err(no_pack)?, Some(file)));
    }
    match source::folder(path) {
        Ok(pack) => Ok((pack, None)),
        Err(error @ source::NoPack::NoRules(_)) => {
            super::complain(&error.to_string(), "nothing was checked, so this is no pass");
            Err(Stop::Silent(Outcome::FellShort))
        }
        Err(error) => Err(no_pack(error)),
    }
}

fn tell(args: &LintArgs, global: &Global, shown: &[Diagnostic], sources: &SourceMap, report: &Report) -> Ran {
    let checked = report.checked;
    let failed = shown.iter().any(|found| found.severity == Severity::Error);
    if global.json || args.format == Format::Json {
        put(&format!("{}\n", json(shown, sources, checked)))?;
    } else {
        put(&human(shown, sources, in_colour(), style::width()))?;
        if !global.quiet {
            writeln!(std::io::stderr(), "{}", summary(shown, checked))?;
        }
    }
    Ok(if failed { Outcome::FellShort } else { Outcome::Done })
}

fn summary(shown: &[Diagnostic], checked: Checked) -> String {
    let of = |severity: Severity| shown.iter().filter(|found| found.severity == severity).count();
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    let what = format!(
        "{}, {}, {}, {}, {}",
        style::count(checked.files, "file", "files"),
        style::count(checked.exercises, "exercise", "exercises"),
        style::count(checked.mistakes, "mistake", "mistakes"),
        style::count(checked.examples, "example", "examples"),
        style::count(checked.questions, "question", "questions"),
    );
    match (errors, warnings) {
        (0, 0) => format!("{} nothing is wrong ({what})", style::good("ok:")),
        (0, _) => {
            format!("{} {} ({what})", style::good("ok, with"), style::count(warnings, "warning", "warnings"))
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

//! `formcheck lint [PATH]..`: everything that is wrong with rule files.

mod mend;
mod score;
mod watch;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{Global, Outcome, Ran, Stop, in_colour, no_pack, put};
use crate::diagnostic::{Checked, Diagnostic, Severity, SourceMap, Span, human, json};
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
    once(args, global)
}

/// What is to be checked.
struct Asked {
    /// The packs in the order of loading; what is checked comes last.
    packs: Vec<PackSource>,
    /// Only these files of it; empty: all.
    only: Vec<String>,
    /// The first file that is shown: those before are there for others to use.
    shown_from: usize,
}

impl Asked {
    fn shows(&self, sources: &SourceMap, span: Option<Span>) -> bool {
        span.is_none_or(|span| {
            let path = &sources.file(span.file).path;
            span.file.0 as usize >= self.shown_from && (self.only.is_empty() || self.only.contains(path))
        })
    }
}

fn asked(args: &LintArgs, global: &Global) -> Result<Asked, Stop> {
    let named: Vec<&PathBuf> = args.paths.iter().chain(&global.packs).collect();
    let mut asked = Asked { packs: Vec::new(), only: Vec::new(), shown_from: 0 };
    if !global.no_built_in {
        asked.packs.push(source::built_in());
        // The built-in pack is there for others to use; its own faults are shown only if it is what is checked.
        asked.shown_from = if named.is_empty() { 0 } else { asked.packs[0].files.len() };
    }
    for path in named {
        let (pack, file) = pack_at(path)?;
        asked.only.extend(file);
        if !global.no_built_in && is_built_in(&pack, &asked.packs) {
            // The folder that the program was built from: the same pack, from disk.
            asked.packs.remove(0);
            asked.shown_from = 0;
        }
        // Two files of one pack: the pack is loaded once.
        if asked.packs.iter().all(|other| other.sha256 != pack.sha256) {
            asked.packs.push(pack);
        }
    }
    if asked.packs.is_empty() {
        return Err(Stop::told(
            "there is nothing to check",
            "name a pack's folder, or leave --no-built-in out",
        ));
    }
    Ok(asked)
}

fn once(args: &LintArgs, global: &Global) -> Ran {
    let mut asked = asked(args, global)?;
    let loaded = load(std::mem::take(&mut asked.packs));
    let report = lint(&loaded);
    let shown: Vec<Diagnostic> =
        report.diagnostics.iter().filter(|found| asked.shows(&loaded.sources, found.span)).cloned().collect();
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
        let pack = source::folder(&folder).map_err(no_pack)?;
        if !pack.files.iter().any(|own| own.path == file) {
            return Err(no_pack(source::NoPack::NotAPack(path.to_owned())));
        }
        return Ok((pack, Some(file)));
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
    let least = if args.strict { Severity::Warning } else { Severity::Error };
    let failed = shown.iter().any(|found| found.severity >= least);
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

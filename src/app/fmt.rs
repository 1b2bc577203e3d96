//! `formcheck fmt [PATH].. [--check]`: one layout for rule files.

use crate::app::disk;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::app::files::{shown_diff, write_whole};
use crate::app::{AppError, Outcome, Ran, RunSettings, complain, put};
use crate::render::ansi::style;
use formcheck_authoring::fmt::{NotToml, format_as_checked_out};
use formcheck_core::rulebook::files::FileKind;
use formcheck_core::rulebook::source::{NoPack, PackFile, ReadFault};

/// A rule file and where it is.
struct RuleFile {
    path: PathBuf,
    kind: FileKind,
    text: Result<String, ReadFault>,
}

#[derive(Default)]
struct FmtSummary {
    files: usize,
    changed: Vec<String>,
    /// Files that were not touched: their names, what is wrong and what to do.
    faults: Vec<(String, String, String)>,
}

pub fn run(paths: &[PathBuf], check: bool, settings: &RunSettings) -> Ran {
    let here = [disk::pack_here().unwrap_or_else(|| PathBuf::from("."))];
    let named: Vec<&PathBuf> = paths.iter().chain(&settings.packs).collect();
    let named = if named.is_empty() { here.iter().collect() } else { named };
    let mut files: Vec<RuleFile> = Vec::new();
    for path in named {
        for file in rule_files(path)? {
            if !files.iter().any(|other| other.path == file.path) {
                files.push(file);
            }
        }
    }
    let mut summary = FmtSummary { files: files.len(), ..FmtSummary::default() };
    for file in &files {
        one(file, check, settings, &mut summary)?;
    }
    tell(&summary, check, settings)
}

/// The rule files at a path: all of a folder, or the one that was named.
fn rule_files(path: &Path) -> Result<Vec<RuleFile>, AppError> {
    let (root, only) = if path.is_file() {
        let (root, inside) = disk::pack_of(path)?;
        if FileKind::of(&inside).is_none() {
            return Err(NoPack::NotAPack(path.to_owned()).into());
        }
        (root, Some(inside))
    } else {
        (path.to_owned(), None)
    };
    let pack = match disk::folder(&root) {
        Ok(pack) => pack,
        Err(error @ NoPack::NoRules(_)) => {
            complain(&error.to_string(), "name a pack's folder, or a file in one; nothing was formatted");
            return Err(AppError::Reported(Outcome::Failed));
        }
        Err(error) => return Err(error.into()),
    };
    let wanted = pack.files.into_iter().filter(|file| only.as_ref().is_none_or(|only| *only == file.path));
    let files: Vec<RuleFile> =
        wanted.filter_map(|file| rule_file(file, &root, only.is_some().then_some(path))).collect();
    if files.is_empty() {
        return Err(NoPack::NotAPack(path.to_owned()).into());
    }
    Ok(files)
}

/// None for a file that is in no place of a pack's: `lint` speaks of those.
fn rule_file(file: PackFile, root: &Path, named: Option<&Path>) -> Option<RuleFile> {
    let kind = FileKind::of(&file.path)?;
    let below = if root == Path::new(".") { PathBuf::from(&file.shown) } else { root.join(&file.shown) };
    let path = named.map_or(below, Path::to_owned);
    Some(RuleFile { path, kind, text: file.text.map(std::borrow::Cow::into_owned) })
}

fn one(
    file: &RuleFile,
    check: bool,
    settings: &RunSettings,
    summary: &mut FmtSummary,
) -> Result<(), AppError> {
    let name = file.path.display().to_string();
    let text = match &file.text {
        Ok(text) => text,
        Err(fault) => {
            let what = unread(fault);
            summary.faults.push((name, what, "mend that, then format again".to_owned()));
            return Ok(());
        }
    };
    let done = match format_as_checked_out(file.kind, text) {
        Ok(done) => done,
        Err(NotToml { line, column, message }) => {
            let what = format!("line {line}, column {column} is not valid TOML: {message}");
            let help = format!("`formcheck lint {}` shows the place and what to write", style::clean(&name));
            summary.faults.push((name, what, help));
            return Ok(());
        }
    };
    if done == *text {
        return Ok(());
    }
    if !check {
        write_whole(&file.path, &done)?;
    }
    if !settings.json {
        put(&format!("{}\n", style::clean(&name)))?;
        if check {
            put(&shown_diff(&name, text, &done))?;
        }
    }
    summary.changed.push(name);
    Ok(())
}

fn unread(fault: &ReadFault) -> String {
    match fault {
        ReadFault::NotUtf8 { .. } => "it is not UTF-8 text".to_owned(),
        ReadFault::TooLarge => "it is over 4 MB and was not read".to_owned(),
        ReadFault::Unreadable(why) => format!("it can't be read: {why}"),
    }
}

fn tell(summary: &FmtSummary, check: bool, settings: &RunSettings) -> Ran {
    if settings.json {
        let faults: Vec<serde_json::Value> = summary
            .faults
            .iter()
            .map(|(file, what, help)| json!({"file": file, "message": what, "help": help}))
            .collect();
        let report = json!({"files": summary.files, "changed": summary.changed, "faults": faults});
        put(&format!("{report}\n"))?;
    }
    for (name, what, help) in &summary.faults {
        complain(&format!("`{name}` was not touched: {what}"), help);
    }
    let changed = summary.changed.len();
    if !settings.quiet && !settings.json {
        let of = style::count(summary.files, "file", "files");
        let line = match (changed, check) {
            (0, _) if summary.faults.is_empty() => format!("{} {of} in the one layout", style::good("ok:")),
            (0, _) => format!("nothing changed ({of})"),
            (_, true) => format!("{changed} of {of} would change; `formcheck fmt` changes them"),
            (_, false) => format!("formatted {changed} of {of}"),
        };
        writeln!(std::io::stderr(), "{line}")?;
    }
    let short = !summary.faults.is_empty() || check && changed > 0;
    Ok(if short { Outcome::Failed } else { Outcome::Done })
}

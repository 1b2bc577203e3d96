//! `lint --fix` and `lint --suggest`: findings mended in the files themselves, or shown as a diff.

use crate::app::disk;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::app::files::{shown_diff, write_whole};
use crate::app::lint::LintOptions;
use crate::app::lint::once::once;
use crate::app::lint::scope::pack_at;
use crate::app::packs::used_by;
use crate::app::{AppError, Outcome, Ran, RunSettings, put};
use crate::render::ansi::style;
use formcheck_authoring::fix::{Fixed, Which, mend};
use formcheck_core::rulebook::source::BuiltIn;

pub(crate) fn run(options: &LintOptions, which: Which, dry_run: bool, settings: &RunSettings) -> Ran {
    let suggests = which == Which::Examples;
    let [path] = options.paths.as_slice() else {
        let help = "name one pack's folder, or one file in it: formcheck lint my-pack --fix";
        return Err(AppError::new("mending needs to know which files it may change", help));
    };
    let (folder, only) = folder_of(path)?;
    let (own, _) = pack_at(&folder)?;
    let mut packs = used_by(&own, settings, BuiltIn::as_written)?;
    packs.push(own);
    let is_asked = |file: &str| only.as_ref().is_none_or(|only| only == file);
    let (files, number) = mend(packs.clone(), which, is_asked);
    // What guesses would mend beside that is only told, and only counted where somebody asked for the safe ones.
    let guesses = match which {
        Which::Safe => mend(packs, Which::All, is_asked).1.saturating_sub(number),
        Which::All | Which::Examples => 0,
    };
    if dry_run {
        files.iter().try_for_each(|file| put(&shown_diff(&file.shown, &file.before, &file.after)))?;
    } else {
        write_all(&folder, &files)?;
    }
    if !settings.quiet {
        let what = if suggests { ("example", "examples") } else { ("finding", "findings") };
        let (number, files) =
            (style::count(number, what.0, what.1), style::count(files.len(), "file", "files"));
        let did = match (dry_run, suggests) {
            (true, true) => "would add",
            (true, false) => "would mend",
            (false, true) => "added",
            (false, false) => "mended",
        };
        let more = match guesses {
            0 => String::new(),
            1 => "; --fix --unsafe would mend 1 more, by a good guess".to_owned(),
            many => format!("; --fix --unsafe would mend {many} more, by good guesses"),
        };
        writeln!(std::io::stderr(), "{did} {number} in {files}{more}")?;
    }
    if dry_run { Ok(Outcome::Done) } else { once(options, settings).map(|(outcome, _)| outcome) }
}

/// The pack's folder, and the file in it if one was named.
fn folder_of(path: &Path) -> Result<(PathBuf, Option<String>), AppError> {
    if path.is_file() {
        let (folder, file) = disk::pack_of(path)?;
        return Ok((folder, Some(file)));
    }
    Ok((path.to_owned(), None))
}

fn write_all(folder: &Path, files: &[Fixed]) -> Result<(), AppError> {
    for file in files {
        write_whole(&folder.join(&file.shown), &file.after)?;
    }
    Ok(())
}

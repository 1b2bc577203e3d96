//! `lint --fix` and `lint --suggest`: findings mended in the files themselves, or shown as a diff.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::super::files::{shown_diff, write_whole};
use super::super::{Global, Outcome, Ran, Stop, no_pack, put};
use super::asked::{is_built_in, pack_at};
use super::{LintArgs, once};
use crate::app::disk;
use crate::render::ansi::style;
use formcheck_authoring::fix::{Mended, Which, mend};
use formcheck_core::rulebook::source::{self, PackSource};

pub(super) fn run(args: &LintArgs, global: &Global) -> Ran {
    let [path] = args.paths.as_slice() else {
        let help = "name one pack's folder, or one file in it: formcheck lint my-pack --fix";
        return Err(Stop::told("mending needs to know which files it may change", help));
    };
    let which = match (args.suggest, args.guesses) {
        (true, _) => Which::Examples,
        (false, true) => Which::All,
        (false, false) => Which::Safe,
    };
    let (folder, only) = folder_of(path)?;
    let (own, _) = pack_at(&folder)?;
    let packs = with_others(own, global)?;
    let is_asked = |file: &str| only.as_ref().is_none_or(|only| only == file);
    let (files, number) = mend(packs.clone(), which, is_asked);
    // What guesses would mend beside that is only told, and only counted where somebody asked for the safe ones.
    let guesses = match which {
        Which::Safe => mend(packs, Which::All, is_asked).1.saturating_sub(number),
        Which::All | Which::Examples => 0,
    };
    if args.dry_run {
        files.iter().try_for_each(|file| put(&shown_diff(&file.shown, &file.before, &file.after)))?;
    } else {
        write_all(&folder, &files)?;
    }
    if !global.quiet {
        let what = if args.suggest { ("example", "examples") } else { ("finding", "findings") };
        let (number, files) =
            (style::count(number, what.0, what.1), style::count(files.len(), "file", "files"));
        let did = match (args.dry_run, args.suggest) {
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
    if args.dry_run { Ok(Outcome::Done) } else { once(args, global).map(|(outcome, _)| outcome) }
}

/// The pack's folder, and the file in it if one was named.
fn folder_of(path: &Path) -> Result<(PathBuf, Option<String>), Stop> {
    if path.is_file() {
        let (folder, file) = disk::pack_of(path).map_err(no_pack)?;
        return Ok((folder, Some(file)));
    }
    Ok((path.to_owned(), None))
}

/// The packs to load: those that the named one may use, then the named one.
fn with_others(own: PackSource, global: &Global) -> Result<Vec<PackSource>, Stop> {
    let mut packs = Vec::new();
    if !global.no_built_in {
        packs.push(source::built_in_as_written());
        if is_built_in(&own, &packs) {
            packs.clear();
        }
    }
    for path in &global.packs {
        packs.push(disk::folder(path).map_err(no_pack)?);
    }
    packs.push(own);
    Ok(packs)
}

fn write_all(folder: &Path, files: &[Mended]) -> Result<(), Stop> {
    for file in files {
        write_whole(&folder.join(&file.shown), &file.after)?;
    }
    Ok(())
}

//! What is to be checked: which packs, which files of them, and what those are called in their repository.

use std::path::{Path, PathBuf};

use super::super::{Global, Outcome, Stop, complain, no_pack, no_rules};
use super::LintArgs;
use crate::app::disk;
use formcheck_core::diagnostic::{FileIx, RepositoryPaths, SourceMap, Span};
use formcheck_core::rulebook::source::{self, PackSource};

/// What is to be checked.
pub(super) struct Asked {
    /// The packs in the order of loading; what is checked comes last.
    pub(super) packs: Vec<PackSource>,
    /// Of each of them, how many files it has and the folder they were read from; none for the built-in one.
    from: Vec<(usize, Option<PathBuf>)>,
    /// Only these files of it; empty: all.
    pub(super) only: Vec<String>,
    /// The first file that is shown: those before are there for others to use.
    pub(super) shown_from: usize,
}

impl Asked {
    /// Whether findings of a file are shown.
    pub(super) fn shows_file(&self, sources: &SourceMap, file: FileIx) -> bool {
        self.shows(sources, Some(Span { file, start: 0, end: 0 }))
    }

    /// What each file is called in its repository: the nearest folder above it that holds `.git`, else this folder.
    pub(super) fn repository_paths(&self, sources: &SourceMap) -> RepositoryPaths {
        RepositoryPaths::new(sources, |file, shown| {
            let mut first = 0;
            for (files, folder) in &self.from {
                if (file.0 as usize) < first + files {
                    return folder.as_ref().map_or(shown.to_owned(), |folder| in_repository(folder, shown));
                }
                first += files;
            }
            shown.to_owned()
        })
    }
    pub(super) fn shows(&self, sources: &SourceMap, span: Option<Span>) -> bool {
        span.is_none_or(|span| {
            let path = &sources.file(span.file).path;
            span.file.0 as usize >= self.shown_from && (self.only.is_empty() || self.only.contains(path))
        })
    }
}

pub(super) fn asked(args: &LintArgs, global: &Global) -> Result<Asked, Stop> {
    let named: Vec<&PathBuf> = args.paths.iter().chain(&global.packs).collect();
    let mut asked = Asked { packs: Vec::new(), from: Vec::new(), only: Vec::new(), shown_from: 0 };
    if !global.no_built_in {
        asked.packs.push(source::built_in_as_written());
        // The built-in pack is there for others to use; its own faults are shown only if it is what is checked.
        asked.shown_from = if named.is_empty() { 0 } else { asked.packs[0].files.len() };
    }
    let mut folders: Vec<(String, PathBuf)> = Vec::new();
    for path in named {
        let (pack, file) = pack_at(path)?;
        let folder = if path.is_file() { disk::pack_of(path).map_err(no_pack)?.0 } else { path.clone() };
        folders.push((pack.sha256.clone(), folder));
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
    asked.from = asked
        .packs
        .iter()
        .map(|pack| {
            let folder =
                folders.iter().find(|(sha256, _)| *sha256 == pack.sha256).map(|(_, folder)| folder.clone());
            (pack.files.len(), folder)
        })
        .collect();
    if asked.packs.is_empty() {
        return Err(Stop::told(
            "there is nothing to check",
            "name a pack's folder, or leave --no-built-in out",
        ));
    }
    Ok(asked)
}

/// Whether a pack on disk has the name of the built-in one, which then gives way to it.
pub(in crate::commands) fn is_built_in(pack: &PackSource, packs: &[PackSource]) -> bool {
    let name = |pack: &PackSource| {
        let file = pack.files.iter().find(|file| file.path == "rules/pack.toml")?;
        let line = file.text.as_ref().ok()?.lines().find(|line| line.starts_with("name"))?.to_owned();
        Some(line)
    };
    packs.first().is_some_and(|first| name(first).is_some() && name(first) == name(pack))
}

pub(super) fn pack_at(path: &Path) -> Result<(PackSource, Option<String>), Stop> {
    if path.is_file() {
        let (folder, file) = disk::pack_of(path).map_err(no_pack)?;
        let pack = disk::folder(&folder).map_err(no_pack)?;
        if !pack.files.iter().any(|own| own.path == file) {
            return Err(no_pack(source::NoPack::NotAPack(path.to_owned())));
        }
        return Ok((pack, Some(file)));
    }
    match disk::folder(path) {
        Ok(pack) => Ok((pack, None)),
        Err(error @ source::NoPack::NoRules(_)) => {
            complain(&no_rules(&error), "name a pack's folder; nothing was checked, so this is no pass");
            Err(Stop::Silent(Outcome::FellShort))
        }
        Err(error) => Err(no_pack(error)),
    }
}

fn in_repository(folder: &Path, shown: &str) -> String {
    let file = folder.join(shown);
    let Ok(file) = file.canonicalize() else { return shown.to_owned() };
    let here = std::env::current_dir().ok().and_then(|here| here.canonicalize().ok());
    let root = file.ancestors().find(|above| above.join(".git").exists()).map(Path::to_owned).or(here);
    let inside = root.as_ref().and_then(|root| file.strip_prefix(root).ok()).map(Path::to_owned);
    inside.map_or(shown.to_owned(), |inside| inside.to_string_lossy().replace('\\', "/"))
}

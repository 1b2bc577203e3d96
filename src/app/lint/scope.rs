//! What is to be checked: which packs, which files of them, and what those are called in their repository.

use crate::app::disk;
use std::path::{Path, PathBuf};

use crate::app::lint::LintOptions;
use crate::app::packs::{RunPacks, tell_apart};
use crate::app::{AppError, Outcome, RunSettings, complain};
use formcheck_core::diagnostic::{FileIx, RepositoryPaths, SourceMap, Span};
use formcheck_core::rulebook::source::{self, BuiltIn, PackSource};

pub(crate) struct LintScope {
    /// The packs in the order of loading; what is checked comes last.
    pub(crate) packs: Vec<PackSource>,
    /// Of each of them, its files, and the folder they were read from; none for one that is built in.
    from: Vec<(Vec<String>, Option<PathBuf>)>,
    /// Only these files of it; empty: all.
    pub(crate) only: Vec<String>,
    /// The first file that is shown: those before are there for others to use.
    pub(crate) shown_from: usize,
}

impl LintScope {
    pub(crate) fn of(options: &LintOptions, settings: &RunSettings) -> Result<LintScope, AppError> {
        let named: Vec<&PathBuf> = options.paths.iter().chain(&settings.packs).collect();
        let mut scope = LintScope { packs: Vec::new(), from: Vec::new(), only: Vec::new(), shown_from: 0 };
        let mut run = RunPacks::built_in(settings, BuiltIn::as_written);
        let checks_built_in = named.is_empty();
        let mut folders: Vec<(String, PathBuf)> = Vec::new();
        let mut only: Vec<(PathBuf, String)> = Vec::new();
        for path in named {
            let (pack, file) = pack_at(path)?;
            let folder = if path.is_file() { disk::pack_of(path)?.0 } else { path.clone() };
            folders.push((pack.sha256.clone(), folder));
            only.extend(file.map(|file| (folders[folders.len() - 1].1.clone(), file)));
            // The folder that the program was built from: the same pack, from disk.
            run.give_way(&pack);
            // Two files of one pack: the pack is loaded once.
            if run.packs.iter().all(|other| other.sha256 != pack.sha256) {
                run.packs.push(pack);
            }
        }
        // What is built in is there for others to use; its own faults are shown only if it is what is checked.
        if !checks_built_in {
            scope.shown_from = run.packs[..run.built_in].iter().map(|pack| pack.files.len()).sum();
        }
        scope.packs = run.packs;
        let folder_of = |pack: &PackSource| {
            folders.iter().find(|(sha256, _)| *sha256 == pack.sha256).map(|(_, folder)| folder.clone())
        };
        if !checks_built_in {
            tell_apart(&mut scope.packs, folder_of);
        }
        scope.from = scope
            .packs
            .iter()
            .map(|pack| (pack.files.iter().map(|file| file.path.clone()).collect(), folder_of(pack)))
            .collect();
        let shown = |(folder, path): &(PathBuf, String)| {
            let pack = scope.packs.iter().find(|pack| folder_of(pack).as_ref() == Some(folder));
            let file = pack.and_then(|pack| pack.files.iter().find(|file| file.path == *path));
            file.map(|file| file.shown.clone())
        };
        scope.only = only.iter().filter_map(shown).collect();
        if scope.packs.is_empty() {
            return Err(AppError::new(
                "there is nothing to check",
                "name a pack's folder, or leave --no-built-in out",
            ));
        }
        Ok(scope)
    }

    /// Whether findings of a file are shown.
    pub(crate) fn shows_file(&self, sources: &SourceMap, file: FileIx) -> bool {
        self.shows(sources, Some(Span { file, start: 0, end: 0 }))
    }

    /// What each file is called in its repository: the nearest folder above it that holds `.git`, else this folder.
    pub(crate) fn repository_paths(&self, sources: &SourceMap) -> RepositoryPaths {
        RepositoryPaths::new(sources, |file, shown| {
            let mut first = 0;
            for (files, folder) in &self.from {
                if let Some(path) = files.get(file.0 as usize - first) {
                    return folder.as_ref().map_or(shown.to_owned(), |folder| in_repository(folder, path));
                }
                first += files.len();
            }
            shown.to_owned()
        })
    }
    pub(crate) fn shows(&self, sources: &SourceMap, span: Option<Span>) -> bool {
        span.is_none_or(|span| {
            let path = &sources.file(span.file).path;
            span.file.0 as usize >= self.shown_from && (self.only.is_empty() || self.only.contains(path))
        })
    }
}

pub(crate) fn pack_at(path: &Path) -> Result<(PackSource, Option<String>), AppError> {
    if path.is_file() {
        let (folder, file) = disk::pack_of(path)?;
        let pack = disk::folder(&folder)?;
        if !pack.files.iter().any(|own| own.path == file) {
            return Err(source::NoPack::NotAPack(path.to_owned()).into());
        }
        return Ok((pack, Some(file)));
    }
    match disk::folder(path) {
        Ok(pack) => Ok((pack, None)),
        Err(error @ source::NoPack::NoRules(_)) => {
            complain(&error.to_string(), "name a pack's folder; nothing was checked, so this is not a pass");
            Err(AppError::Reported(Outcome::Failed))
        }
        Err(error) => Err(error.into()),
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

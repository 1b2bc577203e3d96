//! The pack in a folder.
//!
//! The core has no disk: whoever has one is a [`PackFiles`].

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use super::pack::SETTINGS;
use super::{MANY, MOST_BYTES, PackFile, PackSource, ReadFault};
use crate::error::UserError;

/// Folders and files by path: a disk, or whatever stands for one.
pub trait PackFiles: Sync {
    /// What a path is, links followed; none if nothing is there.
    fn kind(&self, path: &Path) -> Option<PathKind>;

    /// The path without links and from the root on; none if nothing is there.
    fn canonical(&self, path: &Path) -> Option<PathBuf>;

    /// What is in a folder.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// The first bytes of a file, this many at most.
    fn read(&self, file: &Path, most: u64) -> io::Result<Vec<u8>>;
}

/// What a path is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PathKind {
    /// A folder.
    Folder,
    /// A file.
    File,
    /// Something else: a pipe, a device.
    Other,
}

/// Why there is no pack at a path.
#[derive(Debug, thiserror::Error)]
pub enum NoPack {
    /// Nothing is there.
    #[error("there is no folder `{}`", .0.display())]
    NotFound(PathBuf),
    /// A file that is not part of a pack.
    #[error("`{}` is not part of a pack", .0.display())]
    NotAPack(PathBuf),
    /// A folder without rules.
    #[error("there are no rule files in `{}`", .0.display())]
    NoRules(PathBuf),
    /// The system says why.
    #[error("`{}` can't be read: {}", .0.display(), plain(.1))]
    Unreadable(PathBuf, #[source] io::Error),
}

impl UserError for NoPack {
    fn help(&self) -> Option<&str> {
        match self {
            NoPack::NotFound(_) => Some("name the folder that holds the pack's `rules`"),
            NoPack::NotAPack(_) => {
                Some("name a pack's folder (the one that holds `rules`) or a .toml file in it")
            }
            NoPack::NoRules(_) => Some("a pack is a folder with `rules/pack.toml` in it"),
            NoPack::Unreadable(..) => None,
        }
    }
}

/// The pack in a folder: the one that holds `rules` and `quizzes`, or `rules` itself.
pub fn folder(disk: &impl PackFiles, named: &Path) -> Result<PackSource, NoPack> {
    let is = |path: &str, kind| disk.kind(&named.join(path)) == Some(kind);
    match disk.kind(named) {
        None => return Err(NoPack::NotFound(named.to_owned())),
        Some(PathKind::File | PathKind::Other) => return Err(NoPack::NotAPack(named.to_owned())),
        Some(PathKind::Folder) => {}
    }
    let mut files = Vec::new();
    if is("rules", PathKind::Folder) {
        read_below(disk, named, "rules", "rules", &mut files)?;
        read_below(disk, named, "quizzes", "quizzes", &mut files)?;
    } else if is("pack.toml", PathKind::File) {
        read_below(disk, named, "", "rules", &mut files)?;
    }
    if files.is_empty() {
        return Err(NoPack::NoRules(named.to_owned()));
    }
    if is(SETTINGS, PathKind::File) {
        let text = read(disk, &named.join(SETTINGS));
        files.push(PackFile::new(SETTINGS.to_owned(), SETTINGS.to_owned(), text));
    }
    Ok(PackSource::of(files))
}

/// The folder of the pack that a file belongs to, and the file's path in it.
pub fn pack_of(disk: &impl PackFiles, file: &Path) -> Result<(PathBuf, String), NoPack> {
    let not_one = || NoPack::NotAPack(file.to_owned());
    let whole = disk.canonical(file).ok_or_else(|| NoPack::NotFound(file.to_owned()))?;
    let is_pack = |folder: &Path| disk.kind(&folder.join("rules").join("pack.toml")) == Some(PathKind::File);
    let root = whole.ancestors().skip(1).find(|folder| is_pack(folder)).ok_or_else(not_one)?;
    let inside = whole.strip_prefix(root).map_err(|_| not_one())?;
    Ok((root.to_owned(), inside.to_string_lossy().replace('\\', "/")))
}

/// What a file is called that somebody saved as text: its folder may not even show the end.
pub(in crate::rulebook) const HIDDEN_END: &str = ".toml.txt";

/// How deep folders are searched; a pack needs two levels, a loop of links has no end.
const DEEPEST: usize = 6;

/// Reads every .toml file in `inside`, a folder of `named`; `as_path` is what it is called in the pack.
fn read_below(
    disk: &impl PackFiles,
    named: &Path,
    inside: &str,
    as_path: &str,
    files: &mut Vec<PackFile>,
) -> Result<(), NoPack> {
    let mut waiting = vec![(inside.to_owned(), as_path.to_owned(), 0)];
    let mut found: Vec<(PathBuf, String, String)> = Vec::new();
    while let Some((inside, as_path, depth)) = waiting.pop() {
        let here = named.join(&inside);
        if disk.kind(&here).is_none() {
            continue;
        }
        for path in disk.list(&here).map_err(|error| NoPack::Unreadable(here.clone(), error))? {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let join =
                |folder: &str| if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            let is_toml = path.extension().is_some_and(|extension| extension == "toml");
            if !is_toml && disk.kind(&path) == Some(PathKind::Folder) {
                if depth < DEEPEST && !name.starts_with('.') {
                    waiting.push((join(&inside), join(&as_path), depth + 1));
                }
            } else if is_toml || name.ends_with(HIDDEN_END) {
                found.push((path, join(&as_path), join(&inside)));
            }
        }
    }
    let read =
        |(path, as_path, shown): (PathBuf, String, String)| PackFile::new(as_path, shown, read(disk, &path));
    if found.len() < MANY {
        files.extend(found.into_iter().map(read));
    } else {
        use rayon::prelude::*;
        files.par_extend(found.into_par_iter().map(read));
    }
    Ok(())
}

fn read(disk: &impl PackFiles, path: &Path) -> Result<Cow<'static, str>, ReadFault> {
    let unreadable = |error: io::Error| {
        let is_folder = disk.kind(path) == Some(PathKind::Folder);
        let folder = is_folder.then(|| "it is a folder, and a file should be here".to_owned());
        ReadFault::Unreadable(folder.unwrap_or_else(|| plain(&error)))
    };
    let bytes = disk.read(path, MOST_BYTES + 1).map_err(unreadable)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(ReadFault::TooLarge);
    }
    String::from_utf8(bytes).map(Cow::Owned).map_err(|error| ReadFault::NotUtf8 {
        at: error.utf8_error().valid_up_to(),
        lossy: String::from_utf8_lossy(error.as_bytes()).into_owned(),
    })
}

/// What the system says, without its error number.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

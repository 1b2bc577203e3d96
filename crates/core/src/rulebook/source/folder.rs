//! The pack in a folder.
//!
//! The core has no disk: whoever has one is a [`PackFiles`].

use std::borrow::Cow;
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use super::pack::SETTINGS;
use super::{MANY, MOST_BYTES, PackFile, PackSource, ReadFault};
use crate::error::UserError;
use crate::rulebook::files::FileKind;

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
        read_beside(disk, named, &mut files)?;
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
    // A link to a folder above would be walked again and again.
    let mut seen: HashSet<PathBuf> = HashSet::new();
    let mut found: Vec<(PathBuf, String, String)> = Vec::new();
    while let Some((inside, as_path, depth)) = waiting.pop() {
        let here = named.join(&inside);
        if disk.canonical(&here).is_none_or(|whole| !seen.insert(whole)) {
            continue;
        }
        for path in disk.list(&here).map_err(|error| NoPack::Unreadable(here.clone(), error))? {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let join =
                |folder: &str| if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            // Hidden files are nobody's rules: an editor's locks, what a system notes beside a file.
            if name.starts_with('.') {
                continue;
            }
            let is_toml = path.extension().is_some_and(|extension| extension == "toml");
            if !is_toml && disk.kind(&path) == Some(PathKind::Folder) {
                if depth < DEEPEST {
                    waiting.push((join(&inside), join(&as_path), depth + 1));
                }
            } else if is_toml || name.ends_with(HIDDEN_END) || has_other_end(disk, &path, &name) {
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

/// Ends under which rule files are saved by mistake.
const OTHER_ENDS: [&str; 3] = ["txt", "tml", "text"];

/// Whether a file is a rule file under another end than `.toml`. A note in plain text is none.
fn has_other_end(disk: &impl PackFiles, path: &Path, name: &str) -> bool {
    let Some((_, end)) = name.rsplit_once('.') else { return false };
    let is_loud = end.eq_ignore_ascii_case("toml");
    let is_other = OTHER_ENDS.iter().any(|other| end.eq_ignore_ascii_case(other));
    let is_rules = || read(disk, path).is_ok_and(|text| FileKind::by_content(&text).is_some());
    is_loud || is_other && is_rules()
}

/// Folders in which rule files land that belong below `rules`.
const WRONG_FOLDERS: [&str; 6] = ["exercises", "exercise", "mistakes", "mistake", "quiz", "quizes"];

/// Rule files beside the pack's folders, where nothing in them counts.
fn read_beside(disk: &impl PackFiles, named: &Path, files: &mut Vec<PackFile>) -> Result<(), NoPack> {
    let folders =
        WRONG_FOLDERS.iter().filter(|folder| disk.kind(&named.join(folder)) == Some(PathKind::Folder));
    for inside in std::iter::once("").chain(folders.copied()) {
        let here = named.join(inside);
        for path in disk.list(&here).map_err(|error| NoPack::Unreadable(here.clone(), error))? {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let end = name.rsplit_once('.').map_or("", |(_, end)| end);
            let may_be = end.eq_ignore_ascii_case("toml") || OTHER_ENDS.contains(&end);
            if name.starts_with('.')
                || name == SETTINGS
                || !may_be
                || disk.kind(&path) != Some(PathKind::File)
            {
                continue;
            }
            let text = read(disk, &path);
            // What other programs keep in a folder may look like sources or muscles.
            let is_rules = |text: &str| {
                let kind = FileKind::by_content(text);
                matches!(
                    kind,
                    Some(FileKind::Exercise | FileKind::Mistakes | FileKind::Signs | FileKind::Quiz)
                )
            };
            if text.as_ref().is_ok_and(|text| is_rules(text)) {
                let shown = if inside.is_empty() { name } else { format!("{inside}/{name}") };
                files.push(PackFile::new(shown.clone(), shown, text));
            }
        }
    }
    Ok(())
}

fn read(disk: &impl PackFiles, path: &Path) -> Result<Cow<'static, str>, ReadFault> {
    // Nobody may write to a pipe, and a socket can't be opened: such things are not waited for.
    if disk.kind(path) == Some(PathKind::Other) {
        return Err(ReadFault::Unreadable("it is a pipe, a socket or a device, and no file".to_owned()));
    }
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

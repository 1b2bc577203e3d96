//! Packs in folders of the disk.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use formcheck_core::rulebook::source::{self, NoPack, PackFiles, PackSource, PathKind};

pub struct Disk;

impl PackFiles for Disk {
    fn kind(&self, path: &Path) -> Option<PathKind> {
        let is = fs::metadata(path).ok()?;
        Some(match (is.is_dir(), is.is_file()) {
            (true, _) => PathKind::Folder,
            (_, true) => PathKind::File,
            _ => PathKind::Other,
        })
    }

    fn canonical(&self, path: &Path) -> Option<PathBuf> {
        path.canonicalize().ok()
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
    }

    fn read(&self, file: &Path, most: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(file)?.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// The pack in a folder: the one that holds `rules` and `quizzes`, or `rules` itself.
pub fn folder(named: &Path) -> Result<PackSource, NoPack> {
    source::folder(&Disk, named)
}

/// The folder of the pack that a file belongs to, and the file's path in it.
pub fn pack_of(file: &Path) -> Result<(PathBuf, String), NoPack> {
    source::pack_of(&Disk, file)
}

/// The folder of the pack that the current folder is, or is in.
pub fn pack_here() -> Option<PathBuf> {
    let is_pack = |folder: &Path| folder.join("rules/pack.toml").is_file();
    if is_pack(Path::new(".")) {
        return Some(PathBuf::from("."));
    }
    let here = std::env::current_dir().ok()?;
    here.ancestors().skip(1).find(|folder| is_pack(folder)).map(Path::to_owned)
}

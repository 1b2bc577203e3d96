//! Records that take the place of others: which one of a sitting counts, as far as the files beside it tell.

use std::path::{Path, PathBuf};

use crate::app::AppError;
use crate::app::exam::files::sealed;
use crate::app::files::refused;
use formcheck_exam::Sealed;
use formcheck_exam::record::Record;

/// A record with its file.
pub(crate) type RecordFile = (PathBuf, Sealed<Record>);

/// Every record of a folder that can be read, by its name.
pub(crate) fn in_folder(folder: &Path) -> Result<Vec<RecordFile>, AppError> {
    let entries = std::fs::read_dir(folder)
        .map_err(|error| refused(folder, "read", &error, "name a folder of records"))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.is_file() && file.to_string_lossy().ends_with(".record.json"));
    files.sort();
    Ok(files.into_iter().filter_map(|path| sealed(&path).ok().map(|record| (path, record))).collect())
}

/// Whether one of these says that it takes the place of a record.
pub(crate) fn is_replaced(record: &Sealed<Record>, among: &[RecordFile]) -> bool {
    let digest = record.digest();
    among.iter().any(|(_, one)| one.what.replaces.as_deref() == Some(digest.as_str()))
}

/// What lies beside a record of the same sitting.
#[derive(Default)]
pub(crate) struct Chain {
    /// The one that it takes the place of.
    pub(crate) former: Option<RecordFile>,
    /// The one that takes its place.
    pub(crate) later: Option<RecordFile>,
}

/// The records beside one that it replaces, or that replace it. Their seals are not checked here.
pub(crate) fn beside(path: &Path, record: &Sealed<Record>) -> Chain {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(all) = in_folder(folder) else { return Chain::default() };
    let digest = record.digest();
    let mut chain = Chain::default();
    for (path, one) in all.into_iter().filter(|(_, one)| one.what.form == record.what.form) {
        if Some(one.digest()) == record.what.replaces {
            chain.former = Some((path, one));
        } else if one.what.replaces.as_deref() == Some(digest.as_str()) {
            chain.later = Some((path, one));
        }
    }
    chain
}

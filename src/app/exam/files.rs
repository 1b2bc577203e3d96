//! Files of exams: papers, records, and what is said of those that can't be read or written.

use std::path::{Path, PathBuf};

use crate::app::files::refused;
use crate::app::{AppError, RunSettings};
use formcheck_core::error::UserError as _;
use formcheck_exam::{Sealable, Sealed};

/// The folder of the examiner's keys and ledger.
pub fn folder(settings: &RunSettings) -> Result<PathBuf, AppError> {
    Ok(crate::app::profile::folder(settings)?.join("exams"))
}

pub fn sealed<T: Sealable>(path: &Path) -> Result<Sealed<T>, AppError> {
    read_sealed(path, &bytes::<T>(path)?)
}

/// The bytes of such a file.
pub(crate) fn bytes<T: Sealable>(path: &Path) -> Result<Vec<u8>, AppError> {
    let help = format!("name a {} of an exam", T::WORD);
    std::fs::read(path).map_err(|error| refused(path, "read", &error, &help))
}

/// What these bytes of a file are.
pub(crate) fn read_sealed<T: Sealable>(path: &Path, bytes: &[u8]) -> Result<Sealed<T>, AppError> {
    Sealed::read(bytes).map_err(|error| {
        let help = error.help().unwrap_or_default().to_owned();
        AppError::of(error).within(|what| format!("{}: {what}", path.display()), help)
    })
}

/// Writes a file that is not there yet.
pub(crate) fn write_new(path: &Path, text: &str) -> Result<(), AppError> {
    crate::app::files::write_new(path, text)
        .map_err(|error| refused(path, "written", &error, "name a file that is not there yet: --out FILE"))
}

/// A file beside another one: `anna.paper.json` and `log` make `anna.log`.
pub fn beside(path: &Path, end: &str) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = name.strip_suffix(".json").unwrap_or(&name);
    let stem = [".paper", ".record"].iter().find_map(|kind| stem.strip_suffix(kind)).unwrap_or(stem);
    path.with_file_name(format!("{stem}.{end}"))
}

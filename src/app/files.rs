//! Changing files of a coach: whole or not at all, and shown before.

use std::io::{self, Write as _};
use std::path::Path;

use similar::TextDiff;

use crate::app::{AppError, RunSettings, put};
use crate::render::ansi::{paint, style};
use formcheck_core::page::Role;

/// Replaces what is in a file, or makes it. Whoever reads it sees the old text or the new one and never a half: the
/// new one is written beside it and takes its place. A link stays a link, and a file keeps its permissions.
pub(crate) fn write_whole(path: &Path, content: impl AsRef<[u8]>) -> io::Result<()> {
    // Behind a link stands the file that is meant; what is not there yet has no other name.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = tempfile::Builder::new();
    beside.prefix(".formcheck-").suffix(".tmp");
    let permissions = std::fs::metadata(&target).map(|about| about.permissions()).ok();
    let mut file =
        beside.make_in(folder, |path| std::fs::OpenOptions::new().write(true).create_new(true).open(path))?;
    file.write_all(content.as_ref())?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

/// Makes a file that isn't there yet, with the folders above it.
pub(crate) fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// A unified diff, its signs coloured where colour is wanted.
pub(crate) fn shown_diff(name: &str, before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let text = diff.unified_diff().context_radius(2).header(name, &format!("{name} (new)")).to_string();
    let mut shown = String::new();
    for line in text.lines() {
        // A carriage return is what may differ: it has to be seen.
        let line = line.replace('\r', "␍");
        let line = style::clean(&line);
        shown.push_str(&match line.chars().next() {
            Some('+') => paint(&line, Role::Added),
            Some('-') => paint(&line, Role::Removed),
            _ => line.into_owned(),
        });
        shown.push('\n');
    }
    shown
}

/// What is said of a file that can't be read or written.
pub fn refused(path: &Path, doing: &str, error: &io::Error, help: &str) -> AppError {
    AppError::new(format!("{} can't be {doing}: {}", path.display(), style::plain_error(error)), help)
}

/// Writes a result to the file that was asked for, and says so.
pub(crate) fn write_result(
    path: &Path,
    content: impl AsRef<[u8]>,
    settings: &RunSettings,
) -> Result<(), AppError> {
    std::fs::write(path, content)
        .map_err(|error| refused(path, "written", &error, "name a file in a folder that you can write"))?;
    if !settings.quiet {
        put(&format!("Written to {}.\n", path.display()))?;
    }
    Ok(())
}

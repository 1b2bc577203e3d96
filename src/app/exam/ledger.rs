//! The examiner's ledger on disk: one file, only ever added to, each line on the disk before anything follows from it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;

use crate::app::exam::files::folder;
use crate::app::files::refused;
use crate::app::{AppError, RunSettings};
use formcheck_exam::ledger::{Ledger, Noted};
use formcheck_exam::whole_lines;

const HELP: &str = "name the examiner's folder: --data-dir DIR or FORMCHECK_DATA_DIR";

/// The ledger, open to be added to; nobody else can add to it as long as it is.
pub(crate) struct OpenLedger {
    file: File,
    path: PathBuf,
    pub(crate) ledger: Ledger,
}

fn place(settings: &RunSettings) -> Result<PathBuf, AppError> {
    Ok(folder(settings)?.join("ledger.jsonl"))
}

fn parse(path: &std::path::Path, text: &str) -> Result<Ledger, AppError> {
    Ledger::read(text).map_err(|line| {
        AppError::new(
            format!(
                "{}: line {line} is not a ledger entry, or was written by a later formcheck",
                path.display()
            ),
            "mend that line from a copy, or update formcheck; nothing was changed",
        )
    })
}

/// The ledger as it is; empty where there is none.
pub(crate) fn view(settings: &RunSettings) -> Result<Ledger, AppError> {
    let path = place(settings)?;
    match fs::read_to_string(&path) {
        Ok(text) => parse(&path, &text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Ledger::default()),
        Err(error) => Err(refused(&path, "read", &error, HELP)),
    }
}

/// Nothing is added to a ledger from which something was taken out.
fn is_whole(path: &std::path::Path, ledger: &Ledger) -> Result<(), AppError> {
    let Some(line) = ledger.broken() else { return Ok(()) };
    Err(AppError::new(
        format!(
            "{}: line {line} does not follow from those before it: something was changed or taken out",
            path.display()
        ),
        "put back a copy of the whole ledger; nothing was changed",
    ))
}

impl OpenLedger {
    /// Opens the ledger; makes one where there is none.
    pub(crate) fn open(settings: &RunSettings) -> Result<OpenLedger, AppError> {
        let path = place(settings)?;
        fs::create_dir_all(folder(settings)?).map_err(|error| refused(&path, "made", &error, HELP))?;
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        // It holds seeds and names.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path).map_err(|error| refused(&path, "written", &error, HELP))?;
        file.lock().map_err(|error| refused(&path, "locked", &error, HELP))?;
        let text = io::read_to_string(&file).map_err(|error| refused(&path, "read", &error, HELP))?;
        let ledger = parse(&path, &text)?;
        is_whole(&path, &ledger)?;
        let (_, end) = whole_lines(&text);
        let trimmed = file.set_len(end as u64).and_then(|()| file.seek(SeekFrom::End(0)));
        trimmed.map_err(|error| refused(&path, "written", &error, HELP))?;
        Ok(OpenLedger { file, path, ledger })
    }

    /// Adds lines as one: they are on the disk when this returns.
    pub(crate) fn add(&mut self, notes: &[Noted]) -> Result<(), AppError> {
        let text = self.ledger.add(notes);
        let written = self.file.write_all(text.as_bytes()).and_then(|()| self.file.sync_all());
        written.map_err(|error| refused(&self.path, "written", &error, "free some space and try again"))
    }

    pub(crate) fn forget_name(&mut self, reference: &str) -> Result<(), AppError> {
        let text = self.ledger.without_name(reference);
        crate::app::files::write_whole(&self.path, &text)
            .map_err(|error| refused(&self.path, "written", &error, HELP))
    }
}

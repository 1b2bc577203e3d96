//! The log of a sitting on the disk: opened to be added to, read to be graded, and what is said when it can't be.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use crate::app::files::refused;
use crate::app::{AppError, Outcome};
use formcheck_core::error::UserError as _;
use formcheck_exam::paper::Paper;
use formcheck_exam::seal::closing_code;
use formcheck_exam::{Exam, Sealed, whole_lines};

pub(crate) fn code(exam: &Exam) -> String {
    closing_code(exam.end(), &exam.paper().form)
}

/// The log, open to be added to, and the exam that follows from it. What was torn off at its end is taken away.
pub(crate) fn open(paper: &Sealed<Paper>, path: &Path) -> Result<(File, Exam), AppError> {
    let help = "name another place: --log FILE";
    let is_new = !path.exists();
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
        .map_err(|error| refused(path, "written", &error, help))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let what = "this exam is being sat in another window";
            return Err(AppError::new(what, "go on there, or close it first"));
        }
        Err(TryLockError::Error(error)) => return Err(refused(path, "locked", &error, help)),
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(|error| refused(path, "read", &error, help))?;
    let text = text(bytes).ok_or_else(|| not_text(path))?;
    let (lines, end) = whole_lines(&text);
    let exam = Exam::replay(paper.what.clone(), &paper.bytes(), lines).map_err(|bad| {
        let help = bad.help().unwrap_or_default();
        AppError::new(format!("{}: {bad}", path.display()), help)
    })?;
    file.set_len(end as u64)?;
    file.seek(SeekFrom::End(0))?;
    if is_new && let Some(folder) = path.parent() {
        // So that the file's name is on the disk too; not every system can do that.
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok((file, exam))
}

/// The complete lines of a log; none if they are not UTF-8. A torn last line may end in the middle of a character.
fn text(mut bytes: Vec<u8>) -> Option<String> {
    let end = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    bytes.truncate(end);
    String::from_utf8(bytes).ok()
}

fn not_text(path: &Path) -> AppError {
    let what = format!("{} is not an exam's log: it is not text", path.display());
    AppError::new(what, "use the log of this paper, as it was written")
}

/// Nothing goes on that is not kept.
pub(crate) fn unkept(log: &Path, error: &io::Error) -> AppError {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return AppError::Reported(Outcome::Failed);
    }
    refused(log, "written", error, "free some space, then run the same command: every answer so far is kept")
}

/// The lines of a log, and the exam that follows from them, for grading.
pub(crate) fn read_log(paper: &Sealed<Paper>, path: &Path) -> Result<(String, Exam), AppError> {
    let help = "name the log that `formcheck exam sit` wrote: --log FILE";
    let bytes = fs::read(path).map_err(|error| refused(path, "read", &error, help))?;
    let text = text(bytes).ok_or_else(|| not_text(path))?;
    let (lines, _) = whole_lines(&text);
    let exam = Exam::replay(paper.what.clone(), &paper.bytes(), lines).map_err(|bad| {
        AppError::new(
            format!("{}: {bad}", path.display()),
            "this log is not what the program wrote for this paper; it can't be graded",
        )
    })?;
    if !exam.is_opened() {
        return Err(AppError::new(format!("{} is empty: the exam was not begun", path.display()), help));
    }
    Ok((text, exam))
}

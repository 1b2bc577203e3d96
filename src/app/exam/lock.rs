//! The lock of a paper: start words under which it is sealed, in the format of age, so that whoever has no formcheck opens it
//! with `age --decrypt` too.

use std::io::{IsTerminal as _, Read as _, Write as _};
use std::path::Path;

use age::secrecy::SecretString;
use age::{Decryptor, Encryptor, scrypt};

use crate::app::exam::files::{bytes, read_sealed};
use crate::app::exam::issue::random;
use crate::app::{AppError, RunSettings};
use formcheck_exam::Sealed;
use formcheck_exam::ledger::Ledger;
use formcheck_exam::locked::LockedPaper;
use formcheck_exam::paper::Paper;
use formcheck_exam::seal::{start_words, typed_start};

/// The work of one try of the words: scrypt with 2^15 blocks of 8, 32 MB and some 60 ms.
const WORK: u8 = 15;

/// New start words.
pub(crate) fn new_words() -> Result<String, AppError> {
    Ok(start_words(random()?))
}

/// Seals a text under start words.
pub(crate) fn lock(text: &str, words: &str) -> Result<String, AppError> {
    let mut recipient = scrypt::Recipient::new(SecretString::from(words.to_owned()));
    recipient.set_work_factor(WORK);
    let fault = |what: String| AppError::internal(format!("the paper could not be locked: {what}"));
    let encryptor = Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
        .map_err(|error| fault(error.to_string()))?;
    let mut sealed = Vec::new();
    let armored = age::armor::ArmoredWriter::wrap_output(&mut sealed, age::armor::Format::AsciiArmor)?;
    let mut writer = encryptor.wrap_output(armored)?;
    writer.write_all(text.as_bytes())?;
    writer.finish().and_then(age::armor::ArmoredWriter::finish)?;
    String::from_utf8(sealed).map_err(|error| fault(error.to_string()))
}

/// What is behind the lock of a paper.
fn unlock(locked: &Sealed<LockedPaper>, words: &str) -> Result<Sealed<Paper>, AppError> {
    let mut identity = scrypt::Identity::new(SecretString::from(words.to_owned()));
    // A lock that asks for more work than ours is none of ours.
    identity.set_max_work_factor(WORK);
    let spoilt =
        || AppError::new("the lock of this paper is spoilt", "ask your examiner for the paper again");
    let armored = age::armor::ArmoredReader::new(locked.what.sealed.as_bytes());
    let decryptor = Decryptor::new(armored).map_err(|_| spoilt())?;
    let mut reader =
        decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(|error| match error {
            age::DecryptError::NoMatchingKeys | age::DecryptError::DecryptionFailed => AppError::new(
                "these are not the start words of this paper",
                "ask the witness to read them out again: --start \"the four words\"",
            ),
            _ => spoilt(),
        })?;
    let mut text = Vec::new();
    reader.read_to_end(&mut text).map_err(|_| spoilt())?;
    Ok(locked.opened(&text)?)
}

/// Where the start words come from.
pub(crate) enum Words<'a> {
    /// They were typed; none: they are asked for, where there is a terminal.
    Typed(Option<&'a str>),
    /// They stand in the examiner's ledger.
    Kept(&'a Ledger),
}

/// A paper from its file, opened with the start words if it is locked. Its own seal has not been checked.
pub(crate) fn paper(
    path: &Path,
    words: &Words<'_>,
    settings: &RunSettings,
) -> Result<Sealed<Paper>, AppError> {
    let bytes = bytes::<Paper>(path)?;
    if !is_locked(&bytes) {
        return read_sealed(path, &bytes);
    }
    let locked: Sealed<LockedPaper> = read_sealed(path, &bytes)?;
    match words {
        Words::Typed(Some(words)) => unlock(&locked, &typed(words)?),
        Words::Typed(None) => unlock(&locked, &typed(&ask(&locked, settings)?)?),
        Words::Kept(ledger) => {
            let kept = ledger.form(&locked.what.form).and_then(|issued| issued.start.as_deref());
            let words = kept.ok_or_else(|| {
                AppError::new(
                    format!("your ledger has no start words for the form {}", locked.what.form),
                    "use the ledger from which it was issued: --data-dir DIR",
                )
            })?;
            unlock(&locked, words)
        }
    }
}

/// Whether a file's bytes are those of a locked paper.
fn is_locked(bytes: &[u8]) -> bool {
    serde_json::from_slice::<serde_json::Value>(bytes).is_ok_and(|file| file.get("locked").is_some())
}

fn typed(words: &str) -> Result<String, AppError> {
    typed_start(words)
        .map_err(|why| AppError::new(why, "type the four start words as the witness reads them out"))
}

/// Asks for the words, with what may be known of the paper before.
fn ask(locked: &Sealed<LockedPaper>, settings: &RunSettings) -> Result<String, AppError> {
    let of = &locked.what;
    if !std::io::stdin().is_terminal() {
        return Err(AppError::new(
            "this paper is locked, and nobody can be asked for its start words here",
            "add them: --start \"the four words\"",
        ));
    }
    if !settings.quiet {
        let who = locked.name.as_ref().map_or(of.candidate.reference.as_str(), |name| name.name.as_str());
        eprintln!("{} for {who}: {} questions. This paper is locked.", of.exam.title, of.questions);
    }
    eprint!("Start words, as the witness reads them out: ");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    Ok(line)
}

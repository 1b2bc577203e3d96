//! The files of one pack as texts, and its digest.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use crate::rulebook::built::BuiltRow;

/// The files of one pack, unread faults included.
#[derive(Clone, Debug)]
pub struct PackSource {
    /// The files, by path.
    pub files: Vec<PackFile>,
    /// What `sha256sum` says of the list that `sha256sum` prints of its files, sorted by path.
    pub sha256: String,
}

/// One file of a pack.
#[derive(Clone, Debug)]
pub struct PackFile {
    /// Its path in the pack: `rules/signs.toml`. Says what kind of file it is.
    pub path: String,
    /// Its path as messages show it: relative to the folder that was named.
    pub shown: String,
    /// Its text, or why there is none.
    pub text: Result<Cow<'static, str>, ReadFault>,
    /// Its tables, if the build script has read them.
    pub(in crate::rulebook) built: Option<&'static [BuiltRow]>,
}

impl PackFile {
    /// A file at `path` of its pack.
    pub fn new(path: String, shown: String, text: Result<Cow<'static, str>, ReadFault>) -> PackFile {
        PackFile { path, shown, text, built: None }
    }
}

/// Why a file has no text.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ReadFault {
    /// It is not UTF-8; what is valid before the fault, and with the faulty bytes replaced after it.
    #[error("it is not UTF-8 text")]
    NotUtf8 {
        /// The text with what could not be read replaced.
        lossy: String,
        /// Where the first faulty byte is.
        at: usize,
    },
    /// It is larger than [`MOST_BYTES`].
    #[error("it is over 4 MB and was not read")]
    TooLarge,
    /// The system says why.
    #[error("it can't be read: {0}")]
    Unreadable(String),
}

/// The largest file that is read.
pub const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// A pack's settings for lint. What they say changes nothing of what the pack means, so the digest leaves them out.
pub(super) const SETTINGS: &str = "formcheck.toml";

/// From this many files on it pays to use every core.
pub(in crate::rulebook) const MANY: usize = 64;

impl PackSource {
    /// A pack of these files.
    pub(super) fn of(mut files: Vec<PackFile>) -> PackSource {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let sha256 = digest(&files);
        PackSource { files, sha256 }
    }

    /// What other packs lean on: its signs, mistakes, muscles and sources, without exercises and quizzes of its own.
    pub(super) fn words(self) -> PackSource {
        let is_word = |file: &PackFile| {
            !file.path.starts_with("rules/exercises/") && !file.path.starts_with("quizzes/")
        };
        PackSource::of(self.files.into_iter().filter(is_word).collect())
    }
}

/// A pack of texts that are not on disk: an editor's buffers, a test. Each a path in the pack and its text.
pub fn in_memory<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> PackSource {
    let file = |(path, text): (&str, &str)| {
        PackFile::new(path.to_owned(), path.to_owned(), Ok(Cow::Owned(text.to_owned())))
    };
    PackSource::of(files.into_iter().map(file).collect())
}

/// A file's text as every system but Windows writes it: what digests are made of.
pub(in crate::rulebook) fn one_line_end(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) }
}

/// The digest of a pack: what `sha256sum` says of the list that `sha256sum` prints of its files, sorted by path. A pack that was
/// checked out with the line ends of Windows is the same pack.
fn digest(files: &[PackFile]) -> String {
    let line = |file: &PackFile| {
        let text = file.text.as_ref().ok().filter(|_| file.path != SETTINGS)?;
        let digest = Sha256::digest(one_line_end(text).as_bytes());
        Some(format!("{}  {}\n", base16ct::lower::encode_string(&digest), file.path))
    };
    let lines: Vec<Option<String>> = if files.len() < MANY {
        files.iter().map(line).collect()
    } else {
        use rayon::prelude::*;
        files.par_iter().map(line).collect()
    };
    let mut digest = Sha256::new();
    lines.iter().flatten().for_each(|line| digest.update(line));
    base16ct::lower::encode_string(&digest.finalize())
}

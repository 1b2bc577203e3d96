//! Where the text of a pack comes from: built into the program, a folder, or an editor's buffer.
//!
//! The only place of this room that touches files. Must not know what the text means beyond the path it has in a pack.

use std::borrow::Cow;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::built::{BuiltFile, FILES, Row};

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
    pub(super) built: Option<&'static [Row]>,
}

impl PackFile {
    /// A file at `path` of its pack.
    pub fn new(path: String, shown: String, text: Result<Cow<'static, str>, ReadFault>) -> PackFile {
        PackFile { path, shown, text, built: None }
    }
}

/// Why a file has no text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReadFault {
    /// It is not UTF-8; what is valid before the fault, and with the faulty bytes replaced after it.
    NotUtf8 {
        /// The text with what could not be read replaced.
        lossy: String,
        /// Where the first faulty byte is.
        at: usize,
    },
    /// It is larger than [`MOST_BYTES`].
    TooLarge,
    /// The system says why.
    Unreadable(String),
}

/// The largest file that is read.
pub const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// Why there is no pack at a path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NoPack {
    /// Nothing is there.
    NotFound(PathBuf),
    /// A file that is not part of a pack.
    NotAPack(PathBuf),
    /// A folder without rules.
    NoRules(PathBuf),
    /// The system says why.
    Unreadable(PathBuf, String),
}

impl std::fmt::Display for NoPack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NoPack::NotFound(path) => write!(
                f,
                "there is no folder `{}`; name the folder that holds the pack's `rules`",
                path.display()
            ),
            NoPack::NotAPack(path) => write!(
                f,
                "`{}` is not part of a pack; name a pack's folder (the one that holds `rules`) or a .toml file in it",
                path.display()
            ),
            NoPack::NoRules(path) => write!(
                f,
                "there are no rule files in `{}`; a pack is a folder with `rules/pack.toml` in it",
                path.display()
            ),
            NoPack::Unreadable(path, why) => write!(f, "`{}` can't be read: {why}", path.display()),
        }
    }
}

impl std::error::Error for NoPack {}

/// The pack that is built into the program, as the build script has read it. Its form is not looked at again: a test
/// holds it against [`built_in_as_written`], which is.
pub fn built_in() -> PackSource {
    let file = |&(path, text, built): &BuiltFile| PackFile {
        built,
        ..PackFile::new(path.to_owned(), path.to_owned(), Ok(Cow::Borrowed(text)))
    };
    PackSource {
        files: FILES.iter().map(file).collect(),
        sha256: env!("FORMCHECK_BUILT_IN_SHA256").to_owned(),
    }
}

/// The pack that is built into the program, to be read from its text like any other.
pub fn built_in_as_written() -> PackSource {
    let mut pack = built_in();
    pack.files.iter_mut().for_each(|file| file.built = None);
    pack
}

/// A pack of texts that are not on disk: an editor's buffers, a test. Each a path in the pack and its text.
pub fn in_memory<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> PackSource {
    let file = |(path, text): (&str, &str)| {
        PackFile::new(path.to_owned(), path.to_owned(), Ok(Cow::Owned(text.to_owned())))
    };
    let mut files: Vec<PackFile> = files.into_iter().map(file).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let sha256 = digest(&files);
    PackSource { files, sha256 }
}

/// The pack in a folder: the one that holds `rules` and `quizzes`, or `rules` itself.
pub fn folder(named: &Path) -> Result<PackSource, NoPack> {
    if !named.exists() {
        return Err(NoPack::NotFound(named.to_owned()));
    }
    if !named.is_dir() {
        return Err(NoPack::NotAPack(named.to_owned()));
    }
    let mut files = Vec::new();
    if named.join("rules").is_dir() {
        read_below(named, "rules", "rules", &mut files)?;
        read_below(named, "quizzes", "quizzes", &mut files)?;
    } else if named.join("pack.toml").is_file() {
        read_below(named, "", "rules", &mut files)?;
    }
    if files.is_empty() {
        return Err(NoPack::NoRules(named.to_owned()));
    }
    if named.join(SETTINGS).is_file() {
        let text = read(&named.join(SETTINGS));
        files.push(PackFile::new(SETTINGS.to_owned(), SETTINGS.to_owned(), text));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let sha256 = digest(&files);
    Ok(PackSource { files, sha256 })
}

/// A pack's settings for lint. What they say changes nothing of what the pack means, so the digest leaves them out.
const SETTINGS: &str = "formcheck.toml";

/// The folder of the pack that a file belongs to, and the file's path in it.
pub fn pack_of(file: &Path) -> Result<(PathBuf, String), NoPack> {
    let not_one = || NoPack::NotAPack(file.to_owned());
    let whole = file.canonicalize().map_err(|_| NoPack::NotFound(file.to_owned()))?;
    let root = whole
        .ancestors()
        .skip(1)
        .find(|folder| folder.join("rules").join("pack.toml").is_file())
        .ok_or_else(not_one)?;
    let inside = whole.strip_prefix(root).map_err(|_| not_one())?;
    Ok((root.to_owned(), inside.to_string_lossy().replace('\\', "/")))
}

/// What a file is called that somebody saved as text: its folder may not even show the end.
pub(super) const HIDDEN_END: &str = ".toml.txt";

/// How deep folders are searched; a pack needs two levels, a loop of links has no end.
const DEEPEST: usize = 6;

/// Reads every .toml file in `inside`, a folder of `named`; `as_path` is what it is called in the pack.
fn read_below(named: &Path, inside: &str, as_path: &str, files: &mut Vec<PackFile>) -> Result<(), NoPack> {
    let mut waiting = vec![(inside.to_owned(), as_path.to_owned(), 0)];
    let mut found: Vec<(PathBuf, String, String)> = Vec::new();
    while let Some((inside, as_path, depth)) = waiting.pop() {
        let here = named.join(&inside);
        if !here.exists() {
            continue;
        }
        let unreadable = |error: std::io::Error| NoPack::Unreadable(here.clone(), plain(&error));
        for entry in fs::read_dir(&here).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let join =
                |folder: &str| if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            let path = entry.path();
            let is_toml = path.extension().is_some_and(|extension| extension == "toml");
            if !is_toml && path.is_dir() {
                if depth < DEEPEST && !name.starts_with('.') {
                    waiting.push((join(&inside), join(&as_path), depth + 1));
                }
            } else if is_toml || name.ends_with(HIDDEN_END) {
                found.push((path, join(&as_path), join(&inside)));
            }
        }
    }
    let read = |(path, as_path, shown): (PathBuf, String, String)| PackFile::new(as_path, shown, read(&path));
    if found.len() < MANY {
        files.extend(found.into_iter().map(read));
    } else {
        use rayon::prelude::*;
        files.par_extend(found.into_par_iter().map(read));
    }
    Ok(())
}

/// From this many files on it pays to use every core.
pub(super) const MANY: usize = 64;

fn read(path: &Path) -> Result<Cow<'static, str>, ReadFault> {
    let unreadable = |error: std::io::Error| {
        let is_folder = path.is_dir().then(|| "it is a folder, and a file should be here".to_owned());
        ReadFault::Unreadable(is_folder.unwrap_or_else(|| plain(&error)))
    };
    let mut file = fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.by_ref().take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(ReadFault::TooLarge);
    }
    String::from_utf8(bytes).map(Cow::Owned).map_err(|error| ReadFault::NotUtf8 {
        at: error.utf8_error().valid_up_to(),
        lossy: String::from_utf8_lossy(error.as_bytes()).into_owned(),
    })
}

/// What the system says, without its error number.
fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

/// The digest of a pack: what `sha256sum` says of the list that `sha256sum` prints of its files, sorted by path.
fn digest(files: &[PackFile]) -> String {
    let line = |file: &PackFile| {
        let text = file.text.as_ref().ok().filter(|_| file.path != SETTINGS)?;
        Some(format!("{}  {}\n", base16ct::lower::encode_string(&Sha256::digest(text.as_bytes())), file.path))
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

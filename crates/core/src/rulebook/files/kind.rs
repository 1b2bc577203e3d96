//! What a file is, by its path in the pack, and which keys it has.

use super::{EXERCISE, MISTAKES, MUSCLES, PACK, QUIZ, SETTINGS, SIGNS, SOURCES_FILE, TableSchema};

/// What a file is, by its path in the pack.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FileKind {
    /// `formcheck.toml`.
    Settings,
    /// `rules/pack.toml`.
    Pack,
    /// `rules/signs.toml`.
    Signs,
    /// `rules/sources.toml`.
    Sources,
    /// `rules/muscles.toml`.
    Muscles,
    /// `rules/mistakes/*.toml`.
    Mistakes,
    /// `rules/exercises/*.toml`.
    Exercise,
    /// `quizzes/*.toml`.
    Quiz,
}

impl FileKind {
    /// All kinds.
    pub const ALL: &[FileKind] = &[
        FileKind::Pack,
        FileKind::Signs,
        FileKind::Mistakes,
        FileKind::Exercise,
        FileKind::Muscles,
        FileKind::Sources,
        FileKind::Quiz,
        FileKind::Settings,
    ];

    /// Its word: in commands and in the names of schemas.
    pub fn word(self) -> &'static str {
        match self {
            FileKind::Settings => "settings",
            FileKind::Pack => "pack",
            FileKind::Signs => "signs",
            FileKind::Sources => "sources",
            FileKind::Muscles => "muscles",
            FileKind::Mistakes => "mistakes",
            FileKind::Exercise => "exercise",
            FileKind::Quiz => "quiz",
        }
    }

    /// The kind of the file at this path of a pack, if files of a pack belong there.
    pub fn of(path: &str) -> Option<FileKind> {
        path.strip_suffix(".toml")?;
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["formcheck.toml"] => Some(FileKind::Settings),
            ["rules", "pack.toml"] => Some(FileKind::Pack),
            ["rules", "signs.toml"] => Some(FileKind::Signs),
            ["rules", "sources.toml"] => Some(FileKind::Sources),
            ["rules", "muscles.toml"] => Some(FileKind::Muscles),
            ["rules", "mistakes", _] => Some(FileKind::Mistakes),
            ["rules", "exercises", _] => Some(FileKind::Exercise),
            ["quizzes", _] => Some(FileKind::Quiz),
            _ => None,
        }
    }

    /// The shape of such a file.
    pub fn schema(self) -> &'static TableSchema {
        match self {
            FileKind::Settings => &SETTINGS,
            FileKind::Pack => &PACK,
            FileKind::Signs => &SIGNS,
            FileKind::Sources => &SOURCES_FILE,
            FileKind::Muscles => &MUSCLES,
            FileKind::Mistakes => &MISTAKES,
            FileKind::Exercise => &EXERCISE,
            FileKind::Quiz => &QUIZ,
        }
    }
}

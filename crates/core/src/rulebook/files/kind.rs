//! What a file is, by its path in the pack, and which keys it has.

use super::{EXERCISE, MISTAKES, MUSCLES, PACK, QUIZ, SETTINGS, SIGNS, SOURCES_FILE, TableSchema};
use crate::rulebook::worded::worded;

worded! {
    /// What a file is, by its path in the pack. Its word stands in commands and in the names of schemas.
    FileKind {
        /// `rules/pack.toml`.
        Pack = "pack";
        /// `rules/signs.toml`.
        Signs = "signs";
        /// `rules/mistakes/*.toml`.
        Mistakes = "mistakes";
        /// `rules/exercises/*.toml`.
        Exercise = "exercise";
        /// `rules/muscles.toml`.
        Muscles = "muscles";
        /// `rules/sources.toml`.
        Sources = "sources";
        /// `quizzes/*.toml`.
        Quiz = "quiz";
        /// `formcheck.toml`.
        Settings = "settings";
    }
}

impl FileKind {
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

    /// The kind of file that a text looks like.
    pub fn by_content(text: &str) -> Option<FileKind> {
        let table: toml::Table = text.parse().ok()?;
        let has = |key: &str| table.contains_key(key);
        let every = |key: &str| {
            let mut things = table
                .iter()
                .filter(|(id, _)| *id != "allow")
                .filter_map(|(_, value)| value.as_table())
                .peekable();
            things.peek().is_some() && things.all(|thing| thing.contains_key(key))
        };
        Some(match () {
            () if has("format") && has("phases") => FileKind::Pack,
            () if has("section") || has("question") => FileKind::Quiz,
            () if has("step") || has("mistakes") && has("name") => FileKind::Exercise,
            () if every("severity") => FileKind::Mistakes,
            () if every("ask") => FileKind::Signs,
            () if every("title") => FileKind::Sources,
            () if every("name") => FileKind::Muscles,
            () => return None,
        })
    }

    /// Where a file of this kind and this name stands in a pack.
    pub fn path_of(self, stem: &str) -> String {
        match self {
            FileKind::Pack => "rules/pack.toml".to_owned(),
            FileKind::Signs => "rules/signs.toml".to_owned(),
            FileKind::Sources => "rules/sources.toml".to_owned(),
            FileKind::Muscles => "rules/muscles.toml".to_owned(),
            FileKind::Settings => "formcheck.toml".to_owned(),
            FileKind::Mistakes => format!("rules/mistakes/{stem}.toml"),
            FileKind::Exercise => format!("rules/exercises/{stem}.toml"),
            FileKind::Quiz => format!("quizzes/{stem}.toml"),
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

//! `formcheck schema KIND`: the JSON Schema of a kind of file, for editors.

use std::io::Write as _;
use std::path::Path;

use crate::app::files::write_whole;
use crate::app::{AppError, Outcome, Ran, RunSettings, put, unknown};
use formcheck_authoring::schema::text;
use formcheck_core::rulebook::files::FileKind;
use formcheck_exam::schema as exams;

pub fn run(kind: Option<&str>, out: Option<&Path>, settings: &RunSettings) -> Ran {
    if let Some(folder) = out {
        std::fs::create_dir_all(folder)?;
        let kinds: Vec<&str> = words().collect();
        for kind in &kinds {
            write_whole(&folder.join(format!("{kind}.json")), schema(kind).unwrap_or_default())?;
        }
        if !settings.quiet {
            writeln!(std::io::stderr(), "wrote {} schemas into {}", kinds.len(), folder.display())?;
        }
        return Ok(Outcome::Done);
    }
    let Some(word) = kind else {
        let words: Vec<&str> = words().collect();
        return Err(AppError::new("which schema?", format!("name a kind of file: {}", words.join(", "))));
    };
    let schema =
        schema(word).ok_or_else(|| unknown("kind of file", word, words(), "formcheck schema --help"))?;
    put(&schema)?;
    Ok(Outcome::Done)
}

/// The kinds of files that have a schema: those of a pack, then those of exams.
fn words() -> impl Iterator<Item = &'static str> {
    FileKind::ALL.iter().map(|kind| kind.word()).chain(exams::KINDS)
}

fn schema(word: &str) -> Option<String> {
    FileKind::find(word).map(text).or_else(|| exams::text(word))
}

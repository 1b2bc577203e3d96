//! `formcheck schema KIND`: the JSON Schema of a kind of file, for editors.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::files::write_whole;
use super::{Global, Outcome, Ran, Stop, put, unknown};
use crate::coach::schema::text;
use crate::rulebook::files::FileKind;

/// The JSON Schema of a kind of file, for editors
#[derive(Args, Debug)]
pub struct SchemaArgs {
    /// pack, signs, mistakes, exercise, muscles, sources, quiz or settings
    kind: Option<String>,
    /// Write the schemas of all kinds into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "kind")]
    out: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &SchemaArgs, global: &Global) -> Ran {
    if let Some(folder) = &args.out {
        std::fs::create_dir_all(folder)?;
        for kind in FileKind::ALL {
            write_whole(&folder.join(format!("{}.json", kind.word())), &text(*kind))?;
        }
        if !global.quiet {
            writeln!(std::io::stderr(), "wrote {} schemas into {}", FileKind::ALL.len(), folder.display())?;
        }
        return Ok(Outcome::Done);
    }
    let words = || FileKind::ALL.iter().map(|kind| kind.word());
    let Some(word) = &args.kind else {
        let words: Vec<&str> = words().collect();
        return Err(Stop::told("which schema?", format!("name a kind of file: {}", words.join(", "))));
    };
    let kind = FileKind::ALL.iter().find(|kind| kind.word() == word);
    let kind = kind.ok_or_else(|| unknown("kind of file", word, words(), "formcheck schema --help"))?;
    put(&text(*kind))?;
    Ok(Outcome::Done)
}

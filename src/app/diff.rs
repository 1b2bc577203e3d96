//! `formcheck diff OLD NEW`: what a change to rule files means.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::app::{AppError, Outcome, Ran, RunSettings, disk, packs, put, revision};
use crate::render::ansi::{Terminal, style};
use formcheck_authoring::diff::{Amounts, PackDifference, diff, json, markdown, with_new_ids};
use formcheck_core::rulebook::{Rulebook, load};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub enum DiffFormat {
    /// For people
    #[default]
    Human,
    /// One JSON object
    Json,
    /// For a comment on a pull request
    Markdown,
}

pub fn run(old: &str, new: &str, format: DiffFormat, amounts: Amounts, settings: &RunSettings) -> Ran {
    // A revision is of the pack that the other side names, wherever that is.
    let folder = |other: &str| match other.strip_prefix("rev:") {
        Some(_) => disk::pack_here().unwrap_or_else(|| PathBuf::from(".")),
        None => PathBuf::from(other),
    };
    let (of_old, of_new) = (folder(new), folder(old));
    let mut old = open(old, "old", &of_old, settings)?;
    let new = open(new, "new", &of_new, settings)?;
    let renamed = with_new_ids(&mut old, &new);
    let difference = PackDifference { renamed, ..diff(&old, &new) };
    let text = match (settings.json, format) {
        (true, _) | (_, DiffFormat::Json) => format!("{}\n", json(&difference)),
        (_, DiffFormat::Markdown) => markdown(&difference, amounts),
        (_, DiffFormat::Human) => Terminal::stdout().text(&crate::pages::diff::human(&difference, amounts)),
    };
    put(&text)?;
    Ok(Outcome::Done)
}

/// The rulebook of one side: the named pack last, behind those that it uses.
fn open(named: &str, side: &str, folder: &Path, settings: &RunSettings) -> Result<Rulebook, AppError> {
    let pack = match named.strip_prefix("rev:") {
        Some(name) => revision::pack(name, folder)?,
        None => disk::folder(Path::new(named))?,
    };
    let mut run = packs::used_built_in(&pack, settings);
    for path in &settings.packs {
        run.add(disk::folder(path)?);
    }
    run.packs.push(pack);
    load(run.packs).rulebook().map_err(|unsound| {
        let faults = style::count(unsound.errors, "error", "errors");
        let how = match named.strip_prefix("rev:") {
            Some(name) => {
                format!("check out `{name}` and run `formcheck lint .` there: it shows what is wrong")
            }
            None => {
                format!("run `formcheck lint {named}`: it shows what is wrong, and what to write instead")
            }
        };
        AppError::new(format!("the {side} pack, `{named}`, can't be compared: it has {faults}"), how)
    })
}

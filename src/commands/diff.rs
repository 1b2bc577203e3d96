//! `formcheck diff OLD NEW`: what a change to rule files means.

use std::path::Path;

use clap::{Args, ValueEnum};

use super::{Global, Outcome, Ran, Stop, no_pack, put, revision};
use crate::render::ansi::{Terminal, style};
use formcheck_authoring::diff::{diff, json, markdown};
use formcheck_core::diagnostic::errors;
use formcheck_core::rulebook::source::{self, PackSource};
use formcheck_core::rulebook::{Rulebook, load};

/// What a change to rule files means: which reps are judged differently, how many, and one to show for each mistake
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  formcheck diff my-pack-before my-pack\n  formcheck diff rev:main .                       the pack in this folder against its main branch\n  formcheck diff rev:main rev:HEAD --format markdown"
)]
pub struct DiffArgs {
    /// The pack before: its folder, or rev:NAME for a git revision of the pack in the current folder
    old: String,
    /// The pack after: its folder, or rev:NAME
    new: String,
    /// How to write it
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Human,
    /// One JSON object
    Json,
    /// For a comment on a pull request
    Markdown,
}

/// Runs the command.
pub fn run(args: &DiffArgs, global: &Global) -> Ran {
    let old = open(&args.old, "old", global)?;
    let new = open(&args.new, "new", global)?;
    let difference = diff(&old, &new);
    let text = match (global.json, args.format) {
        (true, _) | (_, Format::Json) => format!("{}\n", json(&difference)),
        (_, Format::Markdown) => markdown(&difference),
        (_, Format::Human) => Terminal::stdout().text(&crate::pages::diff::human(&difference)),
    };
    put(&text)?;
    Ok(Outcome::Done)
}

/// The rulebook of one side: the named pack last, behind those that it uses.
fn open(named: &str, side: &str, global: &Global) -> Result<Rulebook, Stop> {
    let pack = match named.strip_prefix("rev:") {
        Some(name) => revision::pack(name)?,
        None => source::folder(Path::new(named)).map_err(no_pack)?,
    };
    let mut packs = Vec::new();
    if !global.no_built_in && uses_built_in(&pack) {
        packs.push(source::built_in());
    }
    for path in &global.packs {
        packs.push(source::folder(path).map_err(no_pack)?);
    }
    packs.push(pack);
    load(packs).rulebook().map_err(|(_, found)| {
        let faults = style::count(errors(&found), "error", "errors");
        let how = match named.strip_prefix("rev:") {
            Some(name) => {
                format!("check out `{name}` and run `formcheck lint .` there: it shows what is wrong")
            }
            None => {
                format!("run `formcheck lint {named}`: it shows what is wrong, and what to write instead")
            }
        };
        Stop::told(format!("the {side} pack, `{named}`, can't be compared: it has {faults}"), how)
    })
}

/// Whether a pack uses the built-in one, and isn't that one itself.
fn uses_built_in(pack: &PackSource) -> bool {
    let (Some(own), Some(built_in)) = (about(pack), about(&source::built_in())) else { return false };
    let name = |table: &toml::Table| table.get("name").and_then(toml::Value::as_str).map(str::to_owned);
    let built_in = name(&built_in);
    let uses = own.get("uses").and_then(toml::Value::as_array).cloned().unwrap_or_default();
    name(&own) != built_in && uses.iter().any(|used| used.as_str() == built_in.as_deref())
}

/// What `pack.toml` says; none if it can't be read, which loading tells.
fn about(pack: &PackSource) -> Option<toml::Table> {
    let file = pack.files.iter().find(|file| file.path == "rules/pack.toml")?;
    file.text.as_ref().ok()?.parse().ok()
}

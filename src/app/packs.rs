//! The packs of a run: read, proved, and what is said where they or what is named in them can't be found.

use crate::app::disk;

use crate::app::{AppError, Outcome, RunSettings, complain, in_colour};
use crate::render::ansi::style;
use formcheck_core::diagnostic::{errors, human};
use formcheck_core::rulebook::similar::nearest_few;
use formcheck_core::rulebook::source::{self, PackSource};
use formcheck_core::rulebook::{Rulebook, load};

/// The packs that `--pack` names.
pub fn named(settings: &RunSettings) -> Result<Vec<PackSource>, AppError> {
    settings.packs.iter().map(|path| Ok(disk::folder(path)?)).collect()
}

/// The packs that one on the disk may use. The built-in one gives way to the folder that the program was built from.
pub(crate) fn used_by(
    own: &PackSource,
    settings: &RunSettings,
    built_in: fn() -> PackSource,
) -> Result<Vec<PackSource>, AppError> {
    let mut packs = Vec::new();
    if !settings.no_built_in {
        packs.push(built_in());
        if is_built_in(own, &packs) {
            packs.clear();
        }
    }
    packs.extend(named(settings)?);
    Ok(packs)
}

/// Whether a pack on disk has the name of the built-in one, which then gives way to it.
pub(crate) fn is_built_in(pack: &PackSource, packs: &[PackSource]) -> bool {
    packs.first().is_some_and(|first| name(first).is_some() && name(first) == name(pack))
}

/// What `pack.toml` says; none if it can't be read, which loading tells.
pub(crate) fn manifest(pack: &PackSource) -> Option<toml::Table> {
    let file = pack.files.iter().find(|file| file.path == "rules/pack.toml")?;
    file.text.as_ref().ok()?.parse().ok()
}

/// The name that `pack.toml` gives.
pub fn name(pack: &PackSource) -> Option<String> {
    manifest(pack)?.get("name")?.as_str().map(str::to_owned)
}

/// The packs that `pack.toml` says it uses.
pub fn uses(pack: &PackSource) -> Vec<String> {
    let table = manifest(pack).unwrap_or_default();
    let uses = table.get("uses").and_then(toml::Value::as_array);
    uses.into_iter().flatten().filter_map(|one| one.as_str().map(str::to_owned)).collect()
}

/// The rulebook of the built-in pack and those that `--pack` names; tells what is wrong with them if they can't be used.
pub fn open(settings: &RunSettings) -> Result<Rulebook, AppError> {
    let mut packs = Vec::new();
    if !settings.no_built_in {
        packs.push(source::built_in());
    }
    packs.extend(named(settings)?);
    if packs.is_empty() {
        return Err(AppError::new(
            "there is no pack to use",
            "leave --no-built-in out, or name a pack with --pack DIR",
        ));
    }
    let loaded = load(packs);
    // What is built in was proved by its tests; what comes from elsewhere is proved before it is used.
    let (sources, diagnostics) = if settings.packs.is_empty() {
        match loaded.rulebook() {
            Ok(book) => return Ok(book),
            Err(unsound) => (unsound.sources, unsound.diagnostics),
        }
    } else {
        let report = formcheck_core::lint::lint(&loaded);
        if errors(&report.diagnostics) == 0 {
            return Ok(loaded.draft);
        }
        (loaded.sources, report.diagnostics)
    };
    let number = errors(&diagnostics);
    eprint!("{}", human(&diagnostics, &sources, in_colour(), style::width()));
    let faults = style::count(number, "error", "errors");
    complain(
        &format!("the pack can't be used: {faults}"),
        "mend what is shown above; `formcheck lint DIR` checks it again",
    );
    Err(AppError::Reported(Outcome::CannotRun))
}

/// There is no such thing: the closest names, or how to see what there is.
pub fn unknown<'a>(what: &str, word: &str, names: impl IntoIterator<Item = &'a str>, list: &str) -> AppError {
    let near = nearest_few(word, names, 3);
    let help = if near.is_empty() {
        format!("`{list}` shows what there is")
    } else {
        let near: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
        format!("did you mean {}? `{list}` shows what there is", style::or_list(&near))
    };
    AppError::new(format!("there is no {what} `{word}`"), help)
}

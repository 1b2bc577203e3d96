//! The packs of a run, and the one of the current folder.

use std::path::Path;

use crate::app::packs::{RunPacks, here, name, used_by};
use crate::app::{AppError, RunSettings, disk, quoted};
use crate::pages::doctor::CheckedThing;
use formcheck_core::diagnostic::errors;
use formcheck_core::rulebook::Rulebook;
use formcheck_core::rulebook::load;
use formcheck_core::rulebook::source::BuiltIn;
use formcheck_core::rulebook::words::count;

const ABOUT: &str = "packs";

pub(super) fn checked(settings: &RunSettings) -> Vec<CheckedThing> {
    let mut things = vec![built_in(settings)];
    things.extend(settings.packs.iter().map(|folder| on_disk(folder, settings)));
    if let Some(folder) = here(settings) {
        let mut thing = on_disk(&folder, settings);
        thing.about = "this folder";
        things.push(thing);
    }
    things
}

fn built_in(settings: &RunSettings) -> CheckedThing {
    let run = RunPacks::built_in(settings, BuiltIn::source);
    if run.packs.is_empty() && settings.packs.is_empty() {
        let help = "leave --no-built-in out, or name a pack with --pack DIR";
        return CheckedThing::fault(ABOUT, "there is no pack to use", help);
    }
    if run.packs.is_empty() {
        return CheckedThing::note(ABOUT, "none of the built-in ones, as --no-built-in says", "leave it out");
    }
    let names: Vec<String> = run.packs.iter().filter_map(name).collect();
    match load(run.packs).rulebook() {
        Ok(book) => CheckedThing::fine(ABOUT, format!("{}, built in: {}", names.join(", "), contents(&book))),
        Err(unsound) => {
            CheckedThing::fault(ABOUT, unsound.to_string(), "this program is broken: install it again")
        }
    }
}

fn on_disk(folder: &Path, settings: &RunSettings) -> CheckedThing {
    let shown = folder.display();
    let read = disk::folder(folder).map_err(AppError::of).and_then(|own| {
        let mut run = used_by(&own, &RunSettings { packs: Vec::new(), ..settings.clone() }, BuiltIn::source)?;
        run.push(own);
        Ok(run)
    });
    let run = match read {
        Ok(run) => run,
        Err(error) => {
            return CheckedThing::fault(ABOUT, error.to_string(), "name a pack's folder with --pack DIR");
        }
    };
    let loaded = load(run);
    let faults = errors(&formcheck_core::lint::lint(&loaded).diagnostics);
    if faults > 0 {
        let found = format!("{shown} can't be used: {}", count(faults, "error", "errors"));
        return CheckedThing::fault(ABOUT, found, format!("formcheck lint {} shows them", quoted(folder)));
    }
    CheckedThing::fine(
        ABOUT,
        format!("{shown}, without an error; with what it uses {}", contents(&loaded.draft)),
    )
}

fn contents(book: &Rulebook) -> String {
    format!(
        "{}, {}, {}",
        count(book.exercises.len(), "exercise", "exercises"),
        count(book.mistakes.len(), "mistake", "mistakes"),
        count(book.quizzes.len(), "quiz", "quizzes"),
    )
}

//! The packs of a run: read, proved, and what is said where they or what is named in them can't be found.

use std::path::PathBuf;

use crate::app::disk;

use crate::app::{AppError, Outcome, RunSettings, complain, in_colour};
use crate::render::ansi::style;
use formcheck_core::diagnostic::{errors, human};
use formcheck_core::rulebook::similar::nearest_few;
use formcheck_core::rulebook::source::{BuiltIn, PackSource};
use formcheck_core::rulebook::{Loaded, PackVersion, Rulebook, load, load_with_plain_names};

/// The packs of a run in the order of loading: what is built in, and behind it what was named.
pub(crate) struct RunPacks {
    pub(crate) packs: Vec<PackSource>,
    /// How many of the first are built in.
    pub(crate) built_in: usize,
}

/// What became of a pack that was added to a run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Added {
    /// It is there already.
    Same,
    /// It stands for the built-in pack of its name.
    Instead,
    Beside,
}

impl RunPacks {
    /// The built-in packs that were asked for, as `form` has them.
    pub(crate) fn built_in(settings: &RunSettings, form: fn(BuiltIn) -> PackSource) -> RunPacks {
        let is_chosen = |pack: &BuiltIn| {
            let named = &settings.built_in;
            !settings.no_built_in && (named.is_empty() || named.iter().any(|name| name == pack.name()))
        };
        let chosen: Vec<BuiltIn> = BuiltIn::ALL.into_iter().filter(is_chosen).collect();
        let packs = BuiltIn::chosen(&chosen, form);
        RunPacks { built_in: packs.len(), packs }
    }

    /// The built-in packs beside which `own` is looked at: it takes the place of the one of its name, and those that may
    /// use that one are left out.
    pub(crate) fn beside(
        own: &PackSource,
        settings: &RunSettings,
        form: fn(BuiltIn) -> PackSource,
    ) -> RunPacks {
        let mut run = RunPacks::built_in(settings, form);
        run.give_way(own);
        run
    }

    /// Takes out the built-in pack that has the name of `own`, and those behind it, which may use it.
    pub(crate) fn give_way(&mut self, own: &PackSource) {
        if let Some(place) = self.place_of(own).filter(|&place| place < self.built_in) {
            self.packs.drain(place..self.built_in);
            self.built_in = place;
        }
    }

    /// Adds a pack, once: another version of a built-in pack takes that one's place.
    pub(crate) fn add(&mut self, pack: PackSource) -> Added {
        match self.place_of(&pack) {
            Some(place) if self.packs[place].sha256 == pack.sha256 => Added::Same,
            Some(place) if place < self.built_in => {
                self.packs[place] = pack;
                Added::Instead
            }
            _ => {
                self.packs.push(pack);
                Added::Beside
            }
        }
    }

    fn place_of(&self, pack: &PackSource) -> Option<usize> {
        let own = name(pack)?;
        self.packs.iter().position(|other| name(other).as_ref() == Some(&own))
    }
}

/// Lets messages tell files of several packs apart, each with the folder that it was read from, if any: what is built in by
/// the pack's name, and where several folders were named by these.
pub fn tell_apart(packs: &mut [PackSource], folder_of: impl Fn(&PackSource) -> Option<PathBuf>) {
    let folders: Vec<Option<PathBuf>> = packs.iter().map(folder_of).collect();
    let are_several = folders.iter().flatten().count() > 1;
    for (pack, folder) in packs.iter_mut().zip(folders) {
        let above = match folder {
            Some(folder) if are_several => folder,
            Some(_) => continue,
            None => PathBuf::from(name(pack).unwrap_or_default()),
        };
        for file in &mut pack.files {
            file.shown = above.join(&file.path).to_string_lossy().replace('\\', "/");
        }
    }
}

/// The packs that one on the disk may use: built in, or named by `--pack`.
pub(crate) fn used_by(
    own: &PackSource,
    settings: &RunSettings,
    form: fn(BuiltIn) -> PackSource,
) -> Result<Vec<PackSource>, AppError> {
    let mut run = RunPacks::beside(own, settings, form);
    for path in &settings.packs {
        run.add(disk::folder(path)?);
    }
    Ok(run.packs)
}

/// The built-in packs that one on the disk uses.
pub(crate) fn used_built_in(own: &PackSource, settings: &RunSettings) -> RunPacks {
    let mut run = RunPacks::beside(own, settings, BuiltIn::source);
    let used = uses(own);
    let is_used = |pack: &BuiltIn| used.iter().any(|name| name == pack.name());
    let direct: Vec<BuiltIn> = BuiltIn::ALL.into_iter().filter(is_used).collect();
    let is_needed = |name: &str| {
        direct.iter().any(|pack| pack.name() == name || pack.uses().iter().any(|used| used.name() == name))
    };
    run.packs.retain(|pack| name(pack).is_some_and(|name| is_needed(&name)));
    run.built_in = run.packs.len();
    run
}

/// The pack that the current folder is in, where no pack was named: what a command without a path is about. None for the
/// folder that the program was built from, which is a built-in pack.
pub(crate) fn here(settings: &RunSettings) -> Option<PathBuf> {
    let folder = disk::pack_here().filter(|_| settings.packs.is_empty())?;
    let own = disk::folder(&folder).ok()?;
    let is_built_in = BuiltIn::ALL.iter().any(|pack| pack.source().sha256 == own.sha256);
    (!is_built_in).then_some(folder)
}

/// The rulebook of the pack in the current folder with those that it uses; of the packs of the run where there is none.
pub(crate) fn open_here(settings: &RunSettings) -> Result<Rulebook, AppError> {
    let Some(folder) = here(settings) else { return open(settings) };
    let own = disk::folder(&folder)?;
    let mut run = used_built_in(&own, settings);
    run.packs.push(own);
    load(run.packs).rulebook().map_err(|unsound| {
        let faults = style::count(unsound.errors, "error", "errors");
        AppError::new(
            format!("the pack in this folder can't be used: it has {faults}"),
            "run `formcheck lint` here: it shows what is wrong, and what to write instead",
        )
    })
}

/// The packs of the run, all of them, with the one in the current folder.
pub(crate) fn open_all(settings: &RunSettings) -> Result<Rulebook, AppError> {
    let own = here(settings);
    open(&RunSettings { packs: settings.packs.iter().cloned().chain(own).collect(), ..settings.clone() })
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

/// The rulebook for a paper or a record of an exam that was made with these packs: of the built-in ones those that it names,
/// unless some were chosen by hand. An exam that was written down by its plain id, and isn't built in, was made before packs had
/// names of their own: then everything has its plain id again.
pub fn open_for(made_with: &[PackVersion], exam: &str, settings: &RunSettings) -> Result<Rulebook, AppError> {
    let settings = settings_for(made_with, settings);
    let book = open(&settings)?;
    let is_old = book.quiz(exam).is_some_and(|quiz| book[quiz].id != *exam);
    if is_old { open_with(&settings, load_with_plain_names) } else { Ok(book) }
}

fn settings_for(made_with: &[PackVersion], settings: &RunSettings) -> RunSettings {
    let is_chosen = settings.no_built_in || !settings.built_in.is_empty();
    let is_named = |pack: &BuiltIn| made_with.iter().any(|one| one.name == pack.name());
    let named: Vec<String> =
        BuiltIn::ALL.into_iter().filter(is_named).map(|pack| pack.name().to_owned()).collect();
    if is_chosen || (named.is_empty() && settings.packs.is_empty()) {
        return settings.clone();
    }
    RunSettings { no_built_in: named.is_empty(), built_in: named, ..settings.clone() }
}

/// The rulebook of the built-in packs and those that `--pack` names; tells what is wrong with them if they can't be used.
pub fn open(settings: &RunSettings) -> Result<Rulebook, AppError> {
    open_with(settings, load)
}

fn open_with(settings: &RunSettings, load: fn(Vec<PackSource>) -> Loaded) -> Result<Rulebook, AppError> {
    let mut run = RunPacks::built_in(settings, BuiltIn::source);
    let mut is_proved = true;
    let mut folders: Vec<(String, &PathBuf)> = Vec::new();
    for path in &settings.packs {
        let pack = disk::folder(path)?;
        folders.push((pack.sha256.clone(), path));
        let name = name(&pack).unwrap_or_default();
        let added = run.add(pack);
        is_proved &= added == Added::Same;
        if added == Added::Instead && !settings.quiet {
            let shown = path.display();
            eprintln!("{}", style::clean(&format!("{shown} takes the place of the built-in pack `{name}`")));
        }
    }
    if run.packs.is_empty() {
        return Err(AppError::new(
            "there is no pack to use",
            "leave --no-built-in out, or name a pack with --pack DIR",
        ));
    }
    if !is_proved {
        tell_apart(&mut run.packs, |pack| {
            folders.iter().find(|(sha256, _)| *sha256 == pack.sha256).map(|(_, folder)| (*folder).clone())
        });
    }
    let loaded = load(run.packs);
    // What is built in was proved by its tests; what comes from elsewhere is proved before it is used.
    let (sources, diagnostics) = if is_proved {
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

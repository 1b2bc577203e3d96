//! `formcheck show ID`: an exercise, mistake, sign, muscle, quiz, source or question; an exercise drawn, with what was
//! seen, in the terminal, as SVG, as a sheet to print; and the atlas of all of them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::app::drawing::{Draw, cells};
use crate::app::observation::observed;
use crate::app::outcome::{AppError, Outcome, Ran};
use crate::app::packs::{open, unknown};
use crate::app::settings::Settings;
use crate::app::terminal::put;
use crate::pages::{atlas, sheet, show};
use crate::render::ansi::page::Page;
use crate::render::ansi::{figure, style};
use formcheck_core::figure::{Motion, svg, told};
use formcheck_core::rulebook::{ExerciseIx, Named, Proved, Rulebook, SignIx, Value, prove};

/// What is shown, and how.
#[derive(Debug, Default)]
pub struct ShowOptions {
    pub id: String,
    /// Signs and values of a rep.
    pub seen: Vec<String>,
    pub draw: Option<Draw>,
    pub svg: Option<PathBuf>,
    pub moving: bool,
    pub print: Option<PathBuf>,
}

pub fn run(options: &ShowOptions, settings: &Settings) -> Ran {
    let book = open(settings)?;
    let (id, named) = named(&book, &options.id)?;
    let Named::Exercise(exercise) = named else {
        let asked = [
            (!options.seen.is_empty(), "SIGN=VALUE"),
            (options.svg.is_some(), "--svg"),
            (options.print.is_some(), "--print"),
        ];
        if let Some((_, what)) = asked.iter().find(|(asked, _)| *asked) {
            let what = format!("{what} draws an exercise, and `{id}` is none");
            return Err(AppError::new(what, "name an exercise: formcheck list exercises"));
        }
        return page(&book, &id, named, settings);
    };
    let observation = observed(&book, exercise, &options.seen)?;
    let shown: Vec<(SignIx, Value)> = book[exercise]
        .signs
        .iter()
        .zip(observation.values())
        .filter_map(|(observed, value)| Some((observed.sign, (*value)?)))
        .collect();
    if options.svg.is_some() || options.print.is_some() {
        return write(&book, exercise, &shown, options, settings);
    }
    if !settings.json
        && let Some(cells) = cells(options.draw, settings)
    {
        put(&figure::still(&book, exercise, &shown, cells, style::width()))?;
    }
    if shown.is_empty() || settings.json {
        return page(&book, &id, named, settings);
    }
    put(&rep(&book, exercise, &shown))?;
    Ok(Outcome::Done)
}

fn page(book: &Rulebook, id: &str, named: Named, settings: &Settings) -> Ran {
    if settings.json {
        put(&format!("{}\n", show::json(book, id, named)))?;
    } else {
        put(&show::page(book, id, named, style::width()))?;
    }
    Ok(Outcome::Done)
}

/// The picture in words, and what is wrong in it.
fn rep(book: &Rulebook, exercise: ExerciseIx, shown: &[(SignIx, Value)]) -> String {
    let mut page = Page::new(style::width());
    page.say(&told(book, exercise, shown)).gap();
    let here = &book[exercise];
    let fires = here.mistakes.iter().filter(|one| prove(book, exercise, shown, one.mistake) == Proved::Fires);
    let names: Vec<&str> = fires.map(|one| book[one.mistake].name.as_str()).collect();
    if names.is_empty() {
        page.say("No mistake in it.");
    } else {
        page.labelled("Mistakes", &format!("{}.", style::and_list(&names)));
    }
    page.finish()
}

fn write(
    book: &Rulebook,
    exercise: ExerciseIx,
    shown: &[(SignIx, Value)],
    options: &ShowOptions,
    settings: &Settings,
) -> Ran {
    let no_figure = || {
        let what = format!("{} has no figure", book[exercise].name);
        AppError::new(what, "add [figure] to its file: docs/format.md says how")
    };
    if let Some(path) = &options.svg {
        let motion = Motion::of(book, exercise, shown).ok_or_else(no_figure)?;
        let clean = Motion::clean(book, exercise).ok_or_else(no_figure)?;
        let title = told(book, exercise, shown);
        let text = if options.moving && settings.may_move() {
            svg::moving(&motion, &title)
        } else {
            let look =
                svg::Still { frame: motion.telling(), ghost: Some(&clean), marks: true, title: &title };
            svg::still(&motion, &look)
        };
        put_file(path, &text)?;
        told_where(path, settings)?;
    }
    if let Some(path) = &options.print {
        let html = sheet::sheet(book, exercise).ok_or_else(no_figure)?;
        let html = html
            .map_err(|_| AppError::new("the sheet can't be written", "free some memory, then try again"))?;
        put_file(path, &html)?;
        told_where(path, settings)?;
    }
    Ok(Outcome::Done)
}

fn told_where(path: &Path, settings: &Settings) -> Result<(), AppError> {
    if settings.quiet {
        return Ok(());
    }
    Ok(put(&format!("Written to {}.\n", path.display()))?)
}

/// Writes every exercise and mistake as pictures, and the page that holds them.
pub fn atlas(path: &Path, settings: &Settings) -> Ran {
    let book = open(settings)?;
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let (page, pictures) = atlas::atlas(&book, &stem);
    if pictures.is_empty() {
        let help = "add [figure] to an exercise, or name another pack";
        return Err(AppError::new("no exercise has a figure: there is nothing to draw", help));
    }
    let folder = path.with_extension("");
    fs::create_dir_all(&folder).map_err(|error| cannot_write(&folder, &error))?;
    for (name, text) in &pictures {
        put_file(&folder.join(name), text)?;
    }
    put_file(path, &page)?;
    if !settings.quiet {
        eprintln!("{} pictures in {}", pictures.len(), folder.display());
    }
    Ok(Outcome::Done)
}

fn put_file(path: &Path, text: &str) -> Result<(), AppError> {
    fs::write(path, text).map_err(|error| cannot_write(path, &error))
}

fn cannot_write(path: &Path, error: &std::io::Error) -> AppError {
    let what = format!("can't write {}: {}", path.display(), style::plain_error(error));
    AppError::new(what, "name a file in a folder that is there and can be written to")
}

/// What an id names, or the name or alias of an exercise, mistake or muscle.
fn named(book: &Rulebook, word: &str) -> Result<(String, Named), AppError> {
    if let Some(named) = book.find(word) {
        return Ok((word.to_owned(), named));
    }
    let is_it = |name: &str| name.eq_ignore_ascii_case(word);
    let exercises =
        book.exercises.iter().filter(|one| is_it(&one.name) || one.aliases.iter().any(|name| is_it(name)));
    let mistakes =
        book.mistakes.iter().filter(|one| is_it(&one.name) || one.aka.iter().any(|name| is_it(name)));
    let muscles = book.muscles.iter().filter(|one| is_it(&one.name));
    let mut ids =
        exercises.map(|one| &one.id).chain(mistakes.map(|one| &one.id)).chain(muscles.map(|one| &one.id));
    if let Some((id, named)) = ids.next().and_then(|id| Some((id, book.find(id.as_str())?))) {
        return Ok((id.to_string(), named));
    }
    let mut all: Vec<&str> = book.names.keys().map(formcheck_core::rulebook::Id::as_str).collect();
    all.sort_unstable();
    Err(unknown("exercise, mistake, sign, muscle, quiz, source or question", word, all, "formcheck list"))
}

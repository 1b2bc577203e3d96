//! `formcheck show ID`: an exercise, mistake, sign, muscle, quiz, source or question; an exercise drawn, with what was
//! seen, in the terminal, as SVG, as a sheet to print; and the atlas of all of them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::app::AppError;
use crate::app::Outcome;
use crate::app::Ran;
use crate::app::RunSettings;
use crate::app::drawing;
use crate::app::files::{refused, write_result};
use crate::app::names::{meant, one_of, typed};
use crate::app::observation::{observed, seen_signs};
use crate::app::open;
use crate::app::put;
use crate::app::put_page;
use crate::app::unknown;
use crate::pages::{atlas, sheet, show};
use crate::render::ansi::{Terminal, figure, style};
use formcheck_core::figure::{Motion, png, svg, told};
use formcheck_core::page::Page;
use formcheck_core::rulebook::{ExerciseIx, Named, Proved, Rulebook, SignIx, Value, prove};

#[derive(Debug, Default)]
pub struct ShowOptions {
    pub id: String,
    pub seen: Vec<String>,
    pub svg: Option<PathBuf>,
    pub png: Option<PathBuf>,
    pub moving: bool,
    pub print: Option<PathBuf>,
}

pub fn run(options: &ShowOptions, settings: &RunSettings) -> Ran {
    let book = open(settings)?;
    let (id, named) = named(&book, &options.id)?;
    let Named::Exercise(exercise) = named else {
        let asked = [
            (!options.seen.is_empty(), "SIGN=VALUE"),
            (options.svg.is_some(), "--svg"),
            (options.png.is_some(), "--png"),
            (options.print.is_some(), "--print"),
        ];
        if let Some((_, what)) = asked.iter().find(|(asked, _)| *asked) {
            let what = format!("{what} draws an exercise, and `{id}` is none");
            return Err(AppError::new(what, "name an exercise: formcheck list exercises"));
        }
        return page(&book, named, settings);
    };
    let observation = observed(&book, exercise, &options.seen)?;
    let shown = seen_signs(&book, exercise, &observation);
    if options.svg.is_some() || options.png.is_some() || options.print.is_some() {
        return write(&book, exercise, &shown, options, settings);
    }
    if !settings.json
        && let Some(mode) = drawing::in_lines(settings)
    {
        put(&figure::still(&book, exercise, &shown, mode, Terminal::stdout()))?;
    }
    if shown.is_empty() || settings.json {
        return page(&book, named, settings);
    }
    put_page(&rep(&book, exercise, &shown))?;
    Ok(Outcome::Done)
}

fn page(book: &Rulebook, named: Named, settings: &RunSettings) -> Ran {
    if settings.json {
        put(&format!("{}\n", show::json(book, named)))?;
    } else {
        put_page(&show::page(book, named))?;
    }
    Ok(Outcome::Done)
}

/// The picture in words, and what is wrong in it.
fn rep(book: &Rulebook, exercise: ExerciseIx, shown: &[(SignIx, Value)]) -> Page {
    let mut page = Page::new();
    page.say(&told(book, exercise, shown)).gap();
    let here = &book[exercise];
    let fires = here.mistakes.iter().filter(|one| prove(book, exercise, shown, one.mistake) == Proved::Fires);
    let names: Vec<&str> = fires.map(|one| book[one.mistake].name.as_str()).collect();
    if names.is_empty() {
        page.say("No mistake in it.");
    } else {
        page.labelled("Mistakes", &format!("{}.", style::and_list(&names)));
    }
    page
}

fn write(
    book: &Rulebook,
    exercise: ExerciseIx,
    shown: &[(SignIx, Value)],
    options: &ShowOptions,
    settings: &RunSettings,
) -> Ran {
    let no_figure = || {
        let what = format!("{} has no figure", book[exercise].name);
        AppError::new(what, "add [figure] to its file: docs/format.md says how")
    };
    if options.svg.is_some() || options.png.is_some() {
        let motion = Motion::of(book, exercise, shown).ok_or_else(no_figure)?;
        let clean = Motion::clean(book, exercise).ok_or_else(no_figure)?;
        let title = told(book, exercise, shown);
        let still = svg::Still {
            frame: motion.telling(),
            clean: &clean,
            explained: !shown.is_empty(),
            title: &title,
        };
        if let Some(path) = &options.svg {
            let text = if options.moving && settings.may_move() {
                svg::moving(&motion, &clean, &title)
            } else {
                svg::still(&motion, &still)
            };
            write_result(path, &text, settings)?;
        }
        if let Some(path) = &options.png {
            write_result(path, png::still(&motion, &still), settings)?;
        }
    }
    if let Some(path) = &options.print {
        let html = sheet::sheet(book, exercise).ok_or_else(no_figure)?;
        let html = html
            .map_err(|_| AppError::new("the sheet can't be written", "free some memory, then try again"))?;
        write_result(path, &html, settings)?;
    }
    Ok(Outcome::Done)
}

/// Writes every exercise and mistake as pictures, and the page that holds them.
pub fn atlas(path: &Path, settings: &RunSettings) -> Ran {
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
    refused(path, "written", error, "name a file in a folder that is there and can be written to")
}

/// What an id names, or the name or alias of an exercise, mistake or muscle.
fn named(book: &Rulebook, word: &str) -> Result<(String, Named), AppError> {
    if let Some(named) = meant(book, word, Some)? {
        return Ok((book.id_of(named).to_string(), named));
    }
    let is_it = |name: &str| name.eq_ignore_ascii_case(word);
    let is_exercise = |ix: &ExerciseIx| {
        let one = &book[*ix];
        is_it(&one.name) || one.aliases.iter().any(|name| is_it(name))
    };
    let exercises = book.exercise_ixs().filter(is_exercise).map(Named::Exercise);
    if let Some(named) = one_of(book, word, exercises)? {
        return Ok((book.id_of(named).to_string(), named));
    }
    let mistakes =
        book.mistakes.iter().filter(|one| is_it(&one.name) || one.aka.iter().any(|name| is_it(name)));
    let muscles = book.muscles.iter().filter(|one| is_it(&one.name));
    let mut ids = mistakes.map(|one| &one.id).chain(muscles.map(|one| &one.id));
    if let Some((id, named)) = ids.next().and_then(|id| Some((id, book.find(id.as_str())?))) {
        return Ok((id.to_string(), named));
    }
    let mut all: Vec<&str> = typed(book.names.values().map(|&named| book.id_of(named))).collect();
    all.sort_unstable();
    Err(unknown("exercise, mistake, sign, muscle, quiz, source or question", word, all, "formcheck list"))
}

//! `formcheck show ID`: an exercise, mistake, sign, muscle, quiz, source or question; an exercise drawn, with what was
//! seen, in the terminal, as SVG, as a sheet to print; and the atlas of all of them.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::drawing::{Draw, cells};
use super::seen::observed;
use super::{Global, Outcome, Ran, Stop, open, put, put_page, unknown};
use crate::pages::{atlas, sheet, show};
use crate::render::ansi::{Terminal, figure, style};
use formcheck_core::figure::{Motion, svg, told};
use formcheck_core::page::Page;
use formcheck_core::rulebook::{ExerciseIx, Named, Proved, Rulebook, SignIx, Value, prove};

/// A page on an exercise, mistake, sign, muscle, quiz, source or question; an exercise is drawn
#[derive(Args, Debug)]
pub struct ShowArgs {
    /// Its id, or the name of an exercise or mistake
    #[arg(required_unless_present = "atlas")]
    id: Option<String>,
    /// Of an exercise: a rep in which this is seen, such as lumbar-shape=rounded
    #[arg(value_name = "SIGN=VALUE")]
    seen: Vec<String>,
    /// How to draw in the terminal; with it also in a pipe
    #[arg(long, value_enum, value_name = "CELLS", num_args = 0..=1, default_missing_value = "braille")]
    draw: Option<Draw>,
    /// Write the figure of an exercise as SVG
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// With --svg: a figure that moves
    #[arg(long, requires = "svg")]
    moving: bool,
    /// Write one page to pin beside the rack: figure, steps, mistakes, cues
    #[arg(long, value_name = "FILE.html")]
    print: Option<PathBuf>,
    /// Write every exercise and mistake as pictures: a page of Markdown, and SVG files in a folder beside it
    #[arg(long, value_name = "FILE.md", conflicts_with_all = ["id", "seen", "draw", "svg", "print"])]
    atlas: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &ShowArgs, global: &Global) -> Ran {
    let book = open(global)?;
    if let Some(path) = &args.atlas {
        return write_atlas(&book, path, global);
    }
    let (id, named) = named(&book, args.id.as_deref().unwrap_or_default())?;
    let Named::Exercise(exercise) = named else {
        let asked = [
            (!args.seen.is_empty(), "SIGN=VALUE"),
            (args.svg.is_some(), "--svg"),
            (args.print.is_some(), "--print"),
        ];
        if let Some((_, what)) = asked.iter().find(|(asked, _)| *asked) {
            let what = format!("{what} draws an exercise, and `{id}` is none");
            return Err(Stop::told(what, "name an exercise: formcheck list exercises"));
        }
        return page(&book, &id, named, global);
    };
    let observation = observed(&book, exercise, &args.seen)?;
    let shown: Vec<(SignIx, Value)> = book[exercise]
        .signs
        .iter()
        .zip(observation.values())
        .filter_map(|(observed, value)| Some((observed.sign, (*value)?)))
        .collect();
    if args.svg.is_some() || args.print.is_some() {
        return write(&book, exercise, &shown, args, global);
    }
    if !global.json
        && let Some(cells) = cells(args.draw, global)
    {
        put(&figure::still(&book, exercise, &shown, cells, Terminal::stdout()))?;
    }
    if shown.is_empty() || global.json {
        return page(&book, &id, named, global);
    }
    put_page(&rep(&book, exercise, &shown))?;
    Ok(Outcome::Done)
}

fn page(book: &Rulebook, id: &str, named: Named, global: &Global) -> Ran {
    if global.json {
        put(&format!("{}\n", show::json(book, id, named)))?;
    } else {
        put_page(&show::page(book, id, named))?;
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
    args: &ShowArgs,
    global: &Global,
) -> Ran {
    let no_figure = || {
        let what = format!("{} has no figure", book[exercise].name);
        Stop::told(what, "add [figure] to its file: docs/format.md says how")
    };
    if let Some(path) = &args.svg {
        let motion = Motion::of(book, exercise, shown).ok_or_else(no_figure)?;
        let clean = Motion::clean(book, exercise).ok_or_else(no_figure)?;
        let title = told(book, exercise, shown);
        let text = if args.moving && global.may_move() {
            svg::moving(&motion, &title)
        } else {
            let look =
                svg::Still { frame: motion.telling(), ghost: Some(&clean), marks: true, title: &title };
            svg::still(&motion, &look)
        };
        put_file(path, &text)?;
        told_where(path, global)?;
    }
    if let Some(path) = &args.print {
        let html = sheet::sheet(book, exercise).ok_or_else(no_figure)?;
        let html =
            html.map_err(|_| Stop::told("the sheet can't be written", "free some memory, then try again"))?;
        put_file(path, &html)?;
        told_where(path, global)?;
    }
    Ok(Outcome::Done)
}

fn told_where(path: &Path, global: &Global) -> Result<(), Stop> {
    if global.quiet {
        return Ok(());
    }
    Ok(put(&format!("Written to {}.\n", path.display()))?)
}

fn write_atlas(book: &Rulebook, path: &Path, global: &Global) -> Ran {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let (page, pictures) = atlas::atlas(book, &stem);
    if pictures.is_empty() {
        let help = "add [figure] to an exercise, or name another pack";
        return Err(Stop::told("no exercise has a figure: there is nothing to draw", help));
    }
    let folder = path.with_extension("");
    fs::create_dir_all(&folder).map_err(|error| cannot_write(&folder, &error))?;
    for (name, text) in &pictures {
        put_file(&folder.join(name), text)?;
    }
    put_file(path, &page)?;
    if !global.quiet {
        eprintln!("{} pictures in {}", pictures.len(), folder.display());
    }
    Ok(Outcome::Done)
}

fn put_file(path: &Path, text: &str) -> Result<(), Stop> {
    fs::write(path, text).map_err(|error| cannot_write(path, &error))
}

fn cannot_write(path: &Path, error: &std::io::Error) -> Stop {
    let what = format!("can't write {}: {}", path.display(), style::plain_error(error));
    Stop::told(what, "name a file in a folder that is there and can be written to")
}

/// What an id names, or the name or alias of an exercise, mistake or muscle.
fn named(book: &Rulebook, word: &str) -> Result<(String, Named), Stop> {
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

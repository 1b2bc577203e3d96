//! `formcheck new mistake` without an id: a talk, and what is written in the end. Nothing is written before that, and then
//! all of it or nothing.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::app::files::{refused, write_new, write_whole};
use crate::app::interrupt::ExitMessage;
use crate::app::lint::{self, LintFormat, LintMode, LintOptions};
use crate::app::new::location::PackLocation;
use crate::app::new::{NewKind, NewOptions};
use crate::app::session::screen;
use crate::app::settings::Draw;
use crate::app::{
    AppError, Outcome, Ran, RunSettings, complain, disk, drawing, in_colour, is_interactive, packs, put,
};
use crate::face::full::talk::{TalkEnding, play};
use crate::face::full::{DisplayOptions, give_back};
use crate::face::line::talk::LineTalk;
use crate::render::ansi::{Terminal, style};
use formcheck_authoring::new::NewFile;
use formcheck_authoring::new::talk::{FaultyPack, HOW, Talk, TalkPacks, Target};
use formcheck_core::diagnostic::{errors, human};
use formcheck_core::rulebook::source::{BuiltIn, PackSource};

/// What is said where a talk is left.
const LEFT: &str = "Nothing was written.";

pub(crate) fn run(options: &NewOptions, settings: &RunSettings) -> Ran {
    let target = match options.kind {
        NewKind::Mistake => Target::Mistake,
        NewKind::Exercise => Target::Exercise,
        NewKind::Sign => Target::Sign,
        NewKind::Pack | NewKind::Quiz => {
            let word = options.kind.word();
            let help = format!(
                "name it: formcheck new {word} my-{word}; only mistakes, exercises and signs are made in a talk"
            );
            return Err(AppError::new(format!("a new {word} needs an id"), help));
        }
    };
    if settings.json {
        return Err(AppError::new(
            "a talk has no JSON",
            "name an id: then the file is written with blanks to fill",
        ));
    }
    let pack = PackLocation::find(options, settings)?;
    let own = disk::folder(&pack.root)?;
    let mut talk =
        Talk::begin(target, at_hand(own.clone(), settings)?).map_err(|faulty| told(&faulty, &pack.root))?;
    let start = format!("A new {}{}. {HOW}", target.word(), pack.in_words());
    let is_whole = if screen::is_wanted(settings) {
        in_full_screen(&mut talk, &format!("A new {}{}", target.word(), pack.in_words()), settings)?
    } else {
        in_lines(&mut talk, &start, settings)?
    };
    if !is_whole {
        put(&format!("{LEFT}\n"))?;
        return Ok(Outcome::Failed);
    }
    let mut files = talk.files();
    pack.add_schemas(&mut files);
    write_all(&pack.root, &own, &files)?;
    finish(&talk, target, &pack.root, &files, settings)
}

/// The packs that may be named: the one that is written and all others of the run.
fn at_hand(own: PackSource, settings: &RunSettings) -> Result<TalkPacks, AppError> {
    let (name, uses) = (packs::name(&own).unwrap_or_default(), packs::uses(&own));
    let mut others = packs::used_by(&own, settings, BuiltIn::source)?;
    // The folder that a pack was read from before: the same pack.
    others.retain(|pack| packs::name(pack).as_ref() != Some(&name));
    let others =
        others.into_iter().map(|pack| (packs::name(&pack).unwrap_or_default(), packs::uses(&pack), pack));
    Ok(TalkPacks { others: others.collect(), own, name, uses })
}

/// A pack with errors is mended first: else nobody could say whether the new rule is sound.
fn told(faulty: &FaultyPack, root: &Path) -> AppError {
    eprint!("{}", human(&faulty.diagnostics, &faulty.sources, in_colour(), style::width()));
    let faults = style::count(errors(&faulty.diagnostics), "error", "errors");
    complain(
        &format!("the pack has {faults}, and a new rule can't be tried beside them"),
        &format!("mend what is shown above; `formcheck lint {}` checks it again", crate::app::quoted(root)),
    );
    AppError::Reported(Outcome::CannotRun)
}

fn in_lines(talk: &mut Talk, start: &str, settings: &RunSettings) -> Result<bool, AppError> {
    let exit = ExitMessage::new(format!("{LEFT}\n"));
    let pictures = drawing::in_lines(settings);
    let echo = !is_interactive();
    let mut line = LineTalk {
        input: io::stdin().lock(),
        out: io::stdout().lock(),
        terminal: Terminal::stdout(),
        echo,
        pictures,
    };
    let is_whole = line.play(talk, start)?;
    exit.set(String::new());
    Ok(is_whole)
}

fn in_full_screen(talk: &mut Talk, title: &str, settings: &RunSettings) -> Result<bool, AppError> {
    let (pictures, answers) = drawing::in_full_screen(settings);
    let look =
        DisplayOptions { colour: drawing::is_coloured(settings), unicode: drawing::has_utf8(), pictures };
    // Whatever ends the program, the terminal is given back first.
    let _ = ctrlc::set_handler(|| {
        give_back();
        let _ = put(&format!("{LEFT}\n"));
        std::process::exit(i32::from(Outcome::Interrupted.code()));
    });
    let draws = settings.draw != Draw::None;
    match play(talk, title, look, draws, &answers)? {
        TalkEnding::Whole => Ok(true),
        TalkEnding::Left => Ok(false),
        TalkEnding::Stopped => {
            put(&format!("{LEFT}\n"))?;
            Err(AppError::Reported(Outcome::Interrupted))
        }
    }
}

/// Writes all of it, or leaves everything as it was.
fn write_all(root: &Path, own: &PackSource, files: &[NewFile]) -> Result<(), AppError> {
    let text_of = |path: &str| {
        own.files.iter().find(|file| file.path == path).and_then(|file| file.text.as_deref().ok())
    };
    let places: Vec<(PathBuf, &NewFile, Option<&str>)> =
        files.iter().map(|file| (root.join(&file.path), file, text_of(&file.path))).collect();
    for (path, _, before) in &places {
        let now = std::fs::read_to_string(path).ok();
        if now.as_deref() != *before {
            let what = format!("`{}` was changed while you talked, and nothing was written", path.display());
            return Err(AppError::new(what, "begin again: what is in it now is then known"));
        }
    }
    for (at, (path, file, before)) in places.iter().enumerate() {
        let written =
            if before.is_some() { write_whole(path, &file.text) } else { write_new(path, &file.text) };
        if let Err(error) = written {
            for (path, _, before) in &places[..at] {
                // Nothing more can be done where that fails too.
                let _ = match before {
                    Some(text) => write_whole(path, text),
                    None => std::fs::remove_file(path),
                };
            }
            return Err(refused(
                path,
                "written",
                &error,
                "make room, or name a folder that you can write; nothing was changed",
            ));
        }
    }
    Ok(())
}

/// Says what was written, and lints it.
fn finish(talk: &Talk, target: Target, root: &Path, files: &[NewFile], settings: &RunSettings) -> Ran {
    if target == Target::Mistake && !settings.quiet {
        put(&format!("\n{}\n", style::wrap(&talk.summary(), style::width(), "")))?;
    }
    put("Written:\n")?;
    for file in files {
        let path = if root == Path::new(".") { PathBuf::from(&file.path) } else { root.join(&file.path) };
        put(&format!("  {}\n", style::clean(&path.display().to_string())))?;
    }
    io::stdout().flush()?;
    let options = LintOptions {
        paths: vec![root.to_owned()],
        format: LintFormat::Human,
        baseline: None,
        write_baseline: None,
        strict: false,
        mode: LintMode::Once,
    };
    lint::run(&options, settings)
}

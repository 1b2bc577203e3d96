//! `formcheck new pack|exercise|mistake|quiz ID`: a commented file for a coach to fill in.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::app::files::{write_new, write_whole};
use crate::app::new::location::PackLocation;
use crate::app::new::options::check_id;
use crate::app::new::{NewKind, NewOptions, ask, talk};
use crate::app::{AppError, Outcome, Ran, RunSettings, is_interactive, put, unknown};
use crate::render::ansi::style;
use formcheck_authoring::new::{self, Answers, Known, KnownSign, NewFile, blanks};
use formcheck_core::rulebook::files::FileKind;
use formcheck_core::rulebook::similar::nearest;

pub fn run(options: &NewOptions, settings: &RunSettings) -> Ran {
    let Some(id) = &options.id else { return talk::run(options, settings) };
    if options.kind == NewKind::Sign {
        let help = "leave the id out: `formcheck new sign` asks for it; or write it into rules/signs.toml";
        return Err(AppError::new("a sign is made in a talk", help));
    }
    check_id("id", id)?;
    let pack = PackLocation::find(options, settings)?;
    if pack.taken.contains(id) {
        let dir = pack.root.display();
        let help =
            format!("an id means one thing: choose another; `formcheck show {id} --pack {dir}` shows it");
        return Err(AppError::new(format!("the id `{id}` is taken"), help));
    }
    let mut answers = checked(&options.given, options.kind, &pack.known)?;
    let asks = !settings.plain && !settings.json && is_interactive();
    // Nobody should answer five questions for a file that can't be written.
    refuse_overwriting(options, &pack)?;
    let said = answers != Answers::default();
    if asks && !ask::all(options.kind, &pack.in_words(), &mut answers, &pack.known, said)? {
        return Ok(Outcome::Failed);
    }
    let files = files(options, &pack, &answers)?;
    write_all(options, &pack, &files)?;
    tell(options, settings, &pack, &files)
}

/// What was said already, checked against the pack.
fn checked(given: &Answers, kind: NewKind, known: &Known) -> Result<Answers, AppError> {
    for mistake in &given.mistakes {
        if !known.mistakes.contains(mistake) {
            let names = known.mistakes.iter().map(String::as_str);
            return Err(unknown("shared mistake", mistake, names, "formcheck list mistakes"));
        }
    }
    let strange = given.phases.iter().find(|phase| !known.phases.contains(phase));
    if let (NewKind::Exercise, Some(phase)) = (kind, strange) {
        return Err(AppError::new(
            format!("the pack has no phase `{phase}`"),
            format!("it has {}; pack.toml names them", known.phases.join(", ")),
        ));
    }
    let mut value = None;
    if let Some(id) = &given.sign {
        let names = || known.signs.iter().map(|sign| sign.id.as_str());
        let sign = known.signs.iter().find(|sign| sign.id == *id);
        let sign = sign.ok_or_else(|| unknown("sign", id, names(), "formcheck list signs"))?;
        if let Some(typed) = &given.value {
            let condition = sign.condition(typed);
            value = Some(condition.ok_or_else(|| no_value(sign, typed))?);
        }
    }
    Ok(Answers { value, ..given.clone() })
}

fn no_value(sign: &KnownSign, typed: &str) -> AppError {
    let near = nearest(typed, sign.values.iter().map(String::as_str));
    let help = match near {
        Some(near) => format!("did you mean `{near}`? It takes {}", sign.choices()),
        None => format!("it takes {}", sign.choices()),
    };
    AppError::new(format!("the sign `{}` has no value `{typed}`", sign.id), help)
}

/// The files to write. That of a mistake may be there already, and then holds its old text too.
fn files(options: &NewOptions, pack: &PackLocation, answers: &Answers) -> Result<Vec<NewFile>, AppError> {
    let id = options.id.as_deref().unwrap_or_default();
    let mut files = match options.kind {
        NewKind::Pack => new::pack(id, answers),
        NewKind::Exercise => vec![new::exercise(id, answers, &pack.known)],
        NewKind::Quiz => vec![new::quiz(id, answers, &pack.known)],
        NewKind::Sign => Vec::new(),
        NewKind::Mistake => {
            let stem = pack.mistake_file(options)?;
            let before = pack.mistake_files.iter().find(|(other, _)| *other == stem);
            let before = before.map(|(_, text)| text.as_str());
            if let Some(fault) =
                before.and_then(|text| formcheck_authoring::fmt::format(FileKind::Mistakes, text).err())
            {
                let what = format!(
                    "rules/mistakes/{stem}.toml, line {}, is not valid TOML: {}",
                    fault.line, fault.message
                );
                return Err(AppError::new(
                    what,
                    "mend it first: `formcheck lint` shows the place and what to write",
                ));
            }
            vec![new::mistake(id, &stem, before, answers, &pack.known)]
        }
    };
    pack.add_schemas(&mut files);
    Ok(files)
}

/// Stops where a file that would be made is there already.
fn refuse_overwriting(options: &NewOptions, pack: &PackLocation) -> Result<(), AppError> {
    if options.kind == NewKind::Mistake {
        return pack.mistake_file(options).map(|_| ());
    }
    for file in files(options, pack, &Answers::default())? {
        let path = pack.root.join(&file.path);
        if path.exists() {
            let what = format!("`{}` is there already, and nothing was written", path.display());
            return Err(AppError::new(what, "choose another id or --dir, or move that file away"));
        }
    }
    Ok(())
}

fn write_all(options: &NewOptions, pack: &PackLocation, files: &[NewFile]) -> Result<(), AppError> {
    for file in files {
        let path = pack.root.join(&file.path);
        if options.kind == NewKind::Mistake && path.exists() {
            write_whole(&path, &file.text)?;
        } else {
            write_new(&path, &file.text)?;
        }
    }
    if options.kind == NewKind::Pack {
        for folder in ["rules/mistakes", "rules/exercises", "quizzes"] {
            std::fs::create_dir_all(pack.root.join(folder))?;
        }
    }
    Ok(())
}

fn tell(options: &NewOptions, settings: &RunSettings, pack: &PackLocation, files: &[NewFile]) -> Ran {
    let shown =
        |path: &str| if pack.root == Path::new(".") { PathBuf::from(path) } else { pack.root.join(path) };
    let mut open: Vec<(String, usize, String)> = Vec::new();
    for file in files.iter().filter(|file| FileKind::of(&file.path).is_some()) {
        let name = shown(&file.path).display().to_string();
        open.extend(blanks(&file.text).into_iter().map(|(line, key)| (name.clone(), line, key)));
    }
    if settings.json {
        let names: Vec<String> = files.iter().map(|file| shown(&file.path).display().to_string()).collect();
        let open: Vec<serde_json::Value> =
            open.iter().map(|(file, line, key)| json!({"file": file, "line": line, "key": key})).collect();
        put(&format!("{}\n", json!({"files": names, "blanks": open})))?;
        return Ok(Outcome::Done);
    }
    for file in files {
        put(&format!("{}\n", style::clean(&shown(&file.path).display().to_string())))?;
    }
    if settings.quiet {
        return Ok(Outcome::Done);
    }
    let mut stderr = std::io::stderr().lock();
    if !open.is_empty() {
        writeln!(stderr, "Blanks to fill ({}):", new::BLANK)?;
        for (file, line, key) in &open {
            writeln!(stderr, "  {}:{line}  {key}", style::clean(file))?;
        }
    }
    if options.kind == NewKind::Mistake {
        writeln!(stderr, "It counts in an exercise once the exercise's `mistakes` lists it.")?;
    }
    writeln!(stderr, "Then: formcheck lint {}", style::clean(&pack.root.display().to_string()))?;
    Ok(Outcome::Done)
}

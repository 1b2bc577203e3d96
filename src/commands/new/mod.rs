//! `formcheck new pack|exercise|mistake|quiz ID`: a commented file for a coach to fill in.

mod ask;
mod place;

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::json;

use self::place::Place;
use super::files::{write_new, write_whole};
use super::{Global, Outcome, Ran, Stop, put, unknown};
use crate::render::ansi::style;
use formcheck_authoring::new::{self, Answers, KnownSign, NewFile, blanks};
use formcheck_core::rulebook::files::FileKind;
use formcheck_core::rulebook::near::nearest;
use formcheck_core::rulebook::{is_kebab, kebab};

/// A new file for a coach: commented, with blanks to fill; in a terminal it asks for what it needs
#[derive(Args, Debug)]
pub struct NewArgs {
    /// What to make
    kind: Kind,
    /// Its id, for ever: small letters, digits and hyphens (bent-over-row)
    id: String,
    /// The pack's folder [default: the pack around this folder; a new pack gets a folder of its own]
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Its name; the title of a pack or quiz
    #[arg(long)]
    name: Option<String>,
    /// Quiz: what it is about
    #[arg(long)]
    about: Option<String>,
    /// Pack: who wrote it
    #[arg(long)]
    author: Option<String>,
    /// Pack, exercise: the phases of a rep, in order
    #[arg(long, value_delimiter = ',', value_name = "PHASE,..")]
    phases: Vec<String>,
    /// Pack: other packs whose signs and mistakes it names, such as mid-back
    #[arg(long, value_delimiter = ',', value_name = "PACK,..")]
    uses: Vec<String>,
    /// Exercise: the shared mistakes that count in it
    #[arg(long, value_delimiter = ',', value_name = "ID,..")]
    mistakes: Vec<String>,
    /// Exercise: what is done first
    #[arg(long, value_name = "TEXT")]
    first_step: Option<String>,
    /// Mistake: how bad it is
    #[arg(long, value_enum, value_name = "HOW")]
    severity: Option<HowBad>,
    /// Mistake: the sign that shows it
    #[arg(long, value_name = "ID")]
    sign: Option<String>,
    /// Mistake: the sign's value when it is one ("elbows", "over 45")
    #[arg(long, requires = "sign")]
    value: Option<String>,
    /// Mistake: the file of rules/mistakes that it is added to [default: the only one there, or shared]
    #[arg(long)]
    file: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Kind {
    /// A pack: its folders, a first sign, a source
    Pack,
    /// An exercise
    Exercise,
    /// A mistake that exercises can share
    Mistake,
    /// A quiz
    Quiz,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Pack => "pack",
            Kind::Exercise => "exercise",
            Kind::Mistake => "mistake",
            Kind::Quiz => "quiz",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum HowBad {
    /// Polish
    Low,
    /// The exercise loses its purpose
    Medium,
    /// Stop the set
    High,
}

/// Runs the command.
pub fn run(args: &NewArgs, global: &Global) -> Ran {
    check_id("id", &args.id)?;
    let place = Place::find(args, global)?;
    if place.taken.contains(&args.id) {
        let (id, dir) = (&args.id, place.root.display());
        let help =
            format!("an id means one thing: choose another; `formcheck show {id} --pack {dir}` shows it");
        return Err(Stop::told(format!("the id `{}` is taken", args.id), help));
    }
    let mut answers = given(args, &place)?;
    let asks =
        !global.plain && !global.json && std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    // Nobody should answer five questions for a file that can't be written.
    refuse_overwriting(args, &place)?;
    let said = answers != Answers::default();
    if asks && !ask::all(args.kind, &mut answers, &place.known, said)? {
        return Ok(Outcome::FellShort);
    }
    let files = files(args, &place, &answers)?;
    write_all(args, &place, &files)?;
    tell(args, global, &place, &files)
}

fn check_id(what: &str, id: &str) -> Result<(), Stop> {
    if is_kebab(id) {
        return Ok(());
    }
    let help = match kebab(id) {
        Some(near) => format!("write `{near}`: small letters, digits and single hyphens"),
        None => "use small letters, digits and single hyphens, as in `bent-over-row`".to_owned(),
    };
    Err(Stop::told(format!("`{id}` can't be an {what}"), help))
}

/// What the flags say, checked against the pack.
fn given(args: &NewArgs, place: &Place) -> Result<Answers, Stop> {
    let known = &place.known;
    for mistake in &args.mistakes {
        if !known.mistakes.contains(mistake) {
            let names = known.mistakes.iter().map(String::as_str);
            return Err(unknown("shared mistake", mistake, names, "formcheck list mistakes"));
        }
    }
    let strange = args.phases.iter().find(|phase| !known.phases.contains(phase));
    if let (Kind::Exercise, Some(phase)) = (args.kind, strange) {
        return Err(Stop::told(
            format!("the pack has no phase `{phase}`"),
            format!("it has {}; pack.toml names them", known.phases.join(", ")),
        ));
    }
    let mut value = None;
    if let Some(id) = &args.sign {
        let names = || known.signs.iter().map(|sign| sign.id.as_str());
        let sign = known.signs.iter().find(|sign| sign.id == *id);
        let sign = sign.ok_or_else(|| unknown("sign", id, names(), "formcheck list signs"))?;
        if let Some(typed) = &args.value {
            let condition = sign.condition(typed);
            value = Some(condition.ok_or_else(|| no_value(sign, typed))?);
        }
    }
    Ok(Answers {
        name: args.name.clone(),
        about: args.about.clone(),
        author: args.author.clone(),
        phases: args.phases.clone(),
        uses: args.uses.clone(),
        mistakes: args.mistakes.clone(),
        first_step: args.first_step.clone(),
        severity: args.severity.and_then(|how| Some(how.to_possible_value()?.get_name().to_owned())),
        sign: args.sign.clone(),
        value,
    })
}

fn no_value(sign: &KnownSign, typed: &str) -> Stop {
    let near = nearest(typed, sign.values.iter().map(String::as_str));
    let help = match near {
        Some(near) => format!("did you mean `{near}`? It takes {}", sign.choices()),
        None => format!("it takes {}", sign.choices()),
    };
    Stop::told(format!("the sign `{}` has no value `{typed}`", sign.id), help)
}

/// The files to write. That of a mistake may be there already, and then holds its old text too.
fn files(args: &NewArgs, place: &Place, answers: &Answers) -> Result<Vec<NewFile>, Stop> {
    let mut files = match args.kind {
        Kind::Pack => new::pack(&args.id, answers),
        Kind::Exercise => vec![new::exercise(&args.id, answers, &place.known)],
        Kind::Quiz => vec![new::quiz(&args.id, answers, &place.known)],
        Kind::Mistake => {
            let stem = place.mistake_file(args)?;
            let before = place.mistake_files.iter().find(|(other, _)| *other == stem);
            let before = before.map(|(_, text)| text.as_str());
            if let Some(fault) =
                before.and_then(|text| formcheck_authoring::fmt::format(FileKind::Mistakes, text).err())
            {
                let what =
                    format!("rules/mistakes/{stem}.toml, line {}, is no TOML: {}", fault.line, fault.message);
                return Err(Stop::told(
                    what,
                    "mend it first: `formcheck lint` shows the place and what to write",
                ));
            }
            vec![new::mistake(&args.id, &stem, before, answers, &place.known)]
        }
    };
    place.add_schemas(&mut files);
    Ok(files)
}

/// Stops where a file that would be made is there already.
fn refuse_overwriting(args: &NewArgs, place: &Place) -> Result<(), Stop> {
    if args.kind == Kind::Mistake {
        return place.mistake_file(args).map(|_| ());
    }
    for file in files(args, place, &Answers::default())? {
        let path = place.root.join(&file.path);
        if path.exists() {
            let what = format!("`{}` is there already, and nothing was written", path.display());
            return Err(Stop::told(what, "choose another id or --dir, or move that file away"));
        }
    }
    Ok(())
}

fn write_all(args: &NewArgs, place: &Place, files: &[NewFile]) -> Result<(), Stop> {
    for file in files {
        let path = place.root.join(&file.path);
        if args.kind == Kind::Mistake && path.exists() {
            write_whole(&path, &file.text)?;
        } else {
            write_new(&path, &file.text)?;
        }
    }
    if args.kind == Kind::Pack {
        for folder in ["rules/mistakes", "rules/exercises", "quizzes"] {
            std::fs::create_dir_all(place.root.join(folder))?;
        }
    }
    Ok(())
}

fn tell(args: &NewArgs, global: &Global, place: &Place, files: &[NewFile]) -> Ran {
    let shown =
        |path: &str| if place.root == Path::new(".") { PathBuf::from(path) } else { place.root.join(path) };
    let mut open: Vec<(String, usize, String)> = Vec::new();
    for file in files.iter().filter(|file| FileKind::of(&file.path).is_some()) {
        let name = shown(&file.path).display().to_string();
        open.extend(blanks(&file.text).into_iter().map(|(line, key)| (name.clone(), line, key)));
    }
    if global.json {
        let names: Vec<String> = files.iter().map(|file| shown(&file.path).display().to_string()).collect();
        let open: Vec<serde_json::Value> =
            open.iter().map(|(file, line, key)| json!({"file": file, "line": line, "key": key})).collect();
        put(&format!("{}\n", json!({"files": names, "blanks": open})))?;
        return Ok(Outcome::Done);
    }
    for file in files {
        put(&format!("{}\n", style::clean(&shown(&file.path).display().to_string())))?;
    }
    if global.quiet {
        return Ok(Outcome::Done);
    }
    let mut stderr = std::io::stderr().lock();
    if !open.is_empty() {
        writeln!(stderr, "Blanks to fill ({}):", new::BLANK)?;
        for (file, line, key) in &open {
            writeln!(stderr, "  {}:{line}  {key}", style::clean(file))?;
        }
    }
    if args.kind == Kind::Mistake {
        writeln!(stderr, "It counts in an exercise once the exercise's `mistakes` lists it.")?;
    }
    writeln!(stderr, "Then: formcheck lint {}", style::clean(&place.root.display().to_string()))?;
    Ok(Outcome::Done)
}

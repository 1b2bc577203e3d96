//! `formcheck export FORMAT [WHAT]..`: questions and results for other programs. Keys and records are read as `exam` reads
//! them.

use std::path::{Path, PathBuf};

use clap::Args;

use super::exam::keys::Signer;
use super::exam::sealed;
use super::files::write_whole;
use super::usage::{number, whole};
use super::{Global, Outcome, Ran, Stop, complain, open, put, unknown};
use crate::render::ansi::style::{and_list, count, plain_error};
use formcheck_core::quiz::{Plan, Seed, sitting, skills};
use formcheck_core::rulebook::{Id, Named, QuizIx, Rulebook};
use formcheck_exam::Sealed;
use formcheck_exam::export::bank::{Bank, TooFew, of_sitting, spread};
use formcheck_exam::export::{BASE, BadgeKey, Base, ExportFormat, ExportOptions, FORMATS, LeftOut, format};
use formcheck_exam::record::Record;

/// Questions and results for other programs
#[derive(Args, Debug)]
#[command(
    after_help = "Formats: anki, gift, moodle-xml, xapi, badge, csv, json. docs/exports.md tells each.\n\n\
Examples:\n  formcheck export anki --out cards.txt                    a card for everything there is to know\n  formcheck export moodle-xml seal-row --items 60          sixty questions about one exercise\n  formcheck export gift trainer-onboarding --seed 7        the questions of one sitting\n  formcheck export csv mistakes --out mistakes.csv         every mistake with its fix and cue\n  formcheck export xapi *.record.json --out statements.json\n  formcheck export badge t-07.record.json --issuer \"Iron Hall\" --out t-07.jwt"
)]
pub struct ExportArgs {
    /// The format
    #[arg(value_name = "FORMAT")]
    format: String,
    /// A quiz; or ids of exercises, tags, mistakes, muscles or questions; or `mistakes`; or files of exam records. None:
    /// questions about everything
    #[arg(value_name = "WHAT")]
    what: Vec<String>,
    /// The file; none: stdout. One that is there is replaced
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// How many questions, where no quiz says it [default: one for each thing to know]
    #[arg(long, value_name = "NUMBER", value_parser = number(1_u32, 20_000))]
    items: Option<u32>,
    /// The same seed writes the same questions; another one, other reps
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = whole::<u64>)]
    seed: u64,
    /// Tell the candidates' names too, where they weren't taken out
    #[arg(long, help_heading = "For records")]
    names: bool,
    /// What names of exams, questions and accounts begin with, such as `https://gym.example/records`
    #[arg(long, value_name = "IRI", default_value = BASE, help_heading = "For records")]
    base: String,
    /// For a badge: the examiner's secret key [default: the one that `exam keygen` made]
    #[arg(long, value_name = "FILE", help_heading = "For records")]
    key: Option<PathBuf>,
    /// For a badge: what the examiner is called
    #[arg(long, value_name = "NAME", help_heading = "For records")]
    issuer: Option<String>,
}

/// The word for the rulebook's mistakes.
const MISTAKES: &str = "mistakes";
/// The word for exam records, in messages.
const RECORDS: &str = "records";

/// What is written, with what to say of it.
struct File {
    text: String,
    left_out: Vec<LeftOut>,
    says: String,
}

/// Runs the command.
pub fn run(args: &ExportArgs, global: &Global) -> Ran {
    if global.json {
        let help = "leave --json out; `formcheck export json` is the format for programs";
        return Err(Stop::told("an export has a format of its own", help));
    }
    let Some(format) = format(&args.format) else {
        let words = FORMATS.iter().map(|format| format.word);
        return Err(unknown("format", &args.format, words, "formcheck export --help"));
    };
    let File { text, left_out, says } = written(args, global, format)?;
    if let Some(file) = &args.out {
        write_whole(file, &text).map_err(|error| {
            let what = format!("{} can't be written: {}", file.display(), plain_error(&error));
            Stop::told(what, "name a file in a folder that you can write")
        })?;
        if !global.quiet {
            put(&format!("{says} written to {}.\n", file.display()))?;
        }
    } else {
        put(&text)?;
    }
    Ok(fallen_short(&left_out, format))
}

/// Tells what the format can't say.
fn fallen_short(left_out: &[LeftOut], format: &ExportFormat) -> Outcome {
    if left_out.is_empty() {
        return Outcome::Done;
    }
    let number = count(left_out.len(), "question was", "questions were");
    let each: Vec<String> = left_out.iter().map(|one| format!("{} ({})", one.id, one.because)).collect();
    complain(
        &format!("{number} left out, since {} can't say them: {}", format.word, and_list(&each)),
        "`formcheck export json` says everything",
    );
    Outcome::FellShort
}

fn written(args: &ExportArgs, global: &Global, format: &ExportFormat) -> Result<File, Stop> {
    // No id has a dot in it.
    let is_file = |word: &String| format.items.is_none() || word.contains('.');
    if !args.what.is_empty() && args.what != [MISTAKES] && args.what.iter().all(is_file) {
        return of_records(args, global, format);
    }
    let book = open(global)?;
    if args.what == [MISTAKES] {
        let Some(write) = format.mistakes else { return Err(not_of(format, MISTAKES)) };
        if args.items.is_some() {
            let help = "leave --items out; it goes with questions";
            return Err(Stop::told("all mistakes are written", help));
        }
        if book.exercises.is_empty() {
            return Err(nothing("mistakes"));
        }
        let says = count(book.mistakes.len(), "mistake", "mistakes");
        return Ok(File { text: write(&book), left_out: Vec::new(), says });
    }
    if args.what.is_empty() && format.items.is_none() {
        let help = format!("name the files: formcheck export {} NAME.record.json", format.word);
        return Err(Stop::told(format!("{} is made of exam records", format.word), help));
    }
    let Some(write) = format.items else { return Err(not_of(format, "questions")) };
    let bank = drawn(args, &book)?;
    let written = write(&book, &bank);
    let number = bank.entries.len() - written.left_out.len();
    if number == 0 {
        return Err(nothing("questions"));
    }
    let says = count(number, "question", "questions");
    Ok(File { text: written.text, left_out: written.left_out, says })
}

/// A format that isn't made of this.
fn not_of(format: &ExportFormat, what: &str) -> Stop {
    let made = FORMATS.iter().filter(|other| match what {
        MISTAKES => other.mistakes.is_some(),
        RECORDS => other.records.is_some() || other.badge.is_some(),
        _ => other.items.is_some(),
    });
    let words: Vec<&str> = made.map(|format| format.word).collect();
    let help = format!("{what} are written as {}", and_list(&words));
    Stop::told(format!("{} isn't made of {what}", format.word), help)
}

fn nothing(what: &str) -> Stop {
    let help = "leave --no-built-in out, or name another pack";
    Stop::told(format!("there are no {what} to write"), help)
}

/// The questions that were asked for.
fn drawn(args: &ExportArgs, book: &Rulebook) -> Result<Bank, Stop> {
    let seed = Seed(args.seed);
    if let [id] = args.what.as_slice()
        && let Some(Named::Quiz(quiz)) = book.find(id)
    {
        return of_quiz(args, book, quiz, seed);
    }
    for id in &args.what {
        if !skills(book).any(|about| about.is_meant_by(book, id)) {
            return Err(not_known(book, id));
        }
    }
    let items = args.items.map(|items| items as usize);
    spread(book, &args.what, items, seed).map_err(|too_few: TooFew| match too_few.made {
        0 => nothing("questions"),
        made => Stop::told(too_few.to_string(), format!("ask for fewer: --items {made}")),
    })
}

fn of_quiz(args: &ExportArgs, book: &Rulebook, quiz: QuizIx, seed: Seed) -> Result<Bank, Stop> {
    if args.items.is_some() {
        let what = format!("`{}` says itself how many questions it asks", book[quiz].id);
        return Err(Stop::told(what, "leave --items out; it goes with everything that is no quiz"));
    }
    let drawn = sitting(book, Plan::of_quiz(book, quiz), seed).map_err(|none| {
        let help = "lower its `draw`, or give the section more to draw from; `formcheck lint` says how many there are";
        Stop::told(none.to_string(), help)
    })?;
    Ok(of_sitting(book, &drawn))
}

fn not_known(book: &Rulebook, id: &str) -> Stop {
    if let Some(Named::Quiz(_)) = book.find(id) {
        return Stop::told(format!("`{id}` is a quiz, and a quiz is exported by itself"), "name it alone");
    }
    if book.find(id).is_some() {
        let what = format!("there is no question about `{id}`");
        return Stop::told(what, format!("`formcheck show {id}` tells what it is"));
    }
    let ids = book.names.keys().map(Id::as_str);
    let tags = book.exercises.iter().flat_map(|one| one.tags.iter().map(String::as_str));
    let mut names: Vec<&str> = ids.chain(tags).chain([MISTAKES]).collect();
    names.sort_unstable();
    unknown("quiz, exercise, tag, mistake or muscle", id, names, "formcheck list")
}

fn of_records(args: &ExportArgs, global: &Global, format: &ExportFormat) -> Result<File, Stop> {
    if format.records.is_none() && format.badge.is_none() {
        return Err(not_of(format, RECORDS));
    }
    if args.items.is_some() {
        let help = "leave --items out; it goes with questions";
        return Err(Stop::told("records are written whole", help));
    }
    let records = args.what.iter().map(|path| sealed(Path::new(path)));
    let records: Vec<Sealed<Record>> = records.collect::<Result<_, _>>()?;
    let book = open(global)?;
    let base = Base::new(&args.base).ok_or_else(|| {
        let help = "name one such as https://gym.example/records or urn:gym";
        Stop::told(format!("`{}` is no absolute IRI", args.base), help)
    })?;
    let langs = book.packs.iter().map(|pack| (pack.name.clone(), pack.lang.clone())).collect();
    let options = ExportOptions { base, names: args.names, issuer: args.issuer.clone(), langs };
    if let Some(write) = format.badge {
        let [record] = records.as_slice() else {
            return Err(Stop::told("a badge is made of one record", "name one record after the other"));
        };
        let text = write(record, &badge_key(args, global, record)?, &options);
        return Ok(File { text, left_out: Vec::new(), says: "The badge".to_owned() });
    }
    let write = format.records.ok_or_else(|| not_of(format, RECORDS))?;
    let says = count(records.len(), "record", "records");
    Ok(File { text: write(&records, &options), left_out: Vec::new(), says })
}

/// The key for the badge of a record: the one that sealed it, if it was passed.
fn badge_key(args: &ExportArgs, global: &Global, record: &Sealed<Record>) -> Result<BadgeKey, Stop> {
    if !record.what.passed {
        complain(
            "this exam was not passed, and there is no badge for that",
            "`formcheck export xapi` tells it as it is",
        );
        return Err(Stop::Silent(Outcome::FellShort));
    }
    let signer = Signer::open(args.key.as_ref(), global)?;
    record.check_seal(signer.public()).and_then(|()| record.check_name()).map_err(|not| {
        let help = "name the key that sealed it: --key FILE; `formcheck exam verify` checks the record";
        Stop::told(format!("the record can't be vouched for: {}", not.0), help)
    })?;
    let secret = signer.ed25519().ok_or_else(|| {
        Stop::told("the secret key has no Ed25519 key in it", "make keys with `formcheck exam keygen`")
    })?;
    Ok(BadgeKey::new(secret))
}

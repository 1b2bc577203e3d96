//! `formcheck export FORMAT [WHAT]..`: questions and results for other programs. Keys and records are read as `exam` reads
//! them.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use crate::app::exam::files::sealed;
use crate::app::exam::keys::Signer;
use crate::app::exam::{ledger, revoke};
use crate::app::files::{refused, write_whole};
use crate::app::names::{meant, typed};
use crate::app::terminal::{put_bytes, remark};
use crate::app::{AppError, Outcome, Ran, RunSettings, complain, open, put, unknown};
use crate::render::ansi::style::{and_list, count};
use formcheck_core::quiz::{Plan, Seed, sitting, skills};
use formcheck_core::rulebook::{Named, QuizIx, Rulebook};
use formcheck_exam::Sealed;
use formcheck_exam::export::bank::{Bank, TooFew, of_sitting, spread};
use formcheck_exam::export::{
    BadgeKey, Base, ExportFormat, FORMATS, LeftOut, LeftOutPart, RecordOptions, StatusEntry, format,
};
use formcheck_exam::record::Record;
use formcheck_exam::roster::day_of;

#[derive(Debug)]
pub struct ExportOptions {
    pub format: String,
    /// Ids, or files of records, or `mistakes`; none: questions about everything.
    pub what: Vec<String>,
    /// The file; none: stdout.
    pub out: Option<PathBuf>,
    pub items: Option<u32>,
    pub seed: u64,
    /// Whether names of candidates are told.
    pub names: bool,
    /// What names of exams, questions and accounts begin with.
    pub base: String,
    pub key: Option<PathBuf>,
    pub issuer: Option<String>,
    /// Where the list of revoked badges is published.
    pub status: Option<String>,
    /// Whether a table begins with a byte order mark.
    pub bom: bool,
}

const MISTAKES: &str = "mistakes";
/// The word for exam records, in messages.
const RECORDS: &str = "records";

/// What is written, with what to say of it.
struct File {
    bytes: Vec<u8>,
    left_out: Vec<LeftOut>,
    /// What the format has no place for, with how many questions lose it.
    lost: Vec<(&'static str, usize)>,
    says: String,
}

impl File {
    fn whole(text: String, says: String) -> File {
        File { bytes: text.into_bytes(), left_out: Vec::new(), lost: Vec::new(), says }
    }
}

/// What some spreadsheets want at the start of UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub fn run(options: &ExportOptions, settings: &RunSettings) -> Ran {
    let Some(format) = format(&options.format) else {
        let words = FORMATS.iter().map(|format| format.word);
        return Err(unknown("format", &options.format, words, "formcheck export --help"));
    };
    if options.bom && !format.is_table {
        let help = "leave --bom out; it goes with csv";
        return Err(AppError::new(format!("{} has no byte order mark", format.word), help));
    }
    if format.is_package && options.out.is_none() && std::io::stdout().is_terminal() {
        let help = format!("name a file: formcheck export {} --out questions.zip", format.word);
        return Err(AppError::new(format!("{} is a package and no text", format.word), help));
    }
    let File { mut bytes, left_out, lost, says } = written(options, settings, format)?;
    if options.bom {
        bytes.splice(0..0, BYTE_ORDER_MARK.iter().copied());
    }
    if let Some(file) = &options.out {
        write_whole(file, &bytes).map_err(|error| {
            refused(file, "written", &error, "name a file in a folder that you can write")
        })?;
        if !settings.quiet {
            put(&format!("{says} written to {}.\n", file.display()))?;
        }
    } else {
        put_bytes(&bytes)?;
    }
    if !settings.quiet && !lost.is_empty() {
        let each: Vec<String> = lost
            .iter()
            .map(|(what, questions)| format!("{what} ({})", count(*questions, "question", "questions")))
            .collect();
        remark(&format!("Lost in {}: {}.", format.word, each.join("; ")));
    }
    Ok(failed(&left_out, format))
}

fn failed(left_out: &[LeftOut], format: &ExportFormat) -> Outcome {
    if left_out.is_empty() {
        return Outcome::Done;
    }
    for (part, one, many) in [
        (LeftOutPart::Question, "question was", "questions were"),
        (LeftOutPart::Answer, "accepted answer was", "accepted answers were"),
    ] {
        let of_part = left_out.iter().filter(|one| one.part == part);
        let each: Vec<String> = of_part.map(|one| format!("{} ({})", one.id, one.because)).collect();
        if !each.is_empty() {
            let number = count(each.len(), one, many);
            complain(
                &format!("{number} left out, since {} can't say them: {}", format.word, and_list(&each)),
                "`formcheck export json` says everything",
            );
        }
    }
    Outcome::Failed
}

fn written(options: &ExportOptions, settings: &RunSettings, format: &ExportFormat) -> Result<File, AppError> {
    // No id has a dot in it.
    let is_file = |word: &String| format.items.is_none() || word.contains('.');
    if !options.what.is_empty() && options.what != [MISTAKES] && options.what.iter().all(is_file) {
        return of_records(options, settings, format);
    }
    let book = open(settings)?;
    if options.what == [MISTAKES] {
        let Some(write) = format.mistakes else { return Err(not_of(format, MISTAKES)) };
        if options.items.is_some() {
            let help = "leave --items out; it goes with questions";
            return Err(AppError::new("all mistakes are written", help));
        }
        if book.exercises.is_empty() {
            return Err(nothing("mistakes"));
        }
        let says = count(book.mistakes.len(), "mistake", "mistakes");
        return Ok(File::whole(write(&book), says));
    }
    if options.what.is_empty() && format.items.is_none() {
        let help = format!("name the files: formcheck export {} NAME.record.json", format.word);
        return Err(AppError::new(format!("{} is made of exam records", format.word), help));
    }
    let Some(write) = format.items else { return Err(not_of(format, "questions")) };
    let bank = drawn(options, &book)?;
    let written = write(&book, &bank);
    let without = written.left_out.iter().filter(|one| one.part == LeftOutPart::Question).count();
    let number = bank.entries.len() - without;
    if number == 0 {
        return Err(nothing("questions"));
    }
    let says = count(number, "question", "questions");
    let lost = format.losses.iter().map(|loss| (loss.what, loss.count(&book, &bank)));
    let lost = lost.filter(|(_, questions)| *questions > 0).collect();
    Ok(File { bytes: written.bytes, left_out: written.left_out, lost, says })
}

/// A format that isn't made of this.
fn not_of(format: &ExportFormat, what: &str) -> AppError {
    let made = FORMATS.iter().filter(|other| match what {
        MISTAKES => other.mistakes.is_some(),
        RECORDS => other.records.is_some() || other.badge.is_some(),
        _ => other.items.is_some(),
    });
    let words: Vec<&str> = made.map(|format| format.word).collect();
    let help = format!("{what} are written as {}", and_list(&words));
    AppError::new(format!("{} isn't made of {what}", format.word), help)
}

fn nothing(what: &str) -> AppError {
    let help = "leave --no-built-in out, or name another pack";
    AppError::new(format!("there are no {what} to write"), help)
}

fn drawn(options: &ExportOptions, book: &Rulebook) -> Result<Bank, AppError> {
    let seed = Seed(options.seed);
    if let [id] = options.what.as_slice()
        && let Some(quiz) = meant(book, id, Some)?.and_then(Named::quiz)
    {
        return of_quiz(options, book, quiz, seed);
    }
    let mut what = Vec::new();
    for id in &options.what {
        let named = meant(book, id, |named| (named.quiz().is_none()).then_some(named))?;
        let id = named.map_or(id.as_str(), |named| book.id_of(named).as_str());
        if !skills(book).any(|about| about.is_meant_by(book, id)) {
            return Err(not_known(book, id));
        }
        what.push(id.to_owned());
    }
    let items = options.items.map(|items| items as usize);
    spread(book, &what, items, seed).map_err(|too_few: TooFew| match too_few.made {
        0 => nothing("questions"),
        _ => AppError::of(too_few),
    })
}

fn of_quiz(options: &ExportOptions, book: &Rulebook, quiz: QuizIx, seed: Seed) -> Result<Bank, AppError> {
    if options.items.is_some() {
        let what = format!("`{}` says itself how many questions it asks", book[quiz].id);
        return Err(AppError::new(what, "leave --items out; it goes with everything that is not a quiz"));
    }
    let drawn = sitting(book, Plan::of_quiz(book, quiz), seed).map_err(|none| {
        let help = "lower its `draw`, or give the section more to draw from; `formcheck lint` says how many there are";
        AppError::new(none.to_string(), help)
    })?;
    Ok(of_sitting(book, &drawn))
}

fn not_known(book: &Rulebook, id: &str) -> AppError {
    let named = book.all_named(id);
    if named.iter().any(|named| named.quiz().is_some()) {
        return AppError::new(format!("`{id}` is a quiz, and a quiz is exported by itself"), "name it alone");
    }
    if !named.is_empty() {
        let what = format!("there is no question about `{id}`");
        return AppError::new(what, format!("`formcheck show {id}` says what it is"));
    }
    let ids = typed(book.names.values().map(|&named| book.id_of(named)));
    let tags = book.exercises.iter().flat_map(|one| one.tags.iter().map(String::as_str));
    let mut names: Vec<&str> = ids.chain(tags).chain([MISTAKES]).collect();
    names.sort_unstable();
    unknown("quiz, exercise, tag, mistake or muscle", id, names, "formcheck list")
}

fn of_records(
    options: &ExportOptions,
    settings: &RunSettings,
    format: &ExportFormat,
) -> Result<File, AppError> {
    if format.records.is_none() && format.badge.is_none() {
        return Err(not_of(format, RECORDS));
    }
    if options.items.is_some() {
        let help = "leave --items out; it goes with questions";
        return Err(AppError::new("records are written whole", help));
    }
    let records = options.what.iter().map(|path| sealed(Path::new(path)));
    let records: Vec<Sealed<Record>> = records.collect::<Result<_, _>>()?;
    let book = open(settings)?;
    let base = Base::new(&options.base).ok_or_else(|| {
        let help = "name one such as https://gym.example/records or urn:gym";
        AppError::new(format!("`{}` is not an absolute IRI", options.base), help)
    })?;
    let langs = book.packs.iter().map(|pack| (pack.name.clone(), pack.lang.clone())).collect();
    let mut wanted =
        RecordOptions { base, names: options.names, issuer: options.issuer.clone(), status: None, langs };
    if let Some(write) = format.badge {
        let [record] = records.as_slice() else {
            return Err(AppError::new("a badge is made of one record", "name one record after the other"));
        };
        wanted.status = status(options, settings, record)?;
        let text = write(record, &badge_key(options, settings, record)?, &wanted);
        return Ok(File::whole(text, "The badge".to_owned()));
    }
    let write = format.records.ok_or_else(|| not_of(format, RECORDS))?;
    let says = count(records.len(), "record", "records");
    Ok(File::whole(write(&records, &wanted), says))
}

/// The key for the badge of a record: the one that sealed it, if it was passed.
fn badge_key(
    options: &ExportOptions,
    settings: &RunSettings,
    record: &Sealed<Record>,
) -> Result<BadgeKey, AppError> {
    if !record.what.passed {
        complain(
            "this exam was not passed, and there is no badge for that",
            "`formcheck export xapi` reports it as it is",
        );
        return Err(AppError::Reported(Outcome::Failed));
    }
    let signer = Signer::open(options.key.as_deref(), settings)?;
    record.check_seal(signer.public()).and_then(|()| record.check_name()).map_err(|not| {
        let help = "name the key that sealed it: --key FILE; `formcheck exam verify` checks the record";
        AppError::new(format!("the record can't be vouched for: {not}"), help)
    })?;
    revoke::badge_key(&signer)
}

/// Where it is looked up whether a badge was revoked: its place stands in the ledger of whoever makes it.
fn status(
    options: &ExportOptions,
    settings: &RunSettings,
    record: &Sealed<Record>,
) -> Result<Option<StatusEntry>, AppError> {
    let ledger = ledger::view(settings)?;
    let form = &record.what.form;
    if let Some(revoked) = ledger.revoked(form) {
        return Err(AppError::new(
            format!("this record was revoked on {}: {}", day_of(revoked.at), revoked.why),
            "there is no badge for it any more",
        ));
    }
    let Some(url) = &options.status else { return Ok(None) };
    let place = ledger.status_place(form).ok_or_else(|| {
        AppError::new(
            format!("your ledger has no paper with the form {form}"),
            "use the ledger from which it was issued: --data-dir DIR",
        )
    })?;
    Ok(Some(StatusEntry { url: revoke::address(url)?.to_owned(), place }))
}

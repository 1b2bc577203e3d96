//! `formcheck study [ID]..`: what is due today, then what is new; everything is kept.

use std::io::{self, BufReader, IsTerminal as _};

use clap::Args;
use serde_json::{Map, json};

use super::clock::Clock;
use super::interrupt::LastWord;
use super::usage::{number, whole};
use super::{Global, Outcome, Ran, Stop, chance, choosing, full, open, profile, put, unknown};
use crate::face::jsonl;
use crate::face::line::session::{LineSession, read_line};
use crate::pages::study as page;
use crate::render::ansi::style;
use formcheck_core::day::Day;
use formcheck_core::quiz::{About, Session, skills};
use formcheck_core::rulebook::{Named, Rulebook};
use formcheck_study::{Event, Log, Request, Study, Summary, enough_to_tune, tune};

/// What is due today, then what is new; every answer is kept
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line")]
#[derive(Args, Debug, Default)]
pub struct StudyArgs {
    /// Only these: exercises, tags, mistakes, muscles or questions
    #[arg(value_name = "ID")]
    only: Vec<String>,
    /// Stop after so many minutes of answering [default: 10]
    #[arg(long, value_name = "NUMBER", value_parser = number(1_u32, 600))]
    minutes: Option<u32>,
    /// Stop after so many questions
    #[arg(long, value_name = "NUMBER", value_parser = number(1_u32, 1000), conflicts_with = "minutes")]
    items: Option<u32>,
    /// Be ready for that day: what would have faded by then comes now
    #[arg(long, value_name = "DATE")]
    by: Option<String>,
    /// Ask everything, due or not, and leave the schedule alone
    #[arg(long, conflicts_with = "by")]
    cram: bool,
    /// Fit the schedule to your own answers
    #[arg(long, conflicts_with_all = ["only", "minutes", "items", "by", "cram"])]
    optimise: bool,
    /// Say again what you do and what you have
    #[arg(long)]
    choose: bool,
    /// The exercises you do, for good: ids with commas; all: every one
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    exercises: Option<Vec<String>>,
    /// The equipment you have, for good: words with commas; all: everything
    #[arg(long, value_name = "WORDS", value_delimiter = ',')]
    equipment: Option<Vec<String>>,
    /// The same number asks the same questions of the same history
    #[arg(long, value_name = "NUMBER", value_parser = whole::<u64>)]
    seed: Option<u64>,
    /// Ask by the moving picture alone wherever it tells enough
    #[arg(long, conflicts_with = "jsonl")]
    by_eye: bool,
    /// For programs: one JSON object a line, both ways
    #[arg(long)]
    jsonl: bool,
}

/// Minutes, unless somebody says.
const MINUTES: u32 = 10;

/// Runs the command.
pub fn run(args: &StudyArgs, global: &Global) -> Ran {
    if global.json && !args.jsonl && !args.optimise {
        return Err(Stop::told(
            "a session is a talk, so one JSON result won't do",
            "use --jsonl: one object a line; `formcheck stats --json` has the figures",
        ));
    }
    let book = open(global)?;
    let only = known(&book, &args.only)?;
    let clock = Clock::start()?;
    let by = day(args.by.as_deref(), &clock)?;
    let mut log = Log::open(&profile::place(global)?)?;
    if args.optimise {
        return optimise(log, &clock, global);
    }
    let told = args.exercises.is_some() || args.equipment.is_some();
    if told {
        let lists = (args.exercises.as_deref(), args.equipment.as_deref());
        choosing::keep_told(&book, &mut log, clock.now(), lists)?;
    }
    let choose = args.choose && !told;
    let asked = Request { by, only, ..asked(args, &book)? };
    if !args.jsonl && full::is_wanted(global) {
        drop(log);
        return full::run(&book, global, &clock, full::Wanted::Study { asked, choose }, args.by_eye);
    }
    if args.by_eye && !global.quiet {
        eprintln!("{}", page::NOT_BY_EYE);
    }
    let asks = io::stdin().is_terminal() && io::stdout().is_terminal() && !args.jsonl;
    if choose && !asks {
        let help = "say it here: --exercises seal-row,kroc-row --equipment dumbbell,flat-bench";
        return Err(Stop::told("there is no terminal to ask in", help));
    }
    if choose || asks && asked.only.is_empty() && choosing::is_first(&log)? {
        let chosen = choosing::ask(&book)?;
        choosing::keep(&book, &mut log, clock.now(), chosen)?;
    }
    let now = || clock.now();
    let (mut study, mut session) = Study::open(&book, log, asked, &now)?;
    let summary = if args.jsonl {
        over_lines(&book, &mut study, &mut session)?
    } else {
        in_lines(&book, &mut study, &mut session, global)?
    };
    let Some(summary) = summary else { return Ok(Outcome::Done) };
    Ok(if summary.answers.0 == 0 { Outcome::FellShort } else { Outcome::Done })
}

/// `formcheck` alone: what there is; in a terminal also today's study, one key away.
pub(super) fn at_the_door(global: &Global) -> Ran {
    if full::is_wanted(global) {
        let book = open(global)?;
        let asked = asked(&StudyArgs::default(), &book)?;
        return full::run(&book, global, &Clock::start()?, full::Wanted::Home { asked }, false);
    }
    super::help::overview(global)?;
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Ok(Outcome::Done);
    }
    put("\nPress Enter to study, or q and Enter to leave: ")?;
    // Not in the match: its lock on stdin would last until the session ends, and the session reads too.
    let line = read_line(&mut io::stdin().lock())?;
    match line {
        Some(line) if line.trim().is_empty() => run(&StudyArgs::default(), global),
        _ => Ok(Outcome::Done),
    }
}

fn over_lines(
    book: &Rulebook,
    study: &mut Study<'_>,
    session: &mut Session,
) -> Result<Option<Summary>, Stop> {
    let left = study.left();
    let mut about = Map::new();
    about.insert("due".into(), json!(left.due));
    about.insert("new".into(), json!(left.new));
    about.insert("resumed".into(), json!(study.resumed));
    about.insert("next_due".into(), json!(left.next));
    let is_something = study.is_something(session).map_err(Stop::from)?;
    jsonl::session::play(book, session, study, about, io::stdin().lock(), &mut io::stdout().lock())
        .map_err(profile::told)?;
    let summary = study.close(session)?;
    Ok(is_something.then_some(summary))
}

fn in_lines(
    book: &Rulebook,
    study: &mut Study<'_>,
    session: &mut Session,
    global: &Global,
) -> Result<Option<Summary>, Stop> {
    let width = style::width();
    let gone = study.gone();
    if !gone.is_empty() && !global.quiet {
        put(&page::gone(&gone, width))?;
    }
    if !study.is_something(session)? {
        put(&page::nothing(&study.left(), study.today(), width))?;
        return Ok(None);
    }
    // Every answer is in the log, whatever ends it.
    let _ = LastWord::new(page::stopped(&named(study.request())));
    let start = page::start(book, study, session, width);
    let mut line = LineSession {
        book,
        input: BufReader::new(io::stdin()),
        out: io::stdout(),
        width,
        echo: !io::stdin().is_terminal(),
        start: &start,
        result: &|_: &Session, _| String::new(),
    };
    line.play(session, study).map_err(profile::told)?;
    let summary = study.close(session)?;
    put(&page::summary(book, session, &summary, width))?;
    if !global.quiet && may_tune(study.log())? {
        put(&page::may_tune(width))?;
    }
    Ok(Some(summary))
}

/// Whether fitting the schedule would help, as far as can be seen without looking at every answer.
pub(super) fn may_tune(log: &Log) -> Result<bool, Stop> {
    /// Answers: about a third are first ones or on the same day.
    const FROM: usize = 600;
    let answers: usize = log.days()?.values().map(|day| day.answers as usize).sum();
    let at_least = log.tuned()?.map_or(FROM, |tuned| FROM.max(tuned.answers * 3));
    Ok(answers >= at_least)
}

/// Fits the memory model.
fn optimise(mut log: Log, clock: &Clock, global: &Global) -> Ran {
    let histories = log.histories()?;
    if let Err((there, needed)) = enough_to_tune(&histories) {
        return Err(Stop::told(
            format!("there is not enough to fit the schedule to: {there} repeated answers of {needed}"),
            "study on; until then the schedule of most people holds for you",
        ));
    }
    let Some(tuned) = tune(&histories, log.model()) else {
        put("The schedule foretells your answers as well as it can; nothing was changed.\n")?;
        return Ok(Outcome::Done);
    };
    log.append(clock.now(), &Event::Tuned(tuned.clone()))?;
    if global.json {
        put(&format!("{}\n", json!(tuned)))?;
    } else {
        put(&format!(
            "The schedule now fits your {} repeated answers: log loss {:.3}, before {:.3} (less is better).\n",
            tuned.answers, tuned.log_loss.1, tuned.log_loss.0
        ))?;
    }
    Ok(Outcome::Done)
}

/// What has to be named after `study` to go on with a session.
pub(super) fn named(asked: &Request) -> String {
    let mut named: String = asked.only.iter().flat_map(|id| [" ", id]).collect();
    let numbers =
        [("items", asked.items), ("minutes", asked.minutes.filter(|_| asked.minutes != Some(MINUTES)))];
    for (flag, number) in numbers {
        named.extend(number.map(|number| format!(" --{flag} {number}")));
    }
    named.extend(asked.by.map(|day| format!(" --by {day}")));
    named.push_str(if asked.cram { " --cram" } else { "" });
    named
}

/// What is asked of a session by its flags.
fn asked(args: &StudyArgs, book: &Rulebook) -> Result<Request, Stop> {
    Ok(Request {
        seed: args.seed.map_or_else(chance::fresh_seed, Ok)?,
        minutes: args.minutes.or(if args.items.is_none() { Some(MINUTES) } else { None }),
        items: args.items,
        by: None,
        cram: args.cram,
        only: Vec::new(),
        packs: book.pack_versions(),
        engine: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

fn day(text: Option<&str>, clock: &Clock) -> Result<Option<Day>, Stop> {
    let Some(text) = text else { return Ok(None) };
    let day: Day = text
        .parse()
        .map_err(|()| Stop::told(format!("`{text}` is no date"), "write it as --by 2026-12-24"))?;
    if day <= clock.now().day {
        return Err(Stop::told(format!("{day} is not ahead"), "name a day from tomorrow on"));
    }
    Ok(Some(day))
}

/// The ids that a session is about, if all of them name something that can be asked.
fn known(book: &Rulebook, ids: &[String]) -> Result<Vec<String>, Stop> {
    for id in ids {
        let is_tag = book.exercises.iter().any(|exercise| exercise.tags.iter().any(|tag| tag == id));
        let is_skill = || skills(book).any(|about: About| about.skill(book).as_str() == id);
        let named =
            matches!(book.find(id), Some(Named::Exercise(_) | Named::Mistake(_) | Named::MuscleGroup(_)));
        if !is_tag && !named && !is_skill() {
            let exercises = book.exercises.iter().map(|one| one.id.as_str());
            let mistakes = book.mistakes.iter().map(|one| one.id.as_str());
            let tags = book.exercises.iter().flat_map(|one| one.tags.iter().map(String::as_str));
            let muscles = book.muscles.iter().map(|one| one.id.as_str());
            let names = exercises.chain(mistakes).chain(tags).chain(muscles);
            return Err(unknown("exercise, tag, mistake or muscle", id, names, "formcheck list"));
        }
    }
    Ok(ids.to_vec())
}

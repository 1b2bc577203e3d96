//! `formcheck study [ID]..`: what is due today, then what is new; everything is kept.

use std::io::{self, BufReader, IsTerminal as _};
use std::sync::{Arc, Mutex};

use clap::Args;
use rand::TryRng as _;
use rand::rngs::SysRng;
use serde_json::{Map, json};

use super::clock::Clock;
use super::usage::{number, whole};
use super::{Global, Outcome, Ran, Stop, open, profile, put, unknown};
use crate::learner::{Asked, Chosen, Day, Event, Log, PackSeen, Study, Summary, enough_to_tune, tune};
use crate::quiz::{About, Session, skills};
use crate::rulebook::near::nearest;
use crate::rulebook::{Named, Rulebook};
use crate::screen::line::{Line, read_line};
use crate::screen::style::{self, count};
use crate::screen::{jsonl, study as page};

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
    choose(args, &book, &mut log, &clock)?;
    let asked = Asked {
        seed: seed(args)?,
        minutes: args.minutes.or(if args.items.is_none() { Some(MINUTES) } else { None }),
        items: args.items,
        by,
        cram: args.cram,
        only,
        packs: book
            .packs
            .iter()
            .map(|pack| PackSeen {
                name: pack.name.clone(),
                version: pack.version.clone(),
                sha256: pack.sha256.clone(),
            })
            .collect(),
        engine: env!("CARGO_PKG_VERSION").to_owned(),
    };
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
    let more = (about, |_: &Session| Map::new());
    jsonl::play(book, session, study, more, io::stdin().lock(), &mut io::stdout().lock())
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
    let so_far = Arc::new(Mutex::new(page::STOPPED.to_owned()));
    if io::stdin().is_terminal() {
        let told = Arc::clone(&so_far);
        // Without a handler Ctrl-C still ends the program, only less politely; every answer is in the log either way.
        let _ = ctrlc::set_handler(move || {
            let text = told.lock().map(|text| text.clone()).unwrap_or_default();
            let _ = put(&format!("\n\n{text}"));
            std::process::exit(i32::from(Outcome::Interrupted.code()));
        });
    }
    let start = page::start(book, study, session, width);
    let mut line = Line {
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
fn may_tune(log: &Log) -> Result<bool, Stop> {
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

fn seed(args: &StudyArgs) -> Result<u64, Stop> {
    if let Some(seed) = args.seed {
        return Ok(seed);
    }
    let drawn = SysRng.try_next_u32().map_err(|_| {
        Stop::told("the system gives no random numbers", "choose the questions yourself with --seed NUMBER")
    })?;
    Ok(u64::from(drawn))
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

/// What the person does and has: told by flags, or asked in a terminal, once.
fn choose(args: &StudyArgs, book: &Rulebook, log: &mut Log, clock: &Clock) -> Result<(), Stop> {
    let before = log.chosen()?;
    let told = args.exercises.is_some() || args.equipment.is_some();
    let asks = io::stdin().is_terminal() && io::stdout().is_terminal() && !args.jsonl;
    let first = before.is_none() && log.skills().is_empty();
    if args.choose && !asks && !told {
        let help = "say it here: --exercises seal-row,kroc-row --equipment dumbbell,flat-bench";
        return Err(Stop::told("there is no terminal to ask in", help));
    }
    let mut chosen = before.clone().unwrap_or_default();
    let (all_exercises, all_equipment) = offered(book);
    if let Some(ids) = &args.exercises {
        chosen.exercises = picked(ids, &all_exercises, "exercise")?;
    }
    if let Some(words) = &args.equipment {
        chosen.equipment = picked(words, &all_equipment, "equipment")?;
    }
    if !told && (args.choose || first && asks && args.only.is_empty()) {
        chosen = ask(book, &all_exercises, &all_equipment)?;
    } else if !told {
        return Ok(());
    }
    let fits = |exercise: &&crate::rulebook::Exercise| {
        (chosen.exercises.is_empty() || chosen.exercises.iter().any(|id| exercise.id == *id.as_str()))
            && (chosen.equipment.is_empty()
                || exercise.equipment.iter().all(|one| chosen.equipment.contains(one)))
    };
    if !book.exercises.iter().any(|exercise| fits(&exercise)) {
        return Err(Stop::told(
            "none of these exercises can be done with this equipment",
            "choose more of either; `formcheck show EXERCISE` says what it needs",
        ));
    }
    if before.as_ref() != Some(&chosen) {
        log.append(clock.now(), &Event::Chosen(chosen))?;
    }
    Ok(())
}

/// The ids of all exercises, and every word of equipment.
fn offered(book: &Rulebook) -> (Vec<String>, Vec<String>) {
    let exercises = book.exercises.iter().map(|one| one.id.to_string()).collect();
    let mut equipment: Vec<String> = book.exercises.iter().flat_map(|one| one.equipment.clone()).collect();
    equipment.sort();
    equipment.dedup();
    (exercises, equipment)
}

/// Those of `all` that were named; none, which stands for all, if the word was `all`.
fn picked(named: &[String], all: &[String], what: &str) -> Result<Vec<String>, Stop> {
    if named.iter().any(|word| word == "all") {
        return Ok(Vec::new());
    }
    let one = |word: &String| {
        let known = all.iter().find(|known| known.eq_ignore_ascii_case(word.trim()));
        known.cloned().ok_or_else(|| {
            let near = nearest(word, all.iter().map(String::as_str));
            let near = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
            let what = format!("there is no {what} `{word}`");
            Stop::told(what, format!("{near}there is {}, or all", all.join(", ")))
        })
    };
    named.iter().map(one).collect()
}

/// Asks in the terminal.
fn ask(book: &Rulebook, exercises: &[String], equipment: &[String]) -> Result<Chosen, Stop> {
    let width = style::width();
    let names: Vec<&str> = book.exercises.iter().map(|one| one.name.as_str()).collect();
    put(&page::choose("Which exercises do you do?", &names, width))?;
    let exercises = numbers(exercises)?;
    let chosen = |one: &&crate::rulebook::Exercise| {
        exercises.is_empty() || exercises.iter().any(|id| one.id == *id.as_str())
    };
    let of: Vec<&crate::rulebook::Exercise> = book.exercises.iter().filter(chosen).collect();
    // Only what one of them needs is worth asking for.
    let equipment: Vec<String> =
        equipment.iter().filter(|word| of.iter().any(|one| one.equipment.contains(word))).cloned().collect();
    let words: Vec<&str> = equipment.iter().map(String::as_str).collect();
    let equipment = loop {
        put(&page::choose("What do you have to train with?", &words, width))?;
        let has = numbers(&equipment)?;
        let can = |one: &&crate::rulebook::Exercise| one.equipment.iter().all(|word| has.contains(word));
        if has.is_empty() || of.iter().any(can) {
            break has;
        }
        let needs: Vec<String> =
            of.iter().map(|one| format!("{} needs: {}.", one.name, one.equipment.join(", "))).collect();
        let text = format!("None of these exercises can be done with that. {}", needs.join(" "));
        put(&format!("{}\n", style::wrap(&text, width, "")))?;
    };
    put("You can change this at any time: formcheck study --choose\n\n")?;
    Ok(Chosen { exercises, equipment })
}

/// Reads numbers of a list until they are in it; Enter alone, or the end of input, is all.
fn numbers(all: &[String]) -> Result<Vec<String>, Stop> {
    loop {
        put("> ")?;
        let Some(line) = read_line(&mut io::stdin().lock())? else { return Ok(Vec::new()) };
        let words = line.split([' ', ',', '\n', '\r', '\t']).filter(|word| !word.is_empty());
        let picked: Option<Vec<String>> =
            words.map(|word| all.get(word.parse::<usize>().ok()?.checked_sub(1)?).cloned()).collect();
        match picked {
            Some(mut picked) => {
                picked.dedup();
                return Ok(picked);
            }
            None => put(&format!(
                "Type numbers from 1 to {}, such as 1 3, or press Enter for all {}.\n",
                all.len(),
                count(all.len(), "one", "of them").split_once(' ').map_or("", |(_, word)| word)
            ))?,
        }
    }
}

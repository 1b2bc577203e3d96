//! `formcheck study [ID]..`: what is due today, then what is new; everything is kept.

use std::io::{self, BufReader, IsTerminal as _};

use serde_json::{Map, json};

use crate::app::interrupt::ExitMessage;
use crate::app::overview::overview;
use crate::app::session::screen::{self, Opening};
use crate::app::study_request::{StudyOptions, asked, day, is_worth_fitting, known, named};
use crate::app::{
    AppError, Outcome, Ran, RunSettings, is_interactive, open, profile, put, put_page, selection,
};
use crate::face::jsonl;
use crate::face::line::session::{LineSession, read_line};
use crate::pages::study as page;
use crate::render::ansi::Terminal;
use formcheck_core::page::Page;
use formcheck_core::quiz::Session;
use formcheck_core::rulebook::Rulebook;
use formcheck_study::{Log, Study, StudyEvent, StudyRequest, Summary, enough_to_fit, fit};

pub fn run(options: &StudyOptions, settings: &RunSettings) -> Ran {
    let book = open(settings)?;
    let only = known(&book, &options.only)?;
    let clock = profile::clock(settings)?;
    let by = day(options.by.as_deref(), &clock)?;
    let mut log = Log::open(&profile::place(settings)?)?;
    let told = options.exercises.is_some() || options.equipment.is_some();
    if told {
        let lists = (options.exercises.as_deref(), options.equipment.as_deref());
        selection::keep_told(&book, &mut log, clock.now(), lists)?;
    }
    let choose = options.choose && !told;
    let asked = StudyRequest { by, only, ..asked(options, &book)? };
    if !options.jsonl && screen::is_wanted(settings) {
        drop(log);
        return screen::run(&book, settings, &clock, Opening::Study { asked, choose }, !options.words);
    }
    let asks = is_interactive() && !options.jsonl;
    if choose && !asks {
        let help = "say it here: --exercises seal-row,kroc-row --equipment dumbbell,flat-bench";
        return Err(AppError::new("there is no terminal to ask in", help));
    }
    if choose || asks && asked.only.is_empty() && selection::is_first(&log)? {
        let chosen = selection::ask(&book)?;
        selection::keep(&book, &mut log, clock.now(), chosen)?;
    }
    let now = || clock.now();
    let (mut study, mut session) = Study::open(&book, log, asked, &now)?;
    let summary = if options.jsonl {
        over_lines(&book, &mut study, &mut session)?
    } else {
        in_lines(&book, &mut study, &mut session, (settings, options.tables))?
    };
    let Some(summary) = summary else { return Ok(Outcome::Done) };
    Ok(if summary.answers.0 == 0 { Outcome::Failed } else { Outcome::Done })
}

/// `formcheck` alone: what there is; in a terminal also today's study, one key away.
pub fn home(settings: &RunSettings) -> Ran {
    if screen::is_wanted(settings) {
        let book = open(settings)?;
        let asked = asked(&StudyOptions::default(), &book)?;
        return screen::run(&book, settings, &profile::clock(settings)?, Opening::Home { asked }, true);
    }
    overview(settings)?;
    if !is_interactive() {
        return Ok(Outcome::Done);
    }
    put("\nPress Enter to study, or q and Enter to leave: ")?;
    // Not in the match: its lock on stdin would last until the session ends, and the session reads too.
    let line = read_line(&mut io::stdin().lock())?;
    match line {
        Some(line) if line.trim().is_empty() => run(&StudyOptions::default(), settings),
        _ => Ok(Outcome::Done),
    }
}

fn over_lines(
    book: &Rulebook,
    study: &mut Study<'_>,
    session: &mut Session,
) -> Result<Option<Summary>, AppError> {
    let left = study.remaining();
    let mut about = Map::new();
    about.insert("due".into(), json!(left.due));
    about.insert("new".into(), json!(left.new));
    about.insert("resumed".into(), json!(study.resumed));
    about.insert("next_due".into(), json!(left.next));
    let ahead = study.ahead()?.map(|ahead| json!({"answers": ahead.answers, "filmed": ahead.films, "from": ahead.from, "until": ahead.until}));
    about.insert("ahead".into(), json!(ahead));
    let has_question = study.has_question(session).map_err(AppError::from)?;
    jsonl::session::play::<_, AppError>(
        book,
        session,
        study,
        about,
        io::stdin().lock(),
        &mut io::stdout().lock(),
    )?;
    let summary = study.close(session)?;
    Ok(has_question.then_some(summary))
}

fn in_lines(
    book: &Rulebook,
    study: &mut Study<'_>,
    session: &mut Session,
    (settings, tables): (&RunSettings, bool),
) -> Result<Option<Summary>, AppError> {
    let terminal = Terminal::stdout();
    let gone = study.unknown_skills();
    if !gone.is_empty() && !settings.quiet {
        put(&format!("{}\n\n", terminal.wrap(&page::gone(&gone))))?;
    }
    if let Some(ahead) = study.ahead()?.filter(|_| !settings.quiet) {
        put(&format!("{}\n\n", terminal.wrap(&page::ahead(&ahead))))?;
    }
    if !study.has_question(session)? {
        put_page(&page::nothing(book, &study.remaining(), study.today(), &study.request().only))?;
        return Ok(None);
    }
    // Every answer is in the log, whatever ends it.
    let _ = ExitMessage::new(page::stopped(&named(study.request())));
    let start = page::start(book, study, session);
    let mut line = LineSession {
        book,
        input: BufReader::new(io::stdin()),
        out: io::stdout(),
        terminal,
        echo: !io::stdin().is_terminal(),
        start: &start,
        result: &|_: &Session| Page::new(),
    };
    line.play::<_, AppError>(session, study)?;
    let summary = study.close(session)?;
    put_page(&page::summary(book, session, &summary, tables))?;
    if !settings.quiet && is_worth_fitting(study.log())? {
        put_page(&page::may_tune())?;
    }
    Ok(Some(summary))
}

pub fn optimise(options: &StudyOptions, settings: &RunSettings) -> Ran {
    let clock = profile::clock(settings)?;
    let mut log = Log::open(&profile::place(settings)?)?;
    if options.exercises.is_some() || options.equipment.is_some() {
        selection::keep_told(
            &open(settings)?,
            &mut log,
            clock.now(),
            (options.exercises.as_deref(), options.equipment.as_deref()),
        )?;
    }
    let histories = log.histories()?;
    if let Err((there, needed)) = enough_to_fit(&histories) {
        return Err(AppError::new(
            format!("too few answers to fit the schedule: {there} repeated answers of {needed}"),
            "study on; until then you get the schedule that fits most people",
        ));
    }
    let Some(fitted) = fit(&histories, log.model()) else {
        put("The schedule already predicts your answers as well as it can; nothing was changed.\n")?;
        return Ok(Outcome::Done);
    };
    log.append(clock.now(), &StudyEvent::Fitted(fitted.clone()))?;
    if settings.json {
        put(&format!("{}\n", json!(fitted)))?;
    } else {
        put(&format!(
            "The schedule now fits your {} repeated answers: log loss {:.3}, before {:.3} (less is better).\n",
            fitted.answers, fitted.log_loss.1, fitted.log_loss.0
        ))?;
    }
    Ok(Outcome::Done)
}

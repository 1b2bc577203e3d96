//! `formcheck quiz [ID]`: one quiz, in plain lines or over JSON lines.

use std::io::{self, BufReader, IsTerminal as _};
use std::time::Duration;

use serde_json::{Map, json};

use crate::app::interrupt::ExitMessage;
use crate::app::kept::QuizKeeper;
use crate::app::session::screen::{self, Opening};
use crate::app::sitting::{drawn, fresh_seed, outcome};
use crate::app::{AppError, Ran, RunSettings, open, profile};
use crate::face::jsonl;
use crate::face::line::session::LineSession;
use crate::pages::session::{self, ResultOptions};
use crate::render::ansi::Terminal;
use formcheck_core::quiz::{ActError, Keeper, Seed, Session};
use formcheck_core::rulebook::Rulebook;
use formcheck_study::StudyError;

#[expect(clippy::struct_excessive_bools, reason = "switches, each on its own")]
#[derive(Debug)]
pub struct QuizOptions {
    /// A quiz, an exercise or a mistake; none: a mix.
    pub id: Option<String>,
    pub seed: Option<u64>,
    pub items: Option<u32>,
    /// Whether reps are told in words from the start.
    pub words: bool,
    /// Whether the result tells the marks by exercise and kind.
    pub tables: bool,
    /// Whether no answer goes into the history.
    pub keep_nothing: bool,
    pub jsonl: bool,
}

pub fn run(options: &QuizOptions, settings: &RunSettings) -> Ran {
    let book = open(settings)?;
    let seed = options.seed.map(Seed).map_or_else(fresh_seed, Ok)?;
    let sitting = drawn(&book, options.id.as_deref(), options.items, seed)?;
    let mut session = Session::new(sitting);
    let clock = profile::clock(settings)?;
    if !options.jsonl && screen::is_wanted(settings) {
        let opening = Opening::Quiz { session: Box::new(session), keeps: !options.keep_nothing };
        return screen::run(&book, settings, &clock, opening, !options.words);
    }
    let now = || clock.now();
    let keeps = !options.keep_nothing;
    let mut keeper = QuizKeeper::of(&book, &session, profile::place(settings), keeps, &now);
    if options.jsonl {
        let mut about = Map::new();
        about.insert("kept".into(), json!(keeper.keeps()));
        jsonl::session::play::<_, AppError>(
            &book,
            &mut session,
            &mut keeper,
            about,
            io::stdin().lock(),
            &mut io::stdout().lock(),
        )?;
    } else {
        play(&book, &mut session, &mut keeper, options.tables)?;
    }
    keeper.close(&session)?;
    Ok(outcome(&session.score()))
}

/// In plain lines. Ctrl-C ends it with the result so far.
fn play(
    book: &Rulebook,
    session: &mut Session,
    keeper: &mut QuizKeeper<'_>,
    tables: bool,
) -> Result<(), AppError> {
    let exit_message = ExitMessage::new("Stopped. Nothing was answered.\n".to_owned());
    let terminal = Terminal::stdout();
    let start = session::start(book, session.sitting(), &keeper.promise());
    let options = ResultOptions { tables, keeps: keeper.keeps() };
    let result = |session: &Session| session::result(book, session.sitting(), &session.score(), options);
    let mut line = LineSession {
        book,
        input: BufReader::new(io::stdin()),
        out: io::stdout(),
        terminal,
        echo: !io::stdin().is_terminal(),
        start: &start,
        result: &result,
    };
    let so_far =
        |session: &Session| exit_message.set(format!("Stopped.\n{}", terminal.text(&result(session))));
    line.play::<_, AppError>(session, &mut SoFar { keeper, told: &so_far })?;
    Ok(())
}

/// Keeps what its keeper keeps, and tells how far it went, for an interruption.
struct SoFar<'k, 'a> {
    keeper: &'k mut QuizKeeper<'a>,
    told: &'k dyn Fn(&Session),
}

impl Keeper for SoFar<'_, '_> {
    type Error = StudyError;

    fn asked(&mut self, session: &Session) -> Result<(), StudyError> {
        self.keeper.asked(session)
    }

    fn answered(&mut self, session: &Session, n: usize, taken: Duration) -> Result<(), StudyError> {
        self.keeper.answered(session, n, taken)
    }

    fn settled(&mut self, session: &Session, n: usize, meant: bool) -> Result<(), StudyError> {
        self.keeper.settled(session, n, meant)
    }

    fn told(&mut self, session: &Session) {
        (self.told)(session);
    }

    fn undo(&mut self, session: &mut Session) -> Result<(), ActError<StudyError>> {
        self.keeper.undo(session)
    }

    fn taken_back(&self) -> &'static str {
        self.keeper.taken_back()
    }

    fn skip(&mut self, session: &mut Session) -> Result<(), ActError<StudyError>> {
        self.keeper.skip(session)
    }
}

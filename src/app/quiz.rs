//! `formcheck quiz [ID]`: one quiz, in plain lines or over JSON lines.

use std::convert::Infallible;
use std::io::{self, BufReader, IsTerminal as _};

use crate::app::clock::WallClock;
use crate::app::interrupt::ExitMessage;
use crate::app::session::screen::{self, Opening};
use crate::app::sitting::{drawn, fresh_seed, outcome};
use crate::app::{AppError, Ran, RunSettings, open};
use crate::face::jsonl;
use crate::face::line::session::LineSession;
use crate::pages::session;
use crate::render::ansi::Terminal;
use formcheck_core::quiz::{Keeper, Seed, Session, Unkept};
use formcheck_core::rulebook::Rulebook;

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
    pub jsonl: bool,
}

pub fn run(options: &QuizOptions, settings: &RunSettings) -> Ran {
    let book = open(settings)?;
    let seed = options.seed.map(Seed).map_or_else(fresh_seed, Ok)?;
    let sitting = drawn(&book, options.id.as_deref(), options.items, seed)?;
    let mut session = Session::new(sitting);
    if options.jsonl {
        jsonl::session::play::<_, AppError>(
            &book,
            &mut session,
            &mut Unkept,
            (),
            io::stdin().lock(),
            &mut io::stdout().lock(),
        )?;
    } else if screen::is_wanted(settings) {
        let clock = WallClock::start()?;
        return screen::run(&book, settings, &clock, Opening::Quiz(Box::new(session)), !options.words);
    } else {
        play(&book, &mut session, options.tables)?;
    }
    Ok(outcome(&session.score()))
}

/// In plain lines. Ctrl-C ends it with the result so far.
fn play(book: &Rulebook, session: &mut Session, tables: bool) -> Result<(), AppError> {
    let exit_message = ExitMessage::new("Stopped. Nothing was answered.\n".to_owned());
    let terminal = Terminal::stdout();
    let start = session::start(book, session.sitting());
    let result = |session: &Session| session::result(book, session.sitting(), &session.score(), tables);
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
    line.play::<_, AppError>(session, &mut SoFar(&so_far))?;
    Ok(())
}

/// Keeps nothing either, but is told how far it went, for an interruption.
struct SoFar<'a>(&'a dyn Fn(&Session));

impl Keeper for SoFar<'_> {
    type Error = Infallible;

    fn told(&mut self, session: &Session) {
        (self.0)(session);
    }
}

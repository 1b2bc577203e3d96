//! When the full screen is used, and how it begins and ends. Who hosts it is in `host`.

use std::io;
use std::time::Duration;

use crate::app::clock::WallClock;
use crate::app::session::host::{Preset, SessionHost};
use crate::app::settings::Draw;
use crate::app::{Ran, RunSettings, check, drawing, is_interactive, profile, put};
use crate::face::full::{
    Begin, DisplayOptions, Effect, Ending, Playback, SMALLEST, Screen, State, WayOn, fits, play,
};
use crate::face::line::session::read_line;
use crate::pages::program::call;
use crate::render::pictures::PictureMode;
use formcheck_core::quiz::Session;
use formcheck_core::rulebook::Rulebook;
use formcheck_study::StudyRequest;

/// Why a session is in lines and not in the full screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum WhyLines {
    Asked,
    NoTerminal,
    /// `TERM` names a terminal that moves no cursor, or none.
    Dumb,
    /// The terminal doesn't say how large it is.
    NoSize,
    /// So many columns and rows are too few.
    TooSmall(u16, u16),
}

/// Whether the terminal is one for the full screen, and the person wants it; why not, otherwise.
pub(crate) fn is_for_full_screen(settings: &RunSettings) -> Result<(), WhyLines> {
    if settings.plain {
        return Err(WhyLines::Asked);
    }
    if !is_interactive() {
        return Err(WhyLines::NoTerminal);
    }
    if cfg!(unix) && std::env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb") {
        return Err(WhyLines::Dumb);
    }
    match terminal_size::terminal_size() {
        // A terminal that doesn't know its size says 0 by 0.
        None | Some((terminal_size::Width(0), _) | (_, terminal_size::Height(0))) => Err(WhyLines::NoSize),
        Some((columns, rows)) if !fits(columns.0, rows.0) => Err(WhyLines::TooSmall(columns.0, rows.0)),
        Some(_) => Ok(()),
    }
}

/// The same; says so where the window is too small.
pub(crate) fn is_wanted(settings: &RunSettings) -> bool {
    let why = is_for_full_screen(settings);
    if let Err(WhyLines::TooSmall(columns, rows)) = why
        && !settings.quiet
    {
        let (least, low) = SMALLEST;
        eprintln!(
            "This window is {columns} by {rows}; full screen takes {least} columns by {low} rows. So it is line mode: a larger window gets the full screen."
        );
    }
    why.is_ok()
}

/// What a person asked for on the command line.
pub enum Opening {
    /// The home, with what is asked of study there.
    Home { asked: StudyRequest },
    Study {
        asked: StudyRequest,
        /// Whether to ask again what the person does and has.
        choose: bool,
    },
    Quiz {
        session: Box<Session>,
        /// Whether its answers go into the history.
        keeps: bool,
    },
}

pub fn run(
    book: &Rulebook,
    settings: &RunSettings,
    clock: &WallClock,
    opening: Opening,
    by_eye: bool,
) -> Ran {
    let now = || clock.now();
    let place = profile::place(settings)?;
    let (first, preset) = match opening {
        Opening::Home { asked } => (Effect::Home, Preset { study: asked, ..Preset::default() }),
        Opening::Study { asked, choose } => {
            (Effect::Begin(Begin::Study), Preset { study: asked, choose, ..Preset::default() })
        }
        Opening::Quiz { session, keeps } => {
            let preset = Preset { quiz: Some(session), keep_nothing: !keeps, ..Preset::default() };
            (Effect::Begin(Begin::Quiz(None)), preset)
        }
    };
    let has_home = first == Effect::Home;
    let mut host = SessionHost::new(book, settings, (&place, has_home), &now, preset);
    let mut first = first;
    loop {
        let (mode, answers) = drawing::in_full_screen(settings);
        let mut state = State { has_home, by_eye, ..state(book, settings, mode) };
        let ending = play(&mut state, &mut host, first, &answers)?;
        if ending != Ending::Film {
            return host.leave(ending);
        }
        if let Err(error) = check::film(book, settings) {
            error.report();
        }
        put("\nPress Enter to go back to the home: ")?;
        if read_line(&mut io::stdin().lock())?.is_none() {
            return host.leave(Ending::Left);
        }
        first = Effect::Home;
    }
}

/// The screen before anything is on it, for a terminal that shows pictures so.
pub fn state<'b>(book: &'b Rulebook, settings: &RunSettings, pictures: PictureMode) -> State<'b> {
    State {
        book,
        look: look(settings, pictures),
        size: (0, 0),
        screen: Screen::Waiting,
        help: false,
        message: None,
        has_home: false,
        by_eye: false,
        way_on: WayOn { in_lines: call("--plain"), keeps: true },
        pictures: settings.draw != Draw::None,
        turned: None,
        rep: 0,
        playback: Playback::new(settings.may_move()),
        clean_alone: false,
        time: Duration::ZERO,
    }
}

fn look(settings: &RunSettings, pictures: PictureMode) -> DisplayOptions {
    DisplayOptions { colour: drawing::is_coloured(settings), unicode: drawing::has_utf8(), pictures }
}

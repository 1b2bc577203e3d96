//! When the full screen is used, and how it begins and ends. What it is played with is in `stage`.

pub(super) mod fault;
mod home;
mod round;
mod stage;

use std::io::{self, IsTerminal as _};
use std::time::Duration;

use super::clock::Clock;
use super::{Colour, Global, Ran, drawing, profile};
use crate::face::full::{Begin, Effect, Look, SMALLEST, Screen, State, fits, play};
use formcheck_core::quiz::Session;
use formcheck_core::rulebook::Rulebook;
use formcheck_study::Request;
use stage::{Backstage, Plan};

/// Whether the terminal is one for the full screen, and the person wants it. Says so where it is too small.
pub(super) fn is_wanted(global: &Global) -> bool {
    let dumb = std::env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb");
    let no_terminal = cfg!(unix) && dumb;
    if global.plain || no_terminal || !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return false;
    }
    let Some((terminal_size::Width(columns), terminal_size::Height(rows))) = terminal_size::terminal_size()
    else {
        return false;
    };
    // A terminal that doesn't know its size says 0 by 0.
    if columns == 0 || rows == 0 {
        return false;
    }
    if !fits(columns, rows) {
        if !global.quiet {
            let (least, low) = SMALLEST;
            eprintln!(
                "This window is {columns} by {rows}; full screen takes {least} columns by {low} rows. So it is line mode: a larger window gets the full screen."
            );
        }
        return false;
    }
    true
}

/// What a person asked for on the command line.
pub(super) enum Wanted {
    /// The home, with what is asked of study there.
    Home {
        /// What is asked of it.
        asked: Request,
    },
    /// A study session.
    Study {
        /// What is asked of it.
        asked: Request,
        /// Whether to ask again what the person does and has.
        choose: bool,
    },
    /// A quiz.
    Quiz(Box<Session>),
}

/// Runs the full screen.
pub(super) fn run(book: &Rulebook, global: &Global, clock: &Clock, wanted: Wanted, by_eye: bool) -> Ran {
    let now = || clock.now();
    let place = profile::place(global)?;
    let (first, plan) = match wanted {
        Wanted::Home { asked } => (Effect::Home, Plan { study: asked, ..Plan::default() }),
        Wanted::Study { asked, choose } => {
            (Effect::Begin(Begin::Study), Plan { study: asked, choose, waiting: None })
        }
        Wanted::Quiz(session) => {
            (Effect::Begin(Begin::Quiz(None)), Plan { waiting: Some(session), ..Plan::default() })
        }
    };
    let has_home = first == Effect::Home;
    let mut back = Backstage::new(book, global, (&place, has_home), &now, plan);
    let mut state = State { has_home, by_eye, ..state(book, global) };
    let ending = play(&mut state, &mut back, first).map_err(fault::told)?;
    back.leave(ending)
}

/// What the full screen begins with.
pub(super) fn state<'b>(book: &'b Rulebook, global: &Global) -> State<'b> {
    State {
        book,
        look: look(global),
        size: (0, 0),
        screen: Screen::Waiting,
        help: false,
        message: None,
        has_home: false,
        by_eye: false,
        pictures: true,
        time: Duration::ZERO,
    }
}

fn look(global: &Global) -> Look {
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty());
    let colour = match global.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => !no_colour,
    };
    Look { colour, unicode: drawing::has_utf8(), motion: global.may_move() }
}

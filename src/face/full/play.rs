//! The loop: wait for an event, update, have effects done, draw. It sleeps while nothing happens and nothing moves.
//!
//! Keys are read on a thread of their own, and all that have come are taken before the next drawing: none waits for one.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{self, Event as TerminalEvent, KeyEventKind};
use ratatui::crossterm::terminal::size;
use ratatui::layout::Rect;

use super::drawing;
use super::state::{Effect, EffectResult, Event, Screen, State};
use super::terminal::{TerminalGuard, give_back};
use super::update::update;
use super::view::view;

/// The program behind the screen: it does what is wanted, and tells what came of it.
pub trait EffectHandler<'b> {
    /// Why it can't go on.
    type Error: From<io::Error>;

    /// Does it. An answer is kept when this returns.
    ///
    /// # Errors
    /// If what has to be kept can't be; nothing goes on then.
    fn perform(&mut self, effect: Effect, time: Duration) -> Result<Vec<EffectResult<'b>>, Self::Error>;
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// By themselves, or there was nothing more.
    Left,
    /// They broke off, or the system wanted it.
    Stopped,
}

/// How long to wait for the thread that reads keys: on a terminal that is gone it may never end.
const PARTING: Duration = Duration::from_millis(200);

/// What comes in from outside.
enum LoopInput {
    Terminal(io::Result<TerminalEvent>),
    Stop,
    Suspend,
}

/// Plays until the person leaves, beginning with an effect. The terminal is given back in any case.
///
/// # Errors
/// If the terminal can't be read or drawn on, or the handler can't go on.
pub fn play<'b, H: EffectHandler<'b>>(
    state: &mut State<'b>,
    handler: &mut H,
    first: Effect,
) -> Result<Ending, H::Error> {
    let guard = TerminalGuard::take()?;
    let mut terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    let began = Instant::now();
    let threads = InputThreads::open()?;
    let (columns, rows) = size()?;
    state.size = (columns, rows);
    if let Some(ending) = perform(state, handler, &guard, vec![first], began)? {
        return Ok(ending);
    }
    loop {
        terminal.draw(|frame| view(state, frame))?;
        // Everything that has come is taken before the next drawing.
        let mut next = wait(state, &threads.receiver)?;
        loop {
            let effects = update(state, Event::Time(began.elapsed()));
            if let Some(ending) = perform(state, handler, &guard, effects, began)? {
                return Ok(ending);
            }
            let Some(one) = next.take() else { break };
            let was_lent = matches!(&one, LoopInput::Suspend);
            let effects = match take(one)? {
                Some(event) => update(state, event),
                None if was_lent => vec![Effect::Suspend],
                None => vec![],
            };
            let redraw = effects.contains(&Effect::Suspend);
            if let Some(ending) = perform(state, handler, &guard, effects, began)? {
                return Ok(ending);
            }
            if redraw {
                // Everything is drawn anew. Not by `clear`: it asks where the cursor is, and the other thread would take the
                // answer for a key.
                let (columns, rows) = state.size;
                terminal.resize(Rect::new(0, 0, columns, rows))?;
            }
            next = threads.receiver.try_recv().ok();
        }
    }
}

/// What comes in; none if only time has passed.
fn wait(state: &State<'_>, incoming: &Receiver<LoopInput>) -> io::Result<Option<LoopInput>> {
    let gone = || io::Error::other("the terminal can't be read any more");
    match beat(state) {
        Some(beat) => match incoming.recv_timeout(beat) {
            Ok(one) => Ok(Some(one)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(gone()),
        },
        None => incoming.recv().map(Some).map_err(|_| gone()),
    }
}

/// How long the screen stays right by itself; none for as long as nothing happens.
fn beat(state: &State<'_>) -> Option<Duration> {
    if let Screen::Exam(sat) = &state.screen {
        // Its time may run out while the help is read or the window is too small.
        return sat.is_timed().then_some(Duration::from_secs(1));
    }
    if !super::fits(state.size.0, state.size.1) || state.help {
        return None;
    }
    let (drawing, until) = match &state.screen {
        Screen::Question(question) => (question.drawing.is_some(), question.asked.until),
        Screen::Feedback { told, .. } => (told.drawing.is_some(), told.until),
        Screen::Page { drawing, .. } => (drawing.is_some(), None),
        _ => (false, None),
    };
    if drawing && state.pictures && state.look.motion {
        return Some(drawing::BEAT);
    }
    until.map(|_| Duration::from_secs(1))
}

fn take<'b>(incoming: LoopInput) -> io::Result<Option<Event<'b>>> {
    match incoming {
        LoopInput::Stop => Ok(Some(Event::Terminated)),
        LoopInput::Suspend => Ok(None),
        LoopInput::Terminal(seen) => Ok(match seen? {
            TerminalEvent::Key(key) if key.kind != KeyEventKind::Release => Some(Event::Key(key)),
            TerminalEvent::Resize(columns, rows) => Some(Event::Size(columns, rows)),
            _ => None,
        }),
    }
}

/// Has effects done, and what comes of them heard; how it ends, if it does.
fn perform<'b, H: EffectHandler<'b>>(
    state: &mut State<'b>,
    handler: &mut H,
    guard: &TerminalGuard,
    effects: Vec<Effect>,
    began: Instant,
) -> Result<Option<Ending>, H::Error> {
    for effect in effects {
        match effect {
            Effect::Leave { stopped } => {
                return Ok(Some(if stopped { Ending::Stopped } else { Ending::Left }));
            }
            Effect::Suspend => {
                guard.lend();
                signals::stop()?;
                guard.again()?;
                let (columns, rows) = size()?;
                update(state, Event::Size(columns, rows));
            }
            wanted => {
                for news in handler.perform(wanted, began.elapsed())? {
                    update(state, Event::Time(began.elapsed()));
                    update(state, Event::EffectResult(news));
                }
            }
        }
    }
    Ok(None)
}

/// What listens to the terminal and to the system.
struct InputThreads {
    receiver: Receiver<LoopInput>,
    /// Says nothing, and ends with the thread that reads keys.
    reading: Receiver<()>,
}

impl InputThreads {
    fn open() -> io::Result<InputThreads> {
        let (sender, receiver) = channel();
        let (while_reading, reading) = channel();
        signals::listen(sender.clone())?;
        thread::spawn(move || {
            let _while_reading: Sender<()> = while_reading;
            loop {
                let seen = event::read();
                let is_over = seen.is_err();
                if sender.send(LoopInput::Terminal(seen)).is_err() || is_over {
                    return;
                }
            }
        });
        Ok(InputThreads { receiver, reading })
    }
}

impl Drop for InputThreads {
    /// Stops reading keys: what is typed from now on, such as a passphrase, is for whoever asks for it.
    fn drop(&mut self) {
        // Nobody hears what the thread reads next, and then it ends.
        drop(std::mem::replace(&mut self.receiver, channel().1));
        signals::wake();
        let _ = self.reading.recv_timeout(PARTING);
    }
}

#[cfg(unix)]
mod signals {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::{emulate_default_handler, raise};

    use super::{LoopInput, Sender, give_back, io, thread};

    pub(super) fn listen(sender: Sender<LoopInput>) -> io::Result<()> {
        let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM, SIGTSTP])?;
        thread::spawn(move || {
            for signal in signals.forever() {
                let incoming = if signal == SIGTSTP { LoopInput::Suspend } else { LoopInput::Stop };
                if sender.send(incoming).is_err() {
                    // The full screen is left, or about to be, and the signal means what it means to any program.
                    give_back();
                    let _ = emulate_default_handler(signal);
                }
            }
        });
        Ok(())
    }

    /// Wakes the thread that reads keys, as a window of another size does.
    pub(super) fn wake() {
        let _ = raise(SIGWINCH);
    }

    /// Stops the program until the shell lets it go on.
    pub(super) fn stop() -> io::Result<()> {
        emulate_default_handler(SIGTSTP)
    }
}

/// Where there are no such signals.
#[cfg(not(unix))]
mod signals {
    use super::{LoopInput, Sender, io};

    pub(super) fn listen(_: Sender<LoopInput>) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn stop() -> io::Result<()> {
        Ok(())
    }

    pub(super) fn wake() {}
}

//! The loop: wait for an event, update, have effects done, draw. It sleeps while nothing happens and nothing moves.
//!
//! Keys are read on a thread of their own, and all that have come are taken before the next drawing: none waits for one.

use std::collections::VecDeque;
use std::io::{self, Write as _};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{
    self, Event as TerminalEvent, KeyCode, KeyEvent, KeyEventKind, KeyModifiers,
};
use ratatui::crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate, size};
use ratatui::crossterm::{execute, queue};
use ratatui::layout::Rect;

use super::playback::BEAT;
use super::reels::{PlacedImage, Reels};
use super::state::{Effect, EffectResult, Event, Screen, State};
use super::terminal::{TerminalGuard, give_back};
use super::update::update;
use super::view::{self, view};
use crate::face::display::{Answers, LateAnswers};

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
    /// For as long as a set that was filmed is checked.
    Film,
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
    answers: &Answers,
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
    for key in typed(&answers.typed) {
        let effects = update(state, Event::Key(key));
        if let Some(ending) = perform(state, handler, &guard, effects, began)? {
            return Ok(ending);
        }
    }
    let mut late = LateAnswers::new(answers.asked && !answers.complete, Instant::now());
    let (mut reels, mut on_top) = (Reels::new(), Vec::new());
    loop {
        let drawn = Instant::now();
        draw(state, &mut reels, &mut on_top, &mut terminal)?;
        // Everything that has come is taken before the next drawing.
        let mut next = wait(state, &threads.receiver, drawn)?;
        loop {
            let effects = update(state, Event::Time(began.elapsed()));
            if let Some(ending) = perform(state, handler, &guard, effects, began)? {
                return Ok(ending);
            }
            let Some(one) = next.take() else { break };
            let was_lent = matches!(&one, LoopInput::Suspend);
            let effects = match take(one)? {
                Some(Event::Key(key)) if late.takes(key, Instant::now()) => vec![],
                Some(event) => {
                    if matches!(event, Event::Size(..)) {
                        // A window of another size is wiped, images and all.
                        on_top.clear();
                    }
                    update(state, event)
                }
                None if was_lent => vec![Effect::Suspend],
                None => vec![],
            };
            let redraw = effects.contains(&Effect::Suspend) || effects.contains(&Effect::Redraw);
            if let Some(ending) = perform(state, handler, &guard, effects, began)? {
                return Ok(ending);
            }
            if redraw {
                // Everything is drawn anew. Not by `clear`: it asks where the cursor is, and the other thread would take the
                // answer for a key.
                let (columns, rows) = state.size;
                terminal.resize(Rect::new(0, 0, columns, rows))?;
                on_top.clear();
            }
            next = threads.receiver.try_recv().ok();
        }
    }
}

/// Draws the screen, and lays its images over it: as one update, so that nobody sees half of it where the terminal knows
/// how to wait for the rest (private mode 2026; others pass over it).
fn draw(
    state: &State<'_>,
    reels: &mut Reels,
    on_top: &mut Vec<PlacedImage>,
    terminal: &mut Terminal<CrosstermBackend<io::Stdout>>,
) -> io::Result<()> {
    queue!(io::stdout(), BeginSynchronizedUpdate)?;
    let drawn = draw_parts(state, reels, on_top, terminal);
    execute!(io::stdout(), EndSynchronizedUpdate)?;
    drawn
}

fn draw_parts(
    state: &State<'_>,
    reels: &mut Reels,
    on_top: &mut Vec<PlacedImage>,
    terminal: &mut Terminal<CrosstermBackend<io::Stdout>>,
) -> io::Result<()> {
    terminal.draw(|frame| view(state, reels, frame))?;
    if *on_top == reels.images {
        return Ok(());
    }
    let places = |images: &[PlacedImage]| images.iter().map(|image| image.area).collect::<Vec<_>>();
    let mut out = io::stdout().lock();
    if places(on_top) != places(&reels.images) {
        if let Some(display) = state.look.pictures.pixels {
            out.write_all(display.removed(on_top.len()).as_bytes())?;
            out.flush()?;
        }
        // What lies under an image that goes is drawn anew. Not by `clear`: it asks where the cursor is.
        let (columns, rows) = state.size;
        terminal.resize(Rect::new(0, 0, columns, rows))?;
        terminal.draw(|frame| view(state, reels, frame))?;
        on_top.clear();
    }
    for image in reels.images.iter().filter(|image| !on_top.contains(image)) {
        let (column, row) = (image.area.x + 1, image.area.y + 1);
        write!(out, "\x1b7\x1b[{row};{column}H{}\x1b8", image.code)?;
    }
    out.flush()?;
    on_top.clone_from(&reels.images);
    Ok(())
}

/// The keys that somebody typed while the terminal was asked what it can.
pub(super) fn typed(bytes: &[u8]) -> Vec<KeyEvent> {
    let key = |letter: char| match letter {
        '\r' | '\n' => KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE),
        '\t' => KeyEvent::new(KeyCode::Tab, KeyModifiers::NONE),
        '\x7f' => KeyEvent::new(KeyCode::Backspace, KeyModifiers::NONE),
        '\x03' => KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL),
        letter => KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE),
    };
    let text = String::from_utf8_lossy(bytes);
    // Keys with names come as whole sequences, and nobody presses one before there is anything to see.
    let mut letters = text.chars();
    let mut keys = Vec::new();
    while let Some(letter) = letters.next() {
        if letter == '\x1b' {
            letters.by_ref().take(2).for_each(drop);
        } else {
            keys.push(key(letter));
        }
    }
    keys
}

/// What comes in; none if only time has passed since the screen was drawn.
fn wait(state: &State<'_>, incoming: &Receiver<LoopInput>, drawn: Instant) -> io::Result<Option<LoopInput>> {
    let gone = || io::Error::other("the terminal can't be read any more");
    match beat(state) {
        Some(beat) => match incoming.recv_timeout(beat.saturating_sub(drawn.elapsed())) {
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
    if state.playback.is_moving() && view::has_picture(state) {
        // Images are many bytes: every second frame of them is enough.
        return Some(if state.look.pictures.pixels.is_some() { BEAT * 2 } else { BEAT });
    }
    let until = match &state.screen {
        Screen::Question(question) => question.asked.until,
        Screen::Feedback { told, .. } => told.until,
        _ => None,
    };
    until.map(|_| Duration::from_secs(1))
}

fn take<'b>(incoming: LoopInput) -> io::Result<Option<Event<'b>>> {
    match incoming {
        LoopInput::Stop => Ok(Some(Event::Terminated)),
        LoopInput::Suspend => Ok(None),
        LoopInput::Terminal(seen) => Ok(match seen? {
            TerminalEvent::Key(key) if key.kind != KeyEventKind::Release => Some(Event::Key(key)),
            TerminalEvent::Paste(text) => Some(Event::Paste(text)),
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
    let mut wanted = VecDeque::from(effects);
    while let Some(effect) = wanted.pop_front() {
        match effect {
            Effect::Leave { stopped } => {
                return Ok(Some(if stopped { Ending::Stopped } else { Ending::Left }));
            }
            Effect::Film => return Ok(Some(Ending::Film)),
            Effect::Suspend => {
                guard.lend();
                signals::stop()?;
                guard.again()?;
                let (columns, rows) = size()?;
                wanted.extend(update(state, Event::Size(columns, rows)));
            }
            // Who draws does it.
            Effect::Redraw => {}
            effect => {
                for news in handler.perform(effect, began.elapsed())? {
                    wanted.extend(update(state, Event::Time(began.elapsed())));
                    wanted.extend(update(state, Event::EffectResult(news)));
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

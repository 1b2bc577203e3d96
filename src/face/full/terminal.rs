//! The terminal is taken, and always given back: at the end, on an error, on a panic, and for the shell.

use std::io::{self, Write as _};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::crossterm::cursor::{Hide, Show};
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::execute;
use ratatui::crossterm::style::ResetColor;
use ratatui::crossterm::terminal::{
    Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};

use crate::face::display::settle;

/// Whether the terminal is ours now.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Holds the terminal; gives it back when it is dropped.
pub struct TerminalGuard {
    _only_here: (),
}

impl TerminalGuard {
    /// Takes the terminal: no echo, no line buffer, the other screen, no cursor. A panic gives it back before it is told.
    ///
    /// # Errors
    /// If the terminal can't be taken; then it is as it was.
    pub fn take() -> io::Result<TerminalGuard> {
        let told = panic::take_hook();
        panic::set_hook(Box::new(move |fault| {
            give_back();
            told(fault);
        }));
        let guard = TerminalGuard { _only_here: () };
        guard.again()?;
        Ok(guard)
    }

    /// Takes the terminal again, after it was lent.
    #[expect(clippy::unused_self, reason = "only who holds the terminal may take it again")]
    pub(super) fn again(&self) -> io::Result<()> {
        // Marked first: whatever is half done when something fails is undone.
        TAKEN.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        // Where a killed program left the other screen, taking it wipes nothing.
        execute!(io::stdout(), EnterAlternateScreen, Clear(ClearType::All), EnableBracketedPaste, Hide)
    }

    /// Lends it to the shell.
    #[expect(clippy::unused_self, reason = "only who holds the terminal may lend it")]
    pub(super) fn lend(&self) {
        give_back();
    }
}

impl Drop for TerminalGuard {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back, once. A terminal that is gone can't be told, and nobody sees it.
pub fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    // A panic may come in the middle of a drawing.
    let _ =
        execute!(out, EndSynchronizedUpdate, ResetColor, DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = out.flush();
    let _ = disable_raw_mode();
    // Who leaves at once leaves before a slow terminal has answered.
    settle();
}

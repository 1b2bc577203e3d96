//! A bar on stderr for work that a person waits for: none for the first half second, none where nobody sees it.

use std::io::{self, IsTerminal as _};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::app::RunSettings;

/// Work that takes longer than this shows a progress bar.
pub(crate) const PATIENCE: Duration = Duration::from_millis(500);
/// How often the bar shows that the program is alive, though a step takes long.
const TICK: Duration = Duration::from_millis(100);

/// Whether a bar would be seen and is wanted.
pub(crate) fn is_wanted(settings: &RunSettings) -> bool {
    io::stderr().is_terminal() && !settings.quiet && !settings.plain
}

/// A bar over a known number of steps. It is taken away when this is dropped.
pub(crate) struct ProgressSteps {
    shown: Option<(ProgressBar, Sender<()>, JoinHandle<()>)>,
}

impl ProgressSteps {
    /// Starts to wait; the bar comes when [`PATIENCE`] is over.
    pub(crate) fn new(what: &'static str, steps: usize, settings: &RunSettings) -> ProgressSteps {
        if !is_wanted(settings) {
            return ProgressSteps { shown: None };
        }
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {percent} %, {elapsed}") {
            bar.set_style(style);
        }
        bar.set_message(what);
        let (end, ended) = channel();
        let late = bar.clone();
        let waiter = std::thread::spawn(move || show_late(&late, &ended));
        ProgressSteps { shown: Some((bar, end, waiter)) }
    }

    pub(crate) fn step(&self) {
        if let Some((bar, ..)) = &self.shown {
            bar.inc(1);
        }
    }
}

fn show_late(bar: &ProgressBar, ended: &Receiver<()>) {
    if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
        bar.set_draw_target(ProgressDrawTarget::stderr());
        bar.enable_steady_tick(TICK);
    }
}

impl Drop for ProgressSteps {
    fn drop(&mut self) {
        if let Some((bar, end, waiter)) = self.shown.take() {
            // The waiter may be gone already: then it has shown the bar.
            let _ = end.send(());
            let _ = waiter.join();
            bar.finish_and_clear();
        }
    }
}

//! Ctrl-C in line mode: a last line, and the exit code of an interrupted run.

use std::io::{self, IsTerminal as _};
use std::sync::{Arc, Mutex};

use crate::app::{Outcome, put};

/// What is said if the person breaks off now; it can be changed while one goes on.
#[derive(Clone)]
pub(crate) struct ExitMessage(Arc<Mutex<String>>);

impl ExitMessage {
    /// From now on Ctrl-C at a terminal says this and ends the program.
    pub(crate) fn new(text: String) -> ExitMessage {
        let word = ExitMessage(Arc::new(Mutex::new(text)));
        if io::stdin().is_terminal() {
            let told = word.clone();
            // Without a handler Ctrl-C still ends the program, only less politely.
            let _ = ctrlc::set_handler(move || {
                let text = told.0.lock().map(|text| text.clone()).unwrap_or_default();
                let _ = put(&format!("\n\n{text}"));
                std::process::exit(i32::from(Outcome::Interrupted.code()));
            });
        }
        word
    }

    pub(crate) fn set(&self, text: String) {
        if let Ok(mut word) = self.0.lock() {
            *word = text;
        }
    }
}

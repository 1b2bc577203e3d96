//! A talk in plain lines: a question, its choices with numbers, a line to answer in. A screen reader gets all of it.
//!
//! Must not know what is asked, or what is written in the end.

use std::io::{self, BufRead, Write};

use super::session::read_line;
use crate::render::ansi::{Terminal, figure};
use crate::render::pictures::PictureMode;
use formcheck_authoring::new::talk::{Choice, HOW, Prompt, Talk};
use formcheck_core::rulebook::words::clean;

/// Where a talk is held.
pub struct LineTalk<R, W> {
    pub input: R,
    pub out: W,
    pub terminal: Terminal,
    /// Whether to write down what was typed, because no terminal shows it.
    pub echo: bool,
    /// How reps are drawn; none: they are told in words alone.
    pub pictures: Option<PictureMode>,
}

impl<R: BufRead, W: Write> LineTalk<R, W> {
    /// Talks until all is said; false if the person left, or the input ended.
    ///
    /// # Errors
    /// If reading or writing fails.
    pub fn play(&mut self, talk: &mut Talk, start: &str) -> io::Result<bool> {
        self.say(start)?;
        let mut asks = true;
        while let Some(prompt) = talk.prompt() {
            if asks {
                self.draw(talk)?;
                self.ask(&prompt)?;
            }
            write!(self.out, "> ")?;
            self.out.flush()?;
            let Some(line) = read_line(&mut self.input)? else {
                writeln!(self.out)?;
                return Ok(false);
            };
            let typed = clean(line.trim()).into_owned();
            if self.echo {
                writeln!(self.out, "{typed}")?;
            }
            asks = match typed.as_str() {
                "q" | "quit" => return Ok(false),
                "?" | "help" => {
                    self.say(&format!("{} {HOW}", talk.help()))?;
                    false
                }
                "back" => {
                    let told = talk.back();
                    self.refused(told)?
                }
                _ => match talk.take(&typed) {
                    Ok(Some(told)) => {
                        self.say(&told)?;
                        true
                    }
                    told => self.refused(told.map(|_| ()))?,
                },
            };
        }
        Ok(true)
    }

    /// Says why something was not taken; whether to ask (again, or what comes next).
    fn refused(&mut self, told: Result<(), String>) -> io::Result<bool> {
        match told {
            Ok(()) => Ok(true),
            Err(wanted) => self.say(&wanted).map(|()| false),
        }
    }

    fn ask(&mut self, prompt: &Prompt) -> io::Result<()> {
        writeln!(self.out)?;
        self.say(&prompt.text)?;
        for (at, choice) in prompt.choices.iter().enumerate() {
            let head = format!("{:>3}. ", at + 1);
            let wrapped = self.terminal.wrap(&shown(choice)).replace('\n', "\n     ");
            writeln!(self.out, "{head}{wrapped}")?;
        }
        match on_enter(prompt) {
            Some(text) => self.say(&text),
            None => Ok(()),
        }
    }

    /// The reps that are asked about, side by side where there is room; of two the first time only.
    fn draw(&mut self, talk: &Talk) -> io::Result<()> {
        let (Some(mode), Some(book), Some((reps, at))) = (self.pictures, talk.book(), talk.reps()) else {
            return Ok(());
        };
        if at > 0 {
            return Ok(());
        }
        let shown: Vec<_> = reps.iter().map(|rep| (rep.exercise, rep.shown.as_slice())).collect();
        write!(self.out, "\n{}", figure::beside(book, &shown, mode, self.terminal))
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", self.terminal.wrap(text))
    }
}

/// A choice as it is shown: its word, and what it means.
pub fn shown(choice: &Choice) -> String {
    let Choice { word, say } = choice;
    if word == say || say.contains(word.as_str()) { say.clone() } else { format!("{word}: {say}") }
}

/// What Enter alone says.
pub fn on_enter(prompt: &Prompt) -> Option<String> {
    let default = prompt.default.as_ref()?;
    let means = prompt.default_means.as_ref().unwrap_or(default);
    if means.is_empty() { None } else { Some(format!("(Enter: {means})")) }
}

//! Words and marks of lines that a command writes by itself. Pages have roles instead.

use formcheck_core::page::Role;

pub use crate::render::columns::{columns, pad, wrap, wrap_between};
pub use formcheck_core::rulebook::words::{and_list, clean, count, or_list, sentence};

use super::{Terminal, paint};

/// How many columns to write in.
pub fn width() -> usize {
    Terminal::stdout().width
}

pub fn good(text: &str) -> String {
    paint(text, Role::Good)
}

pub fn bad(text: &str) -> String {
    paint(text, Role::Bad)
}

/// A word to type, or a label.
pub fn key(text: &str) -> String {
    paint(text, Role::Key)
}

/// What the system says of a failed read or write, without its error number.
pub fn plain_error(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

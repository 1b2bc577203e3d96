//! Stdout, stderr and their colours.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use crate::render::ansi::{Terminal, style};
use formcheck_core::page::Page;

pub fn put(text: &str) -> io::Result<()> {
    put_bytes(text.as_bytes())
}

/// Writes what may be no text to stdout.
pub(crate) fn put_bytes(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()
}

/// Says something on stderr that is worth knowing and is no fault.
pub(crate) fn remark(text: &str) {
    let mut stderr = io::stderr().lock();
    let width = if stderr.is_terminal() { style::width() } else { usize::MAX };
    // Nowhere to say it if stderr is closed too.
    let _ = writeln!(stderr, "{}", style::wrap_between(text, width, "", ""));
}

/// Writes a page to stdout.
pub(crate) fn put_page(page: &Page) -> io::Result<()> {
    put(&Terminal::stdout().text(page))
}

/// Says what went wrong and what to do, on stderr.
pub fn complain(what: &str, help: &str) {
    let mut stderr = io::stderr().lock();
    // Nowhere to say it if stderr is closed too.
    let width = if stderr.is_terminal() { style::width() } else { usize::MAX };
    for (label, shown, text) in
        [("error: ", style::bad("error:"), what), ("  try: ", format!("  {}", style::key("try:")), help)]
    {
        if !text.is_empty() {
            let wrapped = style::wrap_between(text, width, label, "    ");
            let _ = writeln!(stderr, "{}", wrapped.replacen(label.trim_end(), &shown, 1));
        }
    }
}

/// Whether there is somebody to talk to.
pub(crate) fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Whether to use colour in text that is not made by `colored`.
pub(crate) fn in_colour() -> bool {
    colored::control::SHOULD_COLORIZE.should_colorize()
}

/// A path or a word as a shell takes it, for a command that somebody may paste.
pub fn quoted(word: impl AsRef<Path>) -> String {
    let shown = word.as_ref().display().to_string();
    // Only a zero byte can't be quoted, and no system has one in a path or an argument.
    shlex::try_quote(&shown).map_or(shown.clone(), std::borrow::Cow::into_owned)
}

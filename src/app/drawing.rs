//! Whether and how a command draws in the terminal it runs in.

use std::io::IsTerminal as _;

use clap::ValueEnum;

use crate::app::RunSettings;
use formcheck_core::figure::Cells;

/// How a figure is drawn in a terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Draw {
    /// Fine dots
    Braille,
    /// Half blocks
    Blocks,
    /// Letters
    Ascii,
    /// Not at all
    None,
}

/// Whether and how to draw here: in a terminal that can, and wherever it is asked for.
pub fn cells(asked: Option<Draw>, settings: &RunSettings) -> Option<Cells> {
    match asked {
        Some(Draw::Braille) => Some(Cells::Braille),
        Some(Draw::Blocks) => Some(Cells::HalfBlocks),
        Some(Draw::Ascii) => Some(Cells::Ascii),
        Some(Draw::None) => None,
        None => {
            let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
            if settings.plain || is_dumb || !std::io::stdout().is_terminal() {
                return None;
            }
            Some(if has_utf8() { Cells::Braille } else { Cells::Ascii })
        }
    }
}

/// Whether the terminal's locale has more letters than ASCII, as the first of these variables that is set says.
pub fn has_utf8() -> bool {
    if cfg!(windows) {
        return true;
    }
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| {
        let value = std::env::var(name).ok()?;
        (!value.is_empty()).then_some(value)
    });
    set.is_none_or(|locale| {
        let locale = locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

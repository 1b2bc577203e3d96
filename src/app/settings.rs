//! What holds for a whole run, however it was asked for.

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use clap::ValueEnum;

/// What holds for a whole run.
#[expect(clippy::struct_excessive_bools, reason = "switches, each on its own")]
#[derive(Clone, Debug, Default)]
pub struct RunSettings {
    /// Folders of packs, beside the built-in ones.
    pub packs: Vec<PathBuf>,
    pub no_built_in: bool,
    /// Of the built-in packs only these, by name; empty: all.
    pub built_in: Vec<String>,
    pub profile: Option<String>,
    /// The folder of histories, keys and the ledger.
    pub data_dir: Option<PathBuf>,
    /// Line mode: no cursor movement, no colour.
    pub plain: bool,
    pub color: Colour,
    pub json: bool,
    pub no_motion: bool,
    pub draw: Draw,
    /// Whether a way to draw was typed: then pictures are also for a pipe.
    pub draws_anywhere: bool,
    pub pixels: Pixels,
    pub background: Background,
    /// Only results, no remarks.
    pub quiet: bool,
}

/// How a picture is put into the cells of a terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub enum Draw {
    /// As the terminal can
    #[default]
    Auto,
    /// Quarter blocks in 16 million colours
    Quadrants,
    /// Half blocks in 16 million colours, for fonts without quarters
    #[value(alias = "blocks")]
    Halves,
    /// Quarter blocks in 256 colours
    #[value(name = "256")]
    Colors256,
    /// Quarter blocks in 16 colours
    #[value(name = "16")]
    Colors16,
    /// Fine dots without colour
    Braille,
    /// Letters
    Ascii,
    /// No pictures
    None,
}

/// Whether pictures are real pixels.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub enum Pixels {
    /// Where the terminal says that it can
    #[default]
    Auto,
    /// Only cells
    Never,
    /// As kitty, Ghostty and Konsole take them
    Kitty,
    /// As xterm, foot and Windows Terminal take them
    Sixel,
    #[value(help = "As iTerm2 and WezTerm take them")]
    Iterm,
}

/// What is behind a picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub enum Background {
    /// As the terminal says
    #[default]
    Auto,
    /// A dark room
    Dark,
    /// A light room
    Light,
}

/// When to use colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub enum Colour {
    /// In a terminal that wants it
    #[default]
    Auto,
    /// Even in a pipe
    Always,
    /// Not at all
    Never,
}

impl RunSettings {
    /// Whether pictures may move: not if the person, or the environment for all programs, asks for stillness.
    pub(crate) fn may_move(&self) -> bool {
        let reduced = std::env::var_os("REDUCED_MOTION").is_some_and(|set| !set.is_empty() && set != "0");
        !self.no_motion && !reduced
    }

    /// Settles whether there is colour in the run.
    pub(crate) fn set_colour(&self) {
        match self.color {
            Colour::Always => colored::control::set_override(true),
            Colour::Never => colored::control::set_override(false),
            Colour::Auto if self.plain || !io::stdout().is_terminal() => {
                colored::control::set_override(false);
            }
            Colour::Auto => {}
        }
    }
}

//! Whether and how a command draws in the terminal it runs in.

use std::io::IsTerminal as _;

use crate::app::RunSettings;
use crate::app::settings::{Background, Colour, Draw, Pixels};
use crate::face::display::{Answers, PictureWish, PixelWish, picture_mode};
use crate::render::pictures::{PictureMode, Protocol};
use formcheck_core::figure::paint::cells::Way;
use formcheck_core::figure::paint::palette::Ground;

/// How to draw in line mode: in a terminal that can, and wherever it is asked for. None is not at all.
pub fn in_lines(settings: &RunSettings) -> Option<PictureMode> {
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let is_terminal = std::io::stdout().is_terminal();
    if settings.draw == Draw::None || !settings.draws_anywhere && (settings.plain || is_dumb || !is_terminal)
    {
        return None;
    }
    let colour = colored::control::SHOULD_COLORIZE.should_colorize();
    Some(picture_mode(wish(settings, colour, is_terminal && std::io::stdin().is_terminal())).0)
}

/// How the full screen draws, and what the terminal answered when it was asked.
pub fn in_full_screen(settings: &RunSettings) -> (PictureMode, Answers) {
    picture_mode(wish(settings, is_coloured(settings), settings.draw != Draw::None))
}

/// How pictures would be drawn here, and what the terminal answered, if there is one that can be asked.
pub fn found(settings: &RunSettings, may_ask: bool) -> (PictureMode, Answers) {
    picture_mode(wish(settings, is_coloured(settings), may_ask))
}

/// Whether the full screen has colours.
pub fn is_coloured(settings: &RunSettings) -> bool {
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty());
    match settings.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => !no_colour,
    }
}

fn wish(settings: &RunSettings, colour: bool, may_ask: bool) -> PictureWish {
    PictureWish {
        way: match settings.draw {
            Draw::Auto | Draw::None => None,
            Draw::Quadrants => Some(Way::Quadrants),
            Draw::Halves => Some(Way::Halves),
            Draw::Colors256 => Some(Way::Colors256),
            Draw::Colors16 => Some(Way::Colors16),
            Draw::Braille => Some(Way::Braille),
            Draw::Ascii => Some(Way::Ascii),
        },
        pixels: match settings.pixels {
            Pixels::Auto => PixelWish::Auto,
            Pixels::Never => PixelWish::Never,
            Pixels::Kitty => PixelWish::Always(Protocol::Kitty),
            Pixels::Sixel => PixelWish::Always(Protocol::Sixel),
            Pixels::Iterm => PixelWish::Always(Protocol::Iterm2),
        },
        ground: match settings.background {
            Background::Auto => None,
            Background::Dark => Some(Ground::Dark),
            Background::Light => Some(Ground::Light),
        },
        colour,
        unicode: has_utf8(),
        may_ask,
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

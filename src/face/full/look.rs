//! How things look: a few inks over the terminal's own colours, so that they can be read on light and dark, in sixteen
//! colours or none. Where the terminal has no UTF-8, every sign has a plain letter in its place.

use crate::render::pictures::PictureMode;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

/// What the terminal can show, and what the person wants of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DisplayOptions {
    pub colour: bool,
    pub unicode: bool,
    pub pictures: PictureMode,
}

impl DisplayOptions {
    pub const WHOLE: DisplayOptions =
        DisplayOptions { colour: true, unicode: true, pictures: PictureMode::CELLS };
}

pub(super) const HEADING: Style = Style::new().add_modifier(Modifier::BOLD);
pub(super) const PLAIN: Style = Style::new();
/// A key to press, or a label.
pub(super) const KEY: Style = Style::new().fg(Color::Cyan);
pub(super) const CHOSEN: Style = Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD);
pub(super) const FAINT: Style = Style::new().add_modifier(Modifier::DIM);

/// Letters for signs that a terminal without UTF-8 can't show.
const PLAINER: &[(&str, &str)] = &[
    ("─", "-"),
    ("━", "="),
    ("│", "|"),
    ("┌", "+"),
    ("┐", "+"),
    ("└", "+"),
    ("┘", "+"),
    ("▸", ">"),
    ("✓", "+"),
    ("✗", "x"),
    ("█", "#"),
    ("▓", "%"),
    ("▒", "="),
    ("░", "."),
    ("·", "."),
    ("•", "*"),
    ("→", ">"),
    ("←", "<"),
    ("↕", "*"),
    ("↑", "^"),
    ("↓", "v"),
    ("…", "."),
    ("–", "-"),
    ("—", "-"),
    ("’", "'"),
    ("‘", "'"),
    ("“", "\""),
    ("”", "\""),
    ("′", "'"),
    ("×", "x"),
    ("°", "o"),
];

/// Makes a drawn screen fit what the terminal can show.
pub(super) fn fit(buffer: &mut Buffer, look: DisplayOptions) {
    if look.colour && look.unicode {
        return;
    }
    for cell in &mut buffer.content {
        if !look.colour {
            cell.fg = Color::Reset;
            cell.bg = Color::Reset;
        }
        if !look.unicode && !cell.symbol().is_ascii() {
            let plainer = PLAINER.iter().find(|(sign, _)| *sign == cell.symbol());
            let letter = plainer.map_or("?", |(_, letter)| *letter);
            cell.set_symbol(letter);
        }
    }
}

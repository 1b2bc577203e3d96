//! What keys mean: arrows and hjkl, numbers, letters.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A step down (1) or up (-1).
pub(super) fn step(key: KeyEvent) -> Option<isize> {
    match key.code {
        KeyCode::Down | KeyCode::Char('j' | 'J') => Some(1),
        KeyCode::Up | KeyCode::Char('k' | 'K') => Some(-1),
        _ => None,
    }
}

/// The place that a number key stands for, from 0.
pub(super) fn number(key: KeyEvent) -> Option<usize> {
    match key.code {
        KeyCode::Char(digit @ '1'..='9') if plain(key) => Some(digit as usize - '1' as usize),
        _ => None,
    }
}

/// The place that a letter key stands for, from 0.
pub(super) fn letter(key: KeyEvent) -> Option<usize> {
    match key.code {
        KeyCode::Char(letter @ 'a'..='z') if plain(key) => Some(letter as usize - 'a' as usize),
        _ => None,
    }
}

/// Whether neither Ctrl nor Alt is held.
pub(super) fn plain(key: KeyEvent) -> bool {
    !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
}

/// A place after a step, round and round.
pub(super) fn moved(at: usize, step: isize, of: usize) -> usize {
    if of == 0 {
        return 0;
    }
    let by = if step < 0 { of - step.unsigned_abs() % of } else { step.unsigned_abs() };
    (at + by) % of
}

/// A command's letter, whatever the case.
pub(super) fn command(key: KeyEvent) -> Option<char> {
    match key.code {
        KeyCode::Char(letter) if plain(key) => Some(letter.to_ascii_lowercase()),
        _ => None,
    }
}

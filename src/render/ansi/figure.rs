//! A still of the figure as lines of text for line mode: its cells, coloured, and the words under it.
//!
//! Must not know how a figure is made.

use super::Terminal;
use formcheck_core::figure::{Cells, Ink, Look, Motion, Picture, picture};
use formcheck_core::page::{Page, RichText, Role, faint};
use formcheck_core::rulebook::{ExerciseIx, Rulebook, SignIx, Value};

/// The most columns and rows that a still takes.
const WIDEST: usize = 80;
const TALLEST: usize = 24;

/// The rep in which `shown` was seen, as a still over the faint clean one; nothing if the exercise has no figure.
pub fn still(
    book: &Rulebook,
    exercise: ExerciseIx,
    shown: &[(SignIx, Value)],
    cells: Cells,
    terminal: Terminal,
) -> String {
    let (Some(motion), Some(clean)) = (Motion::of(book, exercise, shown), Motion::clean(book, exercise))
    else {
        return String::new();
    };
    let look =
        Look { frame: motion.telling(), ghost: Some(&clean), past: shown.is_empty(), marks: true, cells };
    let picture = picture(&motion, &look, terminal.width.min(WIDEST), TALLEST);
    let mut page = Page::new();
    for line in lines(&picture) {
        page.line(line);
    }
    // Two dotted figures over each other could not be told apart without colour.
    let dotted = if shown.is_empty() { "a moment before, and before that" } else { "the clean rep" };
    page.line(faint(format!(
        "Thick line at the foot: how far the rep has come, over time. Dotted: {dotted}."
    )));
    terminal.text(&page)
}

/// The rows of a picture that hold anything.
fn lines(picture: &Picture) -> impl Iterator<Item = RichText> {
    let rows: Vec<&[(char, Ink)]> = picture.cells.chunks(picture.width.max(1)).collect();
    let is_empty = |row: &&[(char, Ink)]| row.iter().all(|(_, ink)| *ink == Ink::None);
    let first = rows.iter().position(|row| !is_empty(row)).unwrap_or(rows.len());
    let last = rows.iter().rposition(|row| !is_empty(row)).map_or(first, |last| last + 1);
    rows.into_iter().take(last).skip(first).map(|row| {
        let end = row.iter().rposition(|(_, ink)| *ink != Ink::None).map_or(0, |last| last + 1);
        row[..end].iter().map(|(letter, ink)| (*letter, role(*ink))).collect()
    })
}

/// What the ink of a figure is on a page.
pub fn role(ink: Ink) -> Role {
    match ink {
        Ink::None | Ink::Body => Role::Plain,
        Ink::Tool => Role::Key,
        Ink::Past | Ink::Ghost | Ink::Ground => Role::Faint,
        Ink::Mark => Role::Bad,
    }
}

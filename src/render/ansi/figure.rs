//! A still of the figure as lines of text for line mode: its cells, coloured, and the words under it.
//!
//! Must not know how a figure is made.

use colored::Colorize as _;

use crate::render::ansi::page::Page;
use crate::render::ansi::style;
use formcheck_core::figure::{Cells, Ink, Look, Motion, Picture, picture};
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
    width: usize,
) -> String {
    let (Some(motion), Some(clean)) = (Motion::of(book, exercise, shown), Motion::clean(book, exercise))
    else {
        return String::new();
    };
    let look =
        Look { frame: motion.telling(), ghost: Some(&clean), past: shown.is_empty(), marks: true, cells };
    let picture = picture(&motion, &look, width.min(WIDEST), TALLEST);
    let mut page = Page::new(width);
    for line in lines(&picture) {
        page.line(&line);
    }
    // Two dotted figures over each other could not be told apart without colour.
    let dotted = if shown.is_empty() { "a moment before, and before that" } else { "the clean rep" };
    page.line(&style::faint(&format!(
        "Thick line at the foot: how far the rep has come, over time. Dotted: {dotted}."
    )));
    page.finish()
}

/// The rows of a picture that hold anything, each run of one ink in one colour.
pub fn lines(picture: &Picture) -> Vec<String> {
    let rows: Vec<&[(char, Ink)]> = picture.cells.chunks(picture.width.max(1)).collect();
    let is_empty = |row: &&[(char, Ink)]| row.iter().all(|(_, ink)| *ink == Ink::None);
    let first = rows.iter().position(|row| !is_empty(row)).unwrap_or(rows.len());
    let last = rows.iter().rposition(|row| !is_empty(row)).map_or(first, |last| last + 1);
    rows[first..last].iter().map(|row| line(row)).collect()
}

fn line(row: &[(char, Ink)]) -> String {
    let end = row.iter().rposition(|(_, ink)| *ink != Ink::None).map_or(0, |last| last + 1);
    row[..end]
        .chunk_by(|a, b| a.1 == b.1)
        .map(|run| inked(&run.iter().map(|(letter, _)| *letter).collect::<String>(), run[0].1))
        .collect()
}

fn inked(text: &str, ink: Ink) -> String {
    match ink {
        Ink::None | Ink::Body => text.to_owned(),
        Ink::Tool => text.cyan().to_string(),
        Ink::Past | Ink::Ghost | Ink::Ground => text.dimmed().to_string(),
        Ink::Mark => text.red().bold().to_string(),
    }
}

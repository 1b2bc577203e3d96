//! The rep of a question as a still, for formats that can show one: SVG within the HTML, on one line.

use crate::figure::Motion;
use crate::figure::svg::{Still, still};
use crate::quiz::Item;
use crate::rulebook::Rulebook;

use super::words::plain;

/// The rep that a question shows, if its exercise has a figure. With `explained`, arrows point at what is wrong and the
/// clean rep stands behind it, dashed where it differs.
pub(super) fn of(book: &Rulebook, item: &Item, explained: bool) -> Option<String> {
    let exercise = item.exercise.filter(|_| !item.shown.is_empty())?;
    let motion = Motion::of(book, exercise, &item.observed())?;
    let clean = Motion::clean(book, exercise).filter(|_| explained);
    let title = plain(&book[exercise].name);
    let look = Still { frame: motion.telling(), ghost: clean.as_ref(), marks: explained, title: &title };
    Some(still(&motion, &look).replace('\n', ""))
}

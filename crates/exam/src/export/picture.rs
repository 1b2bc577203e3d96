//! The rep of a question drawn for formats that can show it: SVG within the HTML, on one line.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use formcheck_core::figure::{Motion, png, svg};
use formcheck_core::quiz::{Basis, Item};
use formcheck_core::rulebook::{ExerciseIx, Rulebook, SignIx, Value};

use super::words::plain;

/// The rep that a question shows, at its start, its first move and its end; nothing if it shows none or its exercise has no
/// figure. It hangs on the shown signs alone, so it tells no more than their words.
pub(super) fn asked(book: &Rulebook, item: &Item) -> Option<String> {
    let exercise = shown_in(book, item)?;
    let motion = Motion::of(book, exercise, &item.observed(book)?)?;
    let clean = Motion::clean(book, exercise)?;
    let title = strip_title(book, exercise);
    Some(framed(&svg::strip(&motion, &clean, &title), 36))
}

/// The same as a PNG file, with its words.
pub(super) fn asked_as_png(book: &Rulebook, item: &Item) -> Option<(Vec<u8>, String)> {
    let exercise = shown_in(book, item)?;
    let motion = Motion::of(book, exercise, &item.observed(book)?)?;
    let clean = Motion::clean(book, exercise)?;
    Some((png::strip(&motion, &clean), strip_title(book, exercise)))
}

fn strip_title(book: &Rulebook, exercise: ExerciseIx) -> String {
    format!("{}: the start, the first move, the end", plain(&book[exercise].name))
}

/// A rep of an exercise, less what a question isn't about.
type FaultyRep = (ExerciseIx, Vec<(SignIx, Value)>);

/// What explains reps. Many questions ask about one fault of one exercise, and its picture takes its time: it is drawn once.
pub(super) struct Explained<'b> {
    book: &'b Rulebook,
    drawn: Mutex<HashMap<FaultyRep, Option<String>>>,
}

impl<'b> Explained<'b> {
    pub(super) fn new(book: &'b Rulebook) -> Explained<'b> {
        Explained { book, drawn: Mutex::default() }
    }

    /// What is off in the rep of a question, at the moment that shows it best: a ring is around it, the clean rep's outline
    /// over it. Where the key is a change that brings a mistake in, the change is made. Nothing if the picture doesn't show
    /// it.
    pub(super) fn of(&self, item: &Item) -> Option<String> {
        let exercise = shown_in(self.book, item)?;
        let rep = (exercise, with_the_fault(self.book, item)?);
        let kept = self.drawn.lock().unwrap_or_else(PoisonError::into_inner).get(&rep).cloned();
        // Others may draw meanwhile.
        kept.unwrap_or_else(|| {
            let svg = explained(self.book, exercise, &rep.1);
            self.drawn.lock().unwrap_or_else(PoisonError::into_inner).insert(rep, svg.clone());
            svg
        })
    }
}

fn explained(book: &Rulebook, exercise: ExerciseIx, rep: &[(SignIx, Value)]) -> Option<String> {
    let motion = Motion::of(book, exercise, rep)?;
    let clean = Motion::clean(book, exercise).filter(|clean| svg::shows(&motion, clean))?;
    let says: Vec<String> = rep.iter().map(|&(sign, value)| book[sign].say(value)).collect();
    let title = plain(&format!("{}: {}", book[exercise].name, says.join(", and ")));
    let look = svg::Still { frame: motion.telling(), clean: &clean, explained: true, title: &title };
    Some(framed(&svg::still(&motion, &look), 22))
}

/// On one line, so many letters wide where there is room.
fn framed(svg: &str, ems: u8) -> String {
    format!("<div style=\"max-width:{ems}em\">{}</div>", svg.replace('\n', ""))
}

fn shown_in(book: &Rulebook, item: &Item) -> Option<ExerciseIx> {
    item.exercise_in(book).filter(|_| item.shows_a_rep())
}

/// The rep that has the fault. Where one mistake is asked about, only what belongs to it: an arrow at something else would
/// explain another question.
fn with_the_fault(book: &Rulebook, item: &Item) -> Option<Vec<(SignIx, Value)>> {
    let mut rep = item.observed(book)?;
    let key = item.key.choices().iter().find(|choice| choice.right);
    let change = key.and_then(|choice| choice.change_in(book));
    if let (Basis::Change { brings: true, .. }, Some((sign, value))) = (&item.basis, change) {
        rep.retain(|(other, _)| *other != sign);
        rep.push((sign, value));
    }
    if let Basis::Fires(mistake)
    | Basis::First(mistake)
    | Basis::Call(mistake)
    | Basis::Change { mistake, .. } = &item.basis
    {
        let mistake = book.mistake(mistake.as_str())?;
        let belongs = |sign: SignIx| {
            book[mistake].when.iter().flat_map(|clause| &clause.tests).any(|test| test.sign == sign)
        };
        rep.retain(|&(sign, _)| belongs(sign));
    }
    Some(rep)
}

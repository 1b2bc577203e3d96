//! The rep of a question drawn for formats that can show it: SVG within the HTML, on one line.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use formcheck_core::figure::{Motion, png, svg};
use formcheck_core::quiz::{Basis, Item};
use formcheck_core::rulebook::{ExerciseIx, Rulebook, SignIx, Value};

use super::words::plain;

/// The reps that a question shows, each at its start, its first move and its end, one below the other; nothing if it shows none
/// or its exercise has no figure. They hang on the shown signs alone, so they tell no more than their words.
pub(super) fn asked(book: &Rulebook, item: &Item) -> Option<String> {
    let (motions, clean, titles) = strips(book, item)?;
    let strip = |(motion, title): (&Motion, &String)| framed(&svg::strip(motion, &clean, title), 36);
    Some(motions.iter().zip(&titles).map(strip).collect())
}

/// The same as SVG files, each with its words.
pub(super) fn asked_as_svg(book: &Rulebook, item: &Item) -> Vec<(String, String)> {
    let Some((motions, clean, titles)) = strips(book, item) else { return Vec::new() };
    motions.iter().zip(titles).map(|(motion, title)| (svg::strip(motion, &clean, &title), title)).collect()
}

/// The same as PNG files, each with its words.
pub(super) fn asked_as_png(book: &Rulebook, item: &Item) -> Vec<(Vec<u8>, String)> {
    let Some((motions, clean, titles)) = strips(book, item) else { return Vec::new() };
    motions.iter().map(|motion| png::strip(motion, &clean)).zip(titles).collect()
}

/// Every rep that a question shows, the clean one, and what stands for each picture.
fn strips(book: &Rulebook, item: &Item) -> Option<(Vec<Motion>, Motion, Vec<String>)> {
    let exercise = shown_in(book, item)?;
    let reps = item.each_observed(book)?;
    let motions: Vec<Motion> =
        reps.iter().map(|rep| Motion::of(book, exercise, rep)).collect::<Option<_>>()?;
    let title = strip_title(book, exercise);
    let titles = if reps.len() == 1 {
        vec![title]
    } else {
        (1..=reps.len()).map(|n| format!("Rep {n}. {title}")).collect()
    };
    Some((motions, Motion::clean(book, exercise)?, titles))
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
    let mut rep = item.each_observed(book)?.into_iter().nth(item.telling_rep())?;
    let key = item.key.choices().iter().find(|choice| choice.right);
    let change = key.and_then(|choice| choice.change_in(book));
    if let (Basis::Change { brings: true, .. }, Some((sign, value))) = (&item.basis, change) {
        rep.retain(|(other, _)| *other != sign);
        rep.push((sign, value));
    }
    if let Basis::Fires(mistake)
    | Basis::First(mistake)
    | Basis::Call(mistake)
    | Basis::Words { mistake, .. }
    | Basis::CleanRep(mistake)
    | Basis::More { mistake, .. }
    | Basis::Starts(mistake)
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

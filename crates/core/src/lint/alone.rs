//! Can each mistake be seen alone? Mistakes that always fire together, and those that the union of others covers.
//!
//! Over the whole space of each exercise, not pair by pair.

use rayon::prelude::*;

use super::{CheckedDraft, in_words};
use crate::diagnostic::{Code, Diagnostic};
use crate::logic::{Budget, Cube, Found, Point, Space, find, plainest};
use crate::rulebook::words::and_list;
use crate::rulebook::{Engine, ExerciseIx, MistakeIx};

/// A mistake that never fires alone in one exercise.
struct Never {
    exercise: ExerciseIx,
    mistake: MistakeIx,
    /// A rep that it fires for, with at least one of the others.
    point: Point,
    how: How,
}

/// Why it is never alone.
#[derive(PartialEq, Eq)]
enum How {
    /// The other fires for the same reps.
    Together(MistakeIx),
    /// Wherever it fires, one of these does: none of them can be left out.
    Covered(Vec<MistakeIx>),
    NotDecided,
}

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    let exercises = draft.in_order(out);
    let found: Vec<Never> = exercises
        .par_iter()
        .flat_map_iter(|&exercise| find_all(draft.book.engine(exercise), exercise))
        .collect();
    for (at, never) in found.iter().enumerate() {
        let same = |other: &&Never| other.mistake == never.mistake && other.how == never.how;
        // The same in several exercises is one fault, told once.
        if !found[..at].iter().any(|other| same(&other)) {
            let all: Vec<&Never> = found.iter().filter(same).collect();
            out.push(told(draft, never, &all));
        }
    }
}

fn find_all(engine: &Engine, exercise: ExerciseIx) -> Vec<Never> {
    let mut found: Vec<Never> = Vec::new();
    for (rule, &mistake) in engine.mistakes().iter().enumerate() {
        // The one it is always together with was told already, seen from the other side.
        let is_told = found.iter().any(|never| never.how == How::Together(mistake));
        if is_told || is_alone(engine, rule) == Some(true) {
            continue;
        }
        let fires = |clause: &Cube| plainest(engine.space(), clause, &[], Budget::default()).point();
        // Where it can't fire at all, that is what has to be said.
        let Some(point) = engine.rules()[rule].iter().find_map(fires) else { continue };
        let how = if is_alone(engine, rule).is_none() { How::NotDecided } else { how(engine, rule) };
        found.push(Never { exercise, mistake, point, how });
    }
    found
}

/// Whether a rule fires somewhere and no other does there; none if not decided.
fn is_alone(engine: &Engine, rule: usize) -> Option<bool> {
    let others = (0..engine.rules().len()).filter(|&other| other != rule);
    is_covered(engine, rule, &others.collect::<Vec<_>>()).map(|covered| !covered)
}

/// Whether wherever a rule fires one of `others` does; none if not decided.
fn is_covered(engine: &Engine, rule: usize, others: &[usize]) -> Option<bool> {
    let avoid: Vec<&Cube> = others.iter().flat_map(|&other| &engine.rules()[other]).collect();
    covered(engine.space(), &engine.rules()[rule], &avoid)
}

fn covered(space: &Space, rule: &[Cube], by: &[&Cube]) -> Option<bool> {
    for clause in rule {
        match find(space, clause, by, Budget::default()) {
            Found::Nothing => {}
            Found::Point(_) => return Some(false),
            Found::NotDecided => return None,
        }
    }
    Some(true)
}

fn how(engine: &Engine, rule: usize) -> How {
    let others: Vec<usize> = (0..engine.rules().len()).filter(|&other| other != rule).collect();
    let both = |other: usize| {
        is_covered(engine, rule, &[other]) == Some(true) && is_covered(engine, other, &[rule]) == Some(true)
    };
    if let Some(&other) = others.iter().find(|&&other| both(other)) {
        return How::Together(engine.mistakes()[other]);
    }
    let mut needed = others;
    // Backwards, so that of equally good sets the one of earlier mistakes is named.
    for place in (0..needed.len()).rev() {
        let mut fewer = needed.clone();
        fewer.remove(place);
        match is_covered(engine, rule, &fewer) {
            Some(true) => needed = fewer,
            Some(false) => {}
            None => return How::NotDecided,
        }
    }
    How::Covered(needed.into_iter().map(|rule| engine.mistakes()[rule]).collect())
}

fn told(draft: &CheckedDraft<'_>, never: &Never, all: &[&Never]) -> Diagnostic {
    let (book, engine) = (draft.book, draft.book.engine(never.exercise));
    let (exercise, mistake) = (&book[never.exercise], &book[never.mistake]);
    let names: Vec<&str> = all.iter().map(|one| book[one.exercise].name.as_str()).collect();
    let everywhere = all.len() == draft.counting(never.mistake).len();
    let place = match exercise.counted(never.mistake) {
        Some(counted) if !everywhere => counted.span,
        _ => mistake.span,
    };
    let fired = engine.fires(&never.point);
    let about: Vec<MistakeIx> = fired.clone();
    let rep = in_words(book, exercise, engine, &never.point, &about);
    let (id, names) = (&mistake.id, and_list(&names));
    match &never.how {
        How::NotDecided => {
            let message = format!("it was not decided whether `{id}` can fire alone in {names}");
            Diagnostic::new(Code::NotDecided, place, message)
                .help("use fewer signs in one `when`, or simpler ones")
        }
        How::Together(other) => {
            assert!(fired.contains(other) && fired.contains(&never.mistake), "a witness fires both");
            let message = format!("`{id}` and `{}` always fire together in {names}: {rep}", book[*other].id);
            Diagnostic::new(Code::AlwaysTogether, place, message)
                .label(book[*other].span, "the other one")
                .help("make them one mistake, or find a sign that tells them apart")
        }
        How::Covered(others) => {
            assert!(
                others.iter().any(|other| fired.contains(other)),
                "a witness fires one of those that cover"
            );
            let ids: Vec<String> = others.iter().map(|&other| format!("`{}`", book[other].id)).collect();
            let (by, one) = match ids.as_slice() {
                [one] => (one.clone(), "fires too"),
                _ => (crate::rulebook::words::or_list(&ids), "fires too, whatever the rep"),
            };
            let message =
                format!("`{id}` never fires alone in {names}: where it fires, {by} {one}; for example {rep}");
            let mut finding = Diagnostic::new(Code::Covered, place, message).help(format!(
                "make {by} narrower, or `{id}` wider, so that each can be seen without the other"
            ));
            for &other in others {
                finding = finding.label(book[other].span, "fires wherever it does");
            }
            finding
        }
    }
}

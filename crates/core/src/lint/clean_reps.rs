//! A clean rep never fires a mistake, and there is one: proved for all reps in which every sign is good.

use super::{CheckedDraft, CleanFire, in_words};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::logic::{Budget, Found, find};
use crate::rulebook::ExerciseIx;
use crate::rulebook::words::and_list;

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    let sound: Vec<ExerciseIx> = draft.sound().collect();
    CheckedDraft::each(&sound, out, |exercise, found| has_clean_rep(draft, exercise, found));
    let fires = draft.clean_fires();
    for (at, fire) in fires.iter().enumerate() {
        // A shared mistake that does so in several exercises is one fault, told once.
        let same: Vec<&CleanFire> = fires.iter().filter(|other| other.mistake == fire.mistake).collect();
        if fires[..at].iter().all(|other| other.mistake != fire.mistake) {
            out.push(told(draft, fire, &same));
        }
    }
}

fn undecided(draft: &CheckedDraft<'_>, ix: ExerciseIx, what: &str, place: Span) -> Diagnostic {
    let message = format!("it was not decided whether {what} in {}", draft.book[ix].name);
    Diagnostic::new(Code::NotDecided, place, message).help("use fewer or simpler impossible combinations")
}

fn has_clean_rep(draft: &CheckedDraft<'_>, ix: ExerciseIx, out: &mut Vec<Diagnostic>) {
    let (exercise, engine) = (&draft.book[ix], draft.book.engine(ix));
    let clean = || engine.clean().iter().map(|clean| find(engine.space(), clean, &[], Budget::default()));
    let is_there = clean().find(|found| matches!(found, Found::Point(_)));
    match is_there.or_else(|| clean().find(|found| *found == Found::NotDecided)).unwrap_or(Found::Nothing) {
        Found::Point(_) => {}
        Found::NotDecided => out.push(undecided(draft, ix, "a clean rep is possible", exercise.span)),
        Found::Nothing => {
            let message = format!("no rep of {} is both clean and possible", exercise.name);
            let mut diagnostic = Diagnostic::new(Code::NoCleanRep, exercise.span, message)
                .help("make the impossible combinations narrower, or another value good");
            for pair in &exercise.impossible {
                diagnostic = diagnostic.label(pair.span, "this takes reps away");
            }
            out.push(diagnostic);
        }
    }
    for (counted, rule) in exercise.mistakes.iter().zip(engine.rules()) {
        let clean = engine.clean();
        let open = rule.iter().flat_map(|clause| clean.iter().filter_map(|clean| clause.intersect(clean)));
        let mut found = open.map(|within| find(engine.space(), &within, &[], Budget::default()));
        if found.any(|found| found == Found::NotDecided) {
            out.push(undecided(draft, ix, "a clean rep fires this", counted.span));
        }
    }
}

fn told(draft: &CheckedDraft<'_>, fire: &CleanFire, same: &[&CleanFire]) -> Diagnostic {
    let (book, engine) = (draft.book, draft.book.engine(fire.exercise));
    let (exercise, mistake) = (&book[fire.exercise], &book[fire.mistake]);
    let clause = &mistake.when[fire.clause];
    let rep = in_words(book, exercise, engine, &fire.point, &[fire.mistake]);
    let names: Vec<&str> = same.iter().map(|one| book[one.exercise].name.as_str()).collect();
    let names = and_list(&names);
    let message = format!("a clean rep fires `{}`: {rep}, all of it good in {names}", mistake.id);
    let listed = exercise.counted(fire.mistake).map_or(clause.span, |counted| counted.span);
    // One exercise that disagrees may be what is wrong; several point at the mistake.
    let at_clause = mistake.only_in.is_some() || same.len() > 1;
    let mut diagnostic =
        Diagnostic::new(Code::CleanRepFires, if at_clause { clause.span } else { listed }, message)
            .help("make the mistake narrower, or take these values out of what is good");
    if !at_clause {
        diagnostic = diagnostic.label(clause.span, "it fires here");
    }
    for test in &clause.tests {
        let place = exercise.place_of(test.sign).and_then(|place| exercise.signs[place].span);
        if let Some(place) = place {
            diagnostic = diagnostic.label(place, "called good here");
        }
    }
    diagnostic
}

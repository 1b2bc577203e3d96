//! A clean rep never fires a mistake, and there is one: proved for all reps in which every sign is good.

use super::{Draft, in_words, witness};
use crate::diagnostic::{Code, Diagnostic};
use crate::logic::{Budget, Found, find, plainest};
use crate::rulebook::ExerciseIx;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Diagnostic>) {
    for exercise in draft.sound() {
        check_one(draft, exercise, out);
    }
}

fn check_one(draft: &Draft<'_>, ix: ExerciseIx, out: &mut Vec<Diagnostic>) {
    let (book, exercise, engine) = (draft.book, &draft.book[ix], draft.book.engine(ix));
    let undecided = |what: &str, place| {
        Diagnostic::new(
            Code::NotDecided,
            place,
            format!("it was not decided whether {what} in {}", exercise.name),
        )
        .help("use fewer or simpler impossible combinations")
    };
    match find(engine.space(), engine.good(), &[], Budget::default()) {
        Found::Point(_) => {}
        Found::NotDecided => out.push(undecided("a clean rep is possible", exercise.span)),
        Found::Nothing => {
            let message = format!("no rep of {} is both clean and possible", exercise.name);
            let mut diagnostic = Diagnostic::new(Code::NoCleanRep, exercise.span, message)
                .help("make the impossible combinations narrower, or another value good");
            for pair in &exercise.impossible {
                diagnostic = diagnostic.label(pair.span, "this takes reps away");
            }
            out.push(diagnostic);
            return;
        }
    }
    for (counted, rule) in exercise.mistakes.iter().zip(engine.rules()) {
        let mistake = &book[counted.mistake];
        for (clause, cube) in mistake.when.iter().zip(rule) {
            let Some(within) = cube.intersect(engine.good()) else { continue };
            let found = plainest(engine.space(), &within, &[], Budget::default());
            let Some(point) = witness(found, out, || undecided("a clean rep fires this", counted.span))
            else {
                continue;
            };
            assert!(engine.fires(&point).contains(&counted.mistake), "a witness fires what it witnesses");
            let rep = in_words(book, exercise, engine, &point, &[counted.mistake]);
            let message =
                format!("a clean rep fires `{}`: {rep}, all of it good in {}", mistake.id, exercise.name);
            let place = if mistake.only_in.is_some() { clause.span } else { counted.span };
            let mut diagnostic = Diagnostic::new(Code::CleanRepFires, place, message)
                .help("make the mistake narrower, or take these values out of what is good");
            if mistake.only_in.is_none() {
                diagnostic = diagnostic.label(clause.span, "it fires here");
            }
            for test in &clause.tests {
                let place = exercise.place_of(test.sign).and_then(|place| exercise.signs[place].span);
                if let Some(place) = place {
                    diagnostic = diagnostic.label(place, "called good here");
                }
            }
            out.push(diagnostic);
            break;
        }
    }
}

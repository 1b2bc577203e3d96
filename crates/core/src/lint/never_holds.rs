//! A condition that no possible rep makes true: a mistake that can't fire where it counts.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::CheckedDraft;
use crate::diagnostic::{Code, Diagnostic};
use crate::logic::{Budget, Cube, Found, find};
use crate::rulebook::{Clause, ExerciseIx, MistakeIx};

/// A clause of a mistake that may never hold in one exercise.
struct Doubtful {
    exercise: ExerciseIx,
    mistake: MistakeIx,
    number: usize,
    /// Whether it can never hold there; otherwise that was not decided.
    dead: bool,
}

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    let sound: Vec<ExerciseIx> = draft.sound().collect();
    let doubtful: Vec<Doubtful> = sound.par_iter().flat_map_iter(|&ix| of_exercise(draft, ix)).collect();
    for clause in doubtful.iter().filter(|clause| !clause.dead) {
        out.push(undecided(draft, clause));
    }
    // By the first exercise of each mistake and clause, in the order of mistakes.
    let mut dead: BTreeMap<(MistakeIx, usize), Vec<ExerciseIx>> = BTreeMap::new();
    for clause in doubtful.iter().filter(|clause| clause.dead) {
        dead.entry((clause.mistake, clause.number)).or_default().push(clause.exercise);
    }
    for (&(ix, number), exercises) in &dead {
        let (mistake, counting) = (&draft.book[ix], draft.counting(ix));
        if exercises.len() == counting.len() {
            out.push(finding(draft, exercises[0], &mistake.when[number], &mistake.id.to_string()));
        } else if number == 0 {
            let is_dead = |exercise: &ExerciseIx| {
                let all = (0..mistake.when.len()).map(|number| dead.get(&(ix, number)));
                all.into_iter().all(|exercises| exercises.is_some_and(|dead| dead.contains(exercise)))
            };
            let never = exercises.iter().filter(|exercise| is_dead(exercise));
            out.extend(never.filter_map(|&exercise| never_fires(draft, exercise, ix)));
        }
    }
}

/// The clauses of an exercise that can't hold, or of which that was not decided.
fn of_exercise(draft: &CheckedDraft<'_>, exercise: ExerciseIx) -> Vec<Doubtful> {
    let engine = draft.book.engine(exercise);
    let mut found: Vec<Doubtful> = Vec::new();
    for (&mistake, rule) in engine.mistakes().iter().zip(engine.rules()) {
        let from = found.len();
        for (number, cube) in rule.iter().enumerate() {
            let dead = match find(engine.space(), cube, &[], Budget::default()) {
                Found::Point(_) => continue,
                Found::Nothing => true,
                Found::NotDecided => false,
            };
            found.push(Doubtful { exercise, mistake, number, dead });
        }
        // Of the boxes that an `unless` leaves of one clause, some may be empty.
        let clauses = &draft.book[mistake].when;
        let own = found.split_off(from);
        let is_open = |number: usize| own.iter().all(|one| one.number != number || !one.dead);
        let lives = |place: usize| {
            let same = (0..clauses.len()).filter(|&other| clauses[other].span == clauses[place].span);
            same.into_iter().any(is_open)
        };
        let kept: Vec<bool> = own.iter().map(|one| !one.dead || !lives(one.number)).collect();
        found.extend(own.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(one, _)| one));
    }
    found
}

fn undecided(draft: &CheckedDraft<'_>, clause: &Doubtful) -> Diagnostic {
    let place = draft.book[clause.mistake].when[clause.number].span;
    let name = &draft.book[clause.exercise].name;
    let message = format!("it was not decided whether this can hold in {name}");
    Diagnostic::new(Code::NotDecided, place, message).help("use fewer or simpler impossible combinations")
}

/// A mistake that fires somewhere, but in one of its exercises for no possible rep.
fn never_fires(draft: &CheckedDraft<'_>, exercise: ExerciseIx, mistake: MistakeIx) -> Option<Diagnostic> {
    let counted = draft.book[exercise].counted(mistake)?;
    let message = format!("`{}` can never fire in {}", draft.book[mistake].id, draft.book[exercise].name);
    let diagnostic = Diagnostic::new(Code::NeverHolds, counted.span, message)
        .help("take it out of `mistakes` here, or make the impossible combination narrower");
    Some(with_pair(draft, exercise, &draft.book[mistake].when[0], diagnostic))
}

fn finding(draft: &CheckedDraft<'_>, exercise: ExerciseIx, clause: &Clause, id: &str) -> Diagnostic {
    let message = format!("this condition of `{id}` can never hold: an impossible combination rules it out");
    let diagnostic = Diagnostic::new(Code::NeverHolds, clause.span, message)
        .help("take it out, or make the impossible combination narrower");
    with_pair(draft, exercise, clause, diagnostic)
}

/// Points at the impossible combination that rules a clause out.
fn with_pair(
    draft: &CheckedDraft<'_>,
    ix: ExerciseIx,
    clause: &Clause,
    diagnostic: Diagnostic,
) -> Diagnostic {
    let (exercise, engine) = (&draft.book[ix], draft.book.engine(ix));
    let masks = exercise.signs.iter().enumerate().map(|(place, observed)| {
        let test = clause.tests.iter().find(|test| test.sign == observed.sign);
        test.map_or(engine.space().axes()[place].full(), |test| engine.mask(place, &test.values))
    });
    let pair = Cube::from_masks(masks).and_then(|reps| engine.blocking_pair(&reps));
    match pair.map(|pair| &exercise.impossible[pair]) {
        Some(pair) => diagnostic.label(pair.span, format!("impossible: {}", pair.because)),
        None => diagnostic,
    }
}

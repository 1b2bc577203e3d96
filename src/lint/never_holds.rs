//! A condition that no possible rep makes true: a mistake that can't fire where it counts.

use rayon::prelude::*;

use super::Draft;
use crate::diagnostic::{Code, Diagnostic};
use crate::logic::{Budget, Found, blocked_by, find};
use crate::rulebook::{Clause, ExerciseIx, MistakeIx};

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Diagnostic>) {
    let of_one = |place: usize| {
        let mut found = Vec::new();
        of_mistake(draft, MistakeIx::at(place), &mut found);
        found
    };
    out.par_extend((0..draft.book.mistakes.len()).into_par_iter().flat_map_iter(of_one));
}

fn of_mistake(draft: &Draft<'_>, ix: MistakeIx, out: &mut Vec<Diagnostic>) {
    let mistake = &draft.book[ix];
    let counting = draft.counting(ix);
    for (number, clause) in mistake.when.iter().enumerate() {
        let dead: Vec<ExerciseIx> = counting
            .iter()
            .copied()
            .filter(|&exercise| is_dead(draft, exercise, ix, number, out))
            .collect();
        if !dead.is_empty() && dead.len() == counting.len() {
            out.push(finding(draft, dead[0], clause, &mistake.id.to_string()));
        } else if number + 1 == mistake.when.len() {
            never_fires(draft, counting, ix, out);
        }
    }
}

/// A mistake that fires somewhere, but in one of its exercises for no possible rep.
fn never_fires(draft: &Draft<'_>, counting: &[ExerciseIx], mistake: MistakeIx, out: &mut Vec<Diagnostic>) {
    for &exercise in counting {
        let clauses = draft.book[mistake].when.len();
        if (0..clauses).all(|number| is_dead(draft, exercise, mistake, number, &mut Vec::new()))
            && let Some(counted) = draft.book[exercise].counted(mistake)
        {
            let message =
                format!("`{}` can never fire in {}", draft.book[mistake].id, draft.book[exercise].name);
            let diagnostic = Diagnostic::new(Code::NeverHolds, counted.span, message)
                .help("take it out of `mistakes` here, or make the impossible combination narrower");
            out.push(with_pair(draft, exercise, &draft.book[mistake].when[0], diagnostic));
        }
    }
}

fn is_dead(
    draft: &Draft<'_>,
    exercise: ExerciseIx,
    mistake: MistakeIx,
    number: usize,
    out: &mut Vec<Diagnostic>,
) -> bool {
    let engine = draft.book.engine(exercise);
    let Some(cube) = engine.rule(mistake).and_then(|rule| rule.get(number)) else { return false };
    match find(engine.space(), cube, &[], Budget::default()) {
        Found::Nothing => true,
        Found::Point(_) => false,
        Found::NotDecided => {
            let place = draft.book[mistake].when[number].span;
            let message =
                format!("it was not decided whether this can hold in {}", draft.book[exercise].name);
            out.push(
                Diagnostic::new(Code::NotDecided, place, message)
                    .help("use fewer or simpler impossible combinations"),
            );
            false
        }
    }
}

fn finding(draft: &Draft<'_>, exercise: ExerciseIx, clause: &Clause, id: &str) -> Diagnostic {
    let message = format!("this condition of `{id}` can never hold: an impossible combination rules it out");
    let diagnostic = Diagnostic::new(Code::NeverHolds, clause.span, message)
        .help("take it out, or make the impossible combination narrower");
    with_pair(draft, exercise, clause, diagnostic)
}

/// Points at the impossible combination that rules a clause out.
fn with_pair(draft: &Draft<'_>, ix: ExerciseIx, clause: &Clause, diagnostic: Diagnostic) -> Diagnostic {
    let (exercise, engine) = (&draft.book[ix], draft.book.engine(ix));
    let masks = exercise.signs.iter().enumerate().map(|(place, observed)| {
        let test = clause.tests.iter().find(|test| test.sign == observed.sign);
        test.map_or(engine.space().axes()[place].full(), |test| engine.mask(place, &test.values))
    });
    let cube = crate::logic::Cube::from_masks(masks);
    let blocked = cube.and_then(|cube| blocked_by(engine.space(), &cube, Budget::default()));
    let mut clauses = 0;
    let pair = exercise.impossible.iter().find(|pair| {
        clauses += pair.when.len();
        blocked.is_some_and(|blocked| blocked < clauses)
    });
    match pair {
        Some(pair) => diagnostic.label(pair.span, format!("impossible: {}", pair.because)),
        None => diagnostic,
    }
}

//! A mistake that could be seen, in an exercise that is drawn, and that no picture shows.
//!
//! No fault of the rules: it is told in words. But mostly a pose was forgotten. Whether anything moves is all that is asked
//! here, in space and without a camera: this is checked while somebody types.

use super::CheckedDraft;
use crate::diagnostic::{Code, Diagnostic};
use crate::figure::{Motion, moved};
use crate::quiz::telling_reps;
use crate::rulebook::ExerciseIx;

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    let exercises = draft.in_order(out);
    CheckedDraft::each(&exercises, out, |exercise, found| of_exercise(draft, exercise, found));
}

fn of_exercise(draft: &CheckedDraft<'_>, ix: ExerciseIx, found: &mut Vec<Diagnostic>) {
    let (book, exercise) = (draft.book, &draft.book[ix]);
    let Some(clean) = Motion::clean(book, ix) else { return };
    for counted in &exercise.mistakes {
        let reps = telling_reps(book, ix, counted.mistake);
        let moves =
            |rep: &Vec<_>| Motion::of(book, ix, rep).is_some_and(|motion| moved::is_moved(&motion, &clean));
        if reps.is_empty() || reps.iter().any(moves) {
            continue;
        }
        let sign = reps.iter().flatten().next().map(|&(sign, _)| sign);
        let Some((sign, figure)) = sign.zip(exercise.figure.as_ref()) else { continue };
        let id = &book[sign].id;
        let is_posed = !book[sign].poses.is_empty() || figure.signs.iter().any(|(other, _)| *other == sign);
        let message = format!("no picture of {} shows `{}`", exercise.name, book[counted.mistake].id);
        let ignores = {
            let own = figure.signs.iter().find(|(other, _)| *other == sign).map(|(_, poses)| poses);
            let all = own.unwrap_or(&book[sign].poses).iter().flat_map(|(_, poses)| poses);
            let mut set = all.flat_map(|pose| &pose.sets).peekable();
            set.peek().is_some() && set.all(|(parameter, _)| !figure.base.obeys(*parameter))
        };
        let help = if ignores {
            format!(
                "base \"{}\" obeys nothing that the pose of `{id}` sets: pose it here with [figure.pose.{id}], or allow it: then it is told in words",
                figure.base.word()
            )
        } else if is_posed {
            format!(
                "the pose of `{id}` changes nothing that can be seen with base \"{}\": set more, or other parameters, or allow it: then it is described in words",
                figure.base.word()
            )
        } else {
            format!("pose `{id}` with [{id}.pose] in signs.toml, or allow it: then it is described in words")
        };
        found.push(Diagnostic::new(Code::NotDrawn, counted.span, message).help(help));
    }
}

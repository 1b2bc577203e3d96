//! A tolerated value with which some mistake always fires: no verdict and a mistake at once.

use super::{CheckedDraft, in_words};
use crate::diagnostic::{Code, Diagnostic};
use crate::logic::{Budget, Cube, Found, cells_of, find, plainest};
use crate::rulebook::ExerciseIx;

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    let exercises = draft.in_order(out);
    CheckedDraft::each(&exercises, out, |exercise, found| of_exercise(draft, exercise, found));
}

fn of_exercise(draft: &CheckedDraft<'_>, ix: ExerciseIx, found: &mut Vec<Diagnostic>) {
    let (book, exercise, engine) = (draft.book, &draft.book[ix], draft.book.engine(ix));
    for (place, observed) in exercise.signs.iter().enumerate() {
        let Some(span) = observed.tolerated_span else { continue };
        for cell in cells_of(engine.mask(place, &observed.tolerated)) {
            let full = engine.space().full();
            let Some(within) = full.narrowed(place, 1 << cell) else { continue };
            for (&mistake, rule) in engine.mistakes().iter().zip(engine.rules()) {
                let may = rule.iter().any(|clause| {
                    clause.masks()[place] != full.masks()[place] && !clause.is_disjoint(&within)
                });
                if !may {
                    continue;
                }
                let avoid: Vec<&Cube> = rule.iter().collect();
                let (sign, id) = (&book[observed.sign], &book[mistake].id);
                let value = engine
                    .values(place, cell)
                    .values()
                    .next()
                    .map(|value| sign.word(value))
                    .unwrap_or_default();
                match find(engine.space(), &within, &avoid, Budget::default()) {
                    Found::Point(_) => {}
                    Found::NotDecided => {
                        let message =
                            format!("it was not decided whether `{id}` always fires with `{value}`");
                        found.push(
                            Diagnostic::new(Code::NotDecided, span, message).help("use simpler conditions"),
                        );
                    }
                    Found::Nothing => {
                        let Some(point) = plainest(engine.space(), &within, &[], Budget::default()).point()
                        else {
                            continue;
                        };
                        assert!(engine.fires(&point).contains(&mistake), "a witness fires what it witnesses");
                        let rep = in_words(book, exercise, engine, &point, &[mistake]);
                        let message = format!(
                            "`{} = {value}` is tolerated, and `{id}` always fires with it: {rep}",
                            sign.id
                        );
                        found.push(
                            Diagnostic::new(Code::ToleratedFires, span, message)
                                .label(book[mistake].span, "the mistake")
                                .help("take the value out of [tolerated], or make the mistake narrower"),
                        );
                    }
                }
            }
        }
    }
}

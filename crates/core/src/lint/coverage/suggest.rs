//! The example that a need asks for: the plainest rep there is, one step from the bound or the clause.

use super::needs::{Need, Needed};
use crate::lint::CheckedDraft;
use crate::logic::{Budget, Cube, Point, find, plainest};
use crate::rulebook::{
    Engine, Example, Exercise, ExerciseIx, MistakeIx, Named, Observation, PackIx, Rulebook, SignIx, Value,
    Verdict, derive,
};

/// An example to add.
pub(super) struct Suggested {
    pub(super) example: Example,
    /// As it is written in the file.
    pub(super) text: String,
}

/// The example that `need` asks for in this exercise; none where no possible rep could be it.
pub(super) fn example(draft: &CheckedDraft<'_>, ix: ExerciseIx, need: &Need<'_>) -> Option<Suggested> {
    let (book, exercise, engine) = (draft.book, &draft.book[ix], draft.book.engine(ix));
    let Some(Named::Mistake(mistake)) = book.find(need.mistake.id.as_str()) else { return None };
    let rule = engine.rule(mistake)?;
    let clause = rule.get(need.number)?;
    let full = engine.space().full();
    let (within, at) = match &need.what {
        Needed::Inside(test, value) | Needed::Outside(test, value) => {
            let place = exercise.place_of(test.sign)?;
            if !book[test.sign].all().contains(*value) {
                return None;
            }
            let mut masks = clause.masks().to_vec();
            masks[place] = 1 << engine.cell(place, *value);
            (Cube::from_masks(masks)?, Some((place, *value)))
        }
        Needed::Joined => (clause.clone(), None),
        Needed::NearMiss(test) => {
            let place = exercise.place_of(test.sign)?;
            let mut masks = clause.masks().to_vec();
            masks[place] = full.masks()[place] & !masks[place];
            (Cube::from_masks(masks)?, None)
        }
    };
    let avoid: Vec<&Cube> = match need.what {
        Needed::Inside(..) | Needed::Joined => Vec::new(),
        Needed::Outside(..) | Needed::NearMiss(_) => rule.iter().collect(),
    };
    let point = plainest(engine.space(), &within, &avoid, Budget::default()).point()?;
    let clause_signs = need.clause.tests.iter().map(|test| test.sign).collect::<Vec<_>>();
    let rep = settled(book, exercise, engine, &point, &clause_signs, at)?;
    let rep = without_derived(book, exercise, &clause_signs, rep)?;
    // A gap is told as such; an example of it would be neither right nor wrong.
    if engine.verdict(point.cells(), &engine.matcher().fired(&point)) == Verdict::Gap {
        return None;
    }
    let expect = engine.fires(&point);
    let text = written(book, draft.book[ix].pack, &rep, &expect);
    Some(Suggested { example: Example { rep, expect, span: need.span(), expect_span: need.span() }, text })
}

/// The signs to write down: those of the clause and those that are not good; then, as long as what fires still hangs on
/// the others, all of them.
fn settled(
    book: &Rulebook,
    exercise: &Exercise,
    engine: &Engine,
    point: &Point,
    clause: &[SignIx],
    at: Option<(usize, Value)>,
) -> Option<Vec<(SignIx, Value)>> {
    let value = |place: usize| match at {
        Some((own, value)) if own == place => Some(value),
        _ => {
            // The value of the cell that is nearest to what is good.
            let values = engine.values(place, point.cells()[place]);
            let good = exercise.signs[place].good.clone();
            let distance = |value: &Value| {
                good.spans()
                    .iter()
                    .map(|&(from, to)| {
                        if value.0 < from {
                            from.abs_diff(value.0)
                        } else {
                            value.0.saturating_sub(to).max(0).unsigned_abs()
                        }
                    })
                    .min()
            };
            values.spans().iter().flat_map(|&(from, to)| [Value(from), Value(to)]).min_by_key(distance)
        }
    };
    let take = |also: &dyn Fn(SignIx) -> bool| -> Option<Vec<(SignIx, Value)>> {
        let mut rep = Vec::new();
        for (place, observed) in exercise.signs.iter().enumerate() {
            let is_good = engine.usual().masks()[place] >> point.cells()[place] & 1 == 1;
            if also(observed.sign) || !is_good || clause.contains(&observed.sign) {
                rep.push((observed.sign, value(place)?));
            }
        }
        Some(rep)
    };
    // As few signs as settle it: then the context as well, then all.
    for also in [&(|_: SignIx| false) as &dyn Fn(SignIx) -> bool, &|sign| book[sign].kind.is_context()] {
        let rep = take(also)?;
        if is_settled(exercise, engine, point, &rep) {
            return Some(rep);
        }
    }
    take(&|_| true)
}

/// Leaves out what follows from the rest; none if it contradicts itself.
fn without_derived(
    book: &Rulebook,
    exercise: &Exercise,
    clause: &[SignIx],
    mut rep: Vec<(SignIx, Value)>,
) -> Option<Vec<(SignIx, Value)>> {
    let mut seen = Observation::unknown(exercise);
    for &(sign, value) in &rep {
        seen.set(exercise.place_of(sign)?, Some(value));
    }
    derive(book, exercise, &mut seen).ok()?;
    let is_there = |rep: &[(SignIx, Value)], sign: SignIx| rep.iter().any(|(own, _)| *own == sign);
    for observed in &exercise.signs {
        let follows = book[observed.sign].difference.is_some_and(|parts| {
            parts.iter().all(|&part| is_there(&rep, part)) && !clause.contains(&observed.sign)
        });
        if follows {
            rep.retain(|(sign, _)| *sign != observed.sign);
        }
    }
    Some(rep)
}

/// Whether the same mistakes fire for every good value of the signs that are left out.
fn is_settled(exercise: &Exercise, engine: &Engine, point: &Point, rep: &[(SignIx, Value)]) -> bool {
    let shown = engine.shown(exercise, rep);
    let fired = engine.matcher().fired(point);
    let is_settled = |reps: &Cube, rule: usize, cubes: &[Cube]| {
        let all: Vec<&Cube> = cubes.iter().collect();
        let touches = || {
            cubes
                .iter()
                .filter_map(|cube| cube.intersect(reps))
                .any(|cube| find(engine.space(), &cube, &[], Budget::default()).point().is_some())
        };
        if fired.has(rule) {
            find(engine.space(), reps, &all, Budget::default()).point().is_none()
        } else {
            !touches()
        }
    };
    let rules = || engine.rules().iter().enumerate();
    !shown.is_empty() && shown.iter().all(|reps| rules().all(|(rule, cubes)| is_settled(reps, rule, cubes)))
}

/// An example as a coach of this pack writes it.
pub(in crate::lint) fn written(
    book: &Rulebook,
    pack: PackIx,
    rep: &[(SignIx, Value)],
    expect: &[MistakeIx],
) -> String {
    let rep: Vec<String> = rep
        .iter()
        .map(|&(sign, value)| {
            let (key, sign) = (book.key_in(pack, Named::Sign(sign)), &book[sign]);
            let word = sign.word(value);
            if matches!(sign.domain, crate::rulebook::Domain::Named(_)) {
                format!("{key} = \"{word}\"")
            } else {
                format!("{key} = {word}")
            }
        })
        .collect();
    let named = |&mistake: &MistakeIx| format!("\"{}\"", book.name_in(pack, Named::Mistake(mistake)));
    let expect: Vec<String> = expect.iter().map(named).collect();
    format!("[[example]]\nrep = {{ {} }}\nexpect = [{}]", rep.join(", "), expect.join(", "))
}

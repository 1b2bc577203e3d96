//! Reps that no rule speaks on: neither good nor tolerated, and no mistake fires. Told sign by sign, then what is left.

use rayon::prelude::*;

use super::{CheckedDraft, in_words};
use crate::diagnostic::{Code, Diagnostic};
use crate::logic::{Budget, CleanBox, Cube, Found, Point, cells_of, find, plainest};
use crate::rulebook::words::{and_list, or_list, written};
use crate::rulebook::{
    Clause, Domain, Engine, Exercise, ExerciseIx, Id, Mistake, Named, Rulebook, SignIx, Value, ValueSet,
    Verdict,
};

/// The gaps of one exercise.
#[derive(Default, PartialEq, Eq, Debug)]
pub(super) struct Gaps {
    /// Of the sign at a place: the cells for which no mistake fires although all else is good, and the first such rep.
    pub(super) by_sign: Vec<(usize, u64, Point)>,
    /// A rep with several signs off that no rule speaks on, although each alone would be spoken on.
    pub(super) joint: Option<Point>,
    pub(super) undecided: bool,
}

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    let exercises = draft.in_order(out);
    let found: Vec<(ExerciseIx, Gaps)> =
        exercises.par_iter().map(|&ix| (ix, find_all(&draft.book[ix], draft.book.engine(ix)))).collect();
    let mut told: Vec<(SignIx, String)> = Vec::new();
    for (ix, gaps) in &found {
        let exercise = &draft.book[*ix];
        for (place, cells, point) in &gaps.by_sign {
            let observed = &exercise.signs[*place];
            let Some(values) = words_of(draft, *ix, *place, *cells) else { continue };
            let gap = Gap { place: *place, cells: *cells, point };
            let key = (observed.sign, values.clone());
            if observed.span.is_some() {
                out.push(of_sign(draft, &[*ix], &gap, &values));
            } else if !told.contains(&key) {
                // Where the sign is good as usual, several exercises share the gap: one fault, told once.
                let share = found
                    .iter()
                    .filter(|(other, gaps)| has(draft, *other, gaps, &key))
                    .map(|(other, _)| *other);
                out.push(of_sign(draft, &share.collect::<Vec<_>>(), &gap, &values));
                told.push(key);
            }
        }
        if let Some(point) = &gaps.joint {
            let rep = in_words(draft.book, exercise, draft.book.engine(*ix), point, &[]);
            let message = format!("no rule of {} speaks on this rep: {rep}", exercise.name);
            out.push(Diagnostic::new(Code::Gap, exercise.span, message).help(
                "each of these alone is a mistake here; write which one it is when they come together",
            ));
        }
        if gaps.undecided {
            let message =
                format!("it was not decided whether a rule speaks on every rep of {}", exercise.name);
            out.push(
                Diagnostic::new(Code::NotDecided, exercise.span, message)
                    .help("use fewer signs in one `when`, or simpler ones"),
            );
        }
    }
}

/// The gaps of an exercise, each witness run through the matcher again.
pub(super) fn find_all(exercise: &Exercise, engine: &Engine) -> Gaps {
    let rules: Vec<&Cube> = engine.rules().iter().flatten().collect();
    let gaps = outside(exercise, engine, &rules);
    for point in gaps.by_sign.iter().map(|(.., point)| point).chain(&gaps.joint) {
        let verdict = engine.verdict(point.cells(), &engine.matcher().fired(point));
        assert!(verdict == Verdict::Gap, "a witness of a gap is one");
    }
    gaps
}

/// The reps of an exercise that are neither fair nor in one of `rules`.
pub(super) fn outside(exercise: &Exercise, engine: &Engine, rules: &[&Cube]) -> Gaps {
    let mut gaps = Gaps::default();
    let mut single: Vec<Cube> = Vec::new();
    let full = engine.space().full();
    let off = |case: &CleanBox, place: usize| full.masks()[place] & !case.fair_on(place);
    let spoken: Vec<&Cube> = rules.iter().copied().chain(engine.fair()).collect();
    for place in 0..exercise.signs.len() {
        let mut cells = 0;
        let mut first = None;
        for case in engine.cases() {
            for cell in cells_of(off(case, place) & !cells) {
                let Some(within) = case.shown(&[(place, 1 << cell)]) else { continue };
                match find(engine.space(), &within, &spoken, Budget::default()) {
                    Found::Nothing => {}
                    Found::NotDecided => gaps.undecided = true,
                    Found::Point(point) => {
                        cells |= 1 << cell;
                        first.get_or_insert(point);
                    }
                }
            }
        }
        if let Some(point) = first {
            single.extend(full.narrowed(place, cells));
            gaps.by_sign.push((place, cells, point));
        }
    }
    let avoid: Vec<&Cube> = spoken.iter().copied().chain(&single).collect();
    for place in 0..exercise.signs.len() {
        let any_off = engine.cases().iter().fold(0, |all, case| all | off(case, place));
        let Some(within) = full.narrowed(place, any_off) else { continue };
        match find(engine.space(), &within, &avoid, Budget::default()) {
            Found::Nothing => {}
            Found::NotDecided => gaps.undecided = true,
            Found::Point(any) => {
                let plain = plainest(engine.space(), &within, &avoid, Budget::default()).point();
                gaps.joint = Some(plain.unwrap_or(any));
                break;
            }
        }
    }
    gaps
}

fn has(draft: &CheckedDraft<'_>, ix: ExerciseIx, gaps: &Gaps, key: &(SignIx, String)) -> bool {
    gaps.by_sign.iter().any(|(place, cells, _)| {
        let observed = &draft.book[ix].signs[*place];
        observed.sign == key.0
            && observed.span.is_none()
            && words_of(draft, ix, *place, *cells).as_ref() == Some(&key.1)
    })
}

/// The values of some cells in words; none if nothing names them at all, which is told of the sign.
fn words_of(draft: &CheckedDraft<'_>, ix: ExerciseIx, place: usize, cells: u64) -> Option<String> {
    let (book, engine) = (draft.book, draft.book.engine(ix));
    let sign_ix = book[ix].signs[place].sign;
    let named = draft.named_values()[sign_ix.place()].as_ref();
    let sign = &book[sign_ix];
    let values = cells_of(cells).map(|cell| engine.values(place, cell));
    let words: Vec<String> = match &sign.domain {
        Domain::Named(_) => values
            .flat_map(|set| set.values().collect::<Vec<_>>())
            .filter(|value| named.is_some_and(|named| named.contains(*value)))
            .map(|value| sign.word(value))
            .collect(),
        Domain::Range { .. } => {
            let whole = values.fold(ValueSet::empty(), |all, set| all.union(&set));
            whole
                .spans()
                .iter()
                .map(|&(from, to)| {
                    let (first, last) = (sign.word(Value(from)), sign.word(Value(to)));
                    if from == to { first } else { format!("{first} to {last}") }
                })
                .collect()
        }
    };
    (!words.is_empty()).then(|| and_list(&words))
}

/// A gap of one sign: its place in the exercise, its cells, a rep of it.
struct Gap<'g> {
    place: usize,
    cells: u64,
    point: &'g Point,
}

fn of_sign(draft: &CheckedDraft<'_>, exercises: &[ExerciseIx], gap: &Gap<'_>, values: &str) -> Diagnostic {
    let book: &Rulebook = draft.book;
    let exercise = &book[exercises[0]];
    let observed = &exercise.signs[gap.place];
    let sign = &book[observed.sign];
    let names: Vec<&str> = exercises.iter().map(|&ix| book[ix].name.as_str()).collect();
    let rep = in_words(book, exercise, book.engine(exercises[0]), gap.point, &[]);
    let mut message = format!(
        "nobody has said what `{} = {values}` is in {}: good, tolerated or a mistake",
        sign.id,
        and_list(&names)
    );
    if rep != format!("{} = {values}", sign.id) {
        message = format!("{message}: {rep}");
    }
    let span = observed.span.unwrap_or(if exercises.len() > 1 { sign.span } else { exercise.span });
    Diagnostic::new(Code::Gap, span, message).help(what_to_write(draft, exercises, gap))
}

/// Whether a condition can only hold where the other one does: each of its clauses lies in one of the other's.
fn is_within(narrow: &[Clause], wide: &[Clause]) -> bool {
    let lies_in = |one: &Clause, other: &Clause| {
        other.tests.iter().all(|wide| {
            one.tests.iter().any(|test| test.sign == wide.sign && test.values.minus(&wide.values).is_empty())
        })
    };
    narrow.iter().all(|one| wide.iter().any(|other| lies_in(one, other)))
}

/// The lines that would settle a gap: that it has no verdict, or the mistake that it is.
fn what_to_write(draft: &CheckedDraft<'_>, exercises: &[ExerciseIx], gap: &Gap<'_>) -> String {
    let book = draft.book;
    let (exercise, engine) = (&book[exercises[0]], book.engine(exercises[0]));
    let observed = &exercise.signs[gap.place];
    let sign = &book[observed.sign];
    let named = draft.named_values()[observed.sign.place()].as_ref();
    let whole =
        cells_of(gap.cells).fold(ValueSet::empty(), |all, cell| all.union(&engine.values(gap.place, cell)));
    // A value that nothing names is told of the sign.
    let values = match (&sign.domain, named) {
        (Domain::Named(_), Some(named)) => whole.intersect(named),
        _ => whole,
    };
    let file = match exercises {
        [_] => format!("in {}", draft.sources.file(exercise.span.file).path),
        _ => "in each of these exercises".to_owned(),
    };
    let key = book.key_in(exercise.pack, Named::Sign(observed.sign));
    let tolerated = written(sign, &observed.tolerated.union(&values));
    // Packs that this exercise's pack surely uses: it names something of theirs.
    let is_in_reach = |mistake: &Mistake| {
        [exercise.pack, sign.pack].contains(&mistake.pack)
            || exercise.mistakes.iter().any(|counted| book[counted.mistake].pack == mistake.pack)
    };
    let speaks = |mistake: &&Mistake| {
        let is_listed = exercise.mistakes.iter().any(|counted| book[counted.mistake].id == mistake.id);
        mistake.only_in.is_none()
            && !is_listed
            && is_in_reach(mistake)
            && mistake.when.iter().any(|clause| match clause.tests.as_slice() {
                [test] => test.sign == observed.sign && !test.values.intersect(&values).is_empty(),
                _ => false,
            })
    };
    let name_of = |id: &Id| {
        let named = book.names.get(id).copied();
        named.map_or_else(|| id.to_string(), |named| book.name_in(exercise.pack, named).to_owned())
    };
    // With a wider mistake listed, a narrower one never fires alone: whoever adds it takes that out.
    let in_place_of = |mistake: &Mistake| {
        let listed = exercise.mistakes.iter().map(|counted| &book[counted.mistake]);
        let narrower = listed.filter(|one| is_within(&one.when, &mistake.when));
        let ids: Vec<String> = narrower.map(|one| format!("\"{}\"", name_of(&one.id))).collect();
        if ids.is_empty() { String::new() } else { format!(" in place of {}", and_list(&ids)) }
    };
    let known: Vec<String> = book
        .mistakes
        .iter()
        .filter(speaks)
        .take(2)
        .map(|mistake| format!("\"{}\"{}", name_of(&mistake.id), in_place_of(mistake)))
        .collect();
    let mistake = if known.is_empty() {
        format!("write one with when = {{ {key} = {} }}", written(sign, &values))
    } else {
        format!("add {} to `mistakes`", or_list(&known))
    };
    format!(
        "if it has no verdict, write under [tolerated] {file}: {key} = {tolerated}; if it is a mistake, {mistake}"
    )
}

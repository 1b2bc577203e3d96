//! Examples: exactly the expected mistakes fire, for every possible good value of the signs that the example leaves out.

use std::collections::HashSet;

use super::{CheckedDraft, in_words, in_words_with, quoted_ids, witness};
use crate::diagnostic::{Code, Diagnostic, FileIx};
use crate::logic::{Budget, Cube, Found, Point, find, plainest};
use crate::rulebook::{Domain, Engine, Example, ExerciseIx, MistakeIx, Named, SignIx, Value, Verdict};

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    // Where the clean reps of an exercise are at fault already, its examples, which stand on them, fail for that.
    let at_fault: HashSet<FileIx> = out
        .iter()
        .filter(|found| matches!(found.code, Code::CleanRepFires | Code::NoCleanRep))
        .filter_map(|found| found.span.map(|span| span.file))
        .collect();
    let others: Vec<ExerciseIx> =
        draft.sound().filter(|&ix| !at_fault.contains(&draft.book[ix].span.file)).collect();
    let told: HashSet<(ExerciseIx, MistakeIx)> =
        draft.clean_fires().iter().map(|fire| (fire.exercise, fire.mistake)).collect();
    CheckedDraft::each(&others, out, |exercise, found| {
        for example in &draft.book[exercise].examples {
            check_one(draft, exercise, example, &told, found);
        }
    });
}

fn check_one(
    draft: &CheckedDraft<'_>,
    ix: ExerciseIx,
    example: &Example,
    told: &HashSet<(ExerciseIx, MistakeIx)>,
    out: &mut Vec<Diagnostic>,
) {
    let exercise = &draft.book[ix];
    let (engine, shown) = draft.book.reps_that_show(ix, &example.rep);
    if shown.is_empty() {
        if draft.book.has_differences(ix) {
            let message = "no rep has these values: a difference is not that of its two signs";
            let finding = Diagnostic::new(Code::ExampleImpossible, example.span, message);
            out.push(finding.help("leave the difference out, or one of the two signs"));
        }
        return;
    }
    let any_in = |reps: &[Cube], avoid: &[&Cube]| {
        let found = reps.iter().map(|reps| plainest(engine.space(), reps, avoid, Budget::default()));
        worst_of(found)
    };
    let undecided = || {
        Diagnostic::new(Code::NotDecided, example.span, "it was not decided whether this example holds")
            .help("fix more signs in it")
    };
    match any_in(&shown, &[]) {
        Found::Point(_) => {}
        Found::NotDecided => return out.push(undecided()),
        Found::Nothing => {
            let message = "no possible rep has these values when every other sign is good";
            let mut diagnostic = Diagnostic::new(Code::ExampleImpossible, example.span, message)
                .help("change one of the values");
            if let Some(pair) = engine.blocking_pair(&shown[0]).map(|pair| &exercise.impossible[pair]) {
                diagnostic = diagnostic.label(pair.span, format!("impossible: {}", pair.because));
            }
            return out.push(diagnostic);
        }
    }
    for (&mistake, rule) in engine.mistakes().iter().zip(engine.rules()) {
        if told.contains(&(ix, mistake)) {
            continue;
        }
        let is_dead = |clause: &Cube| find(engine.space(), clause, &[], Budget::default()) == Found::Nothing;
        if example.expect.contains(&mistake) && rule.iter().all(is_dead) {
            // That it can never fire was told where its condition stands.
            continue;
        }
        let found = if example.expect.contains(&mistake) {
            let rule: Vec<&Cube> = rule.iter().collect();
            any_in(&shown, &rule)
        } else {
            worst_of(shown.iter().map(|reps| any_of(&engine, rule, reps)))
        };
        if let Some(point) = witness(found, out, undecided) {
            return out.push(failure(draft, (ix, &engine), example, &point));
        }
    }
    if example.expect.is_empty() {
        let points = shown.iter().map(|reps| find(engine.space(), reps, &[], Budget::default()));
        let point = points.into_iter().find_map(Found::point);
        if let Some(point) = point.filter(|point| verdict(&engine, point) == Verdict::Gap) {
            let rep = in_words(draft.book, exercise, &engine, &point, &[]);
            let message = format!("no mistake fires, but nobody calls this good or tolerated: {rep}");
            out.push(
                Diagnostic::new(Code::ExampleFails, example.expect_span, message)
                    .help("add the value to [good] or [tolerated], or write the mistake that it is"),
            );
        }
    }
}

/// A point if one was found; else nothing only if that was always so.
fn worst_of(all: impl Iterator<Item = Found>) -> Found {
    let mut result = Found::Nothing;
    for found in all {
        match found {
            Found::Nothing => {}
            Found::NotDecided => result = found,
            Found::Point(_) => return found,
        }
    }
    result
}

fn any_of(engine: &Engine, rule: &[Cube], reps: &Cube) -> Found {
    let mut result = Found::Nothing;
    for clause in rule.iter().filter_map(|clause| clause.intersect(reps)) {
        match plainest(engine.space(), &clause, &[], Budget::default()) {
            Found::Nothing => {}
            Found::NotDecided => result = Found::NotDecided,
            found @ Found::Point(_) => return found,
        }
    }
    result
}

fn verdict(engine: &Engine, point: &Point) -> Verdict {
    engine.verdict(point.cells(), &engine.matcher().fired(point))
}

/// What fires for the witness, by the matcher, against what was expected.
fn failure(
    draft: &CheckedDraft<'_>,
    (ix, engine): (ExerciseIx, &Engine),
    example: &Example,
    point: &Point,
) -> Diagnostic {
    let (book, exercise) = (draft.book, &draft.book[ix]);
    let fired = engine.fires(point);
    let missing: Vec<_> = example.expect.iter().copied().filter(|mistake| !fired.contains(mistake)).collect();
    let extra: Vec<_> = fired.iter().copied().filter(|mistake| !example.expect.contains(mistake)).collect();
    assert!(!missing.is_empty() || !extra.is_empty(), "a witness differs from what was expected");
    let mut parts = Vec::new();
    if !missing.is_empty() {
        let does = if missing.len() == 1 { "is expected and doesn't" } else { "are expected and don't" };
        parts.push(format!("{} {does} fire", quoted_ids(book, &missing)));
    }
    if !extra.is_empty() {
        let does = if extra.len() == 1 { "fires and isn't" } else { "fire and aren't" };
        parts.push(format!("{} {does} expected", quoted_ids(book, &extra)));
    }
    let about: Vec<_> = missing.iter().chain(&extra).copied().collect();
    let rep = in_words_with(book, exercise, engine, point, &about, &example.rep);
    let rep = if rep.is_empty() { "every sign is good".to_owned() } else { rep };
    let quoted: Vec<String> = fired
        .iter()
        .map(|&mistake| format!("\"{}\"", book.name_in(exercise.pack, Named::Mistake(mistake))))
        .collect();
    let help = untold_context(draft, ix, example).unwrap_or_else(|| {
        format!("if the rule is right, write expect = [{}]; otherwise mend the rule", quoted.join(", "))
    });
    Diagnostic::new(Code::ExampleFails, example.expect_span, format!("{}: {rep}", parts.join("; ")))
        .label(example.span, "in this rep")
        .help(help)
}

/// What to add where the example holds in one context or style and not in another, and says neither.
fn untold_context(draft: &CheckedDraft<'_>, ix: ExerciseIx, example: &Example) -> Option<String> {
    let (book, exercise) = (draft.book, &draft.book[ix]);
    let untold = exercise.signs.iter().map(|observed| observed.sign).filter(|&sign| {
        book[sign].kind.is_context()
            && matches!(book[sign].domain, Domain::Named(_))
            && example.rep.iter().all(|&(told, _)| told != sign)
    });
    untold.into_iter().find_map(|sign| {
        let holds_with = |value: &Value| {
            let mut rep = example.rep.clone();
            rep.push((sign, *value));
            holds(draft, ix, &rep, &example.expect)
        };
        let value = book[sign].all().values().find(holds_with)?;
        Some(format!(
            "it holds in one case and not in another: say which, add {} = \"{}\" to the rep",
            book.key_in(exercise.pack, Named::Sign(sign)),
            book[sign].word(value)
        ))
    })
}

/// Whether exactly these mistakes fire in every possible rep with these values.
fn holds(draft: &CheckedDraft<'_>, ix: ExerciseIx, rep: &[(SignIx, Value)], expect: &[MistakeIx]) -> bool {
    let (engine, shown) = draft.book.reps_that_show(ix, rep);
    !shown.is_empty()
        && engine.mistakes().iter().zip(engine.rules()).all(|(mistake, rule)| {
            let rule_of: Vec<&Cube> = rule.iter().collect();
            let differs = |reps: &Cube| {
                if expect.contains(mistake) {
                    plainest(engine.space(), reps, &rule_of, Budget::default())
                } else {
                    any_of(&engine, rule, reps)
                }
            };
            shown.iter().all(|reps| differs(reps) == Found::Nothing)
        })
}

//! An exercise: how it is done, what a clean rep looks like, what goes wrong and how to mend it.

use serde_json::{Value, json};

use formcheck_core::page::{Page, RichText, strong};
use formcheck_core::quiz::names;
use formcheck_core::rulebook::words::{and_list, clean, says, sentence, values, when};
use formcheck_core::rulebook::{
    Counted, Exercise, ExerciseIx, FineCase, Observed, Reps, Rulebook, first_to_fix,
};

pub(super) fn page(page: &mut Page, book: &Rulebook, ix: ExerciseIx) {
    let exercise = &book[ix];
    page.heading(&exercise.name);
    facts(page, book, exercise);
    if !exercise.steps.is_empty() {
        page.heading("Steps").numbered(exercise.steps.iter().map(|step| step.say.as_str()));
    }
    super::list(page, "A clean rep", clean_rep(book, exercise));
    super::list(page, "Also good", cases(book, exercise, false));
    super::list(page, "Done in another style", cases(book, exercise, true));
    super::list(page, "What sets it apart", apart(book, exercise));
    page.heading("Mistakes, the worst first");
    for counted in by_severity(book, exercise) {
        let mistake = &book[counted.mistake];
        let about = format!(" ({}, {})", mistake.severity.word(), mistake.id);
        page.line(RichText::from("  ").then(strong(clean(&mistake.name))).then(about));
        let words = book.words_in(exercise, counted.mistake);
        page.hang("    ", &format!("Fix: {}", words.fix));
        page.hang("    ", &format!("Cue: {}", words.cue));
    }
    super::backing(page, book, &exercise.backing, &exercise.backing.sources);
}

fn facts(page: &mut Page, book: &Rulebook, exercise: &Exercise) {
    page.labelled("Also called", &exercise.aliases.join(", "));
    page.labelled("You need", &exercise.equipment.join(", "));
    page.labelled("For", &and_list(&names::muscles(book, &exercise.primary)));
    page.labelled("Also works", &and_list(&names::muscles(book, &exercise.secondary)));
    if let Some(reps) = &exercise.reps {
        page.labelled("Reps", &in_words(reps));
    }
}

/// A rep range with its load: "6 to 12, moderately heavy".
pub(crate) fn in_words(reps: &Reps) -> String {
    let range = match reps.to {
        Some(to) => format!("{} to {to}", reps.from),
        None => format!("{} or more", reps.from),
    };
    reps.load.as_ref().map_or(range.clone(), |load| format!("{range}, {load}"))
}

/// What is good, one clause a sign; context where anything goes is left out.
fn clean_rep<'a>(book: &'a Rulebook, exercise: &'a Exercise) -> impl Iterator<Item = String> + 'a {
    let told = exercise.signs.iter().filter(|observed| {
        let sign = &book[observed.sign];
        observed.good != sign.all() && !sign.kind.is_context()
    });
    told.map(|observed| {
        let sign = &book[observed.sign];
        let said = sentence(&says(sign, &observed.good));
        // What is taught and not asked for, such as a pause.
        let is_free = observed.good.union(&observed.tolerated) == sign.all();
        if is_free { format!("{said}; anything else gets no verdict") } else { said }
    })
}

/// Where other values are good, too or instead.
fn cases<'a>(
    book: &'a Rulebook,
    exercise: &'a Exercise,
    is_variant: bool,
) -> impl Iterator<Item = String> + 'a {
    let cases = exercise.fine.iter().filter(move |case| case.is_variant == is_variant);
    cases.map(|case| {
        let good: Vec<String> = case.good.iter().map(|(sign, set)| says(&book[*sign], set)).collect();
        format!("{}, where {}. {}", sentence(&and_list(&good)), when(book, &case.when), case.because)
    })
}

/// Where this exercise differs, and why.
fn apart<'a>(book: &'a Rulebook, exercise: &'a Exercise) -> impl Iterator<Item = String> + 'a {
    exercise.signs.iter().filter_map(|observed| {
        let because = observed.because.as_ref()?;
        Some(format!("{}: {because}", about(book, observed)))
    })
}

/// The sign of a remark by its id, which reads as words.
fn about(book: &Rulebook, observed: &Observed) -> String {
    sentence(&book[observed.sign].id.as_str().replace('-', " "))
}

fn by_severity<'a>(book: &Rulebook, exercise: &'a Exercise) -> Vec<&'a Counted> {
    let mut mistakes: Vec<&Counted> = exercise.mistakes.iter().collect();
    mistakes.sort_by(|a, b| first_to_fix(book, exercise, a.mistake, b.mistake));
    mistakes
}

pub(super) fn json(book: &Rulebook, ix: ExerciseIx) -> Value {
    let exercise = &book[ix];
    let sign = |observed: &Observed| {
        let sign = &book[observed.sign];
        json!({
            "id": sign.id,
            "good": values(sign, &observed.good),
            "tolerated": (!observed.tolerated.is_empty()).then(|| values(sign, &observed.tolerated)),
            "because": observed.because,
        })
    };
    let case = |case: &FineCase| {
        let good = case.good.iter().map(|(sign, set)| (&book[*sign].id, values(&book[*sign], set)));
        json!({
            "when": when(book, &case.when),
            "good": good.map(|(sign, good)| json!({"sign": sign, "good": good})).collect::<Vec<_>>(),
            "instead": case.is_variant,
            "because": case.because,
            "sources": names::cites(book, &case.backing.sources),
        })
    };
    let mistake = |counted: &&Counted| {
        let mistake = &book[counted.mistake];
        let words = book.words_in(exercise, counted.mistake);
        json!({
            "id": mistake.id,
            "name": mistake.name,
            "severity": mistake.severity,
            "why": words.why,
            "fix": words.fix,
            "cue": words.cue,
            "sources": names::cites(book, book.sources_in(exercise, counted.mistake)),
        })
    };
    json!({
        "kind": "exercise",
        "id": exercise.id,
        "name": exercise.name,
        "aliases": exercise.aliases,
        "tags": exercise.tags,
        "equipment": exercise.equipment,
        "muscles": {
            "primary": names::muscles(book, &exercise.primary),
            "secondary": names::muscles(book, &exercise.secondary),
        },
        "reps": exercise.reps.as_ref().map(|reps| json!({"from": reps.from, "to": reps.to, "load": reps.load})),
        "steps": exercise.steps.iter().map(|step| &step.say).collect::<Vec<_>>(),
        "signs": exercise.signs.iter().map(sign).collect::<Vec<_>>(),
        "fine": exercise.fine.iter().map(case).collect::<Vec<_>>(),
        "mistakes": by_severity(book, exercise).iter().map(mistake).collect::<Vec<_>>(),
        "sources": names::cites(book, &exercise.backing.sources),
    })
}

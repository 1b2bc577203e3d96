//! One question of a record with the proof of its key, step by step, for an appeal: what the engine says of each option
//! now, asked again.

use crate::pages::exam::shown::WatchedRep;
use crate::pages::program::call;
use crate::pages::session;
use formcheck_core::page::Page;
use formcheck_core::quiz::{Basis, Certainty, Feedback, Item, Marks, Prompt, Viewing, names, prove_item};
use formcheck_core::rulebook::words::{and_list, fires_when};
use formcheck_core::rulebook::{
    ExerciseIx, Graded, Id, MistakeIx, Named, Proved, Rulebook, SignIx, Value, borne_on, grades,
    judge_briefly, looks, mistake_phase, prove,
};
use formcheck_exam::record::{Record, RecordItem};

pub fn page(book: &Rulebook, record: &Record, row: &RecordItem) -> Page {
    let item = &row.item;
    let question = item.question();
    let prompt = Prompt { n: row.n, of: record.items.len(), question: &question };
    let mut page = session::prompt(&prompt);
    page.gap();
    match &row.answer {
        Some(answer) => {
            let given = crate::pages::exam::sitting::in_words(&question, answer);
            page.labelled("Answer given", &format!("{given} ({} of 1)", points(row.marks)));
            let told = Feedback {
                n: row.n,
                item,
                response: answer,
                certainty: row.certainty.and_then(|number| Certainty::from_number(number.into())),
                mark: Marks(row.marks),
                meant: None,
                viewing: Viewing::InWords,
            };
            page.append(session::feedback(book, &told));
        }
        None => {
            page.labelled("Answer given", "none, so it earned nothing.");
        }
    }
    if let Some(struck) = record.struck.iter().find(|struck| struck.n == row.n) {
        let why = struck.why.trim_end_matches('.');
        page.gap().say(&format!(
            "This question was taken out after the exam: {why}. It does not count; in the record before, the answer earned {} of 1.",
            points(row.marks)
        ));
        page.say("What follows is what the rules say for its key.");
    }
    if row.is_trial {
        page.gap().say("This question was tried out: it does not count in the score.");
    }
    if WatchedRep::of(book, record, row.n).is_some() {
        page.gap().say(&format!(
            "It was watched, not read. To see it: {}",
            call(&format!("exam explain RECORD {} --picture FILE.svg", row.n))
        ));
    }
    page.heading("The proof of the key");
    for step in steps(book, item) {
        page.item(&step);
    }
    match prove_item(book, item) {
        Ok(()) => page.say("Proved again just now, by these rules."),
        Err(why) => page.say(&format!("These rules do not prove it: {why}.")),
    };
    page
}

/// Marks as people write them.
pub(crate) fn points(marks: f64) -> String {
    if marks.fract() == 0.0 { format!("{marks:.0}") } else { format!("{marks:.2}") }
}

/// What the key rests on, step by step.
pub fn steps(book: &Rulebook, item: &Item) -> Vec<String> {
    match &item.basis {
        Basis::Fires(_) | Basis::AllThatFire | Basis::CleanOrNot => of_a_rep(book, item),
        Basis::Change { mistake, brings } => of_changes(book, item, mistake, *brings),
        Basis::Exception { .. } => of_exercises(book, item),
        Basis::Call(_) => [of_a_rep(book, item), vec![table(book, item)]].concat(),
        Basis::Look => of_looks(book, item),
        Basis::CleanRep(_) | Basis::More { .. } | Basis::Starts(_) => of_reps(book, item),
        Basis::First(_) => [of_a_rep(book, item), in_order(book, item)].concat(),
        _ => vec![table(book, item)],
    }
}

/// What the engine says of one mistake for what is shown.
fn says(proved: Proved) -> &'static str {
    match proved {
        Proved::Fires => "that is so in this rep, whatever good values the rest has",
        Proved::Never => "that is not so in this rep, whatever good values the rest has",
        Proved::Depends => "it depends on signs that aren't shown",
        Proved::NoCompletion => "no rep is like that",
    }
}

/// Each mistake that counts in the exercise, those that are offered or hold one by one.
fn of_a_rep(book: &Rulebook, item: &Item) -> Vec<String> {
    let (Some(ix), Some(shown)) = (item.exercise_in(book), item.observed(book)) else { return Vec::new() };
    let offered: Vec<MistakeIx> =
        item.key.choices().iter().filter_map(|choice| choice.mistake_in(book)).collect();
    let mut steps = Vec::new();
    let mut others = 0;
    for counted in &book[ix].mistakes {
        let proved = prove(book, ix, &shown, counted.mistake);
        if offered.contains(&counted.mistake) || proved != Proved::Never {
            steps.push(of_mistake(book, counted.mistake, proved));
        } else {
            others += 1;
        }
    }
    if others > 0 {
        steps.push(format!(
            "Of the {others} other mistakes that count in {}, none holds for any way to complete it.",
            book[ix].name
        ));
    }
    steps
}

/// What the engine says of each rep, and what the reps are compared by.
fn of_reps(book: &Rulebook, item: &Item) -> Vec<String> {
    let (Some(ix), Some(reps)) = (item.exercise_in(book), item.each_observed(book)) else {
        return Vec::new();
    };
    let firing = |rep: &[(SignIx, Value)]| -> Vec<String> {
        let counted = book[ix].mistakes.iter().map(|counted| counted.mistake);
        let firing = counted.filter(|&one| prove(book, ix, rep, one) == Proved::Fires);
        firing.map(|one| format!("\"{}\"", book[one].name)).collect()
    };
    let mut steps: Vec<String> = Vec::new();
    for (place, rep) in reps.iter().enumerate() {
        let firing = firing(rep);
        let what = if firing.is_empty() {
            "no mistake holds".to_owned()
        } else {
            format!("{} holds", and_list(&firing))
        };
        let named = match (item.reps().is_set(), place) {
            (false, 0) => "A".to_owned(),
            (false, _) => "B".to_owned(),
            (true, _) => (place + 1).to_string(),
        };
        steps.push(format!("Rep {named}: {what}, whatever good values the rest has."));
    }
    steps.push(match &item.basis {
        Basis::More { sign, .. } => {
            let sign = book.sign(sign.as_str()).map_or("", |sign| names::question(&book[sign]));
            format!(
                "The reps differ in one sign (\"{sign}\"), and the key is farther from what is good in it."
            )
        }
        Basis::Starts(_) => "The key is the first rep that it holds for.".to_owned(),
        _ => "The key is the rep that no mistake holds for.".to_owned(),
    });
    steps
}

/// How soon each mistake that is offered is fixed.
fn in_order(book: &Rulebook, item: &Item) -> Vec<String> {
    let Some(exercise) = item.exercise_in(book).map(|ix| &book[ix]) else { return Vec::new() };
    let offered: Vec<MistakeIx> =
        item.key.choices().iter().filter_map(|choice| choice.mistake_in(book)).collect();
    let rep = item.exercise_in(book).zip(item.observed(book));
    let graded = rep.map(|(ix, shown)| grades(book, ix, &shown, &offered)).unwrap_or_default();
    let place = |one: &Graded| {
        let mistake = one.mistake;
        let phase = mistake_phase(book, exercise, mistake);
        let phase = phase
            .map_or(String::new(), |phase| format!(", seen first in the phase \"{}\"", book[phase].name));
        let effects = graded.iter().filter(|other| book[mistake].leads_to.contains(&other.mistake));
        let effects: Vec<String> = effects.map(|other| format!("\"{}\"", book[other.mistake].name)).collect();
        let leads =
            if effects.is_empty() { String::new() } else { format!(" It leads to {}.", and_list(&effects)) };
        format!("\"{}\" is of {} severity{phase}.{leads}", book[mistake].name, one.severity.word())
    };
    let rule = "What leads to another mistake is fixed before it; else severity decides.".to_owned();
    std::iter::once(rule).chain(graded.iter().map(place)).collect()
}

/// What is still possible, and on how much of it each sign that is offered bears.
fn of_looks(book: &Rulebook, item: &Item) -> Vec<String> {
    let (Some(ix), Some(seen)) = (item.exercise_in(book), item.seen_so_far(book)) else { return Vec::new() };
    let possible = judge_briefly(book, ix, &seen).possible;
    let named = |mistakes: &[MistakeIx]| {
        let names: Vec<String> = mistakes.iter().map(|&one| format!("\"{}\"", book[one].name)).collect();
        and_list(&names)
    };
    let looks = looks(book, ix, &seen);
    let rule =
        "The key is the sign that leaves the fewest of them open, on average over what may be seen there.";
    let mut steps = vec![format!("Possible after what was seen: {}.", named(&possible)), rule.to_owned()];
    for choice in item.key.choices() {
        let Some(sign) = choice.of_in(book).and_then(Named::sign) else { continue };
        let open = looks
            .iter()
            .find(|look| look.sign == sign)
            .map_or_else(|| "all".to_owned(), |look| format!("{:.2}", look.open()));
        let borne = borne_on(book, ix, &seen, &possible, sign);
        let bears = if borne.is_empty() { "nothing".to_owned() } else { named(&borne) };
        steps.push(format!("\"{}\" bears on {bears}; {open} stay open.", choice.say));
    }
    steps
}

fn of_mistake(book: &Rulebook, mistake: MistakeIx, proved: Proved) -> String {
    let (name, condition) = (&book[mistake].name, fires_when(book, &book[mistake]));
    format!("\"{name}\" holds when {condition}: {}.", says(proved))
}

/// The mistake before, and after each change.
fn of_changes(book: &Rulebook, item: &Item, mistake: &Id, brings: bool) -> Vec<String> {
    let (Some(ix), Some(shown), Some(mistake)) =
        (item.exercise_in(book), item.observed(book), book.mistake(mistake.as_str()))
    else {
        return Vec::new();
    };
    let asked = if brings { "brings it in" } else { "takes it away" };
    let mut steps = vec![
        format!("Asked for is the change that {asked}."),
        format!("Before: {}", of_mistake(book, mistake, prove(book, ix, &shown, mistake))),
    ];
    for choice in item.key.choices() {
        let Some(change) = choice.change_in(book) else { continue };
        steps.push(format!("After \"{}\": {}.", choice.say, says(after(book, ix, &shown, change, mistake))));
    }
    steps
}

fn after(
    book: &Rulebook,
    ix: ExerciseIx,
    shown: &[(SignIx, Value)],
    (sign, value): (SignIx, Value),
    mistake: MistakeIx,
) -> Proved {
    let changed: Vec<(SignIx, Value)> =
        shown.iter().map(|&(own, old)| (own, if own == sign { value } else { old })).collect();
    prove(book, ix, &changed, mistake)
}

/// What holds of the rep in each exercise that is an option.
fn of_exercises(book: &Rulebook, item: &Item) -> Vec<String> {
    let Some(shown) = item.observed(book) else { return Vec::new() };
    let mut steps = Vec::new();
    for choice in item.key.choices() {
        let Some(ix) = choice.of_in(book).and_then(Named::exercise) else { continue };
        let holding: Vec<String> = book[ix]
            .mistakes
            .iter()
            .filter(|counted| prove(book, ix, &shown, counted.mistake) == Proved::Fires)
            .map(|counted| format!("\"{}\"", book[counted.mistake].name))
            .collect();
        let what = if holding.is_empty() {
            "no mistake is in it".to_owned()
        } else {
            format!("{} is in it, whatever good values the rest has", holding.join(" and "))
        };
        steps.push(format!("{}: {what}.", book[ix].name));
    }
    steps
}

/// What a table says can't be proved by the engine: the key is the table's own entry.
fn table(book: &Rulebook, item: &Item) -> String {
    let exercise = item.exercise_in(book).map_or(String::new(), |ix| format!(" in {}", book[ix].name));
    let name = |id: &Id| names::name_of(book, id.as_str()).unwrap_or_else(|| id.to_string());
    match &item.basis {
        Basis::Words { mistake, .. } | Basis::RecallCue(mistake) => format!(
            "The key is what the rules say of \"{}\"{exercise}{}.",
            name(mistake),
            if item.key.choices().is_empty() {
                ""
            } else {
                "; each wrong option is what they say of another mistake with other signs"
            }
        ),
        Basis::Call(mistake) => format!(
            "The key is what the rules have called out at \"{}\"{exercise}; each wrong option is the cue of a mistake with \
             other signs, or with the opposite of one.",
            name(mistake)
        ),
        Basis::Steps => format!("The key is the order of the steps{exercise}, as written in its file."),
        Basis::Reps => format!("The key is the rep range{exercise}, as written in its file."),
        Basis::Trains => format!("The key is what is trained{exercise}, as written in its file."),
        Basis::Does(muscle) | Basis::DoneBy { muscle, .. } | Basis::Attaches(muscle) => {
            format!("The key is what the muscles' file says of {}.", name(muscle))
        }
        Basis::Written(question) => {
            let backing = book.question(question.as_str()).map(|ix| &book[ix].backing.sources);
            let sources = backing.map_or_else(Vec::new, |sources| names::sources(book, sources));
            let leans = if sources.is_empty() {
                String::new()
            } else {
                format!(" It leans on {}.", sources.join("; "))
            };
            format!("A coach wrote this question and its key: `{question}`.{leans}")
        }
        _ => String::new(),
    }
}

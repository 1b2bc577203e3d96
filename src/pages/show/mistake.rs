//! A mistake: what it looks like, what it costs, the fix and the cue; where it counts and in whose words.

use serde_json::{Value, json};

use crate::pages::check::severity;
use formcheck_core::page::Page;
use formcheck_core::quiz::names;
use formcheck_core::rulebook::words::{and_list, fires_when, sentence, when};
use formcheck_core::rulebook::{Degree, Exercise, MistakeIx, Rulebook};

pub(super) fn page(page: &mut Page, book: &Rulebook, ix: MistakeIx) {
    let mistake = &book[ix];
    page.heading(&mistake.name);
    page.say(&format!("Severity {}.", severity(mistake.severity)));
    page.labelled("Also called", &mistake.aka.join(", "));
    page.gap();
    page.labelled("You see it when", &format!("{}.", fires_when(book, mistake)));
    for degree in &mistake.worse {
        let cue = degree.cue.as_ref().map(|cue| format!(" Cue: {cue}.")).unwrap_or_default();
        let where_worse = when(book, &degree.when);
        page.labelled(
            &format!("Of {} severity where", degree.severity.word()),
            &format!("{where_worse}.{cue}"),
        );
    }
    page.gap();
    page.labelled("Why it matters", &mistake.words.why);
    page.labelled("Fix", &mistake.words.fix);
    page.labelled("Cue", &mistake.words.cue);
    page.labelled("Others say", &mistake.words.cues.join(", "));
    page.labelled("It often leads to", &names_of(book, mistake.leads_to.iter().copied()));
    page.labelled("It often comes from", &names_of(book, causes(book, ix)));
    page.labelled("Hard to tell from", &names_of(book, mistake.not_beside.iter().copied()));
    let exercises: Vec<&Exercise> = counting(book, ix).collect();
    let names: Vec<&str> = exercises.iter().map(|exercise| exercise.name.as_str()).collect();
    page.gap().labelled("It counts in", &format!("{}.", and_list(&names)));
    super::list(page, "In single exercises", reworded(book, ix));
    super::list(page, "There it is no mistake", fine_in(book, ix));
    super::backing(page, book, &mistake.backing, &mistake.backing.sources);
}

/// The mistakes that often lead to this one.
fn causes(book: &Rulebook, ix: MistakeIx) -> impl Iterator<Item = MistakeIx> + '_ {
    (0..book.mistakes.len()).map(MistakeIx::at).filter(move |&other| book[other].leads_to.contains(&ix))
}

fn names_of(book: &Rulebook, mistakes: impl Iterator<Item = MistakeIx>) -> String {
    let names: Vec<String> = mistakes.map(|one| format!("\"{}\"", book[one].name)).collect();
    if names.is_empty() { String::new() } else { format!("{}.", and_list(&names)) }
}

fn counting(book: &Rulebook, ix: MistakeIx) -> impl Iterator<Item = &Exercise> {
    book.exercises.iter().filter(move |exercise| exercise.counted(ix).is_some())
}

/// What exercises say of it in words of their own.
fn reworded(book: &Rulebook, ix: MistakeIx) -> Vec<String> {
    let mistake = &book[ix];
    counting(book, ix)
        .filter_map(|exercise| {
            let own = book.words_in(exercise, ix);
            let parts = [
                (&own.why, &mistake.words.why, "why"),
                (&own.fix, &mistake.words.fix, "fix"),
                (&own.cue, &mistake.words.cue, "cue"),
            ];
            let differ: Vec<String> = parts
                .iter()
                .filter(|(own, shared, _)| own != shared)
                .map(|(own, _, label)| format!("{label}: {}", own.trim_end_matches('.')))
                .collect();
            (!differ.is_empty()).then(|| format!("{}: {}.", exercise.name, differ.join("; ")))
        })
        .collect()
}

/// Exercises that look at its signs, don't count it, and say why.
fn fine_in(book: &Rulebook, ix: MistakeIx) -> Vec<String> {
    let tests: Vec<_> = book[ix].when.iter().flat_map(|clause| &clause.tests).collect();
    let others = book.exercises.iter().filter(|exercise| exercise.counted(ix).is_none());
    others
        .flat_map(|exercise| {
            exercise.signs.iter().filter_map(|observed| {
                let tested = tests.iter().any(|test| {
                    test.sign == observed.sign
                        && !observed.good.union(&observed.tolerated).intersect(&test.values).is_empty()
                });
                let because = observed.because.as_ref().filter(|_| tested)?;
                Some(format!("{}: {}", exercise.name, sentence(because)))
            })
        })
        .collect()
}

pub(super) fn json(book: &Rulebook, ix: MistakeIx) -> Value {
    let mistake = &book[ix];
    let worse = |degree: &Degree| json!({"when": when(book, &degree.when), "severity": degree.severity, "cue": degree.cue});
    let exercises: Vec<_> = counting(book, ix).map(|exercise| &exercise.id).collect();
    json!({
        "kind": "mistake",
        "id": mistake.id,
        "name": mistake.name,
        "aka": mistake.aka,
        "severity": mistake.severity,
        "when": fires_when(book, mistake),
        "worse": mistake.worse.iter().map(worse).collect::<Vec<_>>(),
        "leads_to": mistake.leads_to.iter().map(|&other| &book[other].id).collect::<Vec<_>>(),
        "not_beside": mistake.not_beside.iter().map(|&other| &book[other].id).collect::<Vec<_>>(),
        "often_from": causes(book, ix).map(|other| &book[other].id).collect::<Vec<_>>(),
        "why": mistake.words.why,
        "fix": mistake.words.fix,
        "cue": mistake.words.cue,
        "cues": mistake.words.cues,
        "exercises": exercises,
        "sources": names::cites(book, &mistake.backing.sources),
        "assumption": mistake.backing.assumption,
        "contested": mistake.backing.contested,
        "contests": mistake.backing.contested.as_ref().map(|_| mistake.contests.word()),
    })
}

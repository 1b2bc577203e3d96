//! What a check found, as text.

use formcheck_core::page::{Page, RichText, bad, good, key, strong};
use formcheck_core::quiz::names;
use formcheck_core::rulebook::words::{and_list, clean, count, sentence, value};
use formcheck_core::rulebook::{
    Brief, Certain, CheckVerdict, Clause, Exercise, ExerciseIx, Judgement, Observation, Possible, Rulebook,
    SetJudgement, Severity, SignIx, Value,
};
use formcheck_study::FilmedSet;

/// The verdict first, then each mistake with what it shows, its fix and cue; then what is still open.
pub fn page(book: &Rulebook, ix: ExerciseIx, observation: &Observation, judgement: &Judgement) -> Page {
    let exercise = &book[ix];
    let mut page = Page::new();
    page.heading(&exercise.name);
    page.line(verdict(exercise, observation, judgement));
    if let CheckVerdict::Impossible(pair) = judgement.verdict {
        if let Some(pair) = pair.map(|pair| &exercise.impossible[pair]) {
            page.say(&format!("{}: {}.", sentence("no body can do that"), pair.because));
        }
        page.say("Look again at one of the signs, or leave it out.");
    }
    let several = judgement.certain.len() > 1;
    for (place, certain) in judgement.certain.iter().enumerate() {
        page.gap();
        let first = if several && place == 0 { ": fix this first" } else { "" };
        mistake(&mut page, book, exercise, certain, first);
        let also = led_to(book, certain, judgement);
        if !also.is_empty() {
            page.say(&format!("  Fix this, and {} may go too.", and_list(&also)));
        }
    }
    if several {
        page.gap().say(&order_in_words(book, exercise, judgement));
    }
    special(&mut page, book, exercise, observation, judgement);
    open(&mut page, book, judgement);
    page
}

/// What becomes of a set that was kept.
pub fn kept(book: &Rulebook, set: &FilmedSet) -> Page {
    let mut page = Page::new();
    let names: Vec<String> =
        set.fires.iter().map(|id| format!("\"{}\"", names::name_of(book, id).unwrap_or_default())).collect();
    let next = if names.is_empty() {
        "No mistake is certain in it, so study asks nothing more for it".to_owned()
    } else {
        format!("Study asks {} next", and_list(&names))
    };
    page.labelled("Kept", &format!("{next}. u before your first answer there takes it back."));
    page
}

fn verdict(exercise: &Exercise, observation: &Observation, judgement: &Judgement) -> RichText {
    let mistakes = judgement.certain.len();
    match judgement.verdict {
        CheckVerdict::Mistakes => bad(format!("{}.", count(mistakes, "mistake", "mistakes"))),
        CheckVerdict::Clean => good("Clean:").then(" every sign is as it should be."),
        CheckVerdict::Tolerated => {
            let is_off = |&place: &usize| {
                let good = exercise.good_where(place, |sign| observation.get(exercise, sign));
                observation.values()[place].is_some_and(|seen| !good.contains(seen))
            };
            let off = (0..exercise.signs.len()).filter(is_off).count();
            let what = if off == 1 { "one thing is".to_owned() } else { format!("{off} things are") };
            good("No mistake,").then(format!(" but {what} not how it is taught:"))
        }
        CheckVerdict::Gap => {
            key("No verdict:").then(" the rules don't say whether this rep is good, tolerated or a mistake.")
        }
        CheckVerdict::NoMistakeSeen => {
            let (seen, of) = (observation.values().iter().flatten().count(), exercise.signs.len());
            good("No mistake seen:").then(format!(" {seen} of {of} signs looked at, all good."))
        }
        CheckVerdict::Undecided if observation.values().iter().all(Option::is_none) => {
            key("Nothing to judge yet:").then(" nothing about the rep was given yet.")
        }
        CheckVerdict::Undecided => key("Undecided:").then(" it depends on what was not looked at."),
        CheckVerdict::Impossible(_) => bad("These signs don't go together."),
    }
}

/// What decides which mistake of a rep comes first.
fn order_in_words(book: &Rulebook, exercise: &Exercise, judgement: &Judgement) -> String {
    let has_causes = judgement.certain.iter().any(|certain| !led_to(book, certain, judgement).is_empty());
    let causes = if has_causes { ", then by what brings others about" } else { "" };
    let then = if exercise.has_own_order {
        "by the order of this exercise"
    } else {
        "by what comes first in the rep"
    };
    format!("What to fix first goes by how bad it is{causes}, then {then}.")
}

/// The other mistakes of the rep that this one often leads to, by name.
fn led_to(book: &Rulebook, certain: &Certain, judgement: &Judgement) -> Vec<String> {
    let is_led_to = |other: &&Certain| book[certain.mistake].leads_to.contains(&other.mistake);
    let others = judgement.certain.iter().filter(is_led_to);
    others.map(|other| format!("\"{}\"", clean(&book[other.mistake].name))).collect()
}

fn mistake(page: &mut Page, book: &Rulebook, exercise: &Exercise, certain: &Certain, first: &str) {
    let mistake = &book[certain.mistake];
    let words = book.words_in(exercise, certain.mistake);
    let name = clean(&mistake.name).into_owned();
    let graded = certain.graded;
    let more = if graded.is_settled() { String::new() } else { format!(", maybe {}", graded.at_most.word()) };
    page.line(strong(name).then(format!(" ({}{more}){first}", graded.severity.word())));
    let seen: Vec<String> = certain.because.iter().map(|&(sign, seen)| book[sign].say(seen)).collect();
    if !seen.is_empty() {
        page.labelled("  Seen", &format!("{}.", and_list(&seen)));
    }
    page.labelled("  Why it matters", &words.why);
    page.labelled("  Fix", &words.fix);
    page.labelled("  Cue", graded.own_cue(book).unwrap_or(&words.cue));
    page.labelled("  Schools differ", mistake.backing.contested.as_deref().unwrap_or_default());
}

/// How bad, in a word.
pub(crate) fn severity_word(severity: Severity) -> &'static str {
    severity.word()
}

/// How bad, and what that means.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Low => "low: polish",
        Severity::Medium => "medium: the exercise loses its purpose",
        Severity::High => "high: stop the set",
    }
}

/// Signs that are neither good nor part of a mistake that was found: what this exercise says of them.
fn special(
    page: &mut Page,
    book: &Rulebook,
    exercise: &Exercise,
    observation: &Observation,
    judgement: &Judgement,
) {
    let told = |sign: SignIx| {
        judgement.certain.iter().any(|certain| certain.because.iter().any(|&(other, _)| other == sign))
    };
    let off: Vec<String> = exercise
        .signs
        .iter()
        .enumerate()
        .filter_map(|(place, observed)| {
            let seen = observation.values()[place]?;
            let good = exercise.good_where(place, |sign| observation.get(exercise, sign));
            if told(observed.sign) {
                return None;
            }
            if good.contains(seen) {
                return fine(book, exercise, observation, place, seen);
            }
            let said = sentence(&book[observed.sign].say(seen));
            let tolerated = observed.tolerated.contains(seen);
            let taught = formcheck_core::rulebook::words::values(&book[observed.sign], &good);
            let word =
                if tolerated { "that alone is neither good nor a mistake" } else { "not what is taught" };
            Some(match &observed.because {
                // What the exercise says of it may say that, too.
                Some(because) if because.contains("no verdict") => format!("{said}. {because}"),
                Some(because) => format!("{said}: {word}. {because}"),
                None => format!("{said}: {word}. Taught: {taught}."),
            })
        })
        .collect();
    if !off.is_empty() && !matches!(judgement.verdict, CheckVerdict::Impossible(_)) {
        page.gap();
        for line in off {
            page.hang("- ", &line);
        }
    }
}

/// Why a value is good that is so only in a case that holds here; none where it is good anyway.
fn fine(
    book: &Rulebook,
    exercise: &Exercise,
    observation: &Observation,
    place: usize,
    seen: Value,
) -> Option<String> {
    let observed = &exercise.signs[place];
    if observed.good.contains(seen) {
        return None;
    }
    let holds = |clause: &Clause| {
        let told = |sign: SignIx| observation.get(exercise, sign);
        clause.tests.iter().all(|test| told(test.sign).is_some_and(|value| test.values.contains(value)))
    };
    let mut cases = exercise.fine.iter().filter(|case| case.when.iter().any(holds));
    let case = cases.find(|case| case.good_of(observed.sign).is_some_and(|good| good.contains(seen)))?;
    Some(format!("{}: good here. {}", sentence(&book[observed.sign].say(seen)), case.because))
}

/// The most that is listed of what is still possible.
const MOST_OPEN: usize = 6;

/// What is still possible, and what to look at next.
fn open(page: &mut Page, book: &Rulebook, judgement: &Judgement) {
    if judgement.possible.is_empty() {
        return;
    }
    page.heading("Still possible");
    let line = |possible: &Possible| {
        let needs: Vec<String> =
            possible.needs.iter().map(|&sign| format!("{} ({})", book[sign].ask, book[sign].id)).collect();
        let name = &book[possible.mistake].name;
        if needs.is_empty() { name.clone() } else { format!("{name}: {}", needs.join(" ")) }
    };
    for possible in judgement.possible.iter().take(MOST_OPEN) {
        page.item(&line(possible));
    }
    if judgement.possible.len() > MOST_OPEN {
        let more = judgement.possible.len() - MOST_OPEN;
        page.line(format!("  - and {more} more"));
    }
    if let Some(next) = judgement.ask_next {
        page.gap().labelled("Look at this next", &format!("{} ({})", book[next].ask, book[next].id));
    }
}

/// A set: each rep in a line, then what they come to, then the mistakes of the set.
pub fn set_page(book: &Rulebook, ix: ExerciseIx, judged: &SetJudgement) -> Page {
    let exercise = &book[ix];
    let mut page = Page::new();
    page.heading(&exercise.name);
    for (place, rep) in judged.reps.iter().enumerate() {
        let names: Vec<String> =
            rep.certain.iter().map(|one| clean(&book[one.mistake].name).into_owned()).collect();
        let open = count(rep.possible.len(), "mistake is still possible", "mistakes are still possible");
        let told = match &rep.verdict {
            CheckVerdict::Mistakes => format!("{}.", and_list(&names)),
            CheckVerdict::Clean => "clean.".to_owned(),
            CheckVerdict::Tolerated => "no mistake.".to_owned(),
            CheckVerdict::Gap => "no verdict: the rules don't say.".to_owned(),
            CheckVerdict::NoMistakeSeen => format!("no mistake seen; {open}."),
            CheckVerdict::Undecided => format!("undecided; {open}."),
            CheckVerdict::Impossible(_) => "these signs don't go together.".to_owned(),
        };
        page.hang(&format!("Rep {}: ", place + 1), &told);
    }
    if judged.over_set.is_empty() {
        page.gap().say("No rule of this exercise looks at the set as a whole.");
        return page;
    }
    page.heading("Over the set");
    for (sign, value) in &judged.over_set {
        match value {
            Some(value) => page.item(&format!("{}.", sentence(&book[*sign].say(*value)))),
            None => page.item(&format!("{} That was not seen in every rep.", book[*sign].ask)),
        };
    }
    for certain in &judged.certain {
        page.gap();
        mistake(&mut page, book, exercise, certain, "");
    }
    if judged.certain.is_empty() && judged.possible.is_empty() {
        page.gap().say("No mistake over the set.");
    }
    page
}

/// The same as JSON.
pub fn set_json(book: &Rulebook, ix: ExerciseIx, judged: &SetJudgement) -> serde_json::Value {
    use serde_json::json;
    let rep = |(place, rep): (usize, &Brief)| {
        json!({
            "n": place + 1,
            "verdict": rep.verdict.word(),
            "certain": rep.certain.iter().map(|one| &book[one.mistake].id).collect::<Vec<_>>(),
            "possible": rep.possible.iter().map(|&one| &book[one].id).collect::<Vec<_>>(),
        })
    };
    let sign = |(sign, value): &(SignIx, Option<Value>)| {
        let sign = &book[*sign];
        json!({
            "sign": sign.id,
            "value": value.map(|value| sign.word(value)),
            "say": value.map(|value| sign.say(value)),
        })
    };
    let certain = |one: &Certain| {
        let words = book.words_in(&book[ix], one.mistake);
        json!({
            "id": book[one.mistake].id, "name": book[one.mistake].name, "severity": one.graded.severity,
            "why": words.why, "fix": words.fix, "cue": one.graded.own_cue(book).unwrap_or(&words.cue),
        })
    };
    json!({
        "exercise": book[ix].id,
        "reps": judged.reps.iter().enumerate().map(rep).collect::<Vec<_>>(),
        "over_set": judged.over_set.iter().map(sign).collect::<Vec<_>>(),
        "certain": judged.certain.iter().map(certain).collect::<Vec<_>>(),
        "possible": judged.possible.iter().map(|one| &book[one.mistake].id).collect::<Vec<_>>(),
    })
}

/// What was seen, one sign a line.
pub fn seen(book: &Rulebook, exercise: &Exercise, observation: &Observation) -> Page {
    let mut page = Page::new();
    for (observed, seen) in exercise.signs.iter().zip(observation.values()) {
        if let Some(seen) = seen {
            let sign = &book[observed.sign];
            page.item(&format!("{} = {}", sign.id, value(sign, *seen)));
        }
    }
    page
}

/// The long answer as JSON.
pub fn json(book: &Rulebook, ix: ExerciseIx, judgement: &Judgement) -> serde_json::Value {
    use serde_json::json;
    let exercise = &book[ix];
    let because = |&(sign, seen): &(SignIx, Value)| {
        let sign = &book[sign];
        json!({"sign": sign.id, "value": sign.word(seen), "say": sign.say(seen)})
    };
    let certain = |certain: &Certain| {
        let mistake = &book[certain.mistake];
        let words = book.words_in(exercise, certain.mistake);
        let sources = book.sources_in(exercise, certain.mistake);
        let mut one = json!({
            "id": mistake.id,
            "name": mistake.name,
            "severity": certain.graded.severity,
            "because": certain.because.iter().map(because).collect::<Vec<_>>(),
            "why": words.why,
            "fix": words.fix,
            "cue": certain.graded.own_cue(book).unwrap_or(&words.cue),
            "sources": names::cites(book, sources),
        });
        let leads_to = judgement.certain.iter().filter(|other| mistake.leads_to.contains(&other.mistake));
        let leads_to: Vec<_> = leads_to.map(|other| &book[other.mistake].id).collect();
        if let Some(one) = one.as_object_mut() {
            if !certain.graded.is_settled() {
                one.insert("severity_at_most".to_owned(), json!(certain.graded.at_most));
            }
            if !leads_to.is_empty() {
                one.insert("leads_to".to_owned(), json!(leads_to));
            }
        }
        if let (Some(contested), Some(one)) = (&mistake.backing.contested, one.as_object_mut()) {
            one.insert("contested".to_owned(), json!(contested));
        }
        one
    };
    let possible = |possible: &Possible| {
        let needs: Vec<_> = possible.needs.iter().map(|&sign| &book[sign].id).collect();
        json!({"id": book[possible.mistake].id, "needs": needs})
    };
    let mut answer = json!({
        "exercise": exercise.id,
        "verdict": judgement.verdict.word(),
        "certain": judgement.certain.iter().map(certain).collect::<Vec<_>>(),
        "possible": judgement.possible.iter().map(possible).collect::<Vec<_>>(),
        "ruled_out": judgement.ruled_out.iter().map(|&mistake| &book[mistake].id).collect::<Vec<_>>(),
        "ask_next": judgement.ask_next.map(|sign| &book[sign].id),
    });
    if let (CheckVerdict::Impossible(pair), Some(answer)) = (&judgement.verdict, answer.as_object_mut())
        && let Some(pair) = pair.map(|pair| &exercise.impossible[pair])
    {
        let signs: Vec<_> =
            pair.when.iter().flat_map(|clause| &clause.tests).map(|test| &book[test.sign].id).collect();
        answer.insert("pair".to_owned(), json!({"signs": signs, "because": pair.because}));
    }
    answer
}

//! A session as text: the start, a question, what is told of an answer, the result.

use crate::face::line::answers;
use crate::pages::program::program;
use formcheck_core::page::{Page, RichText, Table, bad, good, key as label_of};
use formcheck_core::quiz::names;
use formcheck_core::quiz::{
    Choice, Explanation, Feedback, Item, OptionId, Piece, Prompt, Response, Score, Session, Sitting, Task,
};
use formcheck_core::rulebook::words::{count, sentence};
use formcheck_core::rulebook::{FeedbackAt, Named, Rulebook};

/// The start of a session: what it is, the medical note, what to type.
pub fn start(book: &Rulebook, sitting: &Sitting) -> Page {
    let plan = &sitting.plan;
    let mut page = Page::new();
    page.heading(&plan.title).say(&plan.about).say(&facts(sitting));
    for notice in names::notices(book) {
        page.gap().labelled("Note", notice);
    }
    page.gap().say("Type your answer and press Enter. ? help, r repeat, u undo, s skip, q quit.");
    page
}

/// How many questions there are, how long it may take, what is needed to pass, when it is explained.
pub fn facts(sitting: &Sitting) -> String {
    let plan = &sitting.plan;
    let mut facts = vec![count(sitting.items.len(), "question", "questions")];
    if let Some(minutes) = plan.minutes {
        facts.push(count(minutes as usize, "minute", "minutes"));
    }
    if let Some(pass) = plan.pass {
        facts.push(format!("{pass} % to pass"));
    }
    facts.push(match plan.feedback {
        FeedbackAt::Each => "explained one by one".to_owned(),
        FeedbackAt::End => "explained at the end".to_owned(),
    });
    format!("{}.", facts.join(", "))
}

pub fn prompt(prompt: &Prompt<'_>) -> Page {
    let mut page = Page::new();
    let kind = names::kind(prompt.item.kind.word());
    page.heading(&format!("{}: {kind}", numbered_title(prompt)));
    let says: Vec<&str> = prompt.item.shown.iter().map(|shown| shown.say.as_str()).collect();
    question(&mut page, &prompt.item.ask, &says, &prompt.item.task);
    page
}

/// What is asked, the rep that is shown, and what there is to choose from.
pub(super) fn question(page: &mut Page, ask: &str, says: &[&str], task: &Task) {
    page.say(ask);
    if !says.is_empty() {
        page.say("You see a rep in which");
        for say in says {
            page.item(say);
        }
        page.say("Everything else is as it should be.");
    }
    match task {
        Task::One(choices) | Task::Many(choices) => {
            page.gap();
            page.numbered(choices.iter().map(|choice| choice.say.as_str()));
        }
        Task::Order { pieces, .. } => {
            page.gap();
            page.numbered(pieces.iter().map(|piece| piece.say.as_str()));
            page.gap().say(&format!("{}.", sentence(&answers::how(task))));
        }
        Task::Pairs { left, right, .. } => {
            page.gap();
            page.numbered(left.iter().map(|piece| piece.say.as_str()));
            page.gap();
            for piece in right {
                page.hang(&format!("  {}. ", piece.id), &piece.say);
            }
            page.gap().say(&format!("{}.", sentence(&answers::how(task))));
        }
        Task::Number { .. } | Task::Text { .. } => {}
    }
}

/// "Question 3 of 12"; without the total once there are more than were planned.
pub fn numbered_title(prompt: &Prompt<'_>) -> String {
    if prompt.open {
        format!("Question {}", prompt.n)
    } else {
        format!("Question {} of {}", prompt.n, prompt.of)
    }
}

/// What can be typed now.
pub fn help(task: &Task) -> Page {
    let mut page = Page::new();
    page.say(&format!("{}. Then press Enter.", sentence(&answers::how(task))));
    for (key, does) in [
        ("!", "behind an answer, as in 2!: you are sure; 2? is a guess, 2~ between"),
        ("r", "read the question again"),
        (
            "u",
            "take your last answer back and answer that question again; in study the first answer still counts, because you have seen the key",
        ),
        ("s", "skip: the question comes again at the end, once"),
        ("q", "quit and see the result so far"),
    ] {
        page.hang(&format!("  {key}  "), does);
    }
    page
}

/// What is told of an answer: right or not, the key, why, why not what was taken, the fix, the cue.
pub fn feedback(book: &Rulebook, told: &Feedback<'_>) -> Page {
    let mut page = Page::new();
    let Feedback { item, response, mark, .. } = *told;
    page.line(if mark.is_right() {
        good("Right.")
    } else if mark.0 > 0.0 {
        bad("Partly right:").then(format!(" {:.2} of 1.", mark.0))
    } else {
        bad("Not right.")
    });
    key(&mut page, item, mark.is_right());
    let reasons = item.task.reasons();
    let wrong = taken_wrongly(item, response);
    for choice in wrong.into_iter().filter(|choice| !reasons.contains(&choice.because.as_str())) {
        page.labelled(&format!("Not \"{}\"", shortened(&choice.say)), &choice.because);
    }
    // Nothing is also right where nothing was.
    let also = if mark.0 > 0.0 { "Also " } else { "" };
    for choice in missed(item, response).into_iter().filter(|choice| choice.because != item.explanation.why) {
        page.labelled(&format!("{also}\"{}\"", shortened(&choice.say)), &choice.because);
    }
    let Explanation { why, fix, cue, sources, assumption, contested } = &item.explanation;
    // What the key says, or its own reason, was told.
    let keys = item.task.choices().iter().filter(|choice| choice.right);
    let told: Vec<&str> = match &item.task {
        Task::One(_) => keys.map(|choice| choice.say.as_str()).chain(reasons).collect(),
        Task::Text { accept, .. } => accept.iter().take(1).map(String::as_str).collect(),
        _ => Vec::new(),
    };
    let plain = |text: &str| text.trim_end_matches(['.', '!', '?']).to_lowercase();
    let new = |text: &str| !told.iter().any(|told| plain(told) == plain(text));
    for (label, text) in
        [(if fix.is_empty() { "Why" } else { "Why it matters" }, why), ("Fix", fix), ("Cue", cue)]
    {
        if new(text) {
            page.labelled(label, text);
        }
    }
    page.labelled("Our judgement", assumption.as_deref().unwrap_or_default());
    page.labelled("Schools differ", contested.as_deref().unwrap_or_default());
    page.labelled("Source", &names::some_sources(book, sources));
    page
}

/// What was not wholly right, question by question: for a session that explains at its end.
pub fn review(book: &Rulebook, session: &Session) -> Page {
    let mut page = Page::new();
    let answers = (1..=session.answered()).filter_map(|n| session.feedback(n));
    for told in answers.filter(|told| !told.mark.is_right()) {
        page.line("").line("").heading(&format!("Question {}", told.n)).say(&told.item.ask);
        for shown in &told.item.shown {
            page.item(&shown.say);
        }
        page.append(feedback(book, &told));
    }
    page
}

/// The key in words, with its reason.
fn key(page: &mut Page, item: &Item, was_right: bool) {
    let label = if was_right { "Yes" } else { "Answer" };
    let say = |pieces: &[Piece], id: &OptionId| {
        pieces.iter().find(|piece| piece.id == *id).map(|piece| piece.say.clone()).unwrap_or_default()
    };
    match &item.task {
        Task::One(choices) => {
            for choice in choices.iter().filter(|choice| choice.right) {
                let stop = if choice.say.ends_with(['.', '!', '?']) { "" } else { "." };
                let (say, because) = (sentence(&choice.say), choice.because.as_str());
                // A reason that only says the option again tells nothing.
                let plain = |text: &str| text.trim_end_matches(['.', '!', '?']).to_lowercase();
                let again = plain(because).contains(&plain(&say));
                page.labelled(
                    label,
                    &if again { sentence(because) } else { format!("{say}{stop} {because}") },
                );
            }
        }
        Task::Many(choices) => {
            let says: Vec<&str> =
                choices.iter().filter(|choice| choice.right).map(|choice| choice.say.as_str()).collect();
            page.labelled(label, &format!("{}.", says.join("; ")));
        }
        Task::Order { pieces, key, .. } if !was_right => {
            page.line(label_of("The right order").then(":"));
            page.numbered(
                key.iter().map(|id| say(pieces, id)).collect::<Vec<_>>().iter().map(String::as_str),
            );
        }
        Task::Pairs { left, right, key } if !was_right => {
            page.line(label_of("The right pairs").then(":"));
            for (a, b) in key {
                page.item(&format!("{}: {}", say(left, a), say(right, b)));
            }
        }
        Task::Order { .. } | Task::Pairs { .. } => {}
        Task::Number { answer, within, unit } => {
            let within =
                if *within > 0.0 { format!(" ({within} more or less also counts)") } else { String::new() };
            page.labelled(label, &format!("{answer} {unit}{within}."));
        }
        Task::Text { accept, .. } => {
            let others = accept.get(1..).unwrap_or_default();
            let also = if others.is_empty() {
                String::new()
            } else {
                format!(" Also taken: {}.", others.join(", "))
            };
            let key = accept.first().map(String::as_str).unwrap_or_default();
            page.labelled(label, &format!("{key}.{also}"));
        }
    }
}

/// A text short enough for a label.
fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    let plain = text.trim_end_matches('.');
    if plain.chars().count() <= MOST {
        return plain.to_owned();
    }
    let mut short = String::new();
    for word in plain.split_whitespace() {
        if short.chars().count() + word.chars().count() > MOST {
            break;
        }
        short.push_str(if short.is_empty() { "" } else { " " });
        short.push_str(word);
    }
    format!("{short} ...")
}

fn marked(response: &Response) -> Vec<&OptionId> {
    match response {
        Response::One(id) => vec![id],
        Response::Many(ids) => ids.iter().collect(),
        _ => Vec::new(),
    }
}

/// The wrong options that were taken.
fn taken_wrongly<'i>(item: &'i Item, response: &Response) -> Vec<&'i Choice> {
    let marked = marked(response);
    item.task.choices().iter().filter(|choice| !choice.right && marked.contains(&&choice.id)).collect()
}

/// The right options that were not taken, where several are right.
fn missed<'i>(item: &'i Item, response: &Response) -> Vec<&'i Choice> {
    let Task::Many(choices) = &item.task else { return Vec::new() };
    let marked = marked(response);
    choices.iter().filter(|choice| choice.right && !marked.contains(&&choice.id)).collect()
}

/// The result: marks, by exercise and kind, what to look at again.
pub fn result(book: &Rulebook, sitting: &Sitting, score: &Score) -> Page {
    let mut page = Page::new();
    if score.tally.of == 0 {
        page.say("Nothing was answered, so there is no result.");
        return page;
    }
    let points =
        |marks: f64| if marks.fract() == 0.0 { format!("{marks:.0}") } else { format!("{marks:.2}") };
    let left_early = score.tally.of < score.items;
    let (marks, of) = (points(score.tally.marks), score.tally.of);
    // A share of what was answered would look like a result.
    page.heading(&if left_early {
        let those = if of == 1 { "1".to_owned() } else { format!("the {of}") };
        format!("Result: {marks} of {those} that you answered")
    } else {
        format!("Result: {marks} of {of} ({:.0} %)", score.tally.percent())
    });
    if left_early {
        page.say(&format!("You answered {of} of {} questions.", score.items));
    }
    if let (Some(pass), Some(passed)) = (score.pass, score.passed) {
        let verdict = if passed { good("passed") } else { bad("not passed") };
        let not_finished = !passed && left_early;
        let before =
            if not_finished { "Not finished, so ".to_owned() } else { format!("{pass} % are needed: ") };
        page.line(RichText::from(before).then(verdict).then("."));
    }
    let exercises = score.by_exercise.iter().map(|part| (names::exercise(book, part.of), part.tally));
    let kinds = score.by_kind.iter().map(|part| (names::kind(part.of), part.tally));
    for (heading, rows) in [("By exercise", exercises.collect::<Vec<_>>()), ("By kind", kinds.collect())] {
        page.heading(heading);
        let mut table = Table::bare(2);
        for (name, tally) in rows {
            table.row([name, &format!("{} of {}", points(tally.marks), tally.of)]);
        }
        page.table(table);
    }
    look_again(&mut page, book, score);
    page.gap().say(&again(sitting));
    page
}

/// What to look at again, with the fix.
pub(super) fn look_again(page: &mut Page, book: &Rulebook, score: &Score) {
    if score.missed.is_empty() {
        return;
    }
    page.heading("Look at again");
    for skill in &score.missed {
        let name = names::skill(book, skill);
        let stop = if name.ends_with(['.', '?', '!', ')']) { "" } else { "." };
        page.item(&format!("{name}{stop}"));
        let (exercise, of) = skill.as_str().split_once('/').unwrap_or(("", skill.as_str()));
        if let Some(Named::Mistake(mistake)) = book.find(of) {
            let words = match book.find(exercise) {
                Some(Named::Exercise(ix)) => Some(book.words_in(&book[ix], mistake)),
                _ => None,
            };
            let fix = &words.unwrap_or(&book[mistake].words).fix;
            page.hang("    ", fix);
            page.hang("    ", &format!("More: {} show {of}", program()));
        } else {
            let more = if exercise.is_empty() { of } else { exercise };
            page.hang("    ", &format!("More: {} show {more}", program()));
        }
    }
}

/// How to get the same questions again.
fn again(sitting: &Sitting) -> String {
    let quiz = if sitting.plan.id == "mixed" { String::new() } else { format!(" {}", sitting.plan.id) };
    let items = if sitting.plan.mixed { format!(" --items {}", sitting.items.len()) } else { String::new() };
    format!("The same questions again: {} quiz{quiz}{items} --seed {}", program(), sitting.seed.0)
}

//! What an exam says in plain lines: its start, a question, the review, its end.

use crate::pages::session;
use formcheck_core::page::{Page, RichText, key};
use formcheck_core::quiz::{Offer, OptionId, Question, Response, names};
use formcheck_core::rulebook::words::count;
use formcheck_exam::paper::{Accommodations, Given, Paper, TimeMultiplier};
use formcheck_exam::record::Ended;
use formcheck_exam::witness::Witnessed;
use formcheck_exam::{Exam, ExamSession, ItemState};

/// What a face knows of a sitting beside the exam itself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SittingInfo {
    pub goes_on: bool,
    /// The candidate's name, if it is told.
    pub name: Option<String>,
    /// Whether somebody watches, as a sentence.
    pub watched: String,
    pub log: String,
    /// The command that goes on with it.
    pub again: String,
    /// The command that comes after it, if whoever sits it has that to do too.
    pub then: Option<String>,
    /// Whether a witness signs with a key of their own.
    pub signs: bool,
}

/// The start: what it is, on what terms, what is written down, the medical note.
pub fn start(exam: &Exam, left_ms: Option<u64>, seat: &SittingInfo) -> Page {
    let mut page = Page::new();
    page.heading(&format!("Exam: {}", exam.paper().exam.title));
    page.append(terms_of(exam, left_ms, seat));
    page
}

/// The same without its title.
pub fn terms_of(exam: &Exam, left_ms: Option<u64>, seat: &SittingInfo) -> Page {
    let paper = exam.paper();
    let mut page = Page::new();
    page.say(&paper.about);
    let who = seat.name.as_deref().unwrap_or(&paper.candidate.reference);
    page.labelled("Candidate", &format!("{who}. This is try {}.", paper.attempt.number));
    page.labelled("Terms", &terms(paper));
    must_pass(&mut page, paper);
    if paper.trial_items > 0 {
        let trials = count(paper.trial_items as usize, "question is", "questions are");
        page.say(&format!("{trials} being tried out and won't count; you aren't told which."));
    }
    page.labelled("Supervision", &seat.watched);
    page.labelled(
        "Written down",
        &format!("each answer, flag, skip and break with its time, in {}.", seat.log),
    );
    page.labelled("Note", &paper.notice);
    if seat.goes_on {
        let so_far = count(exam.answered(), "answer is", "answers are");
        page.gap().say(&format!(
            "You go on where you stopped. {so_far} kept. The clock went on in the meantime.{}",
            left_ms.map_or_else(String::new, |left| format!(" {}.", left_of(left)))
        ));
    }
    page
}

/// The groups of questions without which nobody passes.
fn must_pass(page: &mut Page, paper: &Paper) {
    if paper.must_pass.is_empty() {
        return;
    }
    page.say("Whatever the marks, nobody passes without these, told without the words as a hint:");
    for group in &paper.must_pass {
        page.hang("  - ", &format!("{}: {} of {}", group.name, group.at_least, group.of));
    }
}

/// The terms of a paper, as a sentence.
pub fn terms(paper: &Paper) -> String {
    let mut facts = vec![count(paper.items.len(), "question", "questions")];
    if paper.by_eye() > 0 {
        facts.push(format!("{} of them by eye, from a moving picture", paper.by_eye()));
    }
    if paper.described {
        facts.push("described in words in place of pictures".to_owned());
    }
    facts.push(match paper.limit_s {
        Some(seconds) => minutes(seconds),
        None => "no time limit".to_owned(),
    });
    facts.push(match paper.must_pass.len() {
        0 => format!("{} % to pass", paper.pass),
        1 => format!("{} % and its must-pass group to pass", paper.pass),
        groups => format!("{} % and each of {groups} groups to pass", paper.pass),
    });
    match paper.given {
        Some(Given::OpenBook) => facts.push("open book".to_owned()),
        Some(Given::Locked | Given::AtOnce) | None => {}
    }
    facts.push("explained only after it is graded".to_owned());
    let allowed = allowed(&paper.accommodations);
    if !allowed.is_empty() {
        facts.push(format!("allowed in addition: {allowed}"));
    }
    format!("{}.", facts.join(", "))
}

/// What is allowed beyond the exam's own terms, in words; empty if nothing is.
pub fn allowed(of: &Accommodations) -> String {
    let mut facts = Vec::new();
    match of.time {
        TimeMultiplier::Once => {}
        TimeMultiplier::NoLimit => facts.push("no time limit".to_owned()),
        more => facts.push(format!("{} times the time", more.word())),
    }
    if of.break_minutes > 0 {
        facts.push(format!(
            "{} of breaks that stop the clock",
            count(of.break_minutes as usize, "minute", "minutes")
        ));
    }
    facts.join(", ")
}

/// How much time is left, in words; none without a limit.
pub fn left(session: &ExamSession<'_>) -> Option<String> {
    session.left_ms().map(left_of)
}

fn left_of(ms: u64) -> String {
    format!("{} left", minutes(ms.div_ceil(1_000)))
}

/// A time in words: in minutes from two minutes on.
pub(super) fn minutes(seconds: u64) -> String {
    if seconds < 120 {
        count(usize::try_from(seconds).unwrap_or_default(), "second", "seconds")
    } else {
        format!("{} minutes", seconds / 60)
    }
}

/// The question on the screen.
pub fn prompt(session: &ExamSession<'_>, n: usize) -> Page {
    let exam = session.exam();
    let mut page = Page::new();
    let (Some(question), Some(state)) = (exam.question(n), exam.items().get(n - 1)) else {
        return page;
    };
    let flagged = if state.flagged { " [flagged]" } else { "" };
    let left = left(session).map_or_else(String::new, |left| format!(" ({left})"));
    let kind = names::kind(question.kind.word());
    page.heading(&format!("Question {n} of {}: {kind}{flagged}{left}", exam.items().len()));
    session::question(&mut page, question);
    if let Some(answer) = &state.answer {
        page.gap().labelled("Your answer so far", &in_words(question, answer));
    }
    page
}

/// An answer, as it would be typed: options by their numbers.
pub fn in_words(question: &Question, answer: &Response) -> String {
    let place = |id: &OptionId, offered: &[Offer]| {
        let place = offered.iter().position(|one| one.id == *id);
        place.map_or_else(|| id.to_string(), |place| (place + 1).to_string())
    };
    let places =
        |ids: &[OptionId]| -> Vec<String> { ids.iter().map(|id| place(id, &question.options)).collect() };
    match answer {
        Response::One(id) => place(id, &question.options),
        Response::Many(ids) | Response::Order(ids) => places(ids).join(" "),
        Response::Pairs(pairs) => {
            let pairs = pairs.iter().map(|(a, b)| format!("{}{b}", place(a, &question.left)));
            pairs.collect::<Vec<_>>().join(" ")
        }
        Response::Number(_) | Response::Text(_) => answer.joined(" ", ""),
    }
}

/// Every question with where it stands: to look over before handing in.
pub fn review(session: &ExamSession<'_>) -> Page {
    let exam = session.exam();
    let mut page = Page::new();
    page.heading("All questions");
    let left = left(session).map_or_else(String::new, |left| format!(", {left}"));
    page.say(&format!("{} of {} answered{left}.", exam.answered(), exam.items().len()));
    open_and_flagged(&mut page, exam);
    page.gap().say("Type a number to go to that question, or done to hand in.");
    page
}

fn numbers(exam: &Exam, which: impl Fn(&ItemState) -> bool) -> Vec<usize> {
    let items = exam.items().iter().enumerate();
    items.filter(|(_, item)| which(item)).map(|(place, _)| place + 1).collect()
}

/// Numbers that go up, those in a row as "4 to 9".
pub(super) fn in_rows(numbers: &[usize]) -> String {
    let mut rows: Vec<(usize, usize)> = Vec::new();
    for &number in numbers {
        match rows.last_mut() {
            Some((_, to)) if *to + 1 == number => *to = number,
            _ => rows.push((number, number)),
        }
    }
    let row = |&(from, to): &(usize, usize)| match to - from {
        0 => from.to_string(),
        1 => format!("{from}, {to}"),
        _ => format!("{from} to {to}"),
    };
    if rows.is_empty() { "none".to_owned() } else { rows.iter().map(row).collect::<Vec<_>>().join(", ") }
}

/// What can be typed while a question is on the screen.
pub fn help(how: &str) -> Page {
    let mut page = Page::new();
    page.say(&format!("{how}. Then press Enter. An answer can be changed until you hand in."));
    for (word, does) in [
        ("!", "behind an answer, as in 2!: you are sure; 2? is a guess, 2~ between"),
        ("=", "before an answer that looks like one of the words below, as in =done"),
        ("r", "read the question again"),
        ("n, p", "the next question, the one before"),
        ("g 12", "go to question 12"),
        ("s", "skip: to the next question without an answer"),
        ("f", "flag this question, or take the flag off"),
        ("l", "list all questions, and hand in from there"),
        ("t", "how much time is left"),
        ("b", "take a break; it is written down"),
        ("q", "leave; the clock keeps running, and the same command brings you back"),
        ("done", "hand in"),
    ] {
        page.hang(&format!("  {word:<5} "), does);
    }
    page
}

/// A break, with the milliseconds of breaks that still stop the clock.
pub fn on_break(exam: &Exam, free_ms: u64) -> Page {
    let mut page = Page::new();
    page.heading("Break");
    page.say(&match (exam.paper().limit_s, free_ms.div_ceil(1_000)) {
        (None, _) => "There is no time limit.".to_owned(),
        (Some(_), 0) => "The clock keeps running.".to_owned(),
        (Some(_), seconds) => format!("The clock stops for {}, then runs again.", minutes(seconds)),
    });
    page.say("Press Enter to go on.");
    page
}

pub fn sure(exam: &Exam) -> Page {
    let mut page = Page::new();
    let open = exam.items().len() - exam.answered();
    page.say(&match open {
        0 => "Every question has an answer.".to_owned(),
        1 => "One question has no answer; it earns nothing.".to_owned(),
        more => format!("{more} questions have no answer; they earn nothing."),
    });
    page
}

/// The questions without an answer, and those that are flagged.
pub(crate) fn open_and_flagged(page: &mut Page, exam: &Exam) {
    page.labelled("No answer yet", &in_rows(&numbers(exam, |item| item.answer.is_none())));
    page.labelled("Flagged", &in_rows(&numbers(exam, |item| item.flagged)));
}

pub(crate) fn how_it_ended(exam: &Exam) -> &'static str {
    match exam.ended() {
        Some(Ended::TimeUp) => "The time is up",
        _ => "Handed in",
    }
}

/// What is to be done with the closing code: by the witness, or by one who is about to sign, or has signed.
pub(crate) fn for_the_witness(exam: &Exam, signs: bool) -> &'static str {
    let has_signed = exam.witnessed().is_some_and(Witnessed::is_whole);
    match (has_signed, signs) {
        (true, _) => {
            "The witness has signed that it was opened and that it is over. So nobody has to write these eight words down."
        }
        (false, true) => {
            "When this screen is closed, the witness signs that it is over. If that can't be done, let them write these eight words down, on paper."
        }
        (false, false) => {
            "Let the witness write these eight words down now, on paper. They prove later that nothing was changed after this moment."
        }
    }
}

/// The end: the closing code, and what to do with it.
pub fn end(exam: &Exam, code: &str, log: &str) -> Page {
    let mut page = Page::new();
    page.heading(how_it_ended(exam));
    page.say(&format!("{} of {} questions have an answer.", exam.answered(), exam.items().len()));
    page.gap().say("The closing code:");
    page.gap();
    let words: Vec<&str> = code.split(' ').collect();
    for (place, four) in words.chunks(4).enumerate() {
        let numbered = four.iter().enumerate().map(|(at, word)| format!("{} {word:<10}", place * 4 + at + 1));
        page.line(RichText::from("    ").then(key(numbered.collect::<String>().trim_end())));
    }
    page.gap().say(for_the_witness(exam, false)).say(&give(log));
    page
}

/// What is said of an exam that was over before: whoever comes now has seen nothing of it.
pub fn over(exam: &Exam, log: &str) -> Page {
    let mut page = Page::new();
    page.heading("This exam is over");
    let when = exam.ended_at().map_or_else(String::new, |at| {
        let at = at.to_string();
        let (day, time) = (at.get(..10).unwrap_or_default(), at.get(11..16).unwrap_or_default());
        format!(" on {day} at {time} UTC")
    });
    let how = match exam.ended() {
        Some(Ended::TimeUp) => "The time was up",
        _ => "It was handed in",
    };
    page.say(&format!(
        "{how}{when}. {} of {} questions have an answer.",
        exam.answered(),
        exam.items().len()
    ));
    page.say("Nobody can become its witness now: the closing code was shown when it ended, to whoever watched, and is not shown again.");
    page.say(&give(log));
    page
}

/// What becomes of the log.
pub fn give(log: &str) -> String {
    format!("The log is {log}. Give it to your examiner, with the paper.")
}

/// What Ctrl-C and leaving say.
pub fn left_open(seat: &SittingInfo) -> Page {
    let mut page = Page::new();
    page.say("You have left the exam. Every answer is kept, and the clock keeps running.");
    // A command is not broken: it is to be pasted.
    page.line(format!("Go on with: {}", seat.again));
    if let Some(then) = &seat.then {
        page.line(format!("Then: {then}"));
    }
    page
}

/// What leaving before the start says.
pub(crate) fn not_begun(seat: &SittingInfo) -> Page {
    let mut page = Page::new();
    page.say("The exam was not begun, and its clock does not run.");
    page.line(format!("Begin with: {}", seat.again));
    page
}

//! What a study session says before, after and when there is nothing to do.

use crate::pages::program::call;
use crate::pages::session;
use formcheck_core::day::Day;
use formcheck_core::page::Page;
use formcheck_core::quiz::{Session, Skill, names};
use formcheck_core::rulebook::words::{count, sentence};
use formcheck_core::rulebook::{Named, Rulebook};
use formcheck_study::{Ahead, Imported, Preferences, Remaining, SkillStep, Study, Summary};

/// What Ctrl-C says; `asked` is what was named after `study`.
pub fn stopped(asked: &str) -> String {
    let again = call(&format!("study{asked}"));
    format!("Stopped. Every answer is kept; `{again}` goes on with this question for the rest of the day.\n")
}

/// The start of a session.
pub fn start(book: &Rulebook, study: &Study<'_>, session: &Session) -> Page {
    let mut page = Page::new();
    page.heading("Study").say(&facts(study, session));
    for notice in names::notices(book) {
        page.gap().labelled("Note", notice);
    }
    page.gap().say("Type your answer and press Enter; 2? says that 2 is a guess, 2! that you are sure. ? help, r repeat, u undo, s skip, q quit.");
    page
}

/// What is due and new, whether an earlier session is gone on with, how long it will take.
pub fn facts(study: &Study<'_>, session: &Session) -> String {
    let left = study.remaining();
    let mut facts = Vec::new();
    if study.resumed {
        facts.push(format!(
            "You go on where you stopped: {} so far.",
            count(session.answered(), "answer", "answers")
        ));
    }
    facts.push(match study.by() {
        None => format!("Due today: {}. Not asked yet: {}.", left.due, left.new),
        Some(by) => {
            let days = usize::try_from(by.since(study.today())).unwrap_or(1).max(1);
            let new = match left.new {
                0 => "Everything was asked before.".to_owned(),
                new => format!("Not asked yet: {new}, so about {} new a day.", new.div_ceil(days)),
            };
            format!("By {by}: {} would fade. {new}", left.due)
        }
    });
    if let Some(prompt) = session.prompt() {
        facts.push(format!(
            "{}: {}.",
            if study.resumed { "Left of this session" } else { "This session" },
            count(prompt.of.saturating_sub(session.answered()), "question", "questions")
        ));
    }
    facts.join(" ")
}

/// There is nothing due and nothing new.
pub fn nothing(book: &Rulebook, left: &Remaining, today: Day, asked: &[String]) -> Page {
    let mut page = Page::new();
    match left.next {
        Some(next) => {
            page.say(&format!(
                "Nothing is due today, and nothing is new. The next comes {}.",
                when(next, today)
            ));
        }
        None => {
            page.say("There is nothing to study here.");
        }
    }
    // A command is not broken: it is to be pasted.
    page.line(format!("To go over it all anyway: {}", call(&format!("study{} --cram", about(asked)))));
    let quiz = match asked {
        [one] if matches!(book.find(one), Some(Named::Exercise(_) | Named::Mistake(_))) => {
            format!("quiz {one}")
        }
        _ => "quiz".to_owned(),
    };
    page.line(format!("For a quiz: {}", call(&quiz)));
    page
}

/// What a session is about, as it is named after `study`.
pub(crate) fn about(asked: &[String]) -> String {
    asked.iter().flat_map(|id| [" ", id]).collect()
}

/// Skills of the history that the rules no longer have.
pub fn gone(skills: &[Skill]) -> String {
    const SHOWN: usize = 3;
    let names: Vec<&str> = skills.iter().take(SHOWN).map(Skill::as_str).collect();
    let more = skills.len().saturating_sub(SHOWN);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!(
        "Your history has {} that the rules no longer have ({}{rest}). It is kept; rules that say `was` take it over.",
        count(skills.len(), "skill", "skills"),
        names.join(", "),
    )
}

/// What counts for days that have not come yet.
pub fn ahead(ahead: &Ahead) -> String {
    let days = if ahead.from == ahead.until {
        format!("for {}", ahead.from)
    } else {
        format!("for days from {} to {}", ahead.from, ahead.until)
    };
    format!(
        "{} {days}, which {} ahead of today: the clock was wrong then, or is wrong now. If it is right now, {} pulls {} back.",
        sentence(&format!("{} {}", kept(ahead), if one(ahead) { "counts" } else { "count" })),
        if ahead.from == ahead.until { "is" } else { "are" },
        call("data clock"),
        if one(ahead) { "it" } else { "them" },
    )
}

/// What came of an import.
pub fn imported(imported: &Imported) -> String {
    let events = count(imported.events, "event", "events");
    let answers = count(imported.answers, "answer", "answers");
    match (&imported.before, imported.events, imported.known) {
        (None, 0, _) => format!("Nothing is new in it: the history has {answers}, as before.\n"),
        (None, ..) => format!("{events} imported, with {answers}.\n"),
        (Some(before), _, known) => format!(
            "{events} imported; {known} of the other history were here already. There are {answers} now. What was here before is kept in {}\n",
            before.display()
        ),
    }
}

/// What a person chose about the schedule.
pub fn preferences(chosen: Preferences) -> String {
    format!(
        "Your day begins at {:02}:00. What comes back is due when the chance that you know it falls to {} in 100.",
        chosen.day_start().hour(),
        chosen.wanted()
    )
}

/// What it is that counts for days ahead.
pub fn kept(ahead: &Ahead) -> String {
    let answers = count(ahead.answers, "answer", "answers");
    let films = count(ahead.films, "filmed set", "filmed sets");
    match (ahead.answers, ahead.films) {
        (_, 0) => answers,
        (0, _) => films,
        _ => format!("{answers} and {films}"),
    }
}

fn one(ahead: &Ahead) -> bool {
    ahead.answers + ahead.films == 1
}

/// The exercises to choose from, pack by pack.
pub fn choose(book: &Rulebook) -> Page {
    let mut page = Page::new();
    page.heading(EXERCISES_ASKED);
    let packs = book.exercises_by_pack();
    let mut number = 0;
    for (pack, own) in &packs {
        if packs.len() > 1 {
            page.heading(&pack.title);
        }
        for exercise in own {
            number += 1;
            page.hang(&format!("{number:>3}. "), &exercise.name);
        }
    }
    page.gap().say("Type their numbers, such as 1 3, or press Enter for all.");
    page
}

/// What is asked before the first session.
pub const EXERCISES_ASKED: &str = "Which exercises do you do?";

/// When a day is, seen from today.
pub fn when(day: Day, today: Day) -> String {
    match day.since(today) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days @ 2..=13 => format!("in {days} days"),
        _ => format!("on {day}"),
    }
}

/// What a session came to; `with_tables`, also the marks by exercise and kind.
pub fn summary(book: &Rulebook, session: &Session, summary: &Summary, with_tables: bool) -> Page {
    let mut page = Page::new();
    let (answers, right) = summary.answers;
    if answers == 0 {
        page.say("Nothing was answered, so nothing has changed.");
        return page;
    }
    page.heading(&format!("{right} of {answers} right"));
    let mut score = session.score();
    let first = summary.missed_first.iter().filter(|skill| !score.missed.contains(skill));
    let first: Vec<Skill> = first.cloned().collect();
    score.missed.extend(first);
    session::look_again(&mut page, book, &score);
    if !summary.up.is_empty() {
        page.heading("Went well");
        for (skill, before, after) in &summary.up {
            let name = names::skill(book, skill);
            let name = name.trim_end_matches(['.', '?']);
            page.item(&format!("{name}: now {} (before: {})", after.word(), before.word()));
        }
    }
    page.heading("Comes back");
    let missed = summary.next_time.len();
    let first =
        if missed > 0 { format!("Next time first: {missed} that you missed. ") } else { String::new() };
    let later: Vec<String> =
        summary.back.iter().map(|(day, many)| format!("{}: {many}", when(*day, summary.today))).collect();
    if missed == 0 && later.is_empty() {
        page.say("This session left the schedule alone.");
    } else {
        let later =
            if later.is_empty() { String::new() } else { format!("{}.", sentence(&later.join(", "))) };
        page.say(format!("{first}{later}").trim_end());
    }
    let left = &summary.left;
    page.gap();
    let rest = match (left.due, left.new) {
        (0, 0) => "That was all for today.".to_owned(),
        (0, new) => format!("Nothing more is due today. Not asked yet: {new}."),
        (due, new) => format!("Still due today: {due}. Not asked yet: {new}."),
    };
    let streak = match summary.streak {
        0 | 1 => String::new(),
        days => format!(" {days} days in a row."),
    };
    page.say(&format!("{rest}{streak}"));
    if with_tables {
        session::tables(&mut page, book, &score);
    }
    page
}

/// Fitting the schedule would help.
pub(crate) fn may_tune() -> Page {
    let mut page = Page::new();
    page.say(&format!(
        "There is enough history now to fit the schedule to you: {}",
        call("study --optimise")
    ));
    page
}

pub(crate) fn step_means(step: SkillStep) -> &'static str {
    match step {
        SkillStep::New => "never asked",
        SkillStep::Seen => "asked, not yet right on two days running",
        SkillStep::Familiar => "right on two days running",
        SkillStep::Solid => "right on two days running or more, expected to last a week",
        SkillStep::Mastered => "right on four days running or more, expected to last a month",
    }
}

//! What an exam came to, and what checking its record found.

use std::path::Path;

use crate::pages::exam::proof::points;
use crate::pages::exam::shown::watched;
use crate::pages::exam::sitting::{allowed, in_rows, minutes};
use crate::pages::program::call;
use formcheck_core::page::{Page, RichText, Table, bad, good};
use formcheck_core::quiz::names;
use formcheck_core::rulebook::Rulebook;
use formcheck_core::rulebook::words::{count, often};
use formcheck_exam::paper::Stamp;
use formcheck_exam::record::{By, Ended, Name, Pace, Record, Subscore};
use formcheck_exam::{Check, CheckResult};

pub fn page(book: &Rulebook, record: &Record, name: Option<&Name>) -> Page {
    let mut page = Page::new();
    let score = &record.score;
    page.heading(&headline(record));
    let word = |is_reached: bool| if is_reached { good("reached") } else { bad("not reached") };
    let marks = word(record.cut.is_reached(score));
    page.line(RichText::from(format!("Pass mark {} %: ", record.cut.percent)).then(marks).then("."));
    groups(&mut page, record);
    page.labelled("The mark", &format!("{}.", record.cut.set.trim_end_matches('.')));
    let who = name.map_or_else(String::new, |name| format!("{}, ", name.name));
    let tries = record.policy.attempts.map_or_else(String::new, |most| format!(" of {most}"));
    page.labelled(
        "Candidate",
        &format!("{who}{}. Try {}{tries}.", record.candidate.reference, record.attempt.number),
    );
    page.labelled("Time", &time(record));
    if let Some(pace) = &record.times.pace {
        page.labelled("Pace", &pace_of(pace));
    }
    sat_in(&mut page, record);
    let allowed = allowed(&record.accommodations);
    if !allowed.is_empty() {
        page.labelled("Allowed in addition", &format!("{allowed}."));
    }
    if record.is_described() {
        page.labelled("Pictures", DESCRIBED);
    }
    page.labelled("Supervision", &supervision(record));
    if score.unanswered > 0 {
        page.say(&format!("{} no answer.", count(score.unanswered, "question has", "questions have")));
    }
    let trials = record.items.iter().filter(|item| item.is_trial).count();
    if trials > 0 {
        page.say(&format!("{} tried out and not counted.", count(trials, "question was", "questions were")));
    }
    struck(&mut page, record);
    doubts(&mut page, record);
    for (by, heading) in [
        (By::Section, "By section"),
        (By::Exercise, "By exercise"),
        (By::Kind, "By kind"),
        (By::Severity, "By severity of the mistake"),
    ] {
        parts(&mut page, book, heading, record.subscores.iter().filter(|part| part.by == by));
    }
    let wrong: Vec<usize> =
        record.items.iter().filter(|item| !item.right && item.counts()).map(|item| item.n).collect();
    page.gap();
    if !wrong.is_empty() {
        page.labelled("Not wholly right", &format!("questions {}.", in_rows(&wrong)));
    }
    page.say(&format!("Each with its proof: {}", call("exam explain RECORD NUMBER")));
    if watched(record) > 0 {
        page.say(&format!(
            "All of them on one page, with the reps that were watched: {}",
            call("exam explain RECORD --html FILE")
        ));
    }
    page.gap().say("A part rests on few questions: it shows where to look, not how good somebody is at it.");
    if let Some(until) = &record.counts_until {
        page.say(&format!("The result counts until {until}."));
    }
    page
}

/// An exam and its marks.
fn headline(record: &Record) -> String {
    let score = &record.score;
    format!(
        "{}: {} of {} ({:.1} %)",
        record.exam.title,
        points(score.marks),
        score.of,
        record.cut.shown(score)
    )
}

/// What an exam came to, in a few lines: for a page on a person.
pub fn in_short(page: &mut Page, record: &Record) {
    page.heading(&headline(record));
    let verdict = if record.passed { good("Passed") } else { bad("Not passed") };
    page.line(
        RichText::default().then(verdict).then(format!("; the pass mark is {} %.", record.cut.percent)),
    );
    groups(page, record);
    let tries = record.policy.attempts.map_or_else(String::new, |most| format!(" of {most}"));
    page.labelled("Try", &format!("{}{tries}.", record.attempt.number));
    page.labelled("Time", &time(record));
    if record.is_described() {
        page.labelled("Pictures", DESCRIBED);
    }
    page.labelled("Supervision", &supervision(record));
    struck(page, record);
    doubts(page, record);
}

/// What came of the groups without which nobody passes.
fn groups(page: &mut Page, record: &Record) {
    if record.must_pass.is_empty() {
        return;
    }
    for group in &record.must_pass {
        let (told, of) = (group.told.len(), group.of.len());
        let word = if group.met { good("reached") } else { bad("not reached") };
        let line = format!("{}: {told} of {of} told, at least {} needed: ", group.name, group.at_least);
        page.line(RichText::from(line).then(word).then("."));
        let missed: Vec<usize> = group.of.iter().filter(|n| !group.told.contains(n)).copied().collect();
        if !group.met {
            page.hang("  ", &format!("Not told: questions {}.", in_rows(&missed)));
        }
    }
    let all = if record.passed { good("passed") } else { bad("not passed") };
    page.line(RichText::from("In all: ").then(all).then("."));
}

fn parts<'r>(page: &mut Page, book: &Rulebook, heading: &str, parts: impl Iterator<Item = &'r Subscore>) {
    let mut table = Table::bare(2);
    for part in parts {
        let name = match part.by {
            By::Exercise => names::name_of(book, &part.of).unwrap_or_else(|| part.of.clone()),
            By::Kind => names::kind(&part.of).to_owned(),
            By::Section | By::Severity => part.of.clone(),
        };
        table.row([&name, &format!("{} of {}", points(part.marks), part.n)]);
    }
    if !table.rows.is_empty() {
        page.heading(heading).table(table);
    }
}

fn time(record: &Record) -> String {
    let times = &record.times;
    let minutes = |ms: u64| minutes(ms.div_ceil(1_000));
    let of = times.limit_s.map_or_else(
        || " (no limit)".to_owned(),
        |limit| format!(" of {}", minutes(limit.saturating_mul(1_000))),
    );
    let mut facts = vec![span(times.opened, times.ended), format!("{}{of}", minutes(times.used_ms))];
    facts.push(
        match times.how {
            Ended::HandedIn => "handed in",
            Ended::TimeUp => "the time was up",
            Ended::LeftOpen => "never handed in",
        }
        .to_owned(),
    );
    if times.resumed > 0 {
        facts.push(format!("interrupted {}", often(times.resumed as usize)));
    }
    if !times.breaks.is_empty() {
        let all: u64 = times.breaks.iter().map(|one| one.ms).sum();
        facts.push(format!("{}, {} in all", count(times.breaks.len(), "break", "breaks"), minutes(all)));
    }
    format!("{}.", facts.join("; "))
}

/// How fast it was sat.
fn pace_of(pace: &Pace) -> String {
    let mut facts = vec![
        format!("half of the questions were on the screen for {} or less", seconds(pace.median_ms)),
        format!("the shortest for {}", seconds(pace.shortest_ms)),
    ];
    if !pace.unread.is_empty() {
        facts.push(format!("too short to be read: {}", in_rows(&pace.unread)));
    }
    format!("{}.", facts.join("; "))
}

/// A short time, to a tenth of a second.
fn seconds(ms: u64) -> String {
    if ms < 60_000 { format!("{}.{} s", ms / 1_000, ms % 1_000 / 100) } else { minutes(ms / 1_000) }
}

/// In what it was sat, as the log says.
fn sat_in(page: &mut Page, record: &Record) {
    let mut runs: Vec<String> = Vec::new();
    for run in &record.times.sat {
        let face = match run.face.as_str() {
            "full-screen" => "the full screen",
            "line" => "line mode",
            "lines" => "another program, over JSON lines",
            other => other,
        };
        let run = format!("{face} (formcheck {})", run.version);
        if !runs.contains(&run) {
            runs.push(run);
        }
    }
    if !runs.is_empty() {
        page.labelled("Sat in", &format!("{}.", runs.join(", then ")));
    }
}

/// Which questions were taken out, and which record this one replaces.
fn struck(page: &mut Page, record: &Record) {
    for one in &record.struck {
        let day = one.at.to_string().chars().take(10).collect::<String>();
        page.labelled(
            "Taken out",
            &format!("question {} on {day}: {}.", one.n, one.why.trim_end_matches('.')),
        );
    }
    if !record.struck.is_empty() && record.passed && !record.cut.is_reached(&record.score) {
        page.say("The pass mark was reached with what was taken out, and nobody is worse off because a question was wrong.");
    }
    if let Some(digest) = &record.replaces {
        page.labelled("Replaces", &format!("the record of this sitting whose digest is {digest}."));
    }
}

/// What lies beside a record of the same sitting, each with its file: the one that it replaces, and the one that replaces it.
pub fn chain(record: &Record, former: Option<(&Path, &Record)>, later: Option<(&Path, &Record)>) -> Page {
    let mut page = Page::new();
    let came_to = |of: &Record| {
        format!("{:.1} %, {}", of.cut.shown(&of.score), if of.passed { "passed" } else { "not passed" })
    };
    if record.replaces.is_some() {
        match former {
            Some((path, of)) => page.say(&format!(
                "The record that it replaces lies beside it, sealed with the same key: {} ({}).",
                path.display(),
                came_to(of)
            )),
            None => page.say("The record that it replaces is not beside it."),
        };
    }
    if let Some((path, of)) = later {
        page.line(bad("This record counts no more."));
        page.say(&format!("Another one replaces it: {} ({}).", path.display(), came_to(of)));
    }
    page
}

/// What can't be vouched for.
fn doubts(page: &mut Page, record: &Record) {
    for doubt in &record.times.doubts {
        page.labelled("In doubt", &format!("{doubt}."));
    }
}

/// From one moment to another, to the minute.
fn span(from: Stamp, to: Stamp) -> String {
    let (from, to) = (from.to_string(), to.to_string());
    let parts = |text: &str| Some((text.get(..10)?.to_owned(), text.get(11..16)?.to_owned()));
    match (parts(&from), parts(&to)) {
        (Some((day, from)), Some((end, to))) if day == end => format!("{day}, {from} to {to} UTC"),
        (Some((day, from)), Some((end, to))) => format!("{day}, {from} to {end}, {to} UTC"),
        _ => format!("{from} to {to}"),
    }
}

/// What is told of a record whose paper was described.
const DESCRIBED: &str =
    "described in words. What others watch, this candidate read: it is not the same test.";

fn supervision(record: &Record) -> String {
    let of = &record.supervision;
    let witness = of.witness.as_ref().map_or_else(String::new, |witness| format!("{witness}. "));
    format!("{witness}{}", of.says)
}

/// What checking a record found.
pub fn checks(record: &Record, checks: &[Check]) -> Page {
    let mut page = Page::new();
    let failed = checks.iter().filter(|check| matches!(check.found, CheckResult::Fails(_))).count();
    let open = checks.iter().filter(|check| matches!(check.found, CheckResult::NotChecked(_))).count();
    for check in checks {
        // What does not hold is not told as if it did.
        let (mark, text) = match &check.found {
            CheckResult::Holds(what) if what.is_empty() => ("holds      ", check.says.to_owned()),
            CheckResult::Holds(what) => ("holds      ", format!("{} ({what})", check.says)),
            CheckResult::Fails(why) => ("FAILS      ", format!("{}: {why}.", check.name)),
            CheckResult::NotChecked(why) => ("not checked", format!("{}: {why}.", check.name)),
        };
        page.hang(&format!("{mark}  "), &text);
    }
    page.gap();
    page.line(match (failed, open) {
        (0, 0) => good("The record is verified."),
        (0, _) => bad("The record is not wholly verified: see what was not checked."),
        _ => bad("The record does not verify."),
    });
    if failed + open == 0 {
        page.say(&format!(
            "{}, {}: {:.1} %, {}. {}",
            record.exam.title,
            record.candidate.reference,
            record.cut.shown(&record.score),
            if record.passed { "passed" } else { "not passed" },
            supervision(record)
        ));
        if record.is_described() {
            page.say(DESCRIBED);
        }
        struck(&mut page, record);
        doubts(&mut page, record);
        page.gap();
        for says in &record.says {
            page.hang("  - ", says);
        }
    }
    page
}

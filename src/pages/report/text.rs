//! The report for a terminal.

use super::{
    BYS, Teach, by, calls, confusion, decimals, family, how_well, idle, lesson, minutes, mistake, part,
    passes, percent,
};
use crate::render::ansi::page::Page;
use crate::render::ansi::style;
use crate::render::ansi::style::{columns, count, pad};
use formcheck_core::rulebook::Rulebook;
use formcheck_exam::cohort::{ExamReport, PersonResult, Report};

/// Rows of each table that are shown; `--json` has all.
const MOST: usize = 12;
/// The columns that "38 of 42" and the like take.
const CALLS: usize = 10;
/// Families that are shown.
const FAMILIES: usize = 8;

/// The report, in `width` columns.
pub fn page(book: &Rulebook, report: &Report, width: usize) -> String {
    let mut page = Page::new(width);
    page.heading("What to teach next");
    if report.teach.is_empty() {
        page.say("Nothing stands out yet: no mistake is confused, overlooked or badly known with enough answers behind it.");
    }
    for one in &report.teach {
        let Teach { what, why, act } = lesson(book, one);
        page.hang("  - ", &format!("{what}. {why} {act}"));
    }
    for exam in &report.exams {
        one_exam(&mut page, report, exam);
    }
    gyms(&mut page, report);
    cohort(&mut page, report);
    detection(&mut page, book, report);
    pairs(&mut page, book, report);
    subscores(&mut page, book, report);
    families(&mut page, book, report);
    angoff(&mut page, report);
    page.finish()
}

fn one_exam(page: &mut Page, report: &Report, exam: &ExamReport) {
    page.heading(&style::clean(&exam.title));
    let people = count(exam.latest.people, "person", "people");
    page.say(&format!("{}, {people}; {} % to pass.", count(exam.records, "record", "records"), exam.cut));
    page.labelled("  Passed, at the latest try", &passes(&exam.latest));
    page.labelled("  Passed at the first try", &passes(&exam.first));
    page.labelled("  Answers wholly right", &percent(&exam.mean));
    if let Some(ms) = exam.median_ms {
        page.labelled("  Time, the middle one", &format!("{} minutes", minutes(ms)));
    }
    page.labelled("  Reliability, each with questions of their own", &decimals(&exam.dependability));
    page.labelled("  Reliability, the same questions for all (KR-20)", &decimals(&exam.kr20));
    let points = exam.standard_error.value.map_or_else(
        || super::lacking(&exam.standard_error),
        |value| format!("{:.0} points of 100", value * 100.0),
    );
    page.labelled("  Standard error, from form to form", &points);
    let (near, more) = super::nearest(report, exam);
    if near.is_empty() {
        page.say("Nobody is within one standard error of the cut.");
    } else {
        page.say("With other questions these could have come out otherwise (within one standard error of the cut):");
        for one in near {
            page.hang("  - ", &style::clean(&one));
        }
    }
    if more > 0 {
        page.say(&format!("And {more} more within one standard error of the cut."));
    }
}

fn gyms(page: &mut Page, report: &Report) {
    if report.gyms.is_empty() {
        return;
    }
    page.heading("The gyms");
    for one in &report.gyms {
        page.hang(&format!("  {}: ", style::clean(&one.gym)), &passes(&one.latest));
    }
}

fn cohort(page: &mut Page, report: &Report) {
    page.heading("Who");
    let name = |line: &PersonResult| style::clean(&super::who(report, line)).into_owned();
    let widest = report.people.iter().map(|line| columns(&name(line))).max().unwrap_or_default().min(28) + 2;
    // What holds for everybody is said once.
    let mut shared: Vec<&str> = report.people.first().map(notes).unwrap_or_default();
    shared.retain(|note| report.people.iter().all(|line| notes(line).contains(note)));
    for line in &report.people {
        let verdict = if line.passed { "passed" } else { "not passed" };
        let text = format!(
            "try {} on {}  {:>5.1} %  {:>6}  {verdict}",
            line.attempt,
            line.day,
            line.percent,
            minutes(line.used_ms)
        );
        let mut own = notes(line);
        own.retain(|note| !shared.contains(note));
        let own = if own.is_empty() { String::new() } else { format!("({})", own.join(", ")) };
        let row = format!("  {}{text}", pad(&name(line), widest));
        if columns(&row) > page.width() {
            page.hang("  ", &name(line)).hang("      ", &text);
        } else if columns(&row) + 2 + columns(&own) <= page.width() {
            page.line(format!("{row}  {own}").trim_end());
            continue;
        } else {
            page.line(&row);
        }
        if !own.is_empty() {
            page.hang("      ", &own);
        }
    }
    if !shared.is_empty() {
        page.say(&format!("All of them: {}.", shared.join(", ")));
    }
    if report.more > 0 {
        page.say(&format!("And {} earlier ones.", report.more));
    }
    if report.people.iter().all(|line| line.verified.is_none()) {
        page.say("Nobody looked whether these records verify: --key FILE does.");
    }
}

/// What else is to be known of a record.
fn notes(line: &PersonResult) -> Vec<&'static str> {
    let place = (!line.supervised).then_some("at home");
    place.into_iter().chain(super::notes(line)).collect()
}

fn detection(page: &mut Page, book: &Rulebook, report: &Report) {
    page.heading("What they see");
    if report.detection.is_empty() {
        page.say("No question showed a rep for which mistakes could be chosen.");
        return;
    }
    page.say("Hits: it was there and was called. False alarms: it was called and was not there. d' is how well the two are told apart: 0 is chance, 1 fair, 3 nearly perfect. The weakest first.");
    let shown = &report.detection[..report.detection.len().min(MOST)];
    let widest = shown.iter().map(|one| columns(&mistake(book, &one.mistake))).max().unwrap_or_default() + 2;
    let row = |hits: &str, alarms: &str| format!("{}{}", pad(hits, CALLS), pad(alarms, CALLS));
    page.line(&style::faint(&format!("  {}{}d'", pad("", widest), row("hits", "false"))));
    for one in shown {
        let (hits, alarms) = calls(one);
        let name = pad(&style::clean(&mistake(book, &one.mistake)), widest);
        page.hang(&format!("  {name}"), &format!("{}{}", row(&hits, &alarms), how_well(one)));
    }
    rest(page, report.detection.len(), MOST);
}

fn rest(page: &mut Page, all: usize, shown: usize) {
    if all > shown {
        page.say(&format!("And {} more: --json has all.", all - shown));
    }
}

fn pairs(page: &mut Page, book: &Rulebook, report: &Report) {
    page.heading("What they take for what");
    if report.confusion.is_empty() {
        page.say("Nobody called one mistake another.");
    }
    for one in report.confusion.iter().take(MOST) {
        page.hang("  - ", &confusion(book, one));
    }
    rest(page, report.confusion.len(), MOST);
}

fn subscores(page: &mut Page, book: &Rulebook, report: &Report) {
    for kind in BYS {
        let parts: Vec<_> = report.subscores.iter().filter(|one| one.by == kind).collect();
        if parts.is_empty() {
            continue;
        }
        page.heading(by(kind));
        let widest = parts.iter().map(|one| columns(&part(book, one))).max().unwrap_or_default() + 2;
        for one in parts {
            let name = pad(&style::clean(&part(book, one)), widest);
            let text = format!("{} over {}", percent(&one.share), count(one.share.n, "answer", "answers"));
            page.hang(
                &format!("  {name}"),
                &if one.share.value.is_some() { text } else { percent(&one.share) },
            );
        }
    }
}

fn families(page: &mut Page, book: &Rulebook, report: &Report) {
    page.heading("The questions");
    let known = || report.families.iter().filter(|family| family.difficulty.value.is_some());
    let enough = known().count();
    let how_many = count(report.families.len(), "family", "families");
    if enough == 0 {
        page.say(&format!("{how_many} of questions: none was asked often enough for a figure."));
    } else {
        page.say(&format!("{how_many} of questions were asked; {enough} of them often enough for a figure. Difficulty is the share of the marks, item-rest how far those who do well elsewhere do well here."));
    }
    for one in known().take(FAMILIES) {
        page.hang(
            "  - ",
            &format!(
                "{}: difficulty {}, item-rest {}, {} on average",
                family(book, &one.skill, &one.kind),
                decimals(&one.difficulty),
                decimals(&one.item_rest),
                minutes(one.mean_ms)
            ),
        );
    }
    rest(page, enough, FAMILIES);
    for one in report.families_to_look_at().take(FAMILIES) {
        let name = family(book, &one.skill, &one.kind);
        if one.is_poor() {
            page.hang(
                "  ! ",
                &format!("{name}: those who know the rest don't know this more often. Read it again."),
            );
        }
        if !one.idle.is_empty() {
            page.hang("  ! ", &format!("{name}: hardly anybody takes {}.", idle(&one.idle)));
        }
    }
}

fn angoff(page: &mut Page, report: &Report) {
    let Some(cut) = &report.angoff else { return };
    page.heading("The cut that the judges set");
    let error = cut.standard_error.map_or_else(
        || "one judge has no standard error".to_owned(),
        |error| format!("standard error {error:.1}"),
    );
    page.say(&format!(
        "{:.1} % by {} over {} (modified Angoff; {error}). The lowest is {:.1} ({}), the highest {:.1} ({}).",
        cut.cut,
        count(cut.judges, "judge", "judges"),
        count(cut.items, "item", "items"),
        cut.lowest.1,
        style::clean(&cut.lowest.0),
        cut.highest.1,
        style::clean(&cut.highest.0),
    ));
}

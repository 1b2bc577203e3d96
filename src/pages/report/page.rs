//! The report as a page: what each chart and table holds, and what is said around it.

use super::figures as drawings;
use super::words::{
    BYS, Teaching, by, confusion, family, idle, lesson, minutes, mistake, nearest, notes, part, passes, who,
};
use crate::pages::estimates::{DETECTIONS, Extent, bar, decimals, detections, lacking, percent};
use crate::pages::exam::proof::points;
use crate::pages::program::call;
use formcheck_core::detection::Confusion;
use formcheck_core::page::{
    Block, Chart, Matrix, MatrixCell, MatrixRow, Page, ScoreDot, Scores, Table, strong,
};
use formcheck_core::rulebook::Rulebook;
use formcheck_core::rulebook::words::{clean, count};
use formcheck_exam::cohort::{ExamReport, PersonResult, Report};

/// Families that are shown for being hard, and for being poor, where there is little room.
const FAMILIES: usize = 8;
/// Mistakes that the matrix has room for.
const MATRIX: usize = 9;

pub fn page(book: &Rulebook, report: &Report) -> Page {
    let mut page = seeing(book, report, Extent::Short);
    page.append(teaching(book, report, Extent::Short));
    page.append(figures(book, report, Extent::Short));
    page
}

/// How well each mistake is seen, which is what the exams are for.
pub(super) fn seeing(book: &Rulebook, report: &Report, extent: Extent) -> Page {
    let mut page = Page::new();
    detection(&mut page, book, report, extent);
    page
}

/// What to teach next; on paper with what it looks like.
pub(super) fn teaching(book: &Rulebook, report: &Report, extent: Extent) -> Page {
    let mut page = Page::new();
    page.heading("What to teach next");
    if report.teach.is_empty() {
        page.say("Nothing stands out yet: no mistake is confused, overlooked or badly known with enough answers behind it.");
    }
    let mut has_pictures = false;
    for one in &report.teach {
        let Teaching { what, why, act } = lesson(book, one);
        page.blocks.push(Block::Item(strong(what).then(format!(". {why} {act}"))));
        if extent == Extent::Whole {
            let drawn = drawings::of(book, one);
            has_pictures |= !drawn.pairs.is_empty();
            page.blocks.extend(drawn.pairs);
            for why in &drawn.lacking {
                page.aside(why);
            }
        }
    }
    if has_pictures {
        page.aside("An arrow points at what is off; dotted is the clean rep, faint the moments before. The line at the foot is how far the rep has come, over time, and the dot on it the moment that is drawn.");
    }
    page
}

/// The figures of a report.
pub(super) fn figures(book: &Rulebook, report: &Report, extent: Extent) -> Page {
    let mut page = Page::new();
    for exam in &report.exams {
        one_exam(&mut page, report, exam);
    }
    gyms(&mut page, report);
    people(&mut page, report);
    pairs(&mut page, book, report, extent);
    parts_of_score(&mut page, book, report);
    families(&mut page, book, report, extent);
    angoff(&mut page, report);
    page
}

fn one_exam(page: &mut Page, report: &Report, exam: &ExamReport) {
    page.heading(&exam.title);
    let people = count(exam.latest.people, "person", "people");
    page.say(&format!("{}, {people}; {} % to pass.", count(exam.records, "record", "records"), exam.cut));
    let of_exam = report.people.iter().filter(|line| line.exam == exam.id && line.verified != Some(false));
    let dot = |line: &PersonResult| ScoreDot {
        percent: line.percent,
        passed: line.passed,
        says: format!("{}, try {}: {} %", line.reference, line.attempt, line.percent),
    };
    page.chart(Chart::Scores(Scores { cut: exam.cut, dots: of_exam.map(dot).collect() }));
    if exam.records == 1 {
        // A share of one, and figures of groups, would tell nothing.
        page.say(&format!(
            "Of one record there is nothing to compare. Question by question: {}",
            call("exam explain RECORD --html FILE")
        ));
        return;
    }
    let error = exam.standard_error.value;
    for (label, says) in [
        ("  Passed, at the latest try", passes(&exam.latest)),
        ("  Passed at the first try", passes(&exam.first)),
        ("  Answers wholly right", percent(&exam.mean)),
        ("  Median time", exam.median_ms.map_or_else(String::new, |ms| format!("{} (min:s)", minutes(ms)))),
        ("  Reliability, each with questions of their own", decimals(&exam.dependability)),
        ("  Reliability, the same questions for all (KR-20)", decimals(&exam.kr20)),
        (
            "  Standard error, from form to form",
            error.map_or_else(
                || lacking(&exam.standard_error),
                |value| format!("{:.0} points of 100", value * 100.0),
            ),
        ),
    ] {
        page.labelled(label, &says);
    }
    let (near, more) = nearest(report, exam);
    if near.is_empty() {
        page.say("Nobody is within one standard error of the cut.");
    } else {
        page.say("With other questions these could have come out otherwise (within one standard error of the cut):");
        for one in near {
            page.item(&one);
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
    let mut table = Table::new(["Gym", "Passed, at the latest try"]);
    for one in &report.gyms {
        table.row([&one.gym, &passes(&one.latest)]);
    }
    page.heading("The gyms").table(table);
}

fn people(page: &mut Page, report: &Report) {
    // What holds for everybody is said once.
    let mut shared: Vec<&str> = report.people.first().map(notes).unwrap_or_default();
    shared.retain(|note| report.people.iter().all(|line| notes(line).contains(note)));
    let has_notes = report.people.iter().any(|line| notes(line).len() > shared.len());
    let last = if has_notes { "Notes" } else { "" };
    let mut table = Table::new(["Who", "#Try", "Day", "#Score", "#Time", "Result", last]);
    for line in &report.people {
        let mut own = notes(line);
        own.retain(|note| !shared.contains(note));
        let verdict = if line.passed { "passed" } else { "not passed" };
        table.row([
            &who(report, line),
            &line.attempt.to_string(),
            &line.day,
            &format!("{:.1} %", line.percent),
            &minutes(line.used_ms),
            verdict,
            &own.join(", "),
        ]);
    }
    page.heading("Who").table(table);
    if report.people.iter().any(|line| line.described) {
        page.say("\"In words\": what others watch, they read. It is not the same test.");
    }
    if report.people.iter().any(|line| line.in_doubt) {
        page.say("\"In doubt\": the record names what about the sitting can't be vouched for; read it.");
    }
    if !shared.is_empty() {
        page.say(&format!("All of them: {}.", shared.join(", ")));
    }
    if report.more > 0 {
        page.say(&format!("And {} earlier ones.", report.more));
    }
    if report.people.iter().all(|line| line.verified.is_none()) {
        page.say("These records were not verified; add the examiner's public key: --key FILE.");
    }
}

fn detection(page: &mut Page, book: &Rulebook, report: &Report, extent: Extent) {
    page.heading("What they see: d′ by mistake");
    if report.detection.is_empty() {
        page.say("No question showed a rep for which mistakes could be chosen.");
        return;
    }
    page.say(&format!("Hits: it was there and was called. False alarms: it was called and was not there. {DETECTIONS} The weakest first."));
    let shown = extent.of(&report.detection, |one| one.d_prime.value.is_some());
    page.table(detections(&shown, |id| mistake(book, id)));
    rest(page, report.detection.len() - shown.len());
}

fn rest(page: &mut Page, more: usize) {
    if more > 0 {
        page.say(&format!("And {more} more: formcheck report --json has all."));
    }
}

fn pairs(page: &mut Page, book: &Rulebook, report: &Report, extent: Extent) {
    page.heading("What they mix up");
    if report.confusion.is_empty() {
        page.say("Nobody called one mistake another.");
    }
    if let (Extent::Whole, Some(matrix)) = (extent, matrix(book, &report.confusion)) {
        page.say("Down: what it was. Across: what it was called. Each cell: how often, of how many reps that offered both. The darker, the larger the share; pale where there are too few to say.");
        page.chart(Chart::Matrix(matrix));
    }
    let shown = extent.of(&report.confusion, |one| one.share.value.is_some());
    for one in &shown {
        page.item(&confusion(book, one));
    }
    rest(page, report.confusion.len() - shown.len());
}

/// The most frequent confusions as a matrix.
fn matrix(book: &Rulebook, all: &[Confusion]) -> Option<Matrix> {
    let mut ids: Vec<&str> = Vec::new();
    for id in all.iter().flat_map(|one| [one.was.as_str(), one.called.as_str()]) {
        if !ids.contains(&id) && ids.len() < MATRIX {
            ids.push(id);
        }
    }
    let cell = |was: &str, called: &str| {
        let Some(one) = all.iter().find(|one| one.was == was && one.called == called) else {
            let says = if was == called { "\u{2014}".to_owned() } else { String::new() };
            return MatrixCell { says, ..MatrixCell::default() };
        };
        let ink = one.share.value.map_or(0, |share| match share {
            ..0.1 => 1,
            0.1..0.25 => 2,
            0.25..0.4 => 3,
            _ => 4,
        });
        MatrixCell { ink, says: format!("{}/{}", one.times, one.share.n), whole: confusion(book, one) }
    };
    let rows = ids.iter().filter(|was| all.iter().any(|one| one.was == **was)).map(|was| MatrixRow {
        name: mistake(book, was),
        cells: ids.iter().map(|called| cell(was, called)).collect(),
    });
    let rows: Vec<MatrixRow> = rows.collect();
    (!rows.is_empty()).then(|| Matrix { columns: ids.iter().map(|id| mistake(book, id)).collect(), rows })
}

fn parts_of_score(page: &mut Page, book: &Rulebook, report: &Report) {
    for kind in BYS {
        let parts = report.subscores.iter().filter(|one| one.by == kind);
        let bars: Vec<_> = parts
            .map(|one| {
                let answers = count(one.share.n, "answer", "answers");
                let mut bar = bar(part(book, one), &one.share, |share| format!("{share} over {answers}"));
                if one.share.value.is_none() {
                    // Too few for a share, and still worth reading.
                    bar.says = format!("{} of {}, too few for a share", points(one.marks), one.share.n);
                }
                bar
            })
            .collect();
        if !bars.is_empty() {
            page.heading(by(kind)).chart(Chart::Bars(bars));
        }
    }
}

fn families(page: &mut Page, book: &Rulebook, report: &Report, extent: Extent) {
    page.heading("The questions");
    let all = report.families.len();
    let enough = report.families.iter().filter(|family| family.difficulty.value.is_some()).count();
    let how_many = count(all, "family", "families");
    if enough == 0 {
        page.say(&format!("{how_many} of questions: none was asked often enough for a figure."));
    } else {
        page.say(&format!("{how_many} of questions were asked; {enough} of them often enough for a figure. Difficulty is the share of the marks, item-rest how far those who do well elsewhere do well here."));
    }
    let room = if extent == Extent::Whole { usize::MAX } else { FAMILIES };
    let mut table = Table::new(["Family", "#Answers", "#Difficulty", "#Item-rest", "#Mean time"]);
    for one in report.families.iter().filter(|family| family.difficulty.value.is_some()).take(room) {
        table.row([
            &family(book, &one.skill, &one.kind),
            &one.answers.to_string(),
            &decimals(&one.difficulty),
            &decimals(&one.item_rest),
            &minutes(one.mean_ms),
        ]);
    }
    page.table(table);
    rest(page, enough.saturating_sub(room));
    for one in report.families_to_look_at().take(room) {
        let name = family(book, &one.skill, &one.kind);
        if one.read_again {
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
        clean(&cut.lowest.0),
        cut.highest.1,
        clean(&cut.highest.0),
    ));
}

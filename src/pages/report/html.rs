//! The report as one page of HTML that needs nothing else: charts as inline SVG, light and dark, readable without colour
//! and on paper.

use askama::Template;

use super::figures::Drawn;
use super::{
    BYS, by, calls, confusion, decimals, family, figures, how_well, idle, lesson, minutes, mistake, part,
    passes, percent,
};
use crate::render::ansi::style::count;
use formcheck_core::detection::Confusion;
use formcheck_core::figure::svg;
use formcheck_core::rulebook::Rulebook;
use formcheck_exam::cohort::{ExamReport, Lesson, PartFigure, PersonResult, Report};

/// The page.
#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    records: String,
    made: String,
    teach: Vec<Taught>,
    /// The styles of its pictures, if there is one.
    drawn: Option<&'static str>,
    exams: Vec<ExamPart>,
    gyms: Vec<(String, String)>,
    people: Vec<Row>,
    more: usize,
    /// Rows of tables that were left out because there is too little behind them.
    left_out: usize,
    unseen: bool,
    detection: Vec<DetectionRow>,
    heat: Option<Heat>,
    confusion: Vec<String>,
    parts: Vec<(&'static str, Vec<Bar>)>,
    families: Vec<FamilyRow>,
    look: Vec<(String, String)>,
    angoff: Option<AngoffRow>,
}

/// A lesson, with its mistakes drawn.
struct Taught {
    says: super::Teach,
    drawn: Drawn,
}

struct ExamPart {
    title: String,
    rows: Vec<(&'static str, String)>,
    near: Vec<String>,
    near_more: usize,
    dots: Vec<Dot>,
    height: i32,
    cut: u8,
    cut_x: f64,
    label: String,
}

/// Somebody's score as a dot on a line from 0 to 100.
struct Dot {
    x: f64,
    y: i32,
    passed: bool,
    says: String,
}

struct Row {
    who: String,
    attempt: u32,
    day: String,
    percent: String,
    verdict: &'static str,
    minutes: String,
    notes: String,
}

struct DetectionRow {
    name: String,
    hits: String,
    alarms: String,
    d_prime: String,
}

/// The confusion matrix: what it was down, what it was called across.
struct Heat {
    columns: Vec<String>,
    rows: Vec<HeatRow>,
}

struct HeatRow {
    name: String,
    cells: Vec<HeatCell>,
}

struct HeatCell {
    ink: usize,
    says: String,
    whole: String,
}

struct Bar {
    name: String,
    says: String,
    /// In percent of the whole.
    length: String,
}

struct FamilyRow {
    name: String,
    answers: usize,
    difficulty: String,
    item_rest: String,
    time: String,
}

struct AngoffRow {
    cut: String,
    rest: String,
}

/// Mistakes that the matrix has room for.
const MATRIX: usize = 9;

/// The page. `made` is the day on which it is made.
pub fn page(book: &Rulebook, report: &Report, made: &str) -> String {
    let all = report.people.len() + report.more;
    let teach: Vec<Taught> = report.teach.iter().map(|one| taught(book, one)).collect();
    let is_drawn = teach.iter().any(|one| !one.drawn.pairs.is_empty());
    let page = ReportPage {
        records: count(all, "record", "records"),
        made: made.to_owned(),
        teach,
        drawn: is_drawn.then_some(svg::STYLE),
        exams: report.exams.iter().map(|exam| exam_part(report, exam)).collect(),
        gyms: report.gyms.iter().map(|one| (one.gym.clone(), passes(&one.latest))).collect(),
        people: report.people.iter().map(|line| row(report, line)).collect(),
        more: report.more,
        left_out: report
            .detection
            .len()
            .saturating_sub(told(&report.detection, |one| one.d_prime.value.is_some()).count())
            + report
                .families
                .len()
                .saturating_sub(told(&report.families, |one| one.difficulty.value.is_some()).count()),
        unseen: report.people.iter().all(|line| line.verified.is_none()),
        detection: told(&report.detection, |one| one.d_prime.value.is_some())
            .map(|one| {
                let (hits, alarms) = calls(one);
                let d_prime = how_well(one);
                DetectionRow { name: mistake(book, &one.mistake), hits, alarms, d_prime }
            })
            .collect(),
        heat: heat(book, &report.confusion),
        confusion: told(&report.confusion, |one| one.share.value.is_some())
            .map(|one| confusion(book, one))
            .collect(),
        parts: BYS
            .into_iter()
            .map(|kind| (by(kind), bars(book, report.subscores.iter().filter(|one| one.by == kind))))
            .filter(|(_, bars)| !bars.is_empty())
            .collect(),
        families: told(&report.families, |one| one.difficulty.value.is_some())
            .map(|one| FamilyRow {
                name: family(book, &one.skill, &one.kind),
                answers: one.answers,
                difficulty: decimals(&one.difficulty),
                item_rest: decimals(&one.item_rest),
                time: minutes(one.mean_ms),
            })
            .collect(),
        look: report.families_to_look_at().flat_map(|one| look_at(book, one)).collect(),
        angoff: report.angoff.as_ref().map(|cut| AngoffRow {
            cut: format!("{:.1} %", cut.cut),
            rest: format!(
                "{} over {}; {}; from {:.1} ({}) to {:.1} ({}).",
                count(cut.judges, "judge", "judges"),
                count(cut.items, "item", "items"),
                cut.standard_error.map_or_else(
                    || "one judge has no standard error".to_owned(),
                    |error| format!("standard error {error:.1}")
                ),
                cut.lowest.1,
                cut.lowest.0,
                cut.highest.1,
                cut.highest.0
            ),
        }),
    };
    // A template that is checked at compile time and writes into text has nothing that can fail.
    page.render().unwrap_or_default()
}

fn taught(book: &Rulebook, one: &Lesson) -> Taught {
    Taught { says: lesson(book, one), drawn: figures::of(book, one) }
}

/// The rows that a page has room for: all with enough behind them, and the first of the others.
fn told<T>(rows: &[T], is_enough: impl Fn(&T) -> bool + Copy) -> impl Iterator<Item = &T> {
    /// Rows that are shown in any case.
    const FIRST: usize = 12;
    rows.iter().enumerate().filter(move |(at, row)| *at < FIRST || is_enough(row)).map(|(_, row)| row)
}

fn look_at(book: &Rulebook, one: &formcheck_exam::cohort::FamilyFigure) -> Vec<(String, String)> {
    let name = family(book, &one.skill, &one.kind);
    let mut told = Vec::new();
    if one.is_poor() {
        let what = "Those who know the rest don't know this more often: read it again.".to_owned();
        told.push((name.clone(), what));
    }
    if !one.idle.is_empty() {
        told.push((name, format!("Hardly anybody takes {}.", idle(&one.idle))));
    }
    told
}

fn exam_part(report: &Report, exam: &ExamReport) -> ExamPart {
    let error = exam.standard_error.value.map_or_else(
        || super::lacking(&exam.standard_error),
        |value| format!("{:.0} points of 100", value * 100.0),
    );
    let rows = vec![
        ("Passed, at the latest try", passes(&exam.latest)),
        ("Passed at the first try", passes(&exam.first)),
        ("Answers wholly right", percent(&exam.mean)),
        (
            "Time, the middle one",
            exam.median_ms.map_or_else(|| "none".to_owned(), |ms| format!("{} minutes", minutes(ms))),
        ),
        ("Reliability, each with questions of their own", decimals(&exam.dependability)),
        ("Reliability, the same questions for all (KR-20)", decimals(&exam.kr20)),
        ("Standard error, from form to form", error),
    ];
    let (near, near_more) = super::nearest(report, exam);
    let (dots, height) =
        dots(report.people.iter().filter(|line| line.exam == exam.id && line.verified != Some(false)));
    ExamPart {
        title: exam.title.clone(),
        rows,
        near,
        near_more,
        dots,
        height,
        cut: exam.cut,
        cut_x: at(f64::from(exam.cut)),
        label: format!("The score of each record from 0 to 100 percent; {} percent pass", exam.cut),
    }
}

/// Where a percentage stands on the line.
fn at(percent: f64) -> f64 {
    20.0 + percent * 6.0
}

/// The dots, those that would touch one above the other, and the height of the picture.
fn dots<'l>(people: impl Iterator<Item = &'l PersonResult>) -> (Vec<Dot>, i32) {
    const WIDE: f64 = 14.0;
    let mut lines: Vec<&PersonResult> = people.collect();
    lines.sort_by(|a, b| a.percent.total_cmp(&b.percent));
    let mut ends: Vec<f64> = Vec::new();
    let mut placed = Vec::new();
    for line in lines {
        let x = at(line.percent);
        let level = ends.iter().position(|end| *end <= x - WIDE).unwrap_or(ends.len());
        if level == ends.len() {
            ends.push(x);
        } else {
            ends[level] = x;
        }
        placed.push((x, i32::try_from(level).unwrap_or_default(), line));
    }
    let height = 40 + i32::try_from(ends.len()).unwrap_or_default() * 16;
    let dot = |(x, level, line): (f64, i32, &PersonResult)| Dot {
        x,
        y: height - 34 - level * 16,
        passed: line.passed,
        says: format!("{}, try {}: {} %", line.reference, line.attempt, line.percent),
    };
    (placed.into_iter().map(dot).collect(), height)
}

fn row(report: &Report, line: &PersonResult) -> Row {
    let place = if line.supervised { "watched" } else { "at home, open book" };
    let notes: Vec<&str> = std::iter::once(place).chain(super::notes(line)).collect();
    Row {
        who: super::who(report, line),
        attempt: line.attempt,
        day: line.day.clone(),
        percent: format!("{:.1} %", line.percent),
        verdict: if line.passed { "passed" } else { "not passed" },
        minutes: minutes(line.used_ms),
        notes: notes.join(", "),
    }
}

/// The most frequent confusions as a matrix.
fn heat(book: &Rulebook, confusion: &[Confusion]) -> Option<Heat> {
    let mut ids: Vec<&str> = Vec::new();
    for one in confusion {
        for id in [one.was.as_str(), one.called.as_str()] {
            if !ids.contains(&id) && ids.len() < MATRIX {
                ids.push(id);
            }
        }
    }
    let cell = |was: &str, called: &str| {
        let one = confusion.iter().find(|one| one.was == was && one.called == called);
        match one {
            _ if was == called => HeatCell { ink: 0, says: "\u{2014}".to_owned(), whole: String::new() },
            None => HeatCell { ink: 0, says: String::new(), whole: String::new() },
            Some(one) => HeatCell {
                ink: one.share.value.map_or(0, |share| match share {
                    ..0.1 => 1,
                    0.1..0.25 => 2,
                    0.25..0.4 => 3,
                    _ => 4,
                }),
                says: format!("{}/{}", one.times, one.share.n),
                whole: super::confusion(book, one),
            },
        }
    };
    let rows = ids.iter().filter(|was| confusion.iter().any(|one| one.was == **was)).map(|was| HeatRow {
        name: mistake(book, was),
        cells: ids.iter().map(|called| cell(was, called)).collect(),
    });
    let rows: Vec<HeatRow> = rows.collect();
    (!rows.is_empty()).then(|| Heat { columns: ids.iter().map(|id| mistake(book, id)).collect(), rows })
}

fn bars<'p>(book: &Rulebook, parts: impl Iterator<Item = &'p PartFigure>) -> Vec<Bar> {
    let bar = |one: &PartFigure| Bar {
        name: part(book, one),
        says: match one.share.value {
            Some(_) => format!("{} of {}", percent(&one.share), count(one.share.n, "answer", "answers")),
            None => percent(&one.share),
        },
        length: format!("{:.1}", one.share.value.unwrap_or_default() * 100.0),
    };
    parts.map(bar).collect()
}

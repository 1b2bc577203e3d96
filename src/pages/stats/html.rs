//! The figures as one page of HTML that needs nothing else: charts as inline SVG, light and dark, readable without
//! colour and on paper.

use askama::Template;

use super::{Stats, apart, fits, foretells, in_ten, percent};
use crate::pages::study::step_means;
use crate::render::ansi::style;
use formcheck_core::day::Day;
use formcheck_study::Step;

/// The page.
#[derive(Template)]
#[template(path = "stats.html")]
struct StatsPage {
    profile: String,
    today: String,
    answers: usize,
    right: usize,
    days: String,
    streak: usize,
    steps: Vec<(&'static str, &'static str)>,
    mastery: Vec<MasteryRow>,
    due: Vec<Bar>,
    weeks: Vec<Bar>,
    calendar: Vec<Cell>,
    detections: Vec<DetectionRow>,
    confusions: Vec<(String, String, String)>,
    sureness: Vec<Bar>,
    fits: String,
    honesty: [String; 2],
    enough_foretold: bool,
    foretells: String,
}

/// A row of the mastery chart: its name, the counts, and the parts of its bar as (x, width, number of the step).
struct MasteryRow {
    name: String,
    counts: Vec<usize>,
    parts: Vec<(String, String, usize)>,
}

/// A bar with its name, its number in words, and its length on the page.
struct Bar {
    name: String,
    says: String,
    length: String,
    y: usize,
}

/// A day of the calendar.
struct Cell {
    x: i32,
    y: i32,
    ink: usize,
    says: String,
}

struct DetectionRow {
    name: String,
    hits: String,
    false_alarms: String,
    apart: String,
}

/// The length of a whole bar.
const BAR: f64 = 150.0;
/// The height of a bar with its gap.
const ROW: usize = 26;

/// The page.
pub fn page(stats: &Stats<'_>) -> String {
    let page = StatsPage {
        profile: stats.profile.to_owned(),
        today: stats.today.to_string(),
        answers: stats.answers,
        right: stats.right,
        days: style::count(stats.days.len(), "day", "days"),
        streak: stats.streak,
        steps: Step::ALL.map(|step| (step.word(), step_means(step))).to_vec(),
        mastery: mastery(stats),
        due: due(stats),
        weeks: bars(stats.weeks.iter().map(|week| {
            let says = percent(&week.kept);
            (format!("from {}", week.from), says, week.kept.value.unwrap_or_default())
        })),
        calendar: calendar(stats),
        detections: detections(stats),
        confusions: stats
            .confusions
            .iter()
            .map(|one| {
                let often = one
                    .share
                    .value
                    .map_or_else(|| format!("{} so far", style::count(one.times, "time", "times")), in_ten);
                (stats.mistake(&one.was), stats.mistake(&one.called), often)
            })
            .collect(),
        sureness: bars(stats.calibration.curve.iter().map(|one| {
            let says = match one.right.value {
                Some(_) => format!("right {}; it stands for {:.0} %", percent(&one.right), one.means * 100.0),
                None => one.right.lacking(),
            };
            (format!("\u{201c}{}\u{201d}", one.said), says, one.right.value.unwrap_or_default())
        })),
        fits: fits(&stats.calibration.brier),
        honesty: [percent(&stats.honesty.forecast), percent(&stats.honesty.observed)],
        enough_foretold: stats.honesty.log_loss.value.is_some(),
        foretells: foretells(&stats.honesty),
    };
    // A template that is checked at compile time and writes into text has nothing that can fail.
    page.render().unwrap_or_default()
}

fn bars(rows: impl Iterator<Item = (String, String, f64)>) -> Vec<Bar> {
    let bar = |(at, (name, says, share)): (usize, (String, String, f64))| Bar {
        name,
        says,
        length: format!("{:.1}", share * BAR),
        y: at * ROW,
    };
    rows.enumerate().map(bar).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred skills")]
fn due(stats: &Stats<'_>) -> Vec<Bar> {
    let most = stats.ahead.iter().map(|(_, due)| *due).max().unwrap_or_default().max(1);
    let some = stats.ahead.iter().filter(|(_, due)| *due > 0);
    bars(some.map(|(day, due)| (day.to_string(), due.to_string(), *due as f64 / most as f64)))
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred skills")]
fn mastery(stats: &Stats<'_>) -> Vec<MasteryRow> {
    let row = |one: &super::Mastery| {
        let all: usize = one.steps.iter().sum();
        let mut parts = Vec::new();
        let mut x = 0.0;
        for (step, count) in one.steps.iter().enumerate().filter(|(_, count)| **count > 0) {
            let wide = *count as f64 * 100.0 / all.max(1) as f64;
            parts.push((format!("{x:.2}"), format!("{wide:.2}"), step));
            x += wide;
        }
        MasteryRow { name: one.name.clone(), counts: one.steps.to_vec(), parts }
    };
    stats.mastery.iter().map(row).collect()
}

fn calendar(stats: &Stats<'_>) -> Vec<Cell> {
    const WEEKS: i32 = 26;
    let weekday = |day: Day| (day.0 + 3).rem_euclid(7);
    let monday = stats.today.0 - weekday(stats.today) - (WEEKS - 1) * 7;
    let days = (monday..=stats.today.0).map(Day);
    days.map(|day| {
        let answers = stats.days.get(&day).map_or(0, |count| count.answers);
        let ink = match answers {
            0 => 0,
            1..=9 => 1,
            10..=24 => 2,
            _ => 3,
        };
        let since = day.0 - monday;
        Cell { x: since / 7 * 14, y: since % 7 * 14, ink, says: format!("{day}: {answers}") }
    })
    .collect()
}

fn detections(stats: &Stats<'_>) -> Vec<DetectionRow> {
    let row = |one: &formcheck_core::detection::Detection| DetectionRow {
        name: stats.mistake(&one.mistake),
        hits: format!("{} of {}", one.hits, one.hits + one.misses),
        false_alarms: format!("{} of {}", one.false_alarms, one.false_alarms + one.rejections),
        apart: apart(one),
    };
    stats.detections.iter().map(row).collect()
}

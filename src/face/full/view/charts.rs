//! The figures as charts: bars and a calendar, each with its number beside it, so that nothing hangs on the picture.

use ratatui::text::{Line, Span};

use super::super::look::{FAINT, GOOD, HEADING, KEY, PLAIN};
use super::super::paper;
use crate::pages::stats::{Part, Stats, percent};
use crate::pages::study::when;
use crate::render::ansi::style::{clean, columns, count, pad, sentence};
use formcheck_core::day::Day;
use formcheck_study::Step;

use super::frame::shortened;

/// What stands for the steps, the least known first.
const STEPS: [&str; 5] = ["·", "░", "▒", "▓", "█"];

/// The rows of one chart.
pub(in super::super) fn lines(stats: &Stats<'_>, at: usize, width: u16) -> Vec<Line<'static>> {
    let mut rows = head(stats);
    let wide = usize::from(width);
    match Part::ALL.get(at).copied().unwrap_or(Part::Mastery) {
        Part::Mastery => mastery(&mut rows, stats, wide),
        Part::Due => due(&mut rows, stats, wide),
        Part::Kept => kept(&mut rows, stats, wide),
        Part::Days => days(&mut rows, stats, wide),
        other => rows.extend(paper::chart(stats, other, width)),
    }
    rows
}

fn head(stats: &Stats<'_>) -> Vec<Line<'static>> {
    let mut text = format!(
        "{}, {} right, on {}.",
        count(stats.answers, "answer", "answers"),
        stats.right,
        count(stats.days.len(), "day", "days")
    );
    if stats.streak > 0 {
        let days = count(stats.streak, "day", "days");
        text.extend([" ", days.as_str(), " in a row."]);
    }
    vec![Line::raw(text), Line::default()]
}

fn mastery(rows: &mut Vec<Line<'static>>, stats: &Stats<'_>, width: usize) {
    rows.push(Line::styled("How far you are, skill by skill", HEADING));
    let name = stats.mastery.iter().map(|one| columns(&one.name)).max().unwrap_or_default().min(28) + 1;
    let room = width.saturating_sub(name + 24).max(10);
    for one in &stats.mastery {
        let all: usize = one.steps.iter().sum();
        let mut spans = vec![Span::raw(pad(&shortened(&clean(&one.name), name - 1), name))];
        // The best known first; shares are rounded so that the bar is full.
        let mut before = 0;
        let mut filled = 0;
        for (step, many) in one.steps.iter().enumerate().rev() {
            before += many;
            let to = if all == 0 { room } else { (before * room).div_ceil(all) };
            let ink = if step >= 3 {
                GOOD
            } else if step > 0 {
                KEY
            } else {
                FAINT
            };
            spans.push(Span::styled(STEPS[step].repeat(to - filled), ink));
            filled = to;
        }
        let known = one.steps[3] + one.steps[4];
        let asked = all - one.steps[0];
        spans.push(Span::raw(format!(" {asked} asked, {known} solid")));
        rows.push(Line::from(spans));
    }
    rows.push(Line::default());
    let legend: Vec<String> =
        Step::ALL.iter().zip(STEPS).rev().map(|(step, sign)| format!("{sign} {}", step.word())).collect();
    rows.extend(paper::paragraph(&legend.join("   "), u16::try_from(width).unwrap_or(80), "", PLAIN));
}

fn due(rows: &mut Vec<Line<'static>>, stats: &Stats<'_>, width: usize) {
    rows.push(Line::styled("What comes back in the next four weeks", HEADING));
    let most = stats.ahead.iter().map(|(_, due)| *due).max().unwrap_or_default();
    if most == 0 {
        rows.push(Line::raw("Nothing is due in the next four weeks."));
    }
    for (day, due) in stats.ahead.iter().filter(|(_, due)| *due > 0) {
        let name = pad(&sentence(&when(*day, stats.today)), 16);
        rows.push(bar(&name, *due, most, width, &due.to_string()));
    }
}

fn kept(rows: &mut Vec<Line<'static>>, stats: &Stats<'_>, width: usize) {
    rows.push(Line::styled("What you keep: the share right of what was asked on an earlier day", HEADING));
    for week in &stats.weeks {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share is between 0 and 1"
        )]
        let share = week.kept.value.map_or(0, |kept| (kept * 100.0).round() as usize);
        rows.push(bar(&format!("from {} ", week.from), share, 100, width, &percent(&week.kept)));
    }
}

/// A name, a bar, its number.
fn bar(name: &str, value: usize, most: usize, width: usize, says: &str) -> Line<'static> {
    let room = width.saturating_sub(columns(name) + 28).max(10);
    let long = (value * room).div_ceil(most.max(1)).min(room);
    Line::from(vec![
        Span::raw(name.to_owned()),
        Span::styled("█".repeat(long), KEY),
        Span::raw(format!(" {says}")),
    ])
}

/// A column a week, a row a day of the week: more ink for more answers.
fn days(rows: &mut Vec<Line<'static>>, stats: &Stats<'_>, width: usize) {
    rows.push(Line::styled("Your days", HEADING));
    let weeks = i32::try_from((width.saturating_sub(6) / 2).min(40)).unwrap_or(20);
    let weekday = (stats.today.0 + 3).rem_euclid(7);
    let monday = Day(stats.today.0 - weekday - (weeks - 1) * 7);
    for (row, name) in (0..).zip(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]) {
        let mut spans = vec![Span::styled(format!("{name}  "), FAINT)];
        for week in 0..weeks {
            let day = Day(monday.0 + week * 7 + row);
            let answers = stats.days.get(&day).map_or(0, |day| day.answers);
            let (sign, ink) = match answers {
                _ if day > stats.today => (" ", PLAIN),
                0 => ("·", FAINT),
                1..=9 => ("░", KEY),
                10..=24 => ("▓", KEY),
                _ => ("█", KEY),
            };
            spans.push(Span::styled(format!("{sign} "), ink));
        }
        rows.push(Line::from(spans));
    }
    rows.push(Line::default());
    let legend = "One column a week, this one last. Answers: · none, ░ up to 9, ▓ up to 24, █ more.";
    rows.extend(paper::paragraph(legend, u16::try_from(width).unwrap_or(80), "", PLAIN));
}

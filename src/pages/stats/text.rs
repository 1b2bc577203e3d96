//! The figures as text.

use super::plot::{bar, ink};
use super::{Part, Stats, apart, fits, foretells, in_ten, percent};
use crate::pages::study::{step_means, when};
use crate::render::ansi::page::Page;
use crate::render::ansi::style;
use crate::render::ansi::style::{columns, count, pad};
use formcheck_core::day::Day;
use formcheck_study::Step;

/// Mistakes and pairs that are shown; `--json` has all.
const MOST: usize = 12;
/// Columns of a bar.
const BAR: usize = 30;

/// The figures as text.
pub fn page(stats: &Stats<'_>, width: usize) -> String {
    let mut page = Page::new(width);
    page.heading("How you are doing");
    let streak = match stats.streak {
        0 => String::new(),
        days => format!(" {} in a row.", count(days, "day", "days")),
    };
    page.say(&format!(
        "{}, {} right, on {}.{streak}",
        count(stats.answers, "answer", "answers"),
        stats.right,
        count(stats.days.len(), "day", "days"),
    ));
    for part in Part::ALL {
        draw(&mut page, stats, *part);
    }
    if !stats.gone.is_empty() {
        page.heading("Kept, and no longer in the rules");
        for skill in &stats.gone {
            page.hang("  - ", skill.as_str());
        }
    }
    page.finish()
}

/// One part of the figures as text.
pub fn part(stats: &Stats<'_>, part: Part, width: usize) -> String {
    let mut page = Page::new(width);
    draw(&mut page, stats, part);
    page.finish()
}

fn draw(page: &mut Page, stats: &Stats<'_>, part: Part) {
    match part {
        Part::Mastery => mastery(page, stats),
        Part::Due => due(page, stats),
        Part::Kept => retention(page, stats),
        Part::Days => calendar(page, stats),
        Part::Seen => detection(page, stats),
        Part::Confused => confusion(page, stats),
        Part::Sure => calibration(page, stats),
    }
}

fn mastery(page: &mut Page, stats: &Stats<'_>) {
    page.heading("How far you are");
    let widest = stats.mastery.iter().map(|one| columns(&one.name)).max().unwrap_or_default().min(30) + 2;
    let words = Step::ALL.map(|step| format!("{:>9}", step.word()));
    page.line(&format!("  {}{}", pad("", widest), words.concat()));
    for one in &stats.mastery {
        let counts = one.steps.map(|count| format!("{count:>9}"));
        page.line(&format!("  {}{}", pad(&style::clean(&one.name), widest), counts.concat()));
    }
    for step in &Step::ALL[1..] {
        page.hang(&format!("  {}: ", step.word()), step_means(*step));
    }
}

fn due(page: &mut Page, stats: &Stats<'_>) {
    page.heading("What comes back");
    let most = stats.ahead.iter().map(|(_, due)| *due).max().unwrap_or_default();
    if most == 0 {
        page.say("Nothing is due in the next four weeks.");
        return;
    }
    for (day, due) in stats.ahead.iter().filter(|(_, due)| *due > 0) {
        let name = pad(&style::sentence(&when(*day, stats.today)), 16);
        page.line(&format!("  {name}{due:>4} {}", bar(*due, most, BAR)));
    }
}

fn retention(page: &mut Page, stats: &Stats<'_>) {
    page.heading("What you keep, week by week");
    page.say("The share right among what was asked on an earlier day.");
    for week in &stats.weeks {
        let bar = week.kept.value.map_or_else(String::new, |kept| bar(percents(kept), 100, BAR));
        page.line(format!("  from {}  {:<26} {bar}", week.from, percent(&week.kept)).trim_end());
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is between 0 and 1")]
fn percents(share: f64) -> usize {
    (share * 100.0).round() as usize
}

/// The last weeks as a calendar: a column a week, a row a day of the week.
fn calendar(page: &mut Page, stats: &Stats<'_>) {
    const WEEKS: i32 = 20;
    page.heading("Your days");
    let weekday = |day: Day| (day.0 + 3).rem_euclid(7);
    let monday = Day(stats.today.0 - weekday(stats.today) - (WEEKS - 1) * 7);
    for (row, name) in ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].iter().enumerate() {
        let mut line = format!("  {name} ");
        for week in 0..WEEKS {
            let day = Day(monday.0 + week * 7 + i32::try_from(row).unwrap_or_default());
            let answers = stats.days.get(&day).map_or(0, |count| count.answers);
            line.push(' ');
            line.push(if day > stats.today { ' ' } else { ink(answers) });
        }
        page.line(line.trim_end());
    }
    page.say("One column a week, this one last: . no answer, o up to 9, O up to 24, @ more.");
}

fn detection(page: &mut Page, stats: &Stats<'_>) {
    page.heading("What you see");
    if stats.detections.is_empty() {
        page.say("No rep was shown yet for which mistakes could be chosen.");
        return;
    }
    page.say("Hits: it was there and you called it. False alarms: you called it and it was not there. How well you tell the two apart is weak (d' below 1; 0 is chance), fair, or sharp (2 and more). The weakest first.");
    let shown = &stats.detections[..stats.detections.len().min(MOST)];
    let widest = shown.iter().map(|one| columns(&stats.mistake(&one.mistake))).max().unwrap_or_default() + 2;
    for one in shown {
        let name = pad(&style::clean(&stats.mistake(&one.mistake)), widest);
        let there = one.hits + one.misses;
        let absent = one.false_alarms + one.rejections;
        let hits = format!("{} of {there} hit", one.hits);
        let alarms = format!("{} of {absent} false", one.false_alarms);
        page.hang(&format!("  {name}"), &format!("{hits}, {alarms}, {}", apart(one)));
    }
    rest(page, stats.detections.len());
}

fn rest(page: &mut Page, all: usize) {
    if all > MOST {
        page.say(&format!("And {} more: formcheck stats --html stats.html", all - MOST));
    }
}

fn confusion(page: &mut Page, stats: &Stats<'_>) {
    page.heading("What you take for what");
    if stats.confusions.is_empty() {
        page.say("You have not called one mistake another yet.");
        return;
    }
    for one in stats.confusions.iter().take(MOST) {
        let (was, called) = (stats.mistake(&one.was), stats.mistake(&one.called));
        let often = match one.share.value {
            Some(share) => in_ten(share),
            None => count(one.times, "time", "times"),
        };
        page.hang("  - ", &format!("It was \"{was}\" and you said \"{called}\": {often}."));
    }
    rest(page, stats.confusions.len());
}

fn calibration(page: &mut Page, stats: &Stats<'_>) {
    page.heading("How sure you can be");
    for one in &stats.calibration.curve {
        let said = pad(&format!("When you say \"{}\":", one.said), 30);
        let right = match one.right.value {
            Some(_) => format!(
                "right {} of the time (it stands for {:.0} %)",
                percent(&one.right),
                one.means * 100.0
            ),
            None => one.right.lacking(),
        };
        page.hang(&format!("  {said}"), &right);
    }
    page.hang("  How well that fits: ", &fits(&stats.calibration.brier));
    page.heading("Whether the schedule is honest");
    let honesty = &stats.honesty;
    match (honesty.forecast.value, honesty.observed.value) {
        (Some(_), Some(_)) => {
            page.say(&format!(
                "It foretold {} right and {} came: {}.",
                percent(&honesty.forecast),
                percent(&honesty.observed),
                foretells(honesty),
            ));
        }
        _ => {
            page.say(&style::sentence(&format!("{}.", honesty.log_loss.lacking())));
        }
    }
}

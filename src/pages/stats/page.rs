//! The figures as a page: what each chart and table holds, and what is said around it.

use super::{Stats, StatsPart};
use crate::pages::estimates::{DETECTIONS, Extent, bar, decimals, detections, in_ten, percent};
use crate::pages::program::call;
use crate::pages::study::{self, step_means, when};
use formcheck_core::day::Day;
use formcheck_core::detection::Estimate;
use formcheck_core::page::{Bar, Calendar, Chart, Page, Stacked, StackedRow};
use formcheck_core::quiz::names;
use formcheck_core::rulebook::words::{count, often, sentence};
use formcheck_core::rulebook::{Domain, Grid};
use formcheck_study::stats::{ForecastAccuracy, Perception};
use formcheck_study::{Preferences, SkillStep};

pub fn page(stats: &Stats<'_>, extent: Extent) -> Page {
    let mut page = Page::new();
    page.heading("How you are doing").say(&in_short(stats));
    if let Some(ahead) = &stats.days_ahead {
        page.say(&study::ahead(ahead));
    }
    for part in StatsPart::ALL {
        draw(&mut page, stats, *part, extent);
    }
    if !stats.gone.is_empty() {
        page.heading("Kept, and no longer in the rules");
        for skill in &stats.gone {
            page.item(skill.as_str());
        }
    }
    page
}

/// One part of the figures, by itself.
pub fn part(stats: &Stats<'_>, part: StatsPart) -> Page {
    let mut page = Page::new();
    page.say(&in_short(stats));
    draw(&mut page, stats, part, Extent::Short);
    page
}

fn in_short(stats: &Stats<'_>) -> String {
    let streak = match stats.streak {
        0 => String::new(),
        days => format!(" {} in a row.", count(days, "day", "days")),
    };
    let days = count(stats.days.len(), "day", "days");
    format!("{}, {} right, on {days}.{streak}", count(stats.answers, "answer", "answers"), stats.right)
}

fn draw(page: &mut Page, stats: &Stats<'_>, part: StatsPart, extent: Extent) {
    match part {
        StatsPart::Mastery => mastery(page, stats),
        StatsPart::Due => due(page, stats),
        StatsPart::Kept => retention(page, stats),
        StatsPart::Days => calendar(page, stats),
        StatsPart::Seen => detection(page, stats, extent),
        StatsPart::Confused => confusion(page, stats, extent),
        StatsPart::Sure => calibration(page, stats),
        StatsPart::Filmed => filmed(page, stats),
    }
}

fn mastery(page: &mut Page, stats: &Stats<'_>) {
    let row =
        |one: &super::figures::Mastery| StackedRow { name: one.name.clone(), counts: one.steps.to_vec() };
    // Of what was never asked there is nothing to tell, unless all is so.
    let is_begun = |one: &&super::figures::Mastery| one.steps.iter().skip(1).any(|count| *count > 0);
    let begun: Vec<_> = stats.mastery.iter().filter(is_begun).collect();
    let shown = if begun.is_empty() { stats.mastery.iter().collect() } else { begun };
    let more = stats.mastery.len() - shown.len();
    page.heading("How far you are").chart(Chart::Stacked(Stacked {
        what: "Exercise".to_owned(),
        parts: SkillStep::ALL.iter().map(|step| (step.word(), step_means(*step))).collect(),
        rows: shown.into_iter().map(row).collect(),
    }));
    if more > 0 {
        page.say(&format!("And {more} more of which nothing was asked yet."));
    }
}

fn due(page: &mut Page, stats: &Stats<'_>) {
    page.heading("What comes back");
    if stats.preferences != Preferences::default() {
        page.say(&study::preferences(stats.preferences));
    }
    let most = stats.ahead.iter().map(|(_, due)| *due).max().unwrap_or_default();
    if most == 0 {
        page.say("Nothing is due in the next four weeks.");
        return;
    }
    let some = stats.ahead.iter().filter(|(_, due)| *due > 0);
    let bar = |(day, due): &(_, usize)| Bar {
        name: sentence(&when(*day, stats.today)),
        says: format!("{due:>3}"),
        share: Some(formcheck_core::detection::share(*due, most)),
    };
    page.chart(Chart::Bars(some.map(bar).collect()));
}

fn retention(page: &mut Page, stats: &Stats<'_>) {
    page.heading("What you keep, week by week");
    page.say("The share right among what was asked on an earlier day.");
    let weeks = stats.weeks.iter().map(|week| bar(format!("from {}", week.from), &week.kept, |share| share));
    page.chart(Chart::Bars(weeks.collect()));
}

fn calendar(page: &mut Page, stats: &Stats<'_>) {
    let answers = stats.days.iter().map(|(day, count)| (*day, count.answers)).collect();
    page.heading("Your days").chart(Chart::Calendar(Calendar { today: stats.today, answers }));
}

fn detection(page: &mut Page, stats: &Stats<'_>, extent: Extent) {
    page.heading("What you see");
    if stats.detections.is_empty() {
        page.say("No rep was shown yet for which mistakes could be chosen.");
        return;
    }
    page.say(&format!(
        "Hits: it was there and you called it. False alarms: you called it and it was not there. {DETECTIONS} The weakest first."
    ));
    let shown = extent.of(&stats.detections, |_| true);
    page.table(detections(&shown, |id| stats.mistake(id)));
    rest(page, stats.detections.len() - shown.len());
    perception(page, stats, extent);
}

/// From which amount on mistakes are seen that have one.
fn perception(page: &mut Page, stats: &Stats<'_>, extent: Extent) {
    if stats.perceptions.is_empty() {
        return;
    }
    page.heading("From how much on you see it");
    let shown = extent.of(&stats.perceptions, |_| true);
    for one in &shown {
        page.item(&seen_from(stats, one));
    }
    rest(page, stats.perceptions.len() - shown.len());
    page.say(
        "By eye alone, and seen every other time, guesses aside. The range in brackets holds it with 95 % \
         (Kuss, Jäkel and Wichmann 2005).",
    );
}

fn seen_from(stats: &Stats<'_>, one: &Perception) -> String {
    let name = stats.mistake(&one.mistake);
    let (Some(from), Some([near, far])) = (one.from.value, one.interval) else {
        return format!("\"{name}\": {}.", one.from.lacking());
    };
    let sign = stats.book.sign(&one.sign).map(|ix| &stats.book[ix].domain);
    let (unit, grid) = match sign {
        Some(Domain::Range { unit, grid, .. }) => (unit.as_str(), *grid),
        _ => ("", Grid::WHOLE),
    };
    let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
    let way = if far < near { "downwards" } else { "on" };
    #[expect(clippy::cast_possible_truncation, reason = "amounts of rule files are below a million")]
    let [from, near, far] = [from, near, far].map(|amount| grid.write(amount.round() as i32));
    let answers = one.from.n;
    format!("You see \"{name}\" from about {from}{unit} {way} ({near} to {far}, {answers} answers).")
}

fn rest(page: &mut Page, more: usize) {
    if more > 0 {
        page.say(&format!("And {more} more: {}", call("stats --html stats.html")));
    }
}

fn confusion(page: &mut Page, stats: &Stats<'_>, extent: Extent) {
    page.heading("What you mix up");
    if stats.confusions.is_empty() {
        page.say("You have not called one mistake another yet.");
    }
    let shown = extent.of(&stats.confusions, |_| true);
    for one in &shown {
        let (was, called) = (stats.mistake(&one.was), stats.mistake(&one.called));
        let often = one.share.value.map_or_else(|| format!("{} so far", often(one.times)), in_ten);
        page.item(&format!("It was \"{was}\" and you said \"{called}\": {often}."));
    }
    rest(page, stats.confusions.len() - shown.len());
}

fn calibration(page: &mut Page, stats: &Stats<'_>) {
    page.heading("How well you know what you know");
    let bars = stats.calibration.curve.iter().map(|one| {
        let says = |share| format!("right {share} of the time (it stands for {:.0} %)", one.means * 100.0);
        bar(format!("When you say \"{}\":", one.said), &one.right, says)
    });
    page.chart(Chart::Bars(bars.collect()));
    page.say(&format!("How well these fit: {}", fits(&stats.calibration.brier)));
    page.heading("How well the schedule predicts");
    let honesty = &stats.honesty;
    if honesty.forecast.value.is_some() && honesty.observed.value.is_some() {
        let (expected, came) = (percent(&honesty.forecast), percent(&honesty.observed));
        page.say(&format!("It expected {expected} right, and {came} were: {}.", predicts(honesty)));
    } else {
        page.say(&sentence(&format!("{}.", honesty.log_loss.lacking())));
    }
}

fn filmed(page: &mut Page, stats: &Stats<'_>) {
    page.heading("What you filmed");
    if stats.films.is_empty() {
        page.say(&format!(
            "No set was kept yet. {} looks one through with you, and study asks next what was wrong.",
            call("check --keep")
        ));
    }
    for films in &stats.films {
        let sets = count(films.sets, "set", "sets");
        let name = names::name_of(stats.book, &films.exercise).unwrap_or_else(|| films.exercise.clone());
        let wrong = if films.mistakes.is_empty() { "nothing wrong." } else { "" };
        page.item(format!("{name}, {sets}: {wrong}").trim_end());
        for one in &films.mistakes {
            let name = stats.mistake(&one.mistake);
            page.hang(
                "    ",
                &format!("{name}: in {} of {}, last {}.", one.times, films.sets, ago(one.last, stats.today)),
            );
        }
    }
}

/// How long ago a day is.
fn ago(day: Day, today: Day) -> String {
    match today.since(day) {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days @ 2..=13 => format!("{days} days ago"),
        _ => format!("on {day}"),
    }
}

/// How well certainty fits, in a word with the Brier score behind it: a quarter is what "half" for everything earns.
fn fits(brier: &Estimate) -> String {
    let Some(value) = brier.value else { return brier.lacking() };
    let word = match value {
        value if value <= 0.15 => "well",
        value if value < 0.25 => "fairly",
        _ => "badly",
    };
    format!("{word} (Brier score {value:.2}; 0 is perfect, 0.25 is always saying half)")
}

/// Whether the schedule knows more than that people forget, with the log losses behind it.
fn predicts(honesty: &ForecastAccuracy) -> String {
    let word = match (honesty.log_loss.value, honesty.constant.value) {
        (Some(own), Some(constant)) if own < constant => "better than expecting the same of every answer",
        (Some(_), Some(_)) => "no better than expecting the same of every answer",
        _ => return honesty.log_loss.lacking(),
    };
    let (own, constant) = (decimals(&honesty.log_loss), decimals(&honesty.constant));
    format!("{word} (log loss {own} against {constant}; less is better)")
}

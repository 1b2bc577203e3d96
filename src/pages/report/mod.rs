//! A cohort's report as text, CSV and one page of HTML; as JSON it is written by itself.
//!
//! Must not know how a figure is counted.

mod csv;
mod figures;
mod html;
mod text;

pub use csv::page as csv;
pub use html::page as html;
pub use text::page as text;

use crate::render::ansi::style::count;
use formcheck_core::detection::{Confusion, Detection, Estimate};
use formcheck_core::quiz::{Skill, names};
use formcheck_core::rulebook::{Named, Rulebook};
use formcheck_exam::cohort::{ExamReport, Idle, Lesson, Near, PartFigure, PassRate, PersonResult, Report};
use formcheck_exam::record::By;

/// A mistake's name.
fn mistake(book: &Rulebook, id: &str) -> String {
    names::name_of(book, id).unwrap_or_else(|| id.to_owned())
}

/// A family: its skill and kind.
fn family(book: &Rulebook, skill: &str, kind: &str) -> String {
    format!("{} ({})", names::skill(book, &Skill(skill.to_owned())), names::kind(kind).to_lowercase())
}

/// A part of the score.
fn part(book: &Rulebook, part: &PartFigure) -> String {
    match part.by {
        By::Kind => names::kind(&part.of).to_owned(),
        By::Exercise => names::name_of(book, &part.of).unwrap_or_else(|| part.of.clone()),
        By::Severity => format!("{} severity", part.of),
        By::Section => part.of.clone(),
    }
}

/// What a score is parted by, as a heading.
fn by(by: By) -> &'static str {
    match by {
        By::Section => "By section",
        By::Exercise => "By exercise",
        By::Kind => "By kind of question",
        By::Severity => "By severity of the mistake",
    }
}

const BYS: [By; 4] = [By::Section, By::Exercise, By::Kind, By::Severity];

/// What else is to be known of a record.
fn notes(line: &PersonResult) -> impl Iterator<Item = &'static str> {
    let verified = line.verified.map(|verified| if verified { "verified" } else { "DOES NOT VERIFY" });
    line.left_open.then_some("left open").into_iter().chain(verified)
}

/// A share in percent, or what stands in its place.
fn percent(figure: &Estimate) -> String {
    figure.value.map_or_else(|| lacking(figure), |value| format!("{:.0} %", value * 100.0))
}

/// A figure to two decimals, or what stands in its place.
fn decimals(figure: &Estimate) -> String {
    figure.value.map_or_else(|| lacking(figure), |value| format!("{value:.2}"))
}

/// d′ of a mistake, or what is lacking for it.
fn how_well(one: &Detection) -> String {
    match one.d_prime.value {
        Some(_) => decimals(&one.d_prime),
        None => crate::pages::stats::too_few(one.hits + one.misses, one.false_alarms + one.rejections),
    }
}

/// Why there is no figure: too little, or all alike.
fn lacking(figure: &Estimate) -> String {
    if figure.n >= figure.needs { "all alike".to_owned() } else { figure.lacking() }
}

/// "4 times in 10": a share to the nearest tenth, and never more or less than it is where it is hardly any or nearly all.
fn in_ten(share: f64) -> String {
    match (share * 10.0).round() {
        _ if share < 0.095 => "less than once in 10".to_owned(),
        tenths if tenths < 2.0 => "once in 10".to_owned(),
        tenths if tenths > 9.0 => "nearly always".to_owned(),
        tenths => format!("{tenths:.0} times in 10"),
    }
}

/// How a cohort takes one mistake for another.
fn confusion(book: &Rulebook, one: &Confusion) -> String {
    let (was, called) = (mistake(book, &one.was), mistake(book, &one.called));
    let often = match one.share.value {
        Some(share) => format!("{} ({} of {})", in_ten(share), one.times, one.share.n),
        None => format!("{}; {}", count(one.times, "time", "times"), one.share.lacking()),
    };
    format!("They call \"{was}\" \"{called}\": {often}.")
}

/// What an examiner calls somebody, with the gym where there are several.
fn who(report: &Report, line: &PersonResult) -> String {
    let gym = if report.gyms.is_empty() { String::new() } else { format!("{} ", line.gym) };
    let name = line.name.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
    format!("{gym}{}{name}", line.reference)
}

/// Somebody near the cut.
fn near(report: &Report, near: &Near) -> String {
    let gym = if report.gyms.is_empty() { String::new() } else { format!("{} ", near.gym) };
    format!(
        "{gym}{}, try {}: {} %, give or take {}; {}",
        near.reference,
        near.attempt,
        near.percent,
        near.standard_error,
        if near.passed { "passed" } else { "not passed" }
    )
}

/// People near the cut who are named; of more their number.
const NEAR: usize = 20;

/// Those near the cut, and how many more there are.
fn nearest(report: &Report, exam: &ExamReport) -> (Vec<String>, usize) {
    let named: Vec<String> = exam.near_the_cut.iter().take(NEAR).map(|one| near(report, one)).collect();
    let more = exam.near_the_cut.len() - named.len() + exam.near_more;
    (named, more)
}

/// How many passed.
fn passes(rate: &PassRate) -> String {
    let interval = match (rate.from, rate.to) {
        (Some(from), Some(to)) => {
            format!(" (95 % interval: {:.0} to {:.0} %)", from * 100.0, to * 100.0)
        }
        _ => String::new(),
    };
    format!("{} of {}{interval}", rate.passed, rate.people)
}

/// Minutes and seconds.
fn minutes(ms: u64) -> String {
    let seconds = (ms + 500) / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Something to teach: what, the figures behind it, what to do on the gym floor.
struct Teach {
    what: String,
    why: String,
    act: String,
}

/// What to teach, why, and how.
fn lesson(book: &Rulebook, lesson: &Lesson) -> Teach {
    match lesson {
        Lesson::Confused(one) => {
            let (was, called) = (mistake(book, &one.was), mistake(book, &one.called));
            let often = one.share.value.map(in_ten).unwrap_or_default();
            let both = format!("{} {}", taught(book, &one.was), taught(book, &one.called));
            Teach {
                what: format!("Tell \"{was}\" from \"{called}\""),
                why: format!("They call the first the second {often} ({} of {}).", one.times, one.share.n),
                act: format!(
                    "Show the two side by side. {} To practise: formcheck study {} {}",
                    both.trim(),
                    one.was,
                    one.called
                ),
            }
        }
        Lesson::Missed(one) => Teach {
            what: format!("See \"{}\"", mistake(book, &one.mistake)),
            why: format!(
                "Confusion in {} of {} reps that had it, and in {} of {} that didn't.",
                one.hits,
                one.hits + one.misses,
                one.false_alarms,
                one.false_alarms + one.rejections
            ),
            act: format!("{} To practise: formcheck study {}", taught(book, &one.mistake), one.mistake),
        },
        Lesson::Weak(one) => Teach {
            what: format!("The {}", part(book, one).to_lowercase()),
            why: format!(
                "{} of the marks, over {}.",
                percent(&one.share),
                count(one.share.n, "answer", "answers")
            ),
            act: format!("To practise: formcheck study {}", one.of),
        },
    }
}

/// What the rules say of a mistake: the fix and the cue; nothing if they don't know it any more.
fn taught(book: &Rulebook, id: &str) -> String {
    match book.find(id) {
        Some(Named::Mistake(ix)) => {
            let found = &book[ix];
            format!("{}: {} Cue: \"{}\".", found.name, found.words.fix, found.words.cue)
        }
        _ => String::new(),
    }
}

/// Wrong options that hardly anybody takes.
fn idle(options: &[Idle]) -> String {
    let one = |idle: &Idle| format!("\"{}\" ({} of {})", idle.say, idle.taken, idle.offered);
    options.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// How well a mistake is seen, as counts.
fn calls(one: &Detection) -> (String, String) {
    let (there, absent) = (one.hits + one.misses, one.false_alarms + one.rejections);
    (format!("{} of {there}", one.hits), format!("{} of {absent}", one.false_alarms))
}

#[cfg(test)]
mod tests {
    use super::in_ten;

    #[test]
    fn a_share_is_told_as_what_it_is() {
        for (share, told) in [
            (0.053, "less than once in 10"),
            (0.1, "once in 10"),
            (0.149, "once in 10"),
            (0.4, "4 times in 10"),
            (0.87, "9 times in 10"),
            (0.96, "nearly always"),
        ] {
            assert_eq!(in_ten(share), told, "{share}");
        }
    }
}

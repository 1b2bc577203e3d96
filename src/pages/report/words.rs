//! What a report says of its figures, in words.

use crate::pages::estimates::{in_ten, percent};
use crate::pages::program::call;
use formcheck_core::detection::Confusion;
use formcheck_core::quiz::{Skill, names};
use formcheck_core::rulebook::words::{count, often};
use formcheck_core::rulebook::{Named, Rulebook};
use formcheck_exam::cohort::{ExamReport, Idle, Lesson, NearCut, PartFigure, PassRate, PersonResult, Report};
use formcheck_exam::record::By;

pub(super) fn mistake(book: &Rulebook, id: &str) -> String {
    names::name_of(book, id).unwrap_or_else(|| id.to_owned())
}

/// A family: its skill and kind.
pub(super) fn family(book: &Rulebook, skill: &str, kind: &str) -> String {
    format!("{} ({})", names::skill(book, &Skill(skill.to_owned())), names::kind(kind).to_lowercase())
}

/// A part of the score.
pub(super) fn part(book: &Rulebook, part: &PartFigure) -> String {
    match part.by {
        By::Kind => names::kind(&part.of).to_owned(),
        By::Exercise => names::name_of(book, &part.of).unwrap_or_else(|| part.of.clone()),
        By::Severity => format!("{} severity", part.of),
        By::Section => part.of.clone(),
    }
}

/// What a score is parted by, as a heading.
pub(super) fn by(by: By) -> &'static str {
    match by {
        By::Section => "By section",
        By::Exercise => "By exercise",
        By::Kind => "By kind of question",
        By::Severity => "By severity of the mistake",
    }
}

pub(super) const BYS: [By; 4] = [By::Section, By::Exercise, By::Kind, By::Severity];

/// What else is to be known of a record.
pub(super) fn notes(line: &PersonResult) -> Vec<&'static str> {
    let place = (!line.supervised).then_some("at home, open book");
    let verified = line.verified.map(|verified| if verified { "verified" } else { "DOES NOT VERIFY" });
    let words = line.described.then_some("in words");
    let doubt = line.in_doubt.then_some("in doubt");
    let open = line.left_open.then_some("left open");
    place.into_iter().chain(open).chain(words).chain(doubt).chain(verified).collect()
}

/// How a cohort takes one mistake for another.
pub(super) fn confusion(book: &Rulebook, one: &Confusion) -> String {
    let (was, called) = (mistake(book, &one.was), mistake(book, &one.called));
    let often = match one.share.value {
        Some(share) => format!("{} ({} of {})", in_ten(share), one.times, one.share.n),
        None => format!("{}; {}", often(one.times), one.share.lacking()),
    };
    format!("\"{was}\" taken for \"{called}\": {often}.")
}

/// What an examiner calls somebody, with the gym where there are several.
pub(super) fn who(report: &Report, line: &PersonResult) -> String {
    let gym = if report.gyms.is_empty() { String::new() } else { format!("{} ", line.gym) };
    let name = line.name.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
    format!("{gym}{}{name}", line.reference)
}

fn near(report: &Report, near: &NearCut) -> String {
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
pub(super) fn nearest(report: &Report, exam: &ExamReport) -> (Vec<String>, usize) {
    let named: Vec<String> = exam.near_the_cut.iter().take(NEAR).map(|one| near(report, one)).collect();
    let more = exam.near_the_cut.len() - named.len() + exam.near_more;
    (named, more)
}

pub(super) fn passes(rate: &PassRate) -> String {
    let interval = match (rate.from, rate.to) {
        (Some(from), Some(to)) => {
            format!(" (95 % interval: {:.0} to {:.0} %)", from * 100.0, to * 100.0)
        }
        _ => String::new(),
    };
    format!("{} of {}{interval}", rate.passed, rate.people)
}

/// Minutes and seconds.
pub(super) fn minutes(ms: u64) -> String {
    let seconds = (ms + 500) / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Something to teach: what, the figures behind it, what to do on the gym floor.
pub(super) struct Teaching {
    pub(super) what: String,
    pub(super) why: String,
    pub(super) act: String,
}

/// What to teach, why, and how.
pub(super) fn lesson(book: &Rulebook, lesson: &Lesson) -> Teaching {
    match lesson {
        Lesson::Confused(one) => {
            let (was, called) = (mistake(book, &one.was), mistake(book, &one.called));
            let often = one.share.value.map(in_ten).unwrap_or_default();
            let both = format!("{} {}", taught(book, &one.was), taught(book, &one.called));
            Teaching {
                what: format!("Tell \"{was}\" from \"{called}\""),
                why: format!("The first is taken for the second {often} ({} of {}).", one.times, one.share.n),
                act: format!(
                    "Show the two side by side. {} To practise: {}",
                    both.trim(),
                    call(&format!("study {} {}", one.was, one.called))
                ),
            }
        }
        Lesson::Missed(one) => Teaching {
            what: format!("See \"{}\"", mistake(book, &one.mistake)),
            why: format!(
                "Confusion in {} of {} reps that had it, and in {} of {} that didn't.",
                one.hits,
                one.hits + one.misses,
                one.false_alarms,
                one.false_alarms + one.rejections
            ),
            act: format!(
                "{} To practise: {}",
                taught(book, &one.mistake),
                call(&format!("study {}", one.mistake))
            ),
        },
        Lesson::Weak(one) => Teaching {
            what: format!("The {}", part(book, one).to_lowercase()),
            why: format!(
                "{} of the marks, over {}.",
                percent(&one.share),
                count(one.share.n, "answer", "answers")
            ),
            act: format!("To practise: {}", call(&format!("study {}", one.of))),
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
pub(super) fn idle(options: &[Idle]) -> String {
    let one = |idle: &Idle| format!("\"{}\" ({} of {})", idle.say, idle.taken, idle.offered);
    options.iter().map(one).collect::<Vec<_>>().join(", ")
}

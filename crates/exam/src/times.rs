//! The times of a sitting held against each other: what can't be, and what can't be vouched for.
//!
//! What can't be is never graded and never verified; a doubt stands in the record, and whoever reads it decides. Must not
//! know clocks: it is handed what they said.

use super::paper::{Given, Paper, Stamp};
use super::record::{Pace, SatIn};
use crate::{Clock, ClockKind, Exam, LogLine};
use formcheck_core::rulebook::words::count;

/// Two machines' clocks may be off by so much, in milliseconds: the examiner's and the candidate's.
const TWO_CLOCKS: i64 = 120_000;

/// The wall clock and the one that only goes forward may run apart by so much within one run of the program, in
/// milliseconds: a clock that is put right over the network moves by less.
const APART: i64 = 30_000;

/// The faces of this program, as logs name them.
const FACES: [&str; 3] = ["line", "lines", "full-screen"];

/// What of the order of times can't be, in words: issued, opened, over, graded.
pub(crate) fn out_of_order(issued: Stamp, exam: &Exam, graded: Stamp) -> Option<String> {
    let (opened, over) = (exam.opened_at()?, exam.last_at()?);
    let is_before = |one: Stamp, other: Stamp| other.0.saturating_sub(one.0) > TWO_CLOCKS;
    if is_before(opened, issued) {
        return Some(format!(
            "the log says that it was opened at {opened}, and the paper was issued at {issued}"
        ));
    }
    if is_before(graded, over) {
        return Some(format!("the log says that it was over at {over}, and it was graded at {graded}"));
    }
    None
}

/// Moments of a log that lie outside of the sitting, though its first and its last don't: a wall clock that was set.
pub(crate) fn outside(exam: &Exam, graded: Stamp) -> Vec<String> {
    let (Some(opened), Some((earliest, latest))) = (exam.opened_at(), exam.wall_span()) else {
        return vec![];
    };
    let mut doubts = Vec::new();
    if opened.0.saturating_sub(earliest.0) > TWO_CLOCKS {
        doubts.push(format!("the log has something from {earliest}, before it was opened"));
    }
    if latest.0.saturating_sub(graded.0) > TWO_CLOCKS {
        doubts.push(format!("the log has something from {latest}, after it was graded"));
    }
    doubts
}

/// A paper that is drawn when the exam begins is opened within so much time, in milliseconds: our judgement.
const AT_ONCE: i64 = 15 * 60_000;

/// A paper that was drawn to be sat at once, and then lay open.
pub(crate) fn lay_open(paper: &Paper, exam: &Exam) -> Option<String> {
    let opened = exam.opened_at().filter(|_| paper.given == Some(Given::AtOnce))?;
    let lay = opened.0.saturating_sub(paper.issued.0);
    (lay > AT_ONCE)
        .then(|| format!("the paper was drawn to be sat at once, and lay open for {} minutes", lay / 60_000))
}

/// What can't be vouched for about how and in what it was sat, and how fast.
pub(crate) fn doubts(sat: &[SatIn], pace: Option<&Pace>, asked: usize) -> Vec<String> {
    let mut doubts = Vec::new();
    let is_strange = |one: &&SatIn| !FACES.contains(&one.face.as_str());
    if let Some(strange) = sat.iter().find(is_strange) {
        doubts.push(format!(
            "the log says that it was sat in `{}`, which is no face of formcheck",
            strange.face
        ));
    }
    if let [first, rest @ ..] = sat
        && let Some(other) = rest.iter().find(|one| one.version != first.version)
    {
        doubts.push(format!(
            "after an interruption formcheck {} went on with what formcheck {} had begun",
            other.version, first.version
        ));
    }
    if let Some(pace) = pace.filter(|pace| !pace.unread.is_empty()) {
        let (many, verb) = if pace.unread.len() == 1 {
            ("1".to_owned(), "was")
        } else {
            (pace.unread.len().to_string(), "were")
        };
        doubts.push(format!(
            "{many} of {} {verb} on the screen for less time than anybody needs to read what is asked",
            count(asked, "question", "questions"),
        ));
    }
    doubts
}

/// Why the clocks of a run don't fit those of the run before, where they say more than the wall clock does.
pub(crate) fn of_two_runs(last: (&Clock, Stamp, u64), next: (&Clock, Stamp, u64)) -> Option<String> {
    let ((was, was_at, was_up), (is, at, up)) = (last, next);
    if was.clock != ClockKind::Machine || is.clock != ClockKind::Machine {
        return (was.clock != is.clock)
            .then(|| "after an interruption the time was told by another kind of clock".to_owned());
    }
    if was.boot == is.boot {
        let is_back = up < was_up;
        return is_back.then(|| {
            "the log says that the machine's clock went back, though the machine was not started again"
                .to_owned()
        });
    }
    // A machine that was started again since has run for no longer than what has passed on the wall.
    let passed = at.0.saturating_sub(was_at.0);
    let ran = i64::try_from(up).unwrap_or(i64::MAX);
    (ran.saturating_sub(passed) > APART).then(|| {
        "the log says that the machine was started again, and its clock says that it was not".to_owned()
    })
}

/// Whether a log names its clock as the program does: only a machine's has a name for the machine's run.
pub(crate) fn of_a_clock(clock: &Clock) -> Option<String> {
    let is_named = clock
        .boot
        .as_deref()
        .is_some_and(|boot| boot.len() == 16 && boot.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let is_sound = match clock.clock {
        ClockKind::Machine => is_named,
        ClockKind::Program | ClockKind::Pretended => clock.boot.is_none(),
    };
    (!is_sound).then(|| "the log names its clock in a way that formcheck does not".to_owned())
}

/// Whether the two clocks have run apart since a run of the program began.
pub(crate) fn apart(began: (Stamp, u64), entry: &LogLine) -> Option<String> {
    let wall = entry.at.0.saturating_sub(began.0.0);
    let counted = i64::try_from(entry.up.saturating_sub(began.1)).unwrap_or(i64::MAX);
    (wall.saturating_sub(counted).saturating_abs() > APART).then(|| {
        "the wall clock and the clock that counts ran apart: one of them was changed, slowed or sped up"
            .to_owned()
    })
}

//! Who, which exam, which try, what came of it, how long it counts, and who is due to sit again: worked out from the
//! ledger and today's date.

use super::ledger::{GradedNote, IssuedNote, Ledger};
use super::paper::{Policy, Stamp};
use formcheck_core::day::Day;

/// Results that run out within so many days are told.
pub(crate) const SOON: u32 = 30;

/// One candidate at one exam.
#[derive(Clone, PartialEq, Debug)]
pub struct RosterEntry<'l> {
    /// The last paper.
    pub last: &'l IssuedNote,
    /// What came of it, if it was graded.
    pub graded: Option<&'l GradedNote>,
    /// The last result that was enough, if there is one.
    pub passed: Option<&'l GradedNote>,
    /// How many papers there were that were not taken back.
    pub attempts: u32,
    /// How many were.
    pub withdrawn: u32,
    /// How the candidate stands today.
    pub standing: CandidateState,
}

/// How a candidate stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CandidateState {
    /// A paper is out.
    Open,
    /// Every paper was taken back.
    Withdrawn,
    /// Passed, and the result counts: until that day, or for good.
    Counts(Option<Day>),
    /// Passed, and the result runs out soon: due to sit again by that day.
    RunsOut(Day),
    /// Passed, and the result no longer counts: due to sit again.
    RanOut(Day),
    /// Not passed: may sit again from that day.
    Again(Day),
    /// Not passed, and no try is left.
    NoneLeft,
}

impl CandidateState {
    /// Its word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            CandidateState::Open => "open",
            CandidateState::Withdrawn => "withdrawn",
            CandidateState::Counts(_) => "counts",
            CandidateState::RunsOut(_) => "runs-out",
            CandidateState::RanOut(_) => "ran-out",
            CandidateState::Again(_) => "may-sit-again",
            CandidateState::NoneLeft => "no-attempt-left",
        }
    }

    /// The day that goes with it.
    pub fn day(self) -> Option<Day> {
        match self {
            CandidateState::Counts(day) => day,
            CandidateState::RunsOut(day) | CandidateState::RanOut(day) | CandidateState::Again(day) => {
                Some(day)
            }
            CandidateState::Open | CandidateState::Withdrawn | CandidateState::NoneLeft => None,
        }
    }

    /// Whether the candidate is due to sit (again) within [`SOON`] days.
    pub fn is_due(self, today: Day) -> bool {
        match self {
            CandidateState::Open | CandidateState::RunsOut(_) | CandidateState::RanOut(_) => true,
            CandidateState::Again(day) => day <= today.plus(SOON),
            CandidateState::Counts(_) | CandidateState::Withdrawn | CandidateState::NoneLeft => false,
        }
    }
}

/// The day of a moment, in UTC.
pub fn day_of(stamp: Stamp) -> Day {
    let moment = jiff::Timestamp::from_millisecond(stamp.0).unwrap_or_default();
    Day::from(moment.to_zoned_datetime(jiff::tz::TimeZone::UTC).date())
}

/// Every candidate at every exam, in the order in which they came.
pub fn roster(ledger: &Ledger, today: Day) -> Vec<RosterEntry<'_>> {
    let mut seats: Vec<RosterEntry<'_>> = Vec::new();
    for issued in ledger.issued() {
        let is_same =
            |seat: &RosterEntry<'_>| seat.last.reference == issued.reference && seat.last.exam == issued.exam;
        if seats.iter().any(is_same) {
            continue;
        }
        seats.extend(seat(ledger, &issued.reference, &issued.exam, today));
    }
    seats
}

fn seat<'l>(ledger: &'l Ledger, reference: &'l str, exam: &'l str, today: Day) -> Option<RosterEntry<'l>> {
    let papers = ledger.papers(reference, exam).count();
    let tries = ledger.tries(reference, exam).count();
    let last = ledger.tries(reference, exam).next_back();
    let is_withdrawn = last.is_none();
    let last = last.or_else(|| ledger.papers(reference, exam).next_back())?;
    let number = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    let graded = ledger.graded(&last.form);
    let results = ledger.papers(reference, exam).rev().filter_map(|paper| ledger.graded(&paper.form));
    let passed = results.into_iter().find(|graded| graded.passed && ledger.revoked(&graded.form).is_none());
    let standing = match (graded, passed) {
        _ if is_withdrawn => CandidateState::Withdrawn,
        (None, _) => CandidateState::Open,
        (_, Some(passed)) => match passed.counts_until.as_deref().and_then(|day| day.parse::<Day>().ok()) {
            None => CandidateState::Counts(None),
            Some(day) if day < today => CandidateState::RanOut(day),
            Some(day) if day <= today.plus(SOON) => CandidateState::RunsOut(day),
            Some(day) => CandidateState::Counts(Some(day)),
        },
        (Some(_), None) => match next_try(ledger, last, &last.policy) {
            Ok(day) => CandidateState::Again(day),
            Err(NoTry::NoneLeft) => CandidateState::NoneLeft,
        },
    };
    let (attempts, withdrawn) = (number(tries), number(papers - tries));
    Some(RosterEntry { last, graded, passed, attempts, withdrawn, standing })
}

/// Why a candidate can't sit an exam again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoTry {
    /// Every try was used.
    NoneLeft,
}

/// The first day of the next try after this paper.
///
/// # Errors
/// If there is none.
pub fn next_try(ledger: &Ledger, last: &IssuedNote, policy: &Policy) -> Result<Day, NoTry> {
    let used = tries(ledger, last);
    if policy.attempts.is_some_and(|most| used >= most) {
        return Err(NoTry::NoneLeft);
    }
    let when = ledger.graded(&last.form).map_or(last.at, |graded| graded.at.max(last.at));
    Ok(day_of(when).plus(policy.wait_days))
}

/// Tries that count: since the last time that the exam was passed.
fn tries(ledger: &Ledger, last: &IssuedNote) -> u32 {
    let mut since = 0;
    for paper in ledger.tries(&last.reference, &last.exam) {
        since += 1;
        if ledger.graded(&paper.form).is_some_and(|graded| graded.passed) {
            since = 0;
        }
    }
    since
}

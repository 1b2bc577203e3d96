//! `formcheck exam roster`: who sat what, and who is due to sit again, from the examiner's ledger.

use serde_json::json;

use crate::app::exam::clock::ExamClock;
use crate::app::exam::ledger;
use crate::app::{AppError, Outcome, Ran, RunSettings, put, put_page};
use crate::pages::exam::roster as page;
use formcheck_exam::roster::{day_of, roster};

pub fn run(due: bool, exam: Option<&str>, settings: &RunSettings) -> Ran {
    let ledger = ledger::view(settings)?;
    if ledger.is_empty() {
        return Err(AppError::new(
            "the ledger is empty: no paper was issued",
            "formcheck exam issue QUIZ --candidate REFERENCE begins it; --data-dir DIR names another",
        ));
    }
    let today = day_of(ExamClock::start()?.wall());
    let mut seats = roster(&ledger, today);
    if let Some(exam) = exam {
        seats.retain(|seat| seat.last.exam == *exam);
    }
    if due {
        seats.retain(|seat| seat.standing.is_due(today));
    }
    if settings.json {
        let seat = |seat: &formcheck_exam::roster::RosterEntry<'_>| {
            json!({
                "candidate": seat.last.reference,
                "name": ledger.name(&seat.last.reference).map(|name| &name.name),
                "exam": seat.last.exam,
                "attempts": seat.attempts,
                "withdrawn": seat.withdrawn,
                "of": seat.last.policy.attempts,
                "issued": seat.last.at,
                "graded": seat.graded.map(|graded| graded.at),
                "percent": seat.graded.map(|graded| graded.percent),
                "passed": seat.passed.is_some(),
                "counts_until": seat.passed.and_then(|passed| passed.counts_until.as_ref()),
                "standing": seat.standing.word(),
                "day": seat.standing.day(),
                "due": seat.standing.is_due(today),
            })
        };
        let rows: Vec<serde_json::Value> = seats.iter().map(seat).collect();
        put(&format!("{}\n", json!({"today": today, "roster": rows})))?;
    } else {
        put_page(&page::page(&ledger, &seats, today))?;
    }
    Ok(Outcome::Done)
}

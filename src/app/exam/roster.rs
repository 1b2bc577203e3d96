//! `formcheck exam roster`: who sat what, and who is due to sit again, from the examiner's ledger.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::app::exam::clock::ExamClock;
use crate::app::exam::ledger;
use crate::app::exam::replaced::in_folder;
use crate::app::{AppError, Outcome, Ran, RunSettings, complain, put, put_page};
use crate::pages::exam::roster as page;
use crate::render::ansi::style::count;
use formcheck_exam::ledger::Ledger;
use formcheck_exam::paper::Paper;
use formcheck_exam::roster::{day_of, roster};

#[derive(Debug)]
pub struct RosterOptions {
    /// Only who is due soon.
    pub due: bool,
    pub exam: Option<String>,
    /// How often each question was seen, in place of who sat what.
    pub items: bool,
    /// Records to be held against the ledger, in place of who sat what.
    pub against: Option<PathBuf>,
}

pub fn run(options: &RosterOptions, settings: &RunSettings) -> Ran {
    let RosterOptions { due, exam, items, against } = options;
    let ledger = ledger::view(settings)?;
    if ledger.is_empty() {
        return Err(AppError::new(
            "the ledger is empty: no paper was issued",
            "formcheck exam issue QUIZ --candidate REFERENCE begins it; --data-dir DIR names another",
        ));
    }
    if let Some(line) = ledger.broken() {
        complain(
            &format!(
                "line {line} of the ledger does not follow from those before it: something was changed or taken out"
            ),
            "put back a copy of the whole ledger; what follows can't be relied on",
        );
    }
    let is_whole = if ledger.broken().is_none() { Outcome::Done } else { Outcome::Failed };
    if *items {
        return seen(&ledger, exam.as_deref(), settings).map(|done| done.max(is_whole));
    }
    if let Some(folder) = against {
        return held_against(&ledger, folder, settings).map(|done| done.max(is_whole));
    }
    let today = day_of(ExamClock::start()?.wall());
    let mut seats = roster(&ledger, today);
    if let Some(exam) = exam {
        seats.retain(|seat| seat.last.exam == **exam);
    }
    if *due {
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
                "revoked": ledger.revoked(&seat.last.form).map(|revoked| &revoked.why),
            })
        };
        let rows: Vec<serde_json::Value> = seats.iter().map(seat).collect();
        put(&format!("{}\n", json!({"today": today, "roster": rows})))?;
    } else {
        put_page(&page::page(&ledger, &seats, today))?;
    }
    Ok(is_whole)
}

/// How often each question of the exams was seen.
fn seen(ledger: &Ledger, exam: Option<&str>, settings: &RunSettings) -> Ran {
    let mut exams: Vec<&str> = ledger.issued().map(|paper| paper.exam.as_str()).collect();
    exams.sort_unstable();
    exams.dedup();
    exams.retain(|id| exam.is_none_or(|exam| exam == *id));
    if settings.json {
        let one = |id: &&str| {
            let (forms, items) = ledger.exposure(id);
            let items: Vec<serde_json::Value> = items
                .iter()
                .map(|item| json!({"item": item.id, "forms": item.often, "last": item.last}))
                .collect();
            json!({"exam": id, "forms": forms, "items": items})
        };
        let rows: Vec<serde_json::Value> = exams.iter().map(one).collect();
        put(&format!("{}\n", json!({"exams": rows})))?;
    } else {
        put_page(&page::seen(ledger, &exams))?;
    }
    Ok(Outcome::Done)
}

/// Whether each record of a folder stands in the ledger, and the ledger is still the one that its paper was issued from. Who
/// keeps the records sees by that whether a try was taken out.
fn held_against(ledger: &Ledger, folder: &Path, settings: &RunSettings) -> Ran {
    let records = in_folder(folder)?;
    let mut faults = Vec::new();
    for (path, record) in &records {
        let paper = serde_json::from_value::<Paper>(record.what.paper.clone()).ok();
        let place = paper.and_then(|paper| paper.ledger);
        let what = if ledger.form(&record.what.form).is_none() {
            "its paper is not in the ledger"
        } else if !ledger.has_record(&record.digest()) {
            "that it was graded is not in the ledger"
        } else if place.is_some_and(|place| !ledger.has_place(&place)) {
            "lines before its paper were changed or taken out since"
        } else {
            continue;
        };
        faults.push((path, what));
    }
    if settings.json {
        let rows: Vec<serde_json::Value> =
            faults.iter().map(|(path, what)| json!({"record": path, "fault": what})).collect();
        put(&format!("{}\n", json!({"records": records.len(), "faults": rows})))?;
    } else {
        for (path, what) in &faults {
            complain(&format!("{}: {what}", path.display()), "ask the examiner for the whole ledger");
        }
        let stand = count(records.len() - faults.len(), "record stands", "records stand");
        put(&format!("{stand} in the ledger, with all that was issued before.\n"))?;
    }
    Ok(if faults.is_empty() { Outcome::Done } else { Outcome::Failed })
}

//! The roster as a table, and what to do next for each.

use formcheck_core::day::Day;
use formcheck_core::page::{Page, Table};
use formcheck_core::rulebook::words::count;
use formcheck_exam::ledger::Ledger;
use formcheck_exam::roster::{CandidateState, RosterEntry};

/// The page: one line a candidate and exam, with what is due below it.
pub fn page(ledger: &Ledger, seats: &[RosterEntry<'_>], today: Day) -> Page {
    let mut page = Page::new();
    if seats.is_empty() {
        page.say("Nobody.");
        return page;
    }
    let mut exams: Vec<&str> = seats.iter().map(|seat| seat.last.exam.as_str()).collect();
    exams.dedup();
    exams.sort_unstable();
    exams.dedup();
    for exam in exams {
        let of_exam: Vec<&RosterEntry<'_>> = seats.iter().filter(|seat| seat.last.exam == exam).collect();
        page.heading(&of_exam[0].last.title);
        let mut table = Table::bare(4);
        for seat in of_exam {
            let reference = &seat.last.reference;
            let name = ledger.name(reference).map_or_else(String::new, |name| format!(" {}", name.name));
            let tries = seat.last.policy.attempts.map_or_else(String::new, |most| format!("/{most}"));
            let percent = seat
                .graded
                .map_or_else(|| "      -".to_owned(), |graded| format!("{:>5.1} %", graded.percent));
            let back = match seat.withdrawn {
                0 => String::new(),
                more => format!(", {more} taken back"),
            };
            let (who, tries) = (format!("{reference}{name}"), format!("try {}{tries}{back}", seat.attempts));
            table.row([&who, &tries, &percent, &standing(seat, today)]);
        }
        page.table(table);
        often(&mut page, ledger, exam);
    }
    revoked(&mut page, ledger, seats);
    let due = seats.iter().filter(|seat| seat.standing.is_due(today)).count();
    page.gap().say(&format!(
        "{} due to sit within thirty days.",
        if due == 0 {
            "Nobody is".to_owned()
        } else {
            format!("{due} {}", if due == 1 { "is" } else { "are" })
        }
    ));
    page
}

fn standing(seat: &RosterEntry<'_>, today: Day) -> String {
    match seat.standing {
        CandidateState::Open => format!(
            "paper out since {}, form {}",
            formcheck_exam::roster::day_of(seat.last.at),
            seat.last.form
        ),
        CandidateState::Withdrawn => "paper taken back: may be issued another".to_owned(),
        CandidateState::Counts(None) => "passed".to_owned(),
        CandidateState::Counts(Some(day)) => format!("passed; counts until {day}"),
        CandidateState::RunsOut(day) => format!("passed; runs out on {day}: due to sit again"),
        CandidateState::RanOut(day) => format!("passed once; ran out on {day}: due to sit again"),
        CandidateState::Again(day) if day <= today => "not passed: may sit again now".to_owned(),
        CandidateState::Again(day) => format!("not passed: may sit again from {day}"),
        CandidateState::NoneLeft => "not passed: no try left".to_owned(),
    }
}

/// Whose result was revoked, and why.
fn revoked(page: &mut Page, ledger: &Ledger, seats: &[RosterEntry<'_>]) {
    for one in ledger.all_revoked() {
        let Some(paper) = ledger.form(&one.form) else { continue };
        if seats.iter().any(|seat| seat.last.exam == paper.exam && seat.last.reference == paper.reference) {
            page.labelled("Revoked", &format!("{}, form {}: {}.", paper.reference, one.form, one.why));
        }
    }
}

/// How often the question of an exam that was seen most was seen.
fn often(page: &mut Page, ledger: &Ledger, exam: &str) {
    let (forms, items) = ledger.exposure(exam);
    let Some(most) = items.first().filter(|item| item.often > 1) else { return };
    page.say(&format!(
        "{} seen in {}; the one seen most in {}: {}. --items lists them.",
        count(items.len(), "question was", "questions were"),
        count(forms, "form", "forms"),
        most.often,
        most.id
    ));
}

/// How often each question was seen, those seen most first.
pub fn seen(ledger: &Ledger, exams: &[&str]) -> Page {
    let mut page = Page::new();
    for exam in exams {
        let (forms, items) = ledger.exposure(exam);
        page.heading(&format!("{exam}: {}", count(forms, "form", "forms")));
        let mut table = Table::bare(3);
        for item in items {
            let last = format!("last {}", formcheck_exam::roster::day_of(item.last));
            table.row([&format!("{:>4}", item.often), item.id, &last]);
        }
        page.table(table);
    }
    page
}

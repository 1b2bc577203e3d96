//! A paper of the short exam, drawn from a fixed seed: that takes longer than most of what is done with it.

use std::sync::LazyLock;

use super::packs::exam_book;
use formcheck_core::quiz::Seed;
use formcheck_exam::paper::{Accommodations, Attempt, Given, Paper, Stamp, TimeMultiplier};
use formcheck_exam::seal::{Nonce, signed_bytes};
use formcheck_exam::{Forms, Issue, exam_named, paper};

/// When it was issued, in milliseconds since 1970.
pub(crate) const ISSUED: i64 = 1_800_000_000_000;

/// The paper as it is drawn today.
pub(crate) fn drawn() -> Paper {
    let book = exam_book();
    let forms = Forms::new(book, exam_named(book, "short").expect("an exam")).expect("forms");
    let form = forms.form(Seed(5)).expect("a form");
    let issue = Issue {
        reference: "t-01".to_owned(),
        name: None,
        attempt: Attempt { number: 1, withdrawn: 0 },
        accommodations: Accommodations { time: TimeMultiplier::Once, break_minutes: 0 },
        issued: Stamp(ISSUED),
        made_up_clock: false,
        described: false,
        given: Given::OpenBook,
        ledger: None,
        barred: Vec::new(),
        nonce: Nonce([3; 32]),
    };
    paper(&forms, &form, &issue)
}

/// The paper with so many minutes of breaks, and its signed bytes.
pub(crate) fn issued(break_minutes: u32) -> (Paper, Vec<u8>) {
    static PAPER: LazyLock<Paper> = LazyLock::new(drawn);
    with_breaks(PAPER.clone(), break_minutes)
}

/// This paper with so many minutes of breaks, and its signed bytes.
pub(crate) fn with_breaks(mut paper: Paper, break_minutes: u32) -> (Paper, Vec<u8>) {
    paper.accommodations.break_minutes = break_minutes;
    let bytes = signed_bytes(&serde_json::to_value(&paper).expect("JSON"));
    (paper, bytes)
}

//! A paper of the short exam, drawn from a fixed seed: that takes longer than most of what is done with it.

use std::path::Path;
use std::sync::LazyLock;

use formcheck::app::disk;
use formcheck::quiz::Seed;
use formcheck::rulebook::{Rulebook, load, source};
use formcheck::trainer::paper::{Accommodations, Paper, Stamp, TimeMultiplier};
use formcheck::trainer::seal::{Nonce, signed_bytes};
use formcheck::trainer::{Forms, Issue, exam_named, paper};

/// When it was issued, in milliseconds since 1970.
pub(crate) const ISSUED: i64 = 1_800_000_000_000;

fn book() -> Rulebook {
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/short-exams");
    let packs = vec![source::built_in(), disk::folder(&pack).expect("a pack")];
    load(packs).rulebook().unwrap_or_else(|_| panic!("a sound pack"))
}

fn drawn() -> Paper {
    let book = book();
    let forms = Forms::new(&book, exam_named(&book, "short").expect("an exam")).expect("forms");
    let form = forms.form(Seed(5)).expect("a form");
    let issue = Issue {
        reference: "t-01".to_owned(),
        name: None,
        attempt: 1,
        accommodations: Accommodations { time: TimeMultiplier::Once, break_minutes: 0 },
        issued: Stamp(ISSUED),
        nonce: Nonce([3; 32]),
    };
    paper(&forms, &form, &issue)
}

/// The paper with so many minutes of breaks, and its signed bytes.
pub(crate) fn issued(break_minutes: u32) -> (Paper, Vec<u8>) {
    static PAPER: LazyLock<Paper> = LazyLock::new(drawn);
    let mut paper = PAPER.clone();
    paper.accommodations.break_minutes = break_minutes;
    let bytes = signed_bytes(&serde_json::to_value(&paper).expect("JSON"));
    (paper, bytes)
}

//! Forms that an examiner issues one after the other: no candidate gets an item of an earlier form, and no item comes up in
//! more of a hundred forms than the exam allows. Where too little is left, it is said.
//!
//! `FORMCHECK_FORMS=1000` issues so many of the onboarding exam, as for the figures in docs/exams.md.

use std::collections::{BTreeSet, HashMap};

use crate::common::packs::{built_in, exams};
use formcheck_core::quiz::{Asks, Seed};
use formcheck_core::rulebook::{Rulebook, load};
use formcheck_exam::ledger::{IssuedNote, Ledger, Noted};
use formcheck_exam::paper::Stamp;
use formcheck_exam::{ExamError, ExamForm, Forms, WINDOW, draw_for, exam_named, policy};

/// An examiner who issues forms of one exam.
struct Examiner<'b> {
    forms: Forms<'b>,
    notes: Vec<Noted>,
    seed: u64,
}

impl<'b> Examiner<'b> {
    fn of(book: &'b Rulebook, exam: &str) -> Examiner<'b> {
        let forms = Forms::new(book, exam_named(book, exam).expect("an exam")).expect("forms");
        Examiner { forms, notes: Vec::new(), seed: 3 }
    }

    /// Draws a form for a candidate and notes it.
    fn issue(&mut self, reference: &str) -> Result<ExamForm, ExamError> {
        // What was issued long ago is of no candidate who comes again, and out of the window.
        let from = self.notes.len().saturating_sub(WINDOW + 20);
        let mut ledger = Ledger::default();
        ledger.add(&self.notes[from..]);
        let mut seed = self.seed;
        let (form, barred) = draw_for(&self.forms, &ledger, reference, || {
            seed += 7_919;
            Ok::<_, ExamError>(Seed(seed))
        })?;
        self.seed = seed;
        assert!(form.asks.iter().all(|asks| !barred.contains(asks)));
        assert_eq!(
            self.forms.form_without(&barred, form.seed).expect("the same form"),
            form,
            "it follows from its seed and from what was barred"
        );
        self.notes.push(Noted::Issued(Box::new(IssuedNote {
            at: Stamp(0),
            form: format!("{seed:016x}"),
            exam: self.forms.id().to_owned(),
            title: String::new(),
            reference: reference.to_owned(),
            attempt: 1,
            policy: policy(self.forms.exam()),
            seed: format!("{seed:016x}"),
            nonce: String::new(),
            items: form.ids(),
            asks: form.asks.clone(),
            paper_sha256: String::new(),
            start: None,
            accommodations: None,
            described: false,
        })));
        Ok(form)
    }
}

/// In how many forms of any hundred one after the other the item that came up oftenest was.
fn most_in_a_window(forms: &[Vec<Asks>]) -> usize {
    let mut most = 0;
    let mut counts: HashMap<&Asks, usize> = HashMap::new();
    for (at, form) in forms.iter().enumerate() {
        if let Some(gone) = at.checked_sub(WINDOW) {
            forms[gone].iter().for_each(|asks| *counts.get_mut(asks).expect("it was counted") -= 1);
        }
        for asks in form {
            let count = counts.entry(asks).or_default();
            *count += 1;
            most = most.max(*count);
        }
    }
    most
}

#[test]
fn no_item_comes_up_in_more_forms_of_a_hundred_than_the_exam_allows() {
    let drawn = |exposure: &str| {
        let mut packs = exams();
        let file = packs[1].files.iter_mut().find(|file| file.path == "quizzes/tiny.toml");
        let file = file.expect("the exam");
        let text = file.text.as_ref().expect("text").replace("[exam]\n", &format!("[exam]\n{exposure}"));
        file.text = Ok(text.into());
        let book = load(packs).rulebook().unwrap_or_else(|unsound| panic!("{:?}", unsound.diagnostics));
        let mut examiner = Examiner::of(&book, "tiny");
        let forms = (0..160).map(|n| examiner.issue(&format!("t-{n}")).expect("a form").asks);
        most_in_a_window(&forms.collect::<Vec<_>>())
    };
    let (free, held) = (drawn(""), drawn("exposure = 6\n"));
    assert!(free > 6, "left alone it is more: {free}");
    assert!(held <= 6, "{held}");
}

#[test]
fn a_candidate_gets_nothing_twice_and_at_last_is_told_that_too_little_is_left() {
    let mut examiner = Examiner::of(built_in(), "trainer-onboarding");
    let mut had: BTreeSet<Asks> = BTreeSet::new();
    for attempt in 1..=4 {
        let form = examiner.issue("t-01").expect("a form");
        for asks in form.asks {
            assert!(had.insert(asks), "try {attempt} asks something again");
        }
    }
    let none = examiner.issue("t-01").expect_err("there are nineteen written questions");
    assert!(none.what.contains("Explain it") && none.what.contains("must not come again"), "{}", none.what);
    assert!(none.help.contains("overlap"), "{}", none.help);
    examiner.issue("t-02").expect("another candidate has had nothing yet");
}

/// Takes minutes for a thousand: only where it is asked for.
#[test]
fn of_a_thousand_forms_no_item_is_worn_out() {
    let said = std::env::var("FORMCHECK_FORMS").ok().and_then(|number| number.parse::<usize>().ok());
    let mut examiner = Examiner::of(built_in(), "trainer-onboarding");
    let wanted = said.unwrap_or(3);
    let forms: Vec<Vec<Asks>> =
        (0..wanted).map(|n| examiner.issue(&format!("t-{n}")).expect("a form").asks).collect();
    let mut counts: HashMap<&Asks, usize> = HashMap::new();
    forms.iter().flatten().for_each(|asks| *counts.entry(asks).or_default() += 1);
    let most = most_in_a_window(&forms);
    println!("{wanted} forms, {} different items; the most in any hundred: {most}", counts.len());
    assert!(most <= usize::from(examiner.forms.exam().exposure.expect("it has one")));
}

//! From a form to a paper: what a candidate gets.

use super::paper::{Accommodations, Attempt, FORMAT, Given, LedgerPlace, Paper, Policy, Stamp};
use super::record::{Candidate, ExamSeen, Name, ProgramVersion};
use super::seal::{Hash, Nonce, commitment, form_id, name_hash};
use crate::{ExamForm, Forms};
use formcheck_core::figure::{Lifter, Motion};
use formcheck_core::quiz::{Asks, FormItem, GENERATOR, Item, Question, ShownBy};
use formcheck_core::rulebook::{ExamRules, Rulebook};

/// What a pass mark rests on where its file doesn't say it.
const NOT_SAID: &str = "given in the exam's file, which does not say how it was set";

/// Whom a paper is for, and on what terms.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Issue {
    /// What the examiner calls the candidate.
    pub reference: String,
    /// The candidate's name, if it is to be kept.
    pub name: Option<Name>,
    /// Which try it is.
    pub attempt: Attempt,
    /// What is allowed beyond the exam's own terms.
    pub accommodations: Accommodations,
    /// Whether what is asked by eye is described in words.
    pub described: bool,
    /// How it is handed out.
    pub given: Given,
    /// From where in the ledger it is issued.
    pub ledger: Option<LedgerPlace>,
    /// What its form was not to ask.
    pub barred: Vec<Asks>,
    /// When it is issued.
    pub issued: Stamp,
    /// Whether that moment was made up (`FORMCHECK_NOW`).
    pub made_up_clock: bool,
    /// What hides the seed.
    pub nonce: Nonce,
}

/// This program.
pub fn engine() -> ProgramVersion {
    ProgramVersion { version: env!("CARGO_PKG_VERSION").to_owned(), generator: GENERATOR }
}

/// What an exam says of tries.
pub fn policy(exam: &ExamRules) -> Policy {
    Policy {
        attempts: exam.attempts,
        wait_days: exam.wait_days,
        overlap: exam.overlap,
        exposure: exam.exposure,
        counts_days: exam.counts_days,
    }
}

/// The exam of these forms, as papers and records name it.
pub(super) fn exam_seen(forms: &Forms<'_>) -> ExamSeen {
    ExamSeen {
        id: forms.id().to_owned(),
        title: forms.plan().title.clone(),
        sha256: forms.exam().sha256.clone(),
    }
}

/// The items of a form as a paper shows them; described, no rep is asked by eye.
pub(super) fn paper_items(forms: &Forms<'_>, form: &ExamForm, described: bool) -> Vec<Question> {
    let section = |place: usize| forms.plan().sections[place].title.as_str();
    let question = |(placed, by_eye): (&FormItem, &bool)| {
        let question = placed.item.question().in_section(section(placed.section));
        let by = (*by_eye && !described).then(|| shown_by(forms.book(), &placed.item)).flatten();
        match by {
            Some(by) => question.seen(by),
            None => question,
        }
    };
    form.items.iter().zip(&form.by_eye).map(question).collect()
}

/// The lifter who shows an item's rep, and from where; none where the exercise has no figure. The body follows from the
/// item's name, which tells nothing of the seed.
pub(super) fn shown_by(book: &Rulebook, item: &Item) -> Option<ShownBy> {
    let lifter = Hash::of(item.id.as_str().as_bytes()).hex().get(..16)?.to_owned();
    let motion = Motion::by(book, item.exercise_in(book)?, &[], Lifter::MIDDLING.body)?;
    Some(ShownBy { lifter, from: motion.viewpoints().first()?.place.word().to_owned() })
}

/// Whether a paper is on the terms of the exam's file, what the examiner allowed in addition counted in.
pub(super) fn terms_fit(forms: &Forms<'_>, paper: &Paper) -> bool {
    let (plan, exam) = (forms.plan(), forms.exam());
    paper.limit_s == paper.accommodations.time.limit(plan.minutes)
        && plan.pass == Some(paper.pass)
        && paper.pass_from == exam.pass_from.as_deref().unwrap_or(NOT_SAID)
        && paper.policy == policy(exam)
        && paper.must_pass == forms.must_pass()
        && paper.trial_items == exam.trial_items
        && (!paper.described || exam.by_eye.is_some())
}

/// The paper of a form.
pub fn paper(forms: &Forms<'_>, form: &ExamForm, issue: &Issue) -> Paper {
    let (plan, exam) = (forms.plan(), forms.exam());
    let commitment = commitment(issue.nonce, form.seed).hex();
    let mut notices: Vec<&str> = Vec::new();
    for notice in forms.book().packs.iter().filter_map(|pack| pack.notice.as_deref()) {
        if !notices.contains(&notice) {
            notices.push(notice);
        }
    }
    Paper {
        format: FORMAT,
        form: form_id(&commitment, &issue.reference),
        commitment,
        engine: engine(),
        packs: forms.book().pack_versions(),
        exam: exam_seen(forms),
        about: plan.about.clone(),
        notice: notices.join(" "),
        candidate: Candidate {
            reference: issue.reference.clone(),
            name_sha256: issue.name.as_ref().map(|name| name_hash(name).hex()),
        },
        issued: issue.issued,
        made_up_clock: issue.made_up_clock,
        attempt: issue.attempt,
        policy: policy(exam),
        accommodations: issue.accommodations.clone(),
        limit_s: issue.accommodations.time.limit(plan.minutes),
        pass: plan.pass.unwrap_or(100),
        pass_from: exam.pass_from.clone().unwrap_or_else(|| NOT_SAID.to_owned()),
        must_pass: forms.must_pass().to_vec(),
        barred: issue.barred.clone(),
        trial_items: exam.trial_items,
        described: issue.described,
        given: Some(issue.given),
        ledger: issue.ledger.clone(),
        items: paper_items(forms, form, issue.described),
    }
}

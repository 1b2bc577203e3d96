//! What may happen to a paper that is being sat: the rules by which a line of the log is taken or refused.
//!
//! Must not change anything of it.

use super::Exam;
use crate::witness::{self, WitnessSignature};
use crate::{Chosen, ExamEvent};
use formcheck_core::quiz::{BadResponse, Certainty, Question, Response, fits};

/// What is chosen when the time runs out counts if the program saw that within so many milliseconds: the screen looks at the
/// clock once a second, and a busy machine is late.
const JUST_UP: u64 = 5_000;

impl Exam {
    /// Whether an event can happen at this time.
    pub(super) fn permits(&self, event: &ExamEvent, t: u64) -> Result<(), BadResponse> {
        let no = |why: &str| Err(BadResponse(why.to_owned()));
        if let ExamEvent::Witnessed(signed) = event {
            return self.may_sign(signed, t).map_err(BadResponse);
        }
        if self.ended.is_some() {
            return no("the exam is over");
        }
        match (event, self.last.is_some()) {
            (ExamEvent::Opened { form, .. }, false) if *form == self.paper.form => return Ok(()),
            (ExamEvent::Opened { .. }, false) => return no("it was opened with another form"),
            (ExamEvent::Opened { .. }, true) => return no("the exam was opened before"),
            (_, false) => return no("the exam has not been opened yet"),
            _ => {}
        }
        let is_up = self.limit_ms().is_some_and(|limit| self.used_ms(t) >= limit);
        let is_away = self.on_break.is_some();
        match event {
            // What a witness signs was looked at above.
            ExamEvent::Opened { .. }
            | ExamEvent::Resumed { .. }
            | ExamEvent::Left
            | ExamEvent::Witnessed(_) => Ok(()),
            ExamEvent::TimeUp { chosen: None } if is_up => Ok(()),
            ExamEvent::TimeUp { chosen: Some(chosen) } if is_up => self.was_chosen(chosen, t),
            ExamEvent::TimeUp { .. } => no("the time is not up yet"),
            ExamEvent::BreakEnded if is_away => Ok(()),
            ExamEvent::BreakEnded => no("there is no break to end"),
            _ if is_up => no("the time is up"),
            _ if is_away => no("this is a break: end it first"),
            ExamEvent::Shown { item } | ExamEvent::Flagged { item, .. } => self.has(*item),
            ExamEvent::Skipped { item } => self.is_current(*item),
            ExamEvent::Hinted { item } => {
                self.is_current(*item)?;
                match self.question(*item).is_some_and(|question| question.by_eye.is_some()) {
                    true if self.items[*item - 1].hinted => no("the words are there already"),
                    true => Ok(()),
                    false => no("this question is asked in words"),
                }
            }
            ExamEvent::Answered { item, answer, certainty } => {
                self.is_current(*item)?;
                fits_with(&self.paper.items[*item - 1], answer, *certainty)
            }
            ExamEvent::Reviewed | ExamEvent::BreakBegan | ExamEvent::HandedIn => Ok(()),
        }
    }

    /// Whether an answer was on the screen when the time ran out.
    fn was_chosen(&self, chosen: &Chosen, t: u64) -> Result<(), BadResponse> {
        self.is_current(chosen.item)?;
        if self.limit_ms().is_some_and(|limit| self.used_ms(t) > limit.saturating_add(JUST_UP)) {
            return Err(BadResponse("the time is up".to_owned()));
        }
        fits_with(&self.paper.items[chosen.item - 1], &chosen.answer, chosen.certainty)
    }

    /// Whether a witness can sign now, and has.
    fn may_sign(&self, signed: &WitnessSignature, t: u64) -> Result<(), String> {
        if self.last.is_none() {
            return Err("the exam has not been opened yet".to_owned());
        }
        let standing = witness::Standing {
            form: &self.paper.form,
            line: self.end(),
            before: self.witnessed.as_ref(),
            is_answered: self.answered() > 0,
            over_for: self.over.map(|over| t.saturating_sub(over.t)),
        };
        witness::check(signed, &standing)
    }

    fn has(&self, item: usize) -> Result<(), BadResponse> {
        if (1..=self.items.len()).contains(&item) {
            return Ok(());
        }
        Err(BadResponse(format!("there is no question {item}; they go from 1 to {}", self.items.len())))
    }

    fn is_current(&self, item: usize) -> Result<(), BadResponse> {
        if self.current == Some(item) && self.has(item).is_ok() {
            return Ok(());
        }
        Err(BadResponse(format!("question {item} is not on the screen; go to it first")))
    }
}

/// Whether an answer and how sure it is fit a question.
fn fits_with(question: &Question, answer: &Response, certainty: Option<u8>) -> Result<(), BadResponse> {
    if certainty.is_some_and(|number| Certainty::from_number(number.into()).is_none()) {
        return Err(BadResponse("certainty is 1 (a guess), 2 (fairly sure) or 3 (sure)".to_owned()));
    }
    fits(question, answer)
}

//! An exam on the screen: its start, its questions, the list of all, breaks, handing in, the closing code. The form of
//! an answer is that of a session, and so is the picture of a rep that is asked by eye; feedback there is none.
//!
//! Must not know keys of items, nor where the log is kept: an act goes out, and how the exam stands then comes back.

use std::time::Duration;

use super::drawing::RepFigure;
use super::exam_window::{ExamPictures, SmallWindow};
use super::form::AnswerDraft;
use super::form::AnswerInput;
use crate::pages::exam::sitting::SittingInfo;
use formcheck_core::quiz::Certainty;
use formcheck_core::quiz::Question;
use formcheck_core::quiz::{Response, Viewing};
use formcheck_exam::{Chosen, Exam};

/// How often the clock is looked at; a little less than the screen waits, so that each time counts.
pub(super) const LOOK: Duration = Duration::from_millis(900);

/// An exam on the screen.
#[derive(Clone, Debug)]
pub struct ExamState {
    /// The exam, as it was when something happened last.
    pub exam: Box<Exam>,
    /// What is known of the sitting beside it.
    pub seat: SittingInfo,
    pub left: ClockReading,
    pub place: ExamScreen,
    /// The lifter of the question at hand, if it is asked by eye.
    pub figure: Option<Box<RepFigure>>,
    /// All its pictures, until it is begun.
    pub pictures: ExamPictures,
    /// What of them is too small in this window, before it is begun.
    pub small: Option<SmallWindow>,
    /// Rows of text that were scrolled past.
    pub scroll: usize,
    /// The eight words, once it is over.
    pub code: Option<String>,
    /// Whether the next press of the same key leaves.
    pub(super) leaving: bool,
    pub(super) looked: Duration,
}

/// What the clock of an exam says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ClockReading {
    /// Milliseconds that are left; none without a limit.
    pub left_ms: Option<u64>,
    /// Milliseconds of breaks that still stop the clock.
    pub free_ms: u64,
}

/// What is shown of an exam.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ExamScreen {
    /// What it is, before its clock runs.
    Start,
    Question {
        /// Its number, from 1.
        n: usize,
        reply: AnswerDraft,
    },
    Review {
        /// The question chosen, from 0.
        at: usize,
        /// The number that is being typed; 0 is none.
        typed: usize,
    },
    /// A break: no question is shown.
    Break,
    /// Whether to hand in, asked once more.
    Sure {
        back: Box<ExamScreen>,
    },
    Over,
}

/// What comes back of an act.
#[derive(Clone, Debug)]
pub enum ExamUpdate {
    /// An exam that is to be begun, or gone on with.
    Start(Box<ExamState>),
    Stands {
        exam: Box<Exam>,
        left: ClockReading,
        /// The lifter of the question at hand, if it is asked by eye.
        figure: Option<Box<RepFigure>>,
        /// The eight words, if it is over.
        code: Option<String>,
        remark: Option<String>,
    },
    /// What the clock says now; nothing else has happened.
    Clock(ClockReading),
}

/// What is wanted in an exam.
#[derive(Clone, PartialEq, Debug)]
pub enum ExamAction {
    Start,
    /// Begin, or go on.
    Begin,
    /// With what is chosen on the screen and not kept: if the time has just run out, it counts.
    ReadClock {
        chosen: Option<Chosen>,
    },
    /// Keep an answer to the question on the screen.
    Answer {
        response: Response,
        certainty: Option<Certainty>,
    },
    /// Show the words for the rep on the screen, for half the marks.
    Hint,
    /// Go to a question, from 1.
    Go(usize),
    /// Go to the next question without an answer.
    Skip,
    /// Flag a question, or take the flag off.
    Flag {
        /// Its number, from 1.
        n: usize,
        flag: bool,
    },
    Review,
    Break,
    Back,
    HandIn,
}

impl ExamState {
    /// An exam that is to be begun, or gone on with.
    pub fn new(exam: Exam, pictures: ExamPictures, seat: SittingInfo, left: ClockReading) -> ExamState {
        ExamState {
            exam: Box::new(exam),
            seat,
            left,
            place: ExamScreen::Start,
            figure: None,
            pictures,
            small: None,
            scroll: 0,
            code: None,
            leaving: false,
            looked: Duration::ZERO,
        }
    }

    /// The answer that is being given, where one is.
    pub fn reply(&self) -> Option<&AnswerDraft> {
        match &self.place {
            ExamScreen::Question { reply, .. } => Some(reply),
            _ => None,
        }
    }

    /// How the rep of the question at hand is met.
    pub fn viewing(&self) -> Viewing {
        let ExamScreen::Question { n, .. } = self.place else { return Viewing::InWords };
        let hinted = self.exam.items().get(n - 1).is_some_and(|item| item.hinted);
        match &self.figure {
            None => Viewing::InWords,
            Some(_) if hinted => Viewing::Hinted,
            Some(_) => Viewing::ByEye,
        }
    }

    /// The same, to be changed, with what is asked.
    pub(super) fn asked_mut(&mut self) -> Option<(&mut AnswerDraft, &Question)> {
        match &mut self.place {
            ExamScreen::Question { n, reply } => Some((reply, self.exam.question(*n)?)),
            _ => None,
        }
    }

    pub(super) fn reply_mut(&mut self) -> Option<&mut AnswerDraft> {
        self.asked_mut().map(|(reply, _)| reply)
    }

    pub(super) fn is_timed(&self) -> bool {
        self.left.left_ms.is_some() && !matches!(self.place, ExamScreen::Start | ExamScreen::Over)
    }

    /// The question that a key for one question means, from 1.
    pub(super) fn meant(&self) -> Option<usize> {
        match &self.place {
            ExamScreen::Question { n, .. } => Some(*n),
            ExamScreen::Review { at, .. } => Some(at + 1),
            _ => None,
        }
    }

    /// The question, from 1, in which an answer is chosen that was not kept, on the screen or behind the last one.
    pub(super) fn unkept(&self) -> Option<usize> {
        let place = if let ExamScreen::Sure { back } = &self.place { back } else { &self.place };
        let ExamScreen::Question { n, reply } = place else { return None };
        let question = self.exam.question(*n)?;
        let chosen = reply.form.draft(question)?;
        // As this form gives it: a line may have given the same options in another order.
        let kept = self.begun(*n);
        let is_kept = kept.form.draft(question) == Some(chosen) && kept.certainty == reply.certainty;
        (!is_kept).then_some(*n)
    }

    /// What is chosen and not kept, on the screen or behind the last one.
    pub(super) fn chosen(&self) -> Option<Chosen> {
        let item = self.unkept()?;
        let place = if let ExamScreen::Sure { back } = &self.place { back } else { &self.place };
        let ExamScreen::Question { reply, .. } = place else { return None };
        let answer = reply.form.draft(self.exam.question(item)?)?;
        Some(Chosen { item, answer, certainty: reply.certainty.map(Certainty::number) })
    }

    /// What is shown, now that the exam stands as it does. An answer that is being given stays.
    pub(super) fn settle(&mut self) {
        let place = match (&self.place, self.exam.current()) {
            _ if self.exam.ended().is_some() => ExamScreen::Over,
            _ if self.exam.is_on_break() => ExamScreen::Break,
            (ExamScreen::Question { n, .. }, Some(current)) if *n == current => return,
            (_, Some(n)) => ExamScreen::Question { n, reply: self.begun(n) },
            (ExamScreen::Review { .. }, None) => return,
            (place, None) => {
                let before = if let ExamScreen::Question { n, .. } = place { n - 1 } else { 0 };
                ExamScreen::Review { at: before, typed: 0 }
            }
        };
        (self.place, self.scroll) = (place, 0);
    }

    /// The form of a question's answer, filled in as it was answered before.
    fn begun(&self, n: usize) -> AnswerDraft {
        let (Some(question), Some(state)) = (self.exam.question(n), self.exam.items().get(n - 1)) else {
            return AnswerDraft { form: AnswerInput::One { at: None, of: 0 }, certainty: None, scroll: 0 };
        };
        let mut reply = AnswerDraft::new(question);
        if let Some(answer) = &state.answer {
            reply.form = AnswerInput::answered(question, answer);
            reply.certainty = state.certainty.and_then(|number| Certainty::from_number(u64::from(number)));
        }
        reply
    }
}

//! An exam in the full screen: its start, its questions, the list of all, breaks, handing in, the closing code. The form of
//! an answer, the head and the foot are those of a session; feedback and pictures there are none.
//!
//! Must not know keys of items, nor where the log is kept: an act goes out, and how the exam stands then comes back.

mod keys;
mod update;
mod view;

use std::time::Duration;

use super::form::{Form, Reply};
use crate::pages::exam::sitting::SittingContext;
use formcheck_core::quiz::{Certainty, Question, Response};
use formcheck_exam::Exam;

pub(super) use keys::{all as all_keys, hints};
pub(super) use update::{hear, press, tick};
pub(super) use view::{counted, draw, progress, question, text, title};

/// How often the clock is looked at; a little less than the screen waits, so that each time counts.
const LOOK: Duration = Duration::from_millis(900);

/// An exam on the screen.
#[derive(Clone, Debug)]
pub struct Sat {
    /// The exam, as it was when something happened last.
    pub exam: Box<Exam>,
    /// What is known of the sitting beside it.
    pub seat: SittingContext,
    /// What the clock said last.
    pub left: Left,
    /// What is shown.
    pub place: Place,
    /// Rows of text that were scrolled past.
    pub scroll: usize,
    /// The eight words, once it is over.
    pub code: Option<String>,
    /// Whether the next press of the same key leaves.
    leaving: bool,
    /// When the clock was looked at last.
    looked: Duration,
}

/// What the clock of an exam says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Left {
    /// Milliseconds that are left; none without a limit.
    pub left_ms: Option<u64>,
    /// Milliseconds of breaks that still stop the clock.
    pub free_ms: u64,
}

/// What is shown of an exam.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// What it is, before its clock runs.
    Start,
    /// A question.
    Asked {
        /// Its number, from 1.
        n: usize,
        /// The answer so far.
        reply: Reply,
    },
    /// The list of all questions.
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
        /// Where to go back to.
        back: Box<Place>,
    },
    /// It is over.
    Over,
}

/// What comes back of an act.
#[derive(Clone, Debug)]
pub enum Seen {
    /// An exam that is to be begun, or gone on with.
    Start(Box<Sat>),
    /// How it stands now.
    Stands {
        /// The exam.
        exam: Box<Exam>,
        /// Its clock.
        left: Left,
        /// The eight words, if it is over.
        code: Option<String>,
        /// Something to say of what was done.
        remark: Option<String>,
    },
    /// What the clock says now; nothing else has happened.
    Clock(Left),
}

/// What is wanted in an exam.
#[derive(Clone, PartialEq, Debug)]
pub enum Act {
    /// Show what it is.
    Start,
    /// Begin, or go on.
    Begin,
    /// Look at the clock.
    Look,
    /// Keep an answer to the question on the screen.
    Answer {
        /// The answer.
        response: Response,
        /// How sure.
        certainty: Option<Certainty>,
    },
    /// Go to a question, from 1.
    Go(usize),
    /// Go to the next question without an answer.
    Skip,
    /// Flag a question, or take the flag off.
    Flag {
        /// Its number, from 1.
        n: usize,
        /// Whether it is to be flagged.
        flag: bool,
    },
    /// Show the list of all questions.
    Review,
    /// Begin a break.
    Break,
    /// End a break.
    Back,
    /// Hand in.
    HandIn,
}

impl Sat {
    /// An exam that is to be begun, or gone on with.
    pub fn new(exam: Exam, seat: SittingContext, left: Left) -> Sat {
        Sat {
            exam: Box::new(exam),
            seat,
            left,
            place: Place::Start,
            scroll: 0,
            code: None,
            leaving: false,
            looked: Duration::ZERO,
        }
    }

    /// The answer that is being given, where one is.
    pub fn reply(&self) -> Option<&Reply> {
        match &self.place {
            Place::Asked { reply, .. } => Some(reply),
            _ => None,
        }
    }

    /// The same, to be changed, with what is asked.
    pub(super) fn asked_mut(&mut self) -> Option<(&mut Reply, &Question)> {
        match &mut self.place {
            Place::Asked { n, reply } => Some((reply, self.exam.question(*n)?)),
            _ => None,
        }
    }

    pub(super) fn reply_mut(&mut self) -> Option<&mut Reply> {
        self.asked_mut().map(|(reply, _)| reply)
    }

    /// Whether its clock runs towards a limit.
    pub(super) fn is_timed(&self) -> bool {
        self.left.left_ms.is_some() && !matches!(self.place, Place::Start | Place::Over)
    }

    /// The question that a key for one question means, from 1.
    fn meant(&self) -> Option<usize> {
        match &self.place {
            Place::Asked { n, .. } => Some(*n),
            Place::Review { at, .. } => Some(at + 1),
            _ => None,
        }
    }

    /// The question, from 1, in which an answer is chosen that was not kept, on the screen or behind the last one.
    fn unkept(&self) -> Option<usize> {
        let place = if let Place::Sure { back } = &self.place { back } else { &self.place };
        let Place::Asked { n, reply } = place else { return None };
        let question = self.exam.question(*n)?;
        let chosen = reply.form.draft(question)?;
        // As this form gives it: a line may have given the same options in another order.
        let kept = self.begun(*n);
        let is_kept = kept.form.draft(question) == Some(chosen) && kept.certainty == reply.certainty;
        (!is_kept).then_some(*n)
    }

    /// What is shown, now that the exam stands as it does. An answer that is being given stays.
    fn settle(&mut self) {
        let place = match (&self.place, self.exam.current()) {
            _ if self.exam.ended().is_some() => Place::Over,
            _ if self.exam.is_on_break() => Place::Break,
            (Place::Asked { n, .. }, Some(current)) if *n == current => return,
            (_, Some(n)) => Place::Asked { n, reply: self.begun(n) },
            (Place::Review { .. }, None) => return,
            (place, None) => {
                let before = if let Place::Asked { n, .. } = place { n - 1 } else { 0 };
                Place::Review { at: before, typed: 0 }
            }
        };
        (self.place, self.scroll) = (place, 0);
    }

    /// The form of a question's answer, filled in as it was answered before.
    fn begun(&self, n: usize) -> Reply {
        let (Some(question), Some(state)) = (self.exam.question(n), self.exam.items().get(n - 1)) else {
            return Reply { form: Form::One { at: None, of: 0 }, certainty: None, scroll: 0 };
        };
        let mut reply = Reply::new(question);
        if let Some(answer) = &state.answer {
            reply.form = Form::answered(question, answer);
            reply.certainty = state.certainty.and_then(|number| Certainty::from_number(u64::from(number)));
        }
        reply
    }
}

//! An exam in the full screen: what is behind it. Each act goes through the session, so it is kept before the screen goes on.
//!
//! Must not know what is drawn.

use std::io;
use std::path::Path;
use std::time::Duration;

use crate::app::exam::log;
use crate::app::exam::witness::Witness;
use crate::app::session::screen;
use crate::app::{AppError, RunSettings, drawing};
use crate::face::full::exam_state::{ClockReading, ExamAction, ExamState, ExamUpdate};
use crate::face::full::exam_window::ExamPictures;
use crate::face::full::{Effect, EffectHandler, EffectResult, Ending, RepFigure, play};
use crate::pages::exam::sitting::SittingInfo;
use crate::render::ansi::style::sentence;
use formcheck_core::quiz::Certainty;
use formcheck_core::rulebook::Rulebook;
use formcheck_exam::{Chosen, Exam, ExamSession, Reading};

/// The word of this face in the log.
const FACE: &str = "full-screen";

/// What is said when the words are shown.
const HINTED: &str = "The words are a hint: an answer given now earns half its marks.";

pub(crate) type KeepLine<'a> = &'a mut dyn FnMut(&str) -> io::Result<()>;

pub(crate) struct LeftExam {
    /// The exam as it stands.
    pub(crate) exam: Exam,
    /// Whether the candidate broke off, or the system wanted it.
    pub(crate) stopped: bool,
    /// Whether it was begun, or gone on with, here.
    pub(crate) was_begun: bool,
}

/// Asks an exam that is not over yet. All that it says stands on its paper; the rulebook, which has to be that of the
/// paper where it is asked by eye, draws the reps.
pub(crate) fn ask(
    exam: Exam,
    book: &Rulebook,
    (seat, log): (&SittingInfo, &Path),
    witness: Option<&mut Witness<'_>>,
    now: &dyn Fn() -> Reading,
    keep: KeepLine<'_>,
    settings: &RunSettings,
) -> Result<LeftExam, AppError> {
    let phase = ExamPhase::Waiting(exam, Some(keep));
    let mut host = ExamHost { phase, book, seat, log, witness, now, is_unkept: false };
    let ending = {
        let (mode, answers) = drawing::in_full_screen(settings);
        let mut state = screen::state(book, settings, mode);
        play(&mut state, &mut host, Effect::Exam(ExamAction::Start), &answers)
    };
    host.leave(ending)
}

struct ExamHost<'a, 'w> {
    phase: ExamPhase<'a>,
    book: &'a Rulebook,
    seat: &'a SittingInfo,
    log: &'a Path,
    witness: Option<&'a mut Witness<'w>>,
    now: &'a dyn Fn() -> Reading,
    /// Whether a line could not be kept: then none may follow it.
    is_unkept: bool,
}

enum ExamPhase<'a> {
    /// Before the start: nothing is written, and no clock begins.
    Waiting(Exam, Option<KeepLine<'a>>),
    Sitting(ExamSession<'a>),
}

impl<'b> EffectHandler<'b> for ExamHost<'_, '_> {
    type Error = AppError;

    fn perform(&mut self, effect: Effect, _time: Duration) -> Result<Vec<EffectResult<'b>>, AppError> {
        let Effect::Exam(act) = effect else { return Ok(vec![]) };
        self.act(act).map_err(|error| {
            self.is_unkept = true;
            log::unkept(self.log, &error)
        })
    }
}

impl ExamHost<'_, '_> {
    fn act<'b>(&mut self, act: ExamAction) -> io::Result<Vec<EffectResult<'b>>> {
        match &mut self.phase {
            ExamPhase::Waiting(exam, _) if act == ExamAction::Start => {
                let left =
                    ClockReading { left_ms: exam.left_on_return(&(self.now)()), free_ms: exam.free_left() };
                let pictures = ExamPictures::of(self.book, exam.paper());
                let sat = ExamState::new(exam.clone(), pictures, self.seat.clone(), left);
                let mut results = vec![EffectResult::Exam(ExamUpdate::Start(Box::new(sat)))];
                if self.seat.goes_on && left.left_ms == Some(0) {
                    // The time ran out in the meantime: show the end at once.
                    results.extend(self.begin()?);
                }
                Ok(results)
            }
            ExamPhase::Waiting(..) => self.begin(),
            ExamPhase::Sitting(session) => act_in_session(session, self.book, act),
        }
    }

    fn begin<'b>(&mut self) -> io::Result<Vec<EffectResult<'b>>> {
        let ExamPhase::Waiting(exam, keep) = &mut self.phase else { return Ok(vec![]) };
        let Some(keep) = keep.take() else { return Ok(vec![]) };
        let mut session = ExamSession::open(exam.clone(), FACE, self.now, keep)?;
        if let Some(witness) = &mut self.witness {
            witness.sign_opening(&mut session)?;
        }
        let results = vec![stands(&session, self.book, None)];
        self.phase = ExamPhase::Sitting(session);
        Ok(results)
    }

    /// The log says that the candidate left, whatever made them.
    fn leave(self, ending: Result<Ending, AppError>) -> Result<LeftExam, AppError> {
        let mut session = match self.phase {
            ExamPhase::Waiting(exam, _) => {
                let stopped = ending? == Ending::Stopped;
                return Ok(LeftExam { exam, stopped, was_begun: false });
            }
            ExamPhase::Sitting(session) => session,
        };
        let left = if self.is_unkept { Ok(()) } else { session.leave() };
        let stopped = ending? == Ending::Stopped;
        left.map_err(|error| log::unkept(self.log, &error))?;
        Ok(LeftExam { exam: session.exam().clone(), stopped, was_begun: true })
    }
}

/// Does it, and tells how the exam stands then.
fn act_in_session<'b>(
    session: &mut ExamSession<'_>,
    book: &Rulebook,
    act: ExamAction,
) -> io::Result<Vec<EffectResult<'b>>> {
    let mut remark = None;
    let done = match act {
        ExamAction::Start | ExamAction::Begin => Ok(()),
        ExamAction::ReadClock { chosen } => {
            let counts = chosen.as_ref().map(|chosen| chosen.item);
            if !session.is_time_up_with(chosen)? {
                return Ok(vec![EffectResult::Exam(ExamUpdate::Clock(left(session)))]);
            }
            return Ok(vec![stands(session, book, counts.and_then(|n| at_time_up(session, n)))]);
        }
        ExamAction::Answer { response, certainty } => {
            // Enter may come between the end of the time and the next look at the clock.
            let chosen = session.exam().current().map(|item| Chosen {
                item,
                answer: response.clone(),
                certainty: certainty.map(Certainty::number),
            });
            let counts = chosen.as_ref().map(|chosen| chosen.item);
            if session.is_time_up_with(chosen)? {
                return Ok(vec![stands(session, book, counts.and_then(|n| at_time_up(session, n)))]);
            }
            let done = session.answer(response, certainty);
            remark = done.is_ok().then(|| "Noted.".to_owned());
            done
        }
        ExamAction::Hint => {
            let done = session.hint();
            remark = done.is_ok().then(|| HINTED.to_owned());
            done
        }
        ExamAction::Go(n) => session.go(n),
        ExamAction::Skip => session.skip(),
        ExamAction::Flag { n, flag } => session.flag(n, flag),
        ExamAction::Review => session.review(),
        ExamAction::Break => session.pause(),
        ExamAction::Back => session.back(),
        ExamAction::HandIn => session.hand_in(),
    };
    let mut results = Vec::new();
    match done {
        Ok(()) => results.push(stands(session, book, remark.filter(|_| session.exam().ended().is_none()))),
        Err(error) => results.push(EffectResult::Refused(format!("{}.", sentence(&error.refusal()?.0)))),
    }
    Ok(results)
}

/// What is said of what was chosen when the time ran out.
fn at_time_up(session: &ExamSession<'_>, n: usize) -> Option<String> {
    session.exam().chosen_at_time_up().filter(|&item| item == n)?;
    Some(format!("The time is up. What you had chosen for question {n} counts."))
}

fn stands<'b>(session: &ExamSession<'_>, book: &Rulebook, remark: Option<String>) -> EffectResult<'b> {
    let exam = session.exam();
    let asked = exam.current().and_then(|n| exam.question(n));
    EffectResult::Exam(ExamUpdate::Stands {
        exam: Box::new(exam.clone()),
        left: left(session),
        figure: asked.and_then(|question| RepFigure::on_paper(book, question)).map(Box::new),
        code: exam.ended().map(|_| log::code(exam)),
        remark,
    })
}

fn left(session: &ExamSession<'_>) -> ClockReading {
    ClockReading { left_ms: session.left_ms(), free_ms: session.free_ms() }
}

//! An exam in the full screen: what is behind it. Each act goes through the desk, so it is kept before the screen goes on.
//!
//! Must not know what is drawn.

use std::io;
use std::path::Path;
use std::time::Duration;

use crate::app::exam::log;
use crate::app::outcome::AppError;
use crate::app::session::screen;
use crate::app::settings::Settings;
use crate::face::full::exam::{Act, Left, Sat, Seen};
use crate::face::full::{Effect, EffectHandler, Ending, News};
use crate::pages::exam::sitting::Seat;
use crate::render::ansi::style::sentence;
use formcheck_core::rulebook::Rulebook;
use formcheck_exam::{Desk, Exam, Reading};

/// The word of this face in the log.
const FACE: &str = "full-screen";

/// Keeps a line of the log.
pub(crate) type KeepLine<'a> = &'a mut dyn FnMut(&str) -> io::Result<()>;

/// How it was left.
pub(crate) struct LeftExam {
    /// The exam as it stands.
    pub(crate) exam: Exam,
    /// Whether the candidate broke off, or the system wanted it.
    pub(crate) stopped: bool,
    /// Whether it was begun, or gone on with, here.
    pub(crate) was_begun: bool,
}

/// Asks an exam that is not over yet.
///
/// # Errors
/// If its log can't be kept, or the terminal gives out; the terminal is given back before.
pub(crate) fn ask(
    exam: Exam,
    (seat, log): (&Seat, &Path),
    now: &dyn Fn() -> Reading,
    keep: KeepLine<'_>,
    settings: &Settings,
) -> Result<LeftExam, AppError> {
    // All that an exam shows stands on its paper; the rules at hand may be others.
    let book = Rulebook::default();
    let mut host = ExamHost { phase: ExamPhase::Waiting(exam, Some(keep)), seat, log, now, is_unkept: false };
    let ending = screen::played(screen::state(&book, settings), &mut host, Effect::Exam(Act::Start));
    host.leave(ending)
}

/// Where an exam is sat.
struct ExamHost<'a> {
    phase: ExamPhase<'a>,
    seat: &'a Seat,
    log: &'a Path,
    now: &'a dyn Fn() -> Reading,
    /// Whether a line could not be kept: then none may follow it.
    is_unkept: bool,
}

/// Where the candidate is.
enum ExamPhase<'a> {
    /// Before the start: nothing is written, and no clock begins.
    Waiting(Exam, Option<KeepLine<'a>>),
    /// At the questions.
    Sitting(Desk<'a>),
}

impl<'b> EffectHandler<'b> for ExamHost<'_> {
    type Error = AppError;

    fn perform(&mut self, effect: Effect, _time: Duration) -> Result<Vec<News<'b>>, AppError> {
        let Effect::Exam(act) = effect else { return Ok(vec![]) };
        self.act(act).map_err(|error| {
            self.is_unkept = true;
            log::unkept(self.log, &error)
        })
    }
}

impl ExamHost<'_> {
    fn act<'b>(&mut self, act: Act) -> io::Result<Vec<News<'b>>> {
        match &mut self.phase {
            ExamPhase::Waiting(exam, _) if act == Act::Start => {
                let left = Left { left_ms: exam.left_on_return(&(self.now)()), free_ms: exam.free_left() };
                let sat = Sat::new(exam.clone(), self.seat.clone(), left);
                let mut news = vec![News::Exam(Seen::Start(Box::new(sat)))];
                if self.seat.goes_on && left.left_ms == Some(0) {
                    // Of an exam whose time ran out in the meantime there is only the end to see.
                    news.extend(self.begin()?);
                }
                Ok(news)
            }
            ExamPhase::Waiting(..) => self.begin(),
            ExamPhase::Sitting(desk) => act_at_desk(desk, act),
        }
    }

    fn begin<'b>(&mut self) -> io::Result<Vec<News<'b>>> {
        let ExamPhase::Waiting(exam, keep) = &mut self.phase else { return Ok(vec![]) };
        let Some(keep) = keep.take() else { return Ok(vec![]) };
        let desk = Desk::open(exam.clone(), FACE, self.now, keep)?;
        let news = vec![stands(&desk, None)];
        self.phase = ExamPhase::Sitting(desk);
        Ok(news)
    }

    /// The log says that the candidate left, whatever made them.
    fn leave(self, ending: Result<Ending, AppError>) -> Result<LeftExam, AppError> {
        let mut desk = match self.phase {
            ExamPhase::Waiting(exam, _) => {
                let stopped = ending? == Ending::Stopped;
                return Ok(LeftExam { exam, stopped, was_begun: false });
            }
            ExamPhase::Sitting(desk) => desk,
        };
        let left = if self.is_unkept { Ok(()) } else { desk.leave() };
        let stopped = ending? == Ending::Stopped;
        left.map_err(|error| log::unkept(self.log, &error))?;
        Ok(LeftExam { exam: desk.exam().clone(), stopped, was_begun: true })
    }
}

/// Does it, and tells how the exam stands then.
fn act_at_desk<'b>(desk: &mut Desk<'_>, act: Act) -> io::Result<Vec<News<'b>>> {
    let mut remark = None;
    let done = match act {
        Act::Start | Act::Begin => Ok(()),
        Act::Look if desk.is_time_up()? => Ok(()),
        Act::Look => return Ok(vec![News::Exam(Seen::Clock(left(desk)))]),
        Act::Answer { response, certainty } => {
            let done = desk.answer(response, certainty);
            remark = done.is_ok().then(|| "Noted.".to_owned());
            done
        }
        Act::Go(n) => desk.go(n),
        Act::Skip => desk.skip(),
        Act::Flag { n, flag } => desk.flag(n, flag),
        Act::Review => desk.review(),
        Act::Break => desk.pause(),
        Act::Back => desk.back(),
        Act::HandIn => desk.hand_in(),
    };
    let mut news = Vec::new();
    match done {
        Ok(()) => news.push(stands(desk, remark.filter(|_| desk.exam().ended().is_none()))),
        Err(error) => news.push(News::Refused(format!("{}.", sentence(&error.refusal()?.0)))),
    }
    Ok(news)
}

fn stands<'b>(desk: &Desk<'_>, remark: Option<String>) -> News<'b> {
    let exam = desk.exam();
    News::Exam(Seen::Stands {
        exam: Box::new(exam.clone()),
        left: left(desk),
        code: exam.ended().map(|_| log::code(exam)),
        remark,
    })
}

fn left(desk: &Desk<'_>) -> Left {
    Left { left_ms: desk.left_ms(), free_ms: desk.free_ms() }
}

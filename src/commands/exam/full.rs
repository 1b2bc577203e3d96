//! An exam in the full screen: what is behind it. Each act goes through the desk, so it is kept before the screen goes on.
//!
//! Must not know what is drawn.

use std::io;
use std::path::Path;
use std::time::Duration;

use super::super::full::fault::{self, Unkeepable};
use super::super::{Global, Stop, full};
use super::kept;
use crate::face::full::exam::{Act, Left, Sat, Seen};
use crate::face::full::{Effect, Ending, News, Stage};
use crate::pages::exam::sitting::SittingContext;
use crate::render::ansi::style::sentence;
use formcheck_core::rulebook::Rulebook;
use formcheck_exam::{Exam, ExamSession, Reading};

/// The word of this face in the log.
const FACE: &str = "full-screen";

/// Keeps a line of the log.
pub(super) type Keep<'a> = &'a mut dyn FnMut(&str) -> io::Result<()>;

/// How it was left.
pub(super) struct Came {
    /// The exam as it stands.
    pub(super) exam: Exam,
    /// Whether the candidate broke off, or the system wanted it.
    pub(super) stopped: bool,
    /// Whether it was begun, or gone on with, here.
    pub(super) was_begun: bool,
}

/// Asks an exam that is not over yet.
///
/// # Errors
/// If its log can't be kept, or the terminal gives out; the terminal is given back before.
pub(super) fn ask(
    exam: Exam,
    (seat, log): (&SittingContext, &Path),
    now: &dyn Fn() -> Reading,
    keep: Keep<'_>,
    global: &Global,
) -> Result<Came, Stop> {
    // All that an exam shows stands on its paper; the rules at hand may be others.
    let book = Rulebook::default();
    let mut room = Room { at: At::Door(exam, Some(keep)), seat, log, now, is_unkept: false };
    let ending = full::played(full::state(&book, global), &mut room, Effect::Exam(Act::Start));
    room.leave(ending)
}

/// Where an exam is sat.
struct Room<'a> {
    at: At<'a>,
    seat: &'a SittingContext,
    log: &'a Path,
    now: &'a dyn Fn() -> Reading,
    /// Whether a line could not be kept: then none may follow it.
    is_unkept: bool,
}

/// Where the candidate is.
enum At<'a> {
    /// Before the start: nothing is written, and no clock begins.
    Door(Exam, Option<Keep<'a>>),
    /// At the questions.
    ExamSession(ExamSession<'a>),
}

impl<'b> Stage<'b> for Room<'_> {
    fn perform(&mut self, effect: Effect, _time: Duration) -> io::Result<Vec<News<'b>>> {
        let Effect::Exam(act) = effect else { return Ok(vec![]) };
        self.act(act).map_err(|error| {
            self.is_unkept = true;
            match kept::unkept(self.log, &error) {
                Stop::Told { what, help } => io::Error::other(Unkeepable { what, help }),
                Stop::Silent(_) | Stop::Io(_) => error,
            }
        })
    }
}

impl Room<'_> {
    fn act<'b>(&mut self, act: Act) -> io::Result<Vec<News<'b>>> {
        match &mut self.at {
            At::Door(exam, _) if act == Act::Start => {
                let left = Left { left_ms: exam.left_on_return(&(self.now)()), free_ms: exam.free_left() };
                let sat = Sat::new(exam.clone(), self.seat.clone(), left);
                let mut news = vec![News::Exam(Seen::Start(Box::new(sat)))];
                if self.seat.goes_on && left.left_ms == Some(0) {
                    // Of an exam whose time ran out in the meantime there is only the end to see.
                    news.extend(self.begin()?);
                }
                Ok(news)
            }
            At::Door(..) => self.begin(),
            At::ExamSession(desk) => at_the_desk(desk, act),
        }
    }

    fn begin<'b>(&mut self) -> io::Result<Vec<News<'b>>> {
        let At::Door(exam, keep) = &mut self.at else { return Ok(vec![]) };
        let Some(keep) = keep.take() else { return Ok(vec![]) };
        let desk = ExamSession::open(exam.clone(), FACE, self.now, keep)?;
        let news = vec![stands(&desk, None)];
        self.at = At::ExamSession(desk);
        Ok(news)
    }

    /// The log says that the candidate left, whatever made them.
    fn leave(self, ending: io::Result<Ending>) -> Result<Came, Stop> {
        let mut desk = match self.at {
            At::Door(exam, _) => {
                let stopped = ending.map_err(fault::told)? == Ending::Stopped;
                return Ok(Came { exam, stopped, was_begun: false });
            }
            At::ExamSession(desk) => desk,
        };
        let left = if self.is_unkept { Ok(Ok(())) } else { desk.leave() };
        let stopped = ending.map_err(fault::told)? == Ending::Stopped;
        // An exam that is over can't be left: that is no fault.
        let _refused = left.map_err(|error| kept::unkept(self.log, &error))?;
        Ok(Came { exam: desk.exam().clone(), stopped, was_begun: true })
    }
}

/// Does it, and tells how the exam stands then.
fn at_the_desk<'b>(desk: &mut ExamSession<'_>, act: Act) -> io::Result<Vec<News<'b>>> {
    let mut remark = None;
    let done = match act {
        Act::Start | Act::Begin => Ok(()),
        Act::Look => {
            if !desk.is_time_up()? {
                return Ok(vec![News::Exam(Seen::Clock(left(desk)))]);
            }
            Ok(())
        }
        Act::Answer { response, certainty } => {
            let done = desk.answer(response, certainty)?;
            remark = done.is_ok().then(|| "Noted.".to_owned());
            done
        }
        Act::Go(n) => desk.go(n)?,
        Act::Skip => desk.skip()?,
        Act::Flag { n, flag } => desk.flag(n, flag)?,
        Act::Review => desk.review()?,
        Act::Break => desk.pause()?,
        Act::Back => desk.back()?,
        Act::HandIn => desk.hand_in()?,
    };
    let mut news = Vec::new();
    match done {
        Ok(()) => news.push(stands(desk, remark.filter(|_| desk.exam().ended().is_none()))),
        Err(bad) => news.push(News::Refused(format!("{}.", sentence(&bad.0)))),
    }
    Ok(news)
}

fn stands<'b>(desk: &ExamSession<'_>, remark: Option<String>) -> News<'b> {
    let exam = desk.exam();
    News::Exam(Seen::Stands {
        exam: Box::new(exam.clone()),
        left: left(desk),
        code: exam.ended().map(|_| kept::code(exam)),
        remark,
    })
}

fn left(desk: &ExamSession<'_>) -> Left {
    Left { left_ms: desk.left_ms(), free_ms: desk.free_ms() }
}

//! A session while it is played in the full screen, with whoever keeps its answers.

use std::time::Duration;

use crate::app::kept::QuizKeeper;
use formcheck_core::quiz::{ActError, Keeper, Session};
use formcheck_study::{Study, StudyError};

pub(super) enum RunningSession<'a> {
    /// Study: its log keeps every answer.
    Study(Box<Study<'a>>, Box<Session>),
    /// A quiz, with whoever keeps it.
    Quiz(QuizKeeper<'a>, Box<Session>),
}

impl RunningSession<'_> {
    pub(super) fn session(&self) -> &Session {
        match self {
            RunningSession::Study(_, session) | RunningSession::Quiz(_, session) => session,
        }
    }

    pub(super) fn session_mut(&mut self) -> &mut Session {
        match self {
            RunningSession::Study(_, session) | RunningSession::Quiz(_, session) => session,
        }
    }

    /// Whether there is a prompt, or whoever keeps the session has one more.
    pub(super) fn has_more(&mut self) -> Result<bool, StudyError> {
        let session = self.session();
        if session.prompt().is_some() || session.was_quit() {
            return Ok(session.prompt().is_some());
        }
        match self {
            RunningSession::Study(study, session) => study.more(session),
            RunningSession::Quiz(..) => Ok(false),
        }
    }

    /// Its prompt is put before the person.
    pub(super) fn asked(&mut self) -> Result<(), StudyError> {
        match self {
            RunningSession::Study(study, session) => study.asked(session),
            RunningSession::Quiz(keeper, session) => keeper.asked(session),
        }
    }

    pub(super) fn keep(&mut self, n: usize, taken: Duration) -> Result<(), StudyError> {
        match self {
            RunningSession::Study(study, session) => study.answered(session, n, taken),
            RunningSession::Quiz(keeper, session) => keeper.answered(session, n, taken),
        }
    }

    pub(super) fn undo(&mut self) -> Result<(), ActError<StudyError>> {
        match self {
            RunningSession::Study(study, session) => study.undo(session),
            RunningSession::Quiz(keeper, session) => keeper.undo(session),
        }
    }

    /// What is told of what was taken back last, where the screen doesn't show it.
    pub(super) fn took_back(&self) -> Option<&'static str> {
        match self {
            RunningSession::Study(study, _) => study.took_back(),
            RunningSession::Quiz(..) => None,
        }
    }

    pub(super) fn skip(&mut self) -> Result<(), ActError<StudyError>> {
        match self {
            RunningSession::Study(study, session) => study.skip(session),
            RunningSession::Quiz(keeper, session) => keeper.skip(session),
        }
    }
}

//! A session while it is played in the full screen, with whoever keeps its answers.

use formcheck_core::quiz::{Keeper, Session, Unkept};
use formcheck_study::Study;

/// A session that is being played.
pub(super) enum Round<'a> {
    /// Study: its log keeps every answer.
    Study(Box<Study<'a>>, Box<Session>),
    /// A quiz by itself.
    Quiz(Box<Session>),
}

impl Round<'_> {
    /// The session.
    pub(super) fn session(&self) -> &Session {
        match self {
            Round::Study(_, session) => session,
            Round::Quiz(session) => session,
        }
    }

    /// Does something with the session and whoever keeps its answers.
    pub(super) fn with<T>(&mut self, does: impl FnOnce(&mut Session, &mut dyn Keeper) -> T) -> T {
        match self {
            Round::Study(study, session) => does(session, &mut **study),
            Round::Quiz(session) => does(session, &mut Unkept),
        }
    }
}

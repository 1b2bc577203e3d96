//! Whether the answers of a quiz are kept, and by whom: in the history that study has, unless somebody wants none or there is
//! no place for one.
//!
//! Must not know what is asked.

use std::time::Duration;

use crate::app::AppError;
use formcheck_core::day::Moment;
use formcheck_core::quiz::{ActError, Keeper, Session, Unkept};
use formcheck_core::rulebook::Rulebook;
use formcheck_study::{KeptQuiz, Log, ProfileDir, StudyError};

/// Who keeps a quiz.
pub(crate) enum QuizKeeper<'a> {
    /// The log of a profile.
    Log(Box<KeptQuiz<'a>>),
    /// Nobody; why, unless that was wanted.
    Nobody(Unkept<StudyError>, Option<String>),
}

impl<'a> QuizKeeper<'a> {
    /// For the quiz of this session: whoever keeps the history at `place`, if it can be opened and something is to be kept.
    pub(crate) fn of(
        book: &'a Rulebook,
        session: &Session,
        place: Result<ProfileDir, AppError>,
        keeps: bool,
        clock: &'a dyn Fn() -> Moment,
    ) -> QuizKeeper<'a> {
        if !keeps {
            return QuizKeeper::Nobody(Unkept::default(), None);
        }
        match place.and_then(|place| Ok(Log::open(&place)?)) {
            Ok(log) => {
                let engine = env!("CARGO_PKG_VERSION");
                QuizKeeper::Log(Box::new(KeptQuiz::new(book, log, session, engine, clock)))
            }
            Err(error) => QuizKeeper::Nobody(Unkept::default(), Some(error.to_string())),
        }
    }

    /// What a person is told of it before the first question.
    pub(crate) fn promise(&self) -> String {
        match self {
            QuizKeeper::Log(_) => "Every answer is kept, and counts in study.".to_owned(),
            QuizKeeper::Nobody(_, None) => "Nothing is kept.".to_owned(),
            QuizKeeper::Nobody(_, Some(why)) => format!("Nothing is kept: {why}."),
        }
    }

    pub(crate) fn keeps(&self) -> bool {
        matches!(self, QuizKeeper::Log(_))
    }

    pub(crate) fn close(&mut self, session: &Session) -> Result<(), StudyError> {
        match self {
            QuizKeeper::Log(kept) => kept.close(session),
            QuizKeeper::Nobody(..) => Ok(()),
        }
    }
}

impl QuizKeeper<'_> {
    fn keeper(&mut self) -> &mut dyn Keeper<Error = StudyError> {
        match self {
            QuizKeeper::Log(kept) => kept.as_mut(),
            QuizKeeper::Nobody(unkept, _) => unkept,
        }
    }
}

impl Keeper for QuizKeeper<'_> {
    type Error = StudyError;

    fn asked(&mut self, session: &Session) -> Result<(), StudyError> {
        self.keeper().asked(session)
    }

    fn answered(&mut self, session: &Session, n: usize, taken: Duration) -> Result<(), StudyError> {
        self.keeper().answered(session, n, taken)
    }

    fn settled(&mut self, session: &Session, n: usize, meant: bool) -> Result<(), StudyError> {
        self.keeper().settled(session, n, meant)
    }

    fn undo(&mut self, session: &mut Session) -> Result<(), ActError<StudyError>> {
        self.keeper().undo(session)
    }

    fn taken_back(&self) -> &'static str {
        match self {
            QuizKeeper::Log(kept) => kept.taken_back(),
            QuizKeeper::Nobody(unkept, _) => unkept.taken_back(),
        }
    }

    fn skip(&mut self, session: &mut Session) -> Result<(), ActError<StudyError>> {
        self.keeper().skip(session)
    }
}

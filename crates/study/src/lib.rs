//! What one person remembers: a log of what happened, and everything that follows from it.
//!
//! The log is the only state. What is due, how far each skill is and every figure are computed from it by replay
//! ([`LearnerState::replay`]); the tables beside it in the database are a cache of just that, and may be thrown away. Must not
//! know terminals, clocks (each call is handed its [`Moment`]) or how an item is shown.

mod choose;
mod course;
mod error;
mod event;
#[cfg(test)]
mod laws;
mod log;
mod memory;
mod preferences;
mod skill;
mod staircase;
mod state;
pub mod stats;
mod study;

pub use choose::{AskedSkill, EligibleSkill, Goal, Owed, next};
pub use course::Rung;
pub use error::StudyError;
pub use event::{
    Answered, EventId, FilmedSet, FittedParameters, Logged, Selection, Seq, StudyEvent, StudyRequest,
};
pub use log::{Ahead, Imported, Log, ProfileDir, forget, import};
pub use memory::{Model, Rating, enough_to_fit, fit};
pub use preferences::Preferences;
pub use skill::{SkillState, SkillStep};
pub use staircase::margin;
pub use state::{DayCount, LearnerState};
pub use study::{KeptQuiz, Remaining, Study, Summary, remaining, streak};

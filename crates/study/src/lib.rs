//! What one person remembers: a log of what happened, and everything that follows from it.
//!
//! The log is the only state. What is due, how far each skill is and every figure are computed from it by replay
//! ([`State::replay`]); the tables beside it in the database are a cache of just that, and may be thrown away. Must not
//! know terminals, clocks (each call is handed its [`Moment`]) or how an item is shown.

mod choose;
mod event;
mod log;
mod memory;
mod skill;
mod state;
pub mod stats;
mod study;

pub use choose::{Askable, Turn, Wanted, kinds_for, next};
pub use event::{Answered, Chosen, Event, Logged, Request, Seq, Tuned};
pub use log::{Fault, Imported, Log, Place, forget, import};
pub use memory::{DESIRED, Model, Rating, enough_to_tune, tune};
pub use skill::{SkillState, Step};
pub use state::{DayCount, State};
pub use study::{Left, Study, Summary, left, streak};

//! A study session: what is due is asked, and each thing that happens is in the log before the person sees what follows.
//!
//! The next question follows from the log, the rulebook, the day and the session's seed alone, so that a session that
//! was killed goes on with the question that would have come.

mod keep;
mod quiz;
mod resume;
mod scope;
mod session;
mod summary;

pub use quiz::KeptQuiz;
pub use scope::{Remaining, remaining};
pub use session::Study;
pub use summary::{Summary, streak};

//! What each page says: a thing of the rulebook, a session's start and end, figures, reports, exams.
//!
//! Must not know which face shows it.

pub mod answer;
pub mod atlas;
pub mod check;
pub mod diff;
pub mod doctor;
pub mod estimates;
pub mod exam;
pub(crate) mod more;
pub mod program;
pub mod report;
pub mod session;
pub mod sheet;
pub mod show;
pub mod stats;
pub mod study;

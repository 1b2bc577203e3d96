//! Exams that hold up: forms drawn from a blueprint, papers without keys, a hash-chained log of the sitting, records that
//! anybody with the rules can check again.
//!
//! Pure: seeds, moments, keys and texts are handed in. Must not know files, terminals or clocks.

mod beside;
pub mod cohort;
mod common;
mod compare;
mod difficulty;
pub(crate) mod disclaimers;
mod earlier;
mod error;
mod exam;
pub mod export;
mod form;
mod grade;
mod issue;
pub mod ledger;
pub mod locked;
mod log;
mod pace;
pub mod paper;
pub mod record;
pub mod roster;
pub mod schema;
pub mod seal;
mod session;
mod signed;
mod sources;
pub mod store;
mod strike;
mod times;
mod verify;
pub mod witness;

pub use beside::{check_status, check_witness};
pub(crate) use difficulty::predicted;
pub use difficulty::{asked_mistake, severity};
pub use earlier::{WINDOW, barred, draw_for};
pub use error::ExamError;
pub use exam::{Exam, ItemState};
pub use form::{BAND, ExamForm, Forms, exam_named, seen_at};
pub use grade::{Terms, grade, grade_form};
pub use issue::{Issue, engine, paper, policy};
pub use log::{BadLog, Chain, Chosen, Clock, ClockKind, ExamEvent, LogLine, Reading, whole_lines};
pub use session::ExamSession;
pub use signed::{Sealable, Sealed};
pub use strike::strike;
pub use verify::{Check, CheckResult, verify};

//! Exams that hold up: forms drawn from a blueprint, papers without keys, a hash-chained log of the sitting, records that
//! anybody with the rules can check again.
//!
//! Pure: seeds, moments, keys and texts are handed in. Must not know files, terminals or clocks.

mod difficulty;
mod form;
mod items;
pub mod paper;
pub mod record;

pub use difficulty::{asked_mistake, predicted, severity};
pub use form::{BAND, Form, Forms, NoForm, exam_named};

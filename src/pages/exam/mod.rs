//! What is said before, in and after an exam: its start and questions, its result, the proof of a key, the roster.

pub mod html;
pub mod proof;
pub mod result;
pub mod roster;
pub mod shown;
pub mod sitting;

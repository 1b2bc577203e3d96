//! What is said before, in and after an exam: its start and questions, its result, the proof of a key, the roster.

pub mod proof;
pub mod result;
pub mod roster;
pub mod sitting;

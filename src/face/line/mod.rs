//! Line mode: sessions, exams and talks in plain lines, one after the other. Works in a pipe and with a screen reader.

pub mod answers;
pub mod exam;
pub mod session;
pub mod talk;

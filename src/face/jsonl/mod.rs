//! JSON lines: sessions and exams for other programs, one object a line. The shapes are those of docs/interfaces.md.

mod event;
pub mod exam;
pub mod session;

//! formcheck: coaches write what goes wrong in a lift as small TOML files; formcheck proves that the files make
//! sense, makes quiz questions out of them whose keys are computed by the same rules, asks, and explains the fix.
//!
//! The program: arguments, sessions, faces. What it is made of is in crates/; docs/ARCHITECTURE.md has the map.

pub use formcheck_authoring as coach;
pub use formcheck_core::{day, detection, diagnostic, figure, lint, logic, quiz, rulebook};
pub use formcheck_exam::export;
pub use formcheck_study as learner;

/// Exams.
pub mod trainer {
    pub use formcheck_exam::cohort as report;
    pub use formcheck_exam::*;
}

pub mod render;

pub mod pages;

pub mod face;

pub mod app;

pub mod commands;

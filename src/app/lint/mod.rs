//! Rule files checked, mended, watched, and their examples put to the test.

mod fix;
mod mutants;
mod once;
mod options;
mod report;
mod run;
mod scope;
mod watch;

pub use options::{LintFormat, LintMode, LintOptions};
pub use run::run;

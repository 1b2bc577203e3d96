//! What is wrong with a pack beyond its shape: what the engine can prove of it. One small file a check, one line here.
//!
//! A finding about reps comes with a witness that was run through the matcher again. Must not know who reads the result.

mod alone;
mod bank_too_small;
mod because_of_numbers;
mod clean_reps;
mod coverage;
mod doubled_signs;
mod doubled_sources;
mod doubled_words;
mod draft;
mod drawings;
mod draws_too_many;
mod examples;
mod for_learning;
mod foreign_tools;
mod gaps;
mod ignored_poses;
mod levels;
mod must_pass;
mod mutants;
mod never_holds;
mod open_tolerated;
mod questions;
mod reps_in_words;
mod run;
mod tolerated;
mod unused;
mod weights_not_met;
mod wording;

pub use mutants::{MutationScore, mutants};
pub use run::{LintReport, STEPS, checked, lint, lint_step_by_step, nothing_checked};

use draft::{CheckedDraft, CleanFire};
use wording::{in_words, in_words_with, quoted_ids, witness};

//! TOML text → a checked [`Rulebook`], which owns the names. Every fault of every file in one go, each with its span.
//!
//! Must not know: quizzes being asked, terminals, clocks.

mod built;
mod compile;
mod decode;
pub mod files;
mod fit;
mod habits;
mod id;
mod judge;
mod kinds;
mod load;
mod misplaced;
mod model;
pub mod near;
mod observation;
pub mod pose;
mod prose;
mod recover;
mod resolve;
mod schema_check;
mod settings;
pub mod source;
mod statements;
mod syntax;
mod values;
mod worded;
pub mod words;

pub use compile::{Engine, Verdict, cells_needed};
pub use decode::{is_kebab, kebab};
pub use id::{ExerciseIx, Id, MistakeIx, MuscleIx, PackIx, PhaseIx, QuestionIx, QuizIx, SignIx, SourceIx};
use judge::urgency;
pub use judge::{
    Brief, Certain, CheckVerdict, Judgement, Possible, Proved, first_to_fix, judge, judge_briefly,
    mistake_phase, phase_rank, prove, prove_in, refuted_by,
};
pub use kinds::{GeneratedKind, WrittenKind};
pub use load::{Loaded, load, load_built_in};
pub use model::*;
pub use observation::Observation;
pub use schema_check::BLANK;
pub use settings::{Allow, Level, Settings};
pub use values::{Value, ValueSet};

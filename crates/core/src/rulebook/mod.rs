//! TOML text → a checked [`Rulebook`], which owns the names. Every fault of every file in one go, each with its span.
//!
//! Must not know: quizzes being asked, terminals, clocks.

mod built;
mod by_another_name;
mod common_errors;
mod compile;
mod cuts;
mod decode;
mod derived;
pub mod files;
mod fit;
mod fix_order;
mod grade;
mod grid;
mod id;
mod judge;
mod kinds;
mod load;
mod meant;
mod misplaced;
mod misspelt_definition;
mod model;
mod observation;
mod over_set;
pub mod pose;
mod recover;
mod resolve;
mod schema_check;
mod settings;
pub mod similar;
pub mod source;
mod statements;
mod syntax;
mod text_form;
mod unless;
mod values;
mod worded;
pub mod words;

pub use compile::{Engine, Verdict, good_cases};
pub(crate) use compile::{cells_needed, too_many_clean_boxes, too_many_differences};
pub use decode::{is_kebab, is_whole_name, kebab};
pub use derived::{Contradiction, derive};
use fix_order::fix_order;
pub(crate) use fix_order::phase_rank;
pub use fix_order::{Sooner, first_to_fix, mistake_phase, sooner};
pub use grade::{Graded, grades};
pub use grid::Grid;
pub use id::{ExerciseIx, Id, MistakeIx, MuscleIx, PackIx, PhaseIx, QuestionIx, QuizIx, SignIx, SourceIx};
pub use judge::{
    Brief, Certain, CheckVerdict, Judgement, Look, Possible, Proved, borne_on, judge, judge_briefly, looks,
    prove,
};
pub(crate) use judge::{prove_in, refuted_by};
pub use kinds::{GeneratedKind, WrittenKind};
pub use load::{Loaded, UnsoundPack, load, load_built_in, load_mid_back, load_with_plain_names};
pub use model::*;
pub use observation::Observation;
pub use over_set::{SetJudgement, is_of_the_set, judge_set, take_set_as_good};
pub use schema_check::BLANK;
pub use settings::{Allow, Level, Settings};
pub(crate) use unless::less;
pub use values::{Value, ValueSet};

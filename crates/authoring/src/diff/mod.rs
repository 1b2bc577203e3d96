//! What a change of a pack means: which reps are judged differently, exactly, and a rep to show for each; then what
//! changed in quizzes and in words alone.
//!
//! Plain data and pure renderers beside it. Must not know: folders, revisions, exit codes.

mod among;
mod compare;
mod difference;
mod exercises;
mod joint;
mod json;
mod markdown;
mod quizzes;
mod renames;
pub mod sentences;
mod share;
mod signs;
mod texts;

pub use compare::diff;
use difference::own_pack;
pub use difference::{
    Among, Amounts, Change, Condition, Count, ExerciseChange, Judged, KeyChange, MistakeChange,
    PackDifference, QuestionChange, QuizChange, Renamed, SectionChange, SettingChange, Shown, ShownValue,
    SignDifference, SignPart, TextChange, Witness,
};
pub use json::json;
pub use markdown::markdown;
pub use renames::with_new_ids;

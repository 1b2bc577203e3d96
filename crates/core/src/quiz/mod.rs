//! Rulebook + quiz + seed → items → session → score. Pure: the seed is handed in, and so is every answer.
//!
//! Must not know: files, clocks, terminals, databases.

mod answer;
mod asks;
mod blueprint;
mod by_eye;
mod chance;
pub mod generate;
mod gives_away;
mod grade;
mod ids;
mod introduction;
mod item;
mod key;
mod margin;
mod must_pass;
pub mod names;
mod plan;
mod practice;
mod prove;
mod question;
mod reps;
mod resolve;
mod session;
mod sighting;
mod spread;
pub mod typed;
mod wording;
mod written;

/// The version of the making of questions. Raised whenever the same seed, quiz and pack would give another sitting or
/// form: a record says which one its form came from.
pub const GENERATOR: u32 = 6;

pub use answer::{AsReply, BadResponse, Response, fits};
pub use asks::Asks;
pub(crate) use blueprint::available;
pub use blueprint::{FormJudges, NoSitting, Sitting, draw_form, sitting};

pub(crate) use by_eye::is_for_the_eye;
pub use by_eye::{Sight, can_be_seen, is_told_by_words, near_misses, telling_reps};
pub use chance::{Chance, Seed};
pub use gives_away::ItemTexts;
pub use grade::{Marks, MarksOf, ScorePart, SessionScore, grade, trials};
pub use ids::{ItemId, OptionId, QuestionKind, Skill};
pub use introduction::{Contrast, Introduction};
pub use item::{Basis, Explanation, Item, MistakeWord};
pub use key::{Choice, Key, Piece};
pub use margin::Margin;
pub use must_pass::{MustPass, has_to_be_told, may_have_to_be_told, mistake_to_tell, mistakes_to_tell};
pub use plan::{ExamSpread, FormItem, Plan, Subject};
pub use practice::{About, practice_item, skills};
pub use prove::{Unproved, prove_item};
pub use question::{AnswerForm, Offer, Question, ShownBy, ShownSign, SignChange, ToldBy};
pub use reps::{ShownReps, StemPart};
pub use session::{ActError, Certainty, Feedback, Keeper, Prompt, Session, Unkept, Viewing};
pub use sighting::Sighting;
pub use spread::{Quotas, asks_of_a_mistake, asks_of_an_exercise};
pub(crate) use written::written_item;

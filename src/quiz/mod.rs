//! Rulebook + quiz + seed → items → session → score. Pure: the seed is handed in, and so is every answer.
//!
//! Must not know: files, clocks, terminals, databases.

mod blueprint;
mod by_eye;
mod chance;
pub mod generate;
mod gives_away;
mod grade;
mod item;
mod practice;
mod prove;
mod session;
mod stored;
pub mod typed;
mod written;

pub use blueprint::{NoSitting, Plan, Sitting, Subject, available, sitting};
pub use by_eye::{can_be_told_by_eye, telling_reps};
pub use chance::{Chance, Seed};
pub use gives_away::Told;
pub use grade::{Mark, Part, Response, Score, Tally, Trial, grade, trials};
pub use item::{Basis, Choice, Explanation, Field, Item, ItemId, Kind, OptionId, Piece, Shown, Skill, Task};
pub use practice::{About, practice_item, skills};
pub use prove::{Unproved, prove_item};
pub use session::{BadResponse, Certainty, Feedback, Keeper, Prompt, Session};
pub use stored::{StoredBasis, StoredItem, StoredTask};
pub use written::written_item;

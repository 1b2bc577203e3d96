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
pub mod names;
mod plan;
mod practice;
mod prove;
mod session;
mod spread;
mod stored;
pub mod typed;
mod written;

/// The version of the making of questions. Raised whenever the same seed, quiz and pack would give another sitting or
/// form: a record says which one its form came from.
pub const GENERATOR: u32 = 2;

pub use blueprint::{NoSitting, Sitting, available, draw_form, sitting};

pub use by_eye::{can_be_told_by_eye, telling_reps};
pub use chance::{Chance, Seed};
pub use gives_away::Told;
pub use grade::{Mark, Part, Response, Score, Tally, grade, trials};
pub use item::{Basis, Choice, Explanation, Field, Item, ItemId, Kind, OptionId, Piece, Shown, Skill, Task};
pub use plan::{Placed, Plan, Spread, Subject};
pub use practice::{About, practice_item, skills};
pub use prove::{Unproved, prove_item};
pub use session::{ActError, BadResponse, Certainty, Feedback, Keeper, Prompt, Session, Unkept, fits};
pub use spread::{Quotas, apportion, asks_of_a_mistake, asks_of_an_exercise};
pub use stored::{StoredBasis, StoredChoice, StoredItem, StoredPiece, StoredTask};
pub use written::written_item;

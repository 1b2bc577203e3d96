//! Questions that nobody wrote: one file a generated kind, one line in `GENERATORS` of `workshop.rs`.
//!
//! A generator names its targets (what could be asked) and makes a draft of one. It may guess and give up: `prove`
//! judges what it made, and the blueprint takes another target where none came.

mod amounts;
mod asked;
mod because;
mod breakdown;
mod call;
mod clean_or_not;
mod contrast;
mod draft;
mod exception;
mod first;
mod look;
mod muscles;
mod options;
mod pair;
mod recall;
mod reps;
mod scene;
mod spot;
mod spot_all;
mod steps;
mod what_changed;
mod words;
mod workshop;

pub use draft::ItemDraft;
pub use workshop::{Scope, Target, Wish, Workshop};

use asked::{Asked, MistakeCase};
use draft::{exercise_explanation, explanation, lettered, mistake_option, skill};
use workshop::{each_exercise, each_mistake};

pub(super) use breakdown::{rep_named, rep_place};
pub(super) use clean_or_not::{CLEAN, FAULTY};
pub(super) use contrast::contrast;
pub(super) use muscles::{attachments, can_be_asked as muscles_can_be_asked, named as muscles_of};
pub(super) use options::may_be_either;
pub(super) use pair::{FIRST, SECOND};
pub(super) use reps::in_words;
pub(super) use what_changed::changed;
pub(super) use words::{much_alike, word};

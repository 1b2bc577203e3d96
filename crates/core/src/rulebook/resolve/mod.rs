//! Names → things: parsed files become a [`Rulebook`]. Goes on after every fault; what a fault leaves out is left out of
//! the rulebook, and what leans on it is marked unsound and not reported a second time.
//!
//! Must not know how text is read, nor what the engine proves.

mod causes;
mod conditions;
mod degrees;
mod differences;
mod domains;
mod examples;
mod exams;
mod exercises;
mod expected;
mod figures;
mod former_ids;
mod found;
mod measures;
mod names;
mod packs;
mod pairs;
mod parts;
mod quizzes;
mod resolver;
mod set_signs;
mod settings;
mod values;
mod vocabulary;

use expected::{EXERCISE, Expected, MISTAKE, QUESTION, SIGN, id_of, kind_of};
pub(super) use packs::resolve;
pub(super) use parts::{PackPart, PackParts};
use resolver::Resolver;

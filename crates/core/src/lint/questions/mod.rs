//! Written questions: the rules of item writing that a machine can check.
//!
//! The rules follow Haladyna, Downing and Rodriguez (2002), "A review of multiple-choice item-writing guidelines":
//! options alike in length and form, independent of each other, no all-of-the-above, no negative stem, no clue.

mod check;
mod form;
mod gives_away;
mod options;
mod reading;
mod stem;
mod view;

pub(super) use check::check;

//! The examples that a pack should have: one on either side of each bound, and for a clause that joins signs one that
//! fires and a near miss for each of its signs. A condition on one named value needs none: the proofs cover it.
//!
//! A mistake that several exercises share is tested if one of them tests it.

mod check;
mod needs;
mod suggest;

pub(super) use check::check;
pub(super) use suggest::written;
